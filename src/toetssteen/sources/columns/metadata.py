"""What a publisher says of a table: its columns with title, unit and group, and its dimensions."""

import re
import unicodedata
from dataclasses import dataclass

from toetssteen.kernel.texts import folded

# Units that mean the same and are written in several ways. Left: as a publisher may write it; right: the one we compare.
# Only ways of writing: no unit here is converted into another.
UNITS = {
    "procent": "%",
    "percentage": "%",
    "x1000euro": "x 1 000 euro",
    "1000euro": "x 1 000 euro",
    "x1000€": "x 1 000 euro",
    "x1000": "x 1 000",
    "m3": "m³",
    "ha": "ha",
    "hectare": "ha",
    "perkm2": "per km²",
    "perkm²": "per km²",
    "aantalinwonersperkm2": "aantal inwoners per km²",
    "aantalinwonersperkm²": "aantal inwoners per km²",
    "per1000inwoners": "per 1 000 inwoners",
    "per1000": "per 1 000",
    "getal": "getal",
    "score": "getal",
    "kwh": "kWh",
    "km": "km",
    "kilometer": "km",
}
_NUMBER = re.compile(r"_\d+$")
# CBS puts this before a key that would start with a digit.
_DIGIT_FIRST = re.compile(r"^k_(?=\d)")
_WORD = re.compile(r"[A-Za-z0-9]+")


def folded_unit(text: str) -> str:
    """The unit as we compare it: one way of writing for each."""
    plain = folded(text)
    squeezed = plain.lower().replace(" ", "").replace(".", "")
    return UNITS.get(squeezed, plain.lower())


def squeezed(title: str) -> str:
    """The title without blanks and signs, each word with a capital: as CBS makes a key of it."""
    letters = unicodedata.normalize("NFKD", folded(title))
    words = _WORD.findall("".join(letter for letter in letters if not unicodedata.combining(letter)))
    return "".join(word[0].upper() + word[1:] for word in words)


def stem(key: str) -> str:
    """A key of OData 3 without its number: what is left does not move."""
    return _DIGIT_FIRST.sub("", _NUMBER.sub("", key))


@dataclass(frozen=True, slots=True)
class MetadataColumn:
    """One column. key: what the file calls it (a code, a key, a header). group: the titles above it, outermost first."""

    key: str
    title: str
    unit: str = ""
    group: tuple[str, ...] = ()

    @classmethod
    def of(cls, key: str, title: str, unit: str = "", group: tuple[str, ...] = ()) -> "MetadataColumn":
        """With every blank folded: real titles end in blanks that do not break."""
        return cls(key.strip(), folded(title), folded(unit), tuple(folded(part) for part in group))

    @property
    def group_path(self) -> str:
        return " / ".join(self.group)


@dataclass(frozen=True, slots=True)
class TableMetadata:
    """table: the publisher's number. year: None where the table has many. area: the dimension that holds the areas, ""
    where none is marked as one. division: the year of the division that its areas are of, None where the table does not
    say. modified: how the publisher dates it. coded: keys are codes that say nothing of the
    title (OData 4). numbered: keys are titles with a number behind (OData 3)."""

    table: str
    year: int | None
    columns: tuple[MetadataColumn, ...]
    modified: str = ""
    dimensions: tuple[str, ...] = ()
    area: str = ""
    division: int | None = None
    coded: bool = False
    numbered: bool = False
