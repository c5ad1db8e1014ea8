"""The map: its histogram, what it says of one place, its names, and the figure it opens with."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.test import Client
from packed_html import packed
from web.monitor.reading import seen

from toetssteen.answers.figures.numbers import exact
from toetssteen.answers.figures.overview import overview
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.kernel.areas import COUNTRY, Level
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import Direction
from toetssteen.web.monitor.map import context
from toetssteen.web.monitor.map.context import map_view, opening_indicator
from toetssteen.web.monitor.map.names import map_names
from toetssteen.web.ui.maps import MapView

SVG = "{http://www.w3.org/2000/svg}"


def _views(atlas: Atlas) -> list[MapView]:
    found = (
        map_view(atlas, overview(atlas, name, level), COUNTRY, wanted)
        for name in atlas.cube.indicators
        for level in (Level.GEMEENTE, Level.WIJK, Level.BUURT)
        for wanted in (5, 7)
    )
    return [view for view in found if view is not None]


def test_the_histogram_counts_every_place_and_writes_each_limit_once(atlas: Atlas) -> None:
    views = _views(atlas)
    assert len(views) > 100
    for view in views:
        of_year = overview(
            atlas, view.indicator, Level({"buurten": "buurt", "wijken": "wijk"}.get(view.places, "gemeente")), view.year
        )
        known = int((of_year.values == of_year.values).sum())
        assert sum(places for _step, _class, places in view.shown.bars) == known
        assert view.shown.secret == int((of_year.statuses == Status.SECRET).sum())
        assert known + view.shown.secret + view.shown.absent == len(of_year.codes)
        drawn = view.histogram
        assert drawn is not None
        limits = [words for _value, words in drawn.limits]
        assert len(set(limits)) == len(limits) == len(view.classes) + 1, (view.title, limits)


def test_fewer_classes_than_asked_are_explained(atlas: Atlas) -> None:
    for view in _views(atlas):
        asked = int(re.search(r"klassen=(\d)", view.shown.still)[1])
        assert (len(view.classes) < asked) == bool(view.fewer), view.title


def test_the_card_tells_what_the_page_of_the_place_tells(client: Client, atlas: Atlas) -> None:
    code, year = "WK990101", 2020
    card = client.get(f"/kaart/plek?cijfer=laag_inkomen&plek={code}&jaar={year}")
    text = packed(card.content)
    cube = atlas.cube
    value = float(cube.values[cube.year_at(year), cube.indicator_at("laag_inkomen"), cube.area_at(code)])
    assert atlas.place(code).name in text
    assert f'href="/plek/{code}/"' in text
    assert "(2020)" in text
    description = re.search(r"<desc[^>]*>(.*?)</desc>", text)[1]
    said = exact(value, atlas.indicator("laag_inkomen")).replace("\u00a0", " ")
    assert f"2020: {said}." in description.replace("\u00a0", " ")


def test_the_card_of_a_place_without_a_figure_says_why(client: Client, atlas: Atlas) -> None:
    cube = atlas.cube
    y, i = cube.year_at(2020), cube.indicator_at("laag_inkomen")
    secret = next(
        str(code)
        for at, code in enumerate(cube.areas)
        if cube.statuses[y, i, at] == Status.SECRET and code.level is Level.BUURT
    )
    text = packed(client.get(f"/kaart/plek?cijfer=laag_inkomen&plek={secret}&jaar=2020").content)
    assert "eheim" in text or "wonen geen mensen" in text


@pytest.mark.parametrize("query", ["plek=NIETS&jaar=2020", "plek=WK990101&jaar=x", "plek=WK990101&jaar=1850", "plek="])
@pytest.mark.usefixtures("served")
def test_a_card_that_is_not_there_is_said(client: Client, query: str) -> None:
    assert client.get(f"/kaart/plek?cijfer=laag_inkomen&{query}").status_code == 404


def test_names_and_outlines_of_focus_areas(client: Client, atlas: Atlas) -> None:
    page = client.get("/kaart/?cijfer=laag_inkomen&niveau=buurt").content.decode()
    settings = json.loads(re.search(r'<script id="kaart-settings"[^>]*>(.*?)</script>', page)[1])
    names = client.get(settings["names"])
    assert "immutable" in names.headers["Cache-Control"]
    found = names.json()
    assert {one["name"] for one in found["gemeenten"]} == {"Rietstad", "Lindemonde", "Hoogoever"}
    for area in found["focus"]:
        assert client.get(area["address"]).status_code == 200
        west, south, east, north = area["box"]
        assert area["rings"]
        for ring in area["rings"]:
            assert ring[0] == ring[-1]
            assert all(west <= x <= east and south <= y <= north for x, y in ring)
        assert f'href="{area["address"]}"' in page
    inside = {code for area in map_names(atlas, "2019-buurt.json").focus for code in area.codes}
    assert inside < {str(code) for code in atlas.cube.areas}


def test_the_map_opens_with_a_measured_figure_of_an_early_domain(client: Client, atlas: Atlas) -> None:
    indicator = atlas.indicator(opening_indicator(atlas))
    assert indicator.key
    assert indicator.direction is not Direction.CONTEXT
    view = client.get("/").context["page"].map
    assert (view.indicator, view.year >= atlas.cube.years[-1] - 5) == (indicator.id, True)
    assert indicator.id not in ("afstand_huisarts", "afstand_supermarkt")


@pytest.mark.usefixtures("served")
def test_within_a_gemeente_only_its_own_places_are_drawn(client: Client) -> None:
    page = client.get("/kaart/?cijfer=laag_inkomen&niveau=buurt&binnen=GM9901")
    view = page.context["page"].map
    assert {code[:6] for code in view.codes} == {"BU9901"}
    small, whole = (
        ElementTree.fromstring(client.get(address).content)
        for address in (view.shown.still, view.shown.still.replace("binnen=GM9901", "binnen=NL00"))
    )
    assert small.get("viewBox") != whole.get("viewBox")


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize(
    "address",
    [
        "/data/{id}/tekening/laag_inkomen/2019-buurt.json/1850.svg",
        "/data/{id}/tekening/niets/2019-buurt.json/2020.svg",
        "/data/{id}/tekening/laag_inkomen/1999-buurt.json/2020.svg",
        "/data/{id}/namen/1999-buurt.json",
        "/data/geen/namen/2019-buurt.json",
        "/data/{id}/tekening/laag_inkomen/2019-buurt.json/2020.svg?binnen=GM0000",
        "/data/{id}/tekening/laag_inkomen/2019-buurt.json/2020.svg?klassen=3",
    ],
)
def test_a_drawing_that_is_not_there_is_not_found(client: Client, atlas: Atlas, address: str) -> None:
    assert client.get(address.format(id=atlas.id)).status_code == 404


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize("address", ["/", "/cijfers/laag_inkomen/", "/kaart/?cijfer=laag_inkomen"])
def test_a_page_promises_a_table_only_where_there_is_one(client: Client, address: str) -> None:
    content = client.get(address).content
    promised = "In de tabel staan dezelfde cijfers" in seen(content).words
    assert promised == any("op naam" in name for name in seen(content).tables)


def test_a_year_without_an_outline_here_has_no_map(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a gemeente nobody may have drawn the wijken of that year, though somebody drew those of others."""
    monkeypatch.setattr(context, "drawn_outlines", lambda _atlas, _file, codes: () if codes else ("all",))
    assert map_view(atlas, overview(atlas, "inwoners", Level.WIJK, 2020, "GM9901"), "GM9901") is None


