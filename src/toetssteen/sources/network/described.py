"""What a publisher says of a table over the network, before a single figure is asked for."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from toetssteen.kernel.definitions import Live, Protocol, Source
from toetssteen.kernel.errors import FilePosition, SourceError
from toetssteen.kernel.language import _
from toetssteen.sources.columns.metadata import TableMetadata
from toetssteen.sources.columns.odata_metadata import from_odata3, from_odata4
from toetssteen.sources.network.paging import all_rows, rows_of
from toetssteen.sources.network.visit import Visit

LINK4, LINK3 = "@odata.nextLink", "odata.nextLink"
AS_JSON = "?$format=json"


def table_metadata(visit: Visit, source: Source, live: Live, scratch: Path) -> TableMetadata:
    """The metadata of an OData table. Raises SourceError when the publisher gives another table, or none."""
    if live.protocol is Protocol.ODATA3:
        infos = infos3(visit, live, scratch)
        version_of(source, infos, live)
        return metadata3(visit, source, live, scratch, infos)
    properties = visit.json(f"{live.address}/Properties", scratch)
    version_of(source, properties, live)
    return metadata4(visit, source, live, scratch, properties)


def metadata4(visit: Visit, source: Source, live: Live, scratch: Path, properties: Mapping[str, Any]) -> TableMetadata:
    """From MeasureCodes, and what else is needed: groups where columns stand in one, dimensions where the definition
    leaves the area open."""
    measures = all_rows(visit, f"{live.address}/MeasureCodes", scratch, LINK4)
    grouped = any(row.get("MeasureGroupId") for row in measures)
    groups = all_rows(visit, f"{live.address}/MeasureGroups", scratch, LINK4) if grouped else []
    dimensions = [] if live.area else all_rows(visit, f"{live.address}/Dimensions", scratch, LINK4)
    return from_odata4(properties, dimensions, groups, measures, source.year)


def infos3(visit: Visit, live: Live, scratch: Path) -> Mapping[str, Any]:
    rows = rows_of(visit.json(f"{live.address}/TableInfos{AS_JSON}", scratch), "value", live.address)
    return rows[0] if rows else {}


def metadata3(visit: Visit, source: Source, live: Live, scratch: Path, infos: Mapping[str, Any]) -> TableMetadata:
    listed = all_rows(visit, f"{live.address}/DataProperties{AS_JSON}", scratch, LINK3)
    return from_odata3(infos, listed, source.year)


def area_of(source: Source, live: Live, metadata: TableMetadata) -> str:
    """The dimension that holds the areas: as defined, else as the table marks it. Raises SourceError when neither says."""
    if area := live.area or metadata.area:
        return area
    raise SourceError(
        _("De tabel zegt niet welke dimensie de gebieden bevat. Er zijn: {names}").format(
            names=", ".join(metadata.dimensions) or "-"
        ),
        FilePosition(source.id),
        _("Zet de naam bij “area” in de bronbeschrijving."),
    )


def version_of(source: Source, properties: Any, live: Live) -> str:
    """How the publisher marks this version. Raises SourceError when the table is another one."""
    identifier = str(properties.get("Identifier", "")) if isinstance(properties, Mapping) else ""
    if identifier.upper() != source.table.upper():
        raise SourceError(
            _("De uitgever geeft tabel {found} in plaats van {expected}").format(
                found=identifier[:40] or "?", expected=source.table
            ),
            FilePosition(live.address),
            _("Controleer het adres in de bronbeschrijving."),
        )
    marks = (properties.get("Modified"), properties.get("Version"), properties.get("ObservationsModified"))
    return " ".join(str(mark) for mark in marks if mark)
