"""Brakes on guessing: how often a secret may be tried, and a letter asked for, in a stretch of time.

Attempts are counted for one account from one place, for one account from all places, and for one place over all
accounts. An account that others keep locked stays open in a browser in which its owner signed in before: that browser
has a count of its own (a signed cookie, `remember`). Accounts and places are kept as fingerprints, never as they are.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from secrets import token_urlsafe
from typing import TypeVar

from django.conf import settings
from django.core import signing
from django.db import connection, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from toetssteen.web.accounts.models import Attempt, User

Found = TypeVar("Found")
COOKIE = "bekende_browser"
SALT = "accounts.brakes"
REMEMBERED = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Brake:
    """what: which secret, as it is kept. The limits are numbers of attempts within `window`; None is no limit.

    together: for one account from one place, and for one account in a known browser. account: from all unknown
    browsers. place: over all accounts.
    """

    what: str
    window: timedelta
    together: int | None = None
    account: int | None = None
    place: int | None = None


QUARTER, HOUR = timedelta(minutes=15), timedelta(hours=1)
PASSWORD = Brake("password", QUARTER, 10, settings.GUESSES_ACCOUNT, settings.GUESSES_PLACE)
APP = Brake("app", QUARTER, 10, settings.GUESSES_ACCOUNT, settings.GUESSES_PLACE)
PAPER = Brake("paper", QUARTER, 10, settings.GUESSES_ACCOUNT, settings.GUESSES_PLACE)
LINK = Brake("link", QUARTER, place=settings.GUESSES_PLACE)
# What makes us do work rather than open a door: letters, work that is kept, visits to the provider of single sign-on.
LETTER = Brake("letter", HOUR, account=settings.LETTERS_ACCOUNT, place=settings.LETTERS_PLACE)
DRAFT = Brake("kept", HOUR, account=20)
LEAVE = Brake("leave", QUARTER, place=100)


class TooManyAttemptsError(Exception):
    """Tried too often. brake: what was tried; until: when one may try again."""

    def __init__(self, brake: Brake, until: datetime) -> None:
        super().__init__(brake.what)
        self.brake, self.until = brake, until


def guess(brake: Brake, request: HttpRequest, account: str, check: Callable[[], Found]) -> Found:
    """What `check` finds, which tries the secret once; nothing (falsy) means a wrong guess. A good one ends the count
    of this account from this place. Raises TooManyAttemptsError: before trying, or when this was the last guess one had."""
    take(brake, request, account)
    result = check()
    if result:
        _mine(brake, request, account).delete()
    elif until := locked_until(brake, request, account):
        raise TooManyAttemptsError(brake, until)
    return result


def take(brake: Brake, request: HttpRequest, account: str) -> None:
    """Count one attempt. Raises TooManyAttemptsError when there is none left; that attempt does not count, so that the time at which
    one may try again stays what was said."""
    fingerprints = _who(request, account)
    # Counted before it is tried, and one after the other: attempts at the same moment see each other.
    with transaction.atomic():
        _wait_for_turn(brake, fingerprints)
        if until := locked_until(brake, request, account):
            raise TooManyAttemptsError(brake, until)
        Attempt.objects.filter(at__lt=timezone.now() - HOUR).delete()
        Attempt.objects.create(what=brake.what, **fingerprints)


def _wait_for_turn(brake: Brake, fingerprints: dict[str, str]) -> None:
    """Wait until no other transaction counts attempts on this account or from this place; others wait for the end of
    this one. SQLite needs nothing: its transactions begin as the only writer (`settings.database`)."""
    if connection.vendor != "postgresql":
        return
    names = [f"{SALT}.{brake.what}.{kind}.{fingerprints[kind]}" for kind in ("account", "place")]
    numbers = [int.from_bytes(sha256(name.encode()).digest()[:8], "big", signed=True) for name in names]
    with connection.cursor() as cursor:
        # In one order for everybody, so that no two wait for each other.
        for number in sorted(numbers):
            cursor.execute("select pg_advisory_xact_lock(%s)", [number])


def locked_until(brake: Brake, request: HttpRequest, account: str) -> datetime | None:
    """When another attempt is allowed; None when it is allowed now."""
    fingerprints = _who(request, account)
    recent = Attempt.objects.filter(what=brake.what, at__gt=timezone.now() - brake.window)
    counted: list[tuple[int | None, QuerySet[Attempt]]]
    if fingerprints["browser"] and brake.together is not None:
        counted = [(brake.together, recent.filter(account=fingerprints["account"], browser=fingerprints["browser"]))]
    else:
        # A brake that counts nothing together knows no browsers: everybody's attempts count.
        strangers = recent if brake.together is None else recent.filter(browser="")
        counted = [
            (brake.together, strangers.filter(account=fingerprints["account"], place=fingerprints["place"])),
            (brake.account, strangers.filter(account=fingerprints["account"])),
            (brake.place, strangers.filter(place=fingerprints["place"])),
        ]
    # With `limit` attempts in the window there is room again when the oldest of the newest `limit` leaves it.
    full = [
        moment + brake.window
        for limit, rows in counted
        if limit is not None
        for moment in rows.order_by("-at").values_list("at", flat=True)[limit - 1 : limit]
    ]
    return max(full, default=None)


def remember(response: HttpResponse, user: User) -> HttpResponse:
    """This browser is known for this user from now on: they proved here who they are."""
    response.set_cookie(
        COOKIE,
        signing.dumps([_fingerprint("account", user.email), token_urlsafe(8)], salt=SALT),
        max_age=REMEMBERED,
        path=reverse("accounts:sign_in"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def known(request: HttpRequest, account: str) -> str:
    """Which known browser of this account asks; "" for an unknown one. It opens nothing: it only has its own count."""
    try:
        whose, browser = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=REMEMBERED)
    except (signing.BadSignature, TypeError, ValueError):
        return ""
    return str(browser) if whose == _fingerprint("account", account) else ""


def place(request: HttpRequest) -> str:
    """Where the request comes from. Behind a server of one's own (https) that one says so: the last in the row, for
    what stands before it the visitor can have written. Of IPv6 the network: one subscriber has all addresses in it."""
    forwarded = request.headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip() if settings.HTTPS else ""
    for text in (forwarded, request.META.get("REMOTE_ADDR", "")):
        try:
            return _subscriber(ip_address(text))
        except ValueError:
            continue
    return ""


def _subscriber(address: IPv4Address | IPv6Address) -> str:
    if isinstance(address, IPv4Address):
        return str(address)
    return str(address.ipv4_mapped or IPv6Network((int(address), 64), strict=False).network_address)


def _mine(brake: Brake, request: HttpRequest, account: str) -> QuerySet[Attempt]:
    return Attempt.objects.filter(what=brake.what, **_who(request, account))


def _who(request: HttpRequest, account: str) -> dict[str, str]:
    return {
        "account": _fingerprint("account", account),
        "place": _fingerprint("place", place(request)),
        "browser": known(request, account),
    }


def _fingerprint(kind: str, text: str) -> str:
    return salted_hmac(f"{SALT}.{kind}", text.strip().lower()).hexdigest()[:32]
