"""The snapshot a request is answered from. A request takes it once, so no page mixes two."""

from contextvars import ContextVar

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.derived import derived
from toetssteen.answers.snapshot.open_atlases import open_atlas
from toetssteen.answers.snapshot.search import Index
from toetssteen.kernel.errors import SnapshotError, ToetssteenError, UnknownNameError
from toetssteen.kernel.home import Home
from toetssteen.kernel.language import _
from toetssteen.warehouse.manifest import Manifest
from toetssteen.warehouse.snapshots import Shelf

# The snapshot that the address of this request names (see `permalinks`); None for everything else. The one thing that
# decides, for pages, files and whatever else asks `serving`: under one address nobody can mix two snapshots.
asked_for: ContextVar[str | None] = ContextVar("asked_for", default=None)


def shelf() -> Shelf:
    """The shelf of this installation."""
    return Shelf(Home.find().snapshots)


def serving() -> Atlas | None:
    """The atlas this request is answered from: of the snapshot its address names, else of the serving one. None when
    there are no figures yet."""
    snapshot_shelf, name_asked_for = shelf(), asked_for.get()
    if name_asked_for is not None:
        return _without_withdrawn(snapshot_shelf, name_asked_for)
    name = snapshot_shelf.current()
    return None if name is None else open_atlas(snapshot_shelf.folder / name)


def manifest() -> Manifest | None:
    """Of the snapshot this request is answered from; None when there is none or it cannot be opened."""
    try:
        atlas = serving()
    except ToetssteenError:
        return None
    return None if atlas is None else atlas.snapshot.manifest


def current() -> Atlas | None:
    """The atlas of the serving snapshot, whatever the address of this request names: it decides what is secret. None
    when there are no figures yet. Raises SnapshotError."""
    snapshot_shelf = shelf()
    name = snapshot_shelf.current()
    return None if name is None else open_atlas(snapshot_shelf.folder / name)


def _without_withdrawn(snapshot_shelf: Shelf, name: str) -> Atlas:
    """An atlas of the past, without what the serving snapshot calls secret. Raises SnapshotError when either cannot be
    opened: what may be shown is not known then."""
    serving_atlas = current()
    if serving_atlas is None:
        raise SnapshotError(_("Welke cijfers nu gelden is niet bekend. Daarom tonen we ook die van toen niet."))
    return open_atlas.without_withdrawn(open_atlas(snapshot_shelf.folder / name), serving_atlas)


def kept(name: str, *, withdrawn: bool = False) -> Atlas:
    """The atlas of a snapshot that a reader may ask for by name. withdrawn: also one that somebody went back from, for
    a page that was fetched before still asks for its outlines. Raises UnknownNameError, or SnapshotError when it
    cannot be opened."""
    snapshot_shelf = shelf()
    # Only names on the shelf: a question never reaches into another folder.
    may_be_read = name in snapshot_shelf.ids() and (
        name in snapshot_shelf.readable() or (withdrawn and snapshot_shelf.withdrawn(name))
    )
    if not may_be_read:
        raise UnknownNameError(
            _("De momentopname “{name}” is er niet (meer). Kijk bij de nieuwste cijfers.").format(name=name[:40])
        )
    return _without_withdrawn(snapshot_shelf, name)


@derived(most=1)
def index(atlas: Atlas) -> Index:
    """The search index of an atlas, made when first asked for."""
    return Index(atlas)
