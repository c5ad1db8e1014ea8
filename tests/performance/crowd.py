"""Fills an empty database with the programmes of twenty areas, and signs somebody of each role in.

Run by `programme.py` in a process of its own, with the settings of the server it measures. Prints JSON: the addresses to
ask by their sort, and the cookie of each role.
"""

import json
import os
import random
from datetime import date

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toetssteen.web.settings.base")
django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from django_otp import DEVICE_ID_SESSION_KEY  # noqa: E402
from django_otp.plugins.otp_totp.models import TOTPDevice  # noqa: E402

from toetssteen.web.accounts.models import Grant, Organisation, User  # noqa: E402
from toetssteen.web.alliances.models import Alliance, Member, PlaceName  # noqa: E402
from toetssteen.web.alliances.rules import Visibility  # noqa: E402
from toetssteen.web.programmes.models import Activity, Commitment, Decision, Goal, Meeting  # noqa: E402
from toetssteen.web.snapshots.selectors import serving  # noqa: E402

AREAS, ACTIVITIES, USERS, ORGANISATIONS = 20, 2_000, 2_000, 100
STATES = (Visibility.CONCEPT, Visibility.ALLIANCE, Visibility.COUNCIL, *(4 * [Visibility.PUBLIC]))
ROLES = ("partner", "programmabureau", "raad", "beheerder")


def fill(chance: random.Random) -> None:
    atlas = serving()
    wijken = sorted(code for code in atlas.gazetteer.places if code.startswith("WK"))
    firms = [Organisation.objects.create(key=f"firma-{n}", name=f"Organisatie {n}") for n in range(ORGANISATIONS)]
    users = User.objects.bulk_create(
        [User(email=f"u{n}@example.org", name=f"Gebruiker {n}", password="!") for n in range(USERS)]
    )
    Grant.objects.bulk_create([_grant(n, user, firms) for n, user in enumerate(users)])
    for n in range(AREAS):
        alliance = Alliance.objects.create(key=f"gebied-{n}", name=f"Alliantie {n}")
        for code in chance.sample(wijken, min(4, len(wijken))):
            place, _made = PlaceName.objects.get_or_create(code=code, defaults={"name": atlas.place(code).name})
            alliance.places.add(place)
        for firm in firms[n * 5 : n * 5 + 5]:
            Member.objects.create(alliance=alliance, organisation=firm)
        _keep(alliance, firms, chance)


def _grant(number: int, user: User, firms: list[Organisation]) -> Grant:
    role = ROLES[number % 3] if number % 50 else "beheerder"
    firm = firms[number % ORGANISATIONS] if role == "partner" else None
    return Grant(
        user=user, role=role, organisation=firm, area="" if role == "beheerder" else f"gebied-{number % AREAS}"
    )


def _keep(alliance: Alliance, firms: list[Organisation], chance: random.Random) -> None:
    public = {"alliance": alliance, "visibility": Visibility.PUBLIC}
    goals = [Goal.objects.create(**public, name=f"Doel {n}") for n in range(15)]
    places = list(alliance.places.all())
    for n in range(ACTIVITIES // AREAS):
        one = Activity.objects.create(
            alliance=alliance,
            owner=chance.choice(firms),
            name=f"Activiteit {n} van {alliance.name}",
            change="Kinderen bewegen meer en ouders kennen elkaar.",
            visibility=chance.choice(STATES),
            goal=chance.choice(goals),
            status=chance.choice(["bezig", "gepland", "klaar", "idee"]),
            start=date(2024, 1, 1),
            end=date(2029, 12, 31),
        )
        one.places.add(chance.choice(places))
        one.partners.add(*chance.sample(firms, 2))
    for n in range(20):
        meeting = Meeting.objects.create(**public, name=f"Overleg {n}", starts=f"2026-{1 + n % 12:02}-10T19:00Z")
        Decision.objects.create(**public, name="Besluit", day=date(2026, 1, 1), meeting=meeting)
        Commitment.objects.create(**public, owner=firms[0], name="Laat het weten", due=date(2026, 12, 1))


def addresses() -> dict[str, list[str]]:
    keys = [f"gebied-{n}" for n in range(AREAS)]
    places = PlaceName.objects.filter(activities__isnull=False).distinct().values_list("code", flat=True)[:AREAS]
    numbers = Activity.objects.filter(visibility=Visibility.PUBLIC).values_list("pk", flat=True)[:AREAS]
    return {
        "all alliances": [f"/wat-gebeurt-er/?pagina={n}" for n in range(1, 6)],
        "an alliance": [f"/alliantie/{key}/" for key in keys],
        "a place": [f"/plek/{code}/" for code in places],
        "what goes on at a place": [f"/wat-gebeurt-er/?plek={code}" for code in places],
        "an activity": [f"/activiteit/{number}/" for number in numbers],
        "an organisation": [f"/organisatie/firma-{n}/" for n in range(AREAS)],
        "meetings": [f"/alliantie/{key}/vergaderingen/" for key in keys],
        "commitments": [f"/alliantie/{key}/afspraken/" for key in keys],
        "a sheet": [f"/alliantie/{key}/activiteiten.csv" for key in keys],
        "the API": [f"/v1/activiteiten?formaat=json&alliantie={key}" for key in keys],
    }


def new_places(chance: random.Random) -> list[str]:
    """The addresses of wijken and buurten where no alliance works, in one order that the seed gives."""
    taken = set(PlaceName.objects.filter(alliances__isnull=False).values_list("code", flat=True))
    codes = [code for code in serving().gazetteer.places if code[:2] in ("WK", "BU") and code not in taken]
    return [f"/plek/{code}/" for code in chance.sample(sorted(codes), len(codes))]


# Asked by who is signed in only.
SIGNED_IN = {"what is yours": ["/mijn/"]}


def cookies() -> dict[str, str]:
    """By role a signed-in cookie, second factor included."""
    found = {}
    for role in ROLES:
        user = Grant.objects.filter(role=role).order_by("pk")[0].user
        client = Client()
        client.force_login(user, settings.AUTHENTICATION_BACKENDS[0])
        session = client.session
        session[DEVICE_ID_SESSION_KEY] = TOTPDevice.objects.create(user=user, name="app").persistent_id
        session.save()
        found[role] = f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
    return found


if __name__ == "__main__":
    chance = random.Random(1)
    fill(chance)
    plan = {"addresses": addresses(), "new places": new_places(chance), "signed in": SIGNED_IN, "cookies": cookies()}
    print(json.dumps(plan))
