"""The list of programmes that comes with the software, taken over into the database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from toetssteen.kernel.programmes import PolicyProgramme
from toetssteen.web.alliances.models import Programme
from toetssteen.web.alliances.services import PlaceYears, hold

FIELDS = ("name", "sort", "leader", "first_year", "last_year", "intensity", "source", "verified", "note")


@dataclass(frozen=True, slots=True)
class ListUpdate:
    """Numbers of programmes. own: keys in the list that an own entry has already; those stay as people entered them."""

    new: int
    changed: int
    gone: int
    own: tuple[str, ...]


@transaction.atomic
def take_over(definitions: Iterable[PolicyProgramme], names: Mapping[str, str]) -> ListUpdate:
    """Makes the defined programmes as the list says. names: of the named areas, by id.

    What was taken from the list stays, marked: alliances refer to it. The same list again changes nothing.
    """
    programmes = {programme.key: programme for programme in Programme.objects.all()}
    new = changed = 0
    ours, listed = [], set()
    for definition in definitions:
        listed.add(definition.id)
        existing = programmes.get(definition.id)
        if existing is not None and not existing.defined:
            ours.append(definition.id)
            continue
        differs = _write(existing or Programme(key=definition.id, defined=True), definition, names)
        new += existing is None
        changed += existing is not None and differs
    gone = [
        programme
        for programme in programmes.values()
        if programme.defined and not programme.gone and programme.key not in listed
    ]
    for programme in gone:
        programme.gone = True
        programme.save()
    return ListUpdate(new, changed, len(gone), tuple(ours))


def _write(programme: Programme, definition: PolicyProgramme, names: Mapping[str, str]) -> bool:
    differs = programme._state.adding or programme.gone
    for name in FIELDS:
        value = getattr(definition, name)
        differs |= getattr(programme, name) != value
        setattr(programme, name, value)
    if differs:
        programme.gone = False
        programme.full_clean()
        programme.save()
    places = [
        PlaceYears(area.area, names.get(area.area, area.name), area.first_year, area.last_year, area.intensity)
        for area in definition.areas
    ]
    return hold(programme, places) or differs
