"""Activities as a table."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from toetssteen.web.programmes.models import Activity
from toetssteen.web.programmes.rules import Visibility
from toetssteen.web.ui.tables import Column, Row, Table


def activities(caption: str, found: Iterable[Activity], *, where: bool = False) -> Table | None:
    """In the order given; None when there are none. where: also which alliance."""
    rows = [_row(one, where) for one in found]
    if not rows:
        return None
    names = [_("Activiteit"), _("Waar"), _("Wie doet het"), _("Stand"), _("Tot en met")]
    if where:
        names.append(_("Alliantie"))
    return Table(caption, [Column(name) for name in names], rows)


def _row(one: Activity, where: bool) -> Row:
    places = ", ".join(place.name for place in one.places.all()) or _("niet gezegd")
    end = one.ends or _("niet bekend")
    cells = [places, str(one.owner or _("niet bekend")), one.stands, end]
    if where:
        cells.append(one.alliance.name)
    name = one.name if one.visibility == Visibility.PUBLIC else _("{name} (niet openbaar)").format(name=one.name)
    return Row(name, cells, reverse("programmes:activity", kwargs={"number": one.pk}))
