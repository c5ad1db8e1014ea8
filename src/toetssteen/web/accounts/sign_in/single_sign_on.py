"""Signing in at one's own organisation (OpenID Connect). It makes nobody known: it finds who is known already."""

import logging
from typing import Any

import jwt
import requests
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from mozilla_django_oidc.auth import OIDCAuthenticationBackend
from mozilla_django_oidc.views import OIDCAuthenticationCallbackView, OIDCAuthenticationRequestView

from toetssteen.web.accounts.access import safe_next
from toetssteen.web.accounts.models import User
from toetssteen.web.accounts.sign_in import brakes, second_factor
from toetssteen.web.accounts.sign_in.locked import braked
from toetssteen.web.accounts.sign_in.sessions import begin
from toetssteen.web.accounts.sign_in.views import onward

log = logging.getLogger("toetssteen.access")
NEXT = "oidc_login_next"
# In the place of a claim: the provider hands out the addresses itself.
ALWAYS = "altijd"
BACKEND = "toetssteen.web.accounts.sign_in.single_sign_on.Backend"
# Seconds that the clocks of the provider and this machine may differ.
LEEWAY = 60
# As providers write it; Entra ID gives xms_edov as 1 or "1".
_YES = (True, "true", "True", "1")
_FAULTS = (SuspiciousOperation, requests.RequestException, jwt.PyJWTError, ValueError, KeyError, TypeError)


class Backend(OIDCAuthenticationBackend):
    """The package checks signature, state and nonce; here is what it leaves to us: whose proof, for whom, of whom."""

    def authenticate(
        self, request: HttpRequest, *, nonce: str, code_verifier: str | None = None, **_others: object
    ) -> User | None:
        # With `nonce` in the signature a form with a password never gets here, whatever its address holds.
        return super().authenticate(request, nonce=nonce, code_verifier=code_verifier)

    def get_or_create_user(self, access_token: str, id_token: str, payload: dict[str, Any]) -> User | None:
        check_proof(payload)
        user = super().get_or_create_user(access_token, id_token, payload)
        if user is not None:
            user.second_factor_by_provider = second_factor_given(payload)
        return user

    def _verify_jws(self, payload: str, key: jwt.PyJWK) -> dict[str, Any]:
        # As the package does, with leeway: two clocks are never the same.
        if jwt.get_unverified_header(payload).get("alg") != self.OIDC_RP_SIGN_ALGO:
            raise SuspiciousOperation("the proof is signed in another way than RS256")
        return jwt.decode(
            payload, key, algorithms=[self.OIDC_RP_SIGN_ALGO], options={"verify_aud": False}, leeway=LEEWAY
        )

    def get_userinfo(self, access_token: str, id_token: str, payload: dict[str, Any]) -> dict[str, Any]:
        """What the provider tells, and what only its proof says: where it sets apart claims, they stand there."""
        claims = super().get_userinfo(access_token, id_token, payload)
        if claims.get("sub") != payload["sub"]:
            raise SuspiciousOperation("the provider tells about somebody else than it gave a proof of")
        return joined(claims, payload)

    def verify_claims(self, claims: dict[str, Any]) -> bool:
        """An address that the provider did not check could be anybody's."""
        missing = missing_claim(claims)
        if missing:
            log.warning("single sign-on refused: the provider does not say %s", missing)
            self.request.unchecked_address = True
        return not missing

    def filter_users_by_claims(self, claims: dict[str, Any]) -> QuerySet[User]:
        return User.objects.filter(email=claims["email"].strip().lower(), is_active=True)

    def get_user(self, user_id: int) -> User | None:
        return User.objects.filter(pk=user_id, is_active=True).first()


def check_proof(payload: dict[str, Any]) -> None:
    """Whether our provider made this proof, for us; that it has not expired was checked with its signature.
    Raises SuspiciousOperation."""
    meant_for = payload.get("aud")
    meant_for = meant_for if isinstance(meant_for, list) else [meant_for]
    if payload.get("iss") != settings.OIDC_ISSUER:
        raise SuspiciousOperation("the proof is of another provider")
    if settings.OIDC_RP_CLIENT_ID not in meant_for:
        raise SuspiciousOperation("the proof is meant for another site")
    if len(meant_for) > 1 and payload.get("azp") != settings.OIDC_RP_CLIENT_ID:
        raise SuspiciousOperation("the proof was asked for by another site")
    if "exp" not in payload or not payload.get("sub"):
        raise SuspiciousOperation("the proof names nobody, or never ends")


def joined(claims: dict[str, Any], payload: dict[str, Any]) -> dict[str, Any]:
    """The claims of both. What the proof says of an address counts only when it is about the same address."""
    address = claims.get("email") or payload.get("email")
    of_proof = payload if payload.get("email", address) == address else {}
    return {**of_proof, **claims, "email": address}


def missing_claim(claims: dict[str, Any]) -> str:
    """Which claim the provider should have made, "" for none: an address, and that it was checked, by the claim that
    the administrator named. Who says that it was not checked is believed, whatever the setting."""
    if not claims.get("email"):
        return "email"
    denied = claims.get("email_verified", True) not in _YES
    if settings.OIDC_VERIFIED == ALWAYS and not denied:
        return ""
    name = "email_verified" if denied or settings.OIDC_VERIFIED == ALWAYS else settings.OIDC_VERIFIED
    return "" if not denied and claims.get(name) in _YES else name


def second_factor_given(payload: dict[str, Any]) -> bool:
    """Whether the provider says that it asked for a second factor, in words we were told to trust."""
    methods = payload.get("amr")
    methods_used = {payload.get("acr"), *(methods if isinstance(methods, list) else [])}
    return bool(methods_used & settings.OIDC_SECOND_FACTOR)


@method_decorator(braked, name="dispatch")
class Leave(OIDCAuthenticationRequestView):
    """Off to the provider."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if not settings.OIDC:
            raise Http404
        # Each visit keeps a session.
        brakes.take(brakes.LEAVE, request, "")
        response = super().get(request)
        request.session[NEXT] = safe_next(request)
        return response


class Back(OIDCAuthenticationCallbackView):
    """Back from the provider."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if not settings.OIDC:
            raise Http404
        try:
            return super().get(request)
        except _FAULTS as problem:
            # Only the kind: the rest may hold a token or an address. An ImmatureSignatureError or ExpiredSignatureError
            # means that the clocks differ by more than the leeway.
            log.warning("single sign-on failed: %s", type(problem).__name__)
            return self.login_failure()

    def login_success(self) -> HttpResponse:
        target = self.request.session.pop(NEXT, "")
        begin(self.request, self.user, BACKEND)
        if self.user.second_factor_by_provider:
            second_factor.accept_provider(self.request)
        return onward(self.request, target)

    def login_failure(self) -> HttpResponse:
        if getattr(self.request, "unchecked_address", False):
            text = _(
                "Inloggen via {name} lukte niet: {name} zegt er niet bij dat uw e-mailadres gecontroleerd is. Dat kunt u "
                "zelf niet oplossen. Laat het weten aan de beheerder van deze website; in het logboek staat wat er ontbreekt."
            )
        else:
            text = _(
                "Inloggen via {name} lukte niet. Misschien duurde het te lang, of is uw e-mailadres hier niet bekend. "
                "Probeer het nog een keer, of vraag de beheerder of u al gebruiker bent, met hetzelfde e-mailadres."
            )
        context = {"text": text.format(name=settings.OIDC_NAME)}
        return render(self.request, "accounts/not_signed_in.html", context, status=403)
