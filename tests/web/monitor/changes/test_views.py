"""The page that says what is new."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client
from warehouse import small_country
from warehouse.conftest import Workshop
from web.monitor.reading import seen

from toetssteen.answers.figures.series import series
from toetssteen.cli import main
from toetssteen.sources.deliveries.refreshes import Outcome, Refresh, write
from toetssteen.web.snapshots import selectors

ADDRESS = "/wijzigingen/"


def test_nothing_to_say_yet(client: Client, workshop: Workshop) -> None:
    assert client.get(ADDRESS).status_code == 503
    workshop.shelf.publish(workshop.build())
    words = seen(client.get(ADDRESS).content).words
    assert "geen vergelijking met eerdere cijfers" in words
    assert "nog niet ververst" in words


def test_a_revised_cell_and_a_failed_source_are_told(client: Client, workshop: Workshop, tmp_path: Path) -> None:
    workshop.shelf.publish(workshop.build(day=3))
    (table,) = workshop.tables["figures-2020"]
    column = table.columns["AANT_INW"]
    values = column.values.copy()
    values[0] = 1234
    workshop.tables["figures-2020"] = (
        replace(table, columns={**table.columns, "AANT_INW": replace(column, values=values)}),
    )
    workshop.known = replace(workshop.known, named_areas=())
    workshop.shelf.publish(workshop.build(day=4))
    moment = "2026-01-04T03:00:00Z"
    outcomes = (Outcome("figures-2021", "mislukt", "De uitgever antwoordde niet."), Outcome("<b>", "ontbreekt"))
    write(tmp_path / "refreshes", Refresh("20260104T030000Z", moment, moment, "netwerk", outcomes))
    response = client.get(ADDRESS)
    page = seen(response.content)
    assert "ETag" not in response.headers
    for said in ("1.010", "1.234", "Rietstad", "mislukt", "De uitgever antwoordde niet.", "het bestand bleef gelijk"):
        assert said in page.words
    assert b"<b>" not in response.content
    assert "Wij rekenen of lezen dit nu anders" in page.words
    assert "voor 1 plek: " in page.words, page.words
    assert "4 januari 2026" in page.words
    assert moment not in page.words
    assert client.get(ADDRESS + "?bron=figures-2020").status_code == 200
    assert "1.234" not in seen(client.get(ADDRESS + "?bron=figures-2021").content).words
    assert client.get(ADDRESS + "?bron=nergens").status_code == 404
    assert "1.234" not in seen(client.get(ADDRESS + "?deel=99").content).words


def test_what_stayed_the_same_is_counted_and_not_listed(client: Client, workshop: Workshop, tmp_path: Path) -> None:
    workshop.shelf.publish(workshop.build())
    moment = "2026-01-04T03:00:00Z"
    outcomes = tuple(Outcome(source, "ongewijzigd") for source in ("figures-2020", "figures-2021"))
    write(tmp_path / "refreshes", Refresh("20260104T030000Z", moment, moment, "netwerk", outcomes))
    words = seen(client.get(ADDRESS).content).words
    assert "Bij 2 tabellen was er niets nieuws." in words
    assert "ongewijzigd" not in words


@pytest.mark.parametrize("theirs", [True, False])
def test_a_revised_figure_is_marked_on_its_card_when_the_publisher_changed_it(
    client: Client,
    workshop: Workshop,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    theirs: bool,
) -> None:
    workshop.shelf.publish(workshop.build(day=3))
    before = selectors.serving()
    assert before is not None
    code = next(c for c in before.cube.areas if c.level == "wijk")
    latest = series(before, before.place(code), before.indicator("inwoners")).latest
    assert latest is not None
    delivery = before.delivery(latest.delivery)
    assert delivery is not None
    (table,) = workshop.tables[delivery.source]
    column = table.columns["AANT_INW"]
    values = column.values.copy()
    values[table.codes.index(code)] += 5
    workshop.tables[delivery.source] = (
        replace(table, columns={**table.columns, "AANT_INW": replace(column, values=values)}),
    )
    files = small_country.raw_files
    if theirs:
        monkeypatch.setattr(
            small_country, "raw_files", lambda *a: {k: replace(f, sha256="f" * 64) for k, f in files(*a).items()}
        )
    workshop.known = replace(workshop.known, named_areas=())
    workshop.shelf.publish(workshop.build(day=4))
    words = seen(client.get(f"/plek/{code}/?alles=ja").content).words
    assert ("De uitgever heeft dit herzien." in words) is theirs
    assert main(["revisions"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    (row,) = (r for r in rows if (r["code"], r["indicator"], r["year"]) == (code, "inwoners", str(latest.year)))
    assert float(row["new"]) == float(row["old"]) + 5
    assert row["ours"] == str(not theirs).lower()


def test_without_anything_to_compare_the_command_says_so(
    workshop: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    workshop.shelf.publish(workshop.build())
    assert main(["revisions"]) == 1
    assert "geen vergelijking" in capsys.readouterr().err
