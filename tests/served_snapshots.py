"""Installations for the tests of pages: the invented country, the publishers' own files where they are at hand, and
a database in which nothing stands yet."""

import os
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from toetssteen.cli import main, snapshots

ROOT = Path(__file__).resolve().parents[1]


@contextmanager
def installed_in(var: Path) -> Iterator[None]:
    """Everything within works in this `var`, and afterwards in the one of before."""
    before = os.environ["TOETSSTEEN_VAR"]
    os.environ["TOETSSTEEN_VAR"] = str(var)
    try:
        yield
    finally:
        os.environ["TOETSSTEEN_VAR"] = before


def invented(var: Path) -> Path:
    """Build and publish the invented country in `var`."""
    with installed_in(var):
        assert main(["sample"]) == 0
        snapshots.build(Namespace(invented="small", publish=False))
        snapshots.publish(Namespace(snapshot=None))
    return var


def real(var: Path, data: Path) -> Path:
    """Build and publish the publishers' files of `data` in `var`."""
    with installed_in(var):
        for words in (["fetch", "--from", str(data)], ["build"], ["publish"]):
            assert main(words) == 0
    return var


def empty(var: Path, database: str = "") -> Path:
    """The tables made by the migrations, on SQLite when no other address of a database is given, and a key."""
    told = {"TOETSSTEEN_VAR": str(var), "TOETSSTEEN_DATABASE": database, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, str(ROOT / "manage.py"), "migrate", "--no-input", "-v", "0"]
    subprocess.run(command, env=os.environ | told, check=True)
    return var


def postgres_template(var: Path, server: str, name: str) -> Path:
    """A database `name` on this server of PostgreSQL, with the tables made by the migrations: to copy."""
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"drop database if exists {name}")
        connection.execute(f"create database {name}")
    return empty(var, urlunsplit(urlsplit(server)._replace(path=f"/{name}")))
