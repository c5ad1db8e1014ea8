"""The publishers' files, each layout read plainly: rows by code, cells as they stand."""

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pyogrio

Row = dict[str, Any]
Options = Mapping[str, str]
COUNTRY = "NL00"


@dataclass(slots=True)
class Sheet:
    """One year of one file. rows: code -> column -> cell as it stands; names, marks: by code."""

    year: int
    division: int
    rows: dict[str, Row]
    names: dict[str, str] = field(default_factory=dict)


def sheets(folder: Path, source: Mapping[str, Any]) -> list[Sheet]:
    """Every year in the file of a source, as its definition names file, reader and options."""
    path = folder / source["file"]
    options: Options = source.get("options") or {}
    found = list(_READERS[source["reader"]](path, source, options))
    for sheet in found:
        if name := options.get("name"):
            sheet.names = {code: " ".join(str(row[name]).split()) for code, row in sheet.rows.items() if row.get(name)}
    return found


def _csv(path: Path, delimiter: str = ",") -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def _folded(rows: list[tuple[str, Row]], path: Path) -> dict[str, Row]:
    """Rows by code; a row that stands twice must be the same twice."""
    found: dict[str, Row] = {}
    for code, row in rows:
        if code in found and found[code] != row:
            raise AssertionError(f"{path.name}: {code} stands twice with different figures")
        found[code] = row
    return found


def _by_code(rows: list[Row], column: str, path: Path) -> dict[str, Row]:
    return _folded([(str(row[column]).strip(), row) for row in rows], path)


def _dbf(path: Path, source: Mapping[str, Any], options: Options) -> Iterator[Sheet]:
    """CBS Wijk- en Buurtkaart: water rows repeat codes, `B` is abroad; UTF-8 whatever the file says of itself."""
    meta, _ids, _shapes, columns = pyogrio.raw.read(str(path), read_geometry=False, encoding="UTF-8")
    fields = [str(name) for name in meta["fields"]]
    rows = [dict(zip(fields, cells, strict=True)) for cells in zip(*(c.tolist() for c in columns), strict=True)]
    kept = [row for row in rows if row["WATER"] == "NEE"]
    yield Sheet(source["year"], source["division_year"], _by_code(kept, options["code"], path))


def _kwb_csv(path: Path, source: Mapping[str, Any], options: Options) -> Iterator[Sheet]:
    rows = _by_code(_csv(path, options.get("delimiter", ",")), options["code"], path)
    yield Sheet(source["year"], source["division_year"], rows)


def _odata(path: Path, source: Mapping[str, Any], options: Options) -> Iterator[Sheet]:
    """An OData table with its columns as they are: of the dimensions one kind is kept, of the areas some levels."""
    kept = [pair.split("=", 1) for pair in options["where"].split()]
    levels = tuple(options["prefixes"].split())
    # These tables write the country as NL01.
    rows = [
        row | {options["code"]: COUNTRY if row[options["code"]] == "NL01" else row[options["code"]]}
        for row in _csv(path, ";")
        if row[options["code"]].startswith(levels) and all(row[name].strip() == word for name, word in kept)
    ]
    years = {row[options["period"]][:4] for row in rows}
    if years != {str(source["year"])}:
        raise AssertionError(f"{path.name}: years {sorted(years)}")
    yield Sheet(source["year"], source["division_year"], _by_code(rows, options["code"], path))


def _wide(path: Path, source: Mapping[str, Any], options: Options) -> Iterator[Sheet]:
    """A column a year, called after it, all of one variable."""
    dropped = options.get("drop", "").split()
    rows = [row for row in _csv(path, options["delimiter"]) if row[options["code"]] not in dropped]
    for year in sorted(int(name) for name in rows[0] if re.fullmatch(r"(19|20)\d\d", name)):
        cells = [{options["code"]: row[options["code"]], options["variable"]: row[str(year)]} for row in rows]
        yield Sheet(year, source["division_year"], _by_code(cells, options["code"], path))


def _grid(path: Path, sheet: str | None) -> list[Row]:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    lines = (book[sheet] if sheet else book.worksheets[0]).iter_rows(values_only=True)
    header = [str(cell) for cell in next(lines) if cell is not None]
    found = [dict(zip(header, line, strict=False)) for line in lines if any(cell is not None for cell in line)]
    book.close()
    return found


def _excel(path: Path, source: Mapping[str, Any], options: Options) -> Iterator[Sheet]:
    rows = _by_code(_grid(path, options.get("sheet")), options["code"], path)
    yield Sheet(source["year"], source["division_year"], rows)


def _json(path: Path, source: Mapping[str, Any], options: Options) -> Iterator[Sheet]:
    yield Sheet(source["year"], source["division_year"], json.loads(path.read_text(encoding="utf-8")))


