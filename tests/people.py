"""People for tests of the web: somebody with a role, signed in, second factor included."""

from django.conf import settings
from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from toetssteen.web.accounts.models import Grant, Organisation, User

PASSWORD = "een lange zin van niemand"


def person(
    name: str = "Jo", role: str = "", organisation: Organisation | None = None, area: str = "", password: str = PASSWORD
) -> User:
    """A user with an address of that name, and with the role if one is given."""
    user = User.objects.create_user(f"{name.lower()}@example.org", name, password)
    if role:
        Grant.objects.create(user=user, role=role, organisation=organisation, area=area)
    return user


def organisation(name: str = "Wonen in Rietstad") -> Organisation:
    return Organisation.objects.create(key=name.lower().replace(" ", "-"), name=name, invented=True)


def sign_in(client: Client, user: User, *, second_factor: bool = True) -> Client:
    """The client as after both steps; with `second_factor` false as after the password only."""
    client.force_login(user, settings.AUTHENTICATION_BACKENDS[0])
    if second_factor:
        app, _made = TOTPDevice.objects.get_or_create(user=user, confirmed=True, defaults={"name": "app"})
        session = client.session
        session[DEVICE_ID_SESSION_KEY] = app.persistent_id
        session.save()
    return client
