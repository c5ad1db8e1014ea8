"""Open a snapshot after verifying all its files."""

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import numpy as np
from numpy.typing import NDArray

from toetssteen.kernel.areas import AreaCode
from toetssteen.kernel.cube import Cube
from toetssteen.kernel.errors import SnapshotError
from toetssteen.kernel.language import _
from toetssteen.kernel.paged import PagedArray, paged
from toetssteen.kernel.trouble import why
from toetssteen.warehouse import integrity, revisions
from toetssteen.warehouse.divisions import Register
from toetssteen.warehouse.manifest import Definitions, Manifest, read_json, sizes
from toetssteen.warehouse.store import SnapshotReader

log = logging.getLogger(__name__)

ARRAYS = ("values", "statuses", "comparable", "deliveries")
STARTS = "starts"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One opened snapshot: immutable, so everything derived from it may be kept as long as it is.

    withdrawn: positions (year, indicator, area) of cells that a later snapshot made secret and that are hidden here.
    """

    folder: Path
    manifest: Manifest
    definitions: Definitions
    cube: Cube
    register: Register
    reader: SnapshotReader
    withdrawn: frozenset[tuple[int, int, int]] = frozenset()

    @property
    def id(self) -> str:
        return self.manifest.id


@dataclass(frozen=True, slots=True)
class Labels:
    """The cube's labels as stored."""

    years: tuple[int, ...]
    indicators: tuple[str, ...]
    areas: tuple[str, ...]


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a snapshot, without opening its data. Raises SnapshotError."""
    try:
        return read_json(folder / "manifest.json", Manifest)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as problem:
        log.error("no manifest in %s: %s", folder, problem)
        raise SnapshotError(
            _("De beschrijving van de cijfers {id} is niet te lezen ({why}).").format(id=folder.name, why=why(problem))
        ) from problem


def open_snapshot(folder: Path) -> Snapshot:
    """Open a snapshot read-only after verifying all its files; the arrays are memory-mapped. Raises SnapshotError."""
    try:
        manifest = read_json(folder / "manifest.json", Manifest)
        _check_whole(folder, manifest)
        labels = read_json(folder / "cube" / "labels.json", Labels)
        areas = tuple(AreaCode(code) for code in labels.areas)
        cube = Cube(labels.years, labels.indicators, areas, **_read_arrays(folder / "cube", len(areas)))
        return Snapshot(
            folder,
            manifest,
            read_json(folder / "definitions.json", Definitions),
            cube,
            read_json(folder / "register.json", Register),
            SnapshotReader(folder / "cells.duckdb"),
        )
    # EOFError: numpy's word for an empty file. TypeError: arrays of another number than the labels say.
    except (OSError, EOFError, ValueError, TypeError, msgspec.MsgspecError, duckdb.Error) as problem:
        log.error("cannot be opened: %s: %s", folder, problem)
        raise SnapshotError(
            _("De cijfers {id} zijn niet te openen ({why}). Maak ze opnieuw met “toetssteen build”.").format(
                id=folder.name, why=why(problem)
            )
        ) from problem


def write_arrays(folder: Path, cube: Cube) -> None:
    """Write the arrays of a cube: their pages, and the one list that says where each begins."""
    np.save(folder / f"{STARTS}.npy", cube.deliveries.starts)
    for name in ARRAYS:
        np.save(folder / f"{name}.npy", getattr(cube, name).cells)


def _read_arrays(folder: Path, areas: int) -> dict[str, PagedArray[Any]]:
    arrays = {name: _mapped(folder / f"{name}.npy") for name in ARRAYS}
    if not (folder / f"{STARTS}.npy").exists():
        # Made before layout 6, with every cell of every year; permalinks still lead to it.
        return paged(**arrays)
    starts = _mapped(folder / f"{STARTS}.npy")
    return {name: PagedArray(starts, cells, areas) for name, cells in arrays.items()}


def _mapped(file: Path) -> NDArray[Any]:
    """An array in memory-mapped form, read-only; a plain one to numpy, which indexes those quicker."""
    return np.asarray(np.load(file, mmap_mode="r"))


def check_files(folder: Path) -> bool:
    """Verify all files, the list of revisions too. Returns False for an old snapshot without checksums, of which only
    sizes are compared. Raises SnapshotError for a damaged one."""
    manifest = read_manifest(folder)
    try:
        _check_whole(folder, manifest)
        revisions.check(folder)
    except (OSError, ValueError) as problem:
        raise SnapshotError(
            _("De cijfers {id} zijn niet te lezen ({why}).").format(id=folder.name, why=why(problem))
        ) from problem
    return bool(manifest.checksums)


def _check_whole(folder: Path, manifest: Manifest) -> None:
    """Compare sizes, which is quick, then checksums. Raises DamagedError, or OSError for an unreadable file."""
    actual = sizes(folder)
    for name, size in manifest.sizes.items():
        if actual.get(name) != size:
            raise integrity.damaged(folder.name, name)
    integrity.verify(folder, manifest.checksums)