def _panel(path: Path, source: Mapping[str, Any], options: Options) -> Iterator[Sheet]:
    """StatLine lists every gemeente in every year; a row without figures is one that did not exist then."""
    by_year: dict[int, list[Row]] = {}
    first = options["figures_from"]
    for row in _csv(path, options["delimiter"]):
        columns = list(row)
        if any(row[c] for c in columns[columns.index(first) :]):
            by_year.setdefault(int(row[options["period"]][:4]), []).append(row)
    for year, rows in sorted(by_year.items()):
        yield Sheet(year, year, _by_code(rows, options["code"], path))


def _years(path: Path, source: Mapping[str, Any], options: Options, rows: list[Row]) -> Iterator[Sheet]:
    by_year: dict[int, list[Row]] = {}
    for row in rows:
        by_year.setdefault(int(row[options["period"]]), []).append(row)
    for year, part in sorted(by_year.items()):
        yield Sheet(year, source["division_year"], _by_code(part, options["code"], path))


def _export(path: Path, source: Mapping[str, Any], options: Options) -> Iterator[Sheet]:
    yield from _years(path, source, options, _csv(path, options["delimiter"]))


def _scores(path: Path, source: Mapping[str, Any], options: Options) -> Iterator[Sheet]:
    yield from _years(path, source, options, _grid(path, options["sheet"]))


def _classes(path: Path, source: Mapping[str, Any], options: Options) -> Iterator[Sheet]:
    """A column a year: KL02 is the KL of 2002."""
    rows = _by_code(_grid(path, options["sheet"]), options["code"], path)
    for column in sorted(next(iter(rows.values()))):
        if found := re.fullmatch(r"KL(\d\d)", column):
            cells = {code: {"KL": row[column]} for code, row in rows.items()}
            yield Sheet(2000 + int(found[1]), source["division_year"], cells)


def _raster(path: Path, source: Mapping[str, Any], options: Options) -> Iterator[Sheet]:
    rows = _by_code(_csv(path), options["code"], path)
    years = sorted({int(c[3:]) for c in next(iter(rows.values())) if re.fullmatch(r"(INW|WON)\d{4}", c)})
    for year in years:
        cells = {
            code: {
                **{kind: row[f"{kind}{year}"] for kind in ("INW", "WON") if f"{kind}{year}" in row},
                options["name"]: row[options["name"]],
            }
            for code, row in rows.items()
        }
        yield Sheet(year, source["division_year"], cells)


def _elan(path: Path, source: Mapping[str, Any], options: Options) -> Iterator[Sheet]:
    """Some wijken carry the row of a neighbour. Of equal rows the one that is not named a copy counts; where more
    than one would be left, none does."""
    copies = options.get("copies", "").split()
    for sheet in _years(path, source, options, [r for r in _csv(path) if r[options["code"]] != options.get("drop")]):
        first = list(next(iter(sheet.rows.values()))).index(options["figures_from"])
        alike: dict[tuple[str, ...], list[str]] = {}
        for code, row in sheet.rows.items():
            alike.setdefault(tuple(row.values())[first:], []).append(code)
        for codes in alike.values():
            owners = [code for code in codes if code not in copies]
            kept = codes if len(codes) == 1 else owners if len(owners) == 1 else []
            for code in codes:
                if code not in kept:
                    del sheet.rows[code]
        yield sheet


def _police(path: Path, source: Mapping[str, Any], options: Options) -> Iterator[Sheet]:
    rows = {f"GM{row[options['code']]}": row for row in _csv(path)}
    yield Sheet(source["year"], source["division_year"], rows)


def _police_country(path: Path, source: Mapping[str, Any], options: Options) -> Iterator[Sheet]:
    by_year: dict[int, Row] = {}
    for row in _csv(path):
        by_year.setdefault(int(row[options["period"]]), {})[row[options["kind"]]] = row[options["count"]]
    for year, kinds in sorted(by_year.items()):
        yield Sheet(year, source["division_year"], {COUNTRY: kinds})


_READERS: Mapping[str, Callable[[Path, Mapping[str, Any], Options], Iterator[Sheet]]] = {
    "cbs-wbk": _dbf,
    "cbs-kwb-csv": _kwb_csv,
    "cbs-kwb-excel": _excel,
    "odata-table": _odata,
    "own-table": _wide,
    "statline-json": _json,
    "statline-panel": _panel,
    "statline-export": _export,
    "leefbaarometer-scores": _scores,
    "leefbaarometer-classes": _classes,
    "raster": _raster,
    "elan-shares": _elan,
    "elan-means": _elan,
    "politie-gemeenten": _police,
    "politie-nederland": _police_country,
}
READERS = frozenset(_READERS)
