"""What is said of one place beside the map: its figure in a sentence, its way through the years, and the way to its page."""

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from toetssteen.answers.figures.against_reference import Reading
from toetssteen.answers.figures.numbers import exact
from toetssteen.answers.figures.series import Series, series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.derived import derived
from toetssteen.answers.snapshot.places import Place
from toetssteen.answers.words import sentences
from toetssteen.answers.words.absence import why_none
from toetssteen.kernel.areas import COUNTRY, AreaCode, Level
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import Direction, Indicator
from toetssteen.web.ui.pictures import PathLine, PathPoint, Words
from toetssteen.web.ui.pictures.card_path import CardPath, card_path


@dataclass(frozen=True, slots=True, kw_only=True)
class MapCard:
    """What the template reads. what: such as "wijk in Rietstad"; areas: with a programme of their own in which it lies, as (name, address).
    sentence: its figure in `year`, or why there is none. path: SVG, "" with fewer than two years; beside: whose thin line is in it.
    address: of its page, "" where the place is no longer what it was; way: what that link says. whole:
    it is the region that the map shows, and not a place on it."""

    name: str
    what: str
    areas: tuple[tuple[str, str], ...]
    sentence: str
    year: int
    path: str
    beside: str
    address: str
    way: str = ""
    whole: bool = False


def map_card(atlas: Atlas, name: str, code: str, year: int) -> MapCard:
    """The card of a place on the map of a year. Raises UnknownNameError."""
    indicator, place, cube = atlas.indicator(name), atlas.place(code), atlas.cube
    y, i, code = cube.year_at(year), cube.indicator_at(name), str(place.cells_code)
    if cube.has_area(code) and cube.deliveries[y, i, cube.area_at(code)] != 0:
        delivery = int(cube.deliveries[y, i, cube.area_at(code)])
        name_then = place.name if place.named else atlas.name_in(AreaCode(code), int(atlas.divisions[delivery]))
        then = replace(place, name=name_then)
        if bool(atlas.elsewhere(code, atlas.divisions[[delivery]])[0]):
            return _gone(atlas, then, indicator, year)
        place = then
    own = series(atlas, place, indicator)
    beside = _beside(atlas, place)
    step = max((atlas.rounding(indicator, p.delivery) for p in own.points), default=0.0)
    path = _path(own, series(atlas, beside, indicator) if beside else None, indicator, step)
    return MapCard(
        name=place.name,
        what=_what(place),
        areas=_areas(atlas, place),
        sentence=_sentence(atlas, own, indicator, place, year),
        year=year,
        path=path,
        beside=beside.name if beside and path else "",
        address=_page(place.code),
        way=_way(place.level),
    )


@derived(most=4)
def country_card(atlas: Atlas, name: str, year: int) -> MapCard:
    """The card of the whole country, for the start page."""
    return replace(map_card(atlas, name, COUNTRY, year), whole=True)


def _gone(atlas: Atlas, place: Place, indicator: Indicator, year: int) -> MapCard:
    """A code that stood for other ground then: its figure of that year, and nothing of what the code is now."""
    value = float(
        atlas.cube.values[
            atlas.cube.year_at(year), atlas.cube.indicator_at(indicator.id), atlas.cube.area_at(place.code)
        ]
    )
    words = _("{value}. Deze plek van toen bestaat niet meer zo.")
    return MapCard(
        name=place.name,
        what=_what(place),
        areas=(),
        sentence=words.format(value=exact(value, indicator)),
        year=year,
        path="",
        beside="",
        address="",
    )


def _sentence(atlas: Atlas, own: Series, indicator: Indicator, place: Place, year: int) -> str:
    point = own.at(year)
    if point is None or point.value is None:
        return _capital(why_none(atlas, place.code, year, Status.ABSENT if point is None else point.status))
    return sentences.level(Reading(indicator, own, point), place)


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _page(code: str) -> str:
    return reverse("monitor:profile", kwargs={"code": code})


def _what(place: Place) -> str:
    kinds = {Level.BUURT: _("buurt in {where}"), Level.WIJK: _("wijk in {where}")}
    if place.level in kinds:
        return kinds[place.level].format(where=place.gemeente_name)
    if place.named is not None:
        return place.named.kind
    return {Level.GEMEENTE: _("gemeente"), Level.LAND: _("land")}.get(place.level, "")


def _way(level: Level) -> str:
    ways = {
        Level.BUURT: _("Alles over deze buurt"),
        Level.WIJK: _("Alles over deze wijk"),
        Level.GEMEENTE: _("Alles over deze gemeente"),
        Level.GEBIED: _("Alles over dit gebied"),
    }
    return ways.get(level, _("Alles over het hele land"))


def _areas(atlas: Atlas, place: Place) -> tuple[tuple[str, str], ...]:
    """Of which this place is a part."""
    if place.level not in (Level.BUURT, Level.WIJK) or not atlas.cube.has_area(place.code):
        return ()
    at = atlas.cube.area_at(place.code)
    named = (one for one in atlas.gazetteer.places.values() if one.named and one.named.kind == "focusgebied")
    return tuple((one.name, _page(one.code)) for one in named if at in atlas.gazetteer.under(one, place.level))


def _beside(atlas: Atlas, place: Place) -> Place | None:
    if place.level is Level.LAND:
        return None
    return atlas.place(COUNTRY if place.level is Level.GEMEENTE or place.gemeente is None else place.gemeente)


def _path(own: Series, there: Series | None, indicator: Indicator, step: float) -> str:
    if indicator.aggregation.rule == "sum":
        there = None
    title = _("{name} in {place} door de jaren").format(name=indicator.name, place=own.name)
    text = " ".join(f"{p.year}: {exact(p.value, indicator)}." for p in own.points if p.value is not None)
    return card_path(
        CardPath(
            Words(title, text),
            _line(own),
            _line(there) if there else None,
            indicator.unit,
            indicator.decimals,
            indicator.direction is Direction.CONTEXT,
            step,
        ),
        "kaartpad",
    )


def _line(of_place: Series) -> PathLine:
    return PathLine(of_place.name, [PathPoint(p.year, p.value, p.status, p.comparable) for p in of_place.points])
