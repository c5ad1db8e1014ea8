"""What nobody caught is a page in words, with the fitting status and what was typed; never a raw text or a path."""

import errno
import html
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import duckdb
import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory
from people import sign_in
from web.conftest import Table, table

from toetssteen.kernel.errors import SnapshotError
from toetssteen.kernel.trouble import why
from toetssteen.web.records import services
from toetssteen.web.site import views

__all__ = ["table"]
ROOT = Path(__file__).resolve().parents[3]
SECRET = "/srv/geheim/pad.db"
RAISED: dict[str, tuple[BaseException, int, str]] = {
    "locked": (OperationalError("database is locked"), 503, "te lang met de database bezig"),
    "full": (OperationalError("database or disk is full"), 503, "schijf van de website is vol"),
    "no room": (OSError(errno.ENOSPC, "No space left on device", SECRET), 503, "schijf van de website is vol"),
    "away": (OperationalError(f"could not connect to {SECRET}"), 503, "niet bij haar gegevens"),
    "raw sqlite": (sqlite3.OperationalError(f"unable to open {SECRET}"), 503, "niet bij haar gegevens"),
    "disk": (OSError(errno.EIO, "Input/output error", SECRET), 503, "fout bij het lezen of schrijven"),
    "duckdb": (duckdb.IOException(f"IO Error: {SECRET}"), 500, "De fout ligt bij ons"),
    "ours": (KeyError(SECRET), 500, "De fout ligt bij ons"),
}


@pytest.fixture(autouse=True)
def _no_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(tmp_path))


@pytest.fixture
def writer(table: Table) -> Client:
    return sign_in(Client(raise_request_exception=False), table.users["officer"])


TYPED = 'Sport <b>"na"</b> school\nen daarna'


def fails_with(monkeypatch: pytest.MonkeyPatch, problem: BaseException) -> None:
    def fail(*_words: object, **_named: object) -> None:
        raise problem

    monkeypatch.setattr(services, "change", fail)


@pytest.mark.parametrize(("problem", "status", "words"), RAISED.values(), ids=RAISED.keys())
def test_each_failure_has_words_a_status_and_what_was_typed(
    table: Table, writer: Client, monkeypatch: pytest.MonkeyPatch, problem: BaseException, status: int, words: str
) -> None:
    record = table.activity()
    address = f"/activiteit/{record.pk}/wijzigen/"
    sent = {
        "name": "Sport",
        "change": TYPED,
        "owner": table.ours.pk,
        "status": "bezig",
        "visibility": 0,
        "seen": 1,
    }
    fails_with(monkeypatch, problem)
    response = writer.post(address, sent)
    text = response.content.decode()
    assert response.status_code == status
    assert words in text
    assert response.headers["Cache-Control"] == "no-store"
    assert ("Retry-After" in response.headers) == (status == 503)
    for raw in (SECRET, "Error", "sqlite", "locked", "Traceback"):
        assert raw not in text
    fields = dict(re.findall(r'<textarea name="(\w+)" hidden>\n(.*?)</textarea>', text, re.S))
    assert html.unescape(fields["change"]) == TYPED
    assert re.search(rf'<form method="post" action="{address}">', text)
    monkeypatch.undo()
    again = {name: html.unescape(value) for name, value in fields.items()}
    assert writer.post(address, again).status_code == 302, "the button saves it all the same"
    record.refresh_from_db()
    assert record.change.replace("\r\n", "\n") == TYPED


