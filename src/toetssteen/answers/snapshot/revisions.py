"""What is new in these figures: refreshes of the sources, and the cells that the publisher revised."""

from dataclasses import dataclass

import numpy as np

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.derived import derived
from toetssteen.answers.snapshot.places import Place
from toetssteen.kernel.areas import Level
from toetssteen.kernel.cells import NUMERIC, Status
from toetssteen.kernel.definitions import Indicator
from toetssteen.kernel.errors import SnapshotError
from toetssteen.kernel.home import Home
from toetssteen.sources.deliveries import refreshes as log
from toetssteen.warehouse import revisions
from toetssteen.warehouse.revisions import CellChange, Summary


@dataclass(frozen=True, slots=True)
class Revised:
    """One cell that is not what it was. place, indicator: None when these figures no longer know it. ours: the
    publisher's file is the same, so we read or compute it otherwise."""

    code: str
    place: Place | None
    indicator_id: str
    indicator: Indicator | None
    year: int
    change: CellChange
    ours: bool
    source: str
    old: float | None
    new: float | None
    old_status: Status
    new_status: Status


@dataclass(frozen=True, slots=True)
class Revisions:
    """The counts of everything, and a part of the list: by code, indicator and year. total: cells in the whole list."""

    summary: Summary
    cells: tuple[Revised, ...]
    total: int


def refreshes() -> tuple[log.Refresh, ...]:
    """The log of refreshes, newest first."""
    return log.load(Home.find().refreshes)


def revised(atlas: Atlas, source: str | None, start: int, most: int, serving: Atlas) -> Revisions | None:
    """What changed against the snapshot that served before; None when there was none, or nothing was noted.

    serving: the serving snapshot; no number is given of a cell that is secret in it.
    """
    noted = revisions.read(atlas.snapshot.folder)
    if noted is None:
        return None
    summary, cells = noted
    rows = np.arange(len(cells))
    if source is not None:
        numbers = [i for i, d in enumerate(atlas.snapshot.manifest.deliveries, start=1) if d.source == source]
        # What vanished is numbered by the list of before: it has no source here.
        rows = np.flatnonzero(np.isin(cells["delivery"], numbers) & (cells["kind"] != CellChange.VANISHED))
    chosen = cells[rows[start : start + most]]
    return Revisions(summary, tuple(_revised(atlas, serving, *row) for row in chosen.tolist()), len(rows))


@dataclass(frozen=True, slots=True)
class RevisedFigure:
    """One figure of which cells are not what they were. ours: the publisher's files are the same, so we read or compute
    it otherwise. places: how many; some: a few of them, the largest first; years: in order."""

    indicator: Indicator
    ours: bool
    places: int
    some: tuple[Place, ...]
    years: tuple[int, ...]


# So many places are named.
_SOME = 3


@derived(most=4)
def revised_figures(atlas: Atlas) -> tuple[RevisedFigure, ...]:
    """Every figure with revised cells, in the order of the figures; what the publisher did first. Raises SnapshotError
    when the list is damaged. Of more cells than are listed only those that are."""
    noted = revisions.read(atlas.snapshot.folder)
    cells = noted[1] if noted is not None else np.zeros(0, revisions.KIND)
    found = []
    for ours in (False, True):
        for indicator in atlas.indicators.values():
            chosen = cells[(cells["indicator"] == indicator.id.encode()) & (cells["ours"] == ours)]
            if len(chosen):
                codes = [code.decode() for code in np.unique(chosen["area"]).tolist()]
                known = sorted((atlas.gazetteer.places[c] for c in codes if c in atlas.gazetteer.places), key=_largest)
                years = tuple(int(year) for year in np.unique(chosen["year"]))
                found.append(RevisedFigure(indicator, ours, len(codes), tuple(known[:_SOME]), years))
    return tuple(found)


def _largest(place: Place) -> tuple[int, str]:
    return (_LEVELS.index(place.level) if place.level in _LEVELS else len(_LEVELS), place.name)


_LEVELS = (Level.LAND, Level.GEMEENTE, Level.WIJK, Level.BUURT)


@derived(most=256)
def revised_here(atlas: Atlas, code: str) -> frozenset[tuple[str, int]]:
    """(indicator, year) of the figures of this area that its publisher changed since the snapshot before."""
    try:
        noted = revisions.read(atlas.snapshot.folder)
    except SnapshotError:
        # Logged where it was found, and said on the page of changes; the figures themselves are whole.
        noted = None
    if noted is None:
        return frozenset()
    cells = noted[1]
    # The list is in order of areas.
    first, last = (np.searchsorted(cells["area"], code.encode(), side) for side in ("left", "right"))
    of_area = cells[first:last]
    of_area = of_area[np.isin(of_area["kind"], (CellChange.VALUE, CellChange.STATUS)) & ~of_area["ours"]]
    return frozenset(
        (name.decode(), int(year)) for name, year in zip(of_area["indicator"], of_area["year"], strict=True)
    )


def _revised(
    atlas: Atlas,
    serving: Atlas,
    area: bytes,
    name: bytes,
    year: int,
    kind: int,
    ours: bool,
    delivery: int,
    old: float,
    new: float,
    old_status: int,
    new_status: int,
) -> Revised:
    code, indicator = area.decode(), name.decode()
    # What was withdrawn is not told: neither the last number nor the one before it.
    if new_status == Status.SECRET or serving.is_secret(year, indicator, code):
        old = new = float("nan")
        old_status = Status.SECRET if old_status in NUMERIC and new_status in NUMERIC else old_status
    delivered = None if kind == CellChange.VANISHED else atlas.delivery(delivery)
    return Revised(
        code,
        atlas.gazetteer.places.get(code),
        indicator,
        atlas.indicators.get(indicator),
        year,
        CellChange(kind),
        ours,
        "" if delivered is None else delivered.source,
        None if old != old else old,
        None if new != new else new,
        Status(old_status),
        Status(new_status),
    )
