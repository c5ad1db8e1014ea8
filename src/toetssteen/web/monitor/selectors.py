"""The snapshot that serves, ready for questions. A request takes it once, so no page mixes two."""

from functools import lru_cache

from toetssteen.answers.atlas import Atlas, open_atlas
from toetssteen.answers.search import Index
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.kernel.language import _
from toetssteen.kernel.places import Home
from toetssteen.warehouse.snapshots import Shelf


def serving() -> Atlas | None:
    """The atlas of the serving snapshot; None when there are no figures yet."""
    shelf = Shelf(Home.find().snapshots)
    name = shelf.current()
    return None if name is None else open_atlas(shelf.folder / name)


def kept(name: str) -> Atlas:
    """The atlas of a snapshot on the shelf. Raises UnknownNameError, or SnapshotError when it cannot be opened."""
    shelf = Shelf(Home.find().snapshots)
    # Only names on the shelf: a question never reaches into another folder.
    if name not in shelf.ids():
        raise UnknownNameError(
            _("De momentopname “{name}” is er niet (meer). Kijk bij de nieuwste cijfers.").format(name=name[:40])
        )
    return open_atlas(shelf.folder / name)


@lru_cache(maxsize=2)
def index(atlas: Atlas) -> Index:
    """The search index of an atlas, made at its first question."""
    return Index(atlas)
