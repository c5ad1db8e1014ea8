"""Files with a column per year (INW2000, INW2001 ...; KL02, KL08 ...) into a table per year with one column name."""

import re
from dataclasses import replace

from toetssteen.kernel.cells import PublishedTable
from toetssteen.kernel.definitions import Source
from toetssteen.sources.grids.grid import Grid, missing_column
from toetssteen.sources.publishers.cell_tables import Layout, absent_column, table_of


def tables_by_year_column(
    grid: Grid, source: Source, layout: Layout, columns: frozenset[str], pattern: re.Pattern[str], century: int = 0
) -> tuple[PublishedTable, ...]:
    """One table a year. `pattern` splits a heading in name and year (plus `century`); a name that the file does not
    have in some year is ABSENT there. Raises SourceError when it has a name in no year at all."""
    by_year = _by_year(grid, pattern, century)
    for column in columns:
        if not any(column in titles for titles in by_year.values()):
            raise missing_column(grid.file, column, grid.header)
    tables = []
    for year in sorted(by_year):
        titles = by_year[year]
        renamed = {title: name for name, title in titles.items()}
        header = tuple(renamed.get(title, title) for title in grid.header)
        part = replace(grid, header=header, titles=titles)
        table = table_of(part, source, layout, columns & titles.keys(), year)
        silent = {name: absent_column(len(table.codes)) for name in columns - titles.keys()}
        tables.append(replace(table, columns={**table.columns, **silent}))
    return tuple(tables)


def _by_year(grid: Grid, pattern: re.Pattern[str], century: int) -> dict[int, dict[str, str]]:
    """year -> {name: heading in the file}."""
    by_year: dict[int, dict[str, str]] = {}
    for title in grid.header:
        match = pattern.fullmatch(title)
        if match:
            by_year.setdefault(century + int(match[2]), {})[match[1]] = title
    return by_year
