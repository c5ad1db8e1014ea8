"""All live sources, one after another: what failed at one publisher does not stop the others.

A delivery is written as `sources.deliveries.fetch` writes every delivery, with origin "netwerk". Before it counts, it is read
as the build will read it: what cannot be read, such as a table whose columns were renamed, is not kept, and the
delivery we had stays in use.
"""

import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Any
from typing import Protocol as Interface
from urllib.parse import urlsplit

from toetssteen.kernel.cells import PublishedTable
from toetssteen.kernel.definitions import Live, Protocol, Source
from toetssteen.kernel.errors import FilePosition, SourceError, ToetssteenError
from toetssteen.kernel.language import _
from toetssteen.kernel.trouble import why
from toetssteen.sources.deliveries.fetch import HALF_WRITTEN, Files, deliver, described, newest_record
from toetssteen.sources.deliveries.looks import delivered_from, looked_at, note_look
from toetssteen.sources.deliveries.refreshes import Outcome
from toetssteen.sources.deliveries.unfinished import half_made, sweep
from toetssteen.sources.network.content import Content, HeldFile, KnownVersion
from toetssteen.sources.network.features import fetch_wfs
from toetssteen.sources.network.odata import fetch_odata3, fetch_odata4
from toetssteen.sources.network.one_file import Downloads, fetch_file
from toetssteen.sources.network.responses import ATTEMPTS, PATIENCE, Bounds, UnreachableError
from toetssteen.sources.network.visit import Progress, Visit

ORIGIN = "netwerk"
# How long a service that marks no versions is trusted on its number of features and the first of them.
LOOK_AGAIN = timedelta(days=30)
Examine = Callable[[Path, Source], object]


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """Attempts and timeouts of a round; tests supply their own clock and sleep."""

    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    attempts: int = ATTEMPTS
    patience: float = PATIENCE


class _UnchangedError(Exception):
    """The publisher says that we have its newest version."""


class Watch(Interface):
    """Who wants to know which source is fetched, and what became of it."""

    def begin(self, source: Source) -> None: ...

    def end(self, source: Source, outcome: Outcome) -> None: ...


class NobodyWatches:
    def begin(self, source: Source) -> None:
        """Nothing."""

    def end(self, source: Source, outcome: Outcome) -> None:
        """Nothing."""


@dataclass(slots=True)
class LiveRound:
    """One round along the publishers. unchanged: addresses of files of which the publisher said this round that this is
    the newest version. unreachable: hosts that did not answer this round: asked once more, no longer."""

    raw: Path
    shared: Path
    examine: Examine
    now: Callable[[], datetime]
    progress: Progress
    policy: RetryPolicy
    watch: Watch
    downloads: Downloads = field(default_factory=dict)
    unchanged: set[tuple[str, KnownVersion]] = field(default_factory=set)
    unreachable: set[str] = field(default_factory=set)

    def fetch(self, sources: Iterable[Source]) -> tuple[Outcome, ...]:
        """Fetch each source that has a `live` part. Never raises for one source."""
        return tuple(self._one(source, source.live) for source in sources if source.live is not None)

    def _one(self, source: Source, live: Live) -> Outcome:
        self.watch.begin(source)
        outcome = _outcome(self, source, live)
        self.watch.end(source, outcome)
        return outcome


@contextmanager
def live_round(
    raw: Path,
    *,
    examine: Examine,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    progress: Progress = lambda text: None,
    policy: RetryPolicy | None = None,
    watch: Watch | None = None,
) -> Iterator[LiveRound]:
    """A round of which each `fetch` knows what the one before met. `examine` reads a new file and raises what is wrong
    with it. Raises SourceError when `raw` cannot be written at all."""
    try:
        sweep(raw.glob(f"{HALF_WRITTEN}*"))
        with half_made(raw, HALF_WRITTEN) as shared:
            yield LiveRound(raw, shared, examine, now, progress, policy or RetryPolicy(), watch or NobodyWatches())
    except OSError as error:
        raise SourceError(
            _("In de map voor opgehaalde bestanden is niet te schrijven ({why})").format(why=why(error)),
            FilePosition(raw.name),
            _("Kijk of er ruimte is op de schijf en of u in de map mag schrijven."),
        ) from error


def fetch_live(
    raw: Path,
    sources: Iterable[Source],
    *,
    examine: Examine,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    progress: Progress = lambda text: None,
    policy: RetryPolicy | None = None,
) -> tuple[Outcome, ...]:
    """A round with these sources. Raises SourceError as `live_round`."""
    with live_round(raw, examine=examine, now=now, progress=progress, policy=policy) as tour:
        return tour.fetch(sources)


