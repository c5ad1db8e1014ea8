"""Signing in: who checks a password, how long one stays signed in, when one is locked out, single sign-on."""

from datetime import timedelta

from toetssteen.web.settings import environment as env
from toetssteen.web.settings.single_sign_on import single_sign_on

SECOND_FACTOR = env.switch(env.SECOND_FACTOR)
OTP_TOTP_ISSUER = "Toetssteen"

SESSION_IDLE = timedelta(minutes=env.number(env.SESSION_IDLE, 5, 24 * 60))
SESSION_LONGEST = timedelta(hours=env.number(env.SESSION_LONGEST, 1, 24 * 7))
SESSION_COOKIE_AGE = int(SESSION_LONGEST.total_seconds())
SESSION_COOKIE_HTTPONLY = True
# A link to choose a password is worth a day.
PASSWORD_RESET_TIMEOUT = 24 * 3600

LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "programmes:mine"
LOGOUT_REDIRECT_URL = "/"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]

_oidc = single_sign_on()
if _oidc.on:
    AUTHENTICATION_BACKENDS.append("toetssteen.web.accounts.sign_in.single_sign_on.Backend")
OIDC = _oidc.on
OIDC_NAME = _oidc.name
OIDC_ISSUER = _oidc.issuer
OIDC_SECOND_FACTOR = _oidc.second_factor
OIDC_VERIFIED = _oidc.verified
OIDC_OP_AUTHORIZATION_ENDPOINT = _oidc.authorization
OIDC_OP_TOKEN_ENDPOINT = _oidc.token
OIDC_OP_USER_ENDPOINT = _oidc.userinfo
OIDC_OP_JWKS_ENDPOINT = _oidc.jwks
OIDC_RP_CLIENT_ID = _oidc.client
OIDC_RP_CLIENT_SECRET = _oidc.secret
OIDC_RP_SIGN_ALGO = "RS256"
OIDC_RP_SCOPES = "openid email profile"
OIDC_AUTHENTICATION_CALLBACK_URL = "accounts:oidc_back"
OIDC_USE_PKCE = True
OIDC_CREATE_USER = False
OIDC_TIMEOUT = 10

# Wrong passwords, codes and links within a quarter of an hour, and letters within an hour: see `accounts/sign_in/brakes.py`.
GUESSES_ACCOUNT = env.number(env.GUESSES_ACCOUNT, 10, 10_000)
GUESSES_PLACE = env.number(env.GUESSES_PLACE, 10, 10_000)
LETTERS_ACCOUNT = 3
LETTERS_PLACE = env.number(env.LETTERS_PLACE, 3, 10_000)
