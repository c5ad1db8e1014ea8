"""How far a round along the publishers is: kept in a file for pages, and said in the terminal."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from toetssteen.cli.snapshots import say
from toetssteen.kernel.definitions import Source
from toetssteen.kernel.language import _
from toetssteen.sources.deliveries import table_states
from toetssteen.sources.deliveries.fetch import Delivery
from toetssteen.sources.deliveries.refreshes import Outcome
from toetssteen.sources.deliveries.table_states import LiveTable, TableRound, TableState


class TableProgress:
    """folder: of the log of refreshes. sources: in the order in which they are fetched."""

    def __init__(
        self, folder: Path, sources: Sequence[Source], delivered: Mapping[str, Delivery], *, first: bool
    ) -> None:
        self._folder = folder
        tables = [_table(source, delivered.get(source.id)) for source in sources]
        self.round = TableRound(_now(), table_states.joined(tables, table_states.read(folder)), first)
        self._write()

    def begin(self, source: Source) -> None:
        table = self._of(source)
        if table is not None:
            self._put(replace(table, state=TableState.BUSY))

    def end(self, source: Source, outcome: Outcome) -> None:
        """After one table; says how many are in, where that is news."""
        table = self._of(source)
        if table is None:
            return
        if outcome.result == "mislukt":
            self._put(replace(table, state=TableState.FAILED, detail=outcome.detail, moment=outcome.retrieved))
            return
        is_new = outcome.result == "nieuw"
        self._put(
            replace(
                table,
                state=TableState.IN,
                whole=True,
                detail=outcome.detail if is_new else table.detail,
                bytes=outcome.bytes or table.bytes,
                moment=outcome.retrieved,
                retrieved=outcome.retrieved[:10] if is_new else table.retrieved,
            )
        )
        if not table.whole:
            say(_("  {n} van {all} tabellen binnen").format(n=self.round.whole, all=len(self.round.tables)))

    def doing(self, text: str) -> None:
        self.round = replace(self.round, doing=text)
        self._write()

    def finish(self) -> None:
        self.round = replace(self.round, finished=_now(), doing="")
        self._write()

    def _of(self, source: Source) -> LiveTable | None:
        return next((table for table in self.round.tables if table.id == source.id), None)

    def _put(self, table: LiveTable) -> None:
        self.round = self.round.with_table(table)
        self._write()

    def _write(self) -> None:
        table_states.write(self._folder, self.round)


def _table(source: Source, delivery: Delivery | None) -> LiveTable:
    if delivery is None:
        return LiveTable(source.id, source.title, source.publisher, TableState.WAITING, whole=False)
    return LiveTable(
        source.id,
        source.title,
        source.publisher,
        TableState.WAITING,
        whole=True,
        bytes=delivery.bytes,
        retrieved=delivery.fetched.isoformat(),
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
