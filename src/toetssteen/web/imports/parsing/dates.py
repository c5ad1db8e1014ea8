"""Days as people write them in a list: "1-9-2025", "sep 2025", "Q3 2025", "voorjaar 2026", "2024-2027", "n.t.b."."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from toetssteen.kernel.bounds import is_year

_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_OTHER_MONTHS = {"maa": 3, "mar": 3, "may": 5, "oct": 10}
# First and last month.
_PARTS = {
    "begin": (1, 3), "voorjaar": (3, 5), "lente": (3, 5), "medio": (5, 8), "half": (6, 7), "zomer": (6, 8),
    "najaar": (9, 11), "herfst": (9, 11), "eind": (10, 12), "einde": (10, 12), "winter": (12, 12),
}  # fmt: skip
# What people write where there is no end.
_OPEN = {"doorlopend", "structureel", "continu", "geen einde", "zonder einde", "heden", "nu", "lopend", "permanent"}
# What people write where there is no day: it says nothing, and is no mistake.
_NOTHING = {
    "", "-", "–", "?", "x", "n.v.t.", "nvt", "n.t.b.", "ntb", "n.n.b.", "nnb", "nog te bepalen", "nog niet bekend", "onbekend", "niet bekend",
    "tbd", "p.m.", "pm",
}  # fmt: skip
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_FULL = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?: \d{1,2}:\d{2}(?::\d{2})?)?"),
    re.compile(r"(?P<day>\d{1,2})[-/. ](?P<month>\d{1,2}|[a-z]+\.?)[-/. ]+(?P<year>\d{4}|\d{2})"),
)
_QUARTER = re.compile(
    rf"(?:q(?P<a>[1-4])|(?P<b>[1-4])e? ?(?:kw|kwartaal|q)|kw(?P<c>[1-4]))[ -/']*(?P<year>(?:19|20)?\d{{2}})|{_YEAR.replace('year', 'first')}[ -]*q(?P<d>[1-4])"
)
_SCHOOL = re.compile(
    r"(?P<part>begin |start |einde? )?(?:school|cursus)jaar (?P<year>(?:20)?\d{2}) ?[-/] ?(?:20)?\d{2}"
)
_HALF = re.compile(rf"(?P<which>1|2|eerste|tweede)e? helft(?: van)? {_YEAR}")
_PART = re.compile(r"(?P<word>[a-z]+)\.?[ -/']*(?P<year>(?:19|20)\d{2}|\d{2})")
_ONLY_MONTH = (
    re.compile(r"(?P<month>0?[1-9]|1[0-2])[-/](?P<year>(?:19|20)\d{2})"),
    re.compile(r"(?P<year>(?:19|20)\d{2})-(?P<month>0[1-9]|1[0-2])"),
)
# "tot 2027" may or may not hold 2027: people are asked.
_BETWEEN = re.compile(r" ?(?:t/m|tot en met|–|—) ?|(?<=\d{4}) ?[-/] ?(?=\d{4}$|heden$|nu$)| - ")
# Longer than any way to write a period.
LONGEST = 80


Match = re.Match[str]


class Span(NamedTuple):
    """The first and the last day that a text says, and how exactly: "dag", "maand" or "jaar"; a last day that is
    "open" has none: it goes on."""

    first: date | None = None
    last: date | None = None
    first_precision: str = "dag"
    last_precision: str = "dag"


def span(text: str) -> Span | None:
    """What it says; an empty Span where people write that there is no day; None when it is not understood. A year alone
    is the whole of it, from 1 January to 31 December; with one end only the other is None."""
    if len(text) > 4 * LONGEST:
        return None
    plain = " ".join(text.lower().split())
    if len(plain) > LONGEST:
        return None
    if plain in _NOTHING:
        return Span()
    if plain in _OPEN:
        return Span(last_precision="open")
    whole = _single(plain)
    if whole is not None:
        return whole
    if plain.startswith(("vanaf ", "sinds ", "start ")):
        since = _single(plain.split(" ", 1)[1])
        return since._replace(last=None) if since else None
    parts = _BETWEEN.split(plain)
    if len(parts) != 2:
        return None
    return _between(parts[0].removeprefix("van "), parts[1])


def _between(left: str, right: str) -> Span | None:
    """From the first day of one to the last of the other; "jan - jun 2025" has its year once."""
    year = re.search(r"(?:19|20)\d{2}$", right)
    first = _single(left) or (_single(f"{left} {year[0]}") if year and left else None)
    last = Span(last_precision="open") if right in _OPEN else Span() if right in _NOTHING else _single(right)
    if (left and first is None) or last is None:
        return None
    first = first or Span()
    if first.first and last.last and last.last < first.first:
        return None
    return Span(first.first, last.last, first.first_precision, last.last_precision)


def _single(text: str) -> Span | None:
    """One day, month, quarter, season, half or year."""
    for form, meaning in _FORMS:
        if match := form.fullmatch(text):
            return meaning(match)
    return None


def _whole_year(match: Match) -> Span:
    year = int(match["year"])
    return Span(date(year, 1, 1), date(year, 12, 31), "jaar", "jaar")


def _quarter(match: Match) -> Span:
    quarter = int(match["a"] or match["b"] or match["c"] or match["d"])
    return _months(_year(match["year"] or match["first"]), quarter * 3 - 2, quarter * 3)


def _half(match: Match) -> Span:
    start = 1 if match["which"] in ("1", "eerste") else 7
    return _months(int(match["year"]), start, start + 5)


def _month_by_number(match: Match) -> Span:
    return _months(int(match["year"]), int(match["month"]), int(match["month"]))


def _part(match: Match) -> Span | None:
    """A month or a season by its name."""
    months = _PARTS.get(match["word"])
    if months is None:
        month = _month(match["word"])
        months = (month, month) if month else None
    return None if months is None else _months(_year(match["year"]), *months)


def _school_year(match: Match) -> Span:
    year, part = _year(match["year"]), match["part"] or ""
    if part.startswith("eind"):
        return Span(date(year + 1, 6, 1), date(year + 1, 7, 31), "maand", "maand")
    return Span(date(year, 8, 1), date(year, 9, 30) if part else date(year + 1, 7, 31), "maand", "maand")


def _day(match: Match) -> Span | None:
    month = int(match["month"]) if match["month"].isdecimal() else _month(match["month"])
    try:
        day = date(_year(match["year"]), month or 0, int(match["day"]))
    except ValueError:
        return None
    return Span(day, day) if is_year(day.year) else None


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _month(word: str) -> int | None:
    start = word.strip(".")[:3]
    return _MONTHS.index(start) + 1 if start in _MONTHS else _OTHER_MONTHS.get(start)


def _months(year: int, first: int, last: int) -> Span:
    return Span(date(year, first, 1), date(year, last, monthrange(year, last)[1]), "maand", "maand")


_FORMS: tuple[tuple[re.Pattern[str], Callable[[Match], Span | None]], ...] = (
    *((form, _day) for form in _FULL),
    (re.compile(_YEAR), _whole_year),
    (_QUARTER, _quarter),
    (_SCHOOL, _school_year),
    (_HALF, _half),
    *((form, _month_by_number) for form in _ONLY_MONTH),
    (_PART, _part),
)
