"""Many editors at once: what somebody was told is saved is there, and nobody sees an error; on SQLite they wait."""

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

SCRIPT = Path(__file__).with_name("editors.py")
ROOT = SCRIPT.parents[2]


def edit(var: Path, database: str, editors: int, seconds: float) -> dict:
    environment = os.environ | {
        "TOETSSTEEN_VAR": str(var),
        "TOETSSTEEN_DATABASE": database,
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONUTF8": "1",
    }
    words = [sys.executable, str(SCRIPT), "--editors", str(editors), "--seconds", str(seconds)]
    done = subprocess.run(words, env=environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr
    found: dict = json.loads(done.stdout.splitlines()[-1])
    print(json.dumps(found))
    return found


def check(found: dict, least: int) -> None:
    assert found["errors"] == []
    assert (found["lost"], found["invented"]) == (0, 0)
    assert found["versions"] == found["written"] >= least


def test_a_few_editors_on_sqlite_lose_nothing(tmp_path: Path) -> None:
    check(edit(tmp_path, "", 8, 2), 8)


@pytest.mark.long
def test_fifty_editors_for_two_minutes_on_sqlite_wait_and_lose_nothing(tmp_path: Path) -> None:
    check(edit(tmp_path, "", 50, 120), 500)


@pytest.fixture
def postgres() -> Iterator[str]:
    """The address of an empty database on the server of TOETSSTEEN_TEST_POSTGRES, gone afterwards."""
    server = os.environ.get("TOETSSTEEN_TEST_POSTGRES", "")
    if not server:
        pytest.skip("needs PostgreSQL: set TOETSSTEEN_TEST_POSTGRES")
    psycopg = pytest.importorskip("psycopg")
    name = f"editors_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.long
def test_fifty_editors_for_two_minutes_on_postgresql_lose_nothing(tmp_path: Path, postgres: str) -> None:
    check(edit(tmp_path, postgres, 50, 120), 500)
