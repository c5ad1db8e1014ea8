"""What somebody said of an uploaded table: where it begins, which column is what, and what each figure means."""

import msgspec

LAYOUTS = ("wide", "long", "years")


class FigureDescription(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One figure. column: its name in the file (a column, or a word in the column with names of figures).

    respondents, margin: columns with how many answered and with the margin; "" for none. least: fewer is secret.
    public: everybody may see it; None as long as nobody said so. key: among the first figures of a place.
    """

    column: str
    name: str = ""
    take: bool = True
    unit: str = "%"
    direction: str = "context"
    decimals: int = 1
    respondents: str = ""
    least: int = 0
    margin: str = ""
    domain: str = "leefbaarheid"
    meaning: str = ""
    does_not_say: str = ""
    public: bool | None = None
    key: bool = True


class TableDescription(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """header: number of the row with the names of columns, from 1. division: the year of the wijken and buurten.

    level: column with the kind of area; kind: WK, BU or GM where no column says it. places: what stands in the file ->
    code, or "-" for a row that is no area, where people chose it themselves. year: of all figures, where no column
    says it. secret, absent, later: words that mean this, separated by blanks.
    """

    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    header: int = 1
    layout: str = "wide"
    place: str = ""
    level: str = ""
    kind: str = ""
    places: dict[str, str] = {}
    year_column: str = ""
    year: int = 0
    division: int = 0
    variable: str = ""
    value: str = ""
    decimal: str = "comma"
    secret: str = ""
    absent: str = ""
    later: str = ""
    blank: str = "absent"
    figures: tuple[FigureDescription, ...] = ()

    @property
    def taken(self) -> tuple[FigureDescription, ...]:
        """The figures that are to be published."""
        return tuple(figure for figure in self.figures if figure.take)
