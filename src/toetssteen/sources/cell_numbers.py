"""What a publisher writes in a cell of figures, and what number (or which silence) that is.

The only place where text becomes a number. Special codes never do: see `CODES`.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from toetssteen.kernel.cells import Status
from toetssteen.kernel.language import _

# CBS, toelichting Kerncijfers wijken en buurten; -99999999 in the Wijk- en Buurtkaart.
CODES = {
    -99997.0: Status.SECRET,
    -99995.0: Status.LATER,
    -99991.0: Status.STOPPED,
    -99999999.0: Status.SECRET,
}
_POINT = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_COMMA = re.compile(r"[+-]?(?:[0-9]+(?:,[0-9]*)?|,[0-9]+)")


class NumberError(ValueError):
    """Neither a number nor a known code. `reason` and `remedy` are in the user's words."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Notation:
    """How one publication writes figures.

    decimal: "." or ",". silent: texts that stand for "no figure", after trimming, and what each means.
    thousands: what stands between groups of three digits, or "". suffix: a sign behind each number, or "".
    declared: a definition says what each text means, so a column of nothing but "secret" is secret.
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
            return _judged(float(cell), str(cell))
        except OverflowError:
            raise _not_a_number() from None
    if not isinstance(cell, str):
        raise _not_a_number()
    text = cell.strip().strip("\x00")
    if text in notation.silent:
        return Number(math.nan, notation.silent[text], text)
    return _judged(_float_of(_bare(text, notation), notation.decimal), text)


def _bare(text: str, notation: Notation) -> str:
    """Without the declared sign behind it and without separators of thousands that stand where they should."""
    if notation.suffix:
        text = text.removesuffix(notation.suffix).rstrip()
    if notation.thousands and re.fullmatch(
        rf"[+-]?\d{{1,3}}(?:{re.escape(notation.thousands)}\d{{3}})+(?:{re.escape(notation.decimal)}\d*)?", text
    ):
        return text.replace(notation.thousands, "")
    return text


def _judged(value: float, text: str) -> Number:
    if not math.isfinite(value):
        raise _not_a_number()
    if value in CODES:
        return Number(math.nan, CODES[value], text)
    return Number(value, Status.OBSERVED)


def _float_of(text: str, decimal: str) -> float:
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
