"""Activities as a table."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.programmes.activities import standing
from toetssteen.web.programmes.models import Activity
from toetssteen.web.ui.tables import Table, TableColumn, TableRow


def apart(caption: str, in_order: Iterable[Activity], today: date, *, where: bool = False) -> list[Table]:
    """In the order given, those of which it is not known any more whether they go on in a table of their own."""
    every = list(in_order)
    lost = [activity for activity in every if standing.unsure(activity, today)]
    sure = [activity for activity in every if activity not in lost]
    both = (
        activities(caption, sure, today, where=where),
        activities(_("{what}: of dit nog loopt, weten wij niet").format(what=caption), lost, today, where=where),
    )
    return [table for table in both if table is not None]


def activities(caption: str, listed: Iterable[Activity], today: date, *, where: bool = False) -> Table | None:
    """In the order given; None when there are none. where: also which alliance."""
    rows = [_row(activity, where, today) for activity in listed]
    if not rows:
        return None
    names = [_("Activiteit"), _("Waar"), _("Wie doet het"), _("Stand"), _("Tot en met")]
    if where:
        names.append(_("Alliantie"))
    return Table(caption, [TableColumn(name) for name in names], rows)


def _row(activity: Activity, where: bool, today: date) -> TableRow:
    places = ", ".join(place.name for place in activity.places.all()) or _("niet gezegd")
    end = activity.ends or _("niet bekend")
    cells = [places, str(activity.owner or _("niet bekend")), standing.words(activity, today), end]
    if where:
        cells.append(activity.alliance.name)
    name = (
        activity.name
        if activity.visibility == Visibility.PUBLIC
        else _("{name} (niet openbaar)").format(name=activity.name)
    )
    return TableRow(name, cells, reverse("programmes:activity", kwargs={"number": activity.pk}))
