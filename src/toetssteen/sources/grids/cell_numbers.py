"""Parse a published cell into a number or the reason that there is none.

The only place where text becomes a number. Special codes never do: see `CODES`.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from toetssteen.kernel.cells import Status
from toetssteen.kernel.language import _
from toetssteen.kernel.texts import visible
from toetssteen.sources.grids.cell_faults import fault

# CBS, toelichting Kerncijfers wijken en buurten; -99999999 in the Wijk- en Buurtkaart.
CODES = {
    -99997.0: Status.SECRET,
    -99995.0: Status.LATER,
    -99991.0: Status.STOPPED,
    -99999999.0: Status.SECRET,
}
# The family that special codes are of: nines, and one digit behind them. Which one means what, a publisher says.
_FAMILY = re.compile(r"-9{4,}[0-9]?")
_BLANKS = str.maketrans(
    dict.fromkeys("\u00a0\u1680\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " ")
    | {"\u2212": "-"}
)
_POINT = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_COMMA = re.compile(r"[+-]?(?:[0-9]+(?:,[0-9]*)?|,[0-9]+)")
# Read as 1.234 a thousand, or as one and a bit: where both signs occur nobody can tell.
_AMBIGUOUS = re.compile(r"[+-]?[0-9]{1,3}[.,][0-9]{3}")
# Some workbooks and files saved again by a statistics program hold a point in one row and a comma in the next.
EITHER = "either"


class NumberError(ValueError):
    """Neither a number nor a known code. `reason` and `remedy` are in the user's words."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Notation:
    """How one publication writes figures.

    decimal: ".", "," or EITHER (both occur in one file). silent: texts that stand for "no figure", after trimming, and what each means.
    thousands: what stands between groups of three digits, or "". suffix: a sign behind each number, or "".
    declared: a definition says what each text and code means, so a column of nothing but "secret" is secret, and a code
    that it does not name is an error.
    """

    decimal: str
    silent: dict[str, Status]
    thousands: str = ""
    suffix: str = ""
    declared: bool = False

    @classmethod
    def of(cls, decimal: str = ".", blank: Status = Status.SECRET, words: Iterable[str] = (".", "")) -> "Notation":
        return cls(decimal, dict.fromkeys(words, blank) | {"": blank})


@dataclass(frozen=True, slots=True)
class Number:
    """One parsed cell. value: NaN exactly where status is not OBSERVED; mark: what stood there instead."""

    value: float
    status: Status
    mark: str | None = None


def parse_number(cell: object, notation: Notation) -> Number:
    """The number or silence in a cell (text, int, float or None). Raises NumberError."""
    if cell is None:
        return Number(math.nan, notation.silent[""], "")
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        if str(cell).removesuffix(".0") in notation.silent:
            return Number(math.nan, notation.silent[str(cell).removesuffix(".0")], str(cell))
        try:
            return _judged(float(cell), str(cell), notation)
        except OverflowError:
            raise _not_a_number() from None
    if not isinstance(cell, str):
        raise _not_a_number()
    text = visible(cell).strip().strip("\x00")
    if text in notation.silent:
        return Number(math.nan, notation.silent[text], text)
    if error := fault(text):
        raise NumberError(*error)
    return _judged(_float_of(_bare(text, notation), notation.decimal), text, notation)


def is_code(value: float) -> bool:
    """Whether a number is of the family -9999, -99997, -99999999 that stands for "no figure" and is never one."""
    return value < 0 and float(value).is_integer() and _FAMILY.fullmatch(str(int(value))) is not None


def _bare(text: str, notation: Notation) -> str:
    """With an ordinary minus, without the declared sign behind it, and without what divides thousands where that stands
    as it should: a blank of any kind, or the declared sign."""
    text = text.translate(_BLANKS)
    if notation.suffix:
        text = text.removesuffix(notation.suffix).rstrip()
    for between in {" ", notation.thousands} - {""}:
        sign = re.escape(between)
        decimal = "[.,]" if notation.decimal == EITHER else re.escape(notation.decimal)
        if re.fullmatch(rf"[+-]?[0-9]{{1,3}}(?:{sign}[0-9]{{3}})+(?:{decimal}[0-9]*)?", text):
            return text.replace(between, "")
    return text


def _judged(value: float, text: str, notation: Notation) -> Number:
    if not math.isfinite(value):
        raise _not_a_number()
    if not is_code(value):
        return Number(value, Status.OBSERVED)
    code = str(int(value))
    if code in notation.silent:
        return Number(math.nan, notation.silent[code], text)
    if value in CODES and not notation.declared:
        return Number(math.nan, CODES[value], text)
    raise NumberError(
        _("Dit is geen getal maar een code voor “geen cijfer”, en nergens staat wat hij betekent"),
        _("Zet {code} in de bronbeschrijving bij “secret”, “absent” of “later”.").format(code=code),
    )


def _float_of(text: str, decimal: str) -> float:
    if decimal == EITHER:
        if _AMBIGUOUS.fullmatch(text):
            raise NumberError(
                _(
                    "Dit kan een getal met drie decimalen zijn of een duizendtal; dit bestand gebruikt punt en komma door elkaar"
                ),
                _("Vraag de uitgever om een bestand met één notatie."),
            )
        if _POINT.fullmatch(text) or _COMMA.fullmatch(text):
            return float(text.replace(",", "."))
        raise _not_a_number()
    if decimal == ",":
        if _COMMA.fullmatch(text):
            return float(text.replace(",", "."))
        if _POINT.fullmatch(text):
            raise NumberError(
                _("Hier staat een punt in een getal, maar dit bestand heeft komma's"),
                _("Haal het bestand opnieuw op, of zet in de bronbeschrijving “decimal: .”."),
            )
    elif _POINT.fullmatch(text):
        return float(text)
    elif _COMMA.fullmatch(text):
        raise NumberError(
            _("Hier staat een komma in een getal, maar dit bestand heeft punten"),
            _("Haal het bestand opnieuw op, of zet in de bronbeschrijving “decimal: ','”."),
        )
    raise _not_a_number()


def _not_a_number() -> NumberError:
    return NumberError(
        _("Hier hoort een getal te staan"),
        _("Kijk of het bestand goed is bewaard en haal het zo nodig opnieuw op bij de uitgever."),
    )
