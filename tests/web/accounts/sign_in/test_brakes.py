"""Every place where a secret can be guessed, or a letter asked for, has an end; and nobody keeps another out."""

import re
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail.backends.base import BaseEmailBackend
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from people import PASSWORD, person, sign_in

from toetssteen.web.accounts.models import Attempt
from toetssteen.web.accounts.roles import Role
from toetssteen.web.accounts.sign_in import brakes, second_factor
from toetssteen.web.accounts.sign_in.letters import later
from toetssteen.web.jobs import letters, runs
from toetssteen.web.jobs.models import Job, RunState, Worker
from toetssteen.web.jobs.services import forget_old
from toetssteen.web.jobs.worker.running import run_job

pytestmark = pytest.mark.django_db
HOME = "/mijn/"
STEP = "/inloggen/tweede-stap/"
FORGOT = "/inloggen/wachtwoord-vergeten/"
CHANGE = "/inloggen/wachtwoord/"


def enter(client: Client, user: str = "jo@example.org", password: str = "mis", place: str = "192.0.2.1") -> object:
    return client.post("/inloggen/", {"username": user, "password": password}, REMOTE_ADDR=place)


def let_go(minutes: float = 16) -> None:
    """As if all attempts were that long ago."""
    for attempt in Attempt.objects.all():
        Attempt.objects.filter(pk=attempt.pk).update(at=attempt.at - timedelta(minutes=minutes))


def code_of(app: TOTPDevice, steps: int = 0) -> str:
    return f"{totp(app.bin_key, t0=app.t0, drift=steps):06d}"


def besiege(user: str = "jo@example.org") -> None:
    """Others try one account from thirty places."""
    for number in range(30):
        enter(Client(), user, place=f"198.51.100.{number}")


def test_many_addresses_from_one_place(client: Client) -> None:
    person()
    answers = [enter(client, f"iemand{n}@example.org").status_code for n in range(30)]
    assert answers == [200] * 19 + [429] * 11
    assert enter(client, password=PASSWORD).status_code == 429
    assert enter(client, password=PASSWORD, place="192.0.2.2")["Location"] == HOME


def test_one_address_from_many_places_until_it_was_said(client: Client) -> None:
    person()
    besiege()
    held = enter(client, password=PASSWORD)
    assert held.status_code == 429
    assert 0 < int(held["Retry-After"]) <= 15 * 60 + 1
    moment = re.search(r"Om (\d\d:\d\d) kunt u", held.content.decode())[1]
    last = Attempt.objects.order_by("at").first().at + timedelta(minutes=15)
    assert moment == timezone.localtime(last).strftime("%H:%M")
    assert enter(client, "niemand@example.org", place="192.0.2.9").status_code == 200
    let_go()
    assert enter(client, password=PASSWORD)["Location"] == HOME


def test_an_address_nobody_has_is_held_with_the_same_words(client: Client) -> None:
    person()
    besiege()
    besiege("niemand@example.org")
    ours, nobodys = enter(client), enter(client, "niemand@example.org")
    assert (ours.status_code, nobodys.status_code) == (429, 429)
    assert re.sub(r"\d\d:\d\d", "", ours.content.decode()) == re.sub(r"\d\d:\d\d", "", nobodys.content.decode())


