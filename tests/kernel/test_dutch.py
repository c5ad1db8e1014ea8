"""Numbers as text, against Python's decimal arithmetic on the number as people write it."""

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import example, given
from hypothesis import strategies as st

from toetssteen.kernel.dutch import MINUS, dutch


def slow(value: float, decimals: int) -> str:
    size = Decimal(repr(abs(value))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    whole, _point, part = f"{size:f}".partition(".")
    groups = []
    while whole:
        groups.insert(0, whole[-3:])
        whole = whole[:-3]
    text = ".".join(groups) + (f",{part}" if part else "")
    return text if size == 0 or value >= 0 else MINUS + text


@given(value=st.floats(-1e12, 1e12), decimals=st.integers(0, 4))
@example(value=2.675, decimals=2)
@example(value=0.5, decimals=0)
@example(value=-0.04, decimals=1)
@example(value=999.95, decimals=1)
@example(value=1e-300, decimals=3)
def test_like_decimal_arithmetic(value: float, decimals: int) -> None:
    assert dutch(value, decimals) == slow(value, decimals)


@given(whole=st.integers(-(10**6), 10**6), decimals=st.integers(0, 3))
def test_halves_go_away_from_zero(whole: int, decimals: int) -> None:
    value = float(Decimal(whole) / Decimal(10) ** decimals + Decimal(5).scaleb(-decimals - 1))
    assert dutch(value, decimals) == slow(value, decimals)
