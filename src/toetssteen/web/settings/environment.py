"""The settings of one installation: environment variables, each with its default and its meaning.

docs/beheer/instellingen.md is the table for administrators; a test holds it to this list.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable. `default` as one would type it; empty = none."""

    name: str
    default: str = ""


HOME = Setting("TOETSSTEEN_HOME")
VAR = Setting("TOETSSTEEN_VAR")
DEFINITIONS = Setting("TOETSSTEEN_DEFINITIONS")
DATABASE = Setting("TOETSSTEEN_DATABASE")
SECRET_KEY = Setting("TOETSSTEEN_SECRET_KEY")
HOSTS = Setting("TOETSSTEEN_HOSTS", "localhost,127.0.0.1,[::1]")
HTTPS = Setting("TOETSSTEEN_HTTPS", "0")
DEBUG = Setting("TOETSSTEEN_DEBUG", "0")
PUBLISHER = Setting("TOETSSTEEN_PUBLISHER", "Toetssteen")
CONTACT = Setting("TOETSSTEEN_CONTACT")
PRIVACY = Setting("TOETSSTEEN_PRIVACY")
LOG = Setting("TOETSSTEEN_LOG", "line")
LOG_LEVEL = Setting("TOETSSTEEN_LOG_LEVEL", "WARNING")
BIND = Setting("TOETSSTEEN_BIND", "127.0.0.1:8000")
WORKERS = Setting("TOETSSTEEN_WORKERS", "2")
THREADS = Setting("TOETSSTEEN_THREADS", "4")
SCHEDULE = Setting("TOETSSTEEN_SCHEDULE")
JOBS = Setting("TOETSSTEEN_JOBS", "2")
BACKUPS = Setting("TOETSSTEEN_BACKUPS")
BACKUPS_KEPT = Setting("TOETSSTEEN_BACKUPS_KEPT", "14")
SITE = Setting("TOETSSTEEN_SITE")
STATIC = Setting("TOETSSTEEN_STATIC")
SECOND_FACTOR = Setting("TOETSSTEEN_SECOND_FACTOR", "1")
GUESSES_ACCOUNT = Setting("TOETSSTEEN_GUESSES_ACCOUNT", "30")
GUESSES_PLACE = Setting("TOETSSTEEN_GUESSES_PLACE", "20")
LETTERS_PLACE = Setting("TOETSSTEEN_LETTERS_PLACE", "10")
SESSION_IDLE = Setting("TOETSSTEEN_SESSION_IDLE", "60")
SESSION_LONGEST = Setting("TOETSSTEEN_SESSION_LONGEST", "12")
MAIL = Setting("TOETSSTEEN_MAIL")
MAIL_FROM = Setting("TOETSSTEEN_MAIL_FROM", "toetssteen@localhost")
OIDC_ISSUER = Setting("TOETSSTEEN_OIDC_ISSUER")
OIDC_AUTHORIZATION = Setting("TOETSSTEEN_OIDC_AUTHORIZATION")
OIDC_TOKEN = Setting("TOETSSTEEN_OIDC_TOKEN")
OIDC_USERINFO = Setting("TOETSSTEEN_OIDC_USERINFO")
OIDC_JWKS = Setting("TOETSSTEEN_OIDC_JWKS")
OIDC_CLIENT = Setting("TOETSSTEEN_OIDC_CLIENT")
OIDC_SECRET = Setting("TOETSSTEEN_OIDC_SECRET")
OIDC_SECOND_FACTOR = Setting("TOETSSTEEN_OIDC_SECOND_FACTOR")
OIDC_VERIFIED = Setting("TOETSSTEEN_OIDC_VERIFIED", "email_verified")
OIDC_NAME = Setting("TOETSSTEEN_OIDC_NAME", "uw organisatie")

SETTINGS = (
    HOME,
    VAR,
    DEFINITIONS,
    DATABASE,
    SECRET_KEY,
    HOSTS,
    HTTPS,
    DEBUG,
    PUBLISHER,
    CONTACT,
    PRIVACY,
    LOG,
    LOG_LEVEL,
    BIND,
    WORKERS,
    THREADS,
    SCHEDULE,
    JOBS,
    BACKUPS,
    BACKUPS_KEPT,
    SITE,
    STATIC,
    SECOND_FACTOR,
    GUESSES_ACCOUNT,
    GUESSES_PLACE,
    LETTERS_PLACE,
    SESSION_IDLE,
    SESSION_LONGEST,
    MAIL,
    MAIL_FROM,
    OIDC_ISSUER,
    OIDC_AUTHORIZATION,
    OIDC_TOKEN,
    OIDC_USERINFO,
    OIDC_JWKS,
    OIDC_CLIENT,
    OIDC_SECRET,
    OIDC_SECOND_FACTOR,
    OIDC_VERIFIED,
    OIDC_NAME,
)

_YES_NO = {"1": True, "0": False}


def text(setting: Setting, environment: Mapping[str, str] = os.environ) -> str:
    """The value, trimmed; the default where the variable is absent or empty."""
    return environment.get(setting.name, "").strip() or setting.default


def switch(setting: Setting, environment: Mapping[str, str] = os.environ) -> bool:
    """True for 1, False for 0. Raises ImproperlyConfigured for anything else: "false" must never mean yes."""
    value = text(setting, environment)
    try:
        return _YES_NO[value]
    except KeyError:
        raise ImproperlyConfigured(f"De instelling {setting.name} is “{value}”. Vul 1 (aan) of 0 (uit) in.") from None


def words(setting: Setting, environment: Mapping[str, str] = os.environ) -> list[str]:
    """The parts between commas, without blanks."""
    return [part.strip() for part in text(setting, environment).split(",") if part.strip()]


def address(setting: Setting, *schemes: str, environment: Mapping[str, str] = os.environ) -> str:
    """An address that a page may link to, or "". Raises ImproperlyConfigured for one that begins otherwise than `schemes`."""
    value = text(setting, environment)
    if not value or value.startswith(schemes):
        return value
    raise ImproperlyConfigured(f"De instelling {setting.name} is “{value}”. Begin met {' of '.join(schemes)}.")


def number(setting: Setting, least: int, most: int, environment: Mapping[str, str] = os.environ) -> int:
    """A whole number from `least` to `most`. Raises ImproperlyConfigured for anything else."""
    value = text(setting, environment)
    if value.isascii() and value.isdecimal() and least <= int(value) <= most:
        return int(value)
    raise ImproperlyConfigured(
        f"De instelling {setting.name} is “{value}”. Vul een getal van {least} tot en met {most} in."
    )
