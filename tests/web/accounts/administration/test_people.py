"""Who keeps people, roles and organisations; and every page of accounts as everybody."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone
from people import organisation, person, sign_in

from toetssteen.web.accounts import services
from toetssteen.web.accounts.models import Grant, Organisation, User
from toetssteen.web.accounts.roles import VISITOR, Role
from toetssteen.web.accounts.selectors import actor

pytestmark = pytest.mark.django_db
OTHERS = [None, "", *(role for role in Role if role != Role.ADMINISTRATOR)]
PEOPLE = "/beheer/mensen/"


@pytest.fixture
def admin() -> User:
    return person("Bas", Role.ADMINISTRATOR)


@pytest.fixture
def office(client: Client, admin: User) -> Client:
    return sign_in(client, admin)


ADMIN_PAGES = {
    "people": "/beheer/mensen/",
    "new_person": "/beheer/mensen/nieuw/",
    "person": "/beheer/mensen/{number}/",
    "organisations": "/beheer/organisaties/",
    "new_organisation": "/beheer/organisaties/nieuw/",
    "organisation": "/beheer/organisaties/wonen-in-rietstad/",
}
ADMIN_POSTS = {
    "grant": "/beheer/mensen/{number}/rol/",
    "forget_second_factor": "/beheer/mensen/{number}/tweede-stap/",
    "forget": "/beheer/mensen/{number}/weghalen/",
    "end_grant": "/beheer/rollen/{grant}/",
}
# For a visitor, for who signed in. A redirect to sign in counts as 302.
OTHER_PAGES = {
    "sign_in": ("/inloggen/", 200, 302),
    "sign_out": ("/uitloggen/", 405, 405),
    "second_step": ("/inloggen/tweede-stap/", 302, 302),
    "second_factor": ("/inloggen/tweede-stap/instellen/", 302, 200),
    "renew_codes": ("/inloggen/tweede-stap/codes/", 405, 405),
    "change_password": ("/inloggen/wachtwoord/", 302, 200),
    "reset": ("/inloggen/wachtwoord-vergeten/", 200, 200),
    "reset_sent": ("/inloggen/wachtwoord-vergeten/verstuurd/", 200, 200),
    "choose_password": ("/inloggen/wachtwoord-kiezen/x/y/", 200, 200),
    "oidc": ("/inloggen/organisatie/", 404, 404),
    "oidc_back": ("/inloggen/organisatie/terug/", 404, 404),
    "own": ("/mijn/gegevens/", 302, 200),
}


def test_no_address_is_left_out() -> None:
    from toetssteen.web.accounts import urls

    named = {route.name for route in urls.urlpatterns}
    assert named == ADMIN_PAGES.keys() | ADMIN_POSTS.keys() | OTHER_PAGES.keys()
    assert get_resolver().namespace_dict["accounts"]


def as_somebody(client: Client, role: str | None, firm: Organisation) -> None:
    """None is a visitor, "" somebody without a role."""
    if role is not None:
        sign_in(client, person("Iemand", role, firm))


@pytest.mark.parametrize("role", OTHERS)
def test_what_others_get(client: Client, admin: User, role: str | None) -> None:
    as_somebody(client, role, organisation())
    fill = {"number": admin.pk, "grant": Grant.objects.get(user=admin).pk}
    refused = 302 if role is None else 403
    before = list(User.history.values_list("pk")), list(Grant.history.values_list("pk"))
    for path in ADMIN_PAGES.values():
        assert client.get(path.format(**fill)).status_code == refused, path
    for path in [*ADMIN_PAGES.values(), *ADMIN_POSTS.values()]:
        fields = {
            "name": "X",
            "email": "x@example.org",
            "role": "beheerder",
            "since": "2026-01-01",
            "now": "1",
            "sure": "1",
        }
        # The list of people takes no changes, whoever sends them.
        assert client.post(path.format(**fill), fields).status_code == refused, path
    assert (list(User.history.values_list("pk")), list(Grant.history.values_list("pk"))) == before
    for name, (path, visitor, inside) in OTHER_PAGES.items():
        expected = visitor if role is None else inside
        if name == "second_factor" and role is None:
            expected = 302
        assert client.get(path).status_code == expected, path


def test_what_an_administrator_gets(office: Client, admin: User) -> None:
    organisation()
    for path in ADMIN_PAGES.values():
        page = office.get(path.format(number=admin.pk))
        assert page.status_code == 200, path
        assert "no-store" in page["Cache-Control"]


def test_a_refusal_says_so_and_what_to_do(client: Client) -> None:
    page = sign_in(client, person("Iemand", Role.COUNCIL)).get(PEOPLE).content.decode()
    assert "Dat mag u hier niet" in page
    assert "Dit is alleen voor beheerders." in page
    assert "Vraag de beheerder om een rol" in page


def test_halfway_is_nowhere(client: Client, admin: User) -> None:
    sign_in(client, admin, second_factor=False)
    assert client.get(PEOPLE).status_code == 302


def test_every_service_refuses_and_says_so(caplog: pytest.LogCaptureFixture, admin: User) -> None:
    officer = actor(person("Iemand", Role.OFFICER))
    day = timezone.localdate()
    calls = [
        lambda who: services.add_person(who, "x@example.org", "X"),
        lambda who: services.change_person(who, admin.pk, "x@example.org", "X", active=False),
        lambda who: services.give_role(who, admin.pk, Role.OFFICER, None, "", day, None),
        lambda who: services.end_role(who, Grant.objects.get(user=admin).pk, day),
        lambda who: services.start_second_factor_anew(who, admin.pk),
        lambda who: services.save_organisation(who, Organisation(key="x", name="X")),
    ]
    with caplog.at_level("WARNING", "toetssteen.access"):
        for who in (VISITOR, officer):
            for call in calls:
                with pytest.raises(PermissionDenied):
                    call(who)
    assert len([message for message in caplog.messages if message.startswith("refused:")]) == 12
    with pytest.raises(PermissionDenied):
        services.change_self(VISITOR, "X", digest=False)


def test_from_new_to_known(office: Client, admin: User) -> None:
    response = office.post(PEOPLE + "nieuw/", {"name": "<b>Ans</b>", "email": "ANS@example.org"})
    ans = User.objects.get(email="ans@example.org")
    assert response["Location"] == f"{PEOPLE}{ans.pk}/"
    assert ans.history.get().history_user == admin
    assert "&lt;b&gt;Ans" in office.get(PEOPLE, {"naam": "ans"}).content.decode()
    assert "Niemand gevonden" in office.get(PEOPLE, {"naam": "' or 1=1"}).content.decode()
    page = office.post(PEOPLE + "nieuw/", {"name": "Ans", "email": "ans@example.org"}).content.decode()
    assert "Dit is nog niet goed ingevuld" in page
    role = {"role": "partner", "since": "2026-01-01"}
    assert "Een partner hoort bij een organisatie" in office.post(f"{PEOPLE}{ans.pk}/rol/", role).content.decode()
    role["organisation"] = organisation().pk
    assert office.post(f"{PEOPLE}{ans.pk}/rol/", role).status_code == 302
    assert "heeft deze gebruiker al" in office.post(f"{PEOPLE}{ans.pk}/rol/", role).content.decode()
    grant = Grant.objects.get(user=ans)
    assert grant.history.get().history_user == admin
    assert actor(ans).assignments
    assert office.post(f"/beheer/rollen/{grant.pk}/", {"last": "gisteren"}).status_code == 200
    assert office.post(f"/beheer/rollen/{grant.pk}/", {"now": "1", "last": "2030-01-01"}).status_code == 302
    assert not actor(ans).assignments
    assert office.post(f"{PEOPLE}{ans.pk}/", {"name": "Ans", "email": "ans@example.org"}).status_code == 302
    ans.refresh_from_db()
    assert not ans.is_active


def test_a_role_that_began_today_is_taken_back_altogether(office: Client, admin: User) -> None:
    grant = Grant.objects.create(user=person(), role=Role.COUNCIL)
    office.post(f"/beheer/rollen/{grant.pk}/", {"now": "1"})
    assert not Grant.objects.filter(pk=grant.pk).exists()
    assert Grant.history.filter(id=grant.pk, history_type="-").get().history_user == admin


def test_the_last_administrator_stays(office: Client, admin: User) -> None:
    number, day = Grant.objects.get(user=admin).pk, timezone.localdate()
    for fields in ({"now": "1"}, {"last": (day + timedelta(days=30)).isoformat()}):
        assert "geen beheerder meer" in office.post(f"/beheer/rollen/{number}/", fields).content.decode()
    page = office.post(f"{PEOPLE}{admin.pk}/", {"name": "Bas", "email": "bas@example.org"}).content.decode()
    assert "geen beheerder meer" in page
    admin.refresh_from_db()
    assert admin.is_active
    assert Grant.objects.get(pk=number).until is None
    # A second one frees the first, but only one who may sign in.
    second = person("Bea", Role.ADMINISTRATOR)
    User.objects.filter(pk=second.pk).update(is_active=False)
    assert "geen beheerder meer" in office.post(f"/beheer/rollen/{number}/", {"now": "1"}).content.decode()
    User.objects.filter(pk=second.pk).update(is_active=True)
    assert office.post(f"/beheer/rollen/{number}/", {"now": "1"}).status_code == 302
    assert office.get(PEOPLE).status_code == 403


def test_an_administrator_is_that_everywhere(admin: User) -> None:
    with pytest.raises(ValidationError, match="overal"):
        services.give_role(actor(admin), admin.pk, Role.ADMINISTRATOR, None, "oost", timezone.localdate(), None)


def test_a_lost_phone(office: Client) -> None:
    user = person("Ans", Role.COUNCIL)
    hers = sign_in(Client(), user)
    assert hers.get("/mijn/gegevens/").status_code == 200
    office.post(f"{PEOPLE}{user.pk}/tweede-stap/")
    assert hers.get("/mijn/gegevens/").status_code == 302


def test_organisations(office: Client, admin: User) -> None:
    fields = {"name": "Zorg & Zo", "key": "zorg-en-zo", "kind": "zorg", "website": "javascript:alert(1)"}
    assert "Dit is nog niet goed" in office.post("/beheer/organisaties/nieuw/", fields).content.decode()
    assert office.post("/beheer/organisaties/nieuw/", {**fields, "website": ""}).status_code == 302
    organisation = Organisation.objects.get()
    assert organisation.history.get().history_user == admin
    assert "Zorg &amp; Zo" in office.get("/beheer/organisaties/").content.decode()
    office.post("/beheer/organisaties/zorg-en-zo/", {**fields, "website": "", "name": "Zorg en Zo"})
    assert Organisation.objects.get().name == "Zorg en Zo"
    assert office.get("/beheer/organisaties/bestaat-niet/").status_code == 404


def test_signing_in_is_no_change_in_somebodys_history(client: Client) -> None:
    user = person()
    before = user.history.count()
    client.post("/inloggen/", {"username": user.email, "password": "een lange zin van niemand"})
    user.refresh_from_db()
    assert user.last_login is not None
    assert user.history.count() == before


def test_the_first_administrator(client: Client) -> None:
    output = StringIO()
    call_command("firstadmin", email="Bas@example.org", name="Bas", stdout=output)
    link = re.search(r"(?m)^/\S+$", output.getvalue())[0]
    form = client.get(link, follow=True)
    new = "twee heel andere zinnen"
    client.post(form.redirect_chain[-1][0], {"new_password1": new, "new_password2": new})
    assert client.post("/inloggen/", {"username": "bas@example.org", "password": new}).status_code == 302
    assert services.administrators() == {User.objects.get().pk}
    with pytest.raises(CommandError, match="--again"):
        call_command("firstadmin", email="bea@example.org", name="Bea")
    call_command("firstadmin", email="bea@example.org", name="Bea", again=True, stdout=output)
    assert len(services.administrators()) == 2
    with pytest.raises(CommandError):
        call_command("firstadmin", email="geen adres", name="Bea", again=True)


def test_somebody_for_every_role(client: Client) -> None:
    with pytest.raises(CommandError, match="--yes"):
        call_command("demoroles")
    assert not User.objects.exists()
    output = StringIO()
    call_command("demoroles", yes=True, stdout=output)
    call_command("demoroles", yes=True, stdout=output)
    assert {grant.role for grant in Grant.objects.all()} == set(Role)
    assert User.objects.count() == len(Role)
    password = re.findall(r"wachtwoord voor allen: (\S+)", output.getvalue())[-1]
    answer = client.post("/inloggen/", {"username": "raad@example.org", "password": password})
    assert answer["Location"].startswith("/inloggen/tweede-stap/")
