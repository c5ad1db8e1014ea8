"""CBS OData: version 4 (a row a cell) and version 3 (a row an area), of CBS itself and of others on its platform.

Version 4: <table>/Properties says which version of the table it is and how many cells it has, MeasureCodes and
<area>Codes explain the codes, Observations holds the cells in pages that end with `@odata.nextLink`.
Version 3: TableInfos, DataProperties, <area> and TypedDataSet, pages end with `odata.nextLink`.
"""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from toetssteen.kernel.definitions import Live, Source
from toetssteen.kernel.errors import FilePosition, SourceError
from toetssteen.kernel.language import _
from toetssteen.sources.columns.file_metadata import write_columns
from toetssteen.sources.columns.metadata import TableMetadata
from toetssteen.sources.deliveries.companions import columns_file
from toetssteen.sources.network.content import Content, KnownVersion
from toetssteen.sources.network.described import (
    AS_JSON,
    LINK3,
    LINK4,
    area_of,
    infos3,
    metadata3,
    metadata4,
    version_of,
)
from toetssteen.sources.network.gathered import Gathered
from toetssteen.sources.network.paging import all_rows, pages
from toetssteen.sources.network.visit import Visit

_NOT_A_DIMENSION4 = frozenset({"Id", "Measure", "ValueAttribute", "Value", "StringValue"})
# What version 4 writes for a cell without anything to remark.
_NO_REMARK = ("None", "", None)


def fetch_odata4(
    visit: Visit, source: Source, live: Live, into: Path, scratch: Path, known: KnownVersion
) -> Content | None:
    """The whole table as one csv and the list of its columns; None when the table is the one we have."""
    properties = visit.json(f"{live.address}/Properties", scratch)
    version = version_of(source, properties, live)
    if version and version == known.version:
        return None
    metadata = metadata4(visit, source, live, scratch, properties)
    area = area_of(source, live, metadata)
    names = _names(all_rows(visit, f"{live.address}/{area}Codes", scratch, LINK4), "Identifier")
    gathered = Gathered(source.id, (area,), {column.key: column for column in metadata.columns})
    for page in pages(visit, f"{live.address}/Observations{_question(live, '?')}", scratch, LINK4):
        for row in page:
            if not gathered.cells:
                gathered.dimensions = _dimensions(source, area, set(row) - _NOT_A_DIMENSION4)
            key = tuple(_code(row[dimension]) for dimension in gathered.dimensions)
            gathered.put(key, _code(row["Measure"]), _cell4(row))
    expected = str(properties.get("ObservationCount") or "")
    if expected.isdecimal() and not live.filter and int(expected) != gathered.count():
        raise SourceError(
            _("Er kwamen {n} cellen, terwijl de tabel er volgens de uitgever {expected} heeft").format(
                n=gathered.count(), expected=expected
            ),
            FilePosition(source.id),
            _("De levering is niet compleet. Probeer het later opnieuw."),
        )
    return _written(gathered, metadata, source, into, names, live, version)


def fetch_odata3(
    visit: Visit, source: Source, live: Live, into: Path, scratch: Path, known: KnownVersion
) -> Content | None:
    """As `fetch_odata4`; a version 3 table does not say how many rows it has."""
    infos = infos3(visit, live, scratch)
    version = version_of(source, infos, live)
    if version and version == known.version:
        return None
    metadata = metadata3(visit, source, live, scratch, infos)
    area = area_of(source, live, metadata)
    measures = {column.key: column for column in metadata.columns}
    names = _names(all_rows(visit, f"{live.address}/{area}{AS_JSON}", scratch, LINK3), "Key")
    gathered = Gathered(source.id, (area,), measures)
    for page in pages(visit, f"{live.address}/TypedDataSet{AS_JSON}{_question(live, '&')}", scratch, LINK3):
        for row in page:
            if not gathered.cells:
                gathered.dimensions = _dimensions(source, area, set(row) - {"ID"} - measures.keys())
            key = tuple(_code(row[dimension]) for dimension in gathered.dimensions)
            for measure in row.keys() & measures.keys():
                gathered.put(key, measure, _text(row[measure]))
    return _written(gathered, metadata, source, into, names, live, version)


def _written(
    gathered: Gathered,
    metadata: TableMetadata,
    source: Source,
    into: Path,
    names: Mapping[str, str],
    live: Live,
    version: str,
) -> Content:
    main = PurePosixPath(source.file)
    table, columns = into / main.name, into / columns_file(main).name
    gathered.write(table, names)
    write_columns(columns, metadata)
    return Content((table, columns), live.address, KnownVersion(version=version), gathered.twice)


def _names(rows: list[Mapping[str, Any]], key: str) -> dict[str, str]:
    return {_code(row[key]): " ".join(str(row.get("Title") or "").split()) for row in rows}


def _dimensions(source: Source, area: str, found: set[str]) -> tuple[str, ...]:
    """The area first, the others by name. Raises SourceError when there is no area."""
    if area not in found:
        raise SourceError(
            _("De tabel heeft geen gebieden onder de naam {area}. Wel: {found}").format(
                area=area, found=", ".join(sorted(found)) or "-"
            ),
            FilePosition(source.id),
            _("Pas “area” in de bronbeschrijving aan."),
        )
    return (area, *sorted(found - {area}))


def _question(live: Live, start: str) -> str:
    return f"{start}$filter={quote(live.filter)}" if live.filter else ""


def _code(value: object) -> str:
    return str(value).strip()


def _cell4(row: Mapping[str, Any]) -> str:
    """The number or text; without one the publisher's remark ("Impossible"), and nothing where it makes none."""
    value = row["Value"] if row.get("Value") is not None else row.get("StringValue")
    if value is not None:
        return _text(value)
    return "" if row.get("ValueAttribute") in _NO_REMARK else str(row["ValueAttribute"])


def _text(value: object) -> str:
    """Numbers arrive as the text they were written as; nothing becomes nothing."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(value)
    return " ".join(value.split())
