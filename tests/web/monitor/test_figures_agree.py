"""The same number on the profile, on the command line, on the map and in the table; and each leads to its cell."""

import json
import re
from html import unescape
from typing import Any

import numpy as np
import pytest
from django.test import Client
from packed_html import packed
from web.monitor.reading import seen
from web.ui.test_maps import unpacked

from toetssteen.answers.figures.numbers import exact
from toetssteen.answers.figures.published_cells import PublishedCell, cells
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.cli import main
from toetssteen.kernel.cells import Status

WIJK = "WK990101"
ROW = re.compile(rf'href="/herkomst/([\w-]+)/{WIJK}/(\d{{4}})/">\d{{4}}</a></th><td[^>]*class="n"[^>]*>([^<]*)</td>')
FIGURES = re.compile(r'href="(/herkomst/[^"]+)"')


def _profiles(client: Client, atlas: Atlas) -> str:
    """The wijk's page and those of its themes."""
    queries = ["", *(f"?thema={domain.id}" for domain in atlas.domains)]
    return "".join(client.get(f"/plek/{WIJK}/{query}").content.decode() for query in queries)


def test_the_profile_says_what_the_command_line_says(
    client: Client, atlas: Atlas, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = {(name, int(year)): unescape(value) for name, year, value in ROW.findall(_profiles(client, atlas))}
    names = sorted({name for name, _year in rows})
    assert len(names) > 30
    for name in names:
        assert main(["series", name, "--areas", WIJK, "--json"]) == 0
        answer = json.loads(capsys.readouterr().out)
        assert (answer["snapshot"], answer["invented"]) == (atlas.id, True)
        (series,) = answer["series"]
        on_page = {year: value for (one, year), value in rows.items() if one == name}
        assert set(on_page) == {point["year"] for point in series["points"]}
        for point in series["points"]:
            if point["value"] is not None:
                assert on_page[point["year"]] == exact(point["value"], atlas.indicator(name))
            else:
                assert not re.search(r"\d", on_page[point["year"]])


def test_every_figure_of_a_profile_leads_to_the_publishers_cell(client: Client, atlas: Atlas) -> None:
    links = sorted(set(FIGURES.findall(_profiles(client, atlas))))
    assert len(links) > 300
    for link in links:
        response = client.get(link)
        assert response.status_code == 200, link
        words = seen(response.content).words
        if "komt later" not in words:
            assert "Het vak bij de uitgever" in words or "Berekend uit deze delen" in words, link


def test_a_lineage_page_names_file_row_and_column(client: Client, atlas: Atlas) -> None:
    text = client.get(f"/herkomst/inwoners/{WIJK}/2020/").content.decode()
    (cell,) = (c for c in _cells(atlas, "inwoners", 2020) if c.used)
    for said in (cell.publisher, cell.file, cell.column, cell.sha256):
        assert said in text
    assert f"<dd>{cell.row}</dd>" in text


def _cells(atlas: Atlas, name: str, year: int) -> tuple[PublishedCell, ...]:
    return cells(atlas, atlas.indicator(name), WIJK, year)


def test_the_map_has_the_values_of_the_cube_in_the_order_of_its_outlines(client: Client, atlas: Atlas) -> None:
    settings = _map(client, "/kaart/?cijfer=laag_inkomen&niveau=buurt&jaar=2020")
    codes = [shape["id"] for shape in _outlines(client, settings)]
    _size, numbers, found = unpacked(client.get(_shown(settings)["values"]).content, len(codes))
    values = np.array([np.nan if n is None else n for n in numbers])
    statuses = np.array(found, dtype=np.uint8)
    cube = atlas.cube
    year, figure = cube.year_at(2020), cube.indicator_at("laag_inkomen")
    where = cube.areas_at(codes)
    decimals = atlas.indicator("laag_inkomen").decimals
    np.testing.assert_array_equal(values, np.round(cube.values[year, figure, where], decimals))
    np.testing.assert_array_equal(statuses, cube.statuses[year, figure, where])
    assert (statuses == Status.SECRET).any()
    assert np.isnan(values[statuses == Status.SECRET]).all()


def test_the_table_under_the_map_has_the_same_places_and_values(client: Client, atlas: Atlas) -> None:
    address = "/kaart/?cijfer=laag_inkomen&niveau=wijk&jaar=2020"
    shapes = {shape["id"] for shape in _outlines(client, _map(client, address))}
    tables = seen(client.get(address).content).tables
    (rows,) = (rows for name, rows in tables.items() if "op naam" in name)
    assert {row[1] for row in rows[1:]} == shapes
    cube, indicator = atlas.cube, atlas.indicator("laag_inkomen")
    for _name, code, said, _how in rows[1:]:
        value = cube.values[cube.year_at(2020), cube.indicator_at(indicator.id), cube.area_at(code)]
        assert said == ("–" if np.isnan(value) else exact(float(value), indicator))


@pytest.mark.usefixtures("served")
def test_outlines_may_be_kept_for_ever_and_values_for_a_day(client: Client) -> None:
    """A publisher can withdraw a figure, and never an outline."""
    settings = _map(client, "/")
    assert "immutable" in client.get(_shown(settings)["outlines"]).headers["Cache-Control"]
    assert client.get(_shown(settings)["values"]).headers["Cache-Control"] == "public, max-age=86400"


def _map(client: Client, address: str) -> dict[str, Any]:
    found = re.search(r'<script id="kaart-settings"[^>]*>(.*?)</script>', client.get(address).content.decode())
    assert found
    return json.loads(found[1])


def _shown(settings: dict[str, Any]) -> dict[str, Any]:
    return settings["years"][settings["at"]]


@pytest.mark.usefixtures("served")
def test_another_figure_on_the_map_is_the_map_of_its_own_page(client: Client) -> None:
    question = "cijfer=woz_waarde&niveau=wijk&jaar=2020&klassen=6"
    change = client.get(f"/kaart/beeld?{question}").json()
    assert change["map"] == _map(client, f"/kaart/?{question}")
    assert packed(change["legend"].encode()).strip() in packed(client.get(f"/kaart/?{question}").content)


@pytest.mark.usefixtures("served")
def test_a_map_that_cannot_be_drawn_is_left_to_the_page(client: Client) -> None:
    assert client.get("/kaart/beeld?cijfer=inwoners&niveau=wijk&jaar=1999").status_code == 404
    assert client.get("/kaart/beeld?cijfer=bestaat_niet").status_code == 404


def _outlines(client: Client, settings: dict[str, Any]) -> list[dict[str, str]]:
    return client.get(_shown(settings)["outlines"]).json()["objects"]["gebieden"]["geometries"]
