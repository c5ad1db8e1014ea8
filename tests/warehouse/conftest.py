"""A shelf, and a workshop that builds the small country on it."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warehouse import small_country

from toetssteen.kernel.cells import Outlines, PublishedTable
from toetssteen.kernel.definitions import Source
from toetssteen.warehouse import build as building
from toetssteen.warehouse.manifest import Definitions
from toetssteen.warehouse.snapshots import Shelf


class Workshop:
    """Builds from tables in memory; change `tables` or `known` to build something else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.shelf = Shelf(folder / "snapshots")
        self.known: Definitions = small_country.definitions()
        self.tables: dict[str, tuple[PublishedTable, ...]] = small_country.tables()
        self.reads = 0

    def read(self, path: Path, source: Source, columns: frozenset[str]) -> tuple[PublishedTable, ...]:
        self.reads += 1
        return self.tables[source.id]

    def outlines(self, path: Path, source: Source) -> Outlines:
        return small_country.outlines()

    def build(self, day: int = 3, progress: Callable[[str], None] = lambda text: None) -> str:
        files = small_country.raw_files(self.folder / "raw", self.known)
        return building.build(
            self.shelf,
            self.known,
            files,
            country=small_country.COUNTRY,
            now=datetime(2026, 1, day, tzinfo=UTC),
            progress=progress,
        )


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    made = Workshop(tmp_path)
    monkeypatch.setattr(building, "read", made.read)
    monkeypatch.setattr(building, "read_outlines", made.outlines)
    return made
