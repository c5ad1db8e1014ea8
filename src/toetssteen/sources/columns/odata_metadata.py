"""Metadata of tables on the platform of CBS: OData version 4 and version 3."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from toetssteen.kernel.texts import folded
from toetssteen.sources.columns.metadata import MetadataColumn, TableMetadata

Record = Mapping[str, Any]
_AREA_KINDS = ("GeoDimension", "GeoDetail")
_AREA_NAMES = ("WijkenEnBuurten", "RegioS", "Wijken")
_DIVISION = re.compile(r"indeling (\d{4})\b")
_TOPIC, _GROUP = "Topic", "TopicGroup"
_DIMENSIONS = ("Dimension", "TimeDimension", *_AREA_KINDS)


def from_odata4(
    properties: Record,
    dimensions: Sequence[Record],
    groups: Iterable[Record],
    measures: Iterable[Record],
    year: int | None,
) -> TableMetadata:
    """From Properties, Dimensions, MeasureGroups and MeasureCodes. Raises KeyError when an identifier is missing."""
    paths = _paths(groups, "Id", "ParentId")
    return TableMetadata(
        table=_text(properties["Identifier"]),
        year=year,
        columns=tuple(
            MetadataColumn.of(
                _text(row["Identifier"]),
                _text(row["Title"]),
                _text(row.get("Unit")),
                paths.get(_text(row.get("MeasureGroupId")), ()),
            )
            for row in measures
        ),
        modified=_text(properties.get("Modified")),
        dimensions=tuple(_text(row["Identifier"]) for row in dimensions),
        area=_area((_text(row["Identifier"]), _text(row.get("Kind"))) for row in dimensions),
        division=_division(row for row in dimensions if _text(row.get("Kind")) in _AREA_KINDS),
        coded=True,
    )


def from_odata3(infos: Record, properties: Sequence[Record], year: int | None) -> TableMetadata:
    """From the row of TableInfos and the rows of DataProperties. Raises KeyError when an identifier is missing."""
    kinds = [(row, _text(row.get("Type")).rpartition(".")[2]) for row in properties]
    paths = _paths((row for row, kind in kinds if kind == _GROUP), "ID", "ParentID")
    dimensions = [(_text(row["Key"]), kind) for row, kind in kinds if kind in _DIMENSIONS]
    return TableMetadata(
        table=_text(infos["Identifier"]),
        year=year,
        columns=tuple(
            MetadataColumn.of(
                _text(row["Key"]),
                _text(row["Title"]),
                _text(row.get("Unit")),
                paths.get(_text(row.get("ParentID")), ()),
            )
            for row, kind in kinds
            if kind == _TOPIC and row.get("Key")
        ),
        modified=_text(infos.get("Modified")),
        dimensions=tuple(name for name, _kind in dimensions),
        area=_area(dimensions),
        division=_division(row for row, kind in kinds if kind in _AREA_KINDS),
        numbered=True,
    )


def _paths(groups: Iterable[Record], key: str, parent: str) -> dict[str, tuple[str, ...]]:
    """Id of each group -> the titles from the outermost group to it. A ring of groups ends where it closes."""
    rows = {identifier: row for row in groups if (identifier := _text(row.get(key)))}
    paths: dict[str, tuple[str, ...]] = {}
    for identifier in rows:
        path: list[str] = []
        seen: set[str] = set()
        above = identifier
        while above in rows and above not in seen:
            seen.add(above)
            path.insert(0, _text(rows[above].get("Title")))
            above = _text(rows[above].get(parent))
        paths[identifier] = tuple(path)
    return paths


def _area(dimensions: Iterable[tuple[str, str]]) -> str:
    """The one dimension that is marked as geographical, else the one with a name that areas have; "" when neither tells."""
    listed = tuple(dimensions)
    marked = [name for name, kind in listed if kind in _AREA_KINDS]
    if marked:
        return marked[0] if len(marked) == 1 else ""
    named = [name for name, _kind in listed if name in _AREA_NAMES]
    return named[0] if len(named) == 1 else ""


def _division(areas: Iterable[Record]) -> int | None:
    """As the title or description of the area dimension says: "Wijken en buurten (indeling 2024)". `MapYear` is another
    year: 2019 in a table of the division of 2024."""
    texts = [_text(row.get(name)) for row in areas for name in ("Title", "Description")]
    years = {int(match[1]) for text in texts if (match := _DIVISION.search(text))}
    return years.pop() if len(years) == 1 else None


def _text(value: object) -> str:
    return "" if value is None else folded(str(value))
