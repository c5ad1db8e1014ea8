"""What the page shows of the one rule for equal: the groups, their lines, the notes, and the same in the API."""

import re

import pytest
from django.test import Client
from packed_html import packed
from web.monitor.reading import seen

from toetssteen.answers.figures.profile import profile
from toetssteen.web.snapshots.selectors import serving

pytestmark = pytest.mark.usefixtures("served")
PLACES = ("WK990101", "WK990102", "verzonnen-lindemonde-west", "verzonnen-rietstad-oost", "GM9902")
LINES = re.compile(r'<span class="finding">(.*?)</span></li>', re.DOTALL)


def sections(content: bytes) -> dict[str, list[str]]:
    """The lines of each judged group, by the id of its heading, without mark-up."""
    text = packed(content)
    found = {}
    for name in ("goed", "minder", "gelijk", "ouder"):
        start = text.find(f'aria-labelledby="{name}"')
        if start >= 0:
            part = text[start : text.index("</section>", start)]
            found[name] = [re.sub(r"<[^>]+>|\s+", " ", line).strip() for line in LINES.findall(part)]
    return found


@pytest.mark.parametrize("code", PLACES)
def test_every_line_of_a_group_has_its_year(client: Client, code: str) -> None:
    groups = sections(client.get(f"/plek/{code}/?alles=ja").content)
    lines = [line for group in groups.values() for line in group]
    assert lines
    for line in lines:
        assert re.search(r"\((19|20)\d\d\b|sinds|van [\d.,]+ in \d{4} naar", line), line


def test_all_groups_occur_and_the_alike_say_why(client: Client) -> None:
    pages = [client.get(f"/plek/{code}/?alles=ja").content for code in PLACES]
    alike = [page for page in pages if "gelijk" in sections(page)]
    assert alike
    assert "kan door afronding of door toeval komen" in seen(alike[0]).words


@pytest.mark.parametrize("code", PLACES)
def test_the_api_judges_as_the_page_does(client: Client, code: str) -> None:
    atlas = serving()
    assert atlas is not None
    found = profile(atlas, code)
    told = {one["cijfer"]: one for one in client.get(f"/v1/plekken/{code}/cijfers").json()["lezingen"]}
    for group, word in ((found.well, "beter"), (found.alike, "ongeveer-gelijk"), (found.other, "minder-goed")):
        for one in group:
            reading = told[one.indicator.id]
            assert (reading["oordeel"], reading["oud"]) == (word, False)
            assert (reading["gelijkDoor"] is None) == (word != "ongeveer-gelijk")
    for reading in told.values():
        if reading["verschil"] is not None:
            assert reading["verschil"] == reading["waarde"] - reading["vergelekenWaarde"]


def test_the_note_on_students_suits_the_theme(client: Client) -> None:
    income = "Zij hebben vaak een laag inkomen"
    assert income in seen(client.get("/plek/WK990101/?thema=inkomen").content).words
    assert income not in seen(client.get("/plek/WK990101/?thema=onderwijs").content).words
    assert "studenten tellen mee" not in seen(client.get("/plek/WK990101/?thema=onderwijs").content).words


def test_a_total_is_not_set_beside_the_quartiles_of_single_buurten(client: Client) -> None:
    """54.375 people beside "de middelste helft van de 151 buurten ... 75 en 2.593"."""

    def card(code: str) -> str:
        text = client.get(f"/plek/{code}/?thema=bevolking").content.decode()
        start = text.index('<section class="figure" id="inwoners"')
        return text[start : text.index("</section>", start)]

    assert "In ongeveer de helft van de" in card("WK990101")
    assert "In ongeveer de helft van de" not in card("verzonnen-lindemonde-west")
