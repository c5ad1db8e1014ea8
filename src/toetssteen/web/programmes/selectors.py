"""How to read what alliances keep. Whoever asks gets what they may see and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from itertools import groupby
from operator import attrgetter
from typing import TypeVar

from django.db.models import Count, Exists, F, Max, Q, QuerySet, Sum
from django.utils import timezone

from toetssteen.answers.around import Around
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.kernel.language import _
from toetssteen.web.accounts.roles import EVERYWHERE, VISITOR, Actor, Role
from toetssteen.web.areas.selectors import serving
from toetssteen.web.programmes.models import (
    Activity,
    Alliance,
    Commitment,
    Decision,
    Finding,
    Goal,
    Meeting,
    Nature,
    PlaceName,
    Plan,
    Programme,
    ProgrammePlace,
    Record,
    StatePromise,
)
from toetssteen.web.programmes.models.finding import DAYS_FIRST
from toetssteen.web.programmes.models.programme import Years
from toetssteen.web.programmes.rules import OFFICERS, SIGHT, Visibility, may_add

R = TypeVar("R", bound=Record)
OFFERED = Q(visibility__gt=Visibility.CONCEPT)
# Of an alliance: where it works and who sits at its table.
TABLE = ("places", "members__organisation")


def visible(kind: type[R], actor: Actor) -> QuerySet[R]:
    """The records that are here and that `actor` may see: `rules.may(actor, SEE, …)` for a whole table, and whether what
    the alliance keeps stands beside these figures (`_existing`)."""
    wanted = Q(visibility=Visibility.PUBLIC)
    for visibility, roles in SIGHT.items():
        areas = actor.areas(roles)
        if EVERYWHERE in areas:
            wanted |= Q(visibility=visibility)
        elif areas:
            wanted |= Q(visibility=visibility, alliance__key__in=areas)
    if kind is Finding:
        wanted = wanted & _read_or_late() | _of_officers(actor) | _of_partners(actor, "about") & OFFERED
    wanted |= _of_partners(actor, "owner")
    return kind.objects.filter(wanted & _existing("alliance__")).select_related("alliance", "owner")


def _read_or_late() -> Q:
    """The twin of `Finding.waits`."""
    return Q(read__isnull=False) | Q(offered__lte=timezone.localdate() - timedelta(DAYS_FIRST))


def _of_officers(actor: Actor) -> Q:
    areas = actor.areas(OFFICERS)
    return ~Q(pk=None) if EVERYWHERE in areas else Q(alliance__key__in=areas)


def _of_partners(actor: Actor, field: str) -> Q:
    """The records where `field` is an organisation that `actor` speaks for."""
    wanted = Q(pk=None)
    for hat in actor.hats:
        if hat.role == Role.PARTNER and hat.organisation is not None:
            own = Q(**{field: hat.organisation})
            wanted |= own if hat.area == EVERYWHERE else own & Q(alliance__key=hat.area)
    return wanted


def _invented() -> bool | None:
    """Whether the figures on the pages are invented; None without figures."""
    atlas = serving()
    return None if atlas is None else atlas.snapshot.manifest.invented


def _existing(prefix: str = "") -> Q:
    """What is invented stands beside invented figures only. An example of a real place stands beside real ones, until
    somebody keeps an alliance here. Without figures everything is there: each says itself what it is."""
    invented = _invented()
    if invented is None:
        return Q()
    if invented:
        return ~Q(**{f"{prefix}nature": Nature.EXAMPLE})
    own = Alliance.objects.filter(nature=Nature.OWN)
    return ~Q(**{f"{prefix}nature": Nature.INVENTED}) & (~Q(**{f"{prefix}nature": Nature.EXAMPLE}) | ~Exists(own))


def alliances() -> QuerySet[Alliance]:
    """All alliances, in name order. That there is one is public."""
    return Alliance.objects.filter(_existing())


def alliance(key: str) -> Alliance:
    """Raises UnknownNameError."""
    found = alliances().filter(key=key).prefetch_related(*TABLE).first()
    if found is None:
        raise UnknownNameError(_("De alliantie “{key}” kennen wij niet.").format(key=key[:40]))
    return found


def codes_worked_in() -> list[str]:
    """The codes of the places where alliances work, each once."""
    return sorted(PlaceName.objects.filter(alliances__in=alliances()).distinct().values_list("code", flat=True))


def area_names() -> dict[str, str]:
    """Name by key of all alliances, whatever figures are served: a role holds in one of them, or everywhere."""
    return dict(Alliance.objects.values_list("key", "name"))


def activities(actor: Actor) -> QuerySet[Activity]:
    """With what a table of them shows; who takes part is asked beside it by who shows that."""
    return visible(Activity, actor).select_related("goal").prefetch_related("places")


def activity(number: int, actor: Actor) -> Activity:
    """Raises UnknownNameError, also for one that `actor` may not see: that it exists is not told either."""
    found = activities(actor).filter(pk=number).first()
    if found is None:
        raise UnknownNameError(_("Deze activiteit is er niet, of u mag haar niet zien."))
    return found


def one(kind: type[R], number: int, actor: Actor) -> R:
    """A record of any sort. Raises UnknownNameError, also for one that `actor` may not see."""
    found = visible(kind, actor).filter(pk=number).first()
    if found is None:
        raise UnknownNameError(_("Dit is er niet, of u mag het niet zien."))
    return found


def programmes() -> QuerySet[Programme]:
    """All programmes over places, in name order; they are public. Those of the real country not beside invented figures."""
    found = Programme.objects.filter(_existing())
    if _invented():
        found = found.filter(defined=False)
    return found.select_related("keeper").prefetch_related("places__place", "alliances")


def programme(key: str) -> Programme:
    """Raises UnknownNameError."""
    found = programmes().filter(key=key).first()
    if found is None:
        raise UnknownNameError(_("Het programma “{key}” kennen wij niet.").format(key=key[:40]))
    return found


def held_around(around: Around) -> QuerySet[ProgrammePlace]:
    """Where programmes hold in a place, or in what it lies in or what lies in it; of all years."""
    codes = around.inside | around.covering
    found = ProgrammePlace.objects.filter(_existing("programme__"), place__code__in=codes)
    if _invented():
        found = found.filter(programme__defined=False)
    return found.select_related("programme", "place").order_by("programme__name", "place__name", "first_year")


@dataclass(frozen=True, slots=True)
class Under:
    """A programme that holds around a place. where: the place it is about, or how many; years: in words; over: its last
    year is past."""

    key: str
    name: str
    where: str
    years: str
    over: bool = False


def programmes_around(around: Around, year: int) -> list[Under]:
    """In name order, each once, as it stands in this year."""
    return [_under(list(rows), year) for _id, rows in groupby(held_around(around), attrgetter("programme_id"))]


def _under(rows: list[ProgrammePlace], year: int) -> Under:
    """The place with its years when there is one, else how many places and the years of the whole."""
    whole = rows[0].programme
    if len(rows) == 1:
        return Under(whole.key, whole.name, rows[0].place.name, rows[0].years, _over(rows, year))
    number = len({row.place_id for row in rows})
    where = rows[0].place.name if number == 1 else _("{n} plekken").format(n=number)
    return Under(whole.key, whole.name, where, whole.years, _over([whole], year))


def _over(held: Iterable[Years], year: int) -> bool:
    return all(one.last_year is not None and one.last_year < year for one in held)


def parties(actor: Actor, found: Alliance) -> set[int]:
    """The numbers of organisations that do something here that `actor` may see, whether or not they sit at the table."""
    here = visible(Activity, actor).filter(alliance=found).order_by()
    numbers = {*here.values_list("owner", flat=True), *here.values_list("partners", flat=True)}
    return numbers - {None}


def goals(actor: Actor, key: str) -> QuerySet[Goal]:
    return visible(Goal, actor).filter(alliance__key=key)


def meetings(actor: Actor, key: str) -> QuerySet[Meeting]:
    """Of one alliance, the earliest first."""
    return visible(Meeting, actor).filter(alliance__key=key)


def decisions(actor: Actor, key: str) -> QuerySet[Decision]:
    """Of one alliance, the latest first."""
    return visible(Decision, actor).filter(alliance__key=key)


def commitments(actor: Actor, key: str) -> QuerySet[Commitment]:
    """Of one alliance, what is due soonest first."""
    return visible(Commitment, actor).filter(alliance__key=key)


def plans(actor: Actor) -> QuerySet[Plan]:
    return visible(Plan, actor)


def promises(actor: Actor) -> QuerySet[StatePromise]:
    """What the State promised, of all areas."""
    return visible(StatePromise, actor)


def findings(actor: Actor) -> QuerySet[Finding]:
    """The newest first."""
    return visible(Finding, actor).select_related("about")


def happening(actor: Actor, around: Around, standing: Q) -> QuerySet[Activity]:
    """The activities that stand so (see `standing`) in a place, or in what it lies in; what is said of no place holds
    where the alliance works."""
    codes = around.inside | around.covering
    wanted = Q(places__code__in=codes) | Q(places__isnull=True, alliance__places__code__in=codes)
    return activities(actor).filter(wanted & standing).distinct().order_by(F("end").asc(nulls_last=True), "name")


def alliances_around(around: Around) -> QuerySet[Alliance]:
    """The alliances that work in a place or in what it lies in."""
    return alliances().filter(places__code__in=around.inside | around.covering).distinct()


def next_open_meeting(actor: Actor, keys: set[str], day: date) -> Meeting | None:
    """The first meeting of these alliances from `day` on where residents are welcome."""
    return visible(Meeting, actor).filter(alliance__key__in=keys, open=True, starts__date__gte=day).first()


def last_decisions(actor: Actor, keys: set[str], most: int = 3) -> QuerySet[Decision]:
    return visible(Decision, actor).filter(alliance__key__in=keys)[:most]


def stamp() -> str:
    """Another text after any change of what everybody may see, and on another day: for the ETag of a public page that
    shows something of this. What is not public leaves no trace in it; nor does the number of changes."""
    facts: list[object] = [timezone.localdate()]
    for kind in (Activity, Meeting, Decision):
        # The versions too: a clock may be set back.
        states = visible(kind, VISITOR).order_by().aggregate(Count("pk"), Sum("version"), Max("changed"))
        facts += states.values()
    facts += visible(Activity, VISITOR).order_by("owner").values_list("owner__name", flat=True).distinct()
    facts += [kind.history.aggregate(Max("history_id")) for kind in (Alliance, Programme, ProgrammePlace)]
    return f"-{sha256(repr(facts).encode()).hexdigest()[:16]}"


def may_add_somewhere(actor: Actor, found: Alliance) -> bool:
    """Whether `actor` may add records to this alliance, for one organisation or another."""
    return any(
        may_add(actor, found.key, organisation) for organisation in {None, *(h.organisation for h in actor.hats)}
    )
