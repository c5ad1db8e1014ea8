"""What the terminal says of tables that come in while the site serves."""

from dataclasses import replace
from pathlib import Path

from starter.incoming import FILE, IncomingTables
from toetssteen.sources.deliveries import table_states
from toetssteen.sources.deliveries.table_states import LiveTable, TableRound, TableState

TABLE = LiveTable("kwb-2024", "Kerncijfers 2024", "CBS", TableState.BUSY, whole=False)
OTHER = LiveTable("kwb-2023", "Kerncijfers 2023", "CBS", TableState.WAITING, whole=False)
FIRST = TableRound("2026-11-28T12:00:00+00:00", (TABLE, OTHER), first=True)


def test_news_is_said_once(tmp_path: Path) -> None:
    said: list[str] = []
    folder = (tmp_path / FILE).parent
    assert (folder / table_states.FILE) == tmp_path / FILE
    incoming = IncomingTables(tmp_path, "http://127.0.0.1:8000/tabellen/", said.append)
    incoming.look()
    assert said == []
    table_states.write(folder, FIRST)
    incoming.look()
    incoming.look()
    later = FIRST.with_table(replace(TABLE, state=TableState.IN, whole=True))
    table_states.write(folder, replace(later, doing="Cijfers bouwen"))
    incoming.look()
    failed = later.with_table(replace(OTHER, state=TableState.FAILED, detail="De uitgever antwoordt niet."))
    table_states.write(folder, replace(failed, finished="2026-11-28T13:00:00+00:00"))
    incoming.look()
    ended = "1 van 2 tabellen binnen. Alles is gevraagd.\n  Niet gelukt: Kerncijfers 2023\n"
    assert said == [
        "0 van 2 tabellen binnen. Nu: Kerncijfers 2024",
        "1 van 2 tabellen binnen. Nu: Cijfers bouwen",
        ended + "Hoe het met elke tabel staat: http://127.0.0.1:8000/tabellen/",
    ]


def test_a_later_round_is_no_news(tmp_path: Path) -> None:
    said: list[str] = []
    table_states.write((tmp_path / FILE).parent, replace(FIRST, first=False))
    incoming = IncomingTables(tmp_path, "", said.append)
    table_states.write((tmp_path / FILE).parent, replace(FIRST, first=False, doing="Cijfers bouwen"))
    incoming.look()
    assert said == []


def test_of_many_that_failed_some_are_named(tmp_path: Path) -> None:
    said: list[str] = []
    incoming = IncomingTables(tmp_path, "http://127.0.0.1:8000/tabellen/", said.append)
    tables = tuple(replace(TABLE, id=f"t{n}", title=f"Tabel {n}", state=TableState.FAILED) for n in range(13))
    table_states.write((tmp_path / FILE).parent, replace(FIRST, tables=tables, finished="2026-11-28T13:00:00+00:00"))
    incoming.look()
    assert said[0].count("Niet gelukt: Tabel") == 10
    assert "Niet gelukt: nog 3 andere" in said[0]
