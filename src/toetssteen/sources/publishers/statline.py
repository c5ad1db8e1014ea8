"""Tables of CBS StatLine: rows as JSON, a csv of many years, and the csv that the site itself exports."""

import json
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import numpy as np

from toetssteen.kernel.cells import Note, PublishedTable
from toetssteen.kernel.definitions import Source
from toetssteen.kernel.errors import FilePosition, SourceError
from toetssteen.kernel.language import _
from toetssteen.sources.definitions.options import check_options, delimiter_of, required, the_year
from toetssteen.sources.grids.csv_grid import decode, read_bytes, read_csv
from toetssteen.sources.grids.grid import Cell, Grid, GridRow, checked_header, fetch_again, text_of
from toetssteen.sources.publishers.cell_tables import LAYOUT_OPTIONS, PLAIN_YEARS, Layout, table_of, years_of

_METADATA = "TableInfos.json"
PERIODS = {f"{year}JJ00": year for year in PLAIN_YEARS.values()}  # how StatLine writes a year


def read_rows_json(path: Path, source: Source, columns: frozenset[str]) -> tuple[PublishedTable, ...]:
    """One table from {code: {column: number or null}}; row n is the n-th area, counted from 2 as under a header.

    Beside it may lie the table's TableInfos.json, which must be about the same table.
    """
    check_options(source, LAYOUT_OPTIONS | {"companions"})
    _check_table_id(path, source)
    layout = Layout.of(source)
    grid = _json_grid(_load(path), path.name, layout.code)
    return (table_of(grid, source, layout, columns, the_year(source)),)


def read_panel_csv(path: Path, source: Source, columns: frozenset[str]) -> tuple[PublishedTable, ...]:
    """A table a year ("2002JJ00"), each in the division of its own year.

    Rows without a single figure are left out, with a note: StatLine lists every gemeente that ever was in every year.
    """
    check_options(source, LAYOUT_OPTIONS | {"delimiter", "period", "figures_from", "opens", "closes"})
    grid = read_csv(path, delimiter_of(source))
    layout = Layout.of(source, blank="absent")
    first = grid.at(required(source, "figures_from"))
    tables = []
    for year, part in years_of(grid, required(source, "period"), PERIODS).items():
        living = tuple(row for row in part.rows if any(text_of(cell) for cell in row.cells[first:]))
        if not living:
            continue
        table = table_of(replace(part, rows=living), source, layout, columns, year, division_year=year)
        note = Note(
            grid.file, _("{n} gebieden bestonden niet in {year}.").format(n=len(part.rows) - len(living), year=year)
        )
        tables.append(replace(table, notes=(*table.notes, note)) if len(living) < len(part.rows) else table)
    return _with_breaks(tuple(tables), source, grid, layout)


def _with_breaks(
    tables: tuple[PublishedTable, ...], source: Source, grid: Grid, layout: Layout
) -> tuple[PublishedTable, ...]:
    """Where a year does not open with the number the year before closed with, the boundary was moved between them.

    Options opens and closes name the two columns. The result's change codes: 1 the same, 3 moved, 0 no year before.
    """
    if "closes" not in source.options:
        return tables
    opens, closes = required(source, "opens"), required(source, "closes")
    parts = years_of(grid, required(source, "period"), PERIODS)
    closed: dict[int, dict[str, float]] = {}
    opened: dict[int, dict[str, float]] = {}
    for year, part in parts.items():
        for column, by_year in ((opens, opened), (closes, closed)):
            figures = table_of(part, source, layout, frozenset({column}), year)
            by_year[year] = dict(zip(figures.codes, figures.columns[column].values.tolist(), strict=True))
    return tuple(
        replace(
            table,
            changes=np.array(
                [
                    0 if np.isnan(previous) else 1 if previous == opened[table.year][code] else 3
                    for code in table.codes
                    for previous in [closed.get(table.year - 1, {}).get(code, np.nan)]
                ],
                dtype=np.int8,
            ),
        )
        for table in tables
    )


def read_export_csv(path: Path, source: Source, columns: frozenset[str]) -> tuple[PublishedTable, ...]:
    """A table a year of the site's own export: numbers and codes padded with blanks, "." is no figure."""
    check_options(source, LAYOUT_OPTIONS | {"delimiter", "period"})
    grid = read_csv(path, delimiter_of(source))
    layout = Layout.of(source)
    years = years_of(grid, required(source, "period"), PLAIN_YEARS)
    return tuple(table_of(part, source, layout, columns, year) for year, part in years.items())


def _load(path: Path) -> object:
    text = decode(read_bytes(path), path.name)
    try:
        return json.loads(
            text, object_pairs_hook=lambda pairs: _no_doubles(pairs, path.name), parse_constant=_no_constant
        )
    except (ValueError, RecursionError) as error:
        raise SourceError(
            _("Dit is geen geldige JSON; het bestand is afgebroken of beschadigd"),
            FilePosition(path.name, getattr(error, "lineno", None)),
            fetch_again(),
        ) from error


def _no_doubles(pairs: list[tuple[str, object]], file: str) -> dict[str, object]:
    by_key: dict[str, object] = {}
    for key, value in pairs:
        if key in by_key and by_key[key] != value:
            raise SourceError(
                _("{key} staat twee keer in het bestand met verschillende inhoud").format(key=key),
                FilePosition(file, len(by_key) + 1, key),
                _("Vraag de uitgever welke goed is."),
            )
        by_key[key] = value
    return by_key


def _no_constant(text: str) -> NoReturn:
    raise ValueError(text)  # NaN and Infinity are not JSON, and not a figure


def _json_grid(loaded: object, file: str, code: str) -> Grid:
    if not isinstance(loaded, dict) or not loaded or not all(isinstance(r, dict) for r in loaded.values()):
        raise SourceError(_("Het bestand heeft niet de vorm {code: {kolom: getal}}"), FilePosition(file), fetch_again())
    keys = tuple(dict.fromkeys(key for record in loaded.values() for key in record))
    header = checked_header(file, (code, *keys))
    rows = []
    for number, (area, record) in enumerate(loaded.items(), start=2):
        for key in keys:
            if key not in record:
                raise SourceError(
                    _("Bij {code} ontbreekt deze kolom").format(code=area),
                    FilePosition(file, number, key),
                    fetch_again(),
                )
        rows.append(GridRow(number, (area, *(_cell(record[key]) for key in keys))))
    return Grid(file, header, tuple(rows))


def _cell(value: object) -> Cell:
    """Numbers and null as they are; anything else as text, which the number parser will refuse."""
    if value is None or (isinstance(value, (int, float)) and not isinstance(value, bool)):
        return value
    return value if isinstance(value, str) else json.dumps(value)


def _check_table_id(path: Path, source: Source) -> None:
    metadata = path.with_name(_METADATA)
    if not metadata.exists():
        return
    infos = _load(metadata)
    identifiers = (
        {info.get("Identifier") for info in infos if isinstance(info, dict)} if isinstance(infos, list) else set()
    )
    if source.table not in identifiers:
        raise SourceError(
            _("De beschrijving gaat over tabel {found} in plaats van {expected}").format(
                found=", ".join(sorted(map(str, identifiers))) or "?", expected=source.table
            ),
            FilePosition(_METADATA),
            fetch_again(),
        )
