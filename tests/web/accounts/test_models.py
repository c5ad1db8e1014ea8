import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import RequestFactory

from toetssteen.web.accounts.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "een lange zin van niemand"


def test_the_user_model_is_our_own() -> None:
    assert get_user_model() is User


def test_one_signs_in_with_an_email_address_in_any_case() -> None:
    user = User.objects.create_user(" Jo@Example.NL ", "Jo", PASSWORD)
    assert user.email == "jo@example.nl"
    assert authenticate(RequestFactory().post("/inloggen/"), username="JO@example.nl", password=PASSWORD) == user
    assert authenticate(RequestFactory().post("/inloggen/"), username="jo@example.nl", password="iets anders") is None


def test_without_a_password_nobody_signs_in_by_password() -> None:
    assert not User.objects.create_user("jo@example.nl", "Jo").has_usable_password()


def test_an_address_is_needed_and_belongs_to_one_person() -> None:
    with pytest.raises(ValueError, match="email"):
        User.objects.create_user("  ", "Jo")
    User.objects.create_user("jo@example.nl", "Jo")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("JO@example.nl", "Joke")


def test_the_database_itself_refuses_capitals() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email="Jo@example.nl", name="Jo")])


def test_a_superuser_may_do_everything() -> None:
    assert User.objects.create_superuser("baas@example.nl", "Baas", PASSWORD).has_perm("whatever")


def test_the_migrations_say_what_the_models_say() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
