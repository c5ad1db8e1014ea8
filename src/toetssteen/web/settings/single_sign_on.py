"""Single sign-on (OpenID Connect): switched on by naming the provider. Nothing is asked of the provider at start."""

import os
from collections.abc import Mapping

from django.core.exceptions import ImproperlyConfigured

from toetssteen.web.settings import environment as env

ALWAYS = "altijd"
NEEDED = (
    env.OIDC_ISSUER,
    env.OIDC_AUTHORIZATION,
    env.OIDC_TOKEN,
    env.OIDC_USERINFO,
    env.OIDC_JWKS,
    env.OIDC_CLIENT,
    env.OIDC_SECRET,
)


def configured(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether all that is needed is there. Raises ImproperlyConfigured when half of it is."""
    missing = [one.name for one in NEEDED if not env.text(one, environment)]
    if missing and len(missing) < len(NEEDED):
        raise ImproperlyConfigured(f"Voor inloggen met OIDC ontbreekt nog: {', '.join(missing)}.")
    return not missing


def single_sign_on(environment: Mapping[str, str] = os.environ) -> dict[str, object]:
    """Django's settings."""
    on = configured(environment)

    def given(setting: env.Setting) -> str:
        return env.text(setting, environment)

    return {
        "OIDC": on,
        "OIDC_NAME": given(env.OIDC_NAME),
        "OIDC_ISSUER": given(env.OIDC_ISSUER),
        # What the provider says of how somebody signed in (`acr`, `amr`) that we take for a second factor.
        "OIDC_SECOND_FACTOR": frozenset(env.words(env.OIDC_SECOND_FACTOR, environment)),
        # The claim that says that the address was checked; ALWAYS for a provider that hands out the addresses itself.
        "OIDC_VERIFIED": given(env.OIDC_VERIFIED),
        "OIDC_OP_AUTHORIZATION_ENDPOINT": given(env.OIDC_AUTHORIZATION),
        "OIDC_OP_TOKEN_ENDPOINT": given(env.OIDC_TOKEN),
        "OIDC_OP_USER_ENDPOINT": given(env.OIDC_USERINFO),
        "OIDC_OP_JWKS_ENDPOINT": given(env.OIDC_JWKS),
        "OIDC_RP_CLIENT_ID": given(env.OIDC_CLIENT),
        "OIDC_RP_CLIENT_SECRET": given(env.OIDC_SECRET),
        "OIDC_RP_SIGN_ALGO": "RS256",
        "OIDC_RP_SCOPES": "openid email profile",
        "OIDC_AUTHENTICATION_CALLBACK_URL": "accounts:oidc_back",
        "OIDC_USE_PKCE": True,
        "OIDC_CREATE_USER": False,
        "OIDC_TIMEOUT": 10,
    }
