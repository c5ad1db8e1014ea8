"""What a reader sees of tables that come in over the network."""

from pathlib import Path

import pytest
from django.test import Client
from filelock import FileLock
from warehouse.conftest import Workshop
from web.monitor.reading import seen

from toetssteen.sources.deliveries import table_states
from toetssteen.sources.deliveries.table_states import LiveTable, TableRound, TableState
from toetssteen.web.snapshots.jobs import how_far

ADDRESS = "/over-de-cijfers/tabellen/"
TABLES = (
    LiveTable(
        "kwb-2024", "Kerncijfers 2024", "CBS", TableState.IN, whole=True, bytes=31_000_000, retrieved="2026-11-28"
    ),
    LiveTable("kwb-2023", "Kerncijfers 2023", "CBS", TableState.FAILED, whole=False, detail="Kolom <b> ontbreekt."),
    LiveTable("kwb-2022", "Kerncijfers 2022", "CBS", TableState.BUSY, whole=False),
    LiveTable("kwb-2021", "Kerncijfers 2021", "CBS", TableState.WAITING, whole=False),
)
FIRST = TableRound("2026-11-28T12:00:00+00:00", TABLES, first=True)


@pytest.fixture
def refreshes(workshop: Workshop, tmp_path: Path) -> Path:
    workshop.shelf.publish(workshop.build())
    return tmp_path / "refreshes"


def test_without_a_network_nothing_is_said(client: Client, refreshes: Path) -> None:
    assert "komen nog binnen" not in seen(client.get("/").content).words
    assert "nog niets over het netwerk opgehaald" in seen(client.get(ADDRESS).content).words


def test_the_start_page_says_how_far_a_first_round_is(client: Client, refreshes: Path) -> None:
    before = client.get("/").headers["ETag"]
    table_states.write(refreshes, FIRST)
    with FileLock(refreshes / table_states.LOCK):
        busy = client.get("/")
        assert busy.headers["ETag"] != before
        page = seen(busy.content)
        assert "1 van 4 tabellen binnen. Nu aan de beurt: Kerncijfers 2022." in page.words
        assert ADDRESS in page.links
    # Its process is gone.
    stopped = client.get("/", headers={"If-None-Match": busy.headers["ETag"]})
    assert stopped.status_code == 200
    assert "staat nu stil" in seen(stopped.content).words
    table_states.write(refreshes, TableRound(FIRST.started, TABLES, first=True, finished="2026-11-28T13:00:00+00:00"))
    assert "komen nog binnen" not in seen(client.get("/").content).words


def test_a_later_round_is_no_news_on_the_start_page(client: Client, refreshes: Path) -> None:
    table_states.write(refreshes, TableRound(FIRST.started, TABLES))
    assert "komen nog binnen" not in seen(client.get("/").content).words


def test_the_state_of_each_table(client: Client, refreshes: Path) -> None:
    table_states.write(refreshes, FIRST)
    response = client.get(ADDRESS)
    page = seen(response.content)
    assert "1 van 4 tabellen zijn binnen" in page.words
    assert "Kerncijfers 2023: Kolom <b> ontbreekt." in page.words
    assert b"<b>" not in response.content
    (rows,) = page.tables.values()
    assert [row[2:] for row in rows[1:]] == [
        ["binnen", "28 november 2026", "31 MB"],
        ["mislukt", "–", "–"],
        ["wordt opgehaald", "–", "–"],
        ["wacht", "–", "–"],
    ]


def test_it_is_there_before_there_are_figures(client: Client, workshop: Workshop, tmp_path: Path) -> None:
    assert client.get("/").status_code == 503
    table_states.write(tmp_path / "refreshes", FIRST)
    assert client.get(ADDRESS).status_code == 200
    assert "worden nog klaargemaakt" in seen(client.get("/").content).words
    with FileLock(tmp_path / "refreshes" / table_states.LOCK):
        waiting = client.get("/")
    assert waiting.status_code == 503
    assert "De eerste cijfers komen nu binnen: 1 van 4 tabellen." in seen(waiting.content).words


def test_a_damaged_file_says_nothing(client: Client, refreshes: Path) -> None:
    refreshes.mkdir()
    (refreshes / table_states.FILE).write_bytes(b'{"started": 1')
    assert client.get("/").status_code == 200
    assert "nog niets over het netwerk" in seen(client.get(ADDRESS).content).words


def test_the_job_tells_as_much() -> None:
    assert how_far(FIRST) == (0.5, "1 van 4 tabellen binnen. Nu: Kerncijfers 2022")
    assert how_far(None) == (0.0, "")
