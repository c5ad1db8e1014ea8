"""What somebody chooses about a list: its worksheet, its columns and its words; as choices to show, and as sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from toetssteen.kernel.bounds import whole
from toetssteen.web.accounts.roles import Actor
from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.imports.fields import FieldType, ListField, ListKind
from toetssteen.web.imports.guess import DEEPEST, by_names
from toetssteen.web.imports.layout import SheetLayout, chosen_sheet, laid_out
from toetssteen.web.imports.mapping import LEAVE, ColumnMapping, folded
from toetssteen.web.imports.models import ImportRun
from toetssteen.web.imports.parsing.results import UnknownWord, identity
from toetssteen.web.imports.parsing.row_references import ROW_KEY, RowReference
from toetssteen.web.imports.preview import Preview, PreviewRow
from toetssteen.web.imports.sheet import VISIBILITY
from toetssteen.web.imports.vocabularies import vocabularies
from toetssteen.web.imports.vocabulary import Vocabulary

if TYPE_CHECKING:
    from toetssteen.web.alliances.models import Alliance

MOST_WORDS = 100
# Letters of all the choices on one page; but a few words are always shown.
MOST_LETTERS, FEWEST_WORDS = 3_000_000, 5
Option = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Choice:
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


def columns(laid: SheetLayout, how: ColumnMapping, listed: ListKind, alliance: Alliance, actor: Actor) -> list[Choice]:
    """Every field of the kind, in the order of the sheet."""
    words = vocabularies(listed, alliance, actor, {})
    likely = by_names(laid, listed)
    return [_choice(one, laid, how, words, likely) for one in listed.fields]


def _choice(
    one: ListField,
    laid: SheetLayout,
    how: ColumnMapping,
    words: Mapping[str, Vocabulary],
    likely: Mapping[str, list[str]],
) -> Choice:
    before = how.columns.get(one.name, [])
    # Instead of a column that is gone, the one that is most likely.
    chosen = laid.columns(before) or (likely.get(one.name, []) if before else [])
    vocabulary = words.get(one.vocabulary)
    options = [] if vocabulary is None else _same_options(vocabulary)
    same = how.otherwise.get(one.name, "")
    return Choice(
        one.name,
        one.title,
        chosen[0] if chosen else "",
        chosen[1:],
        samples(laid, chosen),
        one.may_join,
        one.same_for_all,
        next((value for value, _label in options if folded(value) == folded(same)), same),
        options,
        str(one.spec.hint),
        str(one.spec.empty or _empty(one)),
    )


def _empty(one: ListField) -> str:
    if one.type is FieldType.VISIBILITY:
        return _("concept: alleen het programmabureau en wie het doet")
    return _("leeg laten")


def _same_options(vocabulary: Vocabulary) -> list[Option]:
    """By a word that the vocabulary itself knows."""
    word = {key: said for said, key in vocabulary.called.items()}
    return [(word[key], label) for key, label in vocabulary.labels.items() if key in word]


def samples(laid: SheetLayout, columns: Iterable[str]) -> str:
    """A few texts out of these columns."""
    return "; ".join(text[:40] for column in laid.columns(columns) for text in laid.samples(column))


def chosen_columns(
    posted: Mapping[str, object], laid: SheetLayout, listed: ListKind
) -> tuple[dict[str, list[str]], dict[str, str]]:
    """columns and otherwise of a mapping, out of what was sent."""
    found, same = {}, {}
    for one in listed.fields:
        names = [posted.get(f"c-{one.name}", ""), *posted.getlist(f"m-{one.name}")]
        kept = laid.columns(str(name) for name in names)
        if kept:
            found[one.name] = kept
        if one.same_for_all and (text := posted.get(f"s-{one.name}", "").strip()[:200]):
            same[one.name] = text
    return found, same


def rows_to_choose(run: ImportRun, how: ColumnMapping) -> list[tuple[int, str]]:
    """The first rows of the worksheet, with what stands in them."""
    sheet = chosen_sheet(run.sheets, how)
    return [
        (number, " · ".join(dict.fromkeys(cell.strip() for cell in row if cell.strip()))[:90] or _("leeg"))
        for number, row in enumerate(sheet["rows"][:DEEPEST], start=1)
    ]


def chosen_place(posted: Mapping[str, str], run: ImportRun, how: ColumnMapping) -> ColumnMapping:
    """The mapping for another worksheet or another row with names; what is not among the choices stays."""
    names = [one["name"] for one in run.sheets]
    sheet = posted.get("sheet", how.sheet)
    header, last = whole(posted.get("header"), DEEPEST), posted.get("last", "")
    how.sheet = sheet if sheet in names else how.sheet
    if header:
        how.header = header
        how.deep = 2 if last == "two" else 1
    how.hidden = LEAVE if posted.get("hidden") == LEAVE else ""
    laid = laid_out(run.sheets, how)
    how.columns = {name: kept for name, old in how.columns.items() if (kept := laid.columns(old))}
    return how


@dataclass(frozen=True, slots=True)
class Word:
    """A word that nobody explained. where: its rows, in words; groups: title and options; suggested: the likely one."""

    number: int
    vocabulary: str
    title: str
    word: str
    where: str
    groups: list[tuple[str, list[Option]]]
    suggested: str
    may_name: bool


def words(found: Preview) -> list[Word]:
    """By vocabulary, what stands in most rows first: as many as one page can hold, each with its choices."""
    order = list(found.vocabularies)
    sorted_words = sorted(found.unknown, key=lambda one: (order.index(one.vocabulary.name), -len(one.rows), one.word))
    shown = sorted_words[:MOST_WORDS]
    letters = {one.name: _letters(one) for one in {id(one.vocabulary): one.vocabulary for one in shown}.values()}
    most = 0
    for number, one in enumerate(shown):
        # Its own choices, and itself as a choice of the others.
        most += letters[one.vocabulary.name] + 2 * (len(one.word) + 20) * len(shown)
        if most > MOST_LETTERS and number >= FEWEST_WORDS:
            shown = shown[:number]
            break
    return [_word(number, one, shown) for number, one in enumerate(shown)]


def _letters(vocabulary: Vocabulary) -> int:
    return sum(len(key) + len(label) + 40 for key, label in vocabulary.labels.items())


def _word(number: int, one: UnknownWord, shown: list[UnknownWord]) -> Word:
    vocabulary = one.vocabulary
    others = [other.word for other in shown if other.vocabulary is vocabulary and other is not one]
    earlier = [other.word for other in shown[:number] if other.vocabulary is vocabulary]
    groups = list(_groups(vocabulary, others))
    return Word(
        number,
        vocabulary.name,
        vocabulary.title,
        one.word,
        _where(one.rows),
        groups,
        vocabulary.suggest(one.word, earlier, others),
        bool(vocabulary.kinds),
    )


def _groups(vocabulary: Vocabulary, others: list[str]) -> Iterator[tuple[str, list[Option]]]:
    rows = {key for key, value in vocabulary.values.items() if isinstance(value, RowReference)}
    yield _("Staat er al"), [(f"is:{key}", label) for key, label in vocabulary.labels.items() if key not in rows]
    if rows:
        yield (
            _("Een andere regel van uw lijst"),
            [(f"is:{key}", label) for key, label in vocabulary.labels.items() if key in rows],
        )
    if vocabulary.kinds:
        yield (
            _("Nieuw maken"),
            [(f"new:{kind}", _("nieuw: {kind}").format(kind=label)) for kind, label in vocabulary.kinds],
        )
    if others:
        yield _("Hetzelfde als een ander woord uit uw lijst"), [(f"same:{folded(one)}", one) for one in others]
    whole = [("all", _("het hele gebied"))] if vocabulary.name == "places" else []
    yield _("Anders"), [*whole, ("none", _("zegt niets: laat leeg"))]


def _where(rows: list[int]) -> str:
    shown = ", ".join(map(str, rows[:4]))
    return (
        _("regel {rows} en nog {n}").format(rows=shown, n=len(rows) - 4)
        if len(rows) > 4
        else _("regel {rows}").format(rows=shown)
    )


def chosen_words(posted: Mapping[str, str], found: Preview) -> dict[str, dict[str, str]]:
    """Vocabulary -> folded word -> meaning, for what was explained."""
    meant: dict[str, dict[str, str]] = {}
    for one in words(found):
        meaning = posted.get(f"w-{one.number}", "")
        options = {value for _title, options in one.groups for value, _label in options}
        # The list may have been read anew since the page was made.
        if meaning not in options or posted.get(f"word-{one.number}", "") != one.word:
            continue
        if meaning.startswith("new:"):
            meaning = f"{meaning}:{posted.get(f'name-{one.number}', '').strip()[:150] or one.word}"
        meant.setdefault(one.vocabulary, {})[folded(one.word)] = meaning
    return meant


def explained(how: ColumnMapping, listed: ListKind, alliance: Alliance, actor: Actor) -> list[tuple[str, str, str]]:
    """What people said before of the words of this list: value to forget it by, the word, what it means."""
    known = vocabularies(listed, alliance, actor, {})
    return [
        (f"{name}:{word}", word, _in_words(meaning, known[name]))
        for name, meant in how.words.items()
        if name in known
        for word, meaning in sorted(meant.items())
    ]


def _in_words(meaning: str, vocabulary: Vocabulary) -> str:
    sort, _colon, rest = meaning.partition(":")
    match sort:
        case "is":
            return vocabulary.labels.get(rest, rest.removeprefix(ROW_KEY))
        case "new":
            return rest.partition(":")[2]
        case "same":
            return _("hetzelfde als “{word}”").format(word=rest)
        case "all":
            return _("het hele gebied")
    return _("niets")


@dataclass(frozen=True, slots=True)
class NewRow:
    """A new record as it will be, and how it may be taken otherwise. apart: what somebody chose for this row."""

    number: int
    identity: str
    line: PreviewRow
    apart: str


def apart_options() -> list[Option]:
    return [
        (LEAVE, _("neem deze niet over")),
        *((word, str(Visibility(number).label)) for word, number in VISIBILITY.items()),
    ]


def new_rows(found: Preview, how: ColumnMapping, most: int) -> list[NewRow]:
    made = []
    for number, line in enumerate(found.new[:most]):
        own = identity(line.key, line.name)
        made.append(NewRow(number, own, line, how.apart.get(own, "")))
    return made


def chosen_over(posted: Mapping[str, str], found: Preview, how: ColumnMapping, most: int) -> list[str]:
    """What was changed here and is taken from the list all the same: the ticks of what was shown, or all at once."""
    cells = [one.own for _line, one in found.kept()]
    if posted.get("over-all"):
        return cells
    ticked = set(posted.getlist("over"))
    return [own for own in cells[:most] if own in ticked] + [own for own in cells[most:] if own in set(how.over)]


def chosen_apart(posted: Mapping[str, str], found: Preview, how: ColumnMapping, most: int) -> dict[str, str]:
    """The rows that are taken otherwise; what was said of rows that are not shown now, stays."""
    options = {value for value, _label in apart_options()}
    apart = dict(how.apart)
    for one in new_rows(found, how, most):
        chosen = posted.get(f"apart-{one.number}")
        if chosen is None:
            continue
        apart.pop(one.identity, None)
        if chosen in options:
            apart[one.identity] = chosen
    for own in posted.getlist("back"):
        apart.pop(own, None)
    return apart
