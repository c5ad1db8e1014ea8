"""A figure that a later snapshot calls secret is told nowhere any more."""

import gc
from collections.abc import Iterator
from dataclasses import dataclass, replace
from weakref import ref

import numpy as np
import pytest
from django.test import Client
from warehouse import small_country
from warehouse.conftest import Workshop

from toetssteen.answers.snapshot.open_atlases import OpenAtlases, open_atlas

CODE, NAME, YEAR, NUMBER = "WK900101", "laag_inkomen", 2021, "8"


@dataclass(frozen=True, slots=True)
class Two:
    """The ids of two snapshots: in the second one cell is secret that the first one publishes."""

    before: str
    after: str


@pytest.fixture
def two(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> Iterator[Two]:
    before = workshop.build(day=3)
    workshop.shelf.publish(before)
    workshop.shelf.refer(before)
    wijken = [one for one in small_country.NAMES if not one.startswith("BU")]
    figures = list(small_country.LOW_INCOME[YEAR])
    figures[wijken.index(CODE)] = None
    monkeypatch.setitem(small_country.LOW_INCOME, YEAR, tuple(figures))
    workshop.tables = small_country.tables()
    workshop.known = replace(workshop.known, named_areas=())
    after = workshop.build(day=4)
    workshop.shelf.publish(after)
    yield Two(before, after)
    open_atlas.cache_clear()


def pages(two: Two) -> Iterator[str]:
    """Every address that can show the cell, of the snapshot of before."""
    then = f"/stand/{two.before}"
    yield f"{then}/plek/{CODE}/"
    yield f"{then}/plek/{CODE}/?deel=jaren-{NAME}&als=csv"
    yield f"{then}/cijfers/{NAME}/?niveau=wijk&jaar={YEAR}"
    yield f"{then}/herkomst/{NAME}/{CODE}/{YEAR}/"
    yield f"/v1/plekken/{CODE}/cijfers/{NAME}?momentopname={two.before}"
    yield f"/v1/cijfers/{NAME}/waarden?niveau=wijk&jaar={YEAR}&momentopname={two.before}"
    yield f"/v1/herkomst/{NAME}/{CODE}/{YEAR}?momentopname={two.before}"


def test_the_snapshot_of_before_hides_it(client: Client, two: Two) -> None:
    for address in pages(two):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "geheim" in answer.content.decode(), address
    series = client.get(f"/v1/plekken/{CODE}/cijfers/{NAME}?momentopname={two.before}").json()["punten"]
    (point,) = (one for one in series if one["jaar"] == YEAR)
    assert (point["waarde"], point["status"]) == (None, "geheim")
    assert point["reden"] == "de uitgever heeft dit cijfer later geheim gemaakt"
    assert [one["waarde"] for one in series if one["jaar"] != YEAR] == [18.0, 13.0]
    (cell,) = client.get(f"/v1/herkomst/{NAME}/{CODE}/{YEAR}?momentopname={two.before}").json()["cellen"]
    assert (cell["gepubliceerd"], cell["waarde"], cell["teken"]) == (None, None, "later geheim gemaakt")


def test_the_page_of_before_says_how_many_are_hidden(client: Client, two: Two) -> None:
    page = client.get(f"/stand/{two.before}/plek/{CODE}/").content.decode()
    assert "1 cijfer heeft de uitgever later geheim gemaakt; dat laten we ook hier niet meer zien." in page
    assert "later geheim gemaakt" not in client.get(f"/plek/{CODE}/").content.decode()


def test_a_reader_who_kept_the_page_gets_the_new_one(client: Client, workshop: Workshop, two: Two) -> None:
    address = f"/v1/plekken/{CODE}/cijfers/{NAME}?momentopname={two.before}"
    workshop.shelf.publish(two.before)
    open_atlas.cache_clear()
    old = client.get(address)
    assert NUMBER in [str(int(one["waarde"])) for one in old.json()["punten"]]
    workshop.shelf.publish(two.after)
    again = client.get(address, headers={"if-none-match": old.headers["ETag"]})
    assert again.status_code == 200


def test_the_list_of_changes_names_no_number(client: Client, two: Two) -> None:
    page = client.get("/wijzigingen/").content.decode()
    assert "Lindehof" in page
    assert "8 %" not in page.replace("\N{NO-BREAK SPACE}", " ")


def test_the_files_of_the_snapshot_stay_as_they_are(client: Client, workshop: Workshop, two: Two) -> None:
    path = workshop.shelf.folder / two.before / "cube" / "values.npy"
    whole = path.read_bytes()
    client.get(f"/stand/{two.before}/plek/{CODE}/")
    assert path.read_bytes() == whole
    atlas = open_atlas(workshop.shelf.folder / two.before)
    cube = atlas.cube
    assert cube.values[cube.year_at(YEAR), cube.indicator_at(NAME), cube.area_at(CODE)] == float(NUMBER)
    hidden = open_atlas.without_withdrawn(atlas, open_atlas(workshop.shelf.folder / two.after))
    different = (hidden.cube.values.toarray() != cube.values.toarray()) & ~np.isnan(cube.values.toarray())
    assert int(different.sum()) == 1


def test_a_page_of_changes_in_the_past_names_no_number_either(client: Client, workshop: Workshop, two: Two) -> None:
    """Made absent first and secret later: the list between the two is read with what is secret now."""
    now = open_atlas(workshop.shelf.folder / two.after)
    assert now.is_secret(YEAR, NAME, CODE)
    assert not now.is_secret(1900, NAME, CODE)
    assert not now.is_secret(YEAR, NAME, "WK999999")
    page = client.get(f"/stand/{two.after}/wijzigingen/").content.decode()
    assert "8 %" not in page.replace("\N{NO-BREAK SPACE}", " ")


def test_without_a_serving_snapshot_nothing_of_the_past_is_shown(client: Client, workshop: Workshop, two: Two) -> None:
    (workshop.shelf.folder / "current").unlink()
    answer = client.get(f"/v1/plekken/{CODE}/cijfers/{NAME}?momentopname={two.before}")
    assert answer.status_code in (404, 503)


def test_a_snapshot_of_the_past_is_let_go(workshop: Workshop, two: Two) -> None:
    """What was kept of it must not keep it: then every visit would leave its files open."""
    atlases = OpenAtlases(most=3)
    one, other = (atlases(workshop.shelf.folder / name) for name in (two.after, two.before))
    assert atlases.without_withdrawn(one, other) is one, "nothing of it is secret in the other"
    gone = ref(one)
    del one, other
    atlases.cache_clear()
    gc.collect()
    assert gone() is None
