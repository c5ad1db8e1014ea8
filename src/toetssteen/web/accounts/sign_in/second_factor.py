"""The second factor: a code of six digits from an app on one's phone (TOTP), or one of ten codes on paper."""

import io
import secrets
from base64 import b32encode
from binascii import unhexlify
from datetime import timedelta
from functools import partial

import django_otp
import segno
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from toetssteen.web.accounts.models import User
from toetssteen.web.accounts.requests import SignedInRequest
from toetssteen.web.accounts.roles import Actor
from toetssteen.web.accounts.sign_in import brakes
from toetssteen.web.accounts.sign_in.sessions import renew

CODES = 10
# After each wrong code one waits twice as long, and never longer than after this many: about half an hour.
MOST_DOUBLED = 12
# Without letters and digits that look alike.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_BY_PROVIDER = "second_factor_by_provider"


def awaited(request: HttpRequest, actor: Actor) -> bool:
    """Whether this person has a role and still has to pass the second factor."""
    return bool(actor.assignments) and settings.SECOND_FACTOR and not passed(request)


def passed(request: HttpRequest) -> bool:
    """Whether the second factor was passed since signing in, here or at the provider of single sign-on."""
    return getattr(request.user, "otp_device", None) is not None or request.session.get(_BY_PROVIDER) == request.user.pk


def accept_provider(request: SignedInRequest) -> None:
    """The provider of single sign-on asked for a second factor, and is trusted to."""
    request.session[_BY_PROVIDER] = request.user.pk


def device(user: User) -> TOTPDevice | None:
    """The app this person proved to have."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def codes_left(user: User) -> int:
    number: int = StaticToken.objects.filter(device__user=user).count()
    return number


def proposed(user: User) -> TOTPDevice:
    """The app being set up: the same secret until it is confirmed, so that the page can be loaded again."""
    totp = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return totp or TOTPDevice.objects.create(user=user, name="app", confirmed=False)


def secret_in_text(totp: TOTPDevice) -> str:
    """In groups of four, for who types it over."""
    text = b32encode(unhexlify(totp.key)).decode("ascii")
    return " ".join(text[i : i + 4] for i in range(0, len(text), 4))


def qr(totp: TOTPDevice) -> SafeString:
    """The secret as an SVG without style attributes or scripts; made of our own text only."""
    drawing = io.BytesIO()
    segno.make(totp.config_url, micro=False).save(
        drawing, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=4, svgclass=None, lineclass=None
    )
    return mark_safe(drawing.getvalue().decode("utf-8"))  # noqa: S308


def confirm(request: SignedInRequest, typed: str) -> list[str]:
    """Put the proposed app into use in place of any earlier one. Gives ten new codes; none when the code is wrong."""
    user = request.user
    with transaction.atomic():
        totp = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).first()
        if totp is None or not totp.verify_token(_plain(typed)):
            return []
        TOTPDevice.objects.filter(user=user).exclude(pk=totp.pk).delete()
        totp.confirmed = True
        totp.save()
        codes = new_codes(user)
    _let_in(request, totp)
    return codes


def new_codes(user: User) -> list[str]:
    """Ten codes that work once each; the earlier ones no longer do."""
    codes = ["".join(secrets.choice(_LETTERS) for _letter in range(10)) for _code in range(CODES)]
    with transaction.atomic():
        StaticDevice.objects.filter(user=user).delete()
        paper = StaticDevice.objects.create(user=user, name="papier")
        StaticToken.objects.bulk_create(StaticToken(device=paper, token=code) for code in codes)
    return codes


def verify(request: SignedInRequest, typed: str) -> bool:
    """Whether this is a good code, from the app or from paper. It then counts until signing out. Raises brakes.TooManyAttemptsError."""
    code = _plain(typed)
    # Six digits are of the app; a wrong one must not slow down the paper, which is the way out.
    kind, brake = (TOTPDevice, brakes.APP) if code.isdecimal() else (StaticDevice, brakes.PAPER)
    matched = brakes.guess(brake, request, request.user.email, partial(_check, request, kind, code))
    if matched is not None:
        _let_in(request, matched)
    return matched is not None


@transaction.atomic
def _check(request: SignedInRequest, kind: type[Device], code: str) -> Device | None:
    """The device this code is good for. One that waits after wrong codes refuses every code, but not in a browser in
    which this person signed in before, or whoever has the password could keep them out by typing wrong codes."""
    candidate = kind.objects.select_for_update().filter(user=request.user, confirmed=True).first()
    if candidate is None:
        return None
    waited = (candidate.throttling_failure_timestamp, min(candidate.throttling_failure_count, MOST_DOUBLED))
    at_home = bool(brakes.known(request, request.user.email))
    candidate.throttling_failure_timestamp, candidate.throttling_failure_count = (None, 0) if at_home else waited
    if candidate.verify_token(code):
        return candidate
    if at_home:
        candidate.throttling_failure_timestamp, candidate.throttling_failure_count = waited
        candidate.save(update_fields=["throttling_failure_timestamp", "throttling_failure_count"])
    return None


def wait(request: SignedInRequest) -> int:
    """How many seconds this person must wait after wrong codes of the app, 0 for none."""
    totp = device(request.user)
    if totp is None or brakes.known(request, request.user.email):
        return 0
    totp.throttling_failure_count = min(totp.throttling_failure_count, MOST_DOUBLED)
    allowed, details = totp.verify_is_allowed()
    if allowed:
        return 0
    from_now: timedelta = details["locked_until"] - timezone.now()
    return max(1, round(from_now.total_seconds()))


def forget(user: User) -> None:
    """This person starts anew: for who lost both phone and paper."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def _let_in(request: HttpRequest, matched: Device) -> None:
    django_otp.login(request, matched)
    renew(request)


def _plain(typed: str) -> str:
    return "".join(typed.split()).replace("-", "").lower()[:16]
