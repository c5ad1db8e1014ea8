"""Amounts as decimal numbers: which digits every database keeps, and what a float stands for."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toetssteen.kernel.bounds import AMOUNT_DECIMALS, AMOUNT_DIGITS, amount_of, is_amount, is_exact


@pytest.mark.parametrize(
    ("number", "amount"),
    [
        (0.1, "0.1"),
        (0.1 + 0.2, "0.3"),
        (-12.6, "-12.6"),
        (100 / 3, "33.3333333333"),
        (1e15, "1E+15"),
        (1234567890123.0, "1234567890123"),
        (1.5e-9, "1.5E-9"),
        (-0.0, "0"),
        (7, "7"),
    ],
)
def test_the_amount_that_a_float_stands_for(number: float, amount: str) -> None:
    assert amount_of(number) == Decimal(amount)
    assert is_exact(amount_of(number))


@pytest.mark.parametrize("number", [float("inf"), float("nan"), 1.1e15, 1e300])
def test_what_is_no_amount_is_not_made_one(number: float) -> None:
    with pytest.raises(ValueError, match=f"{number}".replace("+", "[+]")):
        amount_of(number)


@given(st.integers(-(10**12) + 1, 10**12 - 1), st.integers(0, AMOUNT_DECIMALS))
def test_twelve_digits_come_back_from_a_float(digits: int, decimals: int) -> None:
    amount = Decimal(digits).scaleb(-decimals)
    assert amount_of(float(amount)) == amount


@given(st.integers(1, 10**20), st.integers(0, 30), st.integers(0, 20))
def test_all_digits_are_kept_or_the_amount_is_not_exact(digits: int, decimals: int, zeros: int) -> None:
    amount = Decimal(f"{digits}{'0' * zeros}E-{decimals + zeros}")
    plain = f"{Decimal(digits).scaleb(-decimals):f}"
    whole, _point, part = plain.partition(".")
    fits = len((whole + part.rstrip("0")).lstrip("0").rstrip("0") or "0") <= AMOUNT_DIGITS
    assert is_exact(amount) == (fits and len(part.rstrip("0")) <= AMOUNT_DECIMALS)
    assert not is_amount(Decimal("Infinity"))
