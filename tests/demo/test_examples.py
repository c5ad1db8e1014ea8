"""Worked examples of real areas: public facts only, each with its source, and only beside real figures."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from toetssteen.demo.example_files import load_examples
from toetssteen.demo.examples import MAKER
from toetssteen.kernel.errors import DefinitionError
from toetssteen.web.accounts import organisations
from toetssteen.web.accounts.models import Organisation
from toetssteen.web.accounts.roles import VISITOR
from toetssteen.web.alliances import selectors as alliance_selectors
from toetssteen.web.alliances.models import Alliance, Programme
from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.programmes import selectors
from toetssteen.web.programmes.activities import standing
from toetssteen.web.programmes.models import Activity, Decision, Goal, StatePromise
from toetssteen.web.records import services

FOLDER = Path(__file__).parents[2] / "definitions" / "examples"
PARTIES, EXAMPLES = load_examples(FOLDER)
ADDRESS = re.compile(r"https?://\S+\.\S+")


def test_every_fact_says_where_it_was_read() -> None:
    """A publication with an address, or for the letter that began it all its name and date."""
    for one in EXAMPLES:
        facts = [one, *one.goals, *one.activities, *one.decisions]
        sources = [fact.source for fact in facts] + [promised.document for promised in one.promises]
        assert [source for source in sources if not ADDRESS.search(source)] == []
    assert [one.id for one in EXAMPLES] == ["beijum-en-lewenborg", "de-wijert", "groningen-noord", "ten-boer"]


def test_every_organisation_is_used_and_of_a_kind_we_know() -> None:
    used = {key for one in EXAMPLES for doing in one.activities for key in (doing.owner, *doing.partners)} - {None}
    assert used == {party.key for party in PARTIES}
    assert {party.kind for party in PARTIES} <= set(Organisation.Kind.values)


def test_a_status_says_of_when_it_is_and_nothing_names_a_person() -> None:
    for one in EXAMPLES:
        assert all(doing.status_day for doing in one.activities if doing.status)
        assert not re.search(r"\b(mevrouw|meneer|dhr|mw)\b", str(one), re.I)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("activities: [{id: a, name: A, source: b, owner: niemand}]", "“niemand” staat nergens"),
        ("activities: [{id: a, name: A, source: b, start: ooit}]", "“ooit” is geen datum"),
        ("activities: [{id: a, name: A, source: b, status: bezig}]", "van wanneer de stand is"),
        ("goals: [{id: a, name: A, source: b, parent: c}]", "“c” staat nergens"),
        ("activities: [{id: a, name: A}]", "source"),
        ("id: anders", "anders"),
    ],
)
def test_what_the_loader_refuses(tmp_path: Path, text: str, says: str) -> None:
    good = "id: proef\nname: Proef\nsource: een brief\nplaces: [selwerd]\n"
    (tmp_path / "organisations.yaml").write_text("organisations: []\n")
    (tmp_path / "proef.yaml").write_text(
        good.replace("id: proef\n", "") + text if text.startswith("id") else good + text
    )
    with pytest.raises(DefinitionError, match=says):
        load_examples(tmp_path)


@pytest.fixture
def real(real_var: Path, monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(real_var))
    call_command("programmes")
    call_command("exampleprogramme")


def test_it_is_made_as_the_files_say_and_again_changes_nothing(real: None, capsys: pytest.CaptureFixture[str]) -> None:
    counts = {kind: kind.objects.count() for kind in (Alliance, Goal, Activity, StatePromise, Decision)}
    assert list(counts.values()) == [
        len(EXAMPLES),
        *(
            sum(len(getattr(one, name)) for one in EXAMPLES)
            for name in ("goals", "activities", "promises", "decisions")
        ),
    ]
    capsys.readouterr()
    call_command("exampleprogramme")
    assert " 0 nieuw of gewijzigd" in capsys.readouterr().out
    one = Activity.objects.get(key="stad-in-selwerd")
    assert (one.begins, one.ends, standing.words(one, date(2026, 9, 30))) == (
        "2023",
        "2031",
        "bezig (stand van september 2025)",
    )
    unknown = Activity.objects.get(key="verlengde-schooldag-noordwest")
    assert (unknown.owner, unknown.begins, standing.words(unknown, date(2026, 9, 30))) == (None, "", "niet bekend")


def test_what_differs_from_the_file_is_mended_and_what_people_added_stays(real: None) -> None:
    one = Activity.objects.get(key="stad-in-selwerd")
    Activity.objects.filter(pk=one.pk).update(money="veel", version=7)
    strange = services.add(Activity, {"alliance": one.alliance, "name": "Ingetrokken feit", "key": "weg"}, MAKER)
    from people import person

    writer = person("Jo")
    added = services.add(Activity, {"alliance": one.alliance, "name": "Van iemand"}, MAKER)
    added.history.update(history_user=writer)
    call_command("exampleprogramme")
    one.refresh_from_db()
    assert (one.money, one.version) == ("", 8)
    assert not Activity.objects.filter(pk=strange.pk).exists()
    assert Activity.objects.filter(pk=added.pk).exists()


def test_everybody_sees_that_it_is_an_example_and_claims_nothing_it_does_not_know(
    real: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = timezone.localdate
    client = Client()
    for address in (
        "/alliantie/voorbeeld-groningen-noord/",
        f"/activiteit/{Activity.objects.get(key='basisbaan').pk}/",
    ):
        assert "is een voorbeeld dat wij maakten uit openbare bronnen" in client.get(address).content.decode()
    state = client.get("/alliantie/voorbeeld-groningen-noord/rijk/").content.decode()
    assert "Dat wil niet zeggen dat het er niet is." in state
    assert "Waarover niets openbaar is toegezegd" not in state
    assert "Waar nog op gewacht wordt" not in state
    monkeypatch.setattr(timezone, "localdate", lambda *moment: day(*moment) if moment else date(2026, 9, 30))
    here = client.get("/plek/selwerd/").content.decode()
    # What has no end is not soonest done, whatever the database thinks of nothing.
    assert here.index("Stad in Selwerd") < here.index("Basisbaan")
    # Nobody wrote since 2022 about what should have been ready in 2025.
    going_on, lost = here.split("Al meer dan een jaar niets gehoord")
    assert "De Huismeesters in Selwerd" not in going_on
    assert "was in november 2022 bezig, zou in 2025 klaar zijn, nu onbekend" in lost
    assert "None" not in here
    assert Programme.objects.get(key="nplv").alliances.count() == 1


def test_it_goes_when_somebody_keeps_an_alliance_here(real: None) -> None:
    assert alliance_selectors.alliances().count() == len(EXAMPLES)
    Alliance.objects.create(key="eigen", name="Eigen")
    assert [one.key for one in alliance_selectors.alliances()] == ["eigen"]
    assert not selectors.activities(VISITOR).exists()
    organisations.public("nijestee", "Iets anders", "overig")
    assert Organisation.objects.get(key="nijestee").name == "Nijestee"


def test_not_beside_invented_figures(invented_var: Path, monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(invented_var))
    with pytest.raises(CommandError, match="echte cijfers"):
        call_command("exampleprogramme")
    alliance = Alliance.objects.create(key="voorbeeld-x", name="X", nature="voorbeeld")
    Activity.objects.create(alliance=alliance, name="X", visibility=Visibility.PUBLIC)
    assert not selectors.activities(VISITOR).exists()
