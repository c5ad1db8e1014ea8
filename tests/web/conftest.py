"""Two alliances, two organisations and somebody of every role."""

from dataclasses import dataclass, field

import pytest

from toetssteen.web.accounts.models import Grant, Organisation, User
from toetssteen.web.accounts.roles import VISITOR, Actor, Role
from toetssteen.web.accounts.selectors import actor
from toetssteen.web.alliances.models import Alliance, Member, PlaceName
from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.programmes.models import Activity


@dataclass
class Table:
    """Everybody around it, by a short name such as `partner` (of ours) or `stranger` (a partner of another)."""

    here: Alliance
    there: Alliance
    ours: Organisation
    others: Organisation
    users: dict[str, User] = field(default_factory=dict)

    def actor(self, who: str) -> Actor:
        return VISITOR if who == "visitor" else actor(self.users[who])

    def activity(self, visibility: Visibility = Visibility.CONCEPT, **values: object) -> Activity:
        fixed = {"alliance": self.here, "owner": self.ours, "name": "Sport na school", "visibility": visibility}
        return Activity.objects.create(**(fixed | values))


WHO = {
    "partner": (Role.PARTNER, "ours", "here"),
    "partner everywhere": (Role.PARTNER, "ours", ""),
    "stranger": (Role.PARTNER, "others", "here"),
    "officer": (Role.OFFICER, None, "here"),
    "officer elsewhere": (Role.OFFICER, None, "there"),
    "analyst": (Role.ANALYST, None, ""),
    "alderman": (Role.ALDERMAN, None, "here"),
    "council": (Role.COUNCIL, None, ""),
    "council elsewhere": (Role.COUNCIL, None, "there"),
    "auditor": (Role.AUDITOR, None, ""),
    "administrator": (Role.ADMINISTRATOR, None, ""),
    "nobody": None,
}


@pytest.fixture
def table(db: None) -> Table:
    ours = Organisation.objects.create(key="onze-school", name="Onze School", kind=Organisation.Kind.SCHOOL)
    others = Organisation.objects.create(key="huis-en-thuis", name="Huis en Thuis", kind=Organisation.Kind.CORPORATION)
    here = Alliance.objects.create(key="de-hoogte", name="Alliantie De Hoogte")
    there = Alliance.objects.create(key="elders", name="Alliantie Elders")
    here.places.add(PlaceName.objects.create(code="de-hoogte", name="De Hoogte"))
    for one in (ours, others):
        Member.objects.create(alliance=here, organisation=one)
    found = Table(here, there, ours, others)
    for who, grant in WHO.items():
        user = User.objects.create_user(f"{who.replace(' ', '.')}@example.org", who.title())
        found.users[who] = user
        if grant is not None:
            role, organisation, area = grant
            Grant.objects.create(
                user=user,
                role=role,
                organisation=organisation and getattr(found, organisation),
                area={"here": here.key, "there": there.key}.get(area, area),
            )
    return found
