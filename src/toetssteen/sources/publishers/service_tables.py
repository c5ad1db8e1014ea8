"""Readers of tables that were fetched over the network.

odata-table: the csv that `odata` wrote. Options besides those of `cell_tables.Layout`: period (the column with years, written
as StatLine does), moment (which rows of a year: "jaar", "december" of a table with quarters or months, or "schooljaar", under
the year in which it begins), where ("column=value": only these rows), prefixes (of the codes that are areas here: a table may
hold the country and provinces too), apart ("yes": figures of a family are compared within a table only). wfs-features: GeoJSON; the code column is a property.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from toetssteen.kernel.areas import COUNTRY
from toetssteen.kernel.cells import PublishedTable, Status
from toetssteen.kernel.definitions import Source
from toetssteen.kernel.errors import DefinitionError, FilePosition, SourceError
from toetssteen.kernel.language import _
from toetssteen.sources.definitions.options import check_options, choice, required, the_year
from toetssteen.sources.grids.cell_numbers import Notation
from toetssteen.sources.grids.csv_grid import decode, read_bytes, read_csv
from toetssteen.sources.grids.grid import Cell, Grid, GridRow, checked_header, fetch_again, text_of
from toetssteen.sources.publishers.cell_tables import LAYOUT_OPTIONS, Layout, table_of, years_of
from toetssteen.sources.publishers.family_tables import family_columns, layout_options, with_own_names
from toetssteen.sources.publishers.statline import PERIODS

# A remark in place of a number, as OData version 4 makes them: one English word.
_REMARK = re.compile(r"[A-Z][A-Za-z]+")
_YEARS = range(1990, 2101)
_MOMENTS: dict[str, Mapping[str, int]] = {
    "jaar": PERIODS,
    "december": {f"{year}{end}": year for year in _YEARS for end in ("KW04", "MM12")},
    "schooljaar": {f"{year}{end}": year for year in _YEARS for end in ("SJ00", "JJ00")},
}
_PART_OF_YEAR = re.compile(r"\d{4}(?:KW0[1-4]|MM(?:0[1-9]|1[0-2]))")
# This one says that a figure cannot exist here. Any other says that there is one that we do not get.
_NO_FIGURE = "Impossible"


def read_odata(path: Path, source: Source, columns: frozenset[str]) -> tuple[PublishedTable, ...]:
    """A table a year, or the one of the definition's year. A remark is no number; it stays as the cell's mark."""
    check_options(source, LAYOUT_OPTIONS | {"period", "moment", "where", "prefixes", "apart"})
    grid = read_csv(path, ";")
    if not source.family:
        return _tables(grid, source, columns)
    asked = family_columns(path, source, columns)
    # The areas stand first in what `network.odata` writes, under the name that this table has for them.
    source = replace(source, options=layout_options(source, asked, grid.header[0]))
    apart = source.table if choice(source, "apart", {"yes": True, "no": False}, "no") else ""
    return tuple(with_own_names(table, asked, apart) for table in _tables(grid, source, asked.keys))


def _tables(grid: Grid, source: Source, columns: frozenset[str]) -> tuple[PublishedTable, ...]:
    grid = _where(grid, source)
    period, moments = source.options.get("period"), choice(source, "moment", _MOMENTS, "jaar")
    if period is not None and moments is _MOMENTS["december"]:
        grid = _december(grid, period, moments)
    prefixes = tuple(source.options.get("prefixes", "").split())
    if not prefixes:
        return _years(grid, source, columns)
    code = required(source, "code")
    tables = _years(grid.where(code, lambda cell: text_of(cell).startswith(prefixes)), source, columns)
    whole = grid.where(code, lambda cell: text_of(cell) == COUNTRY)
    if not whole.rows:
        return tables
    country = {table.year: _only_row(table) for table in _years(whole, source, columns)}
    return tuple(replace(table, country=country.get(table.year, {})) for table in tables)


def _only_row(table: PublishedTable) -> dict[str, float]:
    return {name: float(column.values[0]) for name, column in table.columns.items() if not np.isnan(column.values[0])}


def _years(grid: Grid, source: Source, columns: frozenset[str]) -> tuple[PublishedTable, ...]:
    layout = _with_remarks(grid, Layout.of(source), columns)
    period = source.options.get("period")
    if period is None:
        return (table_of(grid, source, layout, columns, the_year(source)),)
    years = years_of(grid, period, choice(source, "moment", _MOMENTS, "jaar"))
    return tuple(table_of(part, source, layout, columns, year) for year, part in years.items())


def _december(grid: Grid, period: str, moments: Mapping[str, int]) -> Grid:
    """Without the rows of other quarters and months. Raises SourceError when no year has its end."""
    kept = grid.where(period, lambda cell: text_of(cell) in moments or not _PART_OF_YEAR.fullmatch(text_of(cell)))
    if not kept.rows:
        raise SourceError(
            _("Er zijn geen cijfers van eind december"),
            FilePosition(grid.file, column=period),
            _("Wacht tot het laatste kwartaal er is. Andere momenten van het jaar lezen we niet."),
        )
    return kept


def _where(grid: Grid, source: Source) -> Grid:
    condition = source.options.get("where")
    if condition is None:
        return grid
    column, equals, value = condition.partition("=")
    if not equals:
        raise DefinitionError(_("Bron {id}: de optie “where” heeft de vorm kolom=waarde.").format(id=source.id))
    matching = grid.where(column, lambda cell: text_of(cell) == value)
    if not matching.rows:
        raise SourceError(
            _("Geen enkele regel heeft hier “{value}”").format(value=value),
            FilePosition(grid.file, column=column),
            _("Kijk bij de uitgever of de code is veranderd en pas “where” in de bronbeschrijving aan."),
        )
    return matching


def _with_remarks(grid: Grid, layout: Layout, columns: frozenset[str]) -> Layout:
    words: set[str] = set()
    for column in columns:
        position = grid.at(column)
        words |= {text for row in grid.rows if _REMARK.fullmatch(text := text_of(row.cells[position]))}
    blank = layout.notation.silent[""]
    meant = {word: Status.ABSENT if word == _NO_FIGURE else blank for word in words}
    return replace(layout, notation=Notation(layout.notation.decimal, layout.notation.silent | meant))


def read_features(path: Path, source: Source, columns: frozenset[str]) -> tuple[PublishedTable, ...]:
    """One table: the properties of each feature. The row is the feature's place in the file, the first = 2."""
    check_options(source, LAYOUT_OPTIONS | {"epsg"})
    grid = feature_grid(path)
    return (table_of(grid, source, Layout.of(source), columns, the_year(source)),)


def feature_grid(path: Path) -> Grid:
    """The properties of the features of a GeoJSON file, a row each, the first = 2."""
    try:
        loaded = json.loads(decode(read_bytes(path), path.name))
        properties = [feature["properties"] for feature in loaded["features"]]
        header = checked_header(path.name, tuple(dict.fromkeys(name for feature in properties for name in feature)))
        rows = tuple(
            GridRow(number, tuple(_cell(feature.get(name)) for name in header))
            for number, feature in enumerate(properties, start=2)
        )
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError) as error:
        raise SourceError(
            _("Dit is geen geldige GeoJSON; het bestand is afgebroken of beschadigd"),
            FilePosition(path.name),
            fetch_again(),
        ) from error
    return Grid(path.name, header, rows)


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, str) or (isinstance(value, (int, float)) and not isinstance(value, bool)):
        return value
    return json.dumps(value)
