"""What a browser fetches to draw the map: bytes of every level of the newest division, gzipped as a server would."""

import gzip
import json
from pathlib import Path

LEVEL_OF_COMPRESSION = 6  # what web servers use unless told otherwise


def outline_rows(what: str, snapshot: Path) -> list[list[str]]:
    """[snapshot, level, areas, kB, kB gzipped] per level, for the newest division that has outlines."""
    files = sorted((snapshot / "geometry").glob("[0-9]*-*.json"))
    if not files:
        return []
    newest = max(int(file.stem.split("-")[0]) for file in files)
    rows = []
    for file in files:
        year, _dash, level = file.stem.partition("-")
        if int(year) == newest:
            raw = file.read_bytes()
            areas = len(json.loads(raw)["objects"]["gebieden"]["geometries"])
            small = len(gzip.compress(raw, LEVEL_OF_COMPRESSION))
            rows.append([what, f"{level} {year}", str(areas), f"{len(raw) / 1000:.0f}", f"{small / 1000:.0f}"])
    return rows
