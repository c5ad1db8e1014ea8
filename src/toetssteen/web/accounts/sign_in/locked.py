"""The page for who tried too often: the same whether the address exists or not."""

import logging
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from toetssteen.web.accounts.sign_in.brakes import APP, LETTER, LINK, PAPER, PASSWORD, TooManyAttemptsError

log = logging.getLogger("toetssteen.access")


def braked(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Decorator of every view that tries a secret or makes us do work for who is not known."""

    @wraps(view)
    def wrapped(request: HttpRequest, *arguments: object, **parameters: object) -> HttpResponseBase:
        try:
            return view(request, *arguments, **parameters)
        except TooManyAttemptsError as held:
            return _page(request, held)

    return wrapped


def _page(request: HttpRequest, held: TooManyAttemptsError) -> HttpResponse:
    log.warning("held back after too many attempts: %s", held.brake.what)
    until = timezone.localtime(held.until)
    context = {
        "text": _why(held),
        "until": _("Om {time} kunt u het weer proberen.").format(time=date_format(until, "H:i")),
        "password": held.brake is PASSWORD,
    }
    page = render(request, "accounts/locked.html", context, status=429)
    page.headers["Cache-Control"] = "no-store"
    page.headers["Retry-After"] = str(max(1, int((until - timezone.now()).total_seconds()) + 1))
    return page


def _why(held: TooManyAttemptsError) -> str:
    if held.brake is PASSWORD:
        return _("Er is te vaak een verkeerd wachtwoord ingevuld voor dit e-mailadres, of vanaf deze plek.")
    if held.brake in (APP, PAPER):
        return _("Er is te vaak een verkeerde code ingevuld.")
    if held.brake is LETTER:
        return _(
            "Er is te vaak om een link gevraagd voor dit e-mailadres, of vanaf deze plek. Kijk eerst of er al een "
            "bericht is, ook bij de ongewenste berichten."
        )
    if held.brake is LINK:
        return _("Vanaf deze plek is te vaak een link gebruikt die niet werkt.")
    return _("Dit is vanaf deze plek te vaak gevraagd.")
