"""The small country and the publishers' own figures, each built once, as atlases to ask."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from warehouse.conftest import Workshop

from toetssteen.answers.atlas import Atlas
from toetssteen.indicators.aliases import load_aliases
from toetssteen.indicators.catalogue import load_domains, load_indicators
from toetssteen.indicators.named_areas import load_named_areas
from toetssteen.sources.catalogue import load_sources
from toetssteen.warehouse import build as building
from toetssteen.warehouse.manifest import Definitions
from toetssteen.warehouse.snapshots import Shelf, open_snapshot

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


def definitions() -> Definitions:
    folder = ROOT / "definitions"
    return Definitions(
        load_indicators(folder / "indicators"),
        load_domains(folder / "domains.yaml"),
        load_sources(folder / "sources"),
        load_named_areas(folder / "areas"),
        load_aliases(folder / "aliases.yaml"),
    )


@pytest.fixture(scope="session")
def real_snapshot(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Atlas]:
    """All publishers' figures at hand, straight from their folder. Half a gigabyte, so gone after the tests."""
    known = definitions()
    files = {
        source.id: building.RawFile(path, hashlib.sha256(path.read_bytes()).hexdigest(), "2026-01-02")
        for source in known.sources
        if (path := data_folder / source.file).is_file()
    }
    held = {s.id for s in known.sources if s.live is None}
    assert files.keys() == held, sorted(held - files.keys())
    shelf = Shelf(tmp_path_factory.mktemp("real"))
    snapshot = open_snapshot(shelf.folder / building.build(shelf, known, files, country="Nederland"))
    yield Atlas(snapshot)
    snapshot.reader.close()
    shutil.rmtree(shelf.folder)
