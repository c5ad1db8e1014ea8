"""Signing in: who checks a password, how long one stays signed in, when one is locked out, single sign-on."""

from datetime import timedelta

from toetssteen.web.settings import environment as env
from toetssteen.web.settings.single_sign_on import configured, single_sign_on

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
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
if configured():
    AUTHENTICATION_BACKENDS.append("toetssteen.web.accounts.single_sign_on.Backend")
globals().update(single_sign_on())

# Ten wrong passwords for one address from one place: a quarter of an hour.
AXES_FAILURE_LIMIT = 10
AXES_USERNAME_FORM_FIELD = "username"
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
# It ends when it was said to end, however often one tries meanwhile.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "toetssteen.web.accounts.lockout.answer"
AXES_CLIENT_IP_CALLABLE = "toetssteen.web.accounts.lockout.place"
AXES_USERNAME_CALLABLE = "toetssteen.web.accounts.lockout.address"
AXES_WHITELIST_CALLABLE = "toetssteen.web.accounts.lockout.without_password"
# Nobody needs a list of who signed in when, nor what was typed.
AXES_DISABLE_ACCESS_LOG = True
AXES_SENSITIVE_PARAMETERS = ["username", "password", "next"]
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False
