"""What a list most likely says: where it begins, and which column is what."""

from collections.abc import Sequence
from dataclasses import replace

from toetssteen.answers.snapshot.search import normalized
from toetssteen.web.imports.fields import ListKind
from toetssteen.web.imports.layout import SheetLayout, heading, laid_out, last_filled, titles_of
from toetssteen.web.imports.mapping import ColumnMapping, folded
from toetssteen.web.imports.worksheets import Worksheet

# How far down people's column names stand, at most.
DEEPEST = 20


def guess(sheets: Sequence[Worksheet], list_kind: ListKind, earlier: ColumnMapping | None = None) -> ColumnMapping:
    """How this list is read, most likely: as last time, wherever its columns stand now; else by the names of its columns."""
    if earlier is not None:
        (name, header), present = _same_place(sheets, earlier)
        if present:
            return _as_earlier(sheets, replace(earlier, sheet=name, header=header, over=[]))
    largest = max(sheets, key=lambda sheet: len(sheet["rows"]))
    words = earlier.words if earlier else {}
    mapping = ColumnMapping(largest["name"], *_header(largest["rows"]), words=words)
    mapping.columns = by_names(laid_out(sheets, mapping), list_kind)
    return mapping


def _as_earlier(sheets: Sequence[Worksheet], mapping: ColumnMapping) -> ColumnMapping:
    """With the columns as they are called now; one that is gone keeps its name, so that it can be said."""
    layout = laid_out(sheets, mapping)
    mapping.columns = {
        field: list(dict.fromkeys(layout.column(name) or name for name in names))
        for field, names in mapping.columns.items()
    }
    return mapping


def by_names(layout: SheetLayout, list_kind: ListKind) -> dict[str, list[str]]:
    """The columns for each field by what bureaus call them; a column serves once, but a period is begin and end."""
    columns: dict[str, list[str]] = {}
    for field in list_kind.fields:
        begin = field.spec.end_of
        used = {column for name, taken in columns.items() for column in taken if name != begin}
        names = (normalized(field.title), *field.spec.called)
        named = _called([column for column in layout.header if column not in used], names)
        # Half empty is not what a list says of most of its rows.
        full = [column for column in named if layout.filled(column) * 2 >= len(layout.rows)]
        if named:
            best = (full or named)[0]
            columns[field.name] = _years(best, layout.header) if field.spec.amounts else [best]
    return columns


def _years(column: str, header: Sequence[str]) -> list[str]:
    """Of money in a column for each year, all years; their total says nothing more."""
    top = folded(column.rsplit(" ", 1)[0])
    years = [
        title for title in header if folded(title.rsplit(" ", 1)[0]) == top and title.rsplit(" ", 1)[-1].isdecimal()
    ]
    return years if column in years else [column]


def _called(columns: Sequence[str], names: Sequence[str]) -> list[str]:
    """The columns with one of these names, the first name first: exactly so, as their last words (under a name over
    more columns), or as their first."""
    titles = [(normalized(column), column) for column in columns]
    fits = (
        str.__eq__,
        lambda title, name: title.endswith(f" {name}"),
        lambda title, name: title.startswith(f"{name} "),
    )
    return list(dict.fromkeys(column for name in names for fit in fits for title, column in titles if fit(title, name)))


def _header(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """The row with the most different words among the first, and in how many rows the names stand."""
    words = [{cell.strip() for cell in row if cell.strip() and not cell.strip()[0].isdigit()} for row in rows[:DEEPEST]]
    best = max(range(len(words)), key=lambda index: len(words[index]))
    if best and _over(rows[best - 1], rows[best]):
        return best, 2
    return best + 1, 2 if best + 1 < len(rows) and _over(rows[best], rows[best + 1]) else 1


def _over(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether two rows name the columns together: above, a name stands over several columns, and cells that were made
    one downwards hold the same text in both."""
    named = [cell for cell in upper if cell.strip()]
    same = [cell for cell, below in zip(upper, lower, strict=False) if cell.strip() and cell == below]
    return len(named) > len(set(named)) > 1 and bool(same)


def _same_place(sheets: Sequence[Worksheet], earlier: ColumnMapping) -> tuple[tuple[str, int], int]:
    """Where the columns of last time stand, and how many of them do: a line more above them changes nothing."""
    wanted = {folded(name) for names in earlier.columns.values() for name in names} - {folded(heading())}
    present = {}
    for sheet in sheets:
        grid = sheet["rows"]
        last = last_filled(grid)
        for row in range(1, min(DEEPEST, len(grid)) + 1):
            top = grid[row - 1 : row - 1 + earlier.deep]
            titles = titles_of(top, [column for column, end in enumerate(last) if end >= row])
            present[sheet["name"], row] = len(wanted & {folded(name) for name in titles})
    # Last time's own place first among equals.
    before = (folded(earlier.sheet), earlier.header)
    best = max(present, key=lambda place: (present[place], (folded(place[0]), place[1]) == before))
    return best, present[best]
