"""What a machine, a database or a library says when it fails, in words for a user: no path, no address, no English."""

import errno
import sqlite3

from toetssteen.kernel.errors import ToetssteenError
from toetssteen.kernel.language import _

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_SYSTEM = {
    **dict.fromkeys(_FULL, _("de schijf is vol")),
    **dict.fromkeys((errno.EACCES, errno.EPERM), _("er is geen recht om daar te lezen of te schrijven")),
    errno.EROFS: _("op deze schijf mag niet geschreven worden"),
    errno.ENOENT: _("een bestand of map is er niet"),
    errno.EEXIST: _("een bestand met die naam is er al"),
    errno.ENOTEMPTY: _("een map is niet leeg"),
    errno.EISDIR: _("het is een map en geen bestand"),
    errno.ENOTDIR: _("het is een bestand en geen map"),
    errno.ENAMETOOLONG: _("de naam is te lang"),
    errno.EIO: _("de schijf geeft een fout bij het lezen of schrijven"),
    errno.EXDEV: _("het staat op een andere schijf"),
    errno.ENOMEM: _("er is te weinig geheugen"),
    **dict.fromkeys((errno.EMFILE, errno.ENFILE), _("er zijn te veel bestanden tegelijk open")),
    **dict.fromkeys((errno.EAGAIN, errno.EBUSY, errno.ETXTBSY), _("iets anders is ermee bezig")),
    errno.ETIMEDOUT: _("er kwam op tijd geen antwoord"),
    **dict.fromkeys((errno.ECONNREFUSED, errno.ECONNRESET, errno.EPIPE), _("de verbinding werd geweigerd of brak af")),
}
# Packages whose errors are about a database; their names, for the kernel does not load them.
_DATABASES = ("sqlite3", "psycopg", "django.db")
# What SQLite says (lower case), and what it means. PostgreSQL says no more than what kind it is.
_SQLITE = (
    ("locked", _("iets anders is met de database bezig")),
    ("disk is full", _SYSTEM[errno.ENOSPC]),
    ("readonly", _("in de database mag niet geschreven worden")),
    ("malformed", _("de database is beschadigd")),
    ("not a database", _("het is geen database, of zij is beschadigd")),
    ("unable to open", _("de database is niet te openen")),
    ("disk i/o", _SYSTEM[errno.EIO]),
    ("no such table", _("de tabellen zijn niet bijgewerkt: doe “manage.py migrate”")),
    ("no such column", _("de tabellen zijn niet bijgewerkt: doe “manage.py migrate”")),
)


def why(problem: BaseException) -> str:
    """The cause as part of a sentence. What we do not know is content that is not what it should be."""
    if isinstance(problem, ToetssteenError):
        return str(problem)
    if is_of_database(problem):
        message = str(problem).lower()
        return next((words for sign, words in _SQLITE if sign in message), _("de database geeft geen antwoord"))
    if isinstance(problem, OSError):
        return _SYSTEM.get(problem.errno or 0, _("de computer meldt fout {n}").format(n=problem.errno or "?"))
    if isinstance(problem, MemoryError):
        return _SYSTEM[errno.ENOMEM]
    return _("de inhoud is beschadigd")


def is_of_database(problem: BaseException) -> bool:
    """Whether the database of people and programmes says this: sqlite3, psycopg, or Django on their behalf."""
    module = type(problem).__module__
    return isinstance(problem, sqlite3.Error) or any(
        module == name or module.startswith(f"{name}.") for name in _DATABASES
    )


def is_busy(problem: BaseException) -> bool:
    """Whether the same, done again a moment later, can succeed: another has the database."""
    return is_of_database(problem) and any(sign in str(problem).lower() for sign in ("locked", "timeout", "deadlock"))


def is_full(problem: BaseException) -> bool:
    """Whether there is no room left on the disk."""
    if isinstance(problem, OSError) and problem.errno in _FULL:
        return True
    return is_of_database(problem) and any(sign in str(problem).lower() for sign in ("disk is full", "no space left"))
