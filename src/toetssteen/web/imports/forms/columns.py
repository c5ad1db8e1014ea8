"""Where a list begins, and which column is what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from toetssteen.kernel.bounds import whole
from toetssteen.web.imports.fields import FieldType, ListField, ListKind
from toetssteen.web.imports.forms import Option
from toetssteen.web.imports.guess import DEEPEST, by_names
from toetssteen.web.imports.layout import SheetLayout, chosen_sheet, laid_out
from toetssteen.web.imports.mapping import LEAVE, ColumnMapping, folded
from toetssteen.web.imports.models import ImportRun
from toetssteen.web.imports.parsing.row_references import RowReference
from toetssteen.web.imports.vocabulary import Vocabulary

# Letters of a text that holds for all rows.
LONGEST_DEFAULT = 200


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """One of our fields. first: the column it comes from; more: the others; samples: of what stands there; may_join:
    whether more columns can make it; same: what a row gets that says nothing, and the options for it (none: free text)."""

    name: str
    title: str
    first: str
    more: list[str]
    samples: str
    may_join: bool
    may_be_same: bool
    same: str
    options: list[Option]
    hint: str
    empty: str


def column_choices(
    layout: SheetLayout, mapping: ColumnMapping, list_kind: ListKind, vocabularies: Mapping[str, Vocabulary]
) -> list[ColumnChoice]:
    """Every field of the kind, in the order of our own list."""
    likely = by_names(layout, list_kind)
    return [
        _choice(field, layout, mapping, vocabularies.get(field.vocabulary), likely.get(field.name, []))
        for field in list_kind.fields
    ]


def _choice(
    field: ListField, layout: SheetLayout, mapping: ColumnMapping, vocabulary: Vocabulary | None, likely: list[str]
) -> ColumnChoice:
    before = mapping.columns.get(field.name, [])
    # Instead of a column that is gone, the one that is most likely.
    columns = layout.columns(before) or (likely if before else [])
    options = [] if vocabulary is None else _default_options(vocabulary)
    default = mapping.otherwise.get(field.name, "")
    return ColumnChoice(
        name=field.name,
        title=field.title,
        first=columns[0] if columns else "",
        more=columns[1:],
        samples=_samples(layout, columns),
        may_join=field.may_join,
        may_be_same=field.same_for_all,
        same=next((value for value, _label in options if folded(value) == folded(default)), default),
        options=options,
        hint=str(field.spec.hint),
        empty=str(field.spec.empty or _empty(field)),
    )


def _empty(field: ListField) -> str:
    if field.type is FieldType.VISIBILITY:
        return _("concept: alleen het programmabureau en wie het doet")
    return _("leeg laten")


def _default_options(vocabulary: Vocabulary) -> list[Option]:
    """By a word that the vocabulary itself knows. A row of the list is no choice for all rows: it would be one for itself."""
    words = {key: word for word, key in vocabulary.called.items()}
    rows = {key for key, value in vocabulary.values.items() if isinstance(value, RowReference)}
    return [(words[key], label) for key, label in vocabulary.labels.items() if key in words and key not in rows]


def _samples(layout: SheetLayout, columns: Iterable[str]) -> str:
    """A few texts out of these columns."""
    return "; ".join(text[:40] for column in columns for text in layout.samples(column))


def chosen_columns(
    posted: QueryDict, layout: SheetLayout, list_kind: ListKind
) -> tuple[dict[str, list[str]], dict[str, str]]:
    """columns and otherwise of a mapping, out of what was sent."""
    columns: dict[str, list[str]] = {}
    defaults: dict[str, str] = {}
    for field in list_kind.fields:
        names = [posted.get(f"c-{field.name}", ""), *posted.getlist(f"m-{field.name}")]
        if present := layout.columns(names):
            columns[field.name] = present
        if field.same_for_all and (text := posted.get(f"s-{field.name}", "").strip()[:LONGEST_DEFAULT]):
            defaults[field.name] = text
    return columns, defaults


def rows_to_choose(run: ImportRun, mapping: ColumnMapping) -> list[tuple[int, str]]:
    """The first rows of the worksheet, with what stands in them."""
    sheet = chosen_sheet(run.sheets, mapping)
    return [
        (number, " · ".join(dict.fromkeys(cell.strip() for cell in row if cell.strip()))[:90] or _("leeg"))
        for number, row in enumerate(sheet["rows"][:DEEPEST], start=1)
    ]


def choose_place(posted: QueryDict, run: ImportRun, mapping: ColumnMapping) -> None:
    """Changes the mapping to another worksheet or another row with names; what is not among the choices stays."""
    sheet = posted.get("sheet", mapping.sheet)
    if sheet in [each["name"] for each in run.sheets]:
        mapping.sheet = sheet
    if header := whole(posted.get("header"), DEEPEST):
        mapping.header = header
        mapping.deep = 2 if posted.get("last") == "two" else 1
    mapping.hidden = LEAVE if posted.get("hidden") == LEAVE else ""
    layout = laid_out(run.sheets, mapping)
    mapping.columns = {
        name: present for name, columns in mapping.columns.items() if (present := layout.columns(columns))
    }
