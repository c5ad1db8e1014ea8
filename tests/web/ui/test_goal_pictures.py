"""The small pictures of a goal: in their box, every number in words, and nothing that covers something else."""

import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toetssteen.kernel.cells import Status
from toetssteen.web.ui.pictures import PathLine, PathPoint, Words
from toetssteen.web.ui.pictures.goals import (
    BarState,
    SmallPath,
    YearBar,
    YearBars,
    YearSpan,
    base_of,
    small_path,
    squares,
    year_bars,
)
from toetssteen.web.ui.pictures.goals.small_path import WIDTH

SPAN = YearSpan(2017, 2030, 2026.9)
values = st.floats(1, 500).map(lambda value: round(value, 1))


def made(area: list[float], rest: list[float], goal: float, year: int = 2029) -> SmallPath:
    def line(name: str, numbers: list[float]) -> PathLine:
        return PathLine(name, [PathPoint(2013 + i, value) for i, value in enumerate(numbers)])

    return SmallPath(
        Words("Bijstand", "Hier van 101 naar 84."),
        line("hier", area),
        line("rest", rest) if rest else None,
        [(2013, area[0]), (year, goal)],
        0.1,
        "per 1.000 inwoners",
        f"hier {area[-1]}",
        f"rest {rest[-1]}" if rest else "",
        f"doel {goal}",
    )


@given(st.lists(values, min_size=2, max_size=12), st.lists(values, min_size=0, max_size=12), values)
def test_labels_never_cover_each_other_and_stay_in_the_box(area: list[float], rest: list[float], goal: float) -> None:
    drawn = small_path(made(area, rest, goal), "p")
    labels = re.search(r'<g class="labels">.*?</g>', drawn)
    assert labels is not None
    tops = [float(y) for y in re.findall(r'<text [^>]*?y="([\d.]+)"', labels[0])]
    assert len(tops) == (3 if rest else 2)
    assert all(abs(a - b) >= 16.9 for a, b in combinations(tops, 2))
    assert all(0 <= float(x) <= WIDTH for x in re.findall(r'\bx="(-?[\d.]+)"', drawn))
    assert "Hier van 101 naar 84." in drawn


def test_an_axis_that_does_not_begin_at_zero_says_so() -> None:
    assert base_of(made([90.0, 84.0], [80.0, 81.0], 80.0)).startswith("De as begint bij")
    assert base_of(made([90.0, 10.0], [], 80.0)) == ""


def test_a_secret_year_is_hatched() -> None:
    data = made([90.0, 84.0], [], 80.0)
    points = [*data.area.points, PathPoint(2015, None, Status.SECRET)]
    drawn = small_path(SmallPath(data.words, PathLine("hier", points), None, data.agreed, 1, "", "hier 84"), "p")
    assert "url(#p-h)" in drawn


@given(
    st.lists(
        st.builds(
            YearBar,
            st.none() | st.floats(2000, 2040),
            st.none() | st.floats(2041, 2050),
            st.sampled_from(BarState),
        ),
        max_size=12,
    )
)
def test_bars_stay_in_their_box_whatever_the_years(bars: list[YearBar]) -> None:
    drawn = year_bars(YearBars("woorden & meer", bars, SPAN))
    assert 'aria-label="woorden &amp; meer"' in drawn
    assert drawn.count("<rect") == len(bars)
    for x in re.findall(r'\bx="([\d.]+)%"', drawn):
        assert 0 <= float(x) <= 100


def test_bars_that_overlap_in_time_stand_below_one_another() -> None:
    bars = [
        YearBar(2018, 2020, BarState.DONE),
        YearBar(2019, 2021, BarState.DONE),
        YearBar(2021, 2022, BarState.RUNNING),
    ]
    tops = re.findall(r'<rect [^>]*?\by="([\d.]+)"', year_bars(YearBars("", bars, SPAN)))
    assert len(set(tops)) == 2


@pytest.mark.parametrize("state", list(BarState))
def test_every_state_looks_different(state: BarState) -> None:
    def shape(of: BarState) -> str:
        return year_bars(YearBars("", [YearBar(2018, 2020, of)], SPAN))

    assert not [other for other in BarState if other is not state and shape(other) == shape(state)]


def test_squares_are_filled_from_the_left() -> None:
    fills = re.findall(r'fill="(#\w+)"', squares(2, 4))
    assert fills[0] == fills[1] != fills[2] == fills[3]
