"""The small map of a profile: the place within its city, or a gemeente within the country."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.derived import derived
from toetssteen.answers.snapshot.places import Place
from toetssteen.kernel.areas import AreaCode, Level
from toetssteen.warehouse.geometry import file_name
from toetssteen.web.monitor.map.still_maps import outlines
from toetssteen.web.ui.pictures import Words
from toetssteen.web.ui.pictures.choropleth import Ring
from toetssteen.web.ui.pictures.location import Ground, ground, location_map


def location(atlas: Atlas, place: Place) -> str:
    """The map, or "" where nobody drew the outlines."""
    found = outline(atlas, place)
    if found is None:
        return ""
    title = _("Waar {name} ligt in {inside}").format(name=place.name, inside=found.inside)
    return location_map(found.ground, found.own, Words(title, _("Een kaartje zonder cijfers.")))


@dataclass(frozen=True, slots=True)
class Outline:
    """inside: the name of what the place lies in; around, own: outlines of all that lies there, and of the place; ground: the
    drawing of the first."""

    inside: str
    around: Sequence[Ring]
    own: Sequence[Ring]
    ground: Ground


def outline(atlas: Atlas, place: Place) -> Outline | None:
    """Where a place lies, in the newest division in which all of it is drawn."""
    for level in _levels(place):
        own = _own(atlas, place, level)
        within = "" if level is Level.GEMEENTE else str(place.gemeente)
        for file in _files(atlas, level):
            around = _around(atlas, file, within)
            if own and around is not None and own <= around.outlines.keys():
                return Outline(
                    place.gemeente_name if within else atlas.snapshot.manifest.country,
                    [ring for rings in around.outlines.values() for ring in rings],
                    [ring for code in sorted(own) for ring in around.outlines[code]],
                    around.ground,
                )
    return None


@dataclass(frozen=True, slots=True)
class _Around:
    """outlines: by code, of everything that lies around a place; ground: the drawing of these."""

    outlines: Mapping[str, Sequence[Ring]]
    ground: Ground


# The places of a city share what lies around them.
@derived(most=64)
def _around(atlas: Atlas, file: str, gemeente: str) -> _Around | None:
    """gemeente: its code, or "" for all outlines of the file. None without any."""
    shapes = {code: rings for code, rings in outlines(atlas, file) if gemeente in ("", str(_gemeente(code)))}
    return _Around(shapes, ground([ring for rings in shapes.values() for ring in rings])) if shapes else None


def _levels(place: Place) -> tuple[Level, ...]:
    match place.level:
        case Level.LAND:
            return ()
        case Level.GEMEENTE:
            return (Level.GEMEENTE,)
        case Level.BUURT:
            return (Level.BUURT,)
        case _:
            return (Level.BUURT, Level.WIJK)


def _own(atlas: Atlas, place: Place, level: Level) -> frozenset[str]:
    """The codes of a level that together are the place."""
    if place.level is level:
        return frozenset({place.code})
    return frozenset(str(atlas.cube.areas[at]) for at in atlas.gazetteer.under(place, level))


def _files(atlas: Atlas, level: Level) -> Iterable[str]:
    """The files with outlines of a level, the newest division first."""
    drawn = sorted(
        (o for o in atlas.snapshot.manifest.outlines if o.level == level), key=lambda o: o.division_year, reverse=True
    )
    return (file_name(o.division_year, o.level) for o in drawn)


def _gemeente(code: str) -> AreaCode | None:
    return AreaCode(code).gemeente
