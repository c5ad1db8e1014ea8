"""Where a role can hold: in an area that is there, or everywhere; and how it is shown when the area is gone."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from packed_html import packed
from people import person, sign_in

from toetssteen.web.accounts import areas, services
from toetssteen.web.accounts.models import Grant, User
from toetssteen.web.accounts.roles import Role
from toetssteen.web.accounts.selectors import actor

pytestmark = pytest.mark.django_db


def there_are() -> dict[str, str]:
    return {"west": "Westelijk deel", "oost": "het Oosten"}


@pytest.fixture(autouse=True)
def _areas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever app names them: accounts knows none itself."""
    monkeypatch.setattr(areas, "hook_values", lambda _hook: [there_are])


@pytest.fixture
def office(client: Client) -> Client:
    return sign_in(client, person("Bas", Role.ADMINISTRATOR))


def give(office: Client, area: str) -> tuple[User, str]:
    ans = User.objects.filter(name="Ans").first() or person("Ans")
    sent = {"role": "raad", "since": "2026-01-01", "area": area}
    return ans, office.post(f"/beheer/mensen/{ans.pk}/rol/", sent).content.decode()


def test_the_areas_can_be_chosen_by_name_and_everywhere_first(office: Client) -> None:
    ans = person("Ans")
    page = office.get(f"/beheer/mensen/{ans.pk}/").content.decode()
    options = page[page.index('name="area"') : page.index("</select>", page.index('name="area"'))]
    assert options.index(">overal<") < options.index('value="oost">het Oosten<') < options.index('value="west"')


def _words(client: Client, address: str) -> str:
    return packed(client.get(address).content)


def test_a_role_in_an_area_says_its_name(office: Client) -> None:
    ans, _page = give(office, "west")
    assert Grant.objects.get(user=ans).area == "west"
    for page in (f"/beheer/mensen/{ans.pk}/", "/beheer/mensen/"):
        assert "raadslid, in Westelijk deel" in _words(office, page)
    assert "in Westelijk deel" in _words(sign_in(Client(), ans), "/mijn/gegevens/")


def test_everywhere_is_no_area(office: Client) -> None:
    ans, _page = give(office, "")
    assert Grant.objects.get(user=ans).area == ""
    assert "raadslid, overal" in _words(office, f"/beheer/mensen/{ans.pk}/")


@pytest.mark.parametrize("area", ["wset", "West", "<b>west</b>"])
def test_a_typing_error_gives_no_role(office: Client, area: str) -> None:
    ans, page = give(office, area)
    assert "Dit is nog niet goed ingevuld" in page
    assert not Grant.objects.filter(user=ans).exists()


def test_the_service_refuses_what_the_form_does_not_allow() -> None:
    admin = person("Bas", Role.ADMINISTRATOR)
    with pytest.raises(ValidationError, match="Dit gebied kennen wij niet") as refused:
        services.give_role(actor(admin), admin.pk, Role.COUNCIL, None, "wset", timezone.localdate(), None)
    assert list(refused.value.message_dict) == ["area"]
    grant = services.give_role(actor(admin), admin.pk, Role.COUNCIL, None, "oost", timezone.localdate(), None)
    assert grant.area == "oost"


def test_a_role_in_an_area_that_is_gone_stays_and_says_so(office: Client) -> None:
    ans = person("Ans", Role.COUNCIL, area="vroeger")
    for page in (f"/beheer/mensen/{ans.pk}/", "/beheer/mensen/"):
        assert "vroeger (dit gebied is er niet meer)" in office.get(page).content.decode()
    grant = Grant.objects.get(user=ans)
    assert office.post(f"/beheer/rollen/{grant.pk}/", {"last": "2030-01-01"}).status_code == 302
    grant.refresh_from_db()
    assert (grant.area, grant.until.year) == ("vroeger", 2030)
