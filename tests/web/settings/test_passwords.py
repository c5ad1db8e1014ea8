from django.conf import global_settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password

from toetssteen.web.settings import base


def test_outside_the_tests_passwords_are_kept_as_django_keeps_them() -> None:
    """The tests have a quick way of their own (`tests/quick_passwords.py`), which no installation may get."""
    assert not hasattr(base, "PASSWORD_HASHERS")
    assert global_settings.PASSWORD_HASHERS[0].endswith(".PBKDF2PasswordHasher")
    assert PBKDF2PasswordHasher.iterations >= 1_000_000


def test_the_quick_way_is_the_real_one_but_for_its_rounds() -> None:
    algorithm, iterations, salt, hashed = make_password("een lange zin van niemand").split("$")
    assert (algorithm, iterations) == ("pbkdf2_sha256", "1")
    assert salt
    assert hashed
