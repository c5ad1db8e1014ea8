"""The first screen of a profile: its words follow its rows, and every number leads to its origin."""

import pytest
from django.test import Client
from web.monitor.reading import seen

from toetssteen.analysis.gap import Standing
from toetssteen.answers.figures.against_reference import Reference
from toetssteen.answers.figures.profile import is_old
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.web.monitor.profile.at_a_glance import GlancePage
from toetssteen.web.monitor.profile.context import ProfileQuery, prepared

PLACES = ("WK990101", "WK990102", "verzonnen-rietstad-oost", "verzonnen-lindemonde-west", "GM9902", "BU99010101")


def overview(atlas: Atlas, code: str, reference: Reference | None = None) -> GlancePage:
    page = prepared(atlas, ProfileQuery(code, reference)).page.glance
    assert page is not None
    return page


@pytest.mark.parametrize("code", PLACES)
def test_the_sentences_are_those_of_the_rows(atlas: Atlas, code: str) -> None:
    page = overview(atlas, code)
    words = {"beter": page.better, "ongeveer gelijk": page.same, "moeilijker": page.worse}
    standing_of = {row.indicator.id: row.standing for row in page.rows if row.indicator is not None and not row.mixed}
    assert any(words.values())
    for word, card in words.items():
        assert card is None or standing_of[card.id] == word


@pytest.mark.parametrize("code", PLACES)
def test_what_does_not_count_is_not_in_the_headline(atlas: Atlas, code: str) -> None:
    page = overview(atlas, code)
    for row in page.rows:
        counts = row.value and row.standing and not row.old and not row.visitors
        assert (row.domain.name.lower() in page.headline) == bool(counts)


def test_two_years_of_a_model_are_no_movement(atlas: Atlas) -> None:
    estimated = 0
    for code in PLACES:
        page = overview(atlas, code, Reference.START)
        for row in page.rows:
            if "schatting" in row.kind:
                estimated += 1
                assert row.domain.name.lower() not in page.headline
                assert row.change == "verloop: alleen schatting"
    assert estimated


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize("code", PLACES)
def test_every_number_leads_to_its_origin(client: Client, atlas: Atlas, code: str) -> None:
    links = set(seen(client.get(f"/plek/{code}/").content).links)
    for row in overview(atlas, code).rows:
        if row.value and row.indicator is not None:
            assert f"/herkomst/{row.indicator.id}/{code}/{row.year}/" in links
        for card in row.others:
            assert f"/herkomst/{card.id}/{code}/{card.year}/" in links


@pytest.mark.parametrize("code", PLACES)
def test_a_row_that_most_others_contradict_is_called_mixed(atlas: Atlas, code: str) -> None:
    """Counted again from the figures of the whole page."""
    full = prepared(atlas, ProfileQuery(code, whole=True)).page
    for row in overview(atlas, code).rows:
        if row.indicator is None or row.standing not in ("beter", "moeilijker"):
            assert not row.mixed
            continue
        theme = next(theme for theme in full.profile.themes if theme.domain == row.domain)
        opposite = {Standing.BETTER: Standing.WORSE, Standing.WORSE: Standing.BETTER}
        standing = next(r.standing for r in theme.readings if r.indicator is row.indicator)
        assert standing is not None
        counted = [r for r in theme.readings if not (r.indicator.visitors or is_old(atlas, r))]
        others = [r.standing for r in counted if r.indicator is not row.indicator]
        assert row.mixed == (others.count(opposite[standing]) > others.count(standing))


@pytest.mark.usefixtures("served")
def test_the_overview_is_a_table_too(client: Client, atlas: Atlas) -> None:
    page = overview(atlas, "WK990101")
    assert [row.name for row in page.table.rows] == [row.domain.name for row in page.rows]
    answer = client.get("/plek/WK990101/?deel=oogopslag&als=csv")
    assert answer.status_code == 200
    text = answer.content.decode()
    for row in page.rows:
        assert f"{row.domain.name};" in text
        assert row.label in text
        assert row.open in text
