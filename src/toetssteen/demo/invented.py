"""The invented programme for the invented country: 3 alliances, 8 areas, 25 partners, 200 activities, 10 years.

Made through the same services as what people type, so it can hold nothing that they could not enter.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.demo.invented_plans import add_plans, period
from toetssteen.demo.invented_words import (
    ALLIANCES,
    DECISIONS,
    EVERYWHERE,
    GOALS,
    ORGANISATIONS,
    PROGRAMMES,
)
from toetssteen.web.accounts import organisations
from toetssteen.web.accounts.roles import Actor, Role, RoleAssignment
from toetssteen.web.alliances.models import Alliance, Member, PlaceName, Programme, ProgrammePlace
from toetssteen.web.alliances.nature import Nature
from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.programmes.models import Activity, ActivityStatus, Commitment, Decision, Goal, Meeting
from toetssteen.web.programmes.models.goal import Evidence
from toetssteen.web.records import services

if TYPE_CHECKING:
    from toetssteen.web.accounts.models import Organisation

ACTIVITIES = 200
FIRST_YEAR, YEARS = 2017, 10
MAKER = Actor(name="verzonnen", assignments=frozenset({RoleAssignment(Role.OFFICER)}))
# Seven of ten are public.
SEEN_BY = (Visibility.PUBLIC,) * 7 + (Visibility.COUNCIL, Visibility.ALLIANCE, Visibility.CONCEPT)


@transaction.atomic
def make(atlas: Atlas, today: date, seed: int = 4) -> bool:
    """Everything, or nothing when it is there already. Says whether it was made."""
    if Alliance.objects.filter(nature=Nature.INVENTED).exists():
        return False
    chance = Random(seed)  # noqa: S311
    partners = [organisations.invented(slugify(name), name, kind) for name, kind in ORGANISATIONS]
    alliances = [_alliance(atlas, i, partners) for i in range(len(ALLIANCES))]
    for programme in PROGRAMMES:
        _programme(programme, alliances)
    goals = [_goals(alliance, chance) for alliance in alliances]
    invented_activities = [_activity(i, alliances[i % 3], goals[i % 3], today, chance) for i in range(ACTIVITIES)]
    for alliance, own_goals in zip(alliances, goals, strict=True):
        add_plans(alliance, own_goals, [a for a in invented_activities if a.alliance_id == alliance.pk], atlas, MAKER)
    for alliance in alliances:
        _meetings(alliance, [a for a in invented_activities if a.alliance_id == alliance.pk], today, chance)
    return True


def _entry(chance: Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)


def _alliance(atlas: Atlas, number: int, partners: list[Organisation]) -> Alliance:
    key, name, city, codes = ALLIANCES[number]
    alliance = Alliance.objects.create(
        key=key,
        name=name,
        chair=f"de burgemeester van {city}",
        residents_seat="twee bewoners beslissen mee.",
        about=f"Hier werken de partners van {city} samen aan de wijk.",
        contact=f"programmabureau {city}, info@example.org",
        nature=Nature.INVENTED,
    )
    for code in codes:
        place = atlas.place(code)
        alliance.places.add(PlaceName.objects.get_or_create(code=place.code, defaults={"name": place.name})[0])
    for partner in [*partners[:EVERYWHERE], *partners[EVERYWHERE + number :: 3]]:
        Member.objects.create(alliance=alliance, organisation=partner, since=date(FIRST_YEAR, 1, 1))
    return alliance


def _programme(words: tuple, alliances: list[Alliance]) -> None:
    key, name, (first, last), numbers = words
    programme = Programme.objects.create(
        key=key, name=name, first_year=first, last_year=last, source="verzonnen", nature=Nature.INVENTED
    )
    for number in numbers:
        alliances[number].programmes.add(programme)
        for place in alliances[number].places.all():
            ProgrammePlace.objects.create(programme=programme, place=place, first_year=first, last_year=last)


def _goals(alliance: Alliance, chance: Random) -> list[Goal]:
    """Agreement, ambition, and a goal for each theme."""
    shared = {"alliance": alliance, "visibility": Visibility.PUBLIC, "source": "verzonnen"}

    def goal(name: str, level: str, parent: Goal | None, **more: object) -> Goal:
        return services.add(
            Goal, {**shared, "name": name, "level": level, "parent": parent, **more}, MAKER, _entry(chance)
        )

    top = goal("Iedere wijk doet mee", "coalitieakkoord", None)
    ambition = goal("Over twintig jaar is hier even veel kans als elders in de stad", "ambitie", top)
    return [
        goal(
            name,
            "doel",
            ambition,
            order=i,
            about=f"Thema: {theme}.",
            why="Wie dit heeft, krijgt meer kansen op andere terreinen.",
            assumption="Mensen blijven in de wijk wonen.",
            evidence=chance.choice([Evidence.HUNCH, Evidence.PRACTICE, Evidence.STUDIED]),
        )
        for i, (theme, name, _activities) in enumerate(GOALS)
    ]


def _activity(number: int, alliance: Alliance, goals: list[Goal], today: date, chance: Random) -> Activity:
    theme = chance.randrange(len(GOALS))
    name, change, kind, money = chance.choice(GOALS[theme][2])
    place = chance.choice(list(alliance.places.all()))
    first = FIRST_YEAR + number * YEARS // ACTIVITIES
    start = date(first, chance.choice([1, 4, 9]), 1)
    end = date(first + chance.randint(1, 4), 12, 31)
    members = [m.organisation for m in alliance.members.select_related("organisation")]
    owner = chance.choice([o for o in members if o.kind == kind] or members)
    values = {
        "alliance": alliance,
        "name": f"{name} in {place.name} ({first}–{end.year})",
        "change": change,
        "places": [place],
        "owner": owner,
        "partners": chance.sample([o for o in members if o != owner], chance.randint(0, 3)),
        "goal": goals[theme],
        "start": start,
        "end": end,
        "status": _status(start, end, today, chance),
        "money": money.format(n=f"{chance.randint(2, 60) * 5_000:,}".replace(",", ".")),
        "visibility": chance.choice(SEEN_BY),
        "key": f"V-{number + 1:03d}",
        "contact": f"{owner.name}, info@example.org",
        "source": "verzonnen",
    }
    return services.add(Activity, values, MAKER, _entry(chance))


def _status(start: date, end: date, today: date, chance: Random) -> ActivityStatus:
    if end < today:
        return chance.choice([ActivityStatus.DONE, ActivityStatus.DONE, ActivityStatus.DONE, ActivityStatus.STOPPED])
    if start > today:
        return chance.choice([ActivityStatus.IDEA, ActivityStatus.PLANNED])
    return chance.choice(
        [ActivityStatus.RUNNING, ActivityStatus.RUNNING, ActivityStatus.RUNNING, ActivityStatus.PAUSED]
    )


def _meetings(alliance: Alliance, activities: list[Activity], today: date, chance: Random) -> None:
    """Two a year, with a decision each; and the next one, where residents are welcome."""
    days = [date(year, month, 15) for year in range(FIRST_YEAR, today.year + 1) for month in (5, 11)]
    days = [day for day in days if day < today]
    shared = {"alliance": alliance, "visibility": Visibility.PUBLIC}
    for day in [*days, today + timedelta(21)]:
        starts = timezone.make_aware(datetime.combine(day, time(19, 30)))
        about = {"name": "Overleg van de alliantie", "starts": starts, "open": day > today, "where": "het buurthuis"}
        meeting = services.add(Meeting, {**shared, **about}, MAKER, _entry(chance))
        if day > today:
            continue
        public = [a for a in activities if a.visibility == Visibility.PUBLIC and period(a)[0] <= day <= period(a)[1]]
        if public:
            subject = chance.choice(public)
            name = chance.choice(DECISIONS).format(activity=f"“{subject.name}”")
            decided = {"meeting": meeting, "day": day, "name": name, "activity": subject}
            services.add(Decision, {**shared, **decided}, MAKER, _entry(chance))
            promised = {
                "meeting": meeting,
                "name": f"Laat weten hoe het gaat met “{subject.name}”",
                "owner": subject.owner,
            }
            due = day + timedelta(60)
            done = due - timedelta(10) if due < today and chance.random() < 0.8 else None
            services.add(Commitment, {**shared, **promised, "due": due, "done": done}, MAKER, _entry(chance))
