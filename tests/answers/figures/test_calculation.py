"""A figure that was worked out can be done again by hand, from its own lineage."""

import math
from collections import Counter
from collections.abc import Iterable
from itertools import product

import pytest

from toetssteen.answers.comparison.focus import focus_places
from toetssteen.answers.figures.calculation import Calculation
from toetssteen.answers.figures.lineage import lineage
from toetssteen.answers.figures.rest import rest
from toetssteen.answers.figures.series import series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place
from toetssteen.indicators.aggregate import FigureKind
from toetssteen.kernel.areas import Level
from toetssteen.kernel.definitions import AggregationRule, Indicator
from toetssteen.kernel.errors import UnknownNameError


def by_hand(found: Calculation) -> float:
    """The outcome from the rows alone: nothing of the program's own arithmetic."""
    rows = [(part.value, part.weight.value if part.weight else math.nan) for part in found.parts if not part.missing]
    values = [math.nan if value is None else value for value, _weight in rows]
    if found.rule is AggregationRule.SUM:
        return math.fsum(values)
    below = math.fsum(weight for _value, weight in rows)
    if found.rule is AggregationRule.RATIO:
        return found.factor * math.fsum(values) / below
    above = math.fsum(value * weight for value, (_value, weight) in zip(values, rows, strict=True))
    outcome = above / below
    if found.step:
        return math.copysign(math.floor(abs(outcome) / found.step + 0.5) * found.step, outcome)
    return outcome


def check(atlas: Atlas, places: Iterable[Place], indicators: Iterable[Indicator]) -> Counter[AggregationRule]:
    """Every worked-out figure of these places and of everything around each; how many were looked at, by rule."""
    looked_at: Counter[AggregationRule] = Counter()
    shown = [indicator for indicator in indicators if atlas.cube.has_indicator(indicator.id)]
    for place, indicator in product(places, shown):
        every = [series(atlas, place, indicator)]
        if place.level is not Level.LAND:
            every.append(rest(atlas, place, indicator))
        for figures in every:
            for point in figures.points:
                found = lineage(atlas, indicator.id, figures.code, point.year).calculation
                assert (found is not None) is (point.kind in (FigureKind.EXACT, FigureKind.APPROXIMATE))
                if found is not None:
                    assert by_hand(found) == pytest.approx(point.value, rel=1e-9, abs=1e-9)
                    _check_parts(found)
                    looked_at[found.rule] += 1
    return looked_at


def _check_parts(found: Calculation) -> None:
    """What counts stands in a cell of a publisher, with that very value."""
    for part in found.parts:
        assert part.missing or part.cell is not None
        if part.cell is not None:
            assert (part.cell.value, part.cell.status) == (part.value, part.status)
        if part.weight is not None and part.weight.cell is not None:
            assert part.weight.cell.value == part.weight.value


def test_every_figure_that_was_worked_out_can_be_done_again_by_hand(atlas: Atlas) -> None:
    looked_at = check(atlas, atlas.gazetteer.places.values(), atlas.indicators.values())
    assert looked_at[AggregationRule.SUM] > 20
    assert looked_at[AggregationRule.WEIGHTED] > 20


def test_a_mean_shows_value_weight_and_source_of_each_part(atlas: Atlas) -> None:
    found = lineage(atlas, "laag_inkomen", "oevers", 2019).calculation
    assert found is not None
    assert found.by is not None
    assert (found.rule, found.of.id, found.by.id) == (AggregationRule.WEIGHTED, "laag_inkomen", "inwoners")
    for part, code in zip(found.parts, ("WK900101", "WK900102"), strict=True):
        assert part.code == code
        assert part.cell is not None
        assert part.weight is not None
        assert part.weight.cell is not None
        assert (part.cell.column, part.weight.cell.column) == ("P_LAAG", "AANT_INW")
        assert part.cell.row == part.weight.cell.row


def test_the_rest_of_a_city_leads_to_its_parts_and_to_both_figures_beside_it(atlas: Atlas) -> None:
    found = lineage(atlas, "inwoners", "rest-WK900101", 2020)
    assert (found.code, found.name) == ("rest-WK900101", "de rest van Rietstad")
    assert found.whole is not None
    assert found.without is not None
    assert (found.whole.place.code, found.without.place.code) == ("GM9001", "WK900101")
    assert found.without.point is not None
    assert found.without.point.value == 400
    assert "WK900101" not in found.parts
    assert found.parts


def test_nothing_lies_outside_the_country(atlas: Atlas) -> None:
    with pytest.raises(UnknownNameError, match="Buiten "):
        lineage(atlas, "inwoners", "rest-NL00", 2020)


@pytest.mark.usefixtures("real_snapshot")
def test_every_figure_of_the_focus_areas_can_be_done_again_by_hand(real_snapshot: Atlas) -> None:
    names = ("inwoners", "woz_waarde", "koopwoningen", "geregistreerde_misdrijven_per_1000", "gezond_gevoel_50150ned")
    places = [*focus_places(real_snapshot), real_snapshot.place("GM0202"), real_snapshot.place("NL00")]
    looked_at = check(real_snapshot, places, [real_snapshot.indicator(name) for name in names])
    assert looked_at[AggregationRule.SUM] > 20
    assert looked_at[AggregationRule.WEIGHTED] > 200
    assert looked_at[AggregationRule.RATIO] > 20


def test_a_buurt_without_a_row_is_named_as_missing(real_snapshot: Atlas) -> None:
    """De Hoogte is not in the file of the police."""
    found = lineage(real_snapshot, "geregistreerde_misdrijven_per_1000", "groningen-noord", 2024)
    assert found.point is not None
    assert found.point.kind is FigureKind.APPROXIMATE
    assert found.calculation is not None
    (gone,) = found.calculation.missing
    assert (gone.code, gone.name, gone.value, gone.cell) == ("BU00140300", "De Hoogte", None, None)
    assert gone.missing == "de uitgever heeft er geen regel van"
    assert gone.weight is not None, "the inhabitants it would have counted among are known"


def test_a_mean_of_values_in_thousands_is_no_finer_than_thousands(real_snapshot: Atlas) -> None:
    """Eight wijken, each rounded to a thousand euros: a mean of 264.142 would be finer than anybody knows."""
    found = lineage(real_snapshot, "woz_waarde", "arnhem-oost", 2024)
    assert found.point is not None
    assert found.calculation is not None
    assert found.calculation.step == 1000
    assert round(found.calculation.unrounded) == 264142
    assert found.point.value == 264000
