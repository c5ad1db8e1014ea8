"""How to change an alliance itself (where it works, who sits at its table), and a programme over places."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from toetssteen.kernel.errors import ToetssteenError
from toetssteen.kernel.language import _
from toetssteen.web.accounts.history import written_by
from toetssteen.web.accounts.roles import EVERYWHERE, Actor
from toetssteen.web.alliances.models import Alliance, Member, PlaceName, Programme, ProgrammePlace
from toetssteen.web.alliances.rules import may_enter_programme, may_found, may_keep
from toetssteen.web.ui.saving import save

log = logging.getLogger("toetssteen.programmes")


def seen(record: Alliance | Programme) -> int:
    """The number of the state that a writer sees; 0 for a new one."""
    newest = record.history.first() if record.pk else None
    return 0 if newest is None else newest.history_id


@transaction.atomic
def keep(
    alliance: Alliance,
    values: Mapping[str, object],
    places: Iterable[tuple[str, str]],
    members: Iterable[int],
    programmes: Iterable[int],
    actor: Actor,
    saw: int,
) -> Alliance:
    """The alliance with these values, made or changed. places: code and name of each; members: numbers of organisations;
    programmes: numbers of those it works under.

    Raises PermissionDenied, ValidationError, and ToetssteenError when somebody changed it after state `saw`.
    """
    new = alliance.pk is None
    current = alliance if new else Alliance.objects.select_for_update().get(pk=alliance.pk)
    if not (may_found(actor) if new else may_keep(actor, current.key)):
        log.warning("refused: user %s may not keep alliance %s", actor.user, current.key)
        raise PermissionDenied(_("Dat mag u hier niet doen."))
    if seen(current) != saw:
        raise ToetssteenError(
            _("Iemand anders heeft deze alliantie intussen gewijzigd. Kijk die na en sla dan opnieuw op.")
        )
    for name, value in values.items():
        setattr(current, name, value)
    current.full_clean()
    with written_by(actor, whole=current):
        save(current)
        current.places.set([place(code, name) for code, name in places])
        current.programmes.set(programmes)
        _members(current, set(members))
    return current


def place(code: str, name: str) -> PlaceName:
    """The place with this code, kept under this name from its first use."""
    return PlaceName.objects.get_or_create(code=code, defaults={"name": name})[0]


def _members(alliance: Alliance, numbers: set[int]) -> None:
    for member in alliance.members.all():
        if member.organisation_id not in numbers:
            member.delete()
    present = set(alliance.members.values_list("organisation_id", flat=True))
    for organisation in sorted(numbers - present):
        Member(alliance=alliance, organisation_id=organisation).save()


@dataclass(frozen=True, slots=True)
class PlaceYears:
    """Where a programme holds. code and name of the place; years as in its papers; intensity in words."""

    code: str
    name: str
    first_year: int | None = None
    last_year: int | None = None
    intensity: str = ""


@transaction.atomic
def keep_programme(
    programme: Programme, values: Mapping[str, object], places: Iterable[PlaceYears], actor: Actor, saw: int
) -> Programme:
    """The programme with these values, entered or changed. Those of the list that comes with the software change there.

    Raises PermissionDenied, ValidationError, and ToetssteenError when somebody changed it after state `saw`.
    """
    new = programme.pk is None
    current = programme if new else Programme.objects.select_for_update().get(pk=programme.pk)
    keepers = {_keeper(values.get("keeper"))} if new else {_keeper(current.keeper), _keeper(values.get("keeper"))}
    if current.defined or not all(may_keep(actor, keeper) for keeper in keepers) or not may_enter_programme(actor):
        log.warning("refused: user %s may not keep programme %s", actor.user, current.key)
        raise PermissionDenied(_("Dat mag u hier niet doen."))
    if seen(current) != saw:
        raise ToetssteenError(
            _("Iemand anders heeft dit programma intussen gewijzigd. Kijk dat na en sla dan opnieuw op.")
        )
    for name, value in values.items():
        setattr(current, name, value)
    current.full_clean()
    with written_by(actor):
        save(current)
        hold(current, places)
    return current


def _keeper(alliance: object) -> str:
    return alliance.key if isinstance(alliance, Alliance) else EVERYWHERE


def hold(programme: Programme, places: Iterable[PlaceYears]) -> bool:
    """Makes the programme hold in these places and no others; says whether anything changed."""
    years_by_key = {(years.code, years.first_year): years for years in places}
    changed = False
    for row in programme.places.select_related("place"):
        years = years_by_key.pop((row.place.code, row.first_year), None)
        if years is None:
            row.delete()
        elif (row.last_year, row.intensity) != (years.last_year, years.intensity):
            row.last_year, row.intensity = years.last_year, years.intensity
            row.full_clean()
            row.save()
        else:
            continue
        changed = True
    for years in years_by_key.values():
        row = ProgrammePlace(
            programme=programme,
            place=place(years.code, years.name),
            first_year=years.first_year,
            last_year=years.last_year,
        )
        row.intensity = years.intensity
        row.full_clean()
        row.save()
        changed = True
    return changed
