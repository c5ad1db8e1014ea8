"""The small map of a profile: the place within its city, or a gemeente within the country."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place
from toetssteen.kernel.areas import AreaCode, Level
from toetssteen.warehouse.geometry import file_name
from toetssteen.web.monitor.map.still_maps import outlines
from toetssteen.web.ui.pictures import Words
from toetssteen.web.ui.pictures.location import location_map


def location(atlas: Atlas, place: Place) -> str:
    """The map, or "" where nobody drew the outlines."""
    for level in _levels(place):
        own = _own(atlas, place, level)
        for file in _files(atlas, level):
            shapes = [s for s in outlines(atlas, file) if level is Level.GEMEENTE or _gemeente(s[0]) == place.gemeente]
            if own and own <= {code for code, _rings in shapes}:
                inside = place.gemeente_name if level is not Level.GEMEENTE else atlas.snapshot.manifest.country
                title = _("Waar {name} ligt in {inside}").format(name=place.name, inside=inside)
                return location_map(
                    [ring for code, rings in shapes if code not in own for ring in rings],
                    [ring for code, rings in shapes if code in own for ring in rings],
                    Words(title, _("Een kaartje zonder cijfers.")),
                )
    return ""


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
