"""A place that got another code keeps its past; one that was redrawn does not."""

from pathlib import Path

import numpy as np
import pytest

from toetssteen.answers.figures.lineage import lineage
from toetssteen.answers.figures.rest import rest
from toetssteen.answers.figures.series import series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.open_atlases import open_atlas
from toetssteen.indicators.aggregate import FigureKind
from toetssteen.sources.invented.division import divisions
from toetssteen.sources.invented.small import SMALL
from toetssteen.warehouse.snapshots import Shelf

RECODED, FORMER = "WK990227", "WK990207"


@pytest.fixture(scope="module")
def invented(invented_var: Path) -> Atlas:
    shelf = Shelf(invented_var / "snapshots")
    name = shelf.current()
    assert name is not None
    return open_atlas(shelf.folder / name)


def held(atlas: Atlas) -> list[str]:
    return list(atlas.cube.indicators)


def test_every_figure_of_a_recoded_wijk_is_that_of_its_code_then(invented: Atlas) -> None:
    cube = invented.cube
    new, old = cube.area_at(RECODED), cube.area_at(FORMER)
    for name in held(invented):
        i = cube.indicator_at(name)
        found = series(invented, invented.place(RECODED), invented.indicator(name))
        values = cube.values[:, i, :]
        expected = np.where(cube.deliveries[:, i, new] > 0, values[:, new], values[:, old])
        assert np.array_equal(found.values, expected, equal_nan=True), name
        known = np.flatnonzero(~np.isnan(found.values))
        assert not found.comparable[known[:1]].any()
        breaks = {one.year for one in invented.indicator(name).breaks}
        assert found.comparable[known[1:]].tolist() == [cube.years[at] not in breaks for at in known[1:]], name


def test_a_redrawn_wijk_and_its_new_half_stay_broken(invented: Atlas) -> None:
    people = invented.indicator("inwoners")
    grown = series(invented, invented.place("WK990115"), people)
    assert [p.year for p in grown.points if p.value is not None and not p.comparable] == [2019]
    assert [p.year for p in grown.points if p.elsewhere is not None] == list(range(2013, 2019))
    assert next(p.year for p in series(invented, invented.place("WK990118"), people).points) == 2019


def test_lineage_follows_to_the_code_of_that_year(invented: Atlas) -> None:
    before, since = lineage(invented, "inwoners", RECODED, 2018), lineage(invented, "inwoners", RECODED, 2019)
    assert [c.area for c in before.cells] == [FORMER]
    assert [c.area for c in since.cells] == [RECODED]
    assert before.point is not None
    assert before.point.former == FORMER
    assert before.point.kind is FigureKind.PUBLISHED
    assert before.point.value == before.cells[0].value


def test_the_page_of_the_old_code_has_its_own_years_only(invented: Atlas) -> None:
    found = series(invented, invented.place(FORMER), invented.indicator("inwoners"))
    assert [p.year for p in found.points] == list(range(2013, 2019))
    assert all(p.former == "" for p in found.points)


def test_a_city_of_which_a_wijk_was_recoded_has_no_break(invented: Atlas) -> None:
    """The rest of Lindemonde without another wijk: the same places, one of them under two codes."""
    share = invented.indicator("huurwoningen")
    found = rest(invented, invented.place("WK990203"), share)
    known = np.flatnonzero(~np.isnan(found.values))
    assert len(known) == len(invented.cube.years)
    assert found.comparable[known[1:]].all()


def test_the_rest_without_a_recoded_wijk_is_without_its_old_code_too(invented: Atlas) -> None:
    people, cube = invented.indicator("inwoners"), invented.cube
    found = rest(invented, invented.place(RECODED), people)
    i, y = cube.indicator_at("inwoners"), cube.year_at(2015)
    wijken = [c for c in divisions(SMALL)[0].wijken.codes if c.startswith("WK9902") and c != FORMER]
    assert found.values[y] == sum(cube.values[y, i, cube.area_at(c)] for c in wijken)
    assert found.comparable[1:].all()


def test_buurten_of_the_recoded_wijk_keep_their_past(invented: Atlas) -> None:
    found = series(invented, invented.place("BU99022700"), invented.indicator("inwoners"))
    assert [p.year for p in found.points] == list(invented.cube.years)
    assert {p.former for p in found.points} == {"", "BU99020700"}
