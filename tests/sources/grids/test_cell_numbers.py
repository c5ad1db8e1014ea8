"""Text becomes a number, a silence or an error; a special code never becomes a number."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toetssteen.kernel.cells import NUMERIC, Status
from toetssteen.sources.grids.cell_numbers import CODES, EITHER, Notation, NumberError, is_code, parse_number

POINT, COMMA = Notation.of("."), Notation.of(",")
BOTH = Notation.of(EITHER)
blanks = st.text(" \t\u00a0", max_size=8)


@given(st.integers(-(10**9), 10**9), st.integers(0, 6), blanks, blanks)
def test_statline_notation_round_trips(digits: int, decimals: int, before: str, after: str) -> None:
    text = f"{digits / 10**decimals:.{decimals}f}"
    if not is_code(float(text)):
        assert parse_number(before + text + after, POINT).value == float(text)


@given(st.integers(-(10**9), 10**9), st.integers(1, 6), blanks)
def test_dutch_notation_round_trips(digits: int, decimals: int, before: str) -> None:
    text = f"{digits / 10**decimals:.{decimals}f}"
    if not is_code(float(text)):
        assert parse_number(before + text.replace(".", ","), COMMA).value == float(text)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_of_excel_is_itself_and_so_is_its_text(value: float) -> None:
    if not is_code(value):
        assert parse_number(value, POINT).value == value
        assert parse_number(repr(value), POINT).value == value


@given(st.sampled_from(sorted(CODES)), st.integers(0, 4), st.booleans(), blanks, blanks)
def test_no_code_becomes_a_number(code: float, zeros: int, plain: bool, before: str, after: str) -> None:
    text = f"{code:.{zeros}f}"
    writings: list[tuple[object, Notation]] = [
        (before + text + after, POINT), (text.replace(".", ","), COMMA), (code, POINT), (int(code), COMMA)
    ]  # fmt: skip
    for cell, notation in writings:
        number = parse_number(cell, notation)
        assert number.status not in NUMERIC
        assert math.isnan(number.value)
        assert number.mark is not None
        assert number.mark.strip().startswith("-999")


@pytest.mark.parametrize(
    ("cell", "status"),
    [("-99997", Status.SECRET), ("-99995", Status.LATER), ("-99991", Status.STOPPED), ("-99999999", Status.SECRET)],
)
def test_codes_mean_what_the_publisher_says(cell: str, status: Status) -> None:
    assert parse_number(cell, POINT).status is status


@given(st.one_of(st.text(max_size=12), st.binary(max_size=4), st.booleans(), st.floats(), st.integers(), st.none()))
def test_anything_is_a_number_a_silence_or_an_error(cell: object) -> None:
    try:
        number = parse_number(cell, POINT)
    except NumberError:
        return  # any other exception fails this test
    assert math.isfinite(number.value) == (number.status is Status.OBSERVED) == (number.mark is None)


@pytest.mark.parametrize(
    "cell", ["inf", "-Infinity", "nan", "NaN", "1e999", "1_000", "1 23", "1  234", "1 234 5", "1.234,5", "0x1F", "twee", "١٢", "--3", True, 10**400, math.inf, math.nan]
)  # fmt: skip
def test_what_is_no_number_is_refused(cell: object) -> None:
    with pytest.raises(NumberError):
        parse_number(cell, POINT)


def test_a_comma_is_accepted_only_where_the_source_says_so() -> None:
    assert parse_number("12,6", COMMA).value == 12.6
    with pytest.raises(NumberError, match="komma") as refused:
        parse_number("12,6", POINT)
    assert "decimal" in refused.value.remedy
    with pytest.raises(NumberError, match="punt"):
        parse_number("12.6", COMMA)


@given(st.integers(-(10**9), 10**9), st.integers(0, 6), blanks)
def test_where_both_signs_occur_a_number_reads_the_same_with_either(digits: int, decimals: int, before: str) -> None:
    text = f"{digits / 10**decimals:.{decimals}f}"
    if is_code(float(text)):
        return
    writings = (before + text, before + text.replace(".", ","))
    if decimals == 3 and abs(float(text)) < 1000:
        for cell in writings:
            with pytest.raises(NumberError):
                parse_number(cell, BOTH)
    else:
        assert [parse_number(cell, BOTH).value for cell in writings] == [float(text)] * 2


def test_where_both_signs_occur_three_digits_behind_one_are_not_guessed() -> None:
    assert [parse_number(cell, BOTH).value for cell in ("1.4", "1,4", "-0,5", "1 234,5", "12")] == [
        1.4,
        1.4,
        -0.5,
        1234.5,
        12,
    ]
    for cell in ("1.234", "1,234", "-12,500"):
        with pytest.raises(NumberError, match="drie decimalen zijn of een duizendtal") as refused:
            parse_number(cell, BOTH)
        assert refused.value.remedy == "Vraag de uitgever om een bestand met één notatie."
    for cell in ("1.234,5", "1,2,3", "1.2.3"):
        with pytest.raises(NumberError):
            parse_number(cell, BOTH)


def test_silence_keeps_its_mark_and_meaning() -> None:
    notation = Notation.of(".", Status.ABSENT, (".", "#N/A"))
    assert [parse_number(c, notation).mark for c in (None, "", "  .", "#N/A")] == ["", "", ".", "#N/A"]
    assert {parse_number(c, notation).status for c in (None, "", ".", "#N/A")} == {Status.ABSENT}
    with pytest.raises(NumberError):
        parse_number("#N/A", POINT)
