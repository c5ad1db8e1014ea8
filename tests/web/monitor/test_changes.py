"""The page that says what is new."""

from dataclasses import replace
from pathlib import Path

from django.test import Client
from warehouse.conftest import Workshop
from web.monitor.reading import seen

from toetssteen.sources.refreshes import Outcome, Refresh, write

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
    assert client.get(ADDRESS + "?bron=figures-2020").status_code == 200
    assert "1.234" not in seen(client.get(ADDRESS + "?bron=figures-2021").content).words
    assert client.get(ADDRESS + "?bron=nergens").status_code == 404
    assert "1.234" not in seen(client.get(ADDRESS + "?deel=99").content).words
