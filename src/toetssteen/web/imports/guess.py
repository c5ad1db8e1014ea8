"""What a list most likely says: where it begins, and which column is what."""

from collections.abc import Sequence
from dataclasses import replace

from toetssteen.answers.snapshot.search import plain
from toetssteen.web.imports.fields import ListKind
from toetssteen.web.imports.layout import SheetLayout, heading, laid_out, last_filled, titles_of
from toetssteen.web.imports.mapping import ColumnMapping, folded
from toetssteen.web.imports.worksheets import Worksheet

# How far down people's column names stand, at most.
DEEPEST = 20


def guess(sheets: Sequence[Worksheet], listed: ListKind, earlier: ColumnMapping | None = None) -> ColumnMapping:
    """How this list is read, most likely: as last time, wherever its columns stand now; else by the names of its columns."""
    if earlier is not None:
        (sheet, header), held = _same_place(sheets, earlier)
        if held:
            mapping = replace(earlier, sheet=sheet, header=header, over=[])
            layout = laid_out(sheets, mapping)
            mapping.columns = {
                field: list(dict.fromkeys(layout.column(name) or name for name in names))
                for field, names in earlier.columns.items()
            }
            return mapping
    sheet = max(sheets, key=lambda one: len(one["rows"]))
    made = ColumnMapping(sheet["name"], *_header(sheet["rows"]), words=earlier.words if earlier else {})
    made.columns = by_names(laid_out(sheets, made), listed)
    return made


def by_names(laid: SheetLayout, listed: ListKind) -> dict[str, list[str]]:
    """The columns for each field by what bureaus call them; a column serves once, but a period is begin and end."""
    found: dict[str, list[str]] = {}
    for one in listed.fields:
        begin = one.spec.end_of
        used = {column for name, columns in found.items() for column in columns if name != begin}
        names = (plain(one.title), *one.spec.called)
        columns = _called([column for column in laid.header if column not in used], names)
        # Half empty is not what a list says of most of its rows.
        full = [column for column in columns if laid.filled(column) * 2 >= len(laid.rows)]
        if columns:
            best = (full or columns)[0]
            found[one.name] = _years(best, laid.header) if one.spec.amounts else [best]
    return found


def _years(column: str, header: Sequence[str]) -> list[str]:
    """Of money in a column for each year, all years; their total says nothing more."""
    top = folded(column.rsplit(" ", 1)[0])
    years = [one for one in header if folded(one.rsplit(" ", 1)[0]) == top and one.rsplit(" ", 1)[-1].isdecimal()]
    return years if column in years else [column]


def _called(columns: Sequence[str], names: Sequence[str]) -> list[str]:
    """The columns with one of these names, the first name first: exactly so, as their last words (under a name over
    more columns), or as their first."""
    known = [(plain(column), column) for column in columns]
    fits = (str.__eq__, lambda said, name: said.endswith(f" {name}"), lambda said, name: said.startswith(f"{name} "))
    return list(dict.fromkeys(column for name in names for fit in fits for said, column in known if fit(said, name)))


def _header(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """The row with the most different words among the first, and in how many rows the names stand."""
    words = [{cell.strip() for cell in row if cell.strip() and not cell.strip()[0].isdigit()} for row in rows[:DEEPEST]]
    at = max(range(len(words)), key=lambda n: len(words[n]))
    if at and _over(rows[at - 1], rows[at]):
        return at, 2
    return at + 1, 2 if at + 1 < len(rows) and _over(rows[at], rows[at + 1]) else 1


def _over(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether two rows name the columns together: above, a name stands over several columns, and cells that were made
    one downwards hold the same text in both."""
    named = [cell for cell in upper if cell.strip()]
    same = [cell for cell, below in zip(upper, lower, strict=False) if cell.strip() and cell == below]
    return len(named) > len(set(named)) > 1 and bool(same)


def _same_place(sheets: Sequence[Worksheet], earlier: ColumnMapping) -> tuple[tuple[str, int], int]:
    """Where the columns of last time stand, and how many of them do: a line more above them changes nothing."""
    wanted = {folded(name) for names in earlier.columns.values() for name in names} - {folded(heading())}
    held = {}
    for one in sheets:
        grid = one["rows"]
        last = last_filled(grid)
        for row in range(1, min(DEEPEST, len(grid)) + 1):
            titles = titles_of(
                grid[row - 1 : row - 1 + earlier.deep], [at for at, end in enumerate(last) if end >= row]
            )
            held[one["name"], row] = len(wanted & {folded(name) for name in titles})
    # Last time's own place first among equals.
    best = max(
        held, key=lambda place: (held[place], (folded(place[0]), place[1]) == (folded(earlier.sheet), earlier.header))
    )
    return best, held[best]