def test_others_cannot_keep_somebody_out_of_a_browser_of_their_own(client: Client) -> None:
    person()
    person("Piet")
    assert enter(client, password=PASSWORD)["Location"] == HOME
    cookie = client.cookies[brakes.COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/inloggen/")
    client.post("/uitloggen/")
    besiege()
    for number in range(20):
        enter(Client(), f"iemand{number}@example.org", place="192.0.2.1")
    assert enter(client, password=PASSWORD)["Location"] == HOME, "others hold the account, and this place"
    # It is of one account, it has a count of its own, and it opens nothing.
    client.post("/uitloggen/")
    assert enter(client, "piet@example.org", password=PASSWORD).status_code == 429
    assert [enter(client).status_code for _time in range(10)] == [200] * 9 + [429]
    forged = Client()
    forged.cookies[brakes.COOKIE] = cookie.value[:-3] + "abc"
    assert enter(forged, password=PASSWORD).status_code == 429


def test_a_browser_is_known_after_the_second_step_only(client: Client) -> None:
    user = person(role=Role.COUNCIL)
    app = TOTPDevice.objects.create(user=user, name="app")
    assert enter(client, password=PASSWORD)["Location"] == STEP
    assert brakes.COOKIE not in client.cookies
    assert client.post(STEP, {"code": code_of(app)})["Location"] == HOME
    assert brakes.COOKIE in client.cookies


def test_choosing_a_password_by_mail_opens_a_held_account(client: Client) -> None:
    user = person()
    besiege()
    assert enter(client, password=PASSWORD).status_code == 429
    number = urlsafe_base64_encode(force_bytes(user.pk))
    link = f"/inloggen/wachtwoord-kiezen/{number}/{default_token_generator.make_token(user)}/"
    form = client.get(link)["Location"]
    new = "twee heel andere zinnen"
    assert client.post(form, {"new_password1": new, "new_password2": new})["Location"] == "/inloggen/"
    assert enter(client, password=new)["Location"] == HOME


def test_the_password_of_now_is_no_place_to_guess(client: Client) -> None:
    sign_in(client, person())
    new = "twee heel andere zinnen"
    form = {"old_password": "mis", "new_password1": new, "new_password2": new}
    assert [client.post(CHANGE, form).status_code for _time in range(12)] == [200] * 9 + [429] * 3
    assert client.post(CHANGE, {**form, "old_password": PASSWORD}).status_code == 429
    # It is the same secret as that of signing in.
    assert enter(Client(), password=PASSWORD, place="127.0.0.1").status_code == 429
    let_go()
    assert client.post(CHANGE, {**form, "old_password": PASSWORD}).status_code == 302


@pytest.fixture
def half(client: Client) -> TOTPDevice:
    user = person(role=Role.COUNCIL)
    app = TOTPDevice.objects.create(user=user, name="app")
    second_factor.new_codes(user)
    client.post("/inloggen/", {"username": "jo@example.org", "password": PASSWORD})
    return app


@pytest.mark.parametrize("wrong", ["000000", "abcdefghjk"])
def test_codes_of_the_app_and_on_paper_have_an_end(client: Client, half: TOTPDevice, wrong: str) -> None:
    good = code_of(half)
    assert [client.post(STEP, {"code": wrong}).status_code for _time in range(12)] == [200] * 9 + [429] * 3
    paper = second_factor.new_codes(half.user)[0]
    if wrong.isdecimal():
        assert client.post(STEP, {"code": good}).status_code == 429
        assert client.post(STEP, {"code": paper})["Location"] == HOME, "paper is the way out"
    else:
        assert client.post(STEP, {"code": paper}).status_code == 429
        assert client.post(STEP, {"code": good})["Location"] == HOME


def test_wrong_codes_never_make_one_wait_for_days(client: Client, half: TOTPDevice) -> None:
    """Doubling each time, thirty wrong codes would be seventeen years."""
    TOTPDevice.objects.update(throttling_failure_count=30, throttling_failure_timestamp=timezone.now())
    page = client.post(STEP, {"code": "000000"}).content.decode()
    assert 1_800 < int(re.search(r"Wacht (\d+) seconden", page)[1]) < 2_100
    TOTPDevice.objects.update(throttling_failure_timestamp=timezone.now() - timedelta(seconds=2_100))
    assert client.post(STEP, {"code": code_of(half)})["Location"] == HOME


def test_who_has_the_password_cannot_keep_the_owner_out_with_wrong_codes(client: Client, half: TOTPDevice) -> None:
    assert client.post(STEP, {"code": code_of(half, -1)})["Location"] == HOME
    client.post("/uitloggen/")
    thief = Client(REMOTE_ADDR="198.51.100.7")
    thief.post("/inloggen/", {"username": "jo@example.org", "password": PASSWORD})
    for _time in range(12):
        thief.post(STEP, {"code": "000000"})
    TOTPDevice.objects.update(throttling_failure_count=30, throttling_failure_timestamp=timezone.now())
    client.post("/inloggen/", {"username": "jo@example.org", "password": PASSWORD})
    assert client.post(STEP, {"code": "000000"}).status_code == 200
    assert TOTPDevice.objects.get().throttling_failure_count == 12, "a mistake of the owner is no help to the thief"
    assert client.post(STEP, {"code": code_of(half)})["Location"] == HOME


def test_links_that_do_not_work_have_an_end(client: Client) -> None:
    user = person()
    number = urlsafe_base64_encode(force_bytes(user.pk))
    guesses = [client.get(f"/inloggen/wachtwoord-kiezen/{number}/abc-{n}/").status_code for n in range(25)]
    assert guesses == [200] * 19 + [429] * 6
    good = f"/inloggen/wachtwoord-kiezen/{number}/{default_token_generator.make_token(user)}/"
    assert client.get(good).status_code == 429
    assert client.get(good, REMOTE_ADDR="192.0.2.44").status_code == 302


@pytest.fixture
def posted(monkeypatch: pytest.MonkeyPatch) -> None:
    send = "toetssteen.web.accounts.sign_in.letters.later"
    monkeypatch.setattr(
        send, lambda email, domain, *, secure: letters.send_link(None, letters.ResetRequest(email, domain, secure))
    )


@pytest.mark.usefixtures("posted")
def test_letters_have_an_end_by_address_and_by_place(client: Client, mailoutbox: list) -> None:
    for name in [f"p{n}" for n in range(12)]:
        person(name)
    answers = [client.post(FORGOT, {"email": "p0@example.org"}, REMOTE_ADDR=f"192.0.2.{n}") for n in range(25)]
    assert [answer.status_code for answer in answers] == [302] * 3 + [429] * 22
    assert len(mailoutbox) == 3
    answers = [client.post(FORGOT, {"email": f"p{n}@example.org"}, REMOTE_ADDR="198.51.100.1") for n in range(1, 12)]
    assert [answer.status_code for answer in answers] == [302] * 10 + [429]
    assert len(mailoutbox) == 13
    let_go(61)
    assert client.post(FORGOT, {"email": "p0@example.org"}).status_code == 302


@pytest.mark.usefixtures("posted")
def test_an_unknown_address_is_counted_and_answered_the_same(client: Client, mailoutbox: list) -> None:
    person()
    for address in ("jo@example.org", "niemand@example.org"):
        answers = [client.post(FORGOT, {"email": address}, REMOTE_ADDR="192.0.2.1") for _time in range(4)]
        assert [(answer.status_code, answer.get("Location")) for answer in answers[:3]] == [
            (302, FORGOT + "verstuurd/")
        ] * 3
        assert answers[3].status_code == 429
    assert len(mailoutbox) == 3


class Failing(BaseEmailBackend):
    """A mail server that refuses, and names whom."""

    def send_messages(self, messages: object) -> int:
        raise OSError("the server at 192.0.2.25 refuses jo@example.org")


def work_off() -> None:
    """What the worker does, in this process."""
    worker = Worker.objects.create(machine="here", pid=1)
    while job := runs.claim(worker, timezone.now()):
        run_job(job.uid, job.run)


def test_a_failing_mail_server_does_not_show_and_the_letter_is_tried_again(
    client: Client, settings: LazySettings, mailoutbox: list, caplog: pytest.LogCaptureFixture
) -> None:
    person()
    shown = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.Failing"
    for address in ("niemand@example.org", "jo@example.org", "ander@example.org"):
        assert client.post(FORGOT, {"email": address})["Location"] == FORGOT + "verstuurd/"
    # Before anything is looked up the answer is out.
    assert set(Job.objects.values_list("kind", "state")) == {("link", RunState.QUEUED)}
    work_off()
    (waiting,) = Job.objects.exclude(state=RunState.SUCCEEDED)
    assert waiting.state == RunState.QUEUED, "one address is known"
    assert waiting.error == "De mailserver nam de e-mail niet aan (OSError)."
    assert "example.org" not in waiting.traceback + waiting.log + caplog.text
    settings.EMAIL_BACKEND = shown
    Job.objects.update(not_before=timezone.now())
    work_off()
    assert [letter.to for letter in mailoutbox] == [["jo@example.org"]]
    assert set(Job.objects.values_list("state", flat=True)) == {RunState.SUCCEEDED}


def test_no_more_letters_wait_than_there_is_room() -> None:
    for number in range(letters.MOST_WAITING + 5):
        later(f"p{number}@example.org", "testserver", secure=False)
    assert Job.objects.count() == letters.MOST_WAITING
    work_off()
    later("p@example.org", "testserver", secure=False)
    assert Job.objects.filter(state=RunState.QUEUED).count() == 1


def test_an_address_to_write_to_is_soon_forgotten() -> None:
    later("p@example.org", "testserver", secure=True)
    work_off()
    forget_old(timezone.now() + timedelta(hours=1, minutes=1))
    assert not Job.objects.exists()


def test_nobodys_address_is_kept(client: Client) -> None:
    person()
    enter(client)
    (attempt,) = Attempt.objects.values()
    assert "example" not in str(attempt)
    assert "192.0.2.1" not in str(attempt)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("::1", "::2", True),
    ],
)
def test_a_network_is_one_place(rf: RequestFactory, one: str, other: str, same: bool) -> None:
    places = [brakes.place(rf.get("/", REMOTE_ADDR=address)) for address in (one, other)]
    assert (places[0] == places[1]) is same


