"""The invented country as files, the way a publisher brings them out: csv per year, GeoJSON per division."""

import json
import shutil
import tempfile
from pathlib import Path

import shapely

from toetssteen.kernel.cells import Status
from toetssteen.sources.invented.country import Country, YearFigures
from toetssteen.sources.invented.division import Layer

FOLDER = "verzonnen"
KEYS = ("code", "naam", "indelingswijziging", "oppervlakte_ha")
CODE, NAME, CHANGES, SURFACE = KEYS
_MARKS = {Status.SECRET: "-99997", Status.LATER: "-99995", Status.STOPPED: "-99991", Status.ABSENT: "."}


def figures_file(year: int) -> str:
    """Path below the data folder of a year's figures."""
    return f"{FOLDER}/kerncijfers-{year}.csv"


def outlines_file(division_year: int, level: str) -> str:
    """Path below the data folder of the outlines of one division and level."""
    return f"{FOLDER}/grenzen-{division_year}-{level}.geojson"


def write(country: Country, folder: Path) -> None:
    """All files, in `folder`/verzonnen. Written beside it first and then moved: a reader sees all of it or none."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".verzonnen-", dir=folder) as beside:
        fresh = Path(beside)
        (fresh / FOLDER).mkdir()
        for year, figures in country.figures.items():
            (fresh / figures_file(year)).write_text(_csv(country, figures), encoding="utf-8")
        for division in country.divisions:
            for layer in division.layers:
                (fresh / outlines_file(division.year, layer.level)).write_text(_geojson(layer), encoding="utf-8")
        _swap(fresh / FOLDER, folder / FOLDER, fresh / "old")


def _swap(fresh: Path, target: Path, old: Path) -> None:
    if target.exists():
        target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        if old.exists():
            shutil.move(old, target)
        raise


def _csv(country: Country, figures: YearFigures) -> str:
    lines = [";".join((*KEYS, *country.indicators))]
    keys = zip(figures.codes, figures.names, figures.changes, figures.hectares, strict=True)
    for row, (code, name, change, hectares) in enumerate(keys):
        cells = (
            _cell(value, status)
            for value, status in zip(figures.values[row].tolist(), figures.statuses[row].tolist(), strict=True)
        )
        lines.append(";".join((code, name, str(change), _number(round(hectares, 2)), *cells)))
    return "\n".join(lines) + "\n"


def _cell(value: float, status: int) -> str:
    return _number(value) if status == Status.OBSERVED else _MARKS[Status(status)]


def _number(value: float) -> str:
    """Without an exponent and without needless zeros; minus nought is nought."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _geojson(layer: Layer) -> str:
    features = [
        {
            "type": "Feature",
            "properties": {CODE: code, NAME: name},
            "geometry": json.loads(shapely.to_geojson(shape)),
        }
        for code, name, shape in zip(layer.codes, layer.names, layer.shapes, strict=True)
    ]
    # No coordinate system is named: these metres lie on a plane that does not exist.
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False) + "\n"
