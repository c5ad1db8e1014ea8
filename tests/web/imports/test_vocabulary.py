"""What is offered for a word of somebody's list: never somebody from elsewhere, and never each other."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from web.conftest import Table

from toetssteen.web.accounts.models import Organisation
from toetssteen.web.imports.fields import list_kind_named
from toetssteen.web.imports.vocabularies import vocabularies
from toetssteen.web.imports.vocabulary import Vocabulary

LISTED = list_kind_named("activity")


@pytest.fixture
def no_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(tmp_path))


def between(table: Table, here: str, there: str) -> Vocabulary:
    """What an officer is offered for organisations when the two alliances are called so."""
    table.here.name, table.there.name = here, there
    table.here.save()
    table.there.save()
    return vocabularies(LISTED, table.here, table.actor("officer"), {})["parties"]


@pytest.mark.usefixtures("no_figures")
def test_a_neighbour_in_the_same_city_is_not_suggested(table: Table) -> None:
    """Its name holds the city's, as ours does; what tells it from us is the name of another alliance."""
    Organisation.objects.create(key="bewoners-daar", name="Bewonersplatform Daar in Hierstad", kind="bewoners")
    Organisation.objects.create(key="bewoners-stad", name="Bewonersbond Hierstad", kind="bewoners")
    parties = between(table, "Hier in Hierstad", "Daar in Hierstad")
    assert parties.suggest("Bewonersplatform", [], []) == "new:bewoners"
    assert parties.suggest("Bewonersplatform Daar in Hierstad.", [], []) == "is:bewoners-daar"
    assert parties.suggest("Bewonersbond", [], []) == "is:bewoners-stad"


@pytest.mark.usefixtures("no_figures")
def test_an_abbreviation_suggests_nobody_from_elsewhere(table: Table) -> None:
    Organisation.objects.create(key="elders", name="Ondernemersvereniging Noordstad", kind="werkgever")
    assert (
        vocabularies(LISTED, table.here, table.actor("officer"), {})["parties"].suggest("OVN", [], []) == "new:overig"
    )


@pytest.mark.usefixtures("no_figures")
def test_small_words_in_the_name_of_another_alliance_say_nothing(table: Table) -> None:
    Organisation.objects.create(key="huis", name="Huis voor Hierstad", kind="overig")
    parties = between(table, "Hierstad", "Samen voor Zuid")
    assert parties.suggest("Huis voor Hierst.", [], []) == "is:huis"


NAMES = ["Politie", "POL", "Ondernemersvereniging Noord", "OVN", "Ondernemersvereniging Noord (OVN)", "OVN Noord", "O.V.N.",
         "Woonstichting Noord", "WST", "Wst. Noord", "WSN", "Huisartsen van de wijk Noord", "HWN", "HAWN", "Jeugdteam", "JT"]  # fmt: skip


@given(st.lists(st.one_of(st.sampled_from(NAMES), st.text("ABNOPVabnopv. ()", min_size=2, max_size=12)), max_size=8))
def test_suggestions_never_go_round(names: list[str]) -> None:
    """Who takes every proposal as it is, has said what each word means."""
    words = list({name.lower(): name for name in names}.values())
    parties = Vocabulary("parties", {}, {}, {}, kinds=(("overig", "overig"),))
    meant = {
        word.lower(): parties.suggest(word, words[:number], [other for other in words if other is not word])
        for number, word in enumerate(words)
    }
    for word in meant:
        followed = {word}
        while meant[word].startswith("same:"):
            word = meant[word].removeprefix("same:")
            assert word not in followed
            followed.add(word)


@pytest.mark.parametrize(
    ("word", "others", "meant"),
    [
        ("OVN", ["Ondernemersvereniging Noord", "Jongerenteam"], "same:ondernemersvereniging noord"),
        ("O.V.N.", ["Ondernemersvereniging Noord"], "same:ondernemersvereniging noord"),
        ("HWN", ["Huisartsen van de Wijk Noord"], "same:huisartsen van de wijk noord"),
        ("OVN", ["Ondernemersvereniging Noord", "Onderwijsvereniging Noord"], "new:overig"),
        ("OVN", ["Ondernemersvereniging Zuid"], "new:overig"),
        ("Ovn", ["Ondernemersvereniging Noord"], "new:overig"),
        ("OVN", ["OVN Noord"], "new:overig"),
        ("PO", ["Politie"], "new:overig"),
        ("POL", ["Politie"], "new:politie"),
    ],
)
@pytest.mark.usefixtures("no_figures")
def test_an_abbreviation_suggests_the_one_name_it_can_stand_for(
    table: Table, word: str, others: list[str], meant: str
) -> None:
    parties = vocabularies(LISTED, table.here, table.actor("officer"), {})["parties"]
    assert parties.suggest(word, [], others) == meant
