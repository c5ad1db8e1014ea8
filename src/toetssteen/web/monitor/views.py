"""Translate: a question in the address becomes an answer, an answer becomes a page."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from toetssteen.answers import profile as answers
from toetssteen.answers.atlas import Atlas
from toetssteen.answers.coverage import coverage
from toetssteen.answers.lineage import lineage as trace
from toetssteen.answers.places import Place
from toetssteen.answers.search import is_postcode
from toetssteen.kernel.areas import COUNTRY, Level
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.web.areas.selectors import index
from toetssteen.web.monitor import (
    compare_pages,
    custom_pages,
    division_notes,
    figure_pages,
    happening,
    lineage_pages,
    listings,
    offered,
)
from toetssteen.web.monitor.pages import page, page_with, show
from toetssteen.web.monitor.readings import Shown, shown
from toetssteen.web.ui.navigation import Link


@page
def start(request: HttpRequest, atlas: Atlas) -> HttpResponse:
    named = sorted(
        (p for p in atlas.gazetteer.places.values() if p.named and p.named.kind == "focusgebied"), key=lambda p: p.name
    )
    cities = sorted(
        (p for p in atlas.gazetteer.places.values() if p.level is Level.GEMEENTE and _has_parts(atlas, p)),
        key=lambda p: p.name,
    )
    held = [i for i in atlas.indicators.values() if i.columns]
    opening = figure_pages.opening_map(atlas)
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
        offered.of_map(opening),
    )


def _counts(atlas: Atlas) -> list[tuple[int, str]]:
    """How many gemeenten, wijken and buurten the newest division has; codes of long ago do not count."""
    names = atlas.snapshot.register.names
    newest = names[max(names)]
    words = ((Level.GEMEENTE, _("gemeenten")), (Level.WIJK, _("wijken")), (Level.BUURT, _("buurten")))
    return [(sum(1 for code in newest if code.level is level), word) for level, word in words]


def _has_parts(atlas: Atlas, place: Place) -> bool:
    return len(atlas.gazetteer.under(place.code, Level.WIJK)) > 0


@page
def search(request: HttpRequest, atlas: Atlas) -> HttpResponseBase:
    question = request.GET.get("q", "").strip()[:200]
    found = index(atlas).search(question) if question else ()
    # A whole code leads straight to its place.
    if found and found[0].place.code.upper() == question.upper():
        return redirect("monitor:profile", code=found[0].place.code)
    return show(
        request, atlas, "monitor/search.html", {"question": question, "found": found, "postcode": is_postcode(question)}
    )


@page_with(happening.stamp)
def profile(request: HttpRequest, atlas: Atlas, code: str) -> HttpResponseBase:
    place = atlas.place(code)
    if place.code != code:
        return redirect("monitor:profile", code=place.code)
    reference = _reference(request.GET.get("met", ""))
    baseline = _year(request.GET.get("sinds", ""))
    theme = request.GET.get("thema", "")
    if theme and theme not in {d.id for d in atlas.domains}:
        raise UnknownNameError(_("Het thema “{theme}” kennen wij niet.").format(theme=theme[:40]))
    found = answers.profile(atlas, code, reference, baseline, theme or None)
    cards: dict[str, Shown] = {}

    def card(reading: answers.Reading, *, pictures: bool = False) -> Shown:
        """A reading stands in several places on the page; its words are made once."""
        if reading.indicator.id not in cards:
            cards[reading.indicator.id] = shown(atlas, found, reading, pictures=pictures, deep=bool(theme))
        return cards[reading.indicator.id]

    themes = []
    for part in found.themes:
        key = [r for r in part.readings if r.indicator.key or theme]
        themes.append(
            {
                "domain": part.domain,
                "list_id": listings.more_id(part.domain),
                "cards": [card(r, pictures=True) for r in key],
                "more": [card(r) for r in part.readings if not (r.indicator.key or theme)],
                "wanted": part.wanted,
                "unknown": part.unknown_here,
            }
        )
    context = {
        "place": place,
        "profile": found,
        "theme": theme,
        "themes": [t for t in themes if t["cards"] or t["more"]],
        "silent": [t for t in themes if not t["cards"] and not t["more"]],
        "well": [card(r) for r in found.well],
        "other": [card(r) for r in found.other],
        "closing": [card(r) for r in found.closing],
        "has_figures": any(t.readings for t in found.themes),
        "opening": [card(r) for r in _opening(found)],
        "only_people": place.level in (Level.BUURT, Level.GEBIED)
        and {r.indicator.domain for t in found.themes for r in t.readings if r.indicator.key} <= {"bevolking"},
        "wijken": _wijken(atlas, place),
        "cut": [atlas.gazetteer.places[c] for c in place.cut if c in atlas.gazetteer.places],
        "rail_label": _("Thema's"),
        "rail": _rail(found),
        "references": [(str(r), answers.reference_name(atlas, place, r)) for r in answers.references(place)],
        "years": atlas.cube.years,
        "above": _above(atlas, place),
        "parts": _parts(atlas, place),
        "variants": [atlas.place(v) for v in place.named.variants] if place.named else [],
        "named": _named_around(atlas, place),
        "beside": compare_pages.address([place]),
        "edit": custom_pages.edit_address(place) if place.custom else "",
        "divisions": division_notes.notes(atlas, place),
        "here": None if theme else happening.here(atlas, place),
    }
    offer = [offered.of_card(place, one) for one in cards.values() if one.years is not None]
    more = listings.more(found, [(t["domain"], t["more"]) for t in themes])
    response = show(request, atlas, "monitor/profile.html", context, offer, more)
    if place.custom:
        # Anybody can write such a link and its name: no search engine should take it for a place.
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def _opening(found: answers.Profile) -> list[answers.Reading]:
    """How many people live here: the first thing a reader wants to know."""
    return [r for t in found.themes for r in t.readings if r.indicator.id == "inwoners"]


def _wijken(atlas: Atlas, place: Place) -> list[Place]:
    """The wijken in which a buurt or a set of buurten lies."""
    if place.level is Level.BUURT:
        wijk = atlas.cube.areas[atlas.cube.area_at(place.code)].parent
        codes = [wijk] if wijk is not None else []
    else:
        codes = [*place.whole, *place.cut]
    return [atlas.gazetteer.places[c] for c in codes if c in atlas.gazetteer.places]


def _rail(found: answers.Profile) -> list[Link]:
    return [Link(f"#{t.domain.id}", t.domain.name) for t in found.themes if t.readings]


def _reference(text: str) -> answers.Reference | None:
    if not text:
        return None
    try:
        return answers.Reference(text)
    except ValueError:
        raise UnknownNameError(_("Vergelijken kan met: rest, stad, land of begin.")) from None


def _year(text: str) -> int | None:
    if not text:
        return None
    if not (text.isdecimal() and len(text) == 4):
        raise UnknownNameError(_("“{text}” is geen jaar. Schrijf een jaar als 2016.").format(text=text[:20]))
    return int(text)


def _above(atlas: Atlas, place: Place) -> list[Place]:
    """The places this one lies in, the largest first."""
    if place.level is Level.LAND:
        return []
    chain: list[Place] = []
    if place.level is Level.GEBIED:
        chain = [atlas.gazetteer.places[str(place.gemeente)]] if str(place.gemeente) in atlas.gazetteer.places else []
    else:
        code = atlas.cube.areas[atlas.cube.area_at(place.code)].parent
        while code is not None and code != COUNTRY:
            if code in atlas.gazetteer.places:
                chain.insert(0, atlas.gazetteer.places[code])
            code = code.parent
    return [atlas.gazetteer.places[COUNTRY], *chain]


def _parts(atlas: Atlas, place: Place) -> list[Place]:
    """The places this one is made of, in name order."""
    if place.named and place.named.parts:
        return [atlas.place(part) for part in place.named.parts]
    finer = {Level.LAND: Level.GEMEENTE, Level.GEMEENTE: Level.WIJK, Level.WIJK: Level.BUURT}.get(place.level)
    if finer is None:
        codes = [*place.members]
    else:
        codes = [atlas.cube.areas[at] for at in atlas.gazetteer.under(place.code, finer)]
    return sorted((atlas.gazetteer.places[c] for c in codes), key=lambda p: (p.name, p.code))


def _named_around(atlas: Atlas, place: Place) -> list[Place]:
    """Named areas that this buurt or wijk lies in (for a part), or that lie in this gemeente."""
    found = []
    for other in atlas.gazetteer.places.values():
        if other.named is None or other.code == place.code:
            continue
        inside = place.code in other.members or place.code in other.whole or place.code in other.cut
        if inside or (place.level is Level.GEMEENTE and other.gemeente == place.code):
            found.append(other)
    return sorted(found, key=lambda p: p.name)


@page
def figures(request: HttpRequest, atlas: Atlas) -> HttpResponse:
    rows = {row.indicator.id: row for row in coverage(atlas).rows}
    themes = [
        (domain, [(i, rows[i.id]) for i in atlas.indicators.values() if i.domain == domain.id])
        for domain in atlas.domains
    ]
    return show(request, atlas, "monitor/figures.html", {"themes": themes})


@page
def figure(request: HttpRequest, atlas: Atlas, name: str) -> HttpResponse:
    indicator = atlas.indicator(name)
    if not indicator.columns or not atlas.cube.has_indicator(name):
        return show(request, atlas, "monitor/wanted.html", {"indicator": indicator})
    context = figure_pages.figure(atlas, request, name)
    return show(request, atlas, "monitor/figure.html", context, offered.of_overview(context), listings.sources(context))


@page
def map_page(request: HttpRequest, atlas: Atlas) -> HttpResponse:
    name = request.GET.get("cijfer") or figure_pages.opening_indicator(atlas)
    context = figure_pages.figure(atlas, request, name, on_map=True)
    choices = [
        (domain, [i for i in atlas.indicators.values() if i.domain == domain.id and atlas.cube.has_indicator(i.id)])
        for domain in atlas.domains
    ]
    return show(request, atlas, "monitor/map.html", {**context, "choices": choices}, offered.of_overview(context))


@page
def map_change(request: HttpRequest, atlas: Atlas) -> HttpResponse:
    name = request.GET.get("cijfer") or figure_pages.opening_indicator(atlas)
    return JsonResponse(figure_pages.map_change(atlas, request, name))


@page
def lineage(request: HttpRequest, atlas: Atlas, name: str, code: str, year: int) -> HttpResponse:
    found = trace(atlas, name, code, year)
    context = lineage_pages.context(atlas, found)
    return show(request, atlas, "monitor/lineage.html", context, tables=listings.cells(found, context))


@page
def about(request: HttpRequest, atlas: Atlas) -> HttpResponse:
    context = figure_pages.about(atlas, coverage(atlas))
    return show(request, atlas, "monitor/about.html", context, offered.of_coverage(context), listings.about(context))


@page
def areas(request: HttpRequest, atlas: Atlas) -> HttpResponse:
    named = sorted((p for p in atlas.gazetteer.places.values() if p.named), key=lambda p: p.name)
    return show(request, atlas, "monitor/areas.html", {"named": named}, tables=listings.areas(named))


@page
def accessibility(request: HttpRequest, atlas: Atlas) -> HttpResponse:
    return show(request, atlas, "monitor/accessibility.html", {})
