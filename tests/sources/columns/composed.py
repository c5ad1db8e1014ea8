"""Metadata of the tables of Kerncijfers, composed from what others wrote down of them.

No publisher wrote this, and each table says so in its summary. Titles that nobody saw are made of the key, so that the
resolver is proved here and not the publisher. What is of low certainty is left out: it may not decide anything.
"""

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sources.network.server import Answer, Publisher

from toetssteen.kernel.definitions import Protocol, Source
from toetssteen.kernel.table_families import TableFamily
from toetssteen.sources.columns.metadata import squeezed, stem

COMPOSED = "SAMENGESTELD uit kolomnamen in openbare programma's; dit is geen metadata van de uitgever."
SURE = ("high", "medium")
_LAYOUT = re.compile(r"layout (\w)")


@dataclass(frozen=True)
class ComposedColumn:
    """indicator: as the evidence names it, "" for a column no indicator uses."""

    title: str
    unit: str
    indicator: str


def evidence_rows(evidence: Path, name: str) -> list[dict[str, str]]:
    with (evidence / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def layouts(evidence: Path, family: TableFamily, table: str) -> dict[str, list[ComposedColumn]]:
    """Layout -> its columns, of a table that has one or more; "" where there was only one."""
    rows = [row for row in evidence_rows(evidence, "kwb_odata3.csv") if row["table"] == table]
    found: dict[str, list[ComposedColumn]] = {}
    for row in rows:
        match = _LAYOUT.match(row["note"])
        columns = found.setdefault(match[1] if match else "", [])
        if row["certainty"] in SURE and (row["title"] or stem(row["key"])):
            columns.append(_column(row, family, _title(row, family)))
    coded = [r for r in evidence_rows(evidence, "kwb_odata4.csv") if r["table"] == table and r["certainty"] in SURE]
    for columns in found.values() if len(found) == 1 else ():
        have = {column.indicator for column in columns}
        columns += [
            _column(row, family, row["title"] or _accepted(family, row["indicator"], int(row["year"])))
            for row in coded
            if row["indicator"] and row["indicator"] not in have
        ]
    return {layout: list(dict.fromkeys(columns)) for layout, columns in found.items()}


def _column(row: Mapping[str, str], family: TableFamily, title: str) -> ComposedColumn:
    units = [
        t.unit for c in family.columns for t in c.titles if title in (t.title, t.name) or squeezed(title) == t.name
    ]
    return ComposedColumn(title, row["unit"] or (units[0] if units else "aantal"), row["indicator"])


def _title(row: Mapping[str, str], family: TableFamily) -> str:
    """As seen; else the accepted title that makes this key; else the key cut into words."""
    if row["title"]:
        return row["title"]
    name = stem(row["key"].removesuffix("_?"))
    known = [t.title for column in family.columns for t in column.titles if t.title and squeezed(t.title) == name]
    return known[0] if known else re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name)


def _accepted(family: TableFamily, indicator: str, year: int) -> str:
    columns = {column.id: column for column in family.columns}
    return next(title.title for title in columns[indicator].titles if title.title and title.holds(year))


def serve4(
    publisher: Publisher, family: TableFamily, table: str, columns: Sequence[ComposedColumn], *, area: str
) -> None:
    """The metadata of a table as OData 4 gives it, in a group, with codes padded with blanks."""
    base = f"/CBS/{table}"
    codes = _codes(family, table, columns)
    publisher.on(f"{base}/Properties", _page({"Identifier": table, "Modified": "2026-01-01", "Summary": COMPOSED}))
    publisher.on(f"{base}/Dimensions", _page({"value": [{"Identifier": area, "Kind": "GeoDetail"}]}))
    publisher.on(f"{base}/MeasureGroups", _page({"value": [{"Id": "1", "Title": "Alles\u00a0", "ParentId": None}]}))
    measures = [
        {"Identifier": f"{code}  ", "Title": f" {one.title}\u00a0", "Unit": one.unit, "MeasureGroupId": "1"}
        for code, one in zip(codes, columns, strict=True)
    ]
    publisher.on(f"{base}/MeasureCodes", _page({"value": measures}))


def serve3(publisher: Publisher, table: str, columns: Sequence[ComposedColumn], *, area: str, first: int = 1) -> None:
    """The same as OData 3 gives it: the number behind each key counts from `first`."""
    base = f"/{table}"
    info = {"Identifier": table, "Modified": "2026-01-01", "Summary": COMPOSED}
    topics = [
        {"ID": str(n), "ParentID": None, "Type": "Topic", "Key": _key(one, n), "Title": one.title, "Unit": one.unit}
        for n, one in enumerate(columns, start=first)
    ]
    dimension = {"ID": "0", "ParentID": None, "Type": "GeoDetail", "Key": area, "Title": area}
    publisher.on(f"{base}/TableInfos", _page({"value": [info]}))
    publisher.on(f"{base}/DataProperties", _page({"value": [dimension, *topics]}))


def at(publisher: Publisher, source: Source, protocol: Protocol | None = None) -> Source:
    """The source at the publisher on this machine; protocol: another than its own."""
    assert source.live is not None
    spoken = protocol or source.live.protocol
    base = f"{publisher.address}/CBS" if spoken is Protocol.ODATA4 else publisher.address
    return replace(source, live=replace(source.live, protocol=spoken, address=f"{base}/{source.table}"))


def _key(column: ComposedColumn, number: int) -> str:
    name = squeezed(column.title)
    return f"{'k_' if name[0].isdigit() else ''}{name}_{number}"


def _codes(family: TableFamily, table: str, columns: Iterable[ComposedColumn]) -> list[str]:
    """The known code of the table where there is one, else one that nobody has."""
    known = {t.title: c.codes[table] for c in family.columns if table in c.codes for t in c.titles if t.title}
    return [known.get(column.title, f"Z{n:06}") for n, column in enumerate(columns)]


def _page(content: Mapping[str, Any]) -> Answer:
    return Answer(json.dumps(content).encode(), headers={"Content-Type": "application/json"})