def test_passwords_and_files_do_not_go_along(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_words: object, **_named: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(
        "toetssteen.web.accounts.sign_in.forms.authenticate",
        fail,
    )
    response = Client(raise_request_exception=False).post(
        "/inloggen/", {"username": "jo@example.org", "password": "heel geheim"}
    )
    text = response.content.decode()
    assert response.status_code == 503
    assert "heel geheim" not in text
    assert "terug naar het formulier" in text


def test_without_a_database_the_page_knows_nobody_and_is_there(
    table: Table, writer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_words: object, **_named: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr("toetssteen.web.accounts.middleware.actor", fail)
    response = writer.get("/mijn/")
    assert response.status_code == 503
    assert "te lang met de database bezig" in response.content.decode()
    assert "<header" in response.content.decode()


def test_when_not_even_the_frame_can_be_made_there_are_words(
    table: Table, writer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails_with(monkeypatch, OperationalError("database is locked"))
    really, tried = views.render_to_string, []

    def bare_only(template: str, *words: object) -> str:
        tried.append(template)
        return really(template, *words) if template.endswith("bare.html") else 1 / 0

    monkeypatch.setattr(views, "render_to_string", bare_only)
    record = table.activity()
    response = writer.post(
        f"/activiteit/{record.pk}/wijzigen/",
        {"name": "x", "seen": 1, "status": "bezig", "visibility": 0, "owner": table.ours.pk},
    )
    assert response.status_code == 503
    assert "te lang met de database bezig" in response.content.decode()
    assert tried == ["site/error.html", "site/error.html", "site/error_bare.html"]


def test_our_own_errors_keep_their_own_words(db: None) -> None:
    try:
        raise SnapshotError("De cijfers zijn beschadigd.")
    except SnapshotError:
        response = views.server_error(RequestFactory().get("/"))
    assert response.status_code == 503
    assert "De cijfers zijn beschadigd." in response.content.decode()


def test_the_api_says_it_as_a_problem(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_words: object, **_named: object) -> None:
        raise OSError(errno.EIO, "Input/output error", SECRET)

    monkeypatch.setattr("toetssteen.web.monitor.api.service.serving", fail)
    response = Client(raise_request_exception=False).get("/v1/plekken/WK990101/cijfers")
    assert response.status_code == 503
    assert response.headers["Content-Type"].startswith("application/problem+json")
    assert SECRET not in response.content.decode()


BLOCKED = """
import django
django.setup()
from django.conf import settings
from django.db import connection
connection.settings_dict["OPTIONS"]["timeout"] = 0.3
from django.test import Client, RequestFactory
response = Client(raise_request_exception=False).post("/inloggen/", {"username": "jo@example.org", "password": "x"}, HTTP_HOST="localhost")
print(response.status_code, "te lang met de database bezig" in response.content.decode())
"""


def manage(var: Path, *command: str) -> "subprocess.CompletedProcess[str]":
    environment = os.environ | {
        "TOETSSTEEN_VAR": str(var),
        "TOETSSTEEN_DATABASE": "",
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "toetssteen.web.settings.base",
    }
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def blocked(empty_installation: Path, tmp_path: Path) -> Path:
    """An installation of which the database is a real file, to be locked by a real other."""
    var = tmp_path / "var"
    shutil.copytree(empty_installation, var)
    return var


def test_a_writer_who_really_is_blocked_gets_the_page_and_a_command_a_sentence(blocked: Path) -> None:
    with closing(sqlite3.connect(blocked / "toetssteen.sqlite3", isolation_level=None)) as other:
        other.execute("begin immediate")
        done = manage(blocked, "-c", BLOCKED)
        assert done.stdout.split() == ["503", "True"], done.stderr[-2000:]
        process = manage(blocked, "manage.py", "retention")
        other.execute("rollback")
    assert process.returncode == 1
    assert process.stderr.strip() == "Dat lukte niet: iets anders is met de database bezig."


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device", SECRET), "de schijf is vol"),
        (
            PermissionError(errno.EACCES, "Permission denied", SECRET),
            "er is geen recht om daar te lezen of te schrijven",
        ),
        (OSError(99, "Cannot assign requested address"), "de computer meldt fout 99"),
        (sqlite3.DatabaseError("file is not a database"), "het is geen database, of zij is beschadigd"),
        (sqlite3.OperationalError("attempt to write a readonly database"), "in de database mag niet geschreven worden"),
        (OperationalError("server closed the connection"), "de database geeft geen antwoord"),
        (ValueError(SECRET), "de inhoud is beschadigd"),
        (MemoryError(), "er is te weinig geheugen"),
        (SnapshotError("Onze eigen woorden."), "Onze eigen woorden."),
    ],
)
def test_one_place_knows_the_words(problem: BaseException, words: str) -> None:
    assert why(problem) == words
