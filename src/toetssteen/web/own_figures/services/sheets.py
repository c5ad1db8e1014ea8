"""The uploaded table as texts: its columns, its rows, and the places and years in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from toetssteen.kernel.texts import folded
from toetssteen.sources.publishers.area_columns import place_key
from toetssteen.web.imports.worksheets import Worksheet
from toetssteen.web.own_figures.models import TableDescription


@dataclass(frozen=True, slots=True)
class UploadedRow:
    """number: in the file, from 1."""

    number: int
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class UploadedSheet:
    """titles: of the columns, as they stand in the file."""

    titles: tuple[str, ...]
    rows: tuple[UploadedRow, ...]

    def column(self, title: str) -> tuple[str, ...]:
        """The texts of a column, without blanks around them; empty where there is no such column."""
        position = self.position(title)
        return () if position is None else tuple(row.cells[position].strip() for row in self.rows)

    def position(self, title: str) -> int | None:
        return self.titles.index(title) if title in self.titles else None

    def samples(self, title: str, most: int = 3) -> list[str]:
        """The first different texts in a column."""
        return list(dict.fromkeys(text for text in self.column(title) if text))[:most]


def chosen(sheets: Sequence[Worksheet], name: str) -> Worksheet:
    """The worksheet with this name; the first where none is called so."""
    return next((sheet for sheet in sheets if sheet["name"] == name), sheets[0])


def sheet_of(sheets: Sequence[Worksheet], description: TableDescription) -> UploadedSheet:
    """The rows below the row with names; rows without anything in them are left out, as the reader does."""
    grid = chosen(sheets, description.sheet)["rows"]
    top = grid[description.header - 1] if description.header <= len(grid) else []
    rows = (UploadedRow(number, cells) for number, cells in enumerate(grid, start=1) if number > description.header)
    filled = tuple(row for row in rows if any(cell.strip() for cell in row.cells))
    return UploadedSheet(tuple(folded(title) for title in top), filled)


@dataclass(frozen=True, slots=True)
class PlaceText:
    """What stands for a place in some row. row: the first in which it stands; key: as the reader looks it up."""

    text: str
    kind: str
    row: int

    @property
    def key(self) -> str:
        return place_key(self.text, self.kind)


def place_texts(sheet: UploadedSheet, description: TableDescription) -> dict[str, PlaceText]:
    """Every different text for a place, by its key, in the order of the file."""
    place, level = sheet.position(description.place), sheet.position(description.level)
    texts: dict[str, PlaceText] = {}
    for row in sheet.rows if place is not None else ():
        kind = row.cells[level].strip().casefold() if level is not None else ""
        text = PlaceText(row.cells[place or 0].strip(), kind, row.number)
        texts.setdefault(text.key, text)
    return texts
