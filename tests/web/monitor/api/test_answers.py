"""What the API gives is what the site shows, and how it behaves towards machines."""

import csv
import io
import json
import random
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from django.test import Client
from warehouse.conftest import Workshop
from web.monitor.reading import seen

from toetssteen import __version__
from toetssteen.answers.figures.numbers import exact
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.cli import main
from toetssteen.kernel.cells import Status
from toetssteen.web.monitor.api.words import STATUS

WIJK = "WK990101"
pytestmark = pytest.mark.usefixtures("served")


def test_the_profile_of_the_api_is_the_profile_of_the_page(client: Client, atlas: Atlas) -> None:
    draw = random.Random(11)
    codes = draw.sample(sorted(c for c in atlas.gazetteer.places if atlas.gazetteer.places[c].level != "land"), 12)
    compared = 0
    for code in codes:
        page = seen(client.get(f"/plek/{code}/?alles=ja").content)
        answer = client.get(f"/v1/plekken/{code}/cijfers").json()
        assert answer["momentopname"] == atlas.id
        for reading in answer["lezingen"]:
            indicator = atlas.indicator(reading["cijfer"])
            rows = page.tables.get(f"{indicator.name} in {answer['naam']}, per jaar")
            if rows is None:
                continue
            (row,) = (r for r in rows if r[0] == str(reading["jaar"]))
            assert row[1] == exact(reading["waarde"], indicator)
            compared += 1
    assert compared > 60


def test_the_series_of_the_api_is_that_of_the_command_line(
    client: Client, atlas: Atlas, capsys: pytest.CaptureFixture[str]
) -> None:
    compared = 0
    for name in ("inwoners", "laag_inkomen", "woz_waarde"):
        assert main(["series", name, "--areas", WIJK, "--json"]) == 0
        (said,) = json.loads(capsys.readouterr().out)["series"]
        answer = client.get(f"/v1/plekken/{WIJK}/cijfers/{name}").json()
        assert [(p["jaar"], p["waarde"], p["vergelijkbaar"]) for p in answer["punten"]] == [
            (p["year"], p["value"], p["comparable"]) for p in said["points"]
        ]
        compared += len(answer["punten"])
    assert compared > 20


@pytest.mark.parametrize("level", ["buurt", "wijk", "gemeente"])
def test_all_values_are_the_cells_of_the_cube_in_three_forms(client: Client, atlas: Atlas, level: str) -> None:
    address = f"/v1/cijfers/laag_inkomen/waarden?niveau={level}&jaar=2020"
    rows = client.get(address).json()["waarden"]
    assert [r["code"] for r in rows] == sorted(r["code"] for r in rows)
    cube = atlas.cube
    y, i = cube.year_at(2020), cube.indicator_at("laag_inkomen")
    for row in rows:
        at = cube.area_at(row["code"])
        value = cube.values[y, i, at]
        assert row["waarde"] == (None if np.isnan(value) else value)
        assert row["status"] == STATUS[Status(int(cube.statuses[y, i, at]))]
    text = client.get(f"{address}&formaat=csv").content.decode()
    table = list(csv.DictReader(io.StringIO(text)))
    assert [(t["code"], float(t["waarde"]) if t["waarde"] else None, t["status"]) for t in table] == [
        (r["code"], r["waarde"], r["status"]) for r in rows
    ]
    features = client.get(f"{address}&formaat=geojson").json()["features"]
    assert [f["properties"] for f in features] == rows
    assert all(f["geometry"]["type"] in ("Polygon", "MultiPolygon") for f in features)


def test_a_secret_cell_has_no_number_in_any_form(client: Client) -> None:
    address = "/v1/cijfers/laag_inkomen/waarden?niveau=buurt&jaar=2020"
    secret = [r for r in client.get(address).json()["waarden"] if r["status"] == "geheim"]
    assert secret
    assert all(r["waarde"] is None for r in secret)
    lines = client.get(f"{address}&formaat=csv").content.decode().splitlines()
    hidden = [line for line in lines if ",geheim," in line]
    assert len(hidden) == len(secret)
    assert all(",,geheim," in line for line in hidden)


def test_lineage_names_the_publishers_cell(client: Client) -> None:
    found = client.get(f"/v1/herkomst/inwoners/{WIJK}/2020").json()
    (cell,) = (c for c in found["cellen"] if c["gebruikt"])
    assert cell["waarde"] == found["waarde"]
    page = client.get(f"/herkomst/inwoners/{WIJK}/2020/").content.decode()
    for said in (cell["bestand"], cell["kolom"], cell["sha256"]):
        assert said in page


def test_pages_of_places_together_are_all_places(client: Client, atlas: Atlas) -> None:
    address, codes = "/v1/plekken?niveau=buurt&aantal=100", []
    while address:
        response = client.get(address)
        codes += [p["code"] for p in response.json()["plekken"]]
        links = dict(reversed(part.split("; ")) for part in response.headers.get("Link", "").split(", ") if part)
        address = links.get('rel="next"', "").strip("<>").removeprefix("http://testserver")
    assert codes == sorted(c for c, p in atlas.gazetteer.places.items() if p.level == "buurt")


