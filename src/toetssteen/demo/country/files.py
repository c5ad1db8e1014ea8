"""The invented country as files, the way a publisher brings them out: csv per year, GeoJSON per division."""

import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import shapely

from toetssteen.demo.country.generator import Country, YearFigures
from toetssteen.demo.country.truth_files import TRUTH, write_truth
from toetssteen.kernel.cells import Bytes, Floats, Status
from toetssteen.sources.invented.division import Layer
from toetssteen.sources.invented.file_names import CODE, KEYS, NAME, figures_file, outlines_file

_MARKS = {Status.SECRET: "-99997", Status.LATER: "-99995", Status.STOPPED: "-99991", Status.ABSENT: "."}


def write(country: Country, folder: Path) -> None:
    """All files, in a folder of the country's size. Written beside it first and then moved: a reader sees all or none.

    Where there are programmes or movers, what is true is written in `truth/` in the same folder.
    """
    size = country.size
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".verzonnen-", dir=folder) as beside:
        fresh = Path(beside)
        (fresh / size.folder).mkdir()
        for year, figures in country.figures.items():
            (fresh / figures_file(size, year)).write_text(_csv(country, figures), encoding="utf-8")
        for division in country.divisions:
            for layer in division.layers:
                path = fresh / outlines_file(size, division.year, layer.level)
                path.write_text(_geojson(layer), encoding="utf-8")
        if size.programmes or size.turnover:
            write_truth(country, fresh / size.folder / TRUTH)
        _swap(fresh / size.folder, folder / size.folder, fresh / "old")


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
    changes = [str(change) for change in figures.changes]
    hectares = [_number(round(each, 2)) for each in figures.hectares]
    columns = [_cells(*pair) for pair in zip(figures.values.T, figures.statuses.T, strict=True)]
    lines += map(";".join, zip(figures.codes, figures.names, changes, hectares, *columns, strict=True))
    return "\n".join(lines) + "\n"


def _cells(values: Floats, statuses: Bytes) -> list[str]:
    """One column as text: every different number is written out once."""
    found = np.empty(len(values), dtype=object)
    for status, mark in _MARKS.items():
        found[statuses == status] = mark
    numbers = statuses == Status.OBSERVED
    different, which = np.unique(values[numbers], return_inverse=True)
    found[numbers] = np.array([_number(each) for each in different.tolist()], dtype=object)[which]
    return found.tolist()


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
