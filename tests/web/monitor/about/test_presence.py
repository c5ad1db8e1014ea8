"""The matrix of figures and years on the page about the figures."""

import pytest
from django.test import Client

from toetssteen.answers.snapshot.presence import Presence
from toetssteen.web.monitor.about import presence as section
from toetssteen.web.ui.pictures import CellKind

pytestmark = pytest.mark.django_db
PAGE = "/over-de-cijfers/"


def table(client: Client, query: str) -> dict[str, list[str]]:
    """The file under the matrix: name of the figure -> its cells, by year."""
    lines = client.get(f"{PAGE}?{query}&deel=dekking&als=csv").content.decode("utf-8-sig").splitlines()
    rows = [line.split(";") for line in lines if line]
    head = next(at for at, row in enumerate(rows) if row[0] == "Cijfer")
    years = sum(cell.isdecimal() for cell in rows[head])
    return {row[0]: row[1 : years + 1] for row in rows[head:] if len(row) == len(rows[head])}


@pytest.mark.usefixtures("served")
def test_without_a_choice_only_key_figures_are_shown_and_everything_when_asked(client: Client) -> None:
    few, many = table(client, ""), table(client, "thema=alles")
    assert set(few) < set(many)
    assert few["Inwoners"] == many["Inwoners"]
    assert (few["Cijfer"][0], few["Cijfer"][-1]) == ("2013", "2024")
    wijken = table(client, "niveau=wijk")["Inwoners"]
    gemeenten = table(client, "niveau=gemeente")["Inwoners"]
    buurten = table(client, "niveau=buurt")["Inwoners"]
    sums = [str(sum(map(int, each))) for each in zip(buurten, wijken, gemeenten, strict=True)]
    assert few["Inwoners"] == sums


@pytest.mark.usefixtures("served")
def test_a_theme_and_a_sort_of_place_are_chosen_without_a_script(client: Client) -> None:
    chosen = table(client, "thema=inkomen&niveau=wijk")
    assert "Inwoners" not in chosen
    assert int(chosen["Huishoudens met een laag inkomen"][0]) > 0
    page = client.get(f"{PAGE}?thema=inkomen&niveau=wijk").content.decode()
    assert '<option value="inkomen" selected>' in page
    assert '<option value="wijk" selected>' in page
    assert "Welke cijfers zijn er per jaar, over inkomen en schulden, per wijk" in page


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize("query", ["thema=geluk", "niveau=straat", "niveau=land"])
def test_what_is_not_there_to_choose_is_not_found(client: Client, query: str) -> None:
    assert client.get(f"{PAGE}?{query}").status_code == 404


def test_every_state_has_a_square_of_its_own() -> None:
    assert {*section._KINDS, Presence.THERE} == set(Presence)
    kinds = [*section._KINDS.values(), CellKind.VALUE]
    assert len(kinds) == len(set(kinds))
