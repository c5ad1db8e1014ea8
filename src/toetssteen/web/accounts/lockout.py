"""What django-axes asks us: who tries from where, and what to say to who is locked out."""

import logging
from ipaddress import ip_address

from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

log = logging.getLogger("toetssteen.access")


def address(request: HttpRequest, credentials: dict[str, str] | None) -> str:
    """The email address that is tried, as it is kept: in another case it is the same one."""
    typed = (credentials or {}).get("username") or request.POST.get("username", "")
    return typed.strip().lower()[:255]


def place(request: HttpRequest) -> str:
    """Where the request comes from. Behind a server of one's own (https) that one says so: the last in the row, for
    what stands before it the visitor can have written."""
    told = request.headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip() if settings.HTTPS else ""
    try:
        return str(ip_address(told))
    except ValueError:
        return request.META.get("REMOTE_ADDR", "")


def without_password(request: HttpRequest, credentials: dict[str, str] | None) -> bool:
    """Single sign-on brings no password that could be guessed; nobody is locked out by it."""
    return not (credentials or {}).get("username")


def answer(request: HttpRequest, response: HttpResponse, credentials: dict[str, str] | None) -> HttpResponse:
    """The page for who tried too often: the same whether the address exists or not."""
    log.warning("sign-in locked after too many wrong passwords")
    tried = AccessAttempt.objects.filter(username=address(request, credentials), ip_address=place(request))
    last = tried.order_by("-attempt_time").values_list("attempt_time", flat=True).first() or timezone.now()
    end = timezone.localtime(last + settings.AXES_COOLOFF_TIME)
    text = _(
        "Er is te vaak een verkeerd wachtwoord ingevuld voor dit e-mailadres. Om {time} kunt u het weer proberen. "
        "Weet u het wachtwoord niet meer? Vraag dan een nieuw aan."
    ).format(time=date_format(end, "H:i"))
    page = render(request, "accounts/locked.html", {"text": text}, status=429)
    page.headers["Cache-Control"] = "no-store"
    page.headers["Retry-After"] = str(max(1, int((end - timezone.now()).total_seconds())))
    return page
