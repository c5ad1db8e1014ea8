"""The copy of a PostgreSQL database (`toetssteen.operations.database_copy`): nothing lost, also while others write, and all
or nothing on the way back."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.postgres


class Installation:
    """A `var` and a database of its own."""

    def __init__(self, var: Path, address: str) -> None:
        self.var, self.address = var, address

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        environment = os.environ | {
            "TOETSSTEEN_VAR": str(self.var),
            "TOETSSTEEN_DATABASE": self.address,
            "PYTHONPATH": str(ROOT / "src"),
        }
        command = [sys.executable, *words]
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    def toetssteen(self, *words: str) -> "subprocess.CompletedProcess[str]":
        return self.run("-m", "toetssteen.cli", *words)

    def ask(self, question: str) -> list[tuple[object, ...]]:
        import psycopg

        with psycopg.connect(self.address) as connection:
            return connection.execute(question).fetchall()

    def users(self) -> set[str]:
        return {str(row[0]) for row in self.ask("select name from accounts_user")}


def add_users(connection: object, *names: str) -> None:
    """Rows of accounts_user, with something in every column that must have it."""
    columns = connection.execute(
        "select column_name, data_type from information_schema.columns"
        " where table_name = 'accounts_user' and is_nullable = 'NO' and column_name <> 'id'"
    ).fetchall()
    kinds = {"boolean": False, "timestamp with time zone": "2026-01-01"}
    for name in names:
        values = {column: kinds.get(kind, name) for column, kind in columns}
        values["email"] = f"{''.join(filter(str.isalnum, name.lower()))}@voorbeeld.nl"
        marks = ", ".join(["%s"] * len(values))
        connection.execute(f"insert into accounts_user ({', '.join(values)}) values ({marks})", list(values.values()))


@pytest.fixture
def installations(tmp_path: Path, postgres_template: str) -> Iterator[tuple[Installation, Installation]]:
    """One with two users, one with nothing; both on PostgreSQL."""
    psycopg = pytest.importorskip("psycopg")
    parts = urlsplit(os.environ["TOETSSTEEN_DATABASE"])
    both = []
    with psycopg.connect(os.environ["TOETSSTEEN_DATABASE"], autocommit=True) as server:
        for name, template in (("copy_here", postgres_template), ("copy_there", "template1")):
            server.execute(f"drop database if exists {name}")
            server.execute(f"create database {name} template {template}")
            both.append(Installation(tmp_path / name, urlunsplit(parts._replace(path=f"/{name}"))))
        here, there = both
        with psycopg.connect(here.address) as connection:
            add_users(connection, "een\ttab", "twee\nregels\\N", "weg")
            connection.execute("delete from accounts_user where name = 'weg'")
        yield here, there
        for name in ("copy_here", "copy_there"):
            server.execute(f"drop database {name} with (force)")


def test_everything_comes_back_and_counters_go_on(
    installations: tuple[Installation, Installation], tmp_path: Path
) -> None:
    import psycopg

    source, target = installations
    file = tmp_path / "kopie.tar"
    process = source.toetssteen("backup", str(file))
    assert process.returncode == 0, process.stderr
    back = target.toetssteen("restore", str(file))
    assert back.returncode == 0, back.stderr
    everything = "select * from accounts_user order by id"
    assert target.ask(everything) == source.ask(everything)
    assert target.users() == {"een\ttab", "twee\nregels\\N"}
    migrations = "select app, name from django_migrations order by id"
    assert target.ask(migrations) == source.ask(migrations)
    with psycopg.connect(target.address) as connection:
        add_users(connection, "nieuw")
    ((number,),) = target.ask("select id from accounts_user where name = 'nieuw'")
    assert number == 4, "the number of somebody who was removed is never given again"


def test_nothing_is_replaced_unless_asked(installations: tuple[Installation, Installation], tmp_path: Path) -> None:
    import psycopg

    source, _there = installations
    file = tmp_path / "kopie.tar"
    assert source.toetssteen("backup", str(file)).returncode == 0
    with psycopg.connect(source.address) as connection:
        add_users(connection, "later")
    refused = source.toetssteen("restore", str(file))
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    assert "later" in source.users()
    assert source.toetssteen("restore", "--replace", str(file)).returncode == 0
    assert source.users() == {"een\ttab", "twee\nregels\\N"}


def test_users_made_meanwhile_are_in_it_whole_or_not_at_all(
    installations: tuple[Installation, Installation], tmp_path: Path
) -> None:
    import psycopg

    source, target = installations
    stop, written = threading.Event(), []

    def busy() -> None:
        with psycopg.connect(source.address) as connection:
            while not stop.is_set():
                add_users(connection, f"paar-{len(written)}-a", f"paar-{len(written)}-b")
                connection.commit()
                written.append(1)

    thread = threading.Thread(target=busy)
    thread.start()
    try:
        while len(written) < 20:
            stop.wait(0.01)
        before = len(written)
        assert source.toetssteen("backup", str(tmp_path / "kopie.tar")).returncode == 0
        during = len(written) - before
    finally:
        stop.set()
        thread.join(30)
    assert during > 0, "the writer had to go on meanwhile"
    assert target.toetssteen("restore", str(tmp_path / "kopie.tar")).returncode == 0
    restored = {name for name in target.users() if name.startswith("paar")}
    pairs = {name.rsplit("-", 1)[0] for name in restored}
    assert len(restored) == 2 * len(pairs), "half a transaction"
    assert {f"paar-{n}" for n in range(before)} <= pairs


def test_a_backup_of_another_kind_of_database_changes_nothing(
    installations: tuple[Installation, Installation], empty_installation: Path, tmp_path: Path
) -> None:
    source, _there = installations
    other = Installation(shutil.copytree(empty_installation, tmp_path / "sqlite"), "")
    assert other.toetssteen("backup", str(tmp_path / "kopie.tar")).returncode == 0
    refused = source.toetssteen("restore", "--replace", str(tmp_path / "kopie.tar"))
    assert refused.returncode == 1
    assert "sqlite-database" in refused.stderr
    assert source.users() == {"een\ttab", "twee\nregels\\N"}


def test_a_copy_with_a_row_too_few_changes_nothing(
    installations: tuple[Installation, Installation], tmp_path: Path
) -> None:
    source, _there = installations
    folder = tmp_path / "kopie"
    folder.mkdir()
    assert source.run("manage.py", "databasecopy", "save", str(folder)).returncode == 0
    (rows,) = (file for file in folder.glob("*.copy") if b"een\\ttab" in file.read_bytes())
    rows.write_bytes(rows.read_bytes().split(b"\n", 1)[1])
    refused = source.run("manage.py", "databasecopy", "load", str(folder))
    assert refused.returncode == 1
    assert "accounts_user kwamen niet alle rijen terug" in refused.stderr
    assert source.users() == {"een\ttab", "twee\nregels\\N"}
