"""Places side by side: choosing them by plain links and forms."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from toetssteen.answers.comparison import compare_words
from toetssteen.answers.comparison.compare import MOST_PLACES, Comparison, chosen, compare, themes
from toetssteen.answers.comparison.focus import focus_places
from toetssteen.answers.figures.against_reference import Reference
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place
from toetssteen.answers.snapshot.search import Found
from toetssteen.kernel.areas import Level
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.web.monitor import addresses
from toetssteen.web.monitor.compare.rows import compared_row
from toetssteen.web.monitor.downloads import figures as download_figures
from toetssteen.web.monitor.pages import show, snapshot_page
from toetssteen.web.snapshots.selectors import index

MOST_SUGGESTED = 8


@snapshot_page
def compare_page(request: HttpRequest, atlas: Atlas) -> HttpResponseBase:
    codes = [code for code in request.GET.getlist("plek") if code.strip()]
    theme, held = request.GET.get("thema", ""), request.GET.get("met", "")
    question = request.GET.get("erbij", "").strip()[:200]
    places, left_out = chosen(atlas, codes)
    full = len(places) >= MOST_PLACES
    found: tuple[Found, ...] = ()
    if question and not full:
        found = _nearby(index(atlas).search(question, most=3 * MOST_SUGGESTED), places)
        if _certain(found):
            return redirect(addresses.comparison([*places, found[0].place], theme, held))
    comparison = compare(atlas, [p.code for p in places], theme or None, _reference(held)) if places else None
    context = {
        "places": [
            (place, _about(place), addresses.comparison([p for p in places if p is not place], theme, held))
            for place in places
        ],
        "comparison": comparison,
        "shown": [compared_row(atlas, comparison, row) for row in comparison.rows] if comparison else [],
        "found": [
            (one, addresses.comparison([*places, one.place], theme, held)) for one in found if one.place not in places
        ],
        "question": question,
        "full": full,
        "most": MOST_PLACES,
        "left_out": left_out,
        "themes": themes(atlas),
        "references": _references(atlas, comparison),
        "suggested": [(p, addresses.comparison([*places, p], theme, held)) for p in _suggested(atlas, places)]
        if not full
        else [],
        "title": _title(places),
    }
    offer = [download_figures.of_comparison(one, [p.name for p in places]) for one in context["shown"]]
    response = show(request, atlas, "monitor/compare.html", context, offer)
    if any(place.custom for place in places):
        # As on the page of such an area: anybody can write the link and its name.
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def _certain(found: Sequence[Found]) -> bool:
    """One place of exactly this name, or nothing else that is near: then nobody needs to choose."""
    if not found or round(found[0].score) < 100:
        return False
    return len(found) == 1 or round(found[1].score) < 100


def _nearby(found: Sequence[Found], places: Sequence[Place]) -> tuple[Found, ...]:
    """Of places that fit as well, those in a gemeente of the chosen ones first."""
    here = {place.gemeente for place in places}
    ranked = sorted(found, key=lambda one: (-round(one.score), one.place.gemeente not in here))
    return tuple(ranked[:MOST_SUGGESTED])


def _reference(text: str) -> Reference | None:
    if not text:
        return None
    if text not in (Reference.COUNTRY, Reference.CITY):
        raise UnknownNameError(_("Plekken naast elkaar vergelijken kan met: land of stad."))
    return Reference(text)


def _references(atlas: Atlas, comparison: Comparison | None) -> list[tuple[str, str]]:
    if comparison is None:
        return []
    city = comparison.places[0].gemeente_name
    names = {Reference.CITY: city, Reference.COUNTRY: atlas.snapshot.manifest.country}
    return [(str(one), names[one]) for one in comparison.references]


def _title(places: Sequence[Place]) -> str:
    if not places:
        return _("Vergelijk plekken")
    if len(places) == 1:
        return _("Vergelijk {name} met andere plekken").format(name=places[0].name)
    return _("{names} naast elkaar").format(names=compare_words.listed([place.name for place in places]))


def _about(place: Place) -> str:
    """What kind of place it is, so that two with one name can be told apart."""
    if place.custom:
        return _("zelf samengesteld, {city}").format(city=place.gemeente_name)
    kind = place.named.kind if place.named else str(place.level)
    inside = place.gemeente_name if place.level not in (Level.GEMEENTE, Level.LAND) else ""
    return ", ".join(filter(None, (kind, inside)))


def _suggested(atlas: Atlas, places: Sequence[Place]) -> list[Place]:
    """Places to begin with: the focus areas; beside a first one the named areas and its city."""
    if not places:
        return [p for p in focus_places(atlas) if p.members][:MOST_SUGGESTED]
    if len(places) > 1:
        return []
    first = places[0]
    named = [
        p
        for p in atlas.gazetteer.places.values()
        if p.named and p.members and p.gemeente == first.gemeente and p.code != first.code
    ]
    city = atlas.gazetteer.places.get(str(first.gemeente))
    near = [city] if city and city.code != first.code else []
    return [*near, *sorted(named, key=lambda p: p.name)][:MOST_SUGGESTED]
