"""Area codes of Statistics Netherlands: NL00, GM0014, WK001404, BU00140400; and two of ours: EI0014-3 for an own
division, and GB0503-DELFT-WEST for figures of a named area itself.

Codes are not six digits: Amsterdam has used letters since 2024 (WK0363AA, BU0363FA01).
A code that survives is no proof that the area did; see `warehouse` for boundary changes.
"""

import re
from enum import StrEnum

from toetssteen.kernel.errors import UnknownNameError
from toetssteen.kernel.language import _


class Level(StrEnum):
    """How large an area is. `GEBIED` is a named set of buurten or wijken, such as a focus area."""

    BUURT = "buurt"
    WIJK = "wijk"
    GEMEENTE = "gemeente"
    LAND = "land"
    GEBIED = "gebied"


COUNTRY = "NL00"
# How other tables of the same publishers write the country.
_COUNTRY_TOO = "NL01"
# EI: an area of a municipality's own division (our prefix; CBS knows none), its own number behind a dash.
# GB: a named area, its id behind a dash (our prefix): only where somebody published figures of the area as a whole.
_SHAPE = re.compile(
    r"NL00|GM\d{4}|WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{4}|EI\d{4}-[0-9A-Z]{1,12}|GB\d{4}-[0-9A-Z]+(?:-[0-9A-Z]+)*"
)
_NAMED = "GB"
_LEVELS = {
    "NL": Level.LAND,
    "GM": Level.GEMEENTE,
    "WK": Level.WIJK,
    "BU": Level.BUURT,
    "EI": Level.GEBIED,
    _NAMED: Level.GEBIED,
}


class AreaCode(str):
    """A valid code: a string checked by `AreaCode.parse`."""

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> "AreaCode":
        """The code in `text`, blanks and lower case forgiven. Raises UnknownNameError."""
        code = text.strip().upper()
        code = COUNTRY if code == _COUNTRY_TOO else code
        if not _SHAPE.fullmatch(code):
            raise UnknownNameError(_("“{text}” is geen code van een buurt, wijk of gemeente.").format(text=text[:40]))
        return cls(code)

    @classmethod
    def of_named_area(cls, gemeente: str, area: str) -> "AreaCode":
        """The code of a named area's own figures, by its gemeente (GM0503) and its id (delft-west)."""
        return cls(f"{_NAMED}{gemeente[2:]}-{area.upper()}")

    @property
    def named_area(self) -> str:
        """The id of the named area whose own figures stand under this code; "" for any other code."""
        return self[7:].lower() if self.startswith(_NAMED) else ""

    @property
    def level(self) -> Level:
        return _LEVELS[self[:2]]

    @property
    def parent(self) -> "AreaCode | None":
        """The wijk of a buurt, the gemeente of a wijk or of an own area, the country of a gemeente."""
        match self.level:
            case Level.BUURT:
                return AreaCode("WK" + self[2:8])
            case Level.WIJK | Level.GEBIED:
                return AreaCode("GM" + self[2:6])
            case Level.GEMEENTE:
                return AreaCode(COUNTRY)
            case _:
                return None

    @property
    def gemeente(self) -> "AreaCode | None":
        """The gemeente this code lies in (or is); None for the country."""
        return None if self.level is Level.LAND else AreaCode("GM" + self[2:6])
