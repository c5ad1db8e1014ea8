"""The same number on the profile, on the command line, on the map and in the table; and each leads to its cell."""

import json
import re
from html import unescape

import numpy as np
import pytest
from django.test import Client
from web.monitor.reading import seen

from toetssteen.answers.atlas import Atlas
from toetssteen.answers.lineage import Cell, cells
from toetssteen.answers.numbers import exact
from toetssteen.cli import main
from toetssteen.kernel.cells import Status

WIJK = "WK990101"
ROW = re.compile(rf'href="/herkomst/([\w-]+)/{WIJK}/(\d{{4}})/">\d{{4}}</a></th><td class="n">([^<]*)</td>')
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


def _cells(atlas: Atlas, name: str, year: int) -> tuple[Cell, ...]:
    return cells(atlas, atlas.indicator(name), WIJK, year)


def test_the_map_has_the_values_of_the_cube_in_the_order_of_its_outlines(client: Client, atlas: Atlas) -> None:
    settings = _map(client, "/kaart/?cijfer=laag_inkomen&niveau=buurt&jaar=2020")
    codes = [shape["id"] for shape in _outlines(client, settings)]
    body = client.get(settings["values"]).content
    assert len(body) == 9 * len(codes)
    values = np.frombuffer(body, dtype="<f8", count=len(codes))
    statuses = np.frombuffer(body, dtype=np.uint8, offset=8 * len(codes))
    cube = atlas.cube
    year, figure = cube.year_at(2020), cube.indicator_at("laag_inkomen")
    where = cube.areas_at(codes)
    np.testing.assert_array_equal(values, cube.values[year, figure, where])
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
def test_outlines_and_values_may_be_kept_for_ever(client: Client) -> None:
    settings = _map(client, "/")
    for address in (settings["outlines"], settings["values"]):
        assert "immutable" in client.get(address).headers["Cache-Control"]


def _map(client: Client, address: str) -> dict[str, str]:
    found = re.search(r'<script id="kaart-settings"[^>]*>(.*?)</script>', client.get(address).content.decode())
    assert found
    return json.loads(found[1])


def _outlines(client: Client, settings: dict[str, str]) -> list[dict[str, str]]:
    return client.get(settings["outlines"]).json()["objects"]["gebieden"]["geometries"]
