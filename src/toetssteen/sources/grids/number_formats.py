"""Excel number formats, tokenized and applied to numbers.

A format has sections, divided by ";": for positive, negative and zero, or each with a condition such as [<1]. Text
between quotes or behind a backslash is shown and does nothing; "%" multiplies by a hundred; a comma behind the last
digit divides by a thousand. The rules are those of ECMA-376, part 1, 18.8.31.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from toetssteen.kernel.dutch import NO_BREAK, dutch

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<width>.)|\*(?P<fill>.)|\[(?P<bracket>[^\[\]]{0,99})\]'
    r"|(?P<general>General|Standaard)|(?P<half>AM/PM|A/P)|(?P<exponent>[eE][+-])|(?P<other>.)",
    re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_COMPARE = {
    "<": float.__lt__, "<=": float.__le__, ">": float.__gt__, ">=": float.__ge__, "=": float.__eq__, "<>": float.__ne__,
}  # fmt: skip
# Longer than Excel itself allows.
_LONGEST = 300
_MOST_DECIMALS = 30
# Enough for every digit of the largest float, and of the smallest that is shown.
_EXACT = Context(prec=700)
_MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]

DIGIT, POINT, COMMA, PERCENT, LITERAL, DATE, GENERAL, OTHER = range(8)
Token = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Section:
    """One section. condition: sign and number, or None. tens: the power of ten that a number is multiplied by."""

    tokens: tuple[Token, ...]
    condition: tuple[str, float] | None
    tens: int

    def has(self, kind: int) -> bool:
        return any(token == kind for token, _text in self.tokens)

    @property
    def letters(self) -> str:
        """The letters of a date or a time, in lower case; "" for a number."""
        return "".join(text for kind, text in self.tokens if kind == DATE).lower()

    @property
    def literal(self) -> str:
        return "".join(text for kind, text in self.tokens if kind == LITERAL)

    @property
    def counts(self) -> bool:
        """Whether it shows a number at all."""
        return self.has(DIGIT) or self.has(GENERAL)


def scaled(value: float, form: str) -> float:
    """The number in the unit in which people see it: 0.714 in "0.0%" is 71.4, 12345 in "#,##0," is 12.345. Not rounded
    to what is shown; ten decimals are more than anybody typed."""
    tens = _section_for(sections(form), value)[0].tens
    return round(float(Decimal(repr(float(value))).scaleb(tens, _EXACT)), 10) if tens else value


def is_date(value: float, form: str) -> bool:
    """Whether the number is shown as a day or a time."""
    section, _negative = _section_for(sections(form), value)
    return bool(section.letters) and not section.has(DIGIT)


def formatted_day(value: date | time, form: str) -> str:
    """A day as exactly as its format shows it: "2025", "maart 2025" or "1-3-2025"; with a time when it has one."""
    if isinstance(value, time):
        return value.strftime("%H:%M")
    letters = sections(form)[0].letters
    if isinstance(value, datetime) and value.time() != time():
        return value.strftime("%Y-%m-%d %H:%M")
    if "y" in letters and "d" not in letters and "h" not in letters:
        return f"{_MONTHS[value.month - 1]} {value.year}" if "m" in letters else str(value.year)
    return f"{value.day}-{value.month}-{value.year}"


def formatted(value: float, form: str) -> str:
    """A number as people see it on a Dutch computer: 1.1 in "0.00" is "1,10", 7 in '"P"000' is "P007"."""
    section, negative = _section_for(sections(form), value)
    if not section.tens and ("€" in section.literal or "EUR" in section.literal):
        return f"€ {dutch(value, 0 if float(value).is_integer() else 2)}"
    if section.has(OTHER) or section.letters or not section.has(DIGIT):
        return _general(value, section)
    # The section for numbers below zero says itself that they are; where it does not (red), the sign is not lost.
    return _rendered(abs(value), section, signed=value < 0 and not (negative and set(section.literal) & set("-−(")))


@lru_cache(maxsize=1000)
def sections(form: str) -> tuple[Section, ...]:
    """The sections of a format, at least one. Never raises: what is no format is shown as it is."""
    parts, tokens, condition = [], list[Token](), None
    for kind, text in _tokens(form[:_LONGEST]):
        if kind == OTHER and text == ";":
            parts.append(_section(tokens, condition))
            tokens, condition = [], None
        elif kind == OTHER and (match := _CONDITION.fullmatch(text)):
            condition = (match[1], float(match[2]))
        else:
            tokens.append((kind, text))
    parts.append(_section(tokens, condition))
    return tuple(parts)


def _tokens(form: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(form):
        kind, text = match.lastgroup, match[match.lastgroup or 0]
        if kind in ("quoted", "escaped"):
            yield LITERAL, text
        elif kind == "width":
            yield LITERAL, " "
        elif kind == "bracket":
            yield from _bracket(text)
        elif kind == "other":
            yield _sign(text)
        elif kind != "fill":
            yield {"general": GENERAL, "half": DATE}.get(kind or "", OTHER), "h" if kind == "half" else text


def _bracket(text: str) -> Iterator[Token]:
    """A currency, hours that go on beyond 24, or a condition; colours and languages show nothing."""
    if text.startswith("$"):
        yield LITERAL, text[1:].split("-")[0]
    elif _ELAPSED.fullmatch(text):
        yield DATE, text[0]
    elif _CONDITION.fullmatch(text):
        yield OTHER, text


def _sign(sign: str) -> Token:
    if sign in "0#?":
        return DIGIT, sign
    if sign in "dmyhsDMYHS":
        return DATE, sign
    # "/" makes a fraction of digits; between the letters of a date it is a sign as any other.
    return {".": POINT, ",": COMMA, "%": PERCENT, ";": OTHER, "@": OTHER, "/": OTHER}.get(sign, LITERAL), sign


def _section(tokens: list[Token], condition: tuple[str, float] | None) -> Section:
    kinds = [kind for kind, _text in tokens]
    if DATE in kinds and (DIGIT not in kinds or POINT in kinds[: kinds.index(DIGIT)]):
        # Behind a point stand hundredths of a second; they are no number.
        tokens = [token for token in tokens if token[0] not in (DIGIT, POINT) and token[1] != "/"]
    else:
        tokens = [(LITERAL if kind == DATE else kind, text) for kind, text in tokens]
    percents = sum(1 for kind, _text in tokens if kind == PERCENT)
    return Section(tuple(tokens), condition, 2 * percents - 3 * len(_scaling(tokens)))


def _scaling(tokens: list[Token]) -> set[int]:
    """The places of the commas that divide by a thousand: right behind a digit, with no digit behind them up to the point."""
    scaling, digit_follows = set[int](), False
    for index in range(len(tokens) - 1, -1, -1):
        kind = tokens[index][0]
        if kind == COMMA and not digit_follows:
            start = index
            while start and tokens[start][0] == COMMA:
                start -= 1
            if tokens[start][0] == DIGIT:
                scaling.add(index)
        if kind in (DIGIT, POINT):
            digit_follows = kind == DIGIT
    return scaling


def _section_for(parts: tuple[Section, ...], value: float) -> tuple[Section, bool]:
    """The section for a number, and whether it is the one for numbers below zero. Where that shows no number, the first."""
    numeric = parts[:3]
    if any(part.condition for part in numeric):
        section = next((part for part in numeric if _holds(part, value)), numeric[-1])
        negative = False
    else:
        index = 0 if value > 0 or len(numeric) == 1 else 1 if value < 0 else 2 if len(numeric) > 2 else 0
        section, negative = numeric[index], index == 1
    return (section, negative) if (section.tokens and section.counts) or section.letters else (numeric[0], False)


def _holds(section: Section, value: float) -> bool:
    if section.condition is None:
        return False
    sign, limit = section.condition
    return _COMPARE[sign](float(value), limit)


def _general(value: float, section: Section) -> str:
    """As Excel shows a number without a format, in fifteen digits."""
    text = str(int(value)) if float(value).is_integer() else f"{Decimal(f'{value:.15g}'):f}".replace(".", ",")
    if not section.has(GENERAL) or section.has(OTHER):
        return text
    return "".join(text if kind == GENERAL else literal for kind, literal in section.tokens).strip()


def _rendered(size: float, section: Section, *, signed: bool) -> str:
    tokens = section.tokens
    point = next((index for index, (kind, _text) in enumerate(tokens) if kind == POINT), len(tokens))
    places = [index for index, (kind, _text) in enumerate(tokens) if kind == DIGIT]
    before_point, parts = (
        [index for index in places if index < point],
        [index for index in places if index > point][:_MOST_DECIMALS],
    )
    number = Decimal(repr(float(size))).scaleb(section.tens, _EXACT)
    digits = f"{number.quantize(Decimal(1).scaleb(-len(parts)), ROUND_HALF_UP, _EXACT):f}"
    integer, _point, decimals = digits.partition(".")
    while decimals.endswith("0") and tokens[parts[len(decimals) - 1]][1] != "0":
        decimals = decimals[:-1]
    signs = dict(zip(parts, decimals, strict=False))
    signs |= _whole(tokens, before_point, integer)
    signs |= {places[0]: integer} if not before_point else {}
    if decimals:
        signs |= {point: ","} if before_point else {point: f"{integer},", places[0]: decimals[0]}
    text = "".join(
        signs.get(index, "") if kind in (DIGIT, POINT, COMMA) else literal
        for index, (kind, literal) in enumerate(tokens)
    )
    text = " ".join(text.replace(NO_BREAK, " ").split())
    zero = not (integer + decimals).strip("0")
    return f"-{text}" if signed and not zero else text


def _whole(tokens: tuple[Token, ...], places: list[int], integer: str) -> dict[int, str]:
    """The digits before the point by the place they come in, the last first; what is left stands in the first place."""
    if not places:
        return {}
    least = next((len(places) - n for n, index in enumerate(places) if tokens[index][1] == "0"), 1)
    integer = integer.zfill(least)
    inside = range(places[0], places[-1])
    if any(tokens[index][0] == COMMA for index in inside) and all(
        tokens[index][0] in (DIGIT, COMMA) for index in inside
    ):
        return {places[0]: f"{int(integer):,}".replace(",", ".") if len(integer) == len(str(int(integer))) else integer}
    signs: dict[int, str] = {}
    for index in reversed(places[1:]):
        signs[index], integer = integer[-1:], integer[:-1]
    return {**signs, places[0]: integer}
