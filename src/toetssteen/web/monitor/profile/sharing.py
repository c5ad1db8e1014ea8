"""The picture beside a link to a profile that somebody shares."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.derived import derived
from toetssteen.kernel.errors import ToetssteenError
from toetssteen.web.monitor.downloads import provenance
from toetssteen.web.monitor.profile.context import ProfileQuery, prepared
from toetssteen.web.monitor.profile.location import outline
from toetssteen.web.monitor.profile.share_drawing import SharePicture, share_picture
from toetssteen.web.site.pages import allowing
from toetssteen.web.snapshots.selectors import kept

# A publisher can withdraw a figure: a copy elsewhere knows of that within a day.
A_DAY = "public, max-age=86400"


@allowing("GET", "HEAD")
def picture(request: HttpRequest, snapshot: str, code: str) -> HttpResponse:
    """Of every place with figures. Not of an area that a reader put together: its name can be anything, and would stand in a
    picture of ours."""
    try:
        atlas = kept(snapshot, withdrawn=True)
        place = atlas.place(code)
    except ToetssteenError as problem:
        raise Http404(str(problem)) from problem
    if place.custom or place.code != code:
        raise Http404(_("Van deze plek is er geen plaatje."))
    response = HttpResponse(_drawn(atlas, code), content_type="image/png")
    response.headers["Cache-Control"] = A_DAY
    return response


# Some 25 kB each.
@derived(most=64)
def _drawn(atlas: Atlas, code: str) -> bytes:
    page = prepared(atlas, ProfileQuery(code)).page
    place, lies = page.place, outline(atlas, page.place)
    glance = page.glance
    about = () if glance is None else glance.table.about
    years = [row.year for row in (() if glance is None else glance.rows) if row.year is not None]
    when = f"{min(years)}–{max(years)}" if years and min(years) < max(years) else "".join(map(str, years[:1]))
    kind = place.named.kind if place.named else str(place.level)
    where = (
        "" if lies is None or lies.inside == place.name else _("{kind} in {where}").format(kind=kind, where=lies.inside)
    )
    return share_picture(
        SharePicture(
            name=place.name,
            kind=where or kind,
            finding="" if glance is None else glance.headline,
            source=" · ".join(part for part in (when, provenance.publishers(atlas, about) if about else "") if part),
            site=_("Toetssteen"),
            warning=_("Dit zijn verzonnen gegevens. Deze plaatsen bestaan niet.")
            if atlas.snapshot.manifest.invented
            else "",
            around=() if lies is None else lies.around,
            own=() if lies is None else lies.own,
        )
    )
