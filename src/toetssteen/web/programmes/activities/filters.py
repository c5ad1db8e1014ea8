"""Choosing among activities: by subject, place, organisation, how they stand and what they are called; and in which order.

Everything is in the address, so a choice can be kept and sent; a form without script asks for it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.db.models import Case, F, Q, QuerySet, When
from django.http import QueryDict
from django.utils.translation import gettext as _

from toetssteen.web.programmes.activities import standing
from toetssteen.web.programmes.models import Activity, ActivityStatus, Goal

# Of what somebody types in the address.
LONGEST = 200
ALL = "alles"
_ORDERS = {
    "naam": ("name",),
    "einde": (F("end").asc(nulls_last=True), "name"),
    "begin": (F("start").desc(nulls_last=True), "name"),
}


@dataclass(frozen=True, slots=True)
class ActivityFilter:
    """What is asked for; "" asks for nothing. theme: the name of a goal; place: a code; organisation, alliance: a key; state: a
    value of ActivityStatus or ALL."""

    name: str = ""
    theme: str = ""
    place: str = ""
    organisation: str = ""
    state: str = ""
    alliance: str = ""
    order: str = ""

    @property
    def address(self) -> str:
        """As it stands behind the question mark."""
        words = {
            "naam": self.name,
            "thema": self.theme,
            "plek": self.place,
            "wie": self.organisation,
            "stand": self.state,
            "alliantie": self.alliance,
            "sorteer": self.order,
        }
        return urlencode({name: value for name, value in words.items() if value})

    @property
    def chooses(self) -> bool:
        """Whether it leaves anything out; the order does not."""
        return replace(self, order="", alliance="") != ActivityFilter()


@dataclass(frozen=True, slots=True)
class FilterField:
    """One list to choose from. choices: (value, words), the first of which asks for nothing."""

    name: str
    label: str
    choices: Sequence[tuple[str, str]]
    chosen: str


def asked(query: QueryDict) -> ActivityFilter:
    def value(name: str) -> str:
        # PostgreSQL refuses a text with this character.
        return query.get(name, "").replace("\0", "").strip()[:LONGEST]

    state, order = value("stand"), value("sorteer")
    return ActivityFilter(
        name=value("naam"),
        theme=value("thema"),
        place=value("plek"),
        organisation=value("wie"),
        state=state if state == ALL or state in ActivityStatus.values else "",
        alliance=value("alliantie"),
        order=order if order in _ORDERS else "",
    )


def narrowed(
    activities: QuerySet[Activity], chosen: ActivityFilter, goals: Sequence[Goal], today: date
) -> QuerySet[Activity]:
    """What was asked for, in the order that was asked for; last that of which it is not known any more. The place is asked
    before this, for it may lie in another one. goals: those that the reader may see."""
    wanted = Q()
    if chosen.name:
        wanted &= Q(name__icontains=chosen.name) | Q(places__name__icontains=chosen.name)
    if chosen.theme:
        wanted &= Q(goal__in=under(goals, chosen.theme))
    if chosen.organisation:
        wanted &= Q(owner__key=chosen.organisation) | Q(partners__key=chosen.organisation)
    if chosen.alliance:
        wanted &= Q(alliance__key=chosen.alliance)
    if chosen.state and chosen.state != ALL:
        wanted &= standing.stands_as(chosen.state, today)
    found = activities.filter(wanted).annotate(lost=Case(When(standing.unclear(today), then=1), default=0))
    return found.order_by("lost", *_ORDERS[chosen.order or "naam"], "pk").distinct()


def under(goals: Sequence[Goal], name: str) -> list[int]:
    """The numbers of the goals of this name, and of all that hang under them."""
    parents = {goal.pk: goal.parent_id for goal in goals}
    named = {goal.pk for goal in goals if goal.name == name}

    def hangs(number: int | None) -> bool:
        seen: set[int] = set()
        while number is not None and number not in seen:
            if number in named:
                return True
            seen.add(number)
            number = parents.get(number)
        return False

    return [goal.pk for goal in goals if hangs(goal.pk)]


def fields(
    activities: QuerySet[Activity], chosen: ActivityFilter, goals: Iterable[Goal], standard: str, place_name: str = ""
) -> list[FilterField]:
    """The lists to choose from, of what these activities have. standard: the words of a state that nobody chose; "" where
    that is every state. place_name: of the chosen place, where none of them names it."""
    plain = activities.order_by()
    used = set(plain.values_list("goal", flat=True).distinct())
    themes = {goal.name for goal in goals if goal.pk in used or goal.level.casefold() == _("thema")}
    places = dict(plain.exclude(places=None).values_list("places__code", "places__name").distinct())
    if chosen.place and place_name:
        places.setdefault(chosen.place, place_name)
    organisations = dict(plain.exclude(owner=None).values_list("owner__key", "owner__name").distinct())
    organisations |= dict(plain.exclude(partners=None).values_list("partners__key", "partners__name").distinct())
    return [
        FilterField("thema", _("Thema of doel"), [("", _("alle")), *_sorted({t: t for t in themes})], chosen.theme),
        FilterField("plek", _("Waar"), [("", _("overal")), *_sorted(places)], chosen.place),
        FilterField("wie", _("Organisatie"), [("", _("alle")), *_sorted(organisations)], chosen.organisation),
        FilterField("stand", _("Stand"), _states_to_choose(standard), chosen.state),
    ]


def states() -> list[tuple[str, str]]:
    """How an activity may stand today, in words."""
    words = {ActivityStatus.UNKNOWN: _("niet bekend, of lang niets gehoord")}
    return [(str(status), str(words.get(status, status.label))) for status in ActivityStatus]


def _states_to_choose(standard: str) -> list[tuple[str, str]]:
    every = _("elke stand")
    return [("", standard), *states(), (ALL, every)] if standard else [("", every), *states()]


def orders() -> list[tuple[str, str]]:
    return [("", _("op naam")), ("einde", _("wat het eerst eindigt")), ("begin", _("wat het laatst begon"))]


def _sorted(words: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(words.items(), key=lambda one: one[1].casefold())
