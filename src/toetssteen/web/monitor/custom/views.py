"""An area of one's own: choose a gemeente, tick buurten and wijken, and the link holds the whole choice."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.custom_areas import MOST_PARTS, clean_name, write_code
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.web.monitor.custom import context
from toetssteen.web.monitor.pages import show, snapshot_page

# As long as the most codes allowed, with room for blanks: what comes after is not read.
LONGEST_CHOICE = MOST_PARTS * 16


@snapshot_page
def custom_page(request: HttpRequest, atlas: Atlas) -> HttpResponseBase:
    parts = _parts(request.GET.getlist("delen"))
    name = clean_name(request.GET.get("naam", ""))
    problem = ""
    if parts and "wijzig" not in request.GET:
        try:
            return redirect("monitor:profile", code=atlas.place(write_code(parts, name)).code)
        except UnknownNameError as error:
            problem = str(error)
    elif "klaar" in request.GET:
        problem = _("Kies eerst buurten of wijken.")
    page = context.custom_page(atlas, request.GET.get("gemeente", ""), parts, name, problem)
    response = show(request, atlas, "monitor/custom.html", page)
    if problem:
        response.status_code = 400
    return response


def _parts(fields: list[str]) -> list[str]:
    """The codes, whether each has a field of its own or they stand in one with commas."""
    text = ",".join(fields)[:LONGEST_CHOICE]
    return [part.strip().upper() for part in text.split(",") if part.strip()]
