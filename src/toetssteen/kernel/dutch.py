"""Numbers in Dutch notation: 10.930 and 12,6. The one place where a number becomes text, and text a number again."""

import math
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

MINUS = "\u2212"
NO_BREAK = "\u00a0"
UNKNOWN = "–"
_AMOUNT = re.compile(
    rf"(?P<euro>€{NO_BREAK})?(?P<sign>[+{MINUS}]?)(?P<whole>\d{{1,3}}(?:\.\d{{3}})+|\d+)(?:,(?P<part>\d+))?(?:{NO_BREAK}(?P<unit>\S.*))?"
)

# As people type a number; nobody types a longer one.
_TYPED = re.compile(r"-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?", re.ASCII)
_LONGEST_TYPED = 40


def dutch(value: float | Decimal | None, decimals: int = 0, *, sign: bool = False) -> str:
    """10930 -> "10.930", 12.64 with 1 decimal -> "12,6". None, NaN and infinity -> "–".

    `sign` puts a plus before what is above zero. Halves go away from zero, as people round.
    """
    if value is None or not math.isfinite(value):
        return UNKNOWN
    size = _rounded(abs(float(value)), decimals)
    text = f"{size:,.{decimals}f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    if not text.strip("0,"):
        return text
    return (MINUS if value < 0 else "+" if sign else "") + text


def _rounded(size: float, decimals: int) -> Decimal | float:
    """Half up on the number as people write it: 2.675 is stored as 2.67499..., and still becomes 2,68."""
    if size < 1e9 and abs(size * 10.0**decimals % 1.0 - 0.5) > 1e-6:
        return size  # nowhere near a half: formatting rounds it alike, in a fifth of the time
    exact = Decimal(repr(float(size)))
    if size >= 1e15:
        return exact
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def as_typed(value: float | Decimal) -> str:
    """All digits as a form and a sheet show them: 1250.5 -> "1250,5"; of a float the first twelve."""
    text = f"{value:f}" if isinstance(value, Decimal) else f"{value:.12g}"
    return text.replace(".", ",")


def typed_amount(text: str) -> Decimal:
    """ "1.250,5" -> 1250.5, with or without a percent sign behind it. Raises ValueError."""
    number = text.strip().removesuffix("%").strip().replace(MINUS, "-")
    if len(number) > _LONGEST_TYPED or not _TYPED.fullmatch(number):
        raise ValueError(number[:_LONGEST_TYPED])
    return Decimal(number.replace(".", "").replace(",", "."))


def as_shown(value: float, decimals: int) -> float:
    """The number that `dutch` writes: half up, never minus zero. For sums that a reader can do on the page."""
    return math.copysign(round(float(_rounded(abs(value), decimals)), decimals), value) + 0.0


def with_unit(value: float | Decimal | None, unit: str = "", decimals: int = 0, *, sign: bool = False) -> str:
    """The number with its unit: "12,6 %", "€ 24.300", "10.930" for a count."""
    number = dutch(value, decimals, sign=sign)
    if number == UNKNOWN or unit in ("", "aantal", "score", "klasse"):
        return number
    if unit in ("euro", "€"):
        return f"€{NO_BREAK}{number}"
    if unit == "x 1.000 euro":
        # People say 251 thousand euro as € 251.000; decimals of thousands are hundreds.
        return f"€{NO_BREAK}{dutch(None if value is None else value * 1000, 0, sign=sign)}"
    return f"{number}{NO_BREAK}{unit}"


def short_unit(unit: str) -> str:
    """The unit where there is room for a few signs only: "%" and "euro" stay, "per 1.000 inwoners" does not."""
    return "" if " " in unit and "euro" not in unit else unit


def points(gap: float | None, unit: str = "", decimals: int = 0) -> str:
    """A difference: "+2,8 procentpunt" for percentages, otherwise the number with its sign and unit."""
    return with_unit(gap, "procentpunt" if unit == "%" else unit, decimals, sign=True)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as it stood in a text. decimals: how many were written; unit: "" for a count, "euro" for "€"."""

    value: float
    decimals: int
    unit: str


def amount_in(text: str) -> Amount | None:
    """What `with_unit` wrote, read back: "12,6 %" -> 12.6, 1 decimal, "%". None for any other text.

    A file made of texts in this way cannot say another number than the page they stood on.
    """
    match = _AMOUNT.fullmatch(text)
    if match is None:
        return None
    part = match["part"] or ""
    value = float(match["whole"].replace(".", "") + "." + (part or "0"))
    unit = "euro" if match["euro"] else match["unit"] or ""
    return Amount(-value if match["sign"] == MINUS else value, len(part), unit)
