"""Which rows are taken otherwise, and what was changed here and is taken from the list all the same."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.imports.forms import Option
from toetssteen.web.imports.mapping import LEAVE, ColumnMapping
from toetssteen.web.imports.parsing.results import identity
from toetssteen.web.imports.preview import Preview, PreviewRow
from toetssteen.web.imports.sheet import VISIBILITY


@dataclass(frozen=True, slots=True)
class NewRow:
    """A new record as it will be, and how it may be taken otherwise. apart: what somebody chose for this row."""

    number: int
    identity: str
    row: PreviewRow
    apart: str


def apart_options() -> list[Option]:
    return [
        (LEAVE, _("neem deze niet over")),
        *((word, str(Visibility(number).label)) for word, number in VISIBILITY.items()),
    ]


def new_rows(outcome: Preview, mapping: ColumnMapping, most: int) -> list[NewRow]:
    """The first new records."""
    shown = [(identity(row.key, row.name), row) for row in outcome.new[:most]]
    return [
        NewRow(number, row_identity, row, mapping.apart.get(row_identity, ""))
        for number, (row_identity, row) in enumerate(shown)
    ]


def chosen_over(posted: QueryDict, outcome: Preview, mapping: ColumnMapping, most: int) -> list[str]:
    """What was changed here and is taken from the list all the same: the ticks of what was shown, or all at once."""
    cells = [conflict.value for _row, conflict in outcome.conflicts()]
    if posted.get("over-all"):
        return cells
    ticked, before = set(posted.getlist("over")), set(mapping.over)
    return [cell for cell in cells[:most] if cell in ticked] + [cell for cell in cells[most:] if cell in before]


def chosen_apart(posted: QueryDict, outcome: Preview, mapping: ColumnMapping, most: int) -> dict[str, str]:
    """The rows that are taken otherwise; what was said of rows that are not shown now, stays."""
    choices = {value for value, _label in apart_options()}
    apart = dict(mapping.apart)
    for new in new_rows(outcome, mapping, most):
        chosen = posted.get(f"apart-{new.number}")
        if chosen is None:
            continue
        apart.pop(new.identity, None)
        if chosen in choices:
            apart[new.identity] = chosen
    for row_identity in posted.getlist("back"):
        apart.pop(row_identity, None)
    return apart
