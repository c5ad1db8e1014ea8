"""How to read alliances, where they work and the programmes they work under. That there is an alliance or a programme is
public; what belongs beside the figures on show is decided here (`existing`), for records too."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import Exists, Max, Q, QuerySet

from toetssteen.answers.snapshot.around import Containment
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.kernel.language import _
from toetssteen.web.accounts.roles import Actor
from toetssteen.web.alliances.models import Alliance, Member, PlaceName, Programme, ProgrammePlace
from toetssteen.web.alliances.nature import Nature
from toetssteen.web.alliances.rules import may_add
from toetssteen.web.alliances.years import Years
from toetssteen.web.snapshots.selectors import serving

# Of an alliance: where it works and who sits at its table.
TABLE = ("places", "members__organisation")


def _invented() -> bool | None:
    """Whether the figures on the pages are invented; None without figures."""
    atlas = serving()
    return None if atlas is None else atlas.snapshot.manifest.invented


def existing(prefix: str = "") -> Q:
    """What is invented stands beside invented figures only. An example of a real place stands beside real ones, until
    somebody keeps an alliance here. Without figures everything is there: each says itself what it is."""
    invented = _invented()
    if invented is None:
        return Q()
    if invented:
        return ~Q(**{f"{prefix}nature": Nature.EXAMPLE})
    kept_here = Alliance.objects.filter(nature=Nature.OWN)
    return ~Q(**{f"{prefix}nature": Nature.INVENTED}) & (
        ~Q(**{f"{prefix}nature": Nature.EXAMPLE}) | Q(~Exists(kept_here))
    )


def alliances() -> QuerySet[Alliance]:
    """All alliances, in name order. That there is one is public."""
    return Alliance.objects.filter(existing())


def alliance(key: str) -> Alliance:
    """Raises UnknownNameError."""
    match = alliances().filter(key=key).prefetch_related(*TABLE).first()
    if match is None:
        raise UnknownNameError(_("De alliantie “{key}” kennen wij niet.").format(key=key[:40]))
    return match


def codes_worked_in() -> list[str]:
    """The codes of the places where alliances work, each once."""
    return sorted(PlaceName.objects.filter(alliances__in=alliances()).distinct().values_list("code", flat=True))


def area_names() -> dict[str, str]:
    """Name by key of all alliances, whatever figures are served: a role holds in one of them, or everywhere."""
    return dict(Alliance.objects.values_list("key", "name"))


def programmes() -> QuerySet[Programme]:
    """All programmes over places, in name order; they are public. Those of the real country not beside invented figures."""
    rows = Programme.objects.filter(existing())
    if _invented():
        rows = rows.filter(defined=False)
    return rows.select_related("keeper").prefetch_related("places__place", "alliances")


def programme(key: str) -> Programme:
    """Raises UnknownNameError."""
    match = programmes().filter(key=key).first()
    if match is None:
        raise UnknownNameError(_("Het programma “{key}” kennen wij niet.").format(key=key[:40]))
    return match


def held_around(around: Containment) -> QuerySet[ProgrammePlace]:
    """Where programmes hold in a place, or in what it lies in or what lies in it; of all years."""
    codes = around.inside | around.covering
    rows = ProgrammePlace.objects.filter(existing("programme__"), place__code__in=codes)
    if _invented():
        rows = rows.filter(programme__defined=False)
    return rows.select_related("programme", "place").order_by("programme__name", "place__name", "first_year")


@dataclass(frozen=True, slots=True)
class Under:
    """A programme that holds around a place. where: the place it is about, or how many; years: in words; over: its last
    year is past."""

    key: str
    name: str
    where: str
    years: str
    over: bool = False


def programmes_around(around: Containment, year: int) -> list[Under]:
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
    return all(years.last_year is not None and years.last_year < year for years in held)


def alliances_around(around: Containment) -> QuerySet[Alliance]:
    """The alliances that work in a place or in what it lies in."""
    return alliances().filter(places__code__in=around.inside | around.covering).distinct()


def places(numbers: Iterable[int]) -> QuerySet[PlaceName]:
    """The places with these numbers, in name order."""
    return PlaceName.objects.filter(pk__in=numbers)


def places_by_code() -> dict[str, PlaceName]:
    """Every place that is kept, by its code."""
    return PlaceName.objects.in_bulk(field_name="code")


def unsaved_place(code: str, name: str) -> PlaceName:
    """A place that nobody kept yet; `services.place` keeps it."""
    return PlaceName(code=code, name=name)


def member_states(alliance: Alliance) -> QuerySet[Any]:
    """Every state of every member there ever was."""
    states: QuerySet[Any] = Member.history.filter(alliance_id=alliance.pk)
    return states


def programme_place_states(programme: Programme) -> QuerySet[Any]:
    """Every state of every place where this programme ever held."""
    states: QuerySet[Any] = ProgrammePlace.history.filter(programme_id=programme.pk)
    return states


def last_states() -> list[dict[str, int | None]]:
    """The numbers of the newest states of what is public here: other ones after any change."""
    return [kind.history.aggregate(Max("history_id")) for kind in (Alliance, Programme, ProgrammePlace)]


def may_add_somewhere(actor: Actor, alliance: Alliance) -> bool:
    """Whether `actor` may add records to this alliance, for one organisation or another."""
    return any(
        may_add(actor, alliance.key, organisation)
        for organisation in {None, *(h.organisation for h in actor.assignments)}
    )
