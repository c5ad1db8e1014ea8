"""One file at one address, as it is or out of a zip."""

from pathlib import Path, PurePosixPath

from toetssteen.kernel.definitions import Live, Source
from toetssteen.sources.network.content import Content, HeldFile, KnownVersion
from toetssteen.sources.network.kinds import ContentKind
from toetssteen.sources.network.responses import Validators
from toetssteen.sources.network.unpack import extract
from toetssteen.sources.network.visit import Visit

Downloads = dict[str, tuple[Path, Validators]]


def fetch_file(
    visit: Visit,
    source: Source,
    live: Live,
    into: Path,
    downloads: Downloads,
    shared: Path,
    known: KnownVersion,
    held: HeldFile | None = None,
) -> Content | None:
    """The file; None when it is the one we have. `downloads`: what this round fetched already, kept in `shared`,
    so that the three levels of one map are downloaded once. `held`: the file as another source has it, for a round that
    was stopped between two of those levels."""
    kind = ContentKind.ZIP if live.member else ContentKind.of_name(source.file)
    table = into / PurePosixPath(source.file).name
    if live.address not in downloads:
        arriving = shared / f"{len(downloads)}.{kind}"
        newest = known if held is None else held.known
        validators_now = visit.fetch(live.address, arriving, kind, newest.validators)
        if validators_now is None:
            if held is None:
                return None
            table.hardlink_to(held.path)
            return Content((table,), live.address, held.known)
        downloads[live.address] = (arriving, validators_now)
    arrived, validators = downloads[live.address]
    if live.member:
        extract(arrived, live.member, table, live.most_bytes)
    else:
        table.hardlink_to(arrived)
    return Content((table,), live.address, KnownVersion(validators=validators))
