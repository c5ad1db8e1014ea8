"""Which figures a page offers to take along: what it shows anyway, under one name each."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from toetssteen.answers.places import Place
from toetssteen.web.monitor.readings import Shown
from toetssteen.web.ui.figures import Figure
from toetssteen.web.ui.maps import MapView
from toetssteen.web.ui.pictures import Picture


def of_card(place: Place, card: Shown) -> Figure:
    """A card of the profile."""
    found = ((_("plekken naast elkaar"), card.line), (_("door de jaren"), card.path), (_("het verschil"), card.gap))
    return Figure(
        card.id,
        _("{name}: {place}").format(name=card.indicator.name, place=place.name),
        " ".join(filter(None, (card.level, card.compared))),
        [(label, drawn) for label, drawn in found if drawn is not None],
        [table for table in (card.years, card.parts) if table is not None],
        (card.id,),
    )


def of_map(view: MapView | None) -> list[Figure]:
    """The map of the start page."""
    return [] if view is None else [Figure("kaart", view.title, "", about=(view.indicator,), year=view.year, map=view)]


def of_overview(context: Mapping[str, object]) -> list[Figure]:
    """Map, spread, years and table of one indicator: one figure."""
    indicator, found, view = context["indicator"], context["found"], context["map"]
    drawn = ((_("verdeling"), context["line"]), (_("door de jaren"), context["path"]))
    return [
        Figure(
            "cijfer",
            _("{name}, {year}, {plural} van {place}").format(
                name=indicator.name, year=found.year, plural=context["plural"], place=context["region"].name
            ),
            str(context["spread"]),
            [(label, one) for label, one in drawn if isinstance(one, Picture)],
            [context["table"]],
            (indicator.id,),
            found.year,
            view,
        )
    ]


def of_coverage(context: Mapping[str, object]) -> list[Figure]:
    """Which figures there are in which year."""
    pictures = [(_("overzicht"), context["matrix"])]
    return [Figure("dekking", _("Welke cijfers zijn er per jaar"), "", pictures, [context["matrix_table"]])]
