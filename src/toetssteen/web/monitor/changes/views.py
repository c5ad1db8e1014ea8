"""What is new: what came in, what failed, and which figures the publisher revised."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.revisions import refreshes, revised
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.web.monitor.changes.context import PER_PAGE, changes_page
from toetssteen.web.monitor.changes.tables import tables_page
from toetssteen.web.monitor.pages import growing_page, show
from toetssteen.web.site import pages
from toetssteen.web.snapshots.selectors import current, shelf


@growing_page
def changes(request: HttpRequest, atlas: Atlas) -> HttpResponse:
    source = request.GET.get("bron", "")
    if source and source not in atlas.sources:
        raise UnknownNameError(_("De bron “{name}” kennen wij niet.").format(name=source[:60]))
    number = request.GET.get("deel", "1")
    part = int(number) if number.isdecimal() and len(number) < 6 else 1
    revisions = revised(atlas, source or None, max(0, part - 1) * PER_PAGE, PER_PAGE, current() or atlas)
    old = revisions is not None and revisions.summary.before in shelf().readable()
    page = changes_page(atlas, refreshes(), revisions, source, part, old=old)
    return show(request, atlas, "monitor/changes.html", page)


@pages.page
@pages.allowing("GET", "HEAD")
def tables(request: HttpRequest) -> HttpResponse:
    """Also when there are no figures yet: then it says why."""
    return pages.show(request, "monitor/tables.html", {"page": tables_page()})