def test_a_good_password_ends_ones_own_count_and_no_other(client: Client) -> None:
    person()
    for _time in range(9):
        enter(client)
    enter(client, "ander@example.org")
    assert enter(client, password=PASSWORD)["Location"] == HOME
    assert Attempt.objects.count() == 1


def test_attempts_that_no_longer_count_go(client: Client) -> None:
    enter(client)
    let_go(61)
    enter(client, "ander@example.org")
    assert Attempt.objects.count() == 1


def test_the_limits_are_settings() -> None:
    from toetssteen.web.settings import signing_in

    assert (brakes.PASSWORD.place, brakes.PASSWORD.account) == (signing_in.GUESSES_PLACE, signing_in.GUESSES_ACCOUNT)
    assert brakes.LETTER.place == signing_in.LETTERS_PLACE


def test_every_view_that_tries_a_secret_is_braked(
    client: Client, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A `TooManyAttemptsError` that nobody catches would be a page of a fault of ours."""
    user = person(role=Role.COUNCIL)
    TOTPDevice.objects.create(user=user, name="app")
    half, whole = sign_in(Client(), user, second_factor=False), sign_in(Client(), user)
    number = urlsafe_base64_encode(force_bytes(user.pk))
    settings.OIDC = True
    monkeypatch.setattr(brakes, "locked_until", lambda *_all: timezone.now() + timedelta(minutes=5))
    answers = {
        "sign in": enter(client),
        "second step": half.post(STEP, {"code": "000000"}),
        "password of now": whole.post(CHANGE, {"old_password": "a", "new_password1": "b", "new_password2": "b"}),
        "letter": client.post(FORGOT, {"email": "jo@example.org"}),
        "link": client.get(f"/inloggen/wachtwoord-kiezen/{number}/abc-def/"),
        "provider": client.get("/inloggen/organisatie/"),
    }
    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(answers, 429)


@pytest.mark.usefixtures("posted")
def test_a_known_browser_gets_no_more_letters_than_another(client: Client) -> None:
    """A brake without a count of its own for browsers counts everybody."""
    remembered = brakes.remember(HttpResponse(), person())
    client.cookies[brakes.COOKIE] = remembered.cookies[brakes.COOKIE].value
    answers = [client.post(FORGOT, {"email": "jo@example.org"}) for _time in range(5)]
    assert [answer.status_code for answer in answers] == [302] * 3 + [429] * 2
