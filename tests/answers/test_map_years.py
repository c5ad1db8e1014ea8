"""Classes that hold for all years of a map."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from toetssteen.answers.figures.map_years import _breaks, as_shown, map_years
from toetssteen.answers.figures.overview import overview
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.kernel.areas import COUNTRY, Level
from toetssteen.kernel.dutch import dutch
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.warehouse.snapshots import Shelf

LEVELS = (Level.GEMEENTE, Level.WIJK, Level.BUURT)


@pytest.fixture(scope="module")
def atlas(invented_var: Path) -> Iterator[Atlas]:
    """The invented country."""
    snapshot = Shelf(invented_var / "snapshots").open_current()
    yield Atlas(snapshot)
    snapshot.reader.close()


def _drawn(atlas: Atlas):
    for name in atlas.cube.indicators:
        for level in LEVELS:
            found = map_years(atlas, name, level, COUNTRY, 5)
            if found.breaks:
                yield name, level, found


def test_every_year_that_is_drawn_has_the_outlines_of_its_own_page(atlas: Atlas) -> None:
    seen = 0
    for name, level, found in _drawn(atlas):
        for drawn in found.years:
            page = overview(atlas, name, level, drawn.year)
            assert (page.outlines, page.division_year) == (drawn.outlines, drawn.division_year)
            seen += 1
    assert seen > 100


def test_breaks_are_figures_of_these_years_and_hold_them_all(atlas: Atlas) -> None:
    for name, level, found in _drawn(atlas):
        decimals = atlas.indicator(name).decimals
        shown: set[float] = set()
        for drawn in found.years:
            values = overview(atlas, name, level, drawn.year).values
            shown |= set(as_shown(values[~np.isnan(values)], decimals).tolist())
        assert list(found.breaks) == sorted(set(found.breaks))
        assert set(found.breaks) <= shown
        assert (found.breaks[0], found.breaks[-1]) == (min(shown), max(shown))
        assert len(found.breaks) <= 6


@given(value=st.floats(-1e6, 1e6), decimals=st.integers(0, 3))
@example(value=2.675, decimals=2)
@example(value=12.5, decimals=0)
@example(value=-0.04, decimals=1)
def test_as_shown_is_what_the_page_writes(value: float, decimals: int) -> None:
    (shown,) = as_shown(np.array([value]), decimals).tolist()
    assert dutch(shown, decimals) == dutch(value, decimals)


def test_a_place_that_is_not_there_is_said(atlas: Atlas) -> None:
    with pytest.raises(UnknownNameError):
        map_years(atlas, atlas.cube.indicators[0], Level.WIJK, "GM9999x", 5)


@given(
    figures=st.lists(st.integers(0, 12), min_size=1, max_size=80),
    classes=st.sampled_from([5, 6, 7]),
)
@example(figures=[100] * 60 + [1, 2, 3, 4, 5], classes=5)
@example(figures=[0] * 60 + [1, 2, 3, 4, 5], classes=5)
def test_as_many_classes_as_asked_where_there_are_figures_for_them(figures: list[int], classes: int) -> None:
    found = _breaks(np.array(figures, dtype=np.float64), classes)
    different = sorted({float(figure) for figure in figures})
    if len(figures) < classes or len(different) == 1:
        assert found == ()
        return
    assert len(found) - 1 == min(classes, len(different) - 1)
    assert list(found) == sorted(set(found))
    assert set(found) <= set(different)
    assert (found[0], found[-1]) == (different[0], different[-1])
