"""Comparable places: nothing but likeness decides, a slow second way, and a database on the same distances."""

import math
from random import Random

import duckdb
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toetssteen.analysis.comparable import (
    LEAST_PLACES,
    NORMAL_RANGE,
    Match,
    MatchingRule,
    Standardised,
    Verdict,
    distances,
    match,
    robust_spread,
    standardised,
)
from toetssteen.kernel.cells import Floats

RULE = MatchingRule(nearest=4, least=2, caliper=1.0, balance=0.5, shared=0.5)
CELLS = st.one_of(st.integers(-50, 50).map(float), st.just(math.nan))


@st.composite
def matrices(draw: st.DrawFn) -> Floats:
    """(n, f) whole numbers and gaps."""
    columns = draw(st.integers(1, 4))
    rows = draw(st.integers(LEAST_PLACES, 25))
    return np.array(draw(st.lists(st.lists(CELLS, min_size=columns, max_size=columns), min_size=rows, max_size=rows)))


def ones(values: Floats) -> Floats:
    return np.ones(values.shape[1])


def matched(values: Floats, row: int = 0, order: Floats | None = None) -> Match:
    features = standardised(values, ones(values))
    numbers = np.arange(len(values)) if order is None else order
    return match(features, row, np.ones(len(values), dtype=np.bool_), numbers.astype(np.intp), RULE)


def slow_spread(values: list[float]) -> float:
    """Between the 10th and 90th percentile (Hyndman and Fan, 7), as a standard deviation; NaN without any."""
    known = sorted(v for v in values if not math.isnan(v))
    if len(known) < LEAST_PLACES:
        return math.nan

    def quantile(share: float) -> float:
        at = share * (len(known) - 1)
        below = math.floor(at)
        return known[below] + (at - below) * (known[min(below + 1, len(known) - 1)] - known[below])

    return (quantile(0.9) - quantile(0.1)) / NORMAL_RANGE or math.nan


def slow_distance(values: Floats, one: int, other: int) -> float:
    """Feature by feature; NaN where too few are known of both."""
    spreads = [slow_spread(column) for column in values.T.tolist()]
    usable = [at for at, spread in enumerate(spreads) if not math.isnan(spread)]
    both = [at for at in usable if not math.isnan(values[one, at] + values[other, at])]
    if not both or len(both) < RULE.shared * len(usable):
        return math.nan
    return math.sqrt(sum(((values[one, at] - values[other, at]) / spreads[at]) ** 2 for at in both) / len(both))


@given(matrices())
def test_distances_beside_a_slow_second_way(values: Floats) -> None:
    found = distances(standardised(values, ones(values)), 0, RULE.shared)
    expected = [slow_distance(values, 0, other) for other in range(len(values))]
    assert found == pytest.approx(np.array(expected), abs=1e-8, nan_ok=True)


@given(matrices())
def test_the_nearest_within_the_caliper_beside_a_slow_second_way(values: Floats) -> None:
    found = matched(values)
    apart = {other: round(slow_distance(values, 0, other), 9) for other in range(1, len(values))}
    compared = {other: far for other, far in apart.items() if not math.isnan(far)}
    near = sorted((far, other) for other, far in compared.items() if far <= RULE.caliper)
    assert found.positions.tolist() == [other for _far, other in near[: RULE.nearest]]
    assert (found.candidates, found.compared, found.within) == (len(values) - 1, len(compared), len(near))
    assert found.nearest == (pytest.approx(min(compared.values())) if compared else None)


@given(matrices(), st.randoms(use_true_random=False))
def test_the_order_of_places_changes_nothing(values: Floats, random: Random) -> None:
    places = list(range(len(values)))
    random.shuffle(places)
    shuffled = np.array(places)
    there = matched(values[shuffled], places.index(0), shuffled)
    here = matched(values)
    assert [places[at] for at in there.positions.tolist()] == here.positions.tolist()
    assert there.verdict is here.verdict
    assert there.distances.tolist() == here.distances.tolist()
    assert there.before == pytest.approx(here.before, abs=1e-8, nan_ok=True)