def _outcome(tour: LiveRound, source: Source, live: Live) -> Outcome:
    tour.progress(_("{id}: {title}").format(id=source.id, title=source.title))
    try:
        return _fetch(tour, source, live)
    except UnreachableError as problem:
        tour.unreachable.add(_host(live))
        detail = str(problem)
    except ToetssteenError as problem:
        detail = str(problem)
    except (KeyError, TypeError, AttributeError, ValueError, IndexError) as problem:
        # A page of another form than every protocol promises: which field, the publisher's side has to say.
        detail = _(
            "Het antwoord van de uitgever heeft een vorm die we niet kennen ({why}). Er is niets bewaard."
        ).format(why=f"{type(problem).__name__}: {problem}"[:120])
    tour.progress(_("{id}: mislukt. {why}").format(id=source.id, why=detail))
    return Outcome(source.id, "mislukt", detail, 0, _moment(tour))


def _fetch(tour: LiveRound, source: Source, live: Live) -> Outcome:
    home = tour.raw / source.id
    known = _known(tour, home, live)
    notes: list[str] = []
    size = 0

    def fill(half: Path) -> tuple[Files, Mapping[str, Any]]:
        nonlocal size
        scratch = half / "scratch"
        scratch.mkdir()
        content = _content(tour, source, live, half, scratch, known)
        if content is None:
            raise _UnchangedError
        shutil.rmtree(scratch)
        notes.extend(_not_loaded(tour.examine(content.files[0], source)))
        if content.twice:
            notes.append(_("{n} gegevens kwamen twee keer, met dezelfde inhoud.").format(n=content.twice))
        files = [described(path, content.original) for path in content.files]
        size = sum(int(file["bytes"]) for file in files)
        return files, {"retrieved": _moment(tour), "live": content.known.as_record(live.address)}

    try:
        is_new = deliver(home, fill, name=source.id, today=tour.now().date(), origin=ORIGIN)
        if not is_new:
            note_look(home, tour.now())
    except _UnchangedError:
        is_new = False
    return Outcome(source.id, "nieuw" if is_new else "ongewijzigd", " ".join(notes), size, _moment(tour))


def _known(tour: LiveRound, home: Path, live: Live) -> KnownVersion:
    """What we have; nothing now and then for a service that marks no versions, so that all of it is seen again."""
    looked = looked_at(home)
    if live.protocol is Protocol.WFS and (looked is None or tour.now() - looked > LOOK_AGAIN):
        return KnownVersion()
    return KnownVersion.of(newest_record(home), live.address)


def _held(tour: LiveRound, source: Source, live: Live, known: KnownVersion) -> HeldFile | None:
    """The file of this source as another source has it, when this one has nothing yet."""
    if known != KnownVersion():
        return None
    found = delivered_from(tour.raw, live.address, PurePosixPath(source.file).name)
    return None if found is None else HeldFile(found[0], KnownVersion.of(found[1], live.address))


def _not_loaded(examined: object) -> list[str]:
    """Columns that an indicator wants and the table does not surely have, each once."""
    tables = [table for table in examined if isinstance(table, PublishedTable)] if isinstance(examined, tuple) else []
    return list(dict.fromkeys(why for table in tables for why in table.missing))


def _content(
    tour: LiveRound, source: Source, live: Live, into: Path, scratch: Path, known: KnownVersion
) -> Content | None:
    attempts = 1 if _host(live) in tour.unreachable else tour.policy.attempts
    bounds = Bounds(live.most_bytes, live.most_seconds, attempts, tour.policy.patience)
    with Visit(
        source.id,
        live.address,
        bounds,
        live.hosts,
        sleep=tour.policy.sleep,
        clock=tour.policy.clock,
        progress=tour.progress,
    ) as visit:
        match live.protocol:
            case Protocol.ODATA4:
                return fetch_odata4(visit, source, live, into, scratch, known)
            case Protocol.ODATA3:
                return fetch_odata3(visit, source, live, into, scratch, known)
            case Protocol.WFS:
                return fetch_wfs(visit, source, live, into, scratch, known)
            case Protocol.FILE:
                if (live.address, known) in tour.unchanged:
                    return None
                held = _held(tour, source, live, known)
                content = fetch_file(visit, source, live, into, tour.downloads, tour.shared, known, held)
                if content is None:
                    tour.unchanged.add((live.address, known))
                return content


def _host(live: Live) -> str:
    return urlsplit(live.address).netloc


def _moment(tour: LiveRound) -> str:
    return tour.now().isoformat(timespec="seconds")
