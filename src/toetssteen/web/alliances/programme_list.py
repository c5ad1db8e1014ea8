"""The list of programmes that comes with the software, taken over into the database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from toetssteen.kernel.definitions import PolicyProgramme
from toetssteen.web.alliances.models import Programme
from toetssteen.web.alliances.services import PlaceYears, hold

FIELDS = ("name", "sort", "leader", "first_year", "last_year", "intensity", "source", "verified", "note")


@dataclass(frozen=True, slots=True)
class Taken:
    """Numbers of programmes. own: keys in the list that an own entry has already; those stay as people entered them."""

    new: int
    changed: int
    gone: int
    own: tuple[str, ...]


@transaction.atomic
def take_over(definitions: Iterable[PolicyProgramme], names: Mapping[str, str]) -> Taken:
    """Makes the defined programmes as the list says. names: of the named areas, by id.

    What was taken from the list stays, marked: alliances refer to it. The same list again changes nothing.
    """
    known = {one.key: one for one in Programme.objects.all()}
    new = changed = 0
    own, listed = [], set()
    for definition in definitions:
        listed.add(definition.id)
        there = known.get(definition.id)
        if there is not None and not there.defined:
            own.append(definition.id)
            continue
        differs = _write(there or Programme(key=definition.id, defined=True), definition, names)
        new += there is None
        changed += there is not None and differs
    gone = [one for one in known.values() if one.defined and not one.gone and one.key not in listed]
    for one in gone:
        one.gone = True
        one.save()
    return Taken(new, changed, len(gone), tuple(own))


def _write(programme: Programme, definition: PolicyProgramme, names: Mapping[str, str]) -> bool:
    differs = programme._state.adding or programme.gone
    for name in FIELDS:
        wanted = getattr(definition, name)
        differs |= getattr(programme, name) != wanted
        setattr(programme, name, wanted)
    if differs:
        programme.gone = False
        programme.full_clean()
        programme.save()
    places = [
        PlaceYears(one.area, names.get(one.area, one.name), one.first_year, one.last_year, one.intensity)
        for one in definition.areas
    ]
    return hold(programme, places) or differs
