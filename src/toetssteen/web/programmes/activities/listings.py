"""Activities as a table."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.programmes.activities import standing
from toetssteen.web.programmes.models import Activity
from toetssteen.web.ui.tables import Table, TableColumn, TableRow


def apart(caption: str, found: Iterable[Activity], today: date, *, where: bool = False) -> list[Table]:
    """In the order given, those of which it is not known any more whether they go on in a table of their own."""
    every = list(found)
    lost = [one for one in every if standing.unsure(one, today)]
    known = [one for one in every if one not in lost]
    both = (
        activities(caption, known, today, where=where),
        activities(_("{what}: of dit nog loopt, weten wij niet").format(what=caption), lost, today, where=where),
    )
    return [table for table in both if table is not None]


def activities(caption: str, found: Iterable[Activity], today: date, *, where: bool = False) -> Table | None:
    """In the order given; None when there are none. where: also which alliance."""
    rows = [_row(one, where, today) for one in found]
    if not rows:
        return None
    names = [_("Activiteit"), _("Waar"), _("Wie doet het"), _("Stand"), _("Tot en met")]
    if where:
        names.append(_("Alliantie"))
    return Table(caption, [TableColumn(name) for name in names], rows)


def _row(one: Activity, where: bool, today: date) -> TableRow:
    places = ", ".join(place.name for place in one.places.all()) or _("niet gezegd")
    end = one.ends or _("niet bekend")
    cells = [places, str(one.owner or _("niet bekend")), standing.words(one, today), end]
    if where:
        cells.append(one.alliance.name)
    name = one.name if one.visibility == Visibility.PUBLIC else _("{name} (niet openbaar)").format(name=one.name)
    return TableRow(name, cells, reverse("programmes:activity", kwargs={"number": one.pk}))
