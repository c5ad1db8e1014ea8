"""Plans, targets, outputs and promises of the invented programme."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar
from uuid import UUID

from toetssteen.answers.figures.series import series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.demo.invented_words import PROMISES, STATE
from toetssteen.kernel.bounds import amount_of
from toetssteen.kernel.definitions import Direction
from toetssteen.web.accounts.roles import Actor
from toetssteen.web.alliances.models import Alliance
from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.programmes.models import (
    Activity,
    ActivityStatus,
    Dwellings,
    Firmness,
    Goal,
    Milestone,
    Output,
    Plan,
    PlanKind,
    Stage,
    StatePromise,
    Target,
    TargetReference,
)
from toetssteen.web.programmes.plans import adoption as plans
from toetssteen.web.records import services
from toetssteen.web.records.record import Record

R = TypeVar("R", bound=Record)
# Goal number -> theme whose first figure the goal hangs on.
FIGURES = {0: "wonen", 2: "inkomen", 3: "veiligheid"}
BASE_YEARS, AHEAD = range(2017, 2025), 12


def add_plans(alliance: Alliance, goals: list[Goal], activities: list[Activity], atlas: Atlas, maker: Actor) -> None:
    """goals: in the order of their themes; activities: those of the alliance."""
    chance = Random(alliance.key)  # noqa: S311
    shared = {"alliance": alliance, "visibility": Visibility.PUBLIC}

    def add(kind: type[R], /, **values: object) -> R:
        return services.add(kind, {**shared, **values}, maker, UUID(int=chance.getrandbits(128), version=4))

    area = add(
        Plan,
        kind=PlanKind.AREA,
        name="Gebiedsplan 2017–2036",
        since=date(2017, 1, 1),
        until=date(2036, 12, 31),
        about="In twintig jaar krijgt iedereen hier even veel kans als elders in de stad.",
        source="verzonnen",
    )
    for first, last in ((2017, 2020), (2021, 2024), (2025, 2028)):
        part = add(
            Plan,
            kind=PlanKind.IMPLEMENTATION,
            above=area,
            name=f"Uitvoeringsprogramma {first}–{last}",
            since=date(first, 1, 1),
            until=date(last, 12, 31),
            stage=Stage.REVIEW if first == 2025 else Stage.WRITING,
            source="verzonnen",
        )
        # In the one state each has in its history too: nobody changed them, the plan was there.
        inside = [activity for activity in activities if first <= period(activity)[0].year <= last]
        Activity.objects.filter(pk__in=[activity.pk for activity in inside]).update(plan=part)
        Activity.history.filter(id__in=[activity.pk for activity in inside]).update(plan=part)
        if first < 2025:
            plans.adopt(part, date(first, 3, 1), None, maker, part.version)
    plans.adopt(area, date(2017, 2, 1), None, maker, area.version)
    for number, theme in FIGURES.items():
        _target(add, goals[number], atlas, alliance, theme)
    for promise in PROMISES:
        _promise(add, promise, chance)
    for activity in activities:
        _parts(activity, goals[0], chance)


def period(activity: Activity) -> tuple[date, date]:
    """Its first and its last day: every invented activity has both."""
    if activity.start is None or activity.end is None:
        raise ValueError(f"{activity.key} has no first or no last day")
    return activity.start, activity.end


def _target(add: Callable[..., Any], goal: Goal, atlas: Atlas, alliance: Alliance, theme: str) -> None:
    """On the first figure of the theme that has a direction and a number here; a tenth better in twelve years."""
    place = alliance.places.order_by("-code")[0]
    for indicator in atlas.indicators.values():
        usable = (
            indicator.domain == theme and indicator.direction is not Direction.CONTEXT and not indicator.composition
        )
        if not usable or not atlas.cube.has_indicator(indicator.id):
            continue
        points = series(atlas, atlas.place(place.code), indicator).points
        measured = [(p.year, p.value) for p in points if p.value is not None and p.year in BASE_YEARS]
        if not measured:
            continue
        base_year, base = measured[0]
        factor = 1.1 if indicator.direction is Direction.HIGHER else 0.9
        end = round(base * factor, indicator.decimals)
        half = round((base + end) / 2, indicator.decimals)
        add(
            Target,
            goal=goal,
            indicator=indicator.id,
            place=place,
            base_year=base_year,
            base=amount_of(base),
            snapshot=atlas.id,
            reference=TargetReference.ITSELF,
            value=amount_of(end),
            year=base_year + AHEAD,
            steps=[[base_year + AHEAD // 2, amount_of(half)]],
            chooser="de alliantie, na drie avonden met bewoners (verzonnen)",
            reason="Bewoners vinden dit belangrijk, en dit lijkt haalbaar.",
        )
        return


def _promise(add: Callable[..., Any], promise: tuple[str, str, int, str], chance: Random) -> None:
    department, domain, year, name = promise
    substance = chance.randint(1, 4)
    programme = chance.randint(0, substance)
    add(
        StatePromise,
        department=STATE[department],
        domain=domain,
        name=name,
        substance=Firmness(substance),
        programme=Firmness(programme),
        finance=Firmness(chance.randint(0, programme)),
        document="verzonnen brief",
        day=date(year, chance.randint(1, 12), 1),
        post="minister (verzonnen)",
        post_until=date(2024, 7, 1) if year < 2024 else None,
    )


def _parts(activity: Activity, living: Goal, chance: Random) -> None:
    """Half of all has steps; what is about homes counts dwellings, the rest people."""
    start, end = period(activity)
    if chance.random() < 0.5:
        half = start + (end - start) / 2
        for name, due in (("Afspraken rond", start + timedelta(60)), ("Halverwege terugkijken", half)):
            done = due if activity.status == ActivityStatus.DONE else None
            Milestone.objects.create(activity=activity, name=name, due=due, done=done)
    homes = activity.goal_id == living.pk
    for year in range(start.year, end.year + 1):
        planned = chance.randint(2, 60)
        finished = activity.status == ActivityStatus.DONE or year < 2026
        Output.objects.create(
            activity=activity,
            name="Woningen aangepakt" if homes else "Deelnemers",
            unit="woningen" if homes else "mensen",
            people=not homes,
            dwellings=chance.choice([Dwellings.RENOVATED, Dwellings.ENERGY]) if homes else Dwellings.NONE,
            by=activity.owner if homes else None,
            year=year,
            planned=planned,
            realised=chance.randint(0, planned) if finished else None,
        )
