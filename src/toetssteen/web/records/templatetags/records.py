"""{% load records %}: the way from where a record is read to where it is changed."""

from django import template

from toetssteen.web.alliances.rules import Action, may
from toetssteen.web.records.record import Record

register = template.Library()


@register.inclusion_tag("records/links_of.html", takes_context=True)
def links_of(context: template.Context, record: Record, sort: str, name: str = "") -> dict[str, object]:
    """{% links_of one "decision" %}: change it and its history, as far as who looks may; for a record in a list.

    sort: its name in the addresses; name: where the record's own would not do.
    """
    actor, subject = context["request"].actor, record.subject()
    return {
        "record": record,
        "name": name or str(record),
        "change": f"records:change_{sort}" if may(actor, Action.EDIT, subject) else "",
        "history": f"records:history_{sort}" if may(actor, Action.HISTORY, subject) else "",
    }
