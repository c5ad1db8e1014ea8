"""fetch and refresh: what comes in, from a folder or from the publishers, and the log of it."""

import signal
from argparse import Namespace
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from filelock import FileLock, Timeout

from toetssteen.cli import snapshots
from toetssteen.cli.from_folder import from_folder
from toetssteen.cli.live_pieces import Piece, pieces
from toetssteen.cli.snapshots import say, shelf
from toetssteen.indicators.catalogue import load_indicators
from toetssteen.kernel.cells import PublishedTable
from toetssteen.kernel.definitions import Source
from toetssteen.kernel.errors import DefinitionError, SnapshotError, ToetssteenError, UnknownNameError
from toetssteen.kernel.home import Home
from toetssteen.kernel.language import _
from toetssteen.sources.definitions.catalogue import load_sources
from toetssteen.sources.deliveries import refreshes, table_states
from toetssteen.sources.deliveries.fetch import Fetched, latest_delivery
from toetssteen.sources.deliveries.refreshes import Outcome, Refresh
from toetssteen.sources.network.fetching import Examine, RetryPolicy
from toetssteen.sources.reading import read, read_outlines
from toetssteen.warehouse.panel import wanted_columns

FOLDER, NETWORK = "map", "netwerk"
_WORDS = {"nieuw": _("nieuw"), "ongewijzigd": _("ongewijzigd"), "mislukt": _("mislukt"), "ontbreekt": _("ontbreekt")}


def fetch(arguments: Namespace) -> None:
    """From a folder, or with --live from the publishers. Either way it stands in the log."""
    home = Home.find()
    if not arguments.live:
        with _logged(home, FOLDER) as log:
            log.outcomes = _from_folder(home, arguments.folder, arguments.source)
        return
    with _only_round(home), _logged(home, NETWORK) as log:
        for piece in live(home, arguments.source):
            log.outcomes += piece.outcomes
            if piece.last:
                piece.progress.finish()
        _print_outcomes(log.outcomes)
        _refuse_total_failure(log.outcomes)


def refresh(arguments: Namespace) -> None:
    """Fetch, build and publish. What serves keeps serving when anything fails."""
    signal.signal(signal.SIGTERM, _stop)
    once(Home.find(), arguments.source, first_tables=arguments.first_tables)


def once(
    home: Home, names: Sequence[str] = (), policy: RetryPolicy | None = None, *, first_tables: bool = False
) -> None:
    """One round. Tables that were never fetched are shown as they come in, some at a time; first_tables: end as soon as
    there are figures. Raises ToetssteenError when another round is busy, all sources failed, or the figures were
    refused."""
    with _only_round(home), _logged(home, NETWORK) as log, closing(live(home, names, policy)) as fetched:
        piece = None
        for piece in fetched:
            log.outcomes += piece.outcomes
            if piece.last or (first_tables and piece.figures):
                break
            _show_meanwhile(piece)
        _print_outcomes(log.outcomes)
        if not (first_tables and piece is not None and piece.figures):
            _refuse_total_failure(log.outcomes)
        if piece is not None:
            piece.progress.doing(_("Cijfers bouwen en controleren"))
        _show()
        if piece is not None and piece.last:
            piece.progress.finish()


def _show() -> None:
    snapshots.build(Namespace(invented=None, publish=False))
    snapshots.publish(Namespace(snapshot=None))


def _show_meanwhile(piece: Piece) -> None:
    """What is in already, as long as more follows. What is refused now may be whole when the rest is in."""
    if not (piece.brought_new and piece.figures):
        return
    piece.progress.doing(_("Cijfers bouwen en controleren"))
    try:
        _show()
    except ToetssteenError as problem:
        say(_("Wat er nu is, wordt nog niet getoond: {why}").format(why=problem))
    piece.progress.doing("")


def live(home: Home, names: Sequence[str], policy: RetryPolicy | None = None) -> Generator[Piece]:
    """Fetch the live sources with these ids, or all, in pieces. Raises UnknownNameError."""
    live_sources = {
        source.id: source for source in load_sources(*home.definition_folders("sources")) if source.live is not None
    }
    for name in names:
        if name not in live_sources:
            raise UnknownNameError(
                _("De bron “{name}” bestaat niet of komt niet over het netwerk. Wel: {known}.").format(
                    name=name[:60], known=", ".join(live_sources)
                )
            )
    chosen = [source for source in live_sources.values() if not names or source.id in names]
    columns = wanted_columns(load_indicators(*home.definition_folders("indicators")))
    return pieces(home, chosen, columns, _examine(columns), policy)


