"""Pages, downloads and API on the publishers' figures: nothing about a place that its code meant before."""

import csv
import io
from pathlib import Path

import pytest
from django.test import Client
from web.monitor.reading import seen

pytestmark = pytest.mark.usefixtures("of_real_figures")


@pytest.fixture
def of_real_figures(real_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(real_var))


def words(client: Client, address: str) -> str:
    return seen(client.get(address).content).words


def test_a_new_estate_is_not_told_the_figures_of_the_wijk_that_had_its_code(client: Client) -> None:
    """WK099511 is Warande since 2022. In 2016 it was Zuiderzeewijk: 55 per cent lonely, 63 healthy, safety -0,05."""
    text = words(client, "/plek/WK099511/")
    before, _heading, after = text.partition("Wat niet over deze plek gaat")
    assert "voelt 55 %" not in before
    assert "Zuiderzeewijk (indeling van 2016) 55 %" in after
    readings = client.get("/v1/plekken/WK099511/cijfers").json()["lezingen"]
    assert readings
    # Its own, of a division that gives its code among those of today.
    (lonely,) = (one for one in readings if one["cijfer"] == "eenzaam_50090ned")
    assert (lonely["jaar"], lonely["waarde"]) == (2020, 42.2)
    assert not {"eenzaam", "regie_eigen_leven", "leefbaarheid_veiligheid"} & {one["cijfer"] for one in readings}


def test_the_series_says_whose_figure_it_was(client: Client) -> None:
    (point,) = client.get("/v1/plekken/WK099511/cijfers/eenzaam").json()["punten"]
    assert (point["waarde"], point["anderePlek"], point["waardeAnderePlek"]) == (None, "Zuiderzeewijk", 55.0)
    assert point["indelingAnderePlek"] == 2016
    assert point["reden"].startswith("het cijfer van toen gaat over een andere plek met deze code")
    page = words(client, "/herkomst/eenzaam/WK099511/2016/")
    assert "tonen we geen cijfer: het cijfer van toen gaat over een andere plek" in page


def test_every_figure_of_a_year_is_named_after_its_own_division(client: Client) -> None:
    """In 2016 WK008050 was Zuiderburen and its surroundings; Leeuwarden was divided anew since."""
    query = "niveau=wijk&jaar=2016&binnen=GM0080"
    rows = client.get(f"/v1/cijfers/eenzaam/waarden?{query}").json()["waarden"]
    names = [row["naam"] for row in rows]
    assert len(set(names)) == len(names)
    (row,) = (row for row in rows if row["code"] == "WK008050")
    assert row["naam"] == "Wijk 50 Hempens/Teerns e.o. & Zuiderburen"
    assert row["waarde"] == 35.0
    assert not row["zelfdePlek"]
    text = client.get(f"/v1/cijfers/eenzaam/waarden?{query}&formaat=csv").content.decode()
    assert {(r["code"], r["naam"]) for r in csv.DictReader(io.StringIO(text))} == {(r["code"], r["naam"]) for r in rows}
    page = client.get(f"/cijfers/eenzaam/?{query}").content.decode()
    assert 'href="/plek/WK008050/"' not in page, "the page of that code is about other ground"
    assert "de plek van toen, deze code heeft nu een andere plek" in page


@pytest.mark.parametrize(("code", "last"), [("GM0788", 2020), ("GM0009", 2018), ("WK004003", 2017)])
def test_a_place_that_is_gone_says_so_on_its_page_and_in_the_api(client: Client, code: str, last: int) -> None:
    found = client.get(f"/v1/plekken/{code}").json()
    if found["laatsteIndeling"] is None:
        pytest.fail(f"{code} is not told to be gone")
    assert found["laatsteIndeling"] == last
    text = f"Deze plek staat niet meer in de indeling van 2024. Voor het laatst stond zij in die van {last}."
    assert text in words(client, f"/plek/{code}/")


def test_a_place_of_today_is_not_called_gone_and_holds_no_parts_that_are(client: Client) -> None:
    found = client.get("/v1/plekken/GM0014").json()
    assert found["laatsteIndeling"] is None
    assert "staat niet meer in de indeling" not in words(client, "/plek/GM0014/")
    gone = {row["code"] for row in client.get("/v1/plekken?binnen=GM0014").json()["plekken"] if row["laatsteIndeling"]}
    assert gone
    assert not gone & set(found["bestaatUit"])


def test_a_wijk_of_2024_has_the_name_of_2024(client: Client) -> None:
    """WK022501 was Puiflijk up to 2022 and is Druten since."""
    assert client.get("/v1/plekken/WK022501").json()["naam"] == "Druten"
