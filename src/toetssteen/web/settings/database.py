"""Which transactional database: SQLite in `var/` unless one setting names a PostgreSQL."""

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "OPTIONS": {
        # A writer takes its lock at the start and waits for its turn, instead of failing half-way.
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    },
}


def database(address: str, default: Path) -> dict[str, Any]:
    """Django's settings for `address`: empty (SQLite at `default`), sqlite:///file or postgres://...

    Raises ImproperlyConfigured for anything else; the message never repeats the address, for it may hold a password.
    """
    if not address:
        return SQLITE | {"NAME": str(default)}
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise _refusal() from None
    if parts.scheme == "sqlite" and parts.path.strip("/"):
        return SQLITE | {"NAME": unquote(parts.path[1:])}
    if parts.scheme in ("postgres", "postgresql") and parts.path.strip("/"):
        return _postgres(parts, port)
    raise _refusal()


def own_files(address: str) -> list[Path]:
    """The files of an SQLite database that stands outside `var`, with the logs beside it; none for anything else."""
    if not address.startswith("sqlite:"):
        return []
    name = str(database(address, Path())["NAME"])
    return [path for ending in ("", "-wal", "-shm", "-journal") if (path := Path(name + ending)).is_file()]


def _postgres(parts: SplitResult, port: int | None) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _refusal() -> ImproperlyConfigured:
    return ImproperlyConfigured(
        "De instelling TOETSSTEEN_DATABASE klopt niet. Schrijf sqlite:////map/bestand.sqlite3 "
        "of postgres://gebruiker:wachtwoord@server:5432/naam."
    )
