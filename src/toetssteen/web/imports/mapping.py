"""How somebody's own list is read: which worksheet, which row names the columns, which column is what, and what their
words mean. Plain texts and numbers, so that it can be kept for the next time."""

import unicodedata
from dataclasses import asdict, dataclass, field

# A row that is not taken over.
LEAVE = "niet"
# Word processors make these of what people type.
_TYPOGRAPHY = str.maketrans(
    {**dict.fromkeys("\u2018\u2019\u201a\u00b4", "'"), **dict.fromkeys("\u201c\u201d\u201e", '"')}
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)


def folded(text: str) -> str:
    """A name of a column, a word or a name of a record, to compare with another one: without capitals, accents,
    typographic signs and needless blanks. The one rule by which lists, vocabularies and what is kept of them are equal."""
    if text.isascii():
        return " ".join(text.casefold().split())
    letters = unicodedata.normalize("NFKD", text.translate(_TYPOGRAPHY).casefold())
    plain_letters = "".join(letter for letter in letters if not unicodedata.combining(letter)).translate(_TYPOGRAPHY)
    return " ".join(plain_letters.casefold().split()) or " ".join(text.split())


@dataclass(slots=True)
class ColumnMapping:
    """sheet: name of the worksheet; header: row of the file that names the columns, deep: in how many rows.

    columns: field -> names of the columns it comes from. otherwise: field -> what a new activity gets where the list
    says nothing. words: vocabulary -> folded word of the list -> what it means (see `vocabulary`). apart: rows that
    are taken otherwise, by their number or name -> LEAVE, or who may see them. hidden: LEAVE when rows that Excel does
    not show are not taken. over: what was changed here and is taken from this list all the same (see `preview.CellConflict`);
    of this list only.
    """

    sheet: str = ""
    header: int = 1
    deep: int = 1
    columns: dict[str, list[str]] = field(default_factory=dict)
    otherwise: dict[str, str] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    apart: dict[str, str] = field(default_factory=dict)
    hidden: str = ""
    over: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.words = {
            name: {folded(word): meaning for word, meaning in entries.items()} for name, entries in self.words.items()
        }
        self.apart = {row if row.startswith("#") else folded(row): choice for row, choice in self.apart.items()}

    def stored(self) -> dict[str, object]:
        """As it is stored; `ColumnMapping(**stored)` gives it back."""
        return asdict(self)