def test_the_rules_of_the_house(client: Client) -> None:
    response = client.get("/v1/plekken/NL00")
    assert response.headers["API-Version"].count(".") == 2
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
    tag = response.headers["ETag"]
    assert __version__ in tag
    assert client.get("/v1/plekken/NL00", headers={"if-none-match": tag}).status_code == 304
    head = client.head("/v1/plekken/NL00")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == str(len(response.content))
    for method in (client.post, client.put, client.patch, client.delete):
        refused = method("/v1/plekken")
        assert (refused.status_code, refused.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
        assert refused.headers["Content-Type"] == "application/problem+json"
    assert client.options("/v1/plekken").status_code == 204


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/v1/bestaat-niet", 404, "openapi.json"),
        ("/v1/plekken/", 404, "openapi.json"),
        ("/v1/plekken/WK000000", 404, "kennen wij niet"),
        ("/v1/plekken/%00", 400, "code"),
        ("/v1/plekken/..%2F..%2Fetc", 404, ""),
        ("/v1/plekken?pagina=0", 400, "pagina"),
        ("/v1/plekken?pagina=-1", 400, "pagina"),
        ("/v1/plekken?onzin=1", 400, "onzin"),
        ("/v1/plekken?pagina=1&pagina=2", 400, "meer dan één keer"),
        ("/v1/plekken?zoek=", 400, "zoek"),
        ("/v1/plekken?momentopname=..%2F..", 404, "momentopname"),
        ("/v1/cijfers/inwoners/waarden?jaar=99999", 400, "jaar"),
        ("/v1/cijfers/inwoners/waarden?jaar=1950", 404, "1950"),
        ("/v1/cijfers/inwoners/waarden?niveau=straat", 400, "niveau"),
        ("/v1/grenzen/1999/wijk", 404, "1999"),
        ("/v1/herkomst/inwoners/NL00/twintig", 400, "jaar"),
    ],
)
def test_a_question_that_cannot_be_answered_is_a_problem_in_plain_words(
    client: Client, address: str, status: int, said: str
) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    body = response.json()
    assert body["status"] == status
    assert said in body["detail"]
    assert body["instance"].startswith("/v1/")


def test_a_form_that_is_not_there(client: Client) -> None:
    refused = client.get("/v1/plekken", headers={"accept": "image/png"})
    assert (refused.status_code, refused.json()["instance"]) == (406, "/v1/plekken")
    assert client.get("/v1/plekken", headers={"accept": "text/csv"}).headers["Content-Type"].startswith("text/csv")
    found = client.get("/v1/cijfers/inwoners/waarden", headers={"accept": "application/geo+json"})
    assert found.headers["Content-Type"] == "application/geo+json"


def test_another_snapshot_can_be_asked_for_by_name(client: Client, atlas: Atlas) -> None:
    (one,) = (m for m in client.get("/v1/momentopnamen").json()["momentopnamen"] if m["huidig"])
    assert one["id"] == atlas.id
    assert client.get(f"/v1/plekken/NL00?momentopname={atlas.id}").json()["momentopname"] == atlas.id


def test_every_question_in_the_guide_for_readers_is_answered(client: Client) -> None:
    guide = (Path(__file__).parents[4] / "docs" / "gebruikers" / "open-data.md").read_text(encoding="utf-8")
    # The guide speaks of a real wijk; in the invented country another one stands for it.
    asked = [a.replace("WK001404", WIJK) for a in re.findall(r"`(/v1/[^`]*)`", guide)]
    assert len(asked) > 8
    assert {a: client.get(a).status_code for a in asked} == dict.fromkeys(asked, 200)


def test_the_examples_to_paste_ask_what_can_be_asked(client: Client) -> None:
    page = client.get("/open-data/").content.decode()
    examples = re.findall(r"<pre[^>]*><code>(.*?)</code></pre>", page, re.DOTALL)
    assert len(examples) == 4
    for code in examples:
        (address,) = re.findall(r"http://testserver(/v1/[^&\"]*(?:&amp;[^&\"]*)*?)&quot;", code)
        answer = client.get(address.replace("&amp;", "&"))
        assert answer.headers["Content-Type"].startswith("text/csv")
        head = answer.content.decode().splitlines()[0].split(",")
        # Every example but the plain one names columns; these are there.
        assert {"waarde", "jaar"} <= set(head)


def test_what_was_built_and_never_shown_is_not_given(client: Client, workshop: Workshop) -> None:
    workshop.shelf.publish(workshop.build(day=3))
    workshop.known = replace(workshop.known, named_areas=())
    hidden = workshop.build(day=4)
    assert hidden in workshop.shelf.ids()
    assert hidden not in [m["id"] for m in client.get("/v1/momentopnamen").json()["momentopnamen"]]
    assert client.get(f"/v1/plekken?momentopname={hidden}").status_code == 404
    workshop.shelf.publish(hidden)
    assert client.get(f"/v1/plekken?momentopname={hidden}").json()["momentopname"] == hidden


def test_a_figure_says_when_its_next_year_comes(client: Client, atlas: Atlas) -> None:
    coming = client.get("/v1/cijfers/inwoners").json()["volgendJaar"]
    year = atlas.cube.years[-1] + 1
    assert (coming["jaar"], coming["vanaf"], coming["uiterlijk"]) == (year, f"{year + 1}-05", f"{year + 1}-05")
    assert f"over {year} in mei {year + 1}" in coming["toelichting"]
    assert "verzonnen" in coming["bewijs"][0]
    nothing = client.get("/v1/cijfers/vocht_en_schimmel").json()["volgendJaar"]
    assert (nothing["jaar"], nothing["vanaf"], nothing["uiterlijk"], nothing["bewijs"]) == (None, None, None, [])
    assert "niet bekend" in nothing["toelichting"]
