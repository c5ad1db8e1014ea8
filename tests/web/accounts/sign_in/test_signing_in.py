"""Password, second factor, leaving, and what each of them gives and withholds."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from people import PASSWORD, organisation, person, sign_in

from toetssteen.web.accounts.drafts import owner_field
from toetssteen.web.accounts.models import Attempt, User
from toetssteen.web.accounts.roles import Role
from toetssteen.web.jobs import letters

pytestmark = pytest.mark.django_db
OWN = "/mijn/gegevens/"
HOME = "/mijn/"  # where one comes after signing in
STEP = "/inloggen/tweede-stap/"


def attempt(client: Client, user: str = "jo@example.org", password: str = PASSWORD, **more: str) -> object:
    return client.post("/inloggen/", {"username": user, "password": password, **more})


def code_of(app: TOTPDevice, steps: int = 0) -> str:
    return f"{totp(app.bin_key, t0=app.t0, drift=steps):06d}"


def test_who_has_no_role_needs_no_second_step(client: Client) -> None:
    person()
    assert attempt(client)["Location"] == HOME
    assert "jo@example.org" in client.get(OWN).content.decode()


def test_a_role_waits_for_the_second_step(client: Client) -> None:
    person(role=Role.COUNCIL)
    assert attempt(client, next="/kaart/")["Location"] == STEP + "?next=%2Fkaart%2F"
    # Not let in, and sent on to set it up.
    assert client.get(OWN)["Location"] == STEP + "?next=%2Fmijn%2Fgegevens%2F"
    assert client.get(STEP)["Location"] == STEP + "instellen/"
    page = client.get(STEP + "instellen/?next=/kaart/").content.decode()
    app = TOTPDevice.objects.get()
    assert "<svg" in page
    assert "style=" not in page
    assert re.search(r"(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}", page)
    done = client.post(STEP + "instellen/", {"code": code_of(app), "next": "/kaart/"}).content.decode()
    assert "Uitloggen" in done, "the page with the codes knows who it is"
    assert len(re.findall(r"<li>[a-z0-9]{5} [a-z0-9]{5}</li>", done)) == 10
    assert 'href="/kaart/"' in done
    assert client.get(OWN).status_code == 200


def test_every_role_waits_for_it(client: Client) -> None:
    firm = organisation()
    for role in Role:
        user = person(role.value, role, firm)
        sign_in(client, user, second_factor=False)
        assert client.get(OWN).status_code == 302
        sign_in(client, user)
        assert client.get(OWN).status_code == 200


def test_the_second_step_can_be_switched_off(client: Client, settings: LazySettings) -> None:
    settings.SECOND_FACTOR = False
    sign_in(client, person(role=Role.COUNCIL), second_factor=False)
    assert client.get(OWN).status_code == 200


@pytest.fixture
def half(client: Client) -> TOTPDevice:
    """The app of somebody who passed the password only."""
    user = person(role=Role.COUNCIL)
    app = TOTPDevice.objects.create(user=user, name="app")
    attempt(client)
    return app


def test_a_good_code_lets_in_once(client: Client, half: TOTPDevice) -> None:
    code = code_of(half)
    assert client.post(STEP, {"code": f"{code[:3]} {code[3:]}"})["Location"] == HOME
    client.post("/uitloggen/")
    attempt(client)
    # The same code again, within its half minute: somebody looked over a shoulder.
    assert "al een keer gebruikt" in client.post(STEP, {"code": code}).content.decode()
    assert client.get(OWN).status_code == 302


def test_wrong_codes_must_wait_longer_and_longer(client: Client, half: TOTPDevice) -> None:
    for _time in range(6):  # half a minute: longer than a slow machine takes for the next question
        answer = client.post(STEP, {"code": "000000"})
    assert "Wacht" in answer.content.decode()
    # A good code does not get in while one has to wait.
    assert "Wacht" in client.post(STEP, {"code": code_of(half)}).content.decode()
    assert client.get(OWN).status_code == 302


def test_a_code_on_paper_works_once_also_while_the_app_waits(client: Client, half: TOTPDevice) -> None:
    from toetssteen.web.accounts.sign_in import second_factor

    codes = second_factor.new_codes(half.user)
    client.post(STEP, {"code": "000000"})
    assert client.post(STEP, {"code": codes[0].upper()})["Location"] == HOME
    assert second_factor.codes_left(half.user) == 9
    client.post("/uitloggen/")
    attempt(client)
    assert client.post(STEP, {"code": codes[0]}).status_code == 200


def test_a_stolen_password_cannot_bring_its_own_app(client: Client, half: TOTPDevice) -> None:
    assert client.get(STEP + "instellen/")["Location"].startswith(STEP)
    proposed = TOTPDevice.objects.create(user=half.user, name="app", confirmed=False)
    assert client.post(STEP + "instellen/", {"code": code_of(proposed)}).status_code == 302
    assert not TOTPDevice.objects.get(pk=proposed.pk).confirmed
    assert client.post(STEP + "codes/").status_code == 302


@pytest.mark.parametrize("garbage", ["", "abc", "٣٤٥٦٧٨", "-1", "0" * 39, "' or 1=1", "\x00123456", "1e5"])
def test_what_is_no_code_is_refused(client: Client, half: TOTPDevice, garbage: str) -> None:
    assert client.post(STEP, {"code": garbage}).status_code == 200
    assert client.get(OWN).status_code == 302


def test_leaving(client: Client) -> None:
    sign_in(client, person())
    assert client.get("/uitloggen/").status_code == 405
    assert client.post("/uitloggen/")["Location"] == "/"
    assert client.get(OWN).status_code == 302


def test_signing_in_gives_another_session_key(client: Client) -> None:
    """Session fixation: a key somebody planted is worth nothing afterwards."""
    user = person(role=Role.COUNCIL)
    client.post(OWN, {"name": "x", "kept_for": owner_field(user.pk)})  # kept work makes an anonymous session
    planted = client.cookies["sessionid"].value
    app = TOTPDevice.objects.create(user=user, name="app")
    attempt(client)
    halfway = client.cookies["sessionid"].value
    client.post(STEP, {"code": code_of(app)})
    assert len({planted, halfway, client.cookies["sessionid"].value}) == 3
    for key in (planted, halfway):
        thief = Client()
        thief.cookies["sessionid"] = key
        assert thief.get(OWN).status_code == 302


@pytest.mark.parametrize(
    "target",
    ["https://kwaad.example/", "//kwaad.example", "/\\kwaad.example", "javascript:alert(1)", "http:///kwaad.example",
     "\t//kwaad.example", "kwaad.example", "/" + "a" * 3000, "///kwaad.example", "/\n/kwaad.example"],
)  # fmt: skip
def test_one_goes_on_within_this_site_only(client: Client, target: str) -> None:
    person()
    assert attempt(client, next=target)["Location"] == HOME
    assert client.get("/inloggen/", {"next": target})["Location"] == HOME


def test_without_the_token_of_the_form_nothing_happens() -> None:
    person()
    strict = Client(enforce_csrf_checks=True)
    assert attempt(strict).status_code == 403
    sign_in(strict, User.objects.get())
    for path in ("/uitloggen/", OWN, "/inloggen/wachtwoord/", STEP + "codes/", STEP + "instellen/"):
        assert strict.post(path).status_code == 403


def test_too_many_wrong_passwords(client: Client) -> None:
    person()
    for _time in range(9):
        assert attempt(client, password="mis").status_code == 200
    locked = attempt(client, password="mis")
    assert locked.status_code == 429
    assert re.search(r"Om \d\d:\d\d kunt u het weer proberen", locked.content.decode())
    assert attempt(client).status_code == 429  # the right one too
    assert attempt(client, user="JO@example.org").status_code == 429
    # From another place one is not locked out by somebody else's trying.
    assert (
        client.post("/inloggen/", {"username": "jo@example.org", "password": PASSWORD}, REMOTE_ADDR="10.9.8.7")[
            "Location"
        ]
        == HOME
    )


def test_an_address_nobody_has_is_locked_just_the_same(client: Client) -> None:
    answers = [attempt(client, user="niemand@example.org", password="mis").status_code for _time in range(10)]
    assert answers == [200] * 9 + [429]


def test_a_lock_ends_when_it_said(client: Client) -> None:
    person()
    for _time in range(12):
        attempt(client, password="mis")
    assert Attempt.objects.count() == 10, "trying while one waits makes the wait no longer"
    Attempt.objects.update(at=timezone.now() - timedelta(minutes=16))
    assert attempt(client)["Location"] == HOME


def test_behind_a_proxy_the_last_place_in_the_row_counts(client: Client, settings: LazySettings) -> None:
    settings.HTTPS = True
    person()
    for number in range(10):
        # The first is what the visitor wrote.
        answer = client.post(
            "/inloggen/",
            {"username": "jo@example.org", "password": "mis"},
            headers={"x-forwarded-for": f"10.0.0.{number}, 192.0.2.7"},
        )
    assert answer.status_code == 429


@pytest.mark.parametrize("typed", ["' or 1=1 --", "jo@example.org'--", "<script>alert(1)</script>", "\x00", "é" * 400])
def test_odd_addresses_sign_nobody_in(client: Client, typed: str) -> None:
    person()
    answer = attempt(client, user=typed)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_who_may_no_longer_sign_in_is_told_no_more_than_others(client: Client) -> None:
    user = person()
    sign_in(client, user)
    User.objects.update(is_active=False)
    assert client.get(OWN).status_code == 302
    gone, wrong = attempt(Client()).content.decode(), attempt(Client(), user="niemand@example.org").content.decode()
    sentence = "horen niet bij elkaar"
    assert sentence in gone
    assert sentence in wrong


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    start, passed = timezone.now(), [0.0]
    monkeypatch.setattr(
        "toetssteen.web.accounts.sign_in.sessions.timezone.now", lambda: start + timedelta(minutes=passed[0])
    )
    return lambda minutes: passed.__setitem__(0, passed[0] + minutes)


def test_an_hour_without_use_ends_it(client: Client, later: Callable[[float], None]) -> None:
    sign_in(client, person())
    assert client.get(OWN).status_code == 200
    later(59)
    assert client.get(OWN).status_code == 200
    later(59)
    assert client.get(OWN).status_code == 200
    later(61)
    assert client.get(OWN).status_code == 302


def test_after_twelve_hours_one_signs_in_anew(client: Client, later: Callable[[float], None]) -> None:
    sign_in(client, person())
    for _time in range(14):
        assert client.get(OWN).status_code == 200
        later(51)
    later(10)
    assert client.get(OWN).status_code == 302


def test_another_password_ends_the_other_sessions(client: Client) -> None:
    user = person()
    other = sign_in(Client(), user)
    sign_in(client, user)
    new = "twee heel andere zinnen"
    form = {"old_password": "mis", "new_password1": new, "new_password2": new}
    assert "niet het wachtwoord van nu" in client.post("/inloggen/wachtwoord/", form).content.decode()
    assert client.post("/inloggen/wachtwoord/", {**form, "old_password": PASSWORD})["Location"] == OWN
    assert client.get(OWN).status_code == 200
    assert other.get(OWN).status_code == 302
    assert attempt(Client(), password=new)["Location"] == HOME


@pytest.fixture
def posted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters leave at once, in the thread of the test, which alone sees its rows."""
    send = "toetssteen.web.accounts.sign_in.letters.later"
    monkeypatch.setattr(
        send, lambda email, domain, *, secure: letters.send_link(None, letters.ResetRequest(email, domain, secure))
    )