@given(matrices(), st.integers(-1000, 1000), st.sampled_from([0.25, 2.0, 64.0]))
def test_added_constants_and_positive_scaling_change_nothing(values: Floats, constant: int, factor: float) -> None:
    here, there = matched(values), matched(values * factor + constant)
    assert there.positions.tolist() == here.positions.tolist()
    assert (there.verdict, there.within) == (here.verdict, here.within)
    assert there.after == pytest.approx(here.after, abs=1e-8, nan_ok=True)


@given(matrices(), st.integers(0, LEAST_PLACES - 1))
def test_a_place_is_never_its_own_peer(values: Floats, row: int) -> None:
    assert row not in matched(values, row).positions.tolist()


@given(matrices())
def test_a_copy_is_always_among_the_nearest(values: Floats) -> None:
    with_copy = np.vstack([values, values[:1]])
    # The copy goes first of those that are equally near.
    order = np.append(np.arange(1, len(values) + 1), 0)
    found = matched(with_copy, 0, order)
    if found.verdict is Verdict.UNKNOWN:
        assert not len(found.positions)
    else:
        assert found.positions[0] == len(values)
        assert found.distances[0] == 0.0


def test_distances_beside_a_database() -> None:
    values = np.random.default_rng(7).normal(size=(300, 5))
    weights = np.array([1.0, 0.5, 0.5, 1.0, 2.0])
    features: Standardised = standardised(values, weights)
    spreads = robust_spread(values)
    with duckdb.connect() as database:
        database.execute("create table places (a double, b double, c double, d double, e double, spot integer)")
        database.executemany(
            "insert into places values (?, ?, ?, ?, ?, ?)", [[*row, at] for at, row in enumerate(values.tolist())]
        )
        squares = " + ".join(
            f"{weight} * pow((other.{name} - own.{name}) / {spread!r}, 2)"
            for name, weight, spread in zip("abcde", weights.tolist(), spreads.tolist(), strict=True)
        )
        query = f"select sqrt(({squares}) / 5) from places own, places other where own.spot = 3 order by other.spot"
        expected = [far for (far,) in database.execute(query).fetchall()]
    assert distances(features, 3, 1.0) == pytest.approx(np.array(expected), abs=1e-8)


def line(*others: float) -> Floats:
    """One feature: the place, those that are asked about, and twenty far away that make the spread 25 / NORMAL_RANGE or more."""
    return np.array([[0.0], *([value] for value in others), *([value] for value in np.linspace(100, 200, 20))])


def test_the_verdict_says_what_there_is() -> None:
    spread = float(robust_spread(line(0.0))[0])
    assert matched(line()).verdict is Verdict.NONE
    assert matched(line(0.1)).verdict is Verdict.FEW
    assert matched(line(0.1, -0.1)).verdict is Verdict.GOOD
    # Within the caliper, and all on the same side.
    uneven = matched(line(0.9 * spread, 0.9 * spread))
    assert uneven.verdict is Verdict.UNEVEN
    assert uneven.uneven.tolist() == [0]


def test_a_place_without_figures_has_no_peers() -> None:
    values = line(0.0, 0.0, 0.0)
    values[0] = math.nan
    found = matched(values)
    assert (found.verdict, found.compared, found.nearest) == (Verdict.UNKNOWN, 0, None)


def test_a_feature_that_is_equal_everywhere_or_infinite_decides_nothing() -> None:
    values = np.column_stack([line(0.1, -0.1), np.ones(23)])
    values[5, 0] = math.inf
    assert matched(values).positions.tolist() == [1, 2]
    assert np.isnan(robust_spread(np.ones((20, 1)))).all()


def test_balance_is_measured_against_all_and_against_the_chosen() -> None:
    values = line(2.0, -4.0)
    spread = float(robust_spread(values)[0])
    found = matched(values)
    assert found.after[0] == pytest.approx(1.0 / spread)
    assert found.before[0] == pytest.approx(-float(values[1:].mean()) / spread)
