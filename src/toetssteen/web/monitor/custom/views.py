"""An area of one's own: choose a gemeente, tick buurten and wijken, and the link holds the whole choice."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.custom_areas import LONGEST_NAME, MOST_PARTS, clean, write_code
from toetssteen.answers.snapshot.derived import derived
from toetssteen.answers.snapshot.places import Place
from toetssteen.kernel.areas import AreaCode, Level
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.web.monitor.pages import show, snapshot_page

# As long as the most codes allowed, with room for blanks: what comes after is not read.
LONGEST_CHOICE = MOST_PARTS * 16


@dataclass(frozen=True, slots=True)
class Ticked:
    """A wijk with its buurten, and which of them are ticked."""

    wijk: Place
    chosen: bool
    buurten: tuple[tuple[Place, bool], ...]

    @property
    def open(self) -> bool:
        return self.chosen or any(ticked for _place, ticked in self.buurten)


@snapshot_page
def custom_page(request: HttpRequest, atlas: Atlas) -> HttpResponseBase:
    parts = _parts(request.GET.getlist("delen"))
    name = clean(request.GET.get("naam", ""))
    problem = ""
    if parts and "wijzig" not in request.GET:
        try:
            return redirect("monitor:profile", code=atlas.place(write_code(parts, name)).code)
        except UnknownNameError as wrong:
            problem = str(wrong)
    elif "klaar" in request.GET:
        problem = _("Kies eerst buurten of wijken.")
    city = _city(atlas, request.GET.get("gemeente", ""), parts)
    context = {
        "problem": problem,
        "name": name,
        "city": city,
        "cities": _cities(atlas),
        "wijken": [] if city is None else _wijken(atlas, city, set(parts)),
        "most": MOST_PARTS,
        "longest": LONGEST_NAME,
    }
    response = show(request, atlas, "monitor/custom.html", context)
    if problem:
        response.status_code = 400
    return response


def _parts(given: list[str]) -> list[str]:
    """The codes, whether each has a field of its own or they stand in one with commas."""
    text = ",".join(given)[:LONGEST_CHOICE]
    return [part.strip().upper() for part in text.split(",") if part.strip()]


def _cities(atlas: Atlas) -> list[Place]:
    """The gemeenten of the newest division, in name order."""
    names = atlas.snapshot.register.names
    newest = max((year for year in names if any(c.level is Level.GEMEENTE for c in names[year])), default=0)
    found = [atlas.gazetteer.places[c] for c in names.get(newest, {}) if c.level is Level.GEMEENTE]
    return sorted((p for p in found if len(atlas.gazetteer.under(p, Level.WIJK))), key=lambda p: p.name)


def _city(atlas: Atlas, text: str, parts: list[str]) -> Place | None:
    """The gemeente asked for, else the one of the first part. Raises UnknownNameError."""
    if text:
        place = atlas.place(text)
        if place.level is not Level.GEMEENTE:
            raise UnknownNameError(_("Kies een gemeente."))
        return place
    for part in parts:
        try:
            gemeente = AreaCode.parse(part).gemeente
        except UnknownNameError:
            continue
        if gemeente is not None and gemeente in atlas.gazetteer.places:
            return atlas.gazetteer.places[gemeente]
    return None


def _wijken(atlas: Atlas, city: Place, ticked: set[str]) -> list[Ticked]:
    """The wijken and buurten of the newest division, and of an older one what is ticked already; in code order, as the
    gemeente numbers them."""
    known = {*_newest(atlas, Level.WIJK), *_newest(atlas, Level.BUURT), *ticked}
    places, cube = atlas.gazetteer.places, atlas.cube
    found = []
    for at in atlas.gazetteer.under(city, Level.WIJK):
        wijk = cube.areas[at]
        inside = [cube.areas[b] for b in atlas.gazetteer.under(wijk, Level.BUURT)]
        buurten = tuple((places[b], b in ticked) for b in inside if b in known)
        if wijk in known or buurten:
            found.append(Ticked(places[wijk], wijk in ticked, buurten))
    return found


@derived(most=len(Level))
def _newest(atlas: Atlas, level: Level) -> frozenset[str]:
    """The codes of the newest division that holds the whole country's areas of this level."""
    names = atlas.snapshot.register.names
    sizes = {year: sum(1 for code in names[year] if code.level is level) for year in names}
    most = max(sizes.values(), default=0)
    whole = [year for year, size in sizes.items() if size > most / 2]
    return frozenset(code for code in names[max(whole)] if code.level is level) if most else frozenset()
