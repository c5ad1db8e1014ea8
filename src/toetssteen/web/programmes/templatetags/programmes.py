"""{% load programmes %}: the way from where a record is read to where it is changed."""

from django import template

from toetssteen.web.programmes.models import Record
from toetssteen.web.programmes.rules import Action, may

register = template.Library()


@register.inclusion_tag("programmes/links_of.html", takes_context=True)
def links_of(context: template.Context, record: Record, sort: str, name: str = "") -> dict[str, object]:
    """{% links_of one "decision" %}: change it and its history, as far as who looks may; for a record in a list.

    sort: its name in the addresses; name: where the record's own would not do.
    """
    actor, subject = context["request"].actor, record.subject()
    return {
        "record": record,
        "name": name or str(record),
        "change": f"programmes:change_{sort}" if may(actor, Action.EDIT, subject) else "",
        "history": f"programmes:history_{sort}" if may(actor, Action.HISTORY, subject) else "",
    }
