"""Who reads can see whose site it is, where to go, and what is kept; where nobody filled that in, the site says so."""

import pytest
from django.test import Client

from toetssteen.web.accounts.privacy.retention import in_force
from toetssteen.web.accounts.sign_in import brakes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("served")]
MISSING = "heeft hier nog geen adres ingevuld"


@pytest.mark.parametrize("address", ["/", "/privacy/", "/toegankelijkheid/", "/nergens/"])
def test_every_page_says_that_there_is_no_address_yet(client: Client, address: str) -> None:
    assert MISSING in client.get(address).content.decode()


@pytest.mark.parametrize("address", ["/", "/privacy/", "/toegankelijkheid/", "/nergens/"])
def test_every_page_leads_to_who_keeps_the_site(client: Client, settings: object, address: str) -> None:
    settings.CONTACT = "mailto:wijken@rietstad.example?subject=Toetssteen"
    settings.PUBLISHER = "Gemeente Rietstad"
    text = " ".join(client.get(address).content.decode().split())
    assert 'href="mailto:wijken@rietstad.example?subject=Toetssteen"' in text
    assert ">wijken@rietstad.example</a>" in text
    assert "Gemeente Rietstad" in text
    assert MISSING not in text
    assert 'href="/privacy/"' in text


def test_what_it_says_about_people_is_what_is_set(client: Client, settings: object) -> None:
    settings.PRIVACY = "https://rietstad.example/privacy"
    text = " ".join(client.get("/privacy/").content.decode().split())
    assert f"Wie {in_force().people.days} dagen geen rol meer heeft" in text
    assert f"herkent, {brakes.REMEMBERED.days} dagen" in text
    assert "Na 60 minuten" in text
    assert "na 12 uur" in text
    assert 'href="https://rietstad.example/privacy"' in text
    assert "is hier nog niet ingevuld" in text, "whose site it is, is not set"


def test_who_only_reads_gets_no_cookie(client: Client) -> None:
    for address in ("/", "/privacy/", "/plek/WK990101/", "/zoek/?q=rietstad"):
        assert not client.get(address).cookies


def test_who_has_a_page_gets_it_anew_when_the_address_changes(client: Client, settings: object) -> None:
    etag = client.get("/plek/WK990101/").headers["ETag"]
    assert client.get("/plek/WK990101/", headers={"if-none-match": etag}).status_code == 304
    settings.CONTACT = "https://rietstad.example/contact"
    assert client.get("/plek/WK990101/", headers={"if-none-match": etag}).status_code == 200
