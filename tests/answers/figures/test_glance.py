"""A place at a glance, for places of the invented country: each position computed again from the figures themselves."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from toetssteen.analysis.glance import LEAST_PLACES
from toetssteen.answers.figures.against_reference import Reference
from toetssteen.answers.figures.glance import Glance, GlanceRow, RowState, glance
from toetssteen.answers.figures.numbers import decimals_shown
from toetssteen.answers.figures.profile import Profile, is_old, profile
from toetssteen.answers.figures.steps import step
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.kernel.areas import COUNTRY, AreaCode
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import AggregationRule, Direction
from toetssteen.kernel.dutch import as_shown
from toetssteen.warehouse.snapshots import Shelf

PLACES = ("GM9901", "WK990101", "BU99010101", "verzonnen-rietstad-oost", COUNTRY)


@pytest.fixture(scope="module")
def invented(invented_var: Path) -> Iterator[Atlas]:
    snapshot = Shelf(invented_var / "snapshots").open_current()
    yield Atlas(snapshot)
    snapshot.reader.close()


def seen(atlas: Atlas, code: str, reference: Reference | None = None) -> tuple[Profile, Glance]:
    whole = profile(atlas, code, reference)
    return whole, glance(atlas, whole)


def placed(rows: tuple[GlanceRow, ...]) -> list[GlanceRow]:
    return [row for row in rows if row.state is RowState.PLACED]


@pytest.mark.parametrize("code", PLACES[1:4])
def test_each_position_follows_from_the_figures(invented: Atlas, code: str) -> None:
    _whole, overview = seen(invented, code)
    assert placed(overview.rows)
    for row in placed(overview.rows):
        reading, indicator = row.reading, row.indicator
        assert reading is not None
        assert indicator is not None
        assert reading.latest is not None
        assert reading.latest.value is not None
        assert reading.against is not None
        around = [p.value for p in reading.places if p.value is not None]
        assert row.of_country == (len(around) < LEAST_PLACES)
        if row.of_country:
            level = AreaCode(reading.places[0].code).level
            cube, year = invented.cube, invented.cube.year_at(reading.latest.year)
            positions = invented.gazetteer.under(COUNTRY, level)
            everywhere = cube.values[year, cube.indicator_at(indicator.id), positions]
            around = everywhere[~np.isnan(everywhere)].tolist()
        finest = max(step(invented, indicator, reading.series, reading.latest), 10.0**-indicator.decimals)
        unit = max(float(np.percentile(around, 90) - np.percentile(around, 10)) / 2, 5 * finest)
        sign = 1 if indicator.direction is Direction.HIGHER else -1
        decimals = decimals_shown(indicator)
        beside = as_shown(reading.against, decimals)
        assert row.position == pytest.approx(sign * (as_shown(reading.latest.value, decimals) - beside) / unit)
        for part in row.parts:
            assert part.position == pytest.approx(sign * (as_shown(part.value, decimals) - beside) / unit)
        assert len(row.places) == sum(p.value is not None for p in reading.places)


@pytest.mark.parametrize("code", PLACES)
def test_what_leads_has_a_direction_and_is_no_total(invented: Atlas, code: str) -> None:
    whole, overview = seen(invented, code)
    for row in overview.rows:
        if row.reading is None:
            assert row.state not in (RowState.PLACED, RowState.FIGURE)
            continue
        indicator = row.reading.indicator
        assert indicator.direction is not Direction.CONTEXT
        assert indicator.aggregation.rule is not AggregationRule.SUM
        theme = next(theme for theme in whole.themes if theme.domain == row.domain)
        others = [r for r in theme.readings if r.indicator.direction is not Direction.CONTEXT]
        if row.old:
            assert all(is_old(invented, r) for r in others if r.indicator.aggregation.rule is not AggregationRule.SUM)
    assert [row.domain.id for row in overview.rows] == [
        d.id for d in invented.domains if d.id in {row.domain.id for row in overview.rows}
    ]


@pytest.mark.parametrize("code", PLACES[:4])
def test_where_it_began_is_no_estimate_and_no_chance(invented: Atlas, code: str) -> None:
    _whole, overview = seen(invented, code)
    for row in placed(overview.rows):
        if row.begin is None:
            continue
        assert row.reading is not None
        assert row.reading.latest is not None
        assert row.reading.latest.status is not Status.ESTIMATED
        assert row.reading.own is not None
        assert row.reading.own.ends.equal is None
        assert row.begin.year == row.reading.own.first_year < row.reading.latest.year
        first = row.reading.series.at(row.begin.year)
        assert first is not None
        assert first.value == row.begin.value


def test_the_scale_holds_the_place_its_parts_and_where_it_began(invented: Atlas) -> None:
    for code in PLACES[:4]:
        _whole, overview = seen(invented, code)
        for row in placed(overview.rows):
            positions = [row.position, *(part.position for part in row.parts)]
            positions += [row.begin.position] if row.begin is not None else []
            assert all(overview.low <= p <= overview.high for p in positions if p is not None and abs(p) <= 5)


def test_a_figure_without_a_spread_has_no_place(invented: Atlas) -> None:
    """The invented country has two gemeenten."""
    _whole, overview = seen(invented, "GM9901")
    figures = [row for row in overview.rows if row.state is RowState.FIGURE]
    assert figures
    assert all(row.position is None and row.reading is not None for row in figures)
    assert any(row.reading is not None and row.reading.against is not None for row in figures)


def test_the_country_is_held_against_itself_only(invented: Atlas) -> None:
    _whole, overview = seen(invented, COUNTRY, Reference.START)
    assert all(not row.parts for row in overview.rows)
    assert {row.state for row in overview.rows} & {RowState.PLACED, RowState.FIGURE}


def test_against_an_earlier_year_the_line_is_the_begin(invented: Atlas) -> None:
    for code in PLACES[1:4]:
        _whole, overview = seen(invented, code, Reference.START)
        assert placed(overview.rows)
        assert all(row.begin is None for row in overview.rows)
