"""ELAN (LUMC): the annual panel of wijken around The Hague, derived from CBS microdata.

The rules of its zeros: a column that is zero in a whole year was not available that year (ABSENT); a single zero hides
a small number (SECRET). Counts are real. The row of unknown wijken is dropped before this is judged.

Some wijken carry the very row of a neighbour, population included: they were taken together and written down under
each code. Such a row is not that wijk's own. Option `copies` names the codes that are the copy, where the inhabitants
that CBS counts tell; of other repeated rows nobody can say whose they are, and none of them is kept.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from toetssteen.kernel.cells import Note, PublishedColumn, PublishedTable, Status
from toetssteen.kernel.definitions import Source
from toetssteen.kernel.language import _
from toetssteen.sources.definitions.options import check_options, required
from toetssteen.sources.grids.csv_grid import read_csv
from toetssteen.sources.grids.grid import Grid, GridRow, text_of
from toetssteen.sources.publishers.cell_tables import LAYOUT_OPTIONS, PLAIN_YEARS, Layout, table_of, years_of

_COUNTS = frozenset({"Total_Population"})
# "Wijk " stands before every name, also before names that begin with it: " Wijk Wijk 02 Belgisch Park".
_NOISE = re.compile(r"^(?:Gemeente [^,]+,\s*)?(?:Wijk\s+(?!\d))?")


def read_elan_shares(path: Path, source: Source, columns: frozenset[str]) -> tuple[PublishedTable, ...]:
    """A table a year of shares between 0 and 1 and the count Total_Population."""
    return tuple(_judge_zeros(table, grid) for table, grid in _tables(path, source, columns))


def read_elan_means(path: Path, source: Source, columns: frozenset[str]) -> tuple[PublishedTable, ...]:
    """A table a year of means; blank in a whole year is absent, else secret."""
    return tuple(table for table, _grid in _tables(path, source, columns))


def _tables(path: Path, source: Source, columns: frozenset[str]) -> Iterator[tuple[PublishedTable, Grid]]:
    """Each year's table, beside the year's grid."""
    check_options(source, LAYOUT_OPTIONS | {"period", "figures_from", "copies"})
    grid = read_csv(path)
    layout = Layout.of(source)
    years = years_of(grid, required(source, "period"), PLAIN_YEARS)
    for year, part in years.items():
        own_part, notes = _without_copies(part, source) if "figures_from" in source.options else (part, ())
        table = table_of(own_part, source, layout, columns, year)
        yield _with_tidy_names(replace(table, notes=(*table.notes, *notes))), part


def _without_copies(grid: Grid, source: Source) -> tuple[Grid, tuple[Note, ...]]:
    """The year without rows that repeat another wijk's figures, and a note for each that is left out."""
    position, first = grid.at(required(source, "code")), grid.at(required(source, "figures_from"))
    copies = frozenset(source.options.get("copies", "").split())
    alike: dict[tuple[str, ...], list[GridRow]] = {}
    for row in grid.rows:
        alike.setdefault(tuple(text_of(cell) for cell in row.cells[first:]), []).append(row)
    kept: list[GridRow] = []
    notes: list[Note] = []
    for rows in alike.values():
        # A row twice under one code is not this matter; `table_of` folds it.
        codes = list(dict.fromkeys(text_of(row.cells[position]) for row in rows))
        owners = [code for code in codes if code not in copies]
        if len(codes) == 1 or len(owners) == 1:
            kept.extend(row for row in rows if len(codes) == 1 or text_of(row.cells[position]) == owners[0])
        if len(codes) > 1:
            notes.extend(_note(grid, row, codes) for row in rows if row not in kept)
    return replace(grid, rows=tuple(sorted(kept, key=lambda row: row.number))), tuple(notes)


def _note(grid: Grid, row: GridRow, codes: list[str]) -> Note:
    text = _("Deze rij is gelijk aan die van een andere wijk ({codes}); het is dus niet het cijfer van deze wijk zelf.")
    return Note(grid.file, text.format(codes=", ".join(codes)), row.number)


def _with_tidy_names(table: PublishedTable) -> PublishedTable:
    return replace(table, names=tuple(tidy_name(name) for name in table.names))


def tidy_name(name: str) -> str:
    """The wijk's own name: "Wijk Wijk 02 Belgisch Park" is "Wijk 02 Belgisch Park"."""
    return _NOISE.sub("", name.strip()) or name.strip()


def _judge_zeros(table: PublishedTable, grid: Grid) -> PublishedTable:
    rows = {row.number: row for row in grid.rows}
    cells = [rows[int(number)].cells for number in table.rows]
    judged = {
        name: column if name in _COUNTS else _without_zeros(column, [text_of(row[grid.at(name)]) for row in cells])
        for name, column in table.columns.items()
    }
    return replace(table, columns=judged)


def _without_zeros(column: PublishedColumn, texts: list[str]) -> PublishedColumn:
    zero = column.values == 0
    if not zero.any():
        return column
    status = Status.ABSENT if zero.all() else Status.SECRET
    return PublishedColumn(
        values=np.where(zero, np.nan, column.values),
        statuses=np.where(zero, np.uint8(status), column.statuses),
        marks={**column.marks, **{i: texts[i] for i in np.flatnonzero(zero).tolist()}},
    )
