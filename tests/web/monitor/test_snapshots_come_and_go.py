"""No figures, other figures, figures that were thrown away or damaged, while the site runs."""

import shutil
from dataclasses import replace

import pytest
from django.test import Client
from warehouse.conftest import Workshop
from warehouse.damage import flipped, two
from web.monitor.reading import seen

from toetssteen.answers.snapshot.open_atlases import open_atlas
from toetssteen.warehouse import revisions
from toetssteen.web.snapshots import warming


def test_without_figures_the_site_says_so(client: Client, workshop: Workshop) -> None:
    for address in ("/", "/plek/WK900101/", "/kaart/", "/over-de-cijfers/"):
        response = client.get(address)
        assert response.status_code == 503
        assert "Er zijn nog geen cijfers" in seen(response.content).headings
        assert "ETag" not in response.headers


def test_the_next_page_shows_the_figures_switched_to(client: Client, workshop: Workshop) -> None:
    first = workshop.build(day=3)
    workshop.shelf.publish(first)
    before = client.get("/plek/WK900101/")
    assert first in seen(before.content).words
    workshop.known = replace(workshop.known, named_areas=())
    second = workshop.build(day=4)
    assert second != first
    workshop.shelf.publish(second)
    after = client.get("/plek/WK900101/", headers={"if-none-match": before.headers["ETag"]})
    assert after.status_code == 200
    assert second in seen(after.content).words
    assert first not in seen(after.content).words
    workshop.shelf.rollback()
    assert first in seen(client.get("/plek/WK900101/").content).words


def test_a_map_that_is_open_keeps_its_own_figures_after_a_switch(client: Client, workshop: Workshop) -> None:
    first = workshop.build(day=3)
    workshop.shelf.publish(first)
    workshop.known = replace(workshop.known, named_areas=())
    workshop.shelf.publish(workshop.build(day=4))
    assert workshop.shelf.current() != first
    response = client.get(f"/data/{first}/grenzen/2021-wijk.json")
    assert response.status_code == 200
    assert len(response.json()["objects"]["gebieden"]["geometries"]) == 4


def test_figures_that_are_open_keep_serving_when_their_folder_goes(client: Client, workshop: Workshop) -> None:
    name = workshop.build()
    workshop.shelf.publish(name)
    page = client.get("/plek/WK900101/").content
    shutil.rmtree(workshop.shelf.folder / name)
    assert client.get("/plek/WK900101/").content == page
    assert client.get("/herkomst/inwoners/WK900101/2021/").status_code == 200
    assert client.get(f"/data/{name}/grenzen/2021-wijk.json").status_code == 404


def test_a_site_that_starts_without_its_folder_says_what_to_do(client: Client, workshop: Workshop) -> None:
    name = workshop.build()
    workshop.shelf.publish(name)
    shutil.rmtree(workshop.shelf.folder / name)
    open_atlas.cache_clear()
    response = client.get("/plek/WK900101/")
    assert response.status_code == 503
    assert "Dat lukt nu niet" in seen(response.content).headings
    assert "toetssteen build" in seen(response.content).words


def test_damaged_figures_are_said_and_never_shown(client: Client, workshop: Workshop) -> None:
    name = workshop.build()
    workshop.shelf.publish(name)
    values = workshop.shelf.folder / name / "cube" / "values.npy"
    values.write_bytes(values.read_bytes()[:-8])
    open_atlas.cache_clear()
    assert client.get("/plek/WK900101/").status_code == 503
    assert client.get(f"/data/{name}/grenzen/2021-wijk.json").status_code == 404


ADDRESSES = (
    "/",
    "/plek/WK900101/",
    "/cijfers/inwoners/",
    "/kaart/",
    "/v1/plekken/WK900101/cijfers",
    "/stand/{name}/plek/WK900101/",
)


def test_a_flipped_bit_is_shown_to_nobody_and_named_without_a_path(client: Client, workshop: Workshop) -> None:
    name = workshop.build()
    workshop.shelf.publish(name)
    for file in ("cube/values.npy", "cells.duckdb", "manifest.json"):
        open_atlas.cache_clear()
        with flipped(workshop.shelf.folder / name / file, 8 * 700):
            for address in ADDRESSES:
                response = client.get(address.format(name=name))
                assert response.status_code in (404, 503), (file, address)
                words = response.content.decode()
                assert str(workshop.folder) not in words
                assert "Traceback" not in words
            assert "beschadigd" in client.get("/plek/WK900101/").content.decode()
    open_atlas.cache_clear()
    assert client.get("/plek/WK900101/").status_code == 200


def test_what_the_disk_spoils_while_it_serves_is_found_at_the_next_look(
    client: Client, workshop: Workshop, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    name = workshop.build()
    workshop.shelf.publish(name)
    watcher = warming.Watcher(lambda atlas: None)
    watcher.look()
    assert client.get("/plek/WK900101/").status_code == 200
    with flipped(workshop.shelf.folder / name / "cube" / "values.npy", 8 * 700):
        watcher.look()
        assert client.get("/plek/WK900101/").status_code == 200, "not yet looked at again"
        monkeypatch.setattr(warming, "AGAIN", -1.0)
        watcher.look()
        assert "values.npy" in caplog.text
        assert client.get("/plek/WK900101/").status_code == 503
        assert client.get("/gereed").status_code == 503
    open_atlas.cache_clear()
    watcher.look()
    assert client.get("/plek/WK900101/").status_code == 200


def test_a_list_of_revisions_that_is_damaged_costs_its_own_page_only(client: Client, workshop: Workshop) -> None:
    second = two(workshop)
    assert client.get("/wijzigingen/").status_code == 200
    revisions._found_whole.clear()
    with flipped(workshop.shelf.folder / second / revisions.CELLS, 8 * 300):
        response = client.get("/wijzigingen/")
        assert response.status_code == 503
        assert "herziene cijfers" in response.content.decode()
        assert client.get("/plek/WK900101/").status_code == 200
