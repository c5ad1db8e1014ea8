"""A worksheet laid out: the names of its columns, and the rows below."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from toetssteen.web.imports.mapping import LEAVE, ColumnMapping, folded
from toetssteen.web.imports.worksheets import Worksheet

# Letters of the name of a column, which stands on the page many times.
LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class ListRow:
    """number: in the file."""

    number: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """A worksheet laid out: the names of the columns, each once, and the rows below with a cell for each."""

    header: list[str]
    rows: list[ListRow]

    def column(self, name: str) -> str | None:
        """The column that is called so here, to the letter before all others; None when there is none."""
        if name in self.header:
            return name
        return next((title for title in self.header if folded(title) == folded(name)), None)

    def columns(self, names: Iterable[str]) -> list[str]:
        """Those of these columns that there are, as they are called here, each once."""
        return list(dict.fromkeys(title for name in names if (title := self.column(name)) is not None))

    def filled(self, column: str) -> int:
        """In how many rows a column says something."""
        index = self.header.index(column)
        return sum(1 for row in self.rows if row.cells[index].strip())

    def samples(self, column: str, most: int = 3) -> list[str]:
        """The first different texts in a column."""
        index = self.header.index(column)
        return list(dict.fromkeys(row.cells[index].strip() for row in self.rows if row.cells[index].strip()))[:most]


def heading() -> str:
    """The name of the column made of the lines that stand between the rows, such as a theme."""
    return _("kop boven de regels")


def laid_out(sheets: Sequence[Worksheet], mapping: ColumnMapping) -> SheetLayout:
    """The worksheet of the mapping. A row with one text only is a heading of the rows below it, not a row."""
    grid = chosen_sheet(sheets, mapping)["rows"]
    unseen = set(hidden_rows(sheets, mapping) if mapping.hidden == LEAVE else ())
    top = grid[mapping.header - 1 : mapping.header - 1 + mapping.deep]
    begins = mapping.header + mapping.deep
    below = [(number, row) for number, row in enumerate(grid, start=1) if number >= begins and number not in unseen]
    shown = [*top, *(row for _number, row in below)]
    filled = [column for column, last in enumerate(last_filled(shown)) if last] if top else []
    header = titles_of(top, filled)
    rows, above, headed = [], "", False
    for number, cells in below:
        texts = {cells[column].strip() for column in filled} - {""}
        if len(texts) == 1 and len(filled) > 2:
            above, headed = texts.pop(), True
        elif texts:
            rows.append((number, [cells[column] for column in filled], above))
    if headed:
        return SheetLayout([*header, heading()], [ListRow(number, [*cells, over]) for number, cells, over in rows])
    return SheetLayout(header, [ListRow(number, cells) for number, cells, _over in rows])


def chosen_sheet(sheets: Sequence[Worksheet], mapping: ColumnMapping) -> Worksheet:
    """The worksheet of the mapping; the first where none is called so, an empty one where there are none."""
    named = (sheet for sheet in sheets if folded(sheet["name"]) == folded(mapping.sheet))
    first: Worksheet = sheets[0] if sheets else {"name": "", "rows": []}
    return next(named, first)


def last_filled(grid: Sequence[Sequence[str]]) -> list[int]:
    """Of each column the last row that says something; 0 where none does."""
    last = [0] * (len(grid[0]) if grid else 0)
    empty = set(range(len(last)))
    for number in range(len(grid), 0, -1):
        filled = [column for column in empty if grid[number - 1][column].strip()]
        for column in filled:
            last[column] = number
        empty.difference_update(filled)
        if not empty:
            break
    return last


def hidden_rows(sheets: Sequence[Worksheet], mapping: ColumnMapping) -> list[int]:
    """Numbers of the rows of the worksheet that Excel does not show."""
    return chosen_sheet(sheets, mapping).get("hidden", [])


def titles_of(top: Sequence[Sequence[str]], filled: Sequence[int]) -> list[str]:
    """Above each other read as one; without a name "kolom F"; the same name again "Opmerking (2)"."""
    times: Counter[str] = Counter()
    titles: dict[str, None] = {}
    for column in filled:
        words = dict.fromkeys(" ".join(row[column].split()) for row in top)
        name = " ".join(word for word in words if word)[:LONGEST_TITLE].strip()
        name = name or _("kolom {letter}").format(letter=get_column_letter(column + 1))
        times[name] += 1
        title = name if times[name] == 1 else f"{name} ({times[name]})"
        while title in titles:
            times[name] += 1
            title = f"{name} ({times[name]})"
        titles[title] = None
    return list(titles)
