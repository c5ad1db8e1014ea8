"""The small country and the publishers' own figures, each built once, as atlases to ask."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from warehouse.conftest import Workshop

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.sources.definitions.catalogue import load_sources
from toetssteen.sources.definitions.families import PEOPLE
from toetssteen.warehouse import build as building
from toetssteen.warehouse.opening import open_snapshot
from toetssteen.warehouse.snapshots import Shelf

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Atlas]:
    """The small country of `warehouse.small_country`."""
    workshop = Workshop(tmp_path_factory.mktemp("small-country"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "read", workshop.read)
        patch.setattr(building, "read_outlines", workshop.outlines)
        name = workshop.build()
    snapshot = open_snapshot(workshop.shelf.folder / name)
    yield Atlas(snapshot)
    snapshot.reader.close()


@pytest.fixture(scope="session")
def real_snapshot(data_folder: Path, real_var: Path) -> Iterator[Atlas]:
    """All publishers' figures at hand."""
    known = load_sources(ROOT / "definitions" / "sources")
    held = [source for source in known if source.live is None and PEOPLE not in source.options]
    missing = sorted(source.id for source in held if not (data_folder / source.file).is_file())
    assert not missing
    snapshot = Shelf(real_var / "snapshots").open_current()
    yield Atlas(snapshot)
    snapshot.reader.close()
