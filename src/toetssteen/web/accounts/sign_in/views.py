"""Signing in and out, and the second step."""

from typing import cast

from django.conf import settings
from django.contrib import auth
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from toetssteen.web.accounts.access import form_page, halfway, safe_next, signed_in, to_sign_in, with_next
from toetssteen.web.accounts.drafts import DRAFTS
from toetssteen.web.accounts.requests import ActorRequest, SignedInRequest
from toetssteen.web.accounts.selectors import actor
from toetssteen.web.accounts.sign_in import brakes, second_factor
from toetssteen.web.accounts.sign_in.forms import Code, SignIn
from toetssteen.web.accounts.sign_in.locked import braked
from toetssteen.web.accounts.sign_in.sessions import begin, has_session


@sensitive_post_parameters()
@never_cache
@form_page
@braked
def sign_in(request: ActorRequest) -> HttpResponse:
    """Email address and password; or on to the provider of single sign-on."""
    target = safe_next(request)
    if request.actor.user is not None:
        return onward(cast("SignedInRequest", request), target)
    if request.method == "POST":
        form = SignIn(request, data=request.POST)
        if form.is_valid():
            user = form.get_user()
            begin(request, user, user.backend)
            return onward(cast("SignedInRequest", request), target)
    else:
        form = SignIn(request)
    context = {
        "form": form,
        "next": target,
        "kept": has_session(request) and DRAFTS in request.session,
        "provider": settings.OIDC_NAME if settings.OIDC else "",
        "provider_address": with_next("accounts:oidc", target) if settings.OIDC else "",
        "reset_address": with_next("accounts:reset", ""),
    }
    return render(request, "accounts/sign_in.html", context)


def onward(request: SignedInRequest, target: str) -> HttpResponse:
    """To the second step when that still has to come, else where one was going."""
    if second_factor.awaited(request, actor(request.user)):
        return redirect(with_next("accounts:second_step", target))
    return brakes.remember(redirect(target or settings.LOGIN_REDIRECT_URL), request.user)


@never_cache
@require_POST
def sign_out(request: ActorRequest) -> HttpResponse:
    auth.logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


@sensitive_post_parameters()
@never_cache
@form_page
@braked
def second_step(request: SignedInRequest) -> HttpResponse:
    """The code of the app, or one from paper."""
    target = safe_next(request)
    if not halfway(request):
        return onward(request, target) if request.actor.user else to_sign_in(request, target)
    if second_factor.device(request.user) is None:
        return redirect(with_next("accounts:second_factor", target))
    form = Code(request.POST or None)
    if request.method == "POST" and form.is_valid():
        waiting = second_factor.wait(request)
        if second_factor.verify(request, form.cleaned_data["code"]):
            return brakes.remember(redirect(target or settings.LOGIN_REDIRECT_URL), request.user)
        form.add_error("code", _wrong(waiting))
    return render(request, "accounts/second_step.html", {"form": form, "next": target})


def _wrong(waiting: int) -> str:
    if waiting:
        return ngettext(
            "U vulde te snel achter elkaar codes in. Wacht {n} seconde en neem dan de code die de app op dat moment toont.",
            "U vulde te snel achter elkaar codes in. Wacht {n} seconden en neem dan de code die de app op dat moment toont.",
            waiting,
        ).format(n=waiting)
    return _("Deze code klopt niet, of is al een keer gebruikt. Wacht tot de app een nieuwe code toont en vul die in.")


@sensitive_post_parameters()
@never_cache
@form_page
def set_up_second_factor(request: SignedInRequest) -> HttpResponse:
    """Show the secret, ask for a code made with it, hand out ten codes on paper.

    For who has no app yet the password is enough; who has one must have shown it since signing in, or a stolen
    password could put another app in its place.
    """
    target = safe_next(request)
    first = halfway(request)
    if not first and request.actor.user is None:
        return to_sign_in(request, request.get_full_path())
    if first and second_factor.device(request.user) is not None:
        return redirect(with_next("accounts:second_step", target))
    form = Code(request.POST or None)
    if request.method == "POST" and form.is_valid():
        codes = second_factor.confirm(request, form.cleaned_data["code"])
        if codes:
            page = render(request, "accounts/codes.html", {"codes": codes, "next": target})
            return brakes.remember(page, request.user)
        form.add_error(
            "code", _("Deze code klopt niet. Neem de code die de app nu toont, en kijk of uw telefoon op tijd loopt.")
        )
    totp = second_factor.proposed(request.user)
    context = {"form": form, "next": target, "qr": second_factor.qr(totp), "secret": second_factor.secret_in_text(totp)}
    return render(request, "accounts/second_factor.html", {**context, "first": first})


@never_cache
@require_POST
@signed_in
def renew_codes(request: SignedInRequest) -> HttpResponse:
    """Ten new codes on paper in place of the old ones."""
    if second_factor.device(request.user) is None:
        return redirect("accounts:second_factor")
    return render(request, "accounts/codes.html", {"codes": second_factor.new_codes(request.user), "next": ""})
