"""Several areas together: by hand, and against a slow second implementation in plain Python."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toetssteen.indicators.aggregate import LEAST_COVERED, AreaTotal, FigureKind, aggregate, fill_weights
from toetssteen.kernel.areas import AreaCode
from toetssteen.kernel.cells import NUMERIC, Floats, Status
from toetssteen.kernel.cube import Cube
from toetssteen.kernel.definitions import Aggregation, AggregationRule, ColumnUse, Direction, Indicator
from toetssteen.kernel.paged import PAGE, PagedArray, paged

AREAS = tuple(AreaCode(f"WK90010{n}") for n in range(1, 5))
PEOPLE = Indicator(
    "inwoners", "", "", "", "", "aantal", Direction.CONTEXT, Aggregation(AggregationRule.SUM, exact=True)
)
SHARE = replace(
    PEOPLE, id="deel", unit="%", aggregation=Aggregation(AggregationRule.WEIGHTED, by="inwoners", exact=True)
)
MIDDLE = replace(PEOPLE, id="deel", unit="euro", aggregation=Aggregation(AggregationRule.NONE))
Rows = list[list[float | None]]


def cube(people: Rows, share: Rows, *, steady: bool = True, status: Status = Status.OBSERVED) -> Cube:
    """Two indicators over the years; None is a secret cell. Delivery 1 brought them all."""
    values = np.array([[p, s] for p, s in zip(people, share, strict=True)], dtype=np.float64)
    known = ~np.isnan(values)
    statuses = np.where(known, np.uint8(status), np.uint8(Status.SECRET))
    comparable = known & steady
    for place in np.ndindex(values.shape[1:]):
        comparable[(np.flatnonzero(known[(slice(None), *place)])[:1], *place)] = False
    years = tuple(range(2019, 2019 + len(people)))
    areas = AREAS[: values.shape[2]]
    deliveries = np.ones(values.shape, dtype=np.uint16)
    return Cube(years, ("inwoners", "deel"), areas, **paged(values, statuses, comparable, deliveries))


def put(array: PagedArray[Any], key: tuple[int | slice, int | slice, int], cell: float) -> None:
    """Overwrite cells where they stand."""
    positions = np.arange(math.prod(array.shape)).reshape(array.shape)[key]
    year, indicator, area = np.unravel_index(positions, array.shape)
    array.cells[array.starts[year, indicator, area // PAGE] + area % PAGE] = cell


def all_together(panel: Cube, indicator: Indicator, *, whole: bool = True) -> AreaTotal:
    weights = fill_weights(np.asarray(panel.values[:, 0, :]))
    members = np.arange(len(panel.areas))
    complete = np.array([False, *[whole] * int(panel.deliveries.toarray().max())])
    return aggregate(panel, indicator, members, weights, complete)


def test_a_sum_of_what_was_published() -> None:
    found = all_together(cube([[100, 200, 300]], [[1, 2, 3]]), PEOPLE)
    assert found.values.tolist() == [600]
    assert found.kinds == (FigureKind.EXACT,)
    assert found.reasons == ("",)
    assert found.members.tolist() == [3]


def test_a_sum_with_a_withheld_member_is_refused_in_words() -> None:
    found = all_together(cube([[100, None, 300]], [[1, 2, 3]]), PEOPLE)
    assert math.isnan(found.values[0])
    assert found.kinds == (FigureKind.REFUSED,)
    assert found.reasons == ("van te veel delen ontbreekt het cijfer: wij kennen 67 %",)
    assert found.statuses.tolist() == [Status.ABSENT]


def test_members_whose_column_is_still_empty_are_not_yet_published() -> None:
    panel = cube([[100, 200]] * 2, [[1, 2], [None, None]])
    for member in (0, 1):
        put(panel.statuses, (1, 1, member), Status.UNPUBLISHED)
    found = all_together(panel, SHARE)
    assert found.reasons == ("", "nog niet gepubliceerd")
    assert found.statuses.tolist() == [Status.OBSERVED, Status.UNPUBLISHED]
    put(panel.statuses, (1, 1, 0), Status.SECRET)
    assert all_together(panel, SHARE).reasons[1] == "van geen van de delen is er een cijfer over dit jaar"


def test_a_mean_weighs_every_member_with_its_people() -> None:
    found = all_together(cube([[100, 300]], [[10, 20]]), SHARE)
    assert found.values.tolist() == [17.5]
    assert found.kinds == (FigureKind.EXACT,)


def test_a_mean_with_a_small_gap_is_approximate_and_leaves_the_member_out() -> None:
    found = all_together(cube([[100, 800, 100]], [[10, 20, None]]), SHARE)
    assert found.values[0] == pytest.approx((100 * 10 + 800 * 20) / 900)
    assert found.covered[0] == pytest.approx(0.9)
    assert found.kinds == (FigureKind.APPROXIMATE,)


def test_a_mean_with_a_large_gap_is_refused() -> None:
    found = all_together(cube([[100, 700, 201]], [[10, 20, None]]), SHARE)
    assert found.covered[0] < LEAST_COVERED
    assert found.kinds == (FigureKind.REFUSED,)
    assert found.reasons == ("van te veel delen ontbreekt het cijfer: wij kennen 80 %",)


def test_a_mean_by_weights_of_another_year_is_approximate() -> None:
    found = all_together(cube([[100, 300], [None, None]], [[None, None], [10, 20]]), SHARE)
    assert found.values[1] == 17.5
    assert found.kinds[1] is FigureKind.APPROXIMATE


def test_a_member_nobody_ever_counted_refuses_the_mean_and_says_so() -> None:
    found = all_together(cube([[100, None]], [[10, 20]]), SHARE)
    assert found.kinds == (FigureKind.REFUSED,)
    assert found.reasons == ("van een van de delen is niet bekend hoe zwaar het meetelt",)


def test_a_median_is_refused() -> None:
    found = all_together(cube([[100, 300]], [[10, 20]]), MIDDLE)
    assert math.isnan(found.values[0])
    assert found.reasons == ("dit cijfer kunnen we niet uit de delen optellen of middelen",)


def test_half_a_country_is_not_the_country() -> None:
    """A file that holds one city only says nothing of the whole."""
    found = all_together(cube([[100, 300]], [[10, 20]]), PEOPLE, whole=False)
    assert found.kinds == (FigureKind.REFUSED,)
    assert found.members.tolist() == [0]
    assert found.reasons == ("van geen van de delen is er een cijfer over dit jaar",)


def test_members_of_another_division_do_not_count_and_break_the_series() -> None:
    panel = cube([[100, 300, 50], [110, 310, 50]], [[10, 20, 5]] * 2)
    put(panel.values, np.s_[1, :, 2], np.nan)
    put(panel.deliveries, np.s_[1, :, 2], 0)
    found = all_together(panel, PEOPLE)
    assert found.values.tolist() == [450, 420]
    assert found.comparable.tolist() == [False, False]


def test_without_a_break_the_years_may_be_compared() -> None:
    panel = cube([[100, 300], [110, 310]], [[10, 20]] * 2)
    assert all_together(panel, PEOPLE).comparable.tolist() == [False, True]
    put(panel.comparable, np.s_[1, 0, 1], False)
    assert all_together(panel, PEOPLE).comparable.tolist() == [False, False]


def test_a_break_in_a_year_without_a_figure_is_not_lost() -> None:
    """The first member breaks in 2020, when the mean is refused; 2021 may not be compared with 2019."""
    panel = cube([[500, 500]] * 3, [[10, 20], [11, None], [12, 22]])
    put(panel.comparable, np.s_[1, 1, 0], False)
    found = all_together(panel, SHARE)
    assert [k is FigureKind.REFUSED for k in found.kinds] == [False, True, False]
    assert found.comparable.tolist() == [False, False, False]


@pytest.mark.parametrize("status", [Status.ESTIMATED, Status.PROVISIONAL])
def test_what_is_made_of_uncertain_figures_stays_uncertain(status: Status) -> None:
    panel = cube([[100, 300]], [[10, 20]])
    put(panel.statuses, np.s_[0, 1, 0], status)
    assert all_together(panel, SHARE).statuses.tolist() == [status]
    assert all_together(panel, PEOPLE).statuses.tolist() == [Status.OBSERVED]


def test_weights_fill_from_the_nearest_year_the_earlier_of_two() -> None:
    none = float("nan")
    given_years = np.array([[none, none, 1], [5, none, none], [none, none, none], [7, none, 4], [none, none, none]])
    expected = [[5, none, 1], [5, none, 1], [5, none, 4], [7, none, 4], [7, none, 4]]
    np.testing.assert_array_equal(fill_weights(given_years), np.array(expected))


drawn_cells = st.one_of(st.none(), st.integers(0, 50).map(float))


@st.composite
def panels(draw: st.DrawFn) -> Cube:
    years, areas = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    shape = (years, 2, areas)
    size = years * 2 * areas
    values = np.array(draw(st.lists(drawn_cells, min_size=size, max_size=size)), dtype=np.float64).reshape(shape)
    numbers = st.lists(st.sampled_from(NUMERIC), min_size=size, max_size=size)
    statuses = np.array(draw(numbers), dtype=np.uint8).reshape(shape)
    statuses[np.isnan(values)] = Status.SECRET
    delivered = draw(st.lists(st.integers(0, 2), min_size=size, max_size=size))
    deliveries = np.array(delivered, dtype=np.uint16).reshape(shape)
    values[deliveries == 0], statuses[deliveries == 0] = np.nan, Status.ABSENT
    steady = np.array(draw(st.lists(st.booleans(), min_size=size, max_size=size))).reshape(shape)
    steady &= ~np.isnan(values)
    for place in np.ndindex(2, areas):
        steady[(np.flatnonzero(~np.isnan(values[(slice(None), *place)]))[:1], *place)] = False
    labels = tuple(range(2000, 2000 + years))
    return Cube(labels, ("inwoners", "deel"), AREAS[:areas], **paged(values, statuses, steady, deliveries))


def slow_weight(panel: Cube, year: int, area: int) -> float | None:
    known = [y for y in range(len(panel.years)) if not math.isnan(panel.values[y, 0, area])]
    if not known:
        return None
    nearest = min(known, key=lambda y: (abs(y - year), y))
    return float(panel.values[nearest, 0, area])


def slow_value(panel: Cube, rule: AggregationRule, year: int) -> float | None:
    """The figure of one year over all areas, or None. Only delivery 1 holds all parts of the whole."""
    at = 0 if rule is AggregationRule.SUM else 1
    members = [a for a in range(len(panel.areas)) if panel.deliveries[year, at, a]]
    if not any(panel.deliveries[year, at, a] == 1 for a in members) or rule is AggregationRule.NONE:
        return None
    published = {a: float(panel.values[year, at, a]) for a in members}
    if rule is AggregationRule.SUM:
        return None if any(math.isnan(v) for v in published.values()) else math.fsum(published.values())
    weights = {a: slow_weight(panel, year, a) for a in members}
    if any(w is None for w in weights.values()):
        return None
    weighed = {a: w for a, w in weights.items() if w is not None}
    carried = sum(weighed[a] for a in members if not math.isnan(published[a]))
    if not carried or carried < LEAST_COVERED * sum(weighed.values()):
        return None
    return math.fsum(published[a] * weighed[a] for a in members if not math.isnan(published[a])) / carried


def slow_comparable(panel: Cube, at: int, last: int, year: int) -> bool:
    for a in range(len(panel.areas)):
        if bool(panel.deliveries[last, at, a]) != bool(panel.deliveries[year, at, a]):
            return False
        if math.isnan(panel.values[last, at, a]) or math.isnan(panel.values[year, at, a]):
            continue
        for y in range(last + 1, year + 1):
            if not math.isnan(panel.values[y, at, a]) and not panel.comparable[y, at, a]:
                return False
    return True


@settings(max_examples=300)
@given(panels(), st.sampled_from([PEOPLE, SHARE, MIDDLE]))
def test_together_against_plain_python(panel: Cube, indicator: Indicator) -> None:
    weights = fill_weights(np.asarray(panel.values[:, 0, :]))
    members = np.arange(len(panel.areas))
    found = aggregate(panel, indicator, members, weights, np.array([False, True, False]))
    last: int | None = None
    for year in range(len(panel.years)):
        expected = slow_value(panel, indicator.aggregation.rule, year)
        if expected is None:
            assert math.isnan(found.values[year])
            assert found.kinds[year] is FigureKind.REFUSED
            assert found.reasons[year]
            assert not found.comparable[year]
            continue
        assert found.values[year] == pytest.approx(expected)
        assert found.kinds[year] in (FigureKind.EXACT, FigureKind.APPROXIMATE)
        assert found.reasons[year] == ""
        at = panel.indicator_at(indicator.id) if indicator is not PEOPLE else 0
        assert found.comparable[year] == (last is not None and slow_comparable(panel, at, last, year))
        last = year


@given(panels(), st.permutations(range(4)), st.sampled_from([PEOPLE, SHARE]))
def test_the_order_of_the_members_does_not_matter(panel: Cube, order: list[int], indicator: Indicator) -> None:
    weights = fill_weights(np.asarray(panel.values[:, 0, :]))
    complete = np.array([False, True, False])
    members = np.array([a for a in order if a < len(panel.areas)])
    found = aggregate(panel, indicator, members, weights, complete)
    other = aggregate(panel, indicator, np.sort(members), weights, complete)
    np.testing.assert_allclose(found.values, other.values)
    assert found.kinds == other.kinds
    assert found.reasons == other.reasons


@given(panels(), st.integers(0, 3))
def test_a_withheld_figure_never_shows_through(panel: Cube, hidden: int) -> None:
    """Whatever an area that is left out counts, the answer over the others is the same: nothing is subtracted."""
    members = np.array([a for a in range(len(panel.areas)) if a != hidden], dtype=np.intp)
    weights = fill_weights(np.asarray(panel.values[:, 0, :]))
    complete = np.array([False, True, True])
    found = aggregate(panel, PEOPLE, members, weights, complete)
    if hidden < len(panel.areas):
        put(panel.values, np.s_[:, :, hidden], 12345.0)
        put(panel.statuses, np.s_[:, :, hidden], Status.SECRET)
    again = aggregate(panel, PEOPLE, members, weights, complete)
    np.testing.assert_array_equal(found.values, again.values)


rows = st.lists(st.lists(drawn_cells, min_size=3, max_size=3), min_size=1, max_size=6)


@given(rows)
def test_filled_against_looking_for_the_nearest(drawn: Rows) -> None:
    values: Floats = np.array(drawn, dtype=np.float64)
    found = fill_weights(values)
    for year, area in np.ndindex(values.shape):
        known = [y for y in range(len(values)) if not math.isnan(values[y, area])]
        if not known:
            assert math.isnan(found[year, area])
        else:
            assert found[year, area] == values[min(known, key=lambda y: (abs(y - year), y)), area]


RATE = replace(
    PEOPLE,
    id="per_1000",
    unit="per 1.000 inwoners",
    aggregation=Aggregation(AggregationRule.RATIO, by="inwoners", count="deel", exact=True),
    columns=(ColumnUse("bron", "N", over="inwoners", factor=1000.0, least_divisor=200.0),),
)


def test_a_rate_is_the_sum_of_counts_over_the_sum_of_people() -> None:
    """A business park of 10 people with 90 incidents counts in full: 150 of 1,010, not the mean of rates."""
    found = all_together(cube([[600, 400, 10]], [[20, 40, 90]]), RATE)
    assert found.values.tolist() == [pytest.approx(150 / 1010 * 1000)]
    assert (found.kinds, found.reasons) == ((FigureKind.EXACT,), ("",))


def test_a_rate_leaves_out_both_sides_of_a_part_without_a_count() -> None:
    found = all_together(cube([[600, 300, 100]], [[20, 40, None]]), RATE)
    assert found.values.tolist() == [pytest.approx(60 / 900 * 1000)]
    assert found.kinds == (FigureKind.APPROXIMATE,)
    assert found.covered.tolist() == [0.9]


def test_a_rate_of_a_year_without_people_is_refused_and_says_so() -> None:
    found = all_together(cube([[600, 300], [None, None]], [[20, 40], [25, 45]]), RATE)
    assert found.values[0] == pytest.approx(60 / 900 * 1000)
    assert math.isnan(found.values[1])
    assert found.reasons[1] == "van dit jaar is niet bekend hoeveel mensen er wonen in de delen"


def test_a_rate_of_too_few_people_is_refused() -> None:
    found = all_together(cube([[100, 99]], [[2, 4]]), RATE)
    assert math.isnan(found.values[0])
    assert found.reasons == ("er wonen te weinig mensen voor een aantal per 1.000",)


def test_an_area_without_a_row_is_a_missing_part() -> None:
    panel = cube([[600, 300, 100]], [[20, 40, 5]])
    put(panel.deliveries, np.s_[0, 1, 2], 0)
    put(panel.values, np.s_[0, 1, 2], np.nan)
    weights = fill_weights(np.asarray(panel.values[:, 0, :]))
    arguments = (panel, RATE, np.arange(3), weights, np.array([False, True]))
    assert aggregate(*arguments).kinds == (FigureKind.EXACT,)
    found = aggregate(*arguments, expected=np.ones((1, 3), dtype=np.bool_))
    assert found.kinds == (FigureKind.APPROXIMATE,)
    assert (found.members.tolist(), found.covered.tolist()) == ([3], [0.9])
    total = replace(RATE, aggregation=Aggregation(AggregationRule.SUM), id="deel")
    refused = aggregate(panel, total, *arguments[2:], expected=np.ones((1, 3), dtype=np.bool_))
    assert math.isnan(refused.values[0])


def test_an_area_without_a_row_that_nobody_can_weigh_leaves_no_exact_figure() -> None:
    """Its weight is known in no year: it carries nothing, and what it would have added is not known either."""
    panel = cube([[600, 300, float("nan")]], [[20, 40, float("nan")]])
    put(panel.deliveries, np.s_[0, :, 2], 0)
    weights = fill_weights(np.asarray(panel.values[:, 0, :]))
    arguments = (panel, RATE, np.arange(3), weights, np.array([False, True]))
    assert aggregate(*arguments).kinds == (FigureKind.EXACT,)
    found = aggregate(*arguments, expected=np.ones((1, 3), dtype=np.bool_))
    assert (found.kinds, found.covered.tolist()) == ((FigureKind.APPROXIMATE,), [1.0])
    assert found.values.tolist() == [pytest.approx(1000 * 60 / 900)]


@given(st.lists(st.tuples(st.integers(1, 5000), st.integers(0, 400)), min_size=2, max_size=4))
def test_a_rate_does_not_depend_on_how_its_area_is_divided(parts: list[tuple[int, int]]) -> None:
    people, counts = zip(*parts, strict=True)
    loose = replace(RATE, columns=())
    divided = all_together(cube([list(people)], [list(counts)]), loose)
    joined = all_together(cube([[sum(people)]], [[sum(counts)]]), loose)
    assert divided.values.tolist() == [pytest.approx(joined.values[0], rel=1e-12)]
