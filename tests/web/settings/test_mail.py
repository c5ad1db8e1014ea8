from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from toetssteen.web.settings.mail import mail

VAR = Path("/ergens")


def test_without_a_server_letters_are_files() -> None:
    values = mail("", "a@example.org", VAR)
    assert values["EMAIL_FILE_PATH"] == str(VAR / "mail")
    assert values["DEFAULT_FROM_EMAIL"] == "a@example.org"


def test_a_server_elsewhere_is_spoken_to_behind_tls() -> None:
    values = mail("smtp://jo:p%40ss@mail.example.org", "a@example.org", VAR)
    assert (values["EMAIL_HOST"], values["EMAIL_PORT"], values["EMAIL_HOST_PASSWORD"]) == (
        "mail.example.org",
        587,
        "p@ss",
    )
    assert (values["EMAIL_USE_TLS"], values["EMAIL_USE_SSL"]) == (True, False)
    values = mail("smtps://mail.example.org:4650", "a@example.org", VAR)
    assert (values["EMAIL_PORT"], values["EMAIL_USE_TLS"], values["EMAIL_USE_SSL"]) == (4650, False, True)
    assert mail("smtp://localhost:25", "a@example.org", VAR)["EMAIL_USE_TLS"] is False


@pytest.mark.parametrize("wrong", ["mail.example.org", "http://geheim@mail.example.org", "smtp://", "smtp://x:geheim"])
def test_what_is_no_server_is_refused_without_repeating_it(wrong: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="TOETSSTEEN_MAIL") as refused:
        mail(wrong, "a@example.org", VAR)
    assert "geheim" not in str(refused.value)
