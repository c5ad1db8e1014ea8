"""Does the process live; can it answer everything."""

import shutil
from collections import namedtuple
from pathlib import Path

import pytest
from django.db import connections
from django.db.utils import OperationalError
from django.test import Client
from warehouse.conftest import Workshop

from toetssteen.answers.snapshot.open_atlases import open_atlas
from toetssteen.web.jobs.worker.rows import register
from toetssteen.web.monitor import health

Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def room(monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk of the machine that tests is not what is tested."""
    monkeypatch.setattr(health.shutil, "disk_usage", lambda path: Usage(10**12, 0, 10**12))


def test_a_process_lives_without_figures_or_database(client: Client, workshop: Workshop) -> None:
    # No django_db here: touching the database would fail.
    response = client.get("/gezond")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert not response.cookies
    assert client.post("/gezond").status_code == 405


@pytest.mark.django_db
def test_ready_when_everything_is_there(client: Client, served: Path) -> None:
    response = client.get("/gereed")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert not response.cookies
    answer = response.json()
    assert answer["gereed"] is True
    assert answer["onderdelen"]["cijfers"]["uitleg"] == (served / "snapshots" / "current").read_text().strip()


def _reason(client: Client, part: str) -> str:
    response = client.get("/gereed")
    assert response.status_code == 503
    assert response.json()["gereed"] is False
    wrong = {name for name, one in response.json()["onderdelen"].items() if not one["goed"]}
    assert wrong == {part}
    return str(response.json()["onderdelen"][part]["uitleg"])


@pytest.mark.django_db
def test_a_worker_that_is_not_there_is_a_warning_and_no_reason_to_send_readers_away(
    client: Client, served: Path
) -> None:
    response = client.get("/gereed")
    assert response.status_code == 200
    assert "manage.py worker" in response.json()["waarschuwingen"][0]
    register()
    assert client.get("/gereed").json()["waarschuwingen"] == []


@pytest.mark.django_db
def test_not_ready_without_figures(client: Client, workshop: Workshop) -> None:
    assert "toetssteen build" in _reason(client, "cijfers")


@pytest.mark.django_db
def test_not_ready_when_the_figures_went_or_are_damaged(client: Client, workshop: Workshop) -> None:
    name = workshop.build()
    workshop.shelf.publish(name)
    assert client.get("/gereed").status_code == 200
    shutil.rmtree(workshop.shelf.folder / name)
    assert "niet meer op de schijf" in _reason(client, "cijfers")
    open_atlas.cache_clear()
    assert "niet te openen" in _reason(client, "cijfers")


@pytest.mark.django_db
def test_not_ready_with_a_damaged_current(client: Client, workshop: Workshop) -> None:
    workshop.shelf.publish(workshop.build())
    (workshop.shelf.folder / "current").write_bytes(b"\xff\xfe../../x")
    assert "toetssteen publish" in _reason(client, "cijfers")
    workshop.shelf.publish()
    assert client.get("/gereed").status_code == 200


@pytest.mark.django_db
def test_not_ready_without_the_database_and_the_password_stays_in_the_log(
    client: Client, served: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_named: object) -> None:
        raise OperationalError("password authentication failed for postgres://jan:geheim@server/naam")

    monkeypatch.setattr(connections["default"], "cursor", refuse)
    reason = _reason(client, "database")
    assert "geeft geen antwoord" in reason
    assert "geheim" not in reason


@pytest.mark.django_db
def test_not_ready_when_the_database_is_behind(client: Client, served: Path) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("delete from django_migrations where app = 'accounts'")
    assert "migrate" in _reason(client, "database")


@pytest.mark.django_db
def test_not_ready_when_the_disk_is_nearly_full(client: Client, served: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health.shutil, "disk_usage", lambda path: Usage(10**12, 10**12, 12_000_000))
    assert "12 MB" in _reason(client, "schijf")


@pytest.mark.django_db
def test_asked_without_https_it_answers_all_the_same(client: Client, served: Path, settings: object) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/gereed").status_code == 200
    assert client.get("/gezond").status_code == 200
