from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from toetssteen.web.settings.database import database

DEFAULT = Path("var") / "toetssteen.sqlite3"


def test_sqlite_unless_told_otherwise() -> None:
    settings = database("", DEFAULT)
    assert settings["ENGINE"].endswith("sqlite3")
    assert settings["NAME"] == str(DEFAULT)
    assert "journal_mode=WAL" in settings["OPTIONS"]["init_command"]


def test_another_place_for_sqlite() -> None:
    assert database("sqlite:////srv/some%20where/t.sqlite3", DEFAULT)["NAME"] == "/srv/some where/t.sqlite3"


def test_postgres_by_one_setting() -> None:
    settings = database("postgres://jo%40x:p%2Fw%23@db.example:5433/toets?sslmode=verify-full", DEFAULT)
    assert settings["ENGINE"].endswith("postgresql")
    assert (settings["USER"], settings["PASSWORD"]) == ("jo@x", "p/w#")
    assert (settings["HOST"], settings["PORT"], settings["NAME"]) == ("db.example", "5433", "toets")
    assert settings["OPTIONS"] == {"sslmode": "verify-full"}


@pytest.mark.parametrize(
    "address",
    [
        "mysql://u:geheim@h/n",
        "postgres://u:geheim@h",
        "postgres://u:geheim@h:poort/n",
        "geheim",
        "sqlite://",
        "postgres://[geheim/n",
    ],
)
def test_what_is_not_an_address_is_refused_without_repeating_it(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="TOETSSTEEN_DATABASE") as refusal:
        database(address, DEFAULT)
    assert "geheim" not in str(refusal.value)


@pytest.mark.postgres
@pytest.mark.django_db
def test_this_round_runs_on_a_real_postgresql() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select version()")
        assert cursor.fetchone()[0].startswith("PostgreSQL")
