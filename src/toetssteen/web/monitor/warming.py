"""Makes what pages need before they are asked for, so that the first page after a start or a publish is not slow."""

import logging
from time import monotonic

from django.db import Error as DatabaseTrouble

from toetssteen.answers.figures.series import series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.kernel.areas import COUNTRY
from toetssteen.web.alliances.selectors import codes_worked_in
from toetssteen.web.monitor.map.context import opening_map
from toetssteen.web.monitor.map.still_maps import bare
from toetssteen.web.monitor.profile import context as profile_page
from toetssteen.web.snapshots.selectors import index, serving
from toetssteen.web.snapshots.warming import Warming, pause

log = logging.getLogger(__name__)
MOST_WARMED = 80  # four places for each of twenty areas


def warm(atlas: Atlas) -> None:
    """The country's series of every figure, the search index and the map of the start. Skips what a page has made
    meanwhile."""
    country = atlas.place(COUNTRY)
    for name in atlas.cube.indicators:
        series(atlas, country, atlas.indicator(name))
    index(atlas)
    view = opening_map(atlas)
    if view is not None:
        bare(atlas, view)


def warm_places(atlas: Atlas) -> None:
    """The pages of the places where alliances work: people look there first. Pauses after each page for as long as it
    took, and stops when newer figures serve."""
    codes = _at_work(atlas)[:MOST_WARMED]
    for code in codes:
        begun = monotonic()
        profile_page.prepared(atlas, profile_page.ProfileQuery(code))
        if pause(monotonic() - begun) or serving() is not atlas:
            return
    log.info("places are ready", extra={"places": len(codes)})


def _at_work(atlas: Atlas) -> list[str]:
    """Empty when the database does not answer, for the figures do not depend on it."""
    try:
        return [code for code in codes_worked_in() if code in atlas.gazetteer.places]
    except DatabaseTrouble:
        log.exception("no answer from the database: no place is made ready")
        return []


PAGES = Warming(first=warm, later=warm_places)
