"""The metadata of three tables as their publishers wrote it."""

import csv
import json
from pathlib import Path
from typing import Any

from toetssteen.sources.columns.metadata import TableMetadata
from toetssteen.sources.columns.odata_metadata import from_odata3, from_odata4


def kwb_2024(evidence: Path) -> TableMetadata:
    """85984NED of 27 March 2025: OData 3, 128 columns."""
    examples = evidence / "examples"
    infos = _listed(json.loads((examples / "85984NED_TableInfos_2025-03-27.json").read_text()))
    properties = _listed(json.loads((examples / "85984NED_DataProperties_2025-03-27.json").read_text()))
    return from_odata3(infos[0], properties, 2024)


def police(evidence: Path) -> TableMetadata:
    """47018NED of 15 August 2024: OData 3, many years."""
    examples = evidence / "examples"
    infos = csv_rows(examples / "47018NED_TableInfos_2024-08-15.csv", ",")
    return from_odata3(infos[0], csv_rows(examples / "47018NED_DataProperties_2024-08-15.csv", ","), None)


def low_income(evidence: Path) -> TableMetadata:
    """85678NED of 23 June 2026: OData 4, regions instead of wijken."""
    examples = evidence / "examples"
    properties, dimensions, measures = (
        csv_rows(examples / f"85678NED_v4_{name}.csv", ";") for name in ("Properties", "Dimensions", "MeasureCodes")
    )
    return from_odata4(properties[0], dimensions, (), measures, None)


def _listed(loaded: Any) -> list[dict[str, Any]]:
    return list(loaded["value"] if isinstance(loaded, dict) else loaded)


def csv_rows(path: Path, delimiter: str) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))