@pytest.mark.usefixtures("posted")
def test_a_link_by_email(client: Client, mailoutbox: list) -> None:
    user = person()
    old = sign_in(Client(), user)
    unknown = client.post("/inloggen/wachtwoord-vergeten/", {"email": "niemand@example.org"})
    answer = client.post("/inloggen/wachtwoord-vergeten/", {"email": "JO@example.org"})
    assert (unknown.status_code, unknown["Location"]) == (answer.status_code, answer["Location"])
    (letter,) = mailoutbox
    link = re.search(r"http://testserver(/\S+)", letter.body)[1]
    form = client.get(link, follow=True)
    new = "twee heel andere zinnen"
    done = client.post(form.redirect_chain[-1][0], {"new_password1": new, "new_password2": new})
    assert done["Location"] == "/inloggen/"
    assert old.get(OWN).status_code == 302
    assert attempt(Client(), password=new)["Location"] == HOME
    assert "werkt niet meer" in Client().get(link).content.decode()


def test_the_log_never_holds_what_opens_the_door(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", "toetssteen.requests"):
        client.get("/inloggen/wachtwoord-kiezen/MQ/abc-geheim/")
    assert "GET /inloggen/wachtwoord-kiezen/MQ/-/ 200" in caplog.messages
    lines = [record for record in caplog.records if record.name == "toetssteen.requests"]
    assert [line for line in lines if "geheim" in line.getMessage() + line.path] == []


def test_a_weak_password_is_refused_in_dutch(client: Client) -> None:
    sign_in(client, person())
    form = {"old_password": PASSWORD, "new_password1": "kort", "new_password2": "kort"}
    assert "wachtwoord is te kort" in client.post("/inloggen/wachtwoord/", form).content.decode()


def test_a_name_is_text_and_nothing_else(client: Client) -> None:
    sign_in(client, person())
    client.post(OWN, {"name": "<script>alert(1)</script>"})
    page = client.get(OWN).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_who_only_looks_gets_no_session(client: Client) -> None:
    """The form needs the cookie of its own token, no more."""
    client.get("/inloggen/")
    assert set(client.cookies) <= {"csrftoken"}
