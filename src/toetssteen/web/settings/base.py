"""The one settings module. See `environment` for what an installation can change."""

from csp.constants import NONE, SELF

from toetssteen.kernel.home import Home
from toetssteen.kernel.language import CATALOGUES, LANGUAGE
from toetssteen.kernel.private import only_for_us
from toetssteen.web.settings import environment as env
from toetssteen.web.settings import rooms
from toetssteen.web.settings.database import database
from toetssteen.web.settings.jobs import schedule
from toetssteen.web.settings.logs import logs
from toetssteen.web.settings.mail import mail
from toetssteen.web.settings.secret import secret_key
from toetssteen.web.settings.signing_in import *  # noqa: F403 (settings are names of a module)

# Before anything is made: the key, the database, letters and logs are nobody else's.
only_for_us()
HOME = Home.find()
DEBUG = env.switch(env.DEBUG)
HTTPS = env.switch(env.HTTPS)
SECRET_KEY = secret_key(env.text(env.SECRET_KEY), HOME.var)
PUBLISHER = env.text(env.PUBLISHER)
# Empty where nobody filled it in.
WHOSE = "" if env.PUBLISHER.default == PUBLISHER else PUBLISHER
CONTACT = env.address(env.CONTACT, "https://", "http://", "mailto:")
PRIVACY = env.address(env.PRIVACY, "https://", "http://")
ALLOWED_HOSTS = env.words(env.HOSTS)

# The site stands at the top of its name, whatever a header or a server before it says.
FORCE_SCRIPT_NAME = ""
ROOT_URLCONF = "toetssteen.web.urls"
WSGI_APPLICATION = "toetssteen.web.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "simple_history",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    *reversed(rooms.apps()),
    "toetssteen.operations",
    "toetssteen.demo",
]
MIDDLEWARE = [
    "toetssteen.web.site.request_log.request_log",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Safe against BREACH: Django pads at random, and CSRF tokens are masked anew per page.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "toetssteen.web.accounts.middleware.cookies_stay_private",
    # Before anything that looks at the address: an address can name the snapshot it wants.
    "toetssteen.web.snapshots.permalinks.Permalinks",
    "toetssteen.web.monitor.api.rules.ApiRules",
    # Lazy: a reader who does not sign in or send a form gets no cookie (a test watches).
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "toetssteen.web.accounts.sign_in.sessions.session_rules",
    "toetssteen.web.accounts.middleware.actors",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]

DATABASES = {"default": database(env.text(env.DATABASE), HOME.var / "toetssteen.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "toetssteen.web.accounts.sign_in.password_rules.LongEnough"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = LANGUAGE
LANGUAGES = [(LANGUAGE, "Nederlands")]
LOCALE_PATHS = [CATALOGUES]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = "toetssteen.web.settings"
FORM_RENDERER = "toetssteen.web.ui.forms.FormRenderer"

WEB = HOME.root / "src" / "toetssteen" / "web"
STATIC_URL = "/static/"
STATIC_ROOT = env.text(env.STATIC) or HOME.var / "static"
STATICFILES_DIRS = [folder for folder in [WEB / "static"] if folder.is_dir()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "toetssteen.web.settings.static.Storage"
    },
}

# Nothing from another site, nothing inline. MapLibre needs the data: images of its own style sheet, and its worker.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "worker-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
# Asked on the machine itself, where there is no certificate.
SECURE_REDIRECT_EXEMPT = [r"^gezond$", r"^gereed$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

JOB_SCHEDULE = schedule(env.words(env.SCHEDULE))
JOBS_AT_A_TIME = env.number(env.JOBS, 1, 16)
BACKUPS = env.text(env.BACKUPS)
BACKUPS_KEPT = env.number(env.BACKUPS_KEPT, 1, 1000)
# How the site is called in what leaves outside a request, without a slash at the end.
SITE = env.text(env.SITE).rstrip("/") or f"{'https' if HTTPS else 'http'}://{ALLOWED_HOSTS[0]}"

globals().update(mail(env.text(env.MAIL), env.text(env.MAIL_FROM), HOME.var))

LOGGING = logs()
