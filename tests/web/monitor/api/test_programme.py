"""What alliances keep, through the API: as described, and every role sees what it sees on the pages."""

import csv
import io
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from people import sign_in
from web.conftest import WHO, Table, table  # noqa: F401 (a fixture)

from toetssteen.demo import invented
from toetssteen.web.alliances.rules import Action, Visibility, may
from toetssteen.web.programmes.api import schemas
from toetssteen.web.programmes.models import (
    Activity,
    Commitment,
    Decision,
    Finding,
    Goal,
    Meeting,
    Output,
    Plan,
    Remark,
    StatePromise,
    Target,
)
from toetssteen.web.records.kinds import kinds
from toetssteen.web.records.record import Record
from toetssteen.web.records.resources import resource_of
from toetssteen.web.snapshots.selectors import serving

# The name of each list, its model and the shape of the answer.
LISTS = {
    resource_of(kind).name: (kind.model, resource_of(kind).answer()) for kind in kinds() if kind.api is not None
} | {"activiteiten": (Activity, schemas.Activiteiten)}
TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def _figures(invented_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(invented_var))


def as_(table: Table, who: str) -> Client:  # noqa: F811
    return Client() if who == "visitor" else sign_in(Client(), table.users[who])


def one_of_each(table: Table, visibility: Visibility) -> list[Record]:  # noqa: F811
    fixed = {"alliance": table.here, "owner": table.ours, "visibility": visibility}
    goal = Goal.objects.create(**fixed, name="Doel")
    plan = Plan.objects.create(**fixed, name="Plan", kind="gebiedsplan")
    activity = Activity.objects.create(**fixed, name="Sport", goal=goal, plan=plan)
    meeting = Meeting.objects.create(**fixed, name="Overleg", starts=timezone.now())
    return [
        goal, plan, activity, meeting,
        Decision.objects.create(**fixed, name="Besluit", day=TODAY, meeting=meeting, activity=activity),
        Commitment.objects.create(**fixed, name="Afspraak", meeting=meeting),
        StatePromise.objects.create(**fixed, name="Toezegging", department="BZK", domain="wonen"),
        Target.objects.create(**fixed, goal=goal, indicator="inwoners", place=table.here.places.get(), value=1, year=2040),
        Remark.objects.create(**fixed, plan=plan, name="Reactie", text="Meer bomen"),
        Finding.objects.create(**fixed, name="Bevinding", about=table.others, offered=TODAY),
    ]  # fmt: skip


@pytest.mark.parametrize("who", ["visitor", *WHO])
def test_every_role_gets_what_the_rules_say_and_nothing_else(table: Table, who: str) -> None:  # noqa: F811
    made = [record for visibility in Visibility for record in one_of_each(table, visibility)]
    actor, client = table.actor(who), as_(table, who)
    for kind, (model, shape) in LISTS.items():
        response = client.get(f"/v1/{kind}")
        assert response.status_code == 200
        assert "private" in response.headers["Cache-Control"]
        assert "ETag" not in response.headers
        shape(**response.json())
        expected = {one.pk for one in made if isinstance(one, model) and may(actor, Action.SEE, one.subject())}
        assert {row["nummer"] for row in response.json()[kind]} == expected, kind
        elsewhere = client.get(f"/v1/{kind}", {"alliantie": "elders"}).json()[kind]
        assert elsewhere == []
    for one in made:
        if isinstance(one, Activity):
            answer = client.get(f"/v1/activiteiten/{one.pk}")
            assert answer.status_code == (200 if may(actor, Action.SEE, one.subject()) else 404)


def test_a_row_does_not_name_what_the_reader_may_not_see(table: Table) -> None:  # noqa: F811
    hidden = Goal.objects.create(alliance=table.here, owner=table.ours, name="Geheim", visibility=Visibility.ALLIANCE)
    shown = Goal.objects.create(alliance=table.here, name="Openbaar", parent=hidden, visibility=Visibility.PUBLIC)
    table.activity(Visibility.PUBLIC, goal=hidden)
    [goal] = Client().get("/v1/doelen").json()["doelen"]
    assert (goal["nummer"], goal["hoortOnder"]) == (shown.pk, None)
    assert Client().get("/v1/activiteiten").json()["activiteiten"][0]["doel"] is None
    inside = as_(table, "partner").get("/v1/activiteiten").json()["activiteiten"][0]
    assert inside["doel"] == hidden.pk


def test_small_counts_of_people_stay_at_the_table(table: Table) -> None:  # noqa: F811
    one = table.activity(Visibility.PUBLIC, group_size=4)
    Output.objects.create(activity=one, name="Begeleid", unit="mensen", people=True, year=2025, planned=20, realised=3)
    outside = Client().get(f"/v1/activiteiten/{one.pk}").json()
    assert outside["voorHoeveelMensen"] is None
    assert (outside["prestaties"][0]["gerealiseerd"], outside["prestaties"][0]["teKlein"]) == (None, True)
    inside = as_(table, "partner").get(f"/v1/activiteiten/{one.pk}").json()
    assert (inside["voorHoeveelMensen"], inside["prestaties"][0]["gerealiseerd"]) == (4, 3)


def test_the_whole_invented_programme_is_as_described(db: None) -> None:
    atlas = serving()
    assert atlas is not None
    invented.make(atlas, TODAY)
    client = Client()
    for kind, (_model, shape) in LISTS.items():
        answer = client.get(f"/v1/{kind}", {"aantal": 1000} if kind == "activiteiten" else {}).json()
        shape(**answer)
        assert answer[kind] or kind in {"bevindingen", "reacties"}, kind
    everything = client.get("/v1/activiteiten").json()
    assert everything["totaal"] == Activity.objects.filter(visibility=Visibility.PUBLIC).count()
    one = schemas.EenActiviteit(**client.get(f"/v1/activiteiten/{everything['activiteiten'][0]['nummer']}").json())
    assert one.naam == everything["activiteiten"][0]["naam"]
    names = [row["naam"] for row in everything["activiteiten"]]
    text = client.get("/v1/activiteiten", {"formaat": "csv"}).content.decode()
    assert [row["naam"] for row in csv.DictReader(io.StringIO(text))] == names
    pages = [client.get("/v1/activiteiten", {"pagina": n, "aantal": 50}).json()["activiteiten"] for n in (1, 2, 3, 4)]
    assert [row["naam"] for page in pages for row in page] == names
    for alliance in schemas.Allianties(**client.get("/v1/allianties").json()).allianties:
        assert schemas.Alliantie(**client.get(f"/v1/allianties/{alliance.id}").json()) == alliance
    for programme in schemas.Programmas(**client.get("/v1/programmas").json()).programmas:
        assert schemas.Programma(**client.get(f"/v1/programmas/{programme.id}").json()) == programme
    busy = client.get("/v1/activiteiten", {"stand": "bezig"}).json()
    assert 0 < busy["totaal"] < everything["totaal"]


def test_unknown_names_and_questions_are_said(table: Table) -> None:  # noqa: F811
    for path, status in (
        ("/v1/activiteiten?alliantie=atlantis", 404),
        ("/v1/doelen?alliantie=atlantis", 404),
        ("/v1/programmas/atlantis", 404),
        ("/v1/activiteiten/999999", 404),
        ("/v1/activiteiten?stand=soms", 400),
        ("/v1/doelen?momentopname=x", 400),
    ):
        response = Client().get(path)
        assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json"), path


def test_every_kind_of_record_has_a_resource() -> None:
    assert {model for model, _shape in LISTS.values()} == set(Record.__subclasses__())
