"""Translate: a question in the address becomes an answer, an answer becomes a page."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from toetssteen.answers.figures.lineage import lineage as trace
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.coverage import coverage
from toetssteen.answers.snapshot.places import Place
from toetssteen.answers.snapshot.search import is_postcode
from toetssteen.kernel.areas import Level
from toetssteen.web.monitor.downloads import figures as offered
from toetssteen.web.monitor.downloads import tables as listings
from toetssteen.web.monitor.figure import context as figure_pages
from toetssteen.web.monitor.lineage import context as lineage_pages
from toetssteen.web.monitor.pages import page, page_with, show
from toetssteen.web.monitor.profile import context as profile_page
from toetssteen.web.monitor.profile import happening
from toetssteen.web.snapshots.selectors import index


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
    asked = profile_page.asked(atlas, place, request.GET)
    made = profile_page.made(atlas, asked)
    context = {**made.context, "here": None if asked.theme else happening.here(atlas, place)}
    response = show(request, atlas, "monitor/profile.html", context, made.figures, made.tables)
    if place.custom:
        # Anybody can write such a link and its name: no search engine should take it for a place.
        response.headers["X-Robots-Tag"] = "noindex"
    return response


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
