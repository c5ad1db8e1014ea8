"""What a page must say, and what it may not: wanted figures, unknown areas, buurten without figures of their own."""

import pytest
from django.test import Client
from warehouse.conftest import Workshop
from web.monitor.reading import seen


def _words(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return seen(response.content).words


@pytest.fixture
def small(workshop: Workshop) -> Workshop:
    workshop.shelf.publish(workshop.build())
    return workshop


@pytest.mark.usefixtures("served")
def test_a_wanted_figure_says_who_has_it_and_how_to_ask(client: Client) -> None:
    words = _words(client, "/cijfers/vocht_en_schimmel/")
    assert "Dit willen we weten, maar er is nog geen open bron." in words
    assert "Wie het heeft de woningcorporaties" in words
    assert "Hoe u het kunt vragen" in words


@pytest.mark.usefixtures("served")
def test_what_is_missing_stands_on_the_profile(client: Client) -> None:
    assert "Woningen met vocht of schimmel Wie het heeft: de woningcorporaties." in _words(
        client, "/plek/WK990101/?alles=ja"
    )


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize(
    ("code", "told"),
    [("BU99010101", False), ("WK990101", False), ("verzonnen-rietstad-oost", False), ("GM9901", True), ("NL00", True)],
)
def test_no_named_buurt_or_wijk_is_branded_by_a_wish(client: Client, code: str, told: bool) -> None:
    """Whole, and by theme; the page of the figure itself says from where it is named, and why."""
    for address in (f"/plek/{code}/?alles=ja", f"/plek/{code}/?thema=veiligheid"):
        assert ("ondermijning" in client.get(address).content.decode()) is told, address
    machine = client.get(f"/v1/plekken/{code}/cijfers").content.decode()
    assert "ondermijning" not in machine
    itself = seen(client.get("/cijfers/ondermijning/").content).words
    assert "gemeente en groter. Bij een buurt of wijk genoemd worden maakt bewoners verdacht" in itself
    assert client.get("/v1/cijfers/ondermijning").json()["gezochtVanaf"] == "gemeente"
    assert client.get("/v1/cijfers/inwoners").json()["gezochtVanaf"] is None


@pytest.mark.usefixtures("small")
def test_an_area_of_which_no_buurten_are_known_shows_its_city_instead(client: Client) -> None:
    words = _words(client, "/plek/onbekend-gebied/")
    assert "We weten niet welke buurten bij dit gebied horen." in words
    assert "Naar Rietstad en de wijken daarvan" in words


@pytest.mark.usefixtures("small")
def test_a_buurt_never_shows_the_figure_of_its_wijk(client: Client) -> None:
    wijk = _words(client, "/plek/WK900103/?thema=inkomen&met=land")
    assert "8,0 %" in wijk
    buurt = client.get("/plek/BU90010301/").content
    words = seen(buurt).words
    assert "Van Kade-Oost weten we alleen wie er wonen." in words
    assert "Laag inkomen in Kade-Oost" not in words
    assert "8,0 %" not in words
    assert "/plek/WK900103/" in seen(buurt).links


@pytest.mark.usefixtures("small")
def test_a_secret_figure_is_said_and_not_guessed(client: Client) -> None:
    tables = seen(client.get("/cijfers/laag_inkomen/?niveau=wijk&jaar=2020").content).tables
    (rows,) = (rows for name, rows in tables.items() if "op naam" in name)
    (kade,) = (row for row in rows if row[0] == "Kadewijk")
    assert kade[2:] == ["–", "geheim: te weinig mensen of woningen"]


@pytest.mark.usefixtures("served")
def test_the_profile_opens_with_what_goes_well(client: Client) -> None:
    for code in ("WK990101", "verzonnen-rietstad-oost", "GM9902"):
        headings = seen(client.get(f"/plek/{code}/").content).headings
        said = [headings[1].lower().find(word) for word in ("beter dan", "ongeveer gelijk", "moeilijker")]
        assert [at for at in said if at >= 0] == sorted(at for at in said if at >= 0)
        assert max(said) >= 0
        # "Moeilijker, bijvoorbeeld" where the sentence is one of several.
        groups = [heading.partition(",")[0] for heading in headings]
        assert groups.index("Beter") < groups.index("Ongeveer gelijk") < groups.index("Moeilijker")
        whole = seen(client.get(f"/plek/{code}/?alles=ja").content).headings
        assert whole.index("Wat hier goed gaat") < whole.index("Wat hier moeilijker is")


@pytest.mark.usefixtures("served")
def test_together_in_a_place_is_not_together_in_persons(client: Client) -> None:
    assert "samenval op gebiedsniveau" in _words(client, "/plek/WK990101/")


@pytest.mark.usefixtures("served")
def test_who_lives_there_has_no_good_or_bad(client: Client) -> None:
    text = client.get("/plek/WK990101/?thema=bevolking").content.decode()
    words = seen(text.encode()).words
    assert "Dit zegt wie hier wonen, niet hoe goed het gaat." in words
    assert "gunstiger" not in words
    assert "beter dan" not in words
