"""Activities as a table."""

from collections.abc import Iterable
from datetime import date

from django.db.models import prefetch_related_objects
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
        activities(
            _("Al meer dan een jaar niets gehoord, of het einde is voorbij: of dit nog loopt, weten wij niet"),
            lost,
            today,
            where=where,
        ),
    )
    return [table for table in both if table is not None]


def activities(caption: str, listed: Iterable[Activity], today: date, *, where: bool = False) -> Table | None:
    """In the order given; None when there are none. where: also which alliance."""
    in_order = list(listed)
    # Who takes part is asked for those only of which nobody said who does them.
    prefetch_related_objects([activity for activity in in_order if activity.owner_id is None], "partners")
    rows = [_row(activity, where, today) for activity in in_order]
    if not rows:
        return None
    names = [_("Activiteit"), _("Waar"), _("Wie doet het"), _("Stand"), _("Tot en met")]
    if where:
        names.append(_("Alliantie"))
    return Table(caption, [TableColumn(name) for name in names], rows)


def _row(activity: Activity, where: bool, today: date) -> TableRow:
    places = ", ".join(place.name for place in activity.places.all()) or _("niet gezegd")
    end = activity.ends or _("niet bekend")
    cells = [places, _who(activity), standing.words(activity, today), end]
    if where:
        cells.append(activity.alliance.name)
    name = (
        activity.name
        if activity.visibility == Visibility.PUBLIC
        else _("{name} (niet openbaar)").format(name=activity.name)
    )
    return TableRow(name, cells, reverse("programmes:activity", kwargs={"number": activity.pk}))


def _who(activity: Activity) -> str:
    """Who does it; where nobody said so, who takes part."""
    if activity.owner is not None:
        return str(activity.owner)
    names = ", ".join(str(partner) for partner in activity.partners.all())
    return _("mee doen: {names}").format(names=names) if names else _("niet bekend")
