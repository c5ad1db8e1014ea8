"""A list row by row: what each row says of a record, what is wrong with it, and which words nobody explained."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from toetssteen.answers.snapshot.search import normalized
from toetssteen.kernel.texts import lines
from toetssteen.sources.grids.cell_faults import fault
from toetssteen.web.accounts.roles import Actor
from toetssteen.web.imports.fields import NAME, OWNER, VISIBILITY, FieldType, ListField, ListKind
from toetssteen.web.imports.layout import ListRow, laid_out
from toetssteen.web.imports.mapping import LEAVE, ColumnMapping
from toetssteen.web.imports.parsing.amounts import amounts
from toetssteen.web.imports.parsing.results import ParsedList, ParsedRow, Problem, identity
from toetssteen.web.imports.parsing.row_references import with_rows
from toetssteen.web.imports.parsing.values import ValueParser
from toetssteen.web.imports.vocabularies import vocabularies
from toetssteen.web.imports.worksheets import Worksheet
from toetssteen.web.ui.downloads import unguarded

if TYPE_CHECKING:
    from toetssteen.web.alliances.models import Alliance

_SECRET = re.compile(r"vertrouwelijk|niet openbaar|niet op (?:de )?(?:web)?site|niet publiceren|geheim|embargo", re.I)
_TOTALS = ("totaal", "subtotaal", "sub totaal", "eindtotaal")


def parse(
    sheets: Sequence[Worksheet], mapping: ColumnMapping, list_kind: ListKind, alliance: Alliance, actor: Actor
) -> ParsedList:
    """Every row of the list, as records of this kind. Nothing is changed."""
    return _Parser(sheets, mapping, list_kind, alliance, actor).parse()


class _RecordRow(NamedTuple):
    """A row that is about a record: what its columns say by field, its own number and its name."""

    row: ListRow
    texts: dict[str, str]
    key: str
    name: str

    @property
    def identity(self) -> str:
        return identity(self.key, self.name)


class _Parser:
    """Parses one list: what is known here is looked up once."""

    def __init__(
        self, sheets: Sequence[Worksheet], mapping: ColumnMapping, list_kind: ListKind, alliance: Alliance, actor: Actor
    ) -> None:
        self.mapping, self.list_kind, self.fields = mapping, list_kind, list_kind.by_name
        self.vocabularies = vocabularies(list_kind, alliance, actor, mapping.words)
        self.result = ParsedList(laid_out(sheets, mapping), self.vocabularies)
        layout = self.result.layout
        self.columns = {
            name: [layout.header.index(column) for column in layout.columns(columns)]
            for name, columns in mapping.columns.items()
            if name in self.fields
        }
        joined = {name for name, columns in self.columns.items() if len(columns) > 1}
        places = list(alliance.places.all())
        self.values = ValueParser(self.fields, self.vocabularies, joined, places, self.result, self._report)

    def parse(self) -> ParsedList:
        self._check_columns()
        if self.result.problems:
            return self.result
        rows = [record for row in self.result.layout.rows if (record := self._record_row(row))]
        if self.list_kind.parent:
            name = self.list_kind.parent.vocabulary
            named = [(record.row.number, record.key, record.name) for record in rows]
            self.vocabularies[name] = with_rows(self.vocabularies[name], named)
        seen: dict[str, int] = {}
        for record in rows:
            self._parse_row(record, seen)
        return self.result

    def _check_columns(self) -> None:
        header_row = self.mapping.header
        for name in self.columns:
            for column in self.mapping.columns[name]:
                if self.result.layout.column(column) is None:
                    text = _(
                        "Deze kolom staat niet meer in uw lijst. Kies bij “{field}” een andere, of “staat er niet in”."
                    )
                    self._problem(header_row, column, text.format(field=self.fields[name].title))
        if not self.columns.get(NAME):
            text = _("Zeg uit welke kolom de naam komt; zonder kan het niet.")
            self._problem(header_row, self.fields[NAME].title, text)
        if not self.columns.get(OWNER) and not self.mapping.otherwise.get(OWNER):
            text = _("Zeg uit welke kolom dit komt, of wie het doet als het er niet staat.")
            self._problem(header_row, self.fields[OWNER].title, text)
        for field in self.list_kind.fields:
            if self._is_needed(field) and not self.columns.get(field.name):
                text = _("Zeg uit welke kolom dit komt, of wat het is als het er niet staat.")
                self._problem(header_row, field.title, text)

    def _is_needed(self, field: ListField) -> bool:
        """Whether every row has to say it; of the name and of who does it is asked apart."""
        return field.required and field.name not in (NAME, OWNER) and not self.mapping.otherwise.get(field.name)

    def _problem(self, row: int, column: str, text: str) -> None:
        self.result.problems.append(Problem(row, column, text))

    def _report(self, row: int, field_name: str, text: str) -> None:
        self._problem(row, self._column_of(field_name), text)

    def _record_row(self, row: ListRow) -> _RecordRow | None:
        """None for a row that is no record, or that somebody left out; the result says so."""
        texts = {name: self._text(row, name, columns) for name, columns in self.columns.items() if columns}
        key, name = texts.get(self.list_kind.spec.key, ""), texts[NAME]
        if not key and (not name or normalized(name).startswith(_TOTALS)):
            first = next(cell for cell in row.cells if cell.strip())
            self.result.skipped.append((row.number, first.strip()[:80]))
            return None
        if self.mapping.apart.get(identity(key, name), "") == LEAVE:
            self.result.left.append((row.number, name or key, identity(key, name)))
            return None
        return _RecordRow(row, texts, key, name)

    def _parse_row(self, record: _RecordRow, seen: dict[str, int]) -> None:
        number, texts = record.row.number, record.texts
        before = len(self.result.problems)
        self._report_faults(record.row)
        if len(self.result.problems) > before:
            return
        self._report_repeated(record, seen)
        given = self.values.values(number, texts)
        # A cell that names nobody is as good as an empty one.
        silent = {OWNER} - given.keys()
        missing = {
            name: text
            for name, text in self.mapping.otherwise.items()
            if text and name in self.fields and (name in silent or not texts.get(name))
        }
        defaults = {field.name: field.empty_value for field in self.list_kind.fields if _has_default(field, given)}
        defaults |= self.values.values(number, missing)
        for name in missing:
            given.pop(name, None)
        self._report_empty(number, texts)
        if OWNER not in given and defaults.get(OWNER) is None:
            self._report(
                number,
                OWNER,
                _("Hier staat niet wie het doet. Vul het in, of kies hieronder wie het is als het er niet staat."),
            )
        if len(self.result.problems) == before:
            if apart := self.mapping.apart.get(record.identity, ""):
                given.pop(VISIBILITY, None)
                defaults[VISIBILITY] = self.vocabularies[VISIBILITY].find(apart)
            secret = next((match[0] for cell in record.row.cells if (match := _SECRET.search(cell))), "")
            self.result.rows.append(ParsedRow(number, given, defaults, secret))

    def _report_faults(self, row: ListRow) -> None:
        """An error of a spreadsheet is no name, no place and no amount."""
        for index in dict.fromkeys(index for columns in self.columns.values() for index in columns):
            if failed := fault(row.cells[index]):
                text = _("{what} (“{cell}”). {remedy}").format(what=failed[0], cell=row.cells[index], remedy=failed[1])
                self._problem(row.number, self.result.layout.header[index], text)

    def _report_empty(self, number: int, texts: Mapping[str, str]) -> None:
        for field in self.list_kind.fields:
            if self._is_needed(field) and not texts.get(field.name):
                self._report(number, field.name, _("Deze cel is leeg. Vul haar in."))

    def _report_repeated(self, record: _RecordRow, seen: dict[str, int]) -> None:
        """Rows are told apart by their number, and without one by their name."""
        if record.identity in seen and record.key:
            text = _("Dit nummer staat ook in regel {row}. Geef elke regel een eigen nummer.")
            self._report(record.row.number, self.list_kind.spec.key, text.format(row=seen[record.identity]))
        elif record.identity in seen:
            text = _(
                "Deze naam staat ook in regel {row}, en geen van beide heeft een eigen nummer. Geef ze een nummer, of een andere naam."
            )
            self._report(record.row.number, NAME, text.format(row=seen[record.identity]))
        seen.setdefault(record.identity, record.row.number)

    def _column_of(self, field_name: str) -> str:
        return (self.mapping.columns.get(field_name) or [self.fields[field_name].title])[0]

    def _text(self, row: ListRow, field_name: str, columns: Sequence[int]) -> str:
        """One column as it is; of more, what stands in each, of money behind its name."""
        if len(columns) == 1:
            return unguarded(lines(row.cells[columns[0]]).strip())
        header = self.result.layout.header
        texts = [(header[index], unguarded(lines(row.cells[index]).strip())) for index in columns]
        if self.fields[field_name].spec.amounts:
            return amounts(texts)
        separator = "; " if self.fields[field_name].vocabulary else "\n"
        return separator.join(dict.fromkeys(text for _title, text in texts if text))


def _has_default(field: ListField, given: Mapping[str, object]) -> bool:
    """Whether a new record gets something where the list says nothing of this field."""
    if field.name in given:
        return False
    return field.type in (FieldType.VISIBILITY, FieldType.RECORD) or field.spec.unknown is not None
