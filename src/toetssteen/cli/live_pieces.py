"""A round along the publishers in pieces, so that figures can be shown before all tables are in."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass

from toetssteen.cli.snapshots import say
from toetssteen.cli.table_progress import TableProgress
from toetssteen.kernel.definitions import Source
from toetssteen.kernel.home import Home
from toetssteen.sources.deliveries import refreshes
from toetssteen.sources.deliveries.fetch import Delivery, latest_delivery
from toetssteen.sources.deliveries.refreshes import Outcome
from toetssteen.sources.network.fetching import Examine, RetryPolicy, live_round
from toetssteen.sources.network.order import WantedColumns, fetch_order


@dataclass(frozen=True, slots=True)
class Piece:
    """What was fetched since the piece before. figures: there are tables with figures to show now. last: nothing
    follows."""

    outcomes: tuple[Outcome, ...]
    figures: bool
    last: bool
    progress: TableProgress

    @property
    def brought_new(self) -> bool:
        return any(outcome.result == "nieuw" for outcome in self.outcomes)


def pieces(
    home: Home, sources: Sequence[Source], columns: WantedColumns, examine: Examine, policy: RetryPolicy | None
) -> Generator[Piece]:
    """The first tables, the others that were never fetched, and at last those of which we ask whether they changed."""
    raw = home.raw / "real"
    found = {source.id: latest_delivery(raw, source) for source in sources}
    delivered = {name: delivery for name, delivery in found.items() if delivery is not None}
    order = fetch_order(sources, columns, delivered)
    planned = [order.first, *order.rest]
    whole = set(delivered)
    in_order = [source for piece in planned for source in piece]
    progress = TableProgress(home.refreshes, in_order, delivered, first=_first_time(home, sources, delivered))
    with live_round(raw, examine=examine, progress=say, policy=policy, watch=progress) as tour:
        for n, piece in enumerate(planned):
            outcomes = tour.fetch(piece)
            whole |= {outcome.source for outcome in outcomes if outcome.result != "mislukt"}
            figures = any(source.figures and source.id in whole for source in sources)
            yield Piece(outcomes, figures, n + 1 == len(planned), progress)


def _first_time(home: Home, sources: Sequence[Source], delivered: Mapping[str, Delivery]) -> bool:
    """Whether some table was never fetched and in no earlier round failed: then it is news that it comes."""
    tried = {outcome.source for entry in refreshes.load(home.refreshes) for outcome in entry.outcomes}
    return any(source.id not in delivered and source.id not in tried for source in sources)
