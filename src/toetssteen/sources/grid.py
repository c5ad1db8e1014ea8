"""A publisher's file as it stands on paper: a header and numbered rows of untouched cells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from toetssteen.kernel.errors import Place, SourceError
from toetssteen.kernel.language import _

Cell = str | float | int | None


@dataclass(frozen=True, slots=True)
class Row:
    """number: the row in the file, header = 1."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Every row has as many cells as the header. titles: a column's name here -> its name in the file, if another."""

    file: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    titles: Mapping[str, str] = field(default_factory=dict)

    def at(self, column: str) -> int:
        """Position of a column. Raises SourceError with the nearest names when it is not there."""
        try:
            return self.header.index(column)
        except ValueError:
            raise missing_column(self.file, column, self.header) from None

    def title(self, column: str) -> str:
        """The column's name in the file."""
        return self.titles.get(column, column)

    def where(self, column: str, wanted: Callable[[Cell], bool]) -> "Grid":
        """Only the rows whose cell in `column` is wanted."""
        position = self.at(column)
        return replace(self, rows=tuple(row for row in self.rows if wanted(row.cells[position])))


class MissingColumnError(SourceError):
    """A column that a definition names and a file does not have. `reading` adds table, year and nearest candidates."""

    def __init__(self, file: str, column: str, header: tuple[str, ...]) -> None:
        super().__init__(
            _("Deze kolom staat niet in het bestand"),
            Place(file, 1, column),
            _("Kijk of dit het goede bestand is. Is de kolom hernoemd, pas dan de definitie aan."),
        )
        self.column = column
        self.header = header


def missing_column(file: str, column: str, header: tuple[str, ...]) -> MissingColumnError:
    return MissingColumnError(file, column, header)


def checked_header(file: str, header: tuple[str, ...]) -> tuple[str, ...]:
    """The header, trimmed. Raises SourceError when it is empty or a name stands twice."""
    names = tuple(name.strip() for name in header)
    if not any(names):
        raise SourceError(_("Het bestand heeft geen kolomnamen"), Place(file, 1), fetch_again())
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise SourceError(_("Deze kolomnaam staat twee keer in het bestand"), Place(file, 1, twice[0]), fetch_again())
    return names


def fetch_again() -> str:
    return _("Haal het bestand opnieuw op bij de uitgever.")


def text_of(cell: Cell) -> str:
    """The cell as text, as a user would see it."""
    return "" if cell is None else str(cell).strip()
