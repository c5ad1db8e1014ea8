"""The start page."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place
from toetssteen.kernel.areas import Level
from toetssteen.web.monitor.downloads import figures as download_figures
from toetssteen.web.monitor.map.context import opening_map
from toetssteen.web.monitor.pages import show, snapshot_page


@snapshot_page
def start(request: HttpRequest, atlas: Atlas) -> HttpResponse:
    named = sorted(
        (p for p in atlas.gazetteer.places.values() if p.named and p.named.kind == "focusgebied"), key=lambda p: p.name
    )
    cities = sorted(
        (p for p in atlas.gazetteer.places.values() if p.level is Level.GEMEENTE and _has_parts(atlas, p)),
        key=lambda p: p.name,
    )
    held = [i for i in atlas.indicators.values() if i.columns]
    opening = opening_map(atlas)
    return show(
        request,
        atlas,
        "monitor/start.html",
        {
            "focus": named,
            "cities": cities if len(cities) <= 12 else [],
            "figures": len(held),
            "first": atlas.cube.years[0],
            "last": atlas.cube.years[-1],
            "counts": _counts(atlas),
            "map": opening,
        },
        download_figures.of_map(opening),
    )


def _counts(atlas: Atlas) -> list[tuple[int, str]]:
    """How many gemeenten, wijken and buurten the newest division has; codes of long ago do not count."""
    names = atlas.snapshot.register.names
    newest = names[max(names)]
    words = ((Level.GEMEENTE, _("gemeenten")), (Level.WIJK, _("wijken")), (Level.BUURT, _("buurten")))
    return [(sum(1 for code in newest if code.level is level), word) for level, word in words]


def _has_parts(atlas: Atlas, place: Place) -> bool:
    return len(atlas.gazetteer.under(place.code, Level.WIJK)) > 0
