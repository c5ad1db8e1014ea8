"""The start page."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place
from toetssteen.kernel.areas import Level
from toetssteen.web.monitor.changes.tables import Incoming, incoming, stamp
from toetssteen.web.monitor.downloads import figures as download_figures
from toetssteen.web.monitor.map.card import MapCard, country_card
from toetssteen.web.monitor.map.context import opening_map
from toetssteen.web.monitor.pages import show, snapshot_page_with
from toetssteen.web.ui.maps import MapView

# Of a whole country the list is too long to choose from.
MOST_CITIES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPage:
    """What the template reads. focus: the focus areas; cities: gemeenten with parts, unless there are many; figures:
    how many; first, last: years; counts: of areas, with the word for it; card: what the
    figure of the map is for the country; incoming: as long as the first tables come in."""

    focus: tuple[Place, ...]
    cities: tuple[Place, ...]
    figures: int
    first: int
    last: int
    counts: tuple[tuple[int, str], ...]
    map: MapView | None
    card: MapCard | None = None
    incoming: Incoming | None = None


@snapshot_page_with(stamp)
def start(request: HttpRequest, atlas: Atlas) -> HttpResponse:
    page = start_page(atlas)
    return show(request, atlas, "monitor/start.html", page, download_figures.of_map(page.map))


def start_page(atlas: Atlas) -> StartPage:
    places = sorted(atlas.gazetteer.places.values(), key=lambda p: p.name)
    drawn = opening_map(atlas)
    cities = tuple(p for p in places if p.level is Level.GEMEENTE and _has_parts(atlas, p))
    return StartPage(
        focus=tuple(p for p in places if p.named and p.named.kind == "focusgebied"),
        cities=cities if len(cities) <= MOST_CITIES else (),
        figures=sum(1 for i in atlas.indicators.values() if i.columns),
        first=atlas.cube.years[0],
        last=atlas.cube.years[-1],
        counts=tuple(_counts(atlas)),
        map=drawn,
        card=None if drawn is None else country_card(atlas, drawn.indicator, drawn.year),
        incoming=incoming(),
    )


def _counts(atlas: Atlas) -> list[tuple[int, str]]:
    """How many gemeenten, wijken and buurten the newest division has; codes of long ago do not count."""
    names = atlas.snapshot.register.names
    newest = names[max(names)]
    words = ((Level.GEMEENTE, _("gemeenten")), (Level.WIJK, _("wijken")), (Level.BUURT, _("buurten")))
    return [(sum(1 for code in newest if code.level is level), word) for level, word in words]


def _has_parts(atlas: Atlas, place: Place) -> bool:
    return len(atlas.gazetteer.under(place.code, Level.WIJK)) > 0
