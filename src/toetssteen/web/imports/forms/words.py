"""What the words of a list mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from toetssteen.web.imports.forms import Option
from toetssteen.web.imports.mapping import ColumnMapping, folded
from toetssteen.web.imports.parsing.results import UnknownWord
from toetssteen.web.imports.parsing.row_references import ROW_KEY, RowReference
from toetssteen.web.imports.preview import Preview
from toetssteen.web.imports.vocabulary import Vocabulary

MOST_WORDS = 100
# Letters of all the choices on one page; but a few words are always shown.
MOST_LETTERS, FEWEST_WORDS = 3_000_000, 5
# Letters of the name of something new.
LONGEST_NAME = 150


@dataclass(frozen=True, slots=True)
class WordChoice:
    """A word that nobody explained. where: its rows, in words; groups: title and options; suggested: the likely one."""

    number: int
    vocabulary: str
    title: str
    word: str
    where: str
    groups: list[tuple[str, list[Option]]]
    suggested: str
    may_name: bool


def word_choices(outcome: Preview) -> list[WordChoice]:
    """By vocabulary, what stands in most rows first: as many as one page can hold, each with its choices."""
    order = list(outcome.vocabularies)
    unknown = sorted(outcome.unknown, key=lambda word: (order.index(word.vocabulary.name), -len(word.rows), word.word))
    shown = unknown[:MOST_WORDS]
    letters = {name: _letters(outcome.vocabularies[name]) for name in {word.vocabulary.name for word in shown}}
    total = 0
    for number, word in enumerate(shown):
        # Its own choices, and itself as a choice of the others.
        total += letters[word.vocabulary.name] + 2 * (len(word.word) + 20) * len(shown)
        if total > MOST_LETTERS and number >= FEWEST_WORDS:
            shown = shown[:number]
            break
    return [_word_choice(number, word, shown) for number, word in enumerate(shown)]


def _letters(vocabulary: Vocabulary) -> int:
    return sum(len(key) + len(label) + 40 for key, label in vocabulary.labels.items())


def _word_choice(number: int, unknown: UnknownWord, shown: Sequence[UnknownWord]) -> WordChoice:
    vocabulary = unknown.vocabulary
    others = [other.word for other in shown if other.vocabulary is vocabulary and other is not unknown]
    earlier = [other.word for other in shown[:number] if other.vocabulary is vocabulary]
    return WordChoice(
        number=number,
        vocabulary=vocabulary.name,
        title=vocabulary.title,
        word=unknown.word,
        where=_where(unknown.rows),
        groups=list(_groups(vocabulary, others)),
        suggested=vocabulary.suggest(unknown.word, earlier, others),
        may_name=bool(vocabulary.kinds),
    )


def _groups(vocabulary: Vocabulary, others: Sequence[str]) -> Iterator[tuple[str, list[Option]]]:
    rows = {key for key, value in vocabulary.values.items() if isinstance(value, RowReference)}
    yield _("Staat er al"), [(f"is:{key}", label) for key, label in vocabulary.labels.items() if key not in rows]
    if rows:
        of_list = [(f"is:{key}", label) for key, label in vocabulary.labels.items() if key in rows]
        yield _("Een andere regel van uw lijst"), of_list
    if vocabulary.kinds:
        kinds = [(f"new:{kind}", _("nieuw: {kind}").format(kind=label)) for kind, label in vocabulary.kinds]
        yield _("Nieuw maken"), kinds
    if others:
        yield (
            _("Hetzelfde als een ander woord uit uw lijst"),
            [(f"same:{folded(other)}", other) for other in others],
        )
    whole_area = [("all", _("het hele gebied"))] if vocabulary.name == "places" else []
    yield _("Anders"), [*whole_area, ("none", _("zegt niets: laat leeg"))]


def _where(rows: Sequence[int]) -> str:
    shown = ", ".join(map(str, rows[:4]))
    if len(rows) > 4:
        return _("regel {rows} en nog {n}").format(rows=shown, n=len(rows) - 4)
    return _("regel {rows}").format(rows=shown)


def chosen_words(posted: QueryDict, outcome: Preview) -> dict[str, dict[str, str]]:
    """Vocabulary -> folded word -> meaning, for what was explained."""
    vocabularies: dict[str, dict[str, str]] = {}
    for choice in word_choices(outcome):
        meaning = posted.get(f"w-{choice.number}", "")
        choices = {value for _title, options in choice.groups for value, _label in options}
        # The list may have been read anew since the page was made.
        if meaning not in choices or posted.get(f"word-{choice.number}", "") != choice.word:
            continue
        if meaning.startswith("new:"):
            name = posted.get(f"name-{choice.number}", "").strip()[:LONGEST_NAME]
            meaning = f"{meaning}:{name or choice.word}"
        vocabularies.setdefault(choice.vocabulary, {})[folded(choice.word)] = meaning
    return vocabularies


def explained_words(mapping: ColumnMapping, vocabularies: Mapping[str, Vocabulary]) -> list[tuple[str, str, str]]:
    """What people said before of the words of this list: value to forget it by, the word, what it means."""
    return [
        (f"{name}:{word}", word, _in_words(meaning, vocabularies[name]))
        for name, entries in mapping.words.items()
        if name in vocabularies
        for word, meaning in sorted(entries.items())
    ]


def forget_words(posted: QueryDict, mapping: ColumnMapping) -> None:
    """Takes out of the mapping what people no longer mean by a word."""
    for value in posted.getlist("word"):
        name, _colon, word = value.partition(":")
        mapping.words.get(name, {}).pop(word, None)


def _in_words(meaning: str, vocabulary: Vocabulary) -> str:
    sort, _colon, meant = meaning.partition(":")
    match sort:
        case "is":
            return vocabulary.labels.get(meant, meant.removeprefix(ROW_KEY))
        case "new":
            return meant.partition(":")[2]
        case "same":
            return _("hetzelfde als “{word}”").format(word=meant)
        case "all":
            return _("het hele gebied")
    return _("niets")
