"""Tables become the cube: which cell wins, what a cell is worth, and which years may be compared."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from warehouse.small_country import PEOPLE, YEARS, column, figures, indicators, table, tables

from toetssteen.kernel.areas import Level
from toetssteen.kernel.cells import PublishedColumn, PublishedTable, Status
from toetssteen.kernel.cube import Cube
from toetssteen.kernel.definitions import ColumnUse, Indicator
from toetssteen.kernel.published_columns import SeriesBreak
from toetssteen.warehouse.conversion import Divisor, convert
from toetssteen.warehouse.divisions import register
from toetssteen.warehouse.panel import OVER, Cells, panel, wanted_columns

WIJKEN = ["WK900101", "WK900102"]


def indicator(*uses: ColumnUse) -> Indicator:
    return replace(indicators()[0], columns=uses)


def built(found: list[PublishedTable], *uses: ColumnUse) -> tuple[Cube, list[Cells]]:
    return panel(found, [indicator(*uses)], register(found))


def test_the_whole_small_country() -> None:
    found = [one for several in tables().values() for one in several]
    cube, _cells = panel(found, indicators(), register(found))
    assert cube.years == YEARS
    assert cube.areas == tuple(sorted(figures(2021).codes))
    for y, year in enumerate(YEARS):
        for code, people in zip(figures(year).codes, PEOPLE[year], strict=True):
            assert cube.values[y, cube.indicator_at("inwoners"), cube.area_at(code)] == people
    income = cube.statuses[1, cube.indicator_at("laag_inkomen"), :]
    assert income[cube.area_at("WK900103")] == Status.SECRET
    assert income[cube.area_at("BU90010101")] == Status.ABSENT
    marks = cube.statuses[:, cube.indicator_at("rapportcijfer"), cube.area_at("WK900101")]
    assert marks.tolist() == [Status.ABSENT, Status.ABSENT, Status.ESTIMATED]
    assert not cube.deliveries[:, cube.indicator_at("vocht_en_schimmel"), :].any()


def test_a_number_stands_exactly_where_the_status_says() -> None:
    found = [one for several in tables().values() for one in several]
    cube, cells = panel(found, indicators(), register(found))
    numbers = np.isin(cube.statuses.toarray(), (Status.OBSERVED, Status.ESTIMATED, Status.PROVISIONAL))
    np.testing.assert_array_equal(numbers, ~np.isnan(cube.values.toarray()))
    for piece in cells:
        assert (np.isnan(piece.values) == ~np.isin(piece.statuses, (1, 5, 6))).all()


def test_the_first_use_in_the_definition_wins_whatever_the_order_of_the_files() -> None:
    one, two = table("one", 2020, WIJKEN, {"A": [1, 2]}), table("two", 2020, WIJKEN, {"A": [10, 20]})
    for files in ([one, two], [two, one]):
        cube, cells = built(files, ColumnUse("one", "A"), ColumnUse("two", "A"))
        assert cube.values[0, 0, :].tolist() == [1, 2]
        assert [piece.used.tolist() for piece in cells] == [[True, True], [False, False]]
        assert cube.deliveries[0, 0, :].tolist() == [1 + files.index(one)] * 2


def test_a_later_use_fills_in_where_the_first_has_no_number() -> None:
    one, two = table("one", 2020, WIJKEN, {"A": [None, 2]}), table("two", 2020, WIJKEN, {"A": [10, 20]})
    cube, cells = built([one, two], ColumnUse("one", "A"), ColumnUse("two", "A"))
    assert cube.values[0, 0, :].tolist() == [10, 2]
    assert cube.deliveries[0, 0, :].tolist() == [2, 1]
    assert [piece.used.tolist() for piece in cells] == [[False, True], [True, False]]


def test_every_cell_of_the_cube_comes_from_one_cell_of_a_file() -> None:
    """Also where both columns stand in the same file."""
    one = table("one", 2020, WIJKEN, {"A": [None, 2], "B": [10, 20]})
    cube, cells = built([one], ColumnUse("one", "A"), ColumnUse("one", "B"))
    assert cube.values[0, 0, :].tolist() == [10, 2]
    assert [piece.used.tolist() for piece in cells] == [[False, True], [True, False]]


def test_two_that_are_silent_the_first_says_why() -> None:
    one = table("one", 2020, WIJKEN, {"A": column([None, 2.0], Status.SECRET)})
    two = table("two", 2020, WIJKEN, {"A": column([None, None], Status.LATER)})
    cube, _cells = built([one, two], ColumnUse("one", "A"), ColumnUse("two", "A"))
    assert cube.statuses[0, 0, :].tolist() == [Status.SECRET, Status.OBSERVED]


def test_a_use_takes_only_its_levels_and_years() -> None:
    files = [table("one", year, ["GM9001", *WIJKEN], {"A": [3, 1, 2]}) for year in (2019, 2020)]
    cube, _cells = built(files, ColumnUse("one", "A", levels=(Level.WIJK,), years=(2020,)))
    assert np.isnan(cube.values[0, :, :]).all()
    assert not cube.deliveries[:, 0, cube.area_at("GM9001")].any()
    assert cube.values[1, 0, 1:].tolist() == [1, 2]


def test_a_column_the_file_does_not_have_gives_nothing() -> None:
    cube, cells = built([table("one", 2020, WIJKEN, {"A": [1, 2]})], ColumnUse("one", "B"))
    assert cells == []
    assert not cube.deliveries.toarray().any()


@pytest.mark.parametrize(
    ("top", "below", "value", "status"),
    [
        (column([6.0]), column([4.0]), 1500.0, Status.OBSERVED),
        (column([6.0]), column([0.0]), None, Status.ABSENT),
        (column([6.0]), column([None], Status.LATER), None, Status.LATER),
        (column([None], Status.SECRET), column([4.0]), None, Status.SECRET),
        (column([None], Status.SECRET), column([None], Status.LATER), None, Status.SECRET),
        (column([None], Status.STOPPED), column([0.0]), None, Status.STOPPED),
    ],
)
def test_a_figure_per_another(
    top: PublishedColumn, below: PublishedColumn, value: float | None, status: Status
) -> None:
    one = table("one", 2020, WIJKEN[:1], {"A": top, "B": below})
    values, statuses, published, divisor = convert(one, ColumnUse("one", "A", per="B", factor=1000.0))
    assert statuses.tolist() == [status]
    np.testing.assert_array_equal(values, np.array([np.nan if value is None else value]))
    np.testing.assert_array_equal(published, top.values)
    np.testing.assert_array_equal(divisor, below.values)


@pytest.mark.parametrize(
    ("use", "status"),
    [
        (ColumnUse("one", "A", estimated=True), Status.ESTIMATED),
        (ColumnUse("one", "A", provisional=True), Status.PROVISIONAL),
        (ColumnUse("one", "A"), Status.OBSERVED),
    ],
)
def test_how_sure_a_figure_is(use: ColumnUse, status: Status) -> None:
    one = table("one", 2020, WIJKEN, {"A": [1, None]})
    _values, statuses, _published, _divisor = convert(one, use)
    assert statuses.tolist() == [status, Status.SECRET]
    assert one.columns["A"].statuses.tolist() == [Status.OBSERVED, Status.SECRET], "the table itself stays"


def test_rows_and_marks_go_along() -> None:
    one = table("one", 2020, ["GM9001", *WIJKEN], {"A": [3, None, 2]})
    _cube, (cells,) = built([one], ColumnUse("one", "A", levels=(Level.WIJK,)))
    assert cells.rows.tolist() == [3, 4]
    assert cells.marks == (".", "")


def test_years_over_a_changed_boundary_are_not_compared() -> None:
    found = [figures(year) for year in YEARS]
    cube, _cells = panel(found, indicators()[:1], register(found))
    at = cube.area_at("WK900103")
    assert cube.comparable[:, 0, at].tolist() == [False, True, False]
    assert cube.comparable[:, 0, cube.area_at("WK900101")].tolist() == [False, True, True]


def test_years_of_another_division_without_evidence_are_not_compared() -> None:
    files = [table("one", 2019, WIJKEN, {"A": [1, 2]}), table("one", 2020, WIJKEN, {"A": [1, 2]})]
    cube, _cells = built(files, ColumnUse("one", "A"))
    assert not cube.comparable.toarray().any()


def test_a_panel_that_keeps_one_division_has_no_breaks() -> None:
    files = [table("one", year, WIJKEN, {"A": [1, 2]}, division_year=2022) for year in (2019, 2020)]
    cube, _cells = built(files, ColumnUse("one", "A"))
    assert cube.comparable[:, 0, :].tolist() == [[False, False], [True, True]]


def test_a_year_without_a_number_is_passed_over_and_its_division_with_it() -> None:
    """2020 is silent. 2019 and 2021 follow the same division, so they may be compared."""
    rows: list[tuple[int, list[float | None], int]] = [(2019, [1], 2022), (2020, [None], 2020), (2021, [2], 2022)]
    files = [table("one", year, WIJKEN[:1], {"A": values}, division_year=d) for year, values, d in rows]
    cube, _cells = built(files, ColumnUse("one", "A"))
    assert cube.comparable[:, 0, 0].tolist() == [False, False, True]


def test_wanted_columns_include_divisors() -> None:
    found = wanted_columns([indicator(ColumnUse("one", "A", per="B"), ColumnUse("two", "C"))])
    assert found == {"one": frozenset({"A", "B"}), "two": frozenset({"C"})}


PEOPLE_OF = replace(indicators()[0], id="mensen", columns=(ColumnUse("people", "INW"),))


def rate(**changes: object) -> Indicator:
    use = replace(ColumnUse("crime", "N", over="mensen", factor=1000.0), **changes)  # type: ignore[arg-type]
    return replace(indicators()[0], id="misdrijven", columns=(use,))


def test_a_count_is_divided_by_the_figure_of_another_indicator_of_the_same_place_and_year() -> None:
    people = table("people", 2020, WIJKEN, {"INW": [500, 2000]})
    crime = [table("crime", year, WIJKEN, {"N": [10, 30]}, division_year=2020) for year in (2020, 2021)]
    files = [people, *crime]
    # The divided one stands first: its divisor is worked out before it all the same.
    cube, cells = panel(files, [rate(), PEOPLE_OF], register(files))
    assert cube.values[0, 0, :].tolist() == [20, 15]
    assert cube.statuses[1, 0, :].tolist() == [Status.ABSENT] * 2  # nobody counted people in 2021
    (piece,) = [one for one in cells if one.indicator == 0 and one.year == 2020]
    assert piece.per == f"{OVER}mensen"
    assert (piece.published.tolist(), piece.divisor.tolist()) == ([10, 30], [500, 2000])


def test_of_too_few_people_no_rate_is_made() -> None:
    files = [
        table("people", 2020, WIJKEN, {"INW": [199, 200]}),
        table("crime", 2020, WIJKEN, {"N": [10, 30]}),
    ]
    cube, _cells = panel(files, [rate(least_divisor=200.0), PEOPLE_OF], register(files))
    assert cube.statuses[0, 0, :].tolist() == [Status.ABSENT, Status.OBSERVED]
    assert cube.values[0, 0, 1] == 150


def test_a_divisor_of_another_division_counts_only_where_the_border_stayed() -> None:
    """The surface of the second grew by half between the divisions."""
    people = table("people", 2020, WIJKEN, {"INW": [500, 2000]}, division_year=2020, surface=[10.0, 20.0])
    crime = table("crime", 2020, WIJKEN, {"N": [10, 30]}, division_year=2021, surface=[10.0, 30.0])
    files = [people, crime]
    cube, _cells = panel(files, [rate(), PEOPLE_OF], register(files))
    assert cube.statuses[0, 0, :].tolist() == [Status.OBSERVED, Status.ABSENT]


def test_a_share_that_only_rounding_made_impossible_is_put_on_its_bound() -> None:
    """720 of 715, both rounded to fives, is everybody; 800 of 715 is a fault in the file, for the checks to refuse."""
    one = table("one", 2020, WIJKEN, {"A": [720, 800], "B": [715, 715]})
    use = ColumnUse("one", "A", per="B", factor=100.0, count_step=5.0)
    values, _statuses, published, divisor = convert(one, use, bounds=(0.0, 100.0))
    assert values.tolist() == [100.0, 100 * 800 / 715]
    assert (published.tolist(), divisor.tolist()) == ([720, 800], [715, 715])


@given(
    counts=st.lists(st.tuples(st.integers(0, 400), st.integers(1, 400)), min_size=2, max_size=2),
    secret=st.booleans(),
)
def test_dividing_by_an_indicator_is_dividing_by_a_column(counts: list[tuple[int, int]], secret: bool) -> None:
    top = column([None if secret else float(counts[0][0]), float(counts[1][0])])
    below = column([float(n) for _count, n in counts])
    one = table("one", 2020, WIJKEN, {"A": top, "B": below})
    beside = convert(one, ColumnUse("one", "A", per="B", factor=1000.0, least_divisor=50.0))
    over = convert(
        one,
        ColumnUse("one", "A", over="other", factor=1000.0, least_divisor=50.0),
        Divisor(below.values, below.statuses),
    )
    for first, second in zip(beside, over, strict=True):
        np.testing.assert_array_equal(first, second)


def test_a_break_of_the_indicator_ends_a_series_and_starts_a_new_one() -> None:
    found = [table("a", year, WIJKEN, {"A": [1, 2]}, division_year=2022) for year in (2019, 2020, 2021, 2022)]
    broken = replace(indicator(ColumnUse("a", "A")), breaks=(SeriesBreak(2021, "Anders geteld.", "de uitgever"),))
    cube, _cells = panel(found, [broken], register(found))
    assert cube.comparable[:, 0, 0].tolist() == [False, True, False, True]
    gap = [found[0], found[3]]
    cube, _cells = panel(gap, [broken], register(gap))
    assert not cube.comparable.toarray().any(), "the break lies in a year without a figure"


def test_tables_that_stand_apart_are_never_joined() -> None:
    one, two = (table("a", year, WIJKEN, {"A": [1, 2]}, division_year=2022) for year in (2019, 2020))
    for words, joined in ((("x", "x"), True), (("x", "y"), False), (("", "y"), False), (("", ""), True)):
        found = [replace(one, apart=words[0]), replace(two, apart=words[1])]
        cube, _cells = built(found, ColumnUse("a", "A"))
        assert cube.comparable[1, 0, :].tolist() == [joined, joined]