def _examine(columns: Mapping[str, frozenset[str]]) -> Examine:
    """Reads a file as the build will."""

    def examine(path: Path, source: Source) -> tuple[PublishedTable, ...]:
        tables = read(path, source, columns.get(source.id, frozenset())) if source.figures else ()
        if source.geometry:
            read_outlines(path, source)
        return tables

    return examine


def _from_folder(home: Home, folder: Path, names: Sequence[str]) -> tuple[Outcome, ...]:
    if names:
        raise UnknownNameError(_("“--source” hoort bij “--live”. Uit een map komt alles wat Toetssteen kent."))
    sources = load_sources(*home.definition_folders("sources"))
    raw = home.raw / "real"
    columns = None
    try:
        columns = wanted_columns(load_indicators(*home.definition_folders("indicators")))
    except DefinitionError:
        # Whoever builds hears what is wrong with a definition; files may come in meanwhile.
        say(_("Bestanden onder een andere naam worden nu niet herkend: een beschrijving is niet te lezen."))
    fetched = from_folder(folder, raw, sources, columns, home.var)
    if not fetched.copied and not fetched.unchanged:
        raise SnapshotError(
            _("In de map {folder} staat geen enkel bestand dat Toetssteen kent, zoals {example}. Klopt de map?").format(
                folder=folder, example=sources[0].file
            )
        )
    return _outcomes(fetched, {source.id: source for source in sources}, raw)


def _outcomes(fetched: Fetched, sources: dict[str, Source], raw: Path) -> tuple[Outcome, ...]:
    moment = _now()
    outcomes = []
    for name in fetched.copied:
        delivery = latest_delivery(raw, sources[name])
        outcomes.append(Outcome(name, "nieuw", "", delivery.bytes if delivery else 0, moment))
    outcomes += [Outcome(name, "ongewijzigd", "", 0, moment) for name in fetched.unchanged]
    outcomes += [
        Outcome(name, "ontbreekt", _("{file} staat niet in de map").format(file=file), 0, moment)
        for name, file in fetched.missing
    ]
    return tuple(sorted(outcomes, key=lambda outcome: outcome.source))


def _refuse_total_failure(outcomes: Sequence[Outcome]) -> None:
    """Raises SnapshotError when every source failed."""
    if all(outcome.result == "mislukt" for outcome in outcomes):
        raise SnapshotError(_("Er is niets opgehaald. De cijfers die te zien waren, blijven te zien."))


def _print_outcomes(outcomes: Sequence[Outcome]) -> None:
    for result, word in _WORDS.items():
        n = sum(outcome.result == result for outcome in outcomes)
        if n:
            say(f"{word}: {n}")
    for outcome in outcomes:
        if outcome.result == "mislukt":
            say(f"  {outcome.source}: {outcome.detail}")


class _Log:
    """The outcomes of the current round."""

    outcomes: tuple[Outcome, ...] = ()


@contextmanager
def _logged(home: Home, origin: str) -> Iterator[_Log]:
    """Write the round in the log, also when it fails."""
    started = datetime.now(UTC)
    serving_before = shelf(home).current()
    log, problem = _Log(), ""
    try:
        yield log
    except ToetssteenError as error:
        problem = str(error)
        raise
    except BaseException:
        problem = _("Afgebroken.")
        raise
    finally:
        name = refreshes.new_id(home.refreshes, started)
        log_entry = Refresh(name, started.isoformat(timespec="seconds"), _now(), origin, log.outcomes, serving_before)
        refreshes.write(home.refreshes, replace(log_entry, snapshot_after=shelf(home).current(), problem=problem))


@contextmanager
def _only_round(home: Home) -> Iterator[None]:
    """Hold the lock of refreshing; the system releases it when the process dies. Raises SnapshotError when it is taken."""
    home.refreshes.mkdir(parents=True, exist_ok=True)
    # A page that looks whether a round is busy holds the lock for an instant.
    lock = FileLock(home.refreshes / table_states.LOCK, timeout=1.0)
    try:
        lock.acquire()
    except Timeout as busy:
        raise SnapshotError(_("Er loopt al een verversing. Wacht tot die klaar is.")) from busy
    try:
        yield
    finally:
        lock.release()


def _stop(_number: int, _frame: FrameType | None) -> None:
    """SIGTERM: an orderly end, so that nothing half-written stays."""
    raise SystemExit(0)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
