"""CBS OData tables as a local publisher speaks them: version 4 and version 3, in pages."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sources.network.server import Answer, Publisher

from toetssteen.kernel.definitions import Live, Protocol, Source

Row = Mapping[str, Any]
TABLE = "85984NED"


def page(rows: Sequence[Row], key: str = "value", **more: object) -> Answer:
    return Answer(json.dumps({key: list(rows), **more}).encode(), headers={"Content-Type": "application/json"})


def in_pages(there: Publisher, path: str, rows: Sequence[Row], size: int, link: str, extra: str = "") -> None:
    """The rows in pages; each but the last names the next."""
    parts = [rows[at : at + size] for at in range(0, len(rows), size)] or [[]]
    for n, part in enumerate(parts):
        here = path if n == 0 else f"{path}?{extra}$skip={n * size}"
        following = {link: f"{there.address}{path}?{extra}$skip={(n + 1) * size}"} if n + 1 < len(parts) else {}
        there.on(here, page(part, **following))


def observation(n: int, area: str, measure: str, value: float | None, attribute: str = "None", **more: Any) -> Row:
    return {
        "Id": n, "Measure": measure, "ValueAttribute": attribute, "Value": value, "StringValue": None,
        "WijkenEnBuurten": area.ljust(10), **more,
    }  # fmt: skip


SMALL = (
    observation(0, "NL00", "T001036", 1225),
    observation(1, "WK990100", "T001036", 1205),
    observation(2, "WK990100", "M000100", 94.50),
    observation(3, "WK990101", "T001036", 20),
    observation(4, "WK990101", "M000100", None, "Impossible"),
    observation(5, "GM9901", "T001036", 1225),
    observation(6, "GM9901", "M000100", None),
)
MEASURES = ({"Identifier": "T001036", "Title": "Aantal inwoners", "Unit": "aantal"},
            {"Identifier": "M000100", "Title": "Bevolkingsdichtheid", "Unit": "per km²"})  # fmt: skip
AREAS = ({"Identifier": "WK990100", "Title": "Schrobbelaar"}, {"Identifier": "WK990101", "Title": "Mariënheem"},
         {"Identifier": "GM9901", "Title": "Verzonnen"}, {"Identifier": "NL00", "Title": "Nederland"})  # fmt: skip

DIMENSIONS = ({"Identifier": "WijkenEnBuurten", "Title": "Wijken en buurten", "Kind": "GeoDetail"},)


def odata4(
    there: Publisher,
    rows: Sequence[Row] = SMALL,
    *,
    size: int = 3,
    measures: Sequence[Row] = MEASURES,
    areas: Sequence[Row] = AREAS,
    groups: Sequence[Row] = (),
    modified: str = "2025-03-27",
    count: int | None = None,
    table: str = TABLE,
) -> None:
    base = f"/CBS/{table}"
    there.on(f"{base}/Properties", Answer(json.dumps(
        {"Identifier": table, "Modified": modified, "ObservationCount": len(rows) if count is None else count}
    ).encode()))  # fmt: skip
    in_pages(there, f"{base}/MeasureCodes", measures, 1000, "@odata.nextLink")
    in_pages(there, f"{base}/MeasureGroups", groups, 1000, "@odata.nextLink")
    in_pages(there, f"{base}/Dimensions", DIMENSIONS, 1000, "@odata.nextLink")
    in_pages(there, f"{base}/WijkenEnBuurtenCodes", areas, 1000, "@odata.nextLink")
    in_pages(there, f"{base}/Observations", rows, size, "@odata.nextLink")


def source4(there: Publisher, *, most_bytes: int = 500_000_000, most_seconds: int = 60, **options: str) -> Source:
    return Source(
        id="cbs-live", publisher="CBS", title="Kerncijfers", table=TABLE, address="", licence="", reader="odata-table",
        file=f"live/{TABLE}.csv", division_year=2024, year=2024,
        options={"code": "WijkenEnBuurten", "name": "Naam", "prefixes": "GM WK BU"} | options,
        live=Live(
            Protocol.ODATA4, f"{there.address}/CBS/{TABLE}", most_bytes=most_bytes, most_seconds=most_seconds
        ),
    )  # fmt: skip
