"""A publisher's file as a grid: a header and numbered rows of unparsed cells."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from toetssteen.kernel.cells import Note
from toetssteen.kernel.errors import FilePosition, SourceError
from toetssteen.kernel.language import _
from toetssteen.kernel.texts import folded

Cell = str | float | int | None


@dataclass(frozen=True, slots=True)
class GridRow:
    """number: the row in the file, header = 1."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def blank(self) -> bool:
        """Whether no cell holds anything visible."""
        return not any(text_of(cell) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """Every row has as many cells as the header. titles: a column's name here -> its name in the file, if another.
    notes: what was read otherwise than it stands. hidden: numbers of rows that a spreadsheet does not show. top: the
    row of the header."""

    file: str
    header: tuple[str, ...]
    rows: tuple[GridRow, ...]
    titles: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    hidden: frozenset[int] = frozenset()
    top: int = 1

    def at(self, column: str) -> int:
        """Position of a column. Raises SourceError with the nearest names when it is not there."""
        try:
            return self.header.index(folded(column))
        except ValueError:
            raise missing_column(self.file, column, self.header, self.top) from None

    def title(self, column: str) -> str:
        """The column's name in the file."""
        return self.titles.get(column, column)

    def where(self, column: str, accepts: Callable[[Cell], bool]) -> "Grid":
        """The grid with only the rows whose cell in `column` is accepted."""
        position = self.at(column)
        return replace(self, rows=tuple(row for row in self.rows if accepts(row.cells[position])))


class MissingColumnError(SourceError):
    """A column that a definition names and a file does not have. `reading` adds table, year and nearest candidates."""

    def __init__(self, file: str, column: str, header: tuple[str, ...], row: int = 1) -> None:
        super().__init__(
            _("Deze kolom staat niet in het bestand"),
            FilePosition(file, row, column),
            _("Kijk of dit het goede bestand is. Is de kolom hernoemd, pas dan de definitie aan."),
        )
        self.column = column
        self.header = header


def missing_column(file: str, column: str, header: tuple[str, ...], row: int = 1) -> MissingColumnError:
    return MissingColumnError(file, column, header, row)


def checked_header(file: str, header: tuple[str, ...], row: int = 1) -> tuple[str, ...]:
    """The header, folded. Raises SourceError when it is empty or a name stands twice."""
    names = tuple(folded(name) for name in header)
    if not any(names):
        raise SourceError(_("Het bestand heeft geen kolomnamen"), FilePosition(file, row), fetch_again())
    doubles = sorted(name for name, times in Counter(names).items() if name and times > 1)
    if doubles:
        raise SourceError(
            _("Deze kolomnaam staat twee keer in het bestand"), FilePosition(file, row, doubles[0]), fetch_again()
        )
    return names


def fetch_again() -> str:
    return _("Haal het bestand opnieuw op bij de uitgever.")


def text_of(cell: Cell) -> str:
    """The cell as text, as a user would see it: folded."""
    return "" if cell is None else folded(str(cell))
