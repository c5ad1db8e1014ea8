"""Codes of places, and those of named areas."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toetssteen.kernel.areas import AreaCode, Level
from toetssteen.kernel.errors import UnknownNameError

IDS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True)


@given(st.from_regex(r"GM[0-9]{4}", fullmatch=True), IDS)
def test_the_code_of_a_named_area_leads_back_to_it(gemeente: str, area: str) -> None:
    code = AreaCode.of_named_area(gemeente, area)
    assert AreaCode.parse(f" {code.lower()} ") == code
    assert (code.named_area, code.gemeente, code.parent, code.level) == (area, gemeente, gemeente, Level.GEBIED)


@pytest.mark.parametrize(
    "text", ["GB0503-", "GB0503-DELFT--WEST", "GB0503-DELFT-", "GB503-DELFT", "GB0503DELFT", "delft-west"]
)
def test_what_is_no_code(text: str) -> None:
    with pytest.raises(UnknownNameError):
        AreaCode.parse(text)


def test_the_country_has_two_codes_and_is_one_place() -> None:
    assert AreaCode.parse("NL01") == AreaCode.parse("nl00 ") == "NL00"


@pytest.mark.parametrize("code", ["NL00", "GM0503", "WK050322", "BU05032201", "EI0014-3"])
def test_other_codes_are_of_no_named_area(code: str) -> None:
    assert AreaCode.parse(code).named_area == ""
