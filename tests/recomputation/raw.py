"""Every published cell of every figure, from the raw files: value or silence, year, and the division of its codes."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from recomputation.files import COUNTRY, READERS, Sheet, sheets

# What CBS writes where there is no figure; never numbers.
CODES = {-99997.0, -99995.0, -99991.0, -99999999.0}


@dataclass(frozen=True, slots=True)
class Cell:
    """value: None without a figure, then `silence` is "secret", "absent" or "unpublished". division: year of the codes."""

    value: float | None
    silence: str
    division: int
    source: str
    column: str
    rounding: float
    estimated: bool
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as its definition tells it."""

    id: str
    name: str
    unit: str
    decimals: int
    direction: str
    rule: str
    by: str
    exact: bool
    key: bool
    domain: str
    sentence: str
    uses: tuple[Mapping[str, Any], ...]
    by_chance: bool = False  # a model of chance is stated for it
    otherwise: str = ""  # what weighs the parts where one of them was never counted in `by`
    bounds: tuple[float, float] = (-math.inf, math.inf)
    count: str = ""  # what is added up for a larger place and divided by `by`; else the figure itself is put together

    @property
    def counted(self) -> bool:
        return self.rule == "sum"


@dataclass(frozen=True, slots=True)
class Column:
    """One use of a column by a figure, in one year of a file."""

    figure: Figure
    use: Mapping[str, Any]
    source: Mapping[str, Any]
    sheet: Sheet


@dataclass(slots=True)
class Raw:
    """cells: (figure, year) -> code -> cell. By division: names: code -> what the files call it; marks: code -> what its
    border did since the year before (1 nothing, 2 another code, 3 it moved); surfaces: code -> hectares: in all ("surface"), of the land ("land"), without large water ("dry"); regions: levels
    with their gemeente ("WK0014") of which there are codes, and "GM". divided: columns that are divided by another
    figure, which takes the ground of both to be known first (`divided.py`)."""

    figures: dict[str, Figure]
    sources: dict[str, Mapping[str, Any]]
    cells: dict[tuple[str, int], dict[str, Cell]] = field(default_factory=dict)
    names: dict[int, dict[str, list[str]]] = field(default_factory=dict)
    divisions: dict[str, set[int]] = field(default_factory=dict)
    marks: dict[int, dict[str, int]] = field(default_factory=dict)
    surfaces: dict[int, dict[str, dict[str, float]]] = field(default_factory=dict)
    regions: dict[int, set[str]] = field(default_factory=dict)
    divided: list["Column"] = field(default_factory=list)

    @property
    def years(self) -> list[int]:
        return list(range(min(y for _f, y in self.cells), max(y for _f, y in self.cells) + 1))

    def own(self, figure: str, year: int, code: str) -> Cell | None:
        return self.cells.get((figure, year), {}).get(code)

    def codes(self) -> set[str]:
        return set(self.divisions)

    def newest(self, level: str) -> int:
        """The newest division of a level ("GM", "WK", "BU") that holds the country."""
        years = sorted({d for code, ds in self.divisions.items() if code[:2] == level for d in ds}, reverse=True)
        full = {"GM": 300, "WK": 2000, "BU": 10000}[level]
        return next(y for y in years if sum(y in ds for c, ds in self.divisions.items() if c[:2] == level) > full)

    def series(self, figure: str, code: str) -> dict[int, Cell]:
        found = {y: cells[code] for (f, y), cells in self.cells.items() if f == figure and code in cells}
        return dict(sorted(found.items()))

    def complete(self, cell: Cell, region: str) -> bool:
        """Whether the publication of this cell holds every part of a gemeente (or the country)."""
        scope = self.sources[cell.source].get("scope", [COUNTRY])
        return COUNTRY in scope or region in scope


def read(data: Path, definitions: Path) -> Raw:
    """All cells. data: the publishers' files; definitions: `definitions` of the project, read as data."""
    families = {family["id"]: family for family in _yaml(definitions / "families")}
    figures = dict(_figures(definitions / "indicators", families))
    sources = _sources(definitions / "sources", families)
    raw = Raw(figures, sources)
    held = {}
    for name, source in sorted(sources.items()):
        if source.get("figures") is False or "live" in source or source["reader"] not in READERS:
            continue
        held[name] = sheets(data, source)
        for sheet in held[name]:
            _rename(sheet, source)
            _register(raw, sheet)
        _evidence(raw, source.get("options") or {}, held[name])
    for figure in figures.values():
        for use in figure.uses:
            for sheet in held.get(use["source"], ()):
                if "years" not in use or sheet.year in use["years"]:
                    column = Column(figure, use, sources[use["source"]], sheet)
                    if "over" in use:
                        raw.divided.append(column)
                    else:
                        take(raw, column)
    return raw


