"""Places side by side: choosing them by plain links and forms."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from toetssteen.answers.comparison.compare import MOST_PLACES, chosen, compare
from toetssteen.answers.figures.against_reference import Reference
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place
from toetssteen.answers.snapshot.search import Found
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.web.monitor import addresses
from toetssteen.web.monitor.compare import context
from toetssteen.web.monitor.compare.context import CompareQuery
from toetssteen.web.monitor.downloads import figures as download_figures
from toetssteen.web.monitor.pages import show, snapshot_page
from toetssteen.web.snapshots.selectors import index

MOST_FOUND = 8


@snapshot_page
def compare_page(request: HttpRequest, atlas: Atlas) -> HttpResponseBase:
    codes = [code for code in request.GET.getlist("plek") if code.strip()]
    theme, reference = request.GET.get("thema", ""), request.GET.get("met", "")
    question = request.GET.get("erbij", "").strip()[:200]
    places, left_out = chosen(atlas, codes)
    matches: tuple[Found, ...] = ()
    if question and len(places) < MOST_PLACES:
        matches = _nearby(index(atlas).search(question, most=3 * MOST_FOUND), places)
        if _certain(matches):
            return redirect(addresses.comparison([*places, matches[0].place], theme, reference))
    comparison = compare(atlas, [p.code for p in places], theme or None, _reference(reference)) if places else None
    query = CompareQuery(
        places=tuple(places),
        left_out=tuple(left_out),
        theme=theme,
        reference=reference,
        question=question,
        matches=matches,
    )
    page = context.compare_page(atlas, query, comparison)
    figures = [download_figures.of_comparison(row, [p.name for p in places]) for row in page.rows]
    response = show(request, atlas, "monitor/compare.html", page, figures)
    if any(place.custom for place in places):
        # As on the page of such an area: anybody can write the link and its name.
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def _certain(matches: Sequence[Found]) -> bool:
    """One place of exactly this name, or nothing else that is near: then nobody needs to choose."""
    if not matches or round(matches[0].score) < 100:
        return False
    return len(matches) == 1 or round(matches[1].score) < 100


def _nearby(matches: Sequence[Found], places: Sequence[Place]) -> tuple[Found, ...]:
    """Of places that fit as well, those in a gemeente of the chosen ones first."""
    gemeenten = {place.gemeente for place in places}
    ranked = sorted(matches, key=lambda match: (-round(match.score), match.place.gemeente not in gemeenten))
    return tuple(ranked[:MOST_FOUND])


def _reference(text: str) -> Reference | None:
    if not text:
        return None
    if text not in (Reference.COUNTRY, Reference.CITY):
        raise UnknownNameError(_("Plekken naast elkaar vergelijken kan met: land of stad."))
    return Reference(text)
