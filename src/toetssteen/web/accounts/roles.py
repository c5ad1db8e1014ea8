"""Roles, and somebody who acts: plain values, so that rules about them are pure functions."""

from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What somebody does. Who does not sign in is a visitor and has none."""

    PARTNER = "partner", _("partner")
    OFFICER = "programmabureau", _("medewerker van het programmabureau")
    ANALYST = "onderzoeker", _("onderzoeker")
    ALDERMAN = "wethouder", _("wethouder")
    COUNCIL = "raad", _("raadslid")
    AUDITOR = "rekenkamer", _("rekenkamer")
    ADMINISTRATOR = "beheerder", _("beheerder")


EVERYWHERE = ""


@dataclass(frozen=True, slots=True)
class RoleAssignment:
    """A role that somebody has. organisation: its number, if any; area: its key, or EVERYWHERE."""

    role: Role
    organisation: int | None = None
    area: str = EVERYWHERE

    def covers(self, area: str) -> bool:
        """Whether the role holds in this area."""
        return self.area in (EVERYWHERE, area)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks. user: the number of the user, None for a visitor."""

    user: int | None = None
    name: str = ""
    assignments: frozenset[RoleAssignment] = field(default_factory=frozenset)

    def has_role(self, roles: frozenset[Role], area: str) -> bool:
        """Whether one of these roles is theirs in this area."""
        return any(assignment.role in roles and assignment.covers(area) for assignment in self.assignments)

    def speaks_for(self, organisation: int | None, area: str) -> bool:
        """Whether they are a partner of this organisation in this area."""
        return organisation is not None and any(
            assignment.role == Role.PARTNER and assignment.organisation == organisation and assignment.covers(area)
            for assignment in self.assignments
        )

    def areas(self, roles: frozenset[Role]) -> frozenset[str]:
        """The keys of the areas where one of these roles is theirs; EVERYWHERE among them means all."""
        return frozenset(assignment.area for assignment in self.assignments if assignment.role in roles)

    def administers(self) -> bool:
        """Whether they keep people and organisations."""
        return any(assignment.role == Role.ADMINISTRATOR for assignment in self.assignments)


VISITOR = Actor()