def _yaml(folder: Path) -> Iterator[Mapping[str, Any]]:
    for path in sorted(folder.glob("*.yaml")):
        yield yaml.safe_load(path.read_text(encoding="utf-8"))


def _sources(folder: Path, families: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    sources = {source["id"]: source for source in _yaml(folder)}
    for family in families.values():
        for table in family["tables"]:
            if table.get("written"):
                sources[table["source"]] = _in_family(sources[table["source"]], family)
    return sources


def _in_family(source: Mapping[str, Any], family: Mapping[str, Any]) -> Mapping[str, Any]:
    """A source with what its family says: how it is laid out, and what its file calls the columns that we name."""
    titles = {
        column["id"]: title["title"]
        for column in family["columns"]
        for title in column.get("titles", ())
        if source["year"] in (*title.get("high", ()), *title.get("medium", ()))
    }
    options = {**family["options"], **source.get("options", {})}
    options["code"] = options["code"].split()[0]
    for option in ("surface", "changes"):
        if (title := titles.get(options.pop(option, ""))) is not None:
            options[option] = title
    return {**source, "options": options, "titles": titles, "sums": _sums(family)}


def _sums(family: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
    return {column["id"]: tuple(column["sum_of"]) for column in family["columns"] if "sum_of" in column}


def _rename(sheet: Sheet, source: Mapping[str, Any]) -> None:
    """Our names beside those of the file. A sum is there where each of its parts is a number."""
    for row in sheet.rows.values():
        named = {ours: row[title] for ours, title in source.get("titles", {}).items() if title in row}
        for ours, parts in source.get("sums", {}).items():
            cells = [named.get(part) for part in parts]
            numbers = [_number(cell, {"", "."}) for cell in cells]
            known = [number for number in numbers if number is not None]
            named[ours] = sum(known) if len(known) == len(parts) else "."
        row.update(named)


def _spread(uses: tuple[Mapping[str, Any], ...], families: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """A use of a family is one of each of its tables that stands among the sources."""
    for use in uses:
        if use["source"] not in families:
            yield use
            continue
        for table in families[use["source"]]["tables"]:
            if table.get("written"):
                yield {**use, "source": table["source"]}


def _figures(folder: Path, families: Mapping[str, Any]) -> Iterator[tuple[str, Figure]]:
    for found in _yaml(folder):
        rule = found.get("aggregation", {"rule": "none"})
        yield (
            found["id"],
            Figure(
                found["id"],
                found["name"],
                found["unit"],
                found.get("decimals", 0),
                found["direction"],
                rule["rule"],
                rule.get("by", ""),
                bool(rule.get("exact")),
                bool(found.get("key")),
                found["domain"],
                found.get("sentence", "{gebied}: {naam} is {waarde}."),
                tuple(_spread(tuple(found.get("columns", ())), families)),
                "counted" in found,
                rule.get("otherwise", ""),
                tuple(found.get("range", (-math.inf, math.inf))),
                rule.get("count", ""),
            ),
        )


def _register(raw: Raw, sheet: Sheet) -> None:
    for code in sheet.rows:
        raw.divisions.setdefault(code, set()).add(sheet.division)
    known = raw.names.setdefault(sheet.division, {})
    for code, name in sheet.names.items():
        if name not in known.setdefault(code, []):
            known[code].append(name)


def _evidence(raw: Raw, options: Mapping[str, str], files: list[Sheet]) -> None:
    """Marks and surfaces that a source gives; marks of a panel from what a gemeente opens and closed a year with."""
    before: Mapping[str, Mapping[str, Any]] = {}
    for sheet in files:
        marks, surfaces = raw.marks.setdefault(sheet.division, {}), raw.surfaces.setdefault(sheet.division, {})
        regions = raw.regions.setdefault(sheet.division, set())
        for code, row in sheet.rows.items():
            regions.add("GM" if code[:2] == "GM" else code[:6])
            if "changes" in options and (mark := _whole(row.get(options["changes"]))):
                marks.setdefault(code, mark)
            for kind in {"surface", "land", "dry"} & options.keys():
                if (size := _size(row.get(options[kind]))) > 0:
                    size *= 100 if options.get("surface_unit") == "km2" else 1
                    surfaces.setdefault(code, {}).setdefault(kind, size)
            if "opens" in options and code in before:
                same = _whole(row[options["opens"]]) == _whole(before[code][options["closes"]])
                marks.setdefault(code, 1 if same else 3)
        before = sheet.rows


def _whole(cell: object) -> int:
    return int(_size(cell))


def _size(cell: object) -> float:
    found = _NUMBER.fullmatch(str(cell).strip())
    return float(found[0]) if found else 0.0


LEVELS = {"buurt": "BU", "wijk": "WK", "gemeente": "GM", "land": "NL"}


def take(raw: Raw, column: Column, under: Mapping[str, tuple[float | None, str]] | None = None) -> None:
    """The cells of a column, where no earlier entry gave a number. under: per code what divides it; not given: as the
    definition says, another column of the row or nothing."""
    use, sheet = column.use, column.sheet
    levels = {LEVELS[level] for level in use.get("levels", ())}
    if not any(use["column"] in row for row in sheet.rows.values()):
        return
    top = _column(sheet, column.source, use["column"])
    if under is None and "per" in use:
        under = _column(sheet, column.source, use["per"])
    target = raw.cells.setdefault((column.figure.id, sheet.year), {})
    for code in sheet.rows:
        if levels and code[:2] not in levels:
            continue
        value, silence = top[code]
        if under is not None and value is not None:
            value, silence = _divided(value, under[code], column)
        elif value is not None:
            value *= use.get("factor", 1)
        cell = Cell(
            value,
            silence,
            sheet.division,
            column.source["id"],
            use["column"],
            float(use.get("rounding", 0)),
            bool(use.get("estimated")),
            bool(use.get("provisional")),
        )
        before = target.get(code)
        if before is None or (before.value is None and value is not None):
            target[code] = cell


def _divided(value: float, under: tuple[float | None, str], column: Column) -> tuple[float | None, str]:
    """A count per so many, or its silence. Of too few there is no figure; a share that only the rounding of both counts
    brought beyond its range is the bound: each may be up to half a step off, and is taken to be off by a whole one."""
    below, silence = under
    use, (least, most) = column.use, column.figure.bounds
    if below is None:
        return None, silence
    if below == 0 or below < use.get("least_divisor", 0):
        return None, "absent"
    factor = use.get("factor", 1)
    share = value * factor / below
    room = 2 * use.get("count_step", 0) * factor / below
    if most < share <= most + room:
        return float(most), ""
    if least - room <= share < least:
        return float(least), ""
    return share, ""


def _column(sheet: Sheet, source: Mapping[str, Any], column: str) -> dict[str, tuple[float | None, str]]:
    """Per code the number, or which silence. A column without any number is not secret: of a table that its publisher fills
    later it is not yet published, of another the publisher never gave it."""
    options = source.get("options") or {}
    words = {"", ".", *str(options.get("silent", "")).split()} | ({"#N/A"} if "classes" in source["reader"] else set())
    blank = "absent" if options.get("blank") == "absent" or source["reader"] in _NOT_SECRET else "secret"
    written = _WRITTEN[options.get("decimal", "point")]
    found = {code: _number(row.get(column), words, written) for code, row in sheet.rows.items()}
    if source["reader"] == "elan-shares" and column != "Total_Population":
        found = {code: value or None for code, value in found.items()}
    if all(value is None for value in found.values()):
        blank = "unpublished" if source.get("filled_later") else "absent"
    return {code: (value, "" if value is not None else blank) for code, value in found.items()}


# Of these publishers a blank means that there is no figure, not that it is withheld.
_NOT_SECRET = {"statline-panel", "leefbaarometer-scores", "leefbaarometer-classes", "politie-gemeenten"}
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
# The signs that may stand before the decimals, by how a definition says that a file writes them.
_WRITTEN = {".": ".", "point": ".", ",": ",", "comma": ",", "either": ".,"}


def _number(cell: object, words: set[str], written: str = ".") -> float | None:
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return None
    text = str(cell).strip().strip("\x00")
    if text in words:
        return None
    if isinstance(cell, str):
        signs = [sign for sign in text if sign in ".,"]
        # One row of a file has a comma and the next a point: three digits behind either could be thousands.
        doubtful = written == ".," and re.search(r"[.,]\d{3}$", text)
        if len(signs) > 1 or doubtful or any(sign not in written for sign in signs):
            raise AssertionError(f"not a number: {text!r}")
        text = text.replace(",", ".")
    if not _NUMBER.fullmatch(text):
        raise AssertionError(f"not a number: {text!r}")
    value = float(text)
    return None if value in CODES else value
