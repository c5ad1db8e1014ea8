"""What there is of every table that comes over the network, for a page and a terminal to show while a round goes on.

One file beside the log of refreshes. It only tells: which tables are in is decided by the deliveries themselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

import msgspec

from toetssteen.sources.deliveries.refreshes import HALF
from toetssteen.sources.deliveries.unfinished import half_made, nobody_holds

FILE, LOCK = "tables.json", ".lock"


class TableState(StrEnum):
    """What happens with a table in this round."""

    WAITING = "wacht"
    BUSY = "bezig"
    IN = "binnen"
    FAILED = "mislukt"


@dataclass(frozen=True, slots=True)
class LiveTable:
    """One table. whole: we have a complete delivery, perhaps of an earlier round. detail: why it failed, and what of it
    was not loaded. moment: when it was last asked for, ISO 8601 in UTC ("" = never). retrieved: the day of what we have."""

    id: str
    title: str
    publisher: str
    state: TableState
    whole: bool
    detail: str = ""
    bytes: int = 0
    moment: str = ""
    retrieved: str = ""


@dataclass(frozen=True, slots=True)
class TableRound:
    """tables: in the order in which they are fetched. first: some were never fetched before. finished: "" while it goes
    on, or when it was stopped. doing: what else is done, such as building."""

    started: str
    tables: tuple[LiveTable, ...]
    first: bool = False
    finished: str = ""
    doing: str = ""

    @property
    def whole(self) -> int:
        """How many tables are in."""
        return sum(table.whole for table in self.tables)

    @property
    def failed(self) -> tuple[LiveTable, ...]:
        return tuple(table for table in self.tables if table.state is TableState.FAILED)

    @property
    def busy(self) -> LiveTable | None:
        return next((table for table in self.tables if table.state is TableState.BUSY), None)

    @property
    def following(self) -> LiveTable | None:
        """The next table that was never fetched."""
        return next((t for t in self.tables if t.state is TableState.WAITING and not t.whole), None)

    def with_table(self, table: LiveTable) -> "TableRound":
        """With another state of one of its tables."""
        return replace(self, tables=tuple(table if table.id == one.id else one for one in self.tables))


def write(folder: Path, tables: TableRound) -> None:
    """Replace the file, at once. What cannot be written is left: to tell must not stop a round."""
    try:
        with half_made(folder, HALF) as half:
            (half / FILE).write_bytes(msgspec.json.format(msgspec.json.encode(tables)))
            (half / FILE).replace(folder / FILE)
    except OSError:
        return


def read(folder: Path) -> TableRound | None:
    """The round as far as it is; None when nothing was ever fetched over the network, or the file is damaged."""
    try:
        return msgspec.json.decode((folder / FILE).read_bytes(), type=TableRound)
    except (OSError, msgspec.DecodeError, ValueError):
        return None


def changed(folder: Path) -> int:
    """Another number for another content of the file; 0 without one."""
    try:
        return (folder / FILE).stat().st_mtime_ns
    except OSError:
        return 0


def goes_on(folder: Path) -> bool:
    """Whether a round is busy now: its process holds the lock."""
    if not (folder / LOCK).is_file():
        return False
    with nobody_holds(folder / LOCK) as free:
        return not free


def joined(tables: Iterable[LiveTable], earlier: TableRound | None) -> tuple[LiveTable, ...]:
    """The tables of a round, followed by those that only an earlier round had."""
    chosen = tuple(tables)
    ids = {table.id for table in chosen}
    return (*chosen, *(table for table in (earlier.tables if earlier else ()) if table.id not in ids))
