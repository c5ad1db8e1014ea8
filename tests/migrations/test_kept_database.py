"""A database of an earlier version, migrated: every row is still there, and says the same.

What is expected is the copy itself (README.md says how it was made), read as it lies there: tables and columns by their
names of then. What has another name by now stands in RENAMED and FIELDS, and nowhere else.
"""

import gzip
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parents[2]
COPY = Path(__file__).with_name("kept_database.sql.gz")

Row = dict[str, object]


def in_twelve_digits(number: object) -> object:
    """An amount that was a float: 0.30000000000000004 -> 0.3. What a whole number says stays."""
    if not isinstance(number, float) or number.is_integer():
        return number
    return f"{number:.12g}"


def unchanged(raw: object) -> object:
    return raw


# Tables of then -> the model of now, as "app.Model". Without a line: the model with the same last part of its name, in
# whatever app (`programmes_historicalgoal`: HistoricalGoal), or the table between two models of the same name.
RENAMED: dict[str, str] = {}
# (Table, column) of then -> the field of now by the name of its column; None: gone on purpose.
FIELDS: dict[tuple[str, str], str | None] = {
    (f"programmes_{table}", f"{day}_exact"): f"{day}_precision"
    for of, days in {"activity": ("start", "end", "status_day"), "decision": ("day",), "statepromise": ("day",)}.items()
    for table in (of, f"historical{of}")
    for day in days
} | {("programmes_importrun", "recipe"): "mapping"}
# (Table, column) -> what a value of then is now, where it is written in another way.
VALUES: dict[tuple[str, str], Callable[[object], object]] = {
    (f"programmes_{table}", column): in_twelve_digits
    for of, columns in {"output": ("planned", "realised"), "target": ("base", "value")}.items()
    for table in (of, f"historical{of}")
    for column in columns
}
# Models that hold rows that no row of then stands for.
MORE_ROWS: set[str] = set()
# Kept by Django for itself.
NOT_OURS = {"django_migrations", "django_content_type", "django_session", "auth_permission", "sqlite_sequence"}
# Amounts that somebody typed or a publisher gave, of every size; each is put in the copy too.
AMOUNTS = (
    0.1,
    0.07,
    33.333333333333336,
    60.5,
    1250.5,
    999999.99,
    123456789.125,
    1e9,
    98765432109.5,
    4e12,
    1e15,
    2.5e-6,
)


def tables(database: Path) -> dict[str, list[Row]]:
    """Every row of every table, as it lies there."""
    connection = sqlite3.connect(database)
    connection.row_factory = sqlite3.Row
    names = [row["name"] for row in connection.execute("select name from sqlite_master where type = 'table'")]
    # Names that the database itself gave.
    found = {name: [dict(row) for row in connection.execute(f'select * from "{name}"')] for name in names}
    connection.close()
    return found


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of then, in a `var` of its own."""
    database = tmp_path_factory.mktemp("then") / "toetssteen.sqlite3"
    connection = sqlite3.connect(database)
    connection.executescript(gzip.decompress(COPY.read_bytes()).decode("utf-8"))
    add_amounts(connection)
    connection.close()
    return database


def add_amounts(connection: sqlite3.Connection) -> None:
    """An output and a state of its history for each of AMOUNTS."""
    connection.row_factory = sqlite3.Row
    for table, key in (("programmes_output", "id"), ("programmes_historicaloutput", "history_id")):
        row = dict(connection.execute(f"select * from {table}").fetchone())
        del row[key]
        names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" for _name in row)
        for amount in AMOUNTS:
            values = (row | {"planned": amount, "realised": amount}).values()
            connection.execute(f"insert into {table} ({names}) values ({marks})", tuple(values))
    connection.commit()


@pytest.fixture(scope="module")
def then(copy: Path) -> dict[str, list[Row]]:
    return {name: rows for name, rows in tables(copy).items() if name not in NOT_OURS}


@pytest.fixture(scope="module")
def migrated(copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, after `migrate`."""
    database = tmp_path_factory.mktemp("now") / "toetssteen.sqlite3"
    database.write_bytes(copy.read_bytes())
    manage(database, "migrate", "--no-input", "-v", "0")
    return database


@pytest.fixture(scope="module")
def now(migrated: Path) -> dict[str, list[Row]]:
    return tables(migrated)


