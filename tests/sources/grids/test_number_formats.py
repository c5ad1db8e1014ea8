"""A number format is read as a language: each sign counts where Excel lets it count, and nowhere else."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toetssteen.sources.grids.number_formats import formatted, formatted_day, is_date, scaled

# What Excel shows, with the Dutch comma and point.
KNOWN = [
    (0.714, "0.0%", "71,4%"),
    (0.714, "0%", "71%"),
    (71.4, '0.0"%"', "71,4%"),
    (71.4, r"0.0\%", "71,4%"),
    (15, '0"%"', "15%"),
    (0.05, "0.0%;[Red]-0.0%", "5,0%"),
    (-0.05, "0.0%;[Red]-0.0%", "-5,0%"),
    (12345, "#,##0,", "12"),
    (12345, "#,##0", "12.345"),
    (1234567, '0.0,,"M"', "1,2M"),
    (1234567.891, "#,##0.00", "1.234.567,89"),
    (1234567, "#,##0,.00", "1.234,57"),
    (1.1, "0.00", "1,10"),
    (1.1, "General", "1,1"),
    (1.1, "", "1,1"),
    (0.1 + 0.2, "General", "0,3"),
    (12500, "General", "12500"),
    (7, '"P"000', "P007"),
    (7, "00000", "00007"),
    (31612345678, "00-00000000000", "00-31612345678"),
    (612345678, "00-00000000", "06-12345678"),
    (1234.5, '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-', "1.234,50"),
    (-1234.5, "#,##0.00;(#,##0.00)", "(1.234,50)"),
    (-5, "0;[Red]0", "-5"),
    (-5, "0.0", "-5,0"),
    (-0.04, "0.0", "0,0"),
    (0.5, "#.##", "0,5"),
    (12.5, ".00", "12,50"),
    (2.0, "0.##", "2"),
    (2.675, "0.00", "2,68"),
    (12, '0 "uur"', "12 uur"),
    (12500, '"€" #,##0', "€ 12.500"),
    (12500.5, "[$€-413] #,##0.00", "€ 12.500,50"),
    (0.4, "[<1]0%;0.0", "40%"),
    (40, "[<1]0%;0.0", "40,0"),
    (3, "0;;", "3"),
    (1e22, "0", "1" + 22 * "0"),
    (0.00000012, "General", "0,00000012"),
    (5, "0E+00", "5"),
    (0.5, "# ?/?", "0,5"),
    (5, "@", "5"),
]


@pytest.mark.parametrize(("value", "form", "text"), KNOWN)
def test_what_excel_shows(value: float, form: str, text: str) -> None:
    assert formatted(value, form) == text


@pytest.mark.parametrize(
    ("value", "form", "unit"),
    [
        (0.714, "0.0%", 71.4),
        (71.4, '0.0"%"', 71.4),
        (71.4, r"0.0\%", 71.4),
        (71.4, "0.0_%", 71.4),
        (71.4, "0.0*%", 71.4),
        (0.714, "0%%", 7140),
        (12345, "#,##0,", 12.345),
        (12345, '#,##0"," ', 12345),
        (-0.05, '0.0"%";-0.0%', -5),
        (0.05, '0.0"%";-0.0%', 0.05),
        (0.5, '[>=1]0"%";0%', 50),
        (5, '[>=1]0"%";0%', 5),
        (-0.5, "0%;", -50),  # not shown at all: in the unit of the others
        (0.07 * 3, "0%", 21.0),
        (12, "General", 12),
        (1234, "# ##0,0", 1234),
    ],
)
def test_the_unit_people_see(value: float, form: str, unit: float) -> None:
    assert scaled(value, form) == unit


# Text that does nothing, whatever it says, and the digits of a number; from these any format can be built.
SILENT = st.sampled_from(
    ['"%"', '"0,"', r"\%", r"\,", "_%", "*%", "[Red]", "[$%-413]", "[Color 3]", "€", " ", "-", '"a;b"', r"\;"]
)
DIGITS = st.sampled_from(["0", "#", "0.0", "#,##0", "#,##0.00", "?", "00000"])


@given(
    before=st.lists(SILENT, max_size=4),
    digits=DIGITS,
    commas=st.integers(0, 3),
    behind=st.lists(SILENT | st.just("%"), max_size=5),
    value=st.integers(-(10**8), 10**8).map(lambda n: n / 1000),
)
def test_only_signs_that_count_change_the_number(
    before: list[str], digits: str, commas: int, behind: list[str], value: float
) -> None:
    """The slow oracle: the format is built of parts of which it is known what they do."""
    form = "".join([*before, digits, "," * commas, *behind])
    factor = 100 ** behind.count("%") / 1000**commas
    assert scaled(value, form) == pytest.approx(value * factor, rel=1e-12, abs=1e-10)


@given(
    st.text(max_size=40) | st.text('0#?.,%;"\\_*[]$€-@/EeGdmyhs<>=1 ', max_size=40),
    st.floats(allow_nan=False, allow_infinity=False),
)
def test_whatever_stands_there_is_no_crash(form: str, value: float) -> None:
    assert isinstance(formatted(value, form), str)
    scaled(value, form)
    is_date(value, form)
    formatted_day(date(2025, 1, 1), form)


@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_decimals_and_groups_are_those_of_python(digits: int, decimals: int) -> None:
    value = digits / 10**decimals
    form = "#,##0" + ("." + "0" * decimals if decimals else "")
    expected = f"{value:,.{decimals}f}".replace(",", "_").replace(".", ",").replace("_", ".")
    assert formatted(value, form) == (expected if value else expected.removeprefix("-"))


@pytest.mark.parametrize(
    ("form", "day"),
    [
        ("yyyy-mm-dd", True), ("d-m-yy;@", True), ("[h]:mm", True), ("mm:ss.0", True), ("General", False), ("0.00", False),
        ('0 "dagen"', False), (r"0\d", False), ("[$-413]d mmmm yyyy;@", True), ("[Red]0", False), ("#,##0_);[Red](#,##0)", False),
        ("h:mm AM/PM", True), ("0.0,,M", False),
    ],
)  # fmt: skip
def test_what_is_a_day(form: str, day: bool) -> None:
    assert is_date(45000, form) == day


def test_a_day_is_as_exact_as_it_is_shown() -> None:
    day = date(2025, 3, 1)
    assert formatted_day(day, "yyyy") == "2025"
    assert formatted_day(day, "mmm-yy") == "maart 2025"
    assert formatted_day(day, "d-m-yyyy") == formatted_day(day, "General") == "1-3-2025"
    assert formatted_day(day, "d mmm") == "1-3-2025", "the year is not lost"
    assert formatted_day(datetime(2025, 3, 1, 14, 5), "d-m-yyyy h:mm") == "2025-03-01 14:05"  # noqa: DTZ001
    assert formatted_day(datetime(2025, 3, 1), "mmmm yyyy") == "maart 2025"  # noqa: DTZ001
    assert formatted_day(time(9, 30), "h:mm") == "09:30"