@pytest.mark.usefixtures("served")
def test_a_place_without_the_figure_is_told_so(client: Client, atlas: Atlas) -> None:
    """No year of another place, and no words about outlines: it is not known here."""
    cube = atlas.cube
    absent = next(name for name in cube.indicators if not _known(atlas, name, "GM9902"))
    text = client.get(f"/kaart/?cijfer={absent}&binnen=GM9902").content.decode()
    assert "Voor Lindemonde is dit cijfer niet bekend." in " ".join(text.split())
    assert "None" not in text


def _known(atlas: Atlas, name: str, region: str) -> bool:
    row = atlas.cube.indicator_at(name)
    levels = (Level.GEMEENTE, Level.WIJK, Level.BUURT)
    return any(bool((atlas.cube.values[:, row, atlas.gazetteer.under(region, level)] > -1e9).any()) for level in levels)


def test_a_gemeente_that_is_gone_is_no_choice(client: Client, real_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Haren went up into Groningen in 2019; who asks for it by its address keeps it."""
    monkeypatch.setenv("TOETSSTEEN_VAR", str(real_var))
    assert 'value="GM0017"' not in client.get("/kaart/?cijfer=inwoners").content.decode()
    assert 'value="GM0014"' in client.get("/kaart/?cijfer=inwoners").content.decode()
    assert 'value="GM0017"' in client.get("/kaart/?cijfer=inwoners&binnen=GM0017").content.decode()
