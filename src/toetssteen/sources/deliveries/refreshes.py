"""The log of refreshes: what came in, from where, and what failed. One JSON file a refresh, the newest 200 kept.

A file appears by one rename, so a page that reads the folder meanwhile never sees half of one.
"""

import os
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from toetssteen.kernel.errors import FilePosition, SourceError
from toetssteen.kernel.language import _
from toetssteen.kernel.trouble import why
from toetssteen.sources.deliveries.unfinished import half_made, sweep

KEPT = 200
_NAME = re.compile(r"\d{8}T\d{6}Z(?:-\d+)?")
HALF = ".half-"

Result = Literal["nieuw", "ongewijzigd", "mislukt", "ontbreekt"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source. detail: for a reader, empty when there is nothing to say.

    bytes: the size of what was fetched (0 = nothing). retrieved: the moment, ISO 8601 in UTC ("" = not at all).
    """

    source: str
    result: Result
    detail: str = ""
    bytes: int = 0
    retrieved: str = ""


@dataclass(frozen=True, slots=True)
class Refresh:
    """One round along the publishers. origin: "netwerk" or "map".

    started, finished: ISO 8601 in UTC. snapshot_before, snapshot_after: ids of what was served before and after
    (None = nothing). problem: why the round as a whole did not lead to new figures, empty when nothing went wrong.
    """

    id: str
    started: str
    finished: str
    origin: str
    outcomes: tuple[Outcome, ...]
    snapshot_before: str | None = None
    snapshot_after: str | None = None
    problem: str = ""


def new_id(folder: Path, started: datetime) -> str:
    """An id nobody has yet, sorting by time: 20261124T031500Z, then 20261124T031500Z-2 ..."""
    base = f"{started:%Y%m%dT%H%M%SZ}"
    name, n = base, 1
    while (folder / f"{name}.json").exists():
        n += 1
        name = f"{base}-{n}"
    return name


def write(folder: Path, refresh: Refresh) -> None:
    """Put the refresh in the log (again under the same id: replaced) and drop what is older than the newest 200."""
    if not _NAME.fullmatch(refresh.id):
        raise ValueError(refresh.id)
    try:
        sweep(folder.glob(f"{HALF}*"))
        with half_made(folder, HALF) as half:
            with (half / "log").open("wb") as file:
                file.write(msgspec.json.format(msgspec.json.encode(refresh)))
                file.flush()
                os.fsync(file.fileno())
            (half / "log").replace(folder / f"{refresh.id}.json")
    except OSError as error:
        raise SourceError(
            _("Het verslag van de verversing is niet te bewaren ({why})").format(why=why(error)),
            FilePosition(f"{refresh.id}.json"),
            _("Kijk of er ruimte is op de schijf en of u in de map mag schrijven."),
        ) from error
    for path in _files(folder)[KEPT:]:
        path.unlink(missing_ok=True)


def load(folder: Path) -> tuple[Refresh, ...]:
    """Every refresh in the log, newest first. A file that is damaged is left out: a log must not stop a page."""
    refreshes = []
    for path in _files(folder):
        try:
            refresh = msgspec.json.decode(path.read_bytes(), type=Refresh)
        except (OSError, msgspec.DecodeError, ValueError):
            continue
        if refresh.id == path.stem:
            refreshes.append(refresh)
    return tuple(refreshes)


def _files(folder: Path) -> list[Path]:
    """The files of the log, newest first."""
    paths = [path for path in folder.glob("*.json") if _NAME.fullmatch(path.stem)] if folder.is_dir() else []
    return sorted(paths, key=_order, reverse=True)


def _order(path: Path) -> tuple[str, int]:
    moment, _dash, n = path.stem.partition("-")
    return moment, int(n or 1)
