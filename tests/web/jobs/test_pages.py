"""The pages of jobs, by who may see them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from people import organisation, person, sign_in

from toetssteen.web.accounts.roles import Role
from toetssteen.web.accounts.selectors import actor
from toetssteen.web.jobs import services
from toetssteen.web.jobs.models import Job, RunState, Schedule, Worker

pytestmark = pytest.mark.django_db
LIST, ONE, SCHEDULE = "/beheer/taken/", "/beheer/taken/{}/", "/beheer/taken/vanzelf/retention/"


@pytest.fixture
def office() -> Client:
    return sign_in(Client(), person("Bas", "beheerder"))


def failed(**more: object) -> Job:
    fields = {"state": RunState.FAILED, "ended_at": timezone.now(), "error": "Het is <mis>.", "traceback": "Trace"}
    return Job.objects.create(**{"uid": "f", "kind": "retention", "log": "regel & meer", **fields, **more})


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_the_pages_are_for_administrators(role: Role) -> None:
    client = sign_in(Client(), person("Jo", role, organisation() if role == Role.PARTNER else None))
    job = failed()
    for address in (LIST, SCHEDULE):
        assert client.get(address).status_code == 403
    assert client.get(ONE.format(job.pk)).status_code == 404
    for post in (f"{SCHEDULE}nu/", SCHEDULE):
        assert client.post(post, {"how": "off"}).status_code == 403
    for post in ("stoppen", "nog-eens"):
        assert client.post(f"{ONE.format(job.pk)}{post}/").status_code == 404
    assert not Job.objects.exclude(pk=job.pk).exists()
    assert not Schedule.objects.exists()


def test_a_visitor_is_sent_to_sign_in() -> None:
    job = failed()
    for address in (LIST, SCHEDULE, ONE.format(job.pk)):
        response = Client().get(address)
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/inloggen/")


def test_the_list_says_that_nothing_runs_jobs_until_a_worker_was_heard(office: Client) -> None:
    assert "Er draait nu niets dat taken uitvoert" in office.get(LIST).content.decode()
    Worker.objects.create(machine="elders", pid=1, heard_at=timezone.now() - timedelta(hours=1))
    assert "Het laatste teken was op" in office.get(LIST).content.decode()
    Worker.objects.create(machine="elders", pid=2)
    assert "Er draait nu niets" not in office.get(LIST).content.decode()


def test_the_list_shows_jobs_and_what_is_planned(office: Client) -> None:
    failed()
    services.enqueue("backup")
    page = office.get(LIST).content.decode()
    for words in ("mislukt", "wacht", "Reservekopie", "elke dag om 03:30", "Toetssteen zelf", "nog nooit"):
        assert words in page
    only = office.get(f"{LIST}?toestand=queued").content.decode()
    assert only.count("Toetssteen zelf") == 1
    assert office.get(f"{LIST}?toestand=zomaar").status_code == 200
    assert "Geen taken" in office.get(f"{LIST}?toestand=running").content.decode()


def test_one_job_shows_what_went_wrong_and_can_be_done_again(office: Client) -> None:
    job = failed()
    page = office.get(ONE.format(job.pk)).content.decode()
    for words in ("Het is &lt;mis&gt;.", "regel &amp; meer", "Trace", "Doe dit nog eens"):
        assert words in page
    assert "Stop deze taak" not in page
    assert "progress.js" not in page
    again = office.post(f"{ONE.format(job.pk)}nog-eens/")
    new = Job.objects.exclude(pk=job.pk).get()
    assert again.headers["Location"] == ONE.format(new.pk)
    page = office.get(ONE.format(new.pk)).content.decode()
    assert "Stop deze taak" in page
    assert "progress.js" in page
    office.post(f"{ONE.format(new.pk)}stoppen/")
    assert "Gestopt" in office.get(ONE.format(new.pk)).content.decode()
    assert office.get(ONE.format(10**9)).status_code == 404


def test_who_asked_sees_the_job_without_its_log() -> None:
    user = person("Bo", "programmabureau")
    job = failed(requested_by=user)
    client = sign_in(Client(), user)
    page = client.get(ONE.format(job.pk)).content.decode()
    assert "Het is &lt;mis&gt;." in page
    for words in ("regel", "Trace", LIST + '"', "Doe dit nog eens"):
        assert words not in page
    own_job = services.enqueue("backup", actor=actor(user))
    assert client.post(f"{ONE.format(own_job.pk)}stoppen/").status_code == 302
    assert client.post(f"{ONE.format(job.pk)}nog-eens/").status_code == 403


def test_the_time_is_changed_on_its_page(office: Client) -> None:
    assert "elke dag om 03:30" in office.get(SCHEDULE).content.decode()
    for given, rule in (
        ({"how": "daily", "at": "04:15"}, "04:15"),
        ({"how": "every", "minutes": "30"}, "30m"),
        ({"how": "off", "at": "04:15"}, "off"),
        ({"how": "default"}, ""),
    ):
        assert office.post(SCHEDULE, given).status_code == 302
        assert Schedule.objects.get(kind="retention").own == rule
        assert office.get(SCHEDULE).status_code == 200
    for wrong in (
        {"how": "daily"},
        {"how": "every"},
        {"how": "every", "minutes": "1"},
        {"how": "x"},
        {"how": "daily", "at": "x"},
    ):
        assert "Dit is nog niet goed ingevuld" in office.post(SCHEDULE, wrong).content.decode()
    assert Schedule.objects.get(kind="retention").own == ""
    assert office.get("/beheer/taken/vanzelf/bestaat-niet/").status_code == 404


def test_a_recurring_job_runs_out_of_turn(office: Client) -> None:
    response = office.post(f"{SCHEDULE}nu/")
    assert response.headers["Location"] == ONE.format(Job.objects.get().pk)
    office.post(f"{SCHEDULE}nu/")
    assert Job.objects.count() == 1
    assert office.get(f"{SCHEDULE}nu/").status_code == 405
