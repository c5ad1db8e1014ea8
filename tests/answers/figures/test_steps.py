"""A share made of a rounded count is known as well as the number behind it allows."""

import pytest

from toetssteen.answers.figures.against_reference import Reference, reading
from toetssteen.answers.figures.lineage import lineage
from toetssteen.answers.figures.series import series
from toetssteen.answers.figures.steps import count_step, step
from toetssteen.answers.snapshot.atlas import Atlas

BENEFITS = "bijstand_per_1000"


def test_ten_people_in_a_buurt_are_between_five_and_fifteen(real_snapshot: Atlas) -> None:
    """Welgelegen, Den Hommel in Utrecht: 10 of 1,810 people, in tens: not 6 per 1,000 but 3 to 8."""
    indicator, place = real_snapshot.indicator(BENEFITS), real_snapshot.place("BU03440111")
    found = series(real_snapshot, place, indicator)
    point = found.at(2023)
    assert point is not None
    (cell, *_more) = lineage(real_snapshot, BENEFITS, place.code, 2023).cells
    assert (cell.published, cell.divisor) == (10.0, 1810.0)
    assert step(real_snapshot, indicator, found, point) == pytest.approx(10 * 1000 / 1810)
    half = step(real_snapshot, indicator, found, point) / 2
    assert (round(point.value - half, 1), round(point.value + half, 1)) == (2.8, 8.3)


def test_the_comparison_asks_the_same_band(real_snapshot: Atlas) -> None:
    """A difference that the rounding of the count can make is none."""
    indicator = real_snapshot.indicator(BENEFITS)
    for code in ("BU03440111", "BU03440611", "BU03441013"):
        found = reading(real_snapshot, real_snapshot.place(code), indicator, Reference.REST)
        assert found.seen is not None
        assert found.latest is not None
        own = step(real_snapshot, indicator, found.series, found.latest)
        assert found.seen.tolerance >= own / 2


def test_what_is_not_made_of_a_rounded_count_has_its_publishers_step(real_snapshot: Atlas) -> None:
    indicator, place = real_snapshot.indicator("eenzaam"), real_snapshot.place("WK001404")
    found = series(real_snapshot, place, indicator)
    assert found.latest is not None
    assert count_step(real_snapshot, indicator, found.latest) == 0.0
    assert step(real_snapshot, indicator, found, found.latest) == 1.0
