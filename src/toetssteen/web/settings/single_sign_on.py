"""Single sign-on (OpenID Connect): switched on by naming the provider. Nothing is asked of the provider at start."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured

from toetssteen.web.settings import environment as env

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
    missing = [setting.name for setting in NEEDED if not env.text(setting, environment)]
    if missing and len(missing) < len(NEEDED):
        raise ImproperlyConfigured(f"Voor inloggen met OIDC ontbreekt nog: {', '.join(missing)}.")
    return not missing


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleSignOn:
    """What the environment says of it. second_factor: what the provider says of how somebody signed in (`acr`, `amr`) that
    we take for a second factor; verified: the claim that says that the address was checked, or “altijd” for a provider that hands out the addresses itself."""

    on: bool
    name: str
    issuer: str
    authorization: str
    token: str
    userinfo: str
    jwks: str
    client: str
    secret: str
    second_factor: frozenset[str]
    verified: str


def single_sign_on(environment: Mapping[str, str] = os.environ) -> SingleSignOn:
    """Raises ImproperlyConfigured when half of it is there."""

    def given(setting: env.Setting) -> str:
        return env.text(setting, environment)

    return SingleSignOn(
        on=configured(environment),
        name=given(env.OIDC_NAME),
        issuer=given(env.OIDC_ISSUER),
        authorization=given(env.OIDC_AUTHORIZATION),
        token=given(env.OIDC_TOKEN),
        userinfo=given(env.OIDC_USERINFO),
        jwks=given(env.OIDC_JWKS),
        client=given(env.OIDC_CLIENT),
        secret=given(env.OIDC_SECRET),
        second_factor=frozenset(env.words(env.OIDC_SECOND_FACTOR, environment)),
        verified=given(env.OIDC_VERIFIED),
    )
