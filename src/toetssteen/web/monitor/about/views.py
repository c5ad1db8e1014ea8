"""What the figures are, how accessible the site is, and what it keeps about who reads it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.coverage import coverage
from toetssteen.web.accounts.privacy.retention import in_force
from toetssteen.web.monitor.about.context import PrivacyPage, about_page
from toetssteen.web.monitor.downloads import figures as download_figures
from toetssteen.web.monitor.downloads import tables as download_tables
from toetssteen.web.monitor.pages import show, snapshot_page
from toetssteen.web.site import pages


@snapshot_page
def about(request: HttpRequest, atlas: Atlas) -> HttpResponse:
    page = about_page(atlas, coverage(atlas), request.GET.get("thema", ""), request.GET.get("niveau", ""))
    figures = download_figures.of_coverage(page)
    return show(request, atlas, "monitor/about.html", page, figures, download_tables.about(page))


@snapshot_page
def accessibility(request: HttpRequest, atlas: Atlas) -> HttpResponse:
    return show(request, atlas, "monitor/accessibility.html")


@pages.page
@pages.allowing("GET", "HEAD")
def privacy(request: HttpRequest) -> HttpResponse:
    """Also where there are no figures."""
    page = PrivacyPage(
        publisher=settings.WHOSE,
        statement=settings.PRIVACY,
        days=in_force().people.days,
        idle=int(settings.SESSION_IDLE.total_seconds()) // 60,
        longest=int(settings.SESSION_LONGEST.total_seconds()) // 3600,
    )
    return pages.show(request, "monitor/privacy.html", {"page": page})
