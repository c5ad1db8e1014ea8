"""The focus areas side by side."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from toetssteen.answers.comparison.compare import themes
from toetssteen.answers.comparison.focus import focus
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.web.monitor.downloads import figures as download_figures
from toetssteen.web.monitor.focus.context import FocusPage, focus_figure
from toetssteen.web.monitor.pages import show, snapshot_page


@snapshot_page
def focus_page(request: HttpRequest, atlas: Atlas) -> HttpResponse:
    year = request.GET.get("jaar", "")
    if year and not (year.isdecimal() and len(year) == 4):
        raise UnknownNameError(_("“{text}” is geen jaar. Schrijf een jaar als 2016.").format(text=year[:20]))
    answer = focus(atlas, request.GET.get("thema", "") or None, int(year) if year else None)
    page = FocusPage(
        focus=answer,
        figures=tuple(focus_figure(answer, figure) for figure in answer.figures),
        themes=tuple(themes(atlas)),
        years=tuple(sorted({year for figure in answer.figures for year in figure.years})),
        year=int(year) if year else None,
        silent=tuple(place for place in answer.places if not place.members),
    )
    return show(
        request, atlas, "monitor/focus.html", page, [download_figures.of_focus(figure) for figure in page.figures]
    )
