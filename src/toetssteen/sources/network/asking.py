"""Ask publishers what their tables hold, and nothing of what stands in them: a minute, a few megabytes."""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from toetssteen.kernel.definitions import Live, Protocol, Source
from toetssteen.kernel.errors import ToetssteenError
from toetssteen.kernel.language import _
from toetssteen.sources.columns.metadata import TableMetadata
from toetssteen.sources.network.described import table_metadata
from toetssteen.sources.network.fetching import RetryPolicy
from toetssteen.sources.network.responses import Bounds, UnreachableError
from toetssteen.sources.network.visit import Progress, Visit

# Far more than any list of columns takes.
MOST_BYTES, MOST_SECONDS = 20_000_000, 120.0
_ODATA = (Protocol.ODATA3, Protocol.ODATA4)


@dataclass(frozen=True, slots=True)
class AskedTable:
    """The answer about one source: its metadata, or the problem in words."""

    source: str
    metadata: TableMetadata | None
    problem: str = ""


def ask_metadata(
    sources: Iterable[Source], *, progress: Progress = lambda text: None, policy: RetryPolicy | None = None
) -> tuple[AskedTable, ...]:
    """The metadata of every source that is an OData table. Never raises for one source."""
    chosen = policy or RetryPolicy()
    unreachable: set[str] = set()
    asked = []
    for source in sources:
        if source.live is None or source.live.protocol not in _ODATA:
            continue
        progress(_("{id}: {title}").format(id=source.id, title=source.title))
        asked.append(_ask(source, source.live, chosen, unreachable))
    return tuple(asked)


def _ask(source: Source, live: Live, policy: RetryPolicy, unreachable: set[str]) -> AskedTable:
    host = live.address.split("/")[2]
    bounds = Bounds(MOST_BYTES, MOST_SECONDS, 1 if host in unreachable else policy.attempts, policy.patience)
    try:
        with (
            tempfile.TemporaryDirectory() as scratch,
            Visit(source.id, live.address, bounds, live.hosts, sleep=policy.sleep, clock=policy.clock) as visit,
        ):
            return AskedTable(source.id, table_metadata(visit, source, live, Path(scratch)))
    except UnreachableError as problem:
        unreachable.add(host)
        return AskedTable(source.id, None, str(problem))
    except ToetssteenError as problem:
        return AskedTable(source.id, None, str(problem))
    except (KeyError, TypeError, AttributeError, ValueError) as problem:
        reason = f"{type(problem).__name__}: {problem}"[:120]
        return AskedTable(
            source.id,
            None,
            _("Het antwoord van de uitgever heeft een vorm die we niet kennen ({why}).").format(why=reason),
        )