def manage(database: Path, *words: str) -> str:
    told = {"TOETSSTEEN_VAR": str(database.parent), "TOETSSTEEN_DATABASE": "", "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, str(ROOT / "manage.py"), *words]
    done = subprocess.run(command, env=os.environ | told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def model(table: str) -> type[models.Model]:
    """The model that holds now what this table held."""
    if table in RENAMED:
        return apps.get_model(RENAMED[table])
    last = table.partition("_")[2]
    every = [one for one in apps.get_models(include_auto_created=True) if one._meta.model_name == last]
    every = every or [one for one in apps.get_models(include_auto_created=True) if one._meta.db_table == table]
    assert len(every) == 1, f"{table}: say in RENAMED which of {every} it is now"
    return every[0]


def value(field: models.Field, raw: object) -> object:
    """What a field says, however the database writes it: numbers as numbers, moments in UTC."""
    if raw is None:
        return None
    if isinstance(field, models.JSONField):
        return json.loads(str(raw), parse_float=Decimal, parse_int=Decimal)
    if isinstance(field, models.FloatField | models.DecimalField):
        return Decimal(str(raw))
    if isinstance(field, models.DateTimeField):
        moment = datetime.fromisoformat(str(raw))
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return field.to_python(raw)


def expected(table: str, row: Row) -> Iterator[tuple[models.Field, object]]:
    """(Field of now, value) for each column of then."""
    columns = {field.column: field for field in model(table)._meta.concrete_fields}
    for column, raw in row.items():
        name = FIELDS.get((table, column), column)
        if name is not None:
            assert name in columns, f"{table}.{column}: say in FIELDS what it is now"
            turned = VALUES[table, column](raw) if (table, column) in VALUES else raw
            yield columns[name], value(columns[name], turned)


def lost(then: dict[str, list[Row]], now: dict[str, list[Row]]) -> list[tuple[str, object, str]]:
    """(Model, key, what) for every row that is not there and every value that is another."""
    found = []
    for table, rows in then.items():
        kind = model(table)
        key = kind._meta.pk.column
        held = {row[key]: row for row in now[kind._meta.db_table]}
        for row in rows:
            wanted = {field.column: (field, said) for field, said in expected(table, row)}
            number = wanted[key][1]
            if number not in held:
                found.append((kind.__name__, number, "the row itself"))
                continue
            found += [
                (kind.__name__, number, f"{name}: {said!r} became {held[number][name]!r}")
                for name, (field, said) in wanted.items()
                if value(field, held[number][name]) != said
            ]
    return found


def test_every_row_is_there_and_says_the_same(then: dict[str, list[Row]], now: dict[str, list[Row]]) -> None:
    """Records, their history with who and why, memberships, roles, imports, second factors: of every table every row."""
    found = lost(then, now)
    assert not found, f"{len(found)} lost: {found[:10]}"


@pytest.mark.parametrize(
    ("table", "column", "said"),
    [
        ("programmes_historicalgoal", "history_change_reason", "Besproken met de partners"),
        ("programmes_target", "value", "9.65"),
        ("programmes_importrun", "undone", None),
        ("programmes_activity_partners", None, None),
        ("accounts_historicalgrant", None, None),
    ],
)
def test_one_value_less_is_noticed(
    then: dict[str, list[Row]], table: str, column: str | None, said: str | None
) -> None:
    """Of the copy itself, as if it had come out of a migration that loses one thing. column: None for a whole row."""
    after = {
        model(name)._meta.db_table: [
            {FIELDS.get((name, old)) or old: VALUES.get((name, old), unchanged)(v) for old, v in row.items()}
            for row in rows
        ]
        for name, rows in then.items()
    }
    rows = after[model(table)._meta.db_table]
    if column is None:
        rows.pop()
    else:
        row = next(one for one in rows if (str(one[column]) == said if said else one[column] is not None))
        row[column] = None
    assert len(lost(then, after)) == 1


def test_no_row_is_there_that_was_not(then: dict[str, list[Row]], now: dict[str, list[Row]]) -> None:
    """A move that makes rows twice, or writes history of its own, is seen here."""
    counts: dict[type[models.Model], int] = {}
    for table, rows in then.items():
        counts[model(table)] = counts.get(model(table), 0) + len(rows)
    more = {
        kind.__name__: (count, len(now[kind._meta.db_table]))
        for kind, count in counts.items()
        if kind.__name__ not in MORE_ROWS and len(now[kind._meta.db_table]) != count
    }
    assert not more, f"rows then and now: {more}"


def test_the_tables_are_those_of_the_models(migrated: Path) -> None:
    """Every model and field has its table and column, nothing points at what is not there, no migration is missing."""
    connection = sqlite3.connect(migrated)
    assert connection.execute("pragma foreign_key_check").fetchall() == []
    assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
    columns = {
        name: {row[1] for row in connection.execute(f'pragma table_info("{name}")')}
        for (name,) in connection.execute("select name from sqlite_master where type = 'table'")
    }
    connection.close()
    for kind in apps.get_models(include_auto_created=True):
        missing = {field.column for field in kind._meta.concrete_fields} - columns.get(kind._meta.db_table, set())
        assert not missing, f"{kind._meta.label}: no column for {missing}"
    manage(migrated, "makemigrations", "--check", "--dry-run")


def test_the_copy_holds_every_sort_of_thing(then: dict[str, list[Row]]) -> None:
    """Else it proves nothing of a sort that it has none of."""
    # Nobody uses Django's own groups and permissions, and nobody has codes on paper here.
    unused = ("_groups", "_permissions", "auth_group", "otp_static_")
    assert not [name for name, rows in then.items() if not rows and not any(one in name for one in unused)]
    history = {name: rows for name, rows in then.items() if rows and "history_type" in rows[0]}
    assert {row["history_type"] for rows in history.values() for row in rows} == {"+", "~", "-"}
    assert any(row["history_user_id"] and row["history_change_reason"] for row in history["programmes_historicalgoal"])
    for name, rows in then.items():
        if rows and {"entry", "version"} <= rows[0].keys() and "history_type" not in rows[0]:
            assert max(row["version"] for row in rows) > 1, f"{name} holds nothing that was changed"
    runs = then["programmes_importrun"]
    assert any(run["applied"] and not run["undone"] for run in runs)
    assert any(run["undone"] for run in runs)
    assert any(not run["applied"] for run in runs)
