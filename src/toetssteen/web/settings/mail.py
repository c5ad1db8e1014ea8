"""How letters leave: as files in `var/mail` unless one setting names a mail server."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PORTS = {"smtp": 587, "smtps": 465}


def mail(address: str, sender: str, var: Path) -> dict[str, object]:
    """Django's settings for `address`: empty (files), smtp:// (STARTTLS), smtps:// (TLS from the start).

    smtp on this machine itself goes without TLS. Raises ImproperlyConfigured; the message never repeats the address,
    for it may hold a password.
    """
    ours: dict[str, object] = {"DEFAULT_FROM_EMAIL": sender, "SERVER_EMAIL": sender, "EMAIL_TIMEOUT": 10}
    if not address:
        files = "django.core.mail.backends.filebased.EmailBackend"
        return ours | {"EMAIL_BACKEND": files, "EMAIL_FILE_PATH": str(var / "mail")}
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise _refusal() from None
    if parts.scheme not in PORTS or not parts.hostname:
        raise _refusal()
    is_local = parts.hostname in ("localhost", "127.0.0.1", "::1")
    return ours | {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and not is_local,
    }


def _refusal() -> ImproperlyConfigured:
    return ImproperlyConfigured(
        "De instelling TOETSSTEEN_MAIL klopt niet. Schrijf smtp://gebruiker:wachtwoord@server:587 "
        "of smtps://gebruiker:wachtwoord@server:465."
    )
