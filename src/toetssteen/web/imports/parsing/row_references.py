"""Rows of a list that refer to other rows of the same list, such as a goal to the goal above it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from toetssteen.web.imports.mapping import folded
from toetssteen.web.imports.parsing.results import identity
from toetssteen.web.imports.vocabulary import Vocabulary

# Before the identity of a row, in the key of the vocabulary and in the meaning that is kept of a word.
ROW_KEY = "row:"


@dataclass(frozen=True, slots=True)
class RowReference:
    """A row that another row refers to. number: in the file."""

    number: int
    name: str

    def in_words(self) -> str:
        return _("{name} (regel {row})").format(name=self.name, row=self.number)


def with_rows(vocabulary: Vocabulary, rows: Sequence[tuple[int, str, str]]) -> Vocabulary:
    """The vocabulary with the rows of the list itself: (number in the file, own number, name).

    A row comes before a record that is called the same, for the row may be about that record. A name that more rows have
    means nothing until somebody says which row it is.
    """
    values, labels, called = dict(vocabulary.values), dict(vocabulary.labels), dict(vocabulary.called)
    times = Counter(folded(name) for _number, _key, name in rows)
    # Numbers last: they tell rows apart where names do not.
    by_name, by_key = {}, {}
    for number, key, name in rows:
        row_key = f"{ROW_KEY}{identity(key, name)}"
        values[row_key] = RowReference(number, name or key)
        labels[row_key] = f"{key} · {name}" if key and name else key or name
        if name:
            by_name[folded(name)] = row_key
        if key:
            by_key[folded(key)] = row_key
    for word, row_key in by_name.items():
        if times[word] == 1:
            called[word] = row_key
        else:
            called.pop(word, None)
    return replace(vocabulary, values=values, labels=labels, called=called | by_key)
