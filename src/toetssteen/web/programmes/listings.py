"""Activities as a table."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from toetssteen.web.programmes.models import Activity, Status
from toetssteen.web.programmes.models.exact import Exact, said
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
    places = ", ".join(place.name for place in one.places.all()) or _("hele gebied")
    end = one.ends or _("niet bekend")
    cells = [places, str(one.owner or _("niet bekend")), one.stands, end]
    if where:
        cells.append(one.alliance.name)
    return Row(one.name, cells, reverse("programmes:activity", kwargs={"number": one.pk}))


def to_come(found: Iterable[Mapping[str, object]]) -> Table | None:
    """Activities that are not there yet, as a list says them; None when there are none."""
    names = [
        _("Activiteit"),
        _("Nummer"),
        _("Wie doet het"),
        _("Wie doet mee"),
        _("Waar"),
        _("Doel"),
        _("Begin"),
        _("Einde"),
        _("Stand"),
        _("Wie mag het zien"),
    ]
    rows = [_to_come(one) for one in found]
    return Table(_("Wat er bij komt, zoals wij het lezen"), [Column(name) for name in names], rows) if rows else None


def _to_come(values: Mapping[str, object]) -> Row:
    def many(name: str) -> str:
        return ", ".join(one.name for one in values.get(name, ()))

    owner, goal = values.get("owner"), values.get("goal")
    status = Status(values["status"]).label if "status" in values else ""
    cells = [
        values.get("key", ""),
        owner.name if owner else "",
        many("partners"),
        many("places"),
        goal.name if goal else "",
    ]
    cells += [said(values.get(name), values.get(f"{name}_exact", Exact.DAY)) for name in ("start", "end")]
    cells += [status, Visibility(values["visibility"]).label]
    return Row(str(values["name"]), [str(cell) for cell in cells])
