"""Tables of their own (benefits, Wmo, drop-outs, health), composed from the names that others wrote down of their columns.

No publisher wrote this metadata, and each table says so. It proves which column is found and which is refused.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sources.columns.composed import COMPOSED
from sources.network.server import Answer, Publisher


@dataclass(frozen=True)
class ComposedTable:
    """columns: (title, unit, group). dimensions: name -> its members, beside the areas. rows: (area, members, figures)."""

    table: str
    area: str
    columns: Sequence[tuple[str, str, str]]
    dimensions: Sequence[str]
    rows: Sequence[tuple[str, tuple[str, ...], tuple[float | None, ...]]]


def key(title: str, number: int) -> str:
    return "".join(word[0].upper() + word[1:] for word in title.replace("-", " ").split()) + f"_{number}"


def serve_old(there: Publisher, one: ComposedTable, first: int = 1) -> None:
    """As OData 3; the number behind each key counts from `first`."""
    groups = sorted({group for _title, _unit, group in one.columns if group})
    numbers = {name: str(900 + n) for n, name in enumerate(groups)}
    info = {"Identifier": one.table, "Modified": "2026-01-01", "Summary": COMPOSED}
    properties: list[dict[str, Any]] = [
        {"ID": "0", "ParentID": None, "Type": "GeoDimension", "Key": one.area, "Title": one.area},
        *({"ID": numbers[g], "ParentID": None, "Type": "TopicGroup", "Key": "", "Title": g} for g in groups),
    ]
    keys = [key(title, n) for n, (title, _unit, _group) in enumerate(one.columns, start=first)]
    for name, (title, unit, group) in zip(keys, one.columns, strict=True):
        properties.append(
            {"ID": name, "ParentID": numbers.get(group), "Type": "Topic", "Key": name, "Title": title, "Unit": unit}
        )
    _on(there, f"/{one.table}/TableInfos", [info])
    _on(there, f"/{one.table}/DataProperties", properties)
    _on(there, f"/{one.table}/{one.area}", [{"Key": area.ljust(10), "Title": f"Naam {area}"} for area in _areas(one)])
    rows = [
        {"ID": n, one.area: area.ljust(10), **dict(zip(one.dimensions, members, strict=True)),
         **dict(zip(keys, figures, strict=True))}
        for n, (area, members, figures) in enumerate(one.rows)
    ]  # fmt: skip
    _on(there, f"/{one.table}/TypedDataSet", rows)


def serve_new(there: Publisher, one: ComposedTable) -> None:
    """As OData 4; the codes are ours."""
    base = f"/CBS/{one.table}"
    groups = sorted({group for _title, _unit, group in one.columns if group})
    there.on(f"{base}/Properties", _answer({"Identifier": one.table, "Modified": "2026-01-01", "Summary": COMPOSED}))
    _on(there, f"{base}/MeasureGroups", [{"Id": group, "Title": group, "ParentId": None} for group in groups])
    measures = [
        {"Identifier": f"Z{n}", "Title": title, "Unit": unit, "MeasureGroupId": group or None}
        for n, (title, unit, group) in enumerate(one.columns)
    ]
    _on(there, f"{base}/MeasureCodes", measures)
    dimensions = [{"Identifier": one.area, "Kind": "GeoDetail"}]
    dimensions += [
        {"Identifier": n, "Kind": "TimeDimension" if n == "Perioden" else "Dimension"} for n in one.dimensions
    ]
    _on(there, f"{base}/Dimensions", dimensions)
    _on(there, f"{base}/{one.area}Codes", [{"Identifier": area, "Title": f"Naam {area}"} for area in _areas(one)])
    observations = [
        {"Id": n, "Measure": f"Z{at}", one.area: area, **dict(zip(one.dimensions, members, strict=True)),
         "Value": figure, "StringValue": None}
        for n, (area, members, figures) in enumerate(one.rows)
        for at, figure in enumerate(figures)
    ]  # fmt: skip
    _on(there, f"{base}/Observations", observations)


def _areas(one: ComposedTable) -> list[str]:
    return sorted({area for area, _members, _figures in one.rows})


def _on(there: Publisher, path: str, rows: Sequence[Mapping[str, Any]]) -> None:
    there.on(path, _answer({"value": list(rows)}))


def _answer(content: Mapping[str, Any]) -> Answer:
    return Answer(json.dumps(content).encode(), headers={"Content-Type": "application/json"})
