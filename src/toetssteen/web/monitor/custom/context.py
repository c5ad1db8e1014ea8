"""What the page shows on which a reader puts an area together: gemeenten, and the wijken and buurten of one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.custom_areas import LONGEST_NAME, MOST_PARTS
from toetssteen.answers.snapshot.derived import derived
from toetssteen.answers.snapshot.places import Place
from toetssteen.kernel.areas import AreaCode, Level
from toetssteen.kernel.errors import UnknownNameError


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """A wijk with its buurten, and which of them are ticked."""

    wijk: Place
    chosen: bool
    buurten: tuple[tuple[Place, bool], ...]

    @property
    def open(self) -> bool:
        return self.chosen or any(ticked for _place, ticked in self.buurten)


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomPage:
    """What the template reads. problem: why the choice makes no area, or ""; city: the gemeente to choose from, None
    before one is chosen; most: how many parts an area may have; longest: its name, in characters."""

    problem: str
    name: str
    city: Place | None
    cities: tuple[Place, ...]
    wijken: tuple[Ticked, ...]
    most: int = MOST_PARTS
    longest: int = LONGEST_NAME


def custom_page(atlas: Atlas, gemeente: str, parts: Sequence[str], name: str, problem: str) -> CustomPage:
    """gemeente: what is asked for; parts: the codes ticked. Raises UnknownNameError for what is no gemeente."""
    city = _city(atlas, gemeente, parts)
    return CustomPage(
        problem=problem,
        name=name,
        city=city,
        cities=tuple(_cities(atlas)),
        wijken=() if city is None else tuple(_wijken(atlas, city, set(parts))),
    )


def _cities(atlas: Atlas) -> list[Place]:
    """The gemeenten of the newest division, in name order."""
    names = atlas.snapshot.register.names
    newest = max((year for year in names if any(c.level is Level.GEMEENTE for c in names[year])), default=0)
    cities = [atlas.gazetteer.places[code] for code in names.get(newest, {}) if code.level is Level.GEMEENTE]
    return sorted((city for city in cities if len(atlas.gazetteer.under(city, Level.WIJK))), key=lambda city: city.name)


def _city(atlas: Atlas, gemeente: str, parts: Sequence[str]) -> Place | None:
    """The gemeente asked for, else the one of the first part."""
    if gemeente:
        place = atlas.place(gemeente)
        if place.level is not Level.GEMEENTE:
            raise UnknownNameError(_("Kies een gemeente."))
        return place
    for part in parts:
        try:
            code = AreaCode.parse(part).gemeente
        except UnknownNameError:
            continue
        if code is not None and code in atlas.gazetteer.places:
            return atlas.gazetteer.places[code]
    return None


def _wijken(atlas: Atlas, city: Place, ticked: set[str]) -> list[Ticked]:
    """The wijken and buurten of the newest division, and of an older one what is ticked already; in code order, as the
    gemeente numbers them."""
    shown = {*_newest(atlas, Level.WIJK), *_newest(atlas, Level.BUURT), *ticked}
    places, areas = atlas.gazetteer.places, atlas.cube.areas
    wijken = []
    for wijk in (areas[i] for i in atlas.gazetteer.under(city, Level.WIJK)):
        inside = [areas[i] for i in atlas.gazetteer.under(wijk, Level.BUURT)]
        buurten = tuple((places[code], code in ticked) for code in inside if code in shown)
        if wijk in shown or buurten:
            wijken.append(Ticked(wijk=places[wijk], chosen=wijk in ticked, buurten=buurten))
    return wijken


@derived(most=len(Level))
def _newest(atlas: Atlas, level: Level) -> frozenset[str]:
    """The codes of the newest division that holds the whole country's areas of this level."""
    names = atlas.snapshot.register.names
    sizes = {year: sum(1 for code in names[year] if code.level is level) for year in names}
    most = max(sizes.values(), default=0)
    whole = [year for year, size in sizes.items() if size > most / 2]
    return frozenset(code for code in names[max(whole)] if code.level is level) if most else frozenset()
