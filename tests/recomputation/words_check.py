"""Every number and claim in a card's sentences against its own table, and against the raw figures behind it."""

import math
import re
from dataclasses import dataclass

from recomputation.findings import Findings
from recomputation.numbers_check import Truth
from recomputation.pages import Card, Line, Page
from recomputation.raw import Figure
from recomputation.reading import NUMBER, Number, number, rounded

_N = NUMBER.pattern.replace("?P<one_in>", "?:").replace("?P<amount>", "?:")
_UP, _DOWN = "hoger|meer|verder|groter|langer|ouder", "lager|minder|dichterbij|kleiner|korter|jonger"
COMPARED = re.compile(
    rf"In (?P<ref>(?:(?!\. In )[^,;:]){{2,60}}?) (?P<when>is|was) dat (?:ongeveer |bij benadering |naar schatting )*(?P<value>{_N})"
)
DISTANCE = re.compile(
    rf"(?P<value>{_N}) (?P<unit>(?:per 1\.000 [a-z]+|per km²|[^.,\d]*?))\s?(?P<side>{_UP}|{_DOWN}) dan in (?P<ref>[^,.]{{2,60}})"
)
RATIO = re.compile(rf"(?P<value>{_N}) keer zo (?:veel|groot|hoog)")
RATIO_THERE = re.compile(rf"(?:is|was) het (?P<value>{_N}) keer zo (?:veel|groot|hoog|ver|lang)")
EQUAL = re.compile(r"\b((?:ongeveer |vrijwel )?(?:even (?:veel|groot|hoog|ver|lang)|gelijk))\b")
_OF_NOW = re.compile(r"Dat is .*?\.(?= |$)(?! \d)")
SINCE = re.compile(r"(?:verschil|Verschil)[^.]{0,40}? sinds (\d{4}) ([^.]*?)\b(kleiner|groter|even groot|gelijk)\b")
IN_RATIO = re.compile(r"in verhouding [^.]{0,30}?\b(kleiner|groter|gelijk)\b")
SPREAD = re.compile(
    rf"de (?P<n>[\d.]+) (?:buurten|wijken|gemeenten|plekken)[^.]*? ligt dit tussen (?P<low>{_N})[^.]*? en (?P<high>{_N})"
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
BROKEN = "niet te vergelijken"


@dataclass(frozen=True, slots=True)
class Said:
    """A card with what its sentences are about. own, other: the latest year's numbers as a reader sees them."""

    figure: Figure
    card: Card
    line: Line
    own: Number
    other: Number | None
    own_true: float | None
    other_true: float | None


def check(found: Findings, truth: Truth, page: Page, where: str) -> None:
    for name, card in page.cards.items():
        figure = truth.recount.raw.figures.get(name)
        year = card.latest
        if figure is None or year is None or card.aside:
            continue
        said = _said(truth, figure, card, page, card.lines[year])
        _level(found, said, page, where)
        _year_told(found, said, where)
        _compared(found, said, where)
        _distance(found, said, where)
        _told_pair(found, said, page, where)
        _ratio(found, said, where)
        _moved(found, truth, said, where)
        _spread(found, truth, said, where)


def _said(truth: Truth, figure: Figure, card: Card, page: Page, line: Line) -> Said:
    codes, answer = truth.matched(figure, line.year, line.own)
    known = None if answer is None else answer.value
    if truth.reference == "begin":
        start = start_of(card, line.year)
        first = truth.matched(figure, start.year, start.own)[1] if start else None
        other, other_true = (start.own if start else None), (first.value if first else None)
    else:
        reference = truth.other(figure, line.year, codes)
        other, other_true = line.other, (reference.value if reference else None)
    # Where the sentence itself writes both with more decimals, a reader counts with these.
    lead = [one for one in _values(card, figure, page.name) if not one.one_in]
    if len(lead) == 2 and line.own is not None and min(lead[0].decimals, lead[1].decimals) > line.own.decimals:
        return Said(figure, card, line, lead[0], lead[1], known, other_true)
    return Said(figure, card, line, line.own or Number(math.nan, 0), other, known, other_true)


def _values(card: Card, figure: Figure, name: str) -> list[Number]:
    level, compared = number(_level_text(card, figure, name)), COMPARED.search(card.lead)
    return [one for one in (level, number(compared["value"]) if compared else None) if one is not None]


# As docs/methods/verschil.md has it: the ratio of what is said of two shares, beside that of the shares as shown.
_TOLD_RATIO = 1.05
_OF_HUNDRED = re.compile(r"\b\d+ op de 100\b")


def _told_pair(found: Findings, said: Said, page: Page, where: str) -> None:
    """A level and a reference said as "1 op de 6" and "1 op de 8", or out of a hundred, beside the numbers of the table."""
    told = _values(said.card, said.figure, page.name)
    if len(told) < 2 or said.other is None or not said.own.value or not said.other.value:
        return
    one_in, hundred = any(one.one_in for one in told), len(_OF_HUNDRED.findall(said.card.lead))
    if not one_in and not hundred:
        return
    whole = all(one.one_in for one in told) if one_in else hundred == 2
    found.look("sentence: two shares in one manner", whole, where, said.figure.id, said.card.lead)
    shares = [100 / one.value if one.one_in else one.value for one in told]
    away = abs(math.log(shares[0] / shares[1]) - math.log(said.own.value / said.other.value))
    good = away <= math.log(_TOLD_RATIO) + 1e-9
    found.look("sentence: ratio of two shares", good, where, said.figure.id, said.card.lead, said.line.own_text)
    if hundred:
        good = shares[0] - shares[1] == rounded(said.own.value - said.other.value, 0)
        found.look("sentence: difference of two shares", good, where, said.figure.id, said.card.lead)


def start_of(card: Card, latest: int) -> Line | None:
    """The first year before the latest that no break parts from it."""
    stretch: list[Line] = []
    for year in sorted(y for y in card.lines if y <= latest):
        line = card.lines[year]
        if line.own is not None and not line.aside:
            stretch = [line] if BROKEN in line.known else [*stretch, line]
    return stretch[0] if stretch and stretch[0].year < latest else None


def _level_text(card: Card, figure: Figure, name: str) -> str:
    """The part of the lead that stands where the definition's sentence has its value."""
    before, _value, after = figure.sentence.partition("{waarde}")
    ending = re.escape(" ".join(after.split()).rstrip(". "))
    pattern = re.escape(" ".join(before.split())) + ("(.+?)" + ending if ending else "(.+)")
    pattern = pattern.replace(re.escape("{gebied}"), re.escape(name)).replace(re.escape("{naam}"), ".+?")
    level = card.lead[: found.start()] if (found := COMPARED.search(card.lead)) else card.lead
    matched = re.search(pattern.replace(r"\ (", r"\s?(").replace(r"(.+", r"\s?(.+"), level)
    return matched[1] if matched else ""


def _level(found: Findings, said: Said, page: Page, where: str) -> None:
    text = _level_text(said.card, said.figure, page.name)
    told = number(text)
    good = told is not None and said.own_true is not None and told.says(said.own_true)
    # The same as the table: a share told as "1 op de 6" must be that share.
    found.look(
        "sentence: level", good, where, said.figure.id, said.card.lead, f"{said.line.own_text} in {said.line.year}"
    )


def _year_told(found: Findings, said: Said, where: str) -> None:
    """The year of the card is the year of its number."""
    told = re.search(r"[Cc]ijfers? (?:is )?van (\d{4})", said.card.body) or YEAR.search(said.card.lead)
    good = told is not None and said.line.year == int(re.findall(r"\d{4}", told[0])[-1])
    found.look("sentence: year of the number", good, where, said.figure.id, said.card.body[:80], said.line.year)


def _compared(found: Findings, said: Said, where: str) -> None:
    match = COMPARED.search(said.card.lead)
    if match is None:
        return
    told = number(match["value"])
    if match["when"] == "was" or YEAR.fullmatch(match["ref"].strip()):
        year = YEAR.search(match["ref"])
        line = said.card.lines.get(int(year[0])) if year else None
        good = line is not None and told is not None and _same(told, line.own)
        found.look("sentence: base year", good, where, said.figure.id, match[0], _years_of(told, said.card))
        return
    good = told is not None and said.other_true is not None and told.says(said.other_true) and _same(told, said.other)
    found.look("sentence: reference", good, where, said.figure.id, said.card.lead, said.line.other_text)


def _years_of(told: Number | None, card: Card) -> str:
    return f"that number is of {[year for year, line in card.lines.items() if told and _same(told, line.own)]}"


def _same(told: Number, shown: Number | None) -> bool:
    """Whether a told number is the shown one, perhaps written otherwise."""
    if shown is None:
        return False
    if told.one_in:
        half = 0.5 * 10.0**-shown.decimals
        return any(told.says(v) for v in (shown.value - half, shown.value, shown.value + half) if v > 0)
    least = min(told.decimals, shown.decimals)
    return (
        abs(told.value - shown.value) <= 0.5 * 10.0**-least + 1e-9 if told.decimals != shown.decimals else told == shown
    )


def distance(body: str) -> re.Match[str] | None:
    """What is said of the difference in the year of the number: other sentences are about other years."""
    now = _OF_NOW.search(body)
    return DISTANCE.search(now[0]) if now else None


def _distance(found: Findings, said: Said, where: str) -> None:
    if said.other is None:
        return
    match = distance(said.card.body)
    equal = EQUAL.search(match[0] if match else said.card.body.split("verschil")[0].split("erschil")[0])
    shown = rounded(said.own.value - said.other.value, max(said.own.decimals, said.other.decimals))
    told = f"{said.card.body[:150]} (shown {said.line.own_text} / {said.other.value})"
    if match is None:
        if equal:
            found.look(
                "sentence: even veel",
                shown == 0 or "ongeveer" in equal[0] or "vrijwel" in equal[0],
                where,
                said.figure.id,
                told,
            )
        return
    size = number(match["value"])
    up = goes_up(match)
    if said.figure.unit == "km":
        plain = match["side"] not in ("hoger", "lager")
        found.look("sentence: a distance is not higher", plain, where, said.figure.id, match[0])
    rough = re.search(r"(ongeveer|bijna|ruim|vrijwel)", said.card.body[max(0, match.start() - 15) : match.start()])
    found.look("sentence: side", shown == 0 or (shown > 0) == up, where, said.figure.id, told, shown)
    if size is None:
        return
    step = 10.0 ** -max(said.own.decimals, said.other.decimals)
    exact = rounded(abs(shown), size.decimals) == size.value
    # More decimals than are shown: no sum that a reader can redo, yet within what the shown ones leave open.
    finer = size.decimals > said.own.decimals and abs(size.value - abs(shown)) <= step
    found.look("sentence: subtraction", exact or finer or bool(rough), where, said.figure.id, told, shown)
    year = YEAR.search(match["ref"])
    if year:
        line = said.card.lines.get(int(year[0]))
        good = line is not None and line.own is not None and _same(said.other, line.own)
        found.look(
            "sentence: base year of the difference", good, where, said.figure.id, told, _years_of(said.other, said.card)
        )


def goes_up(match: re.Match[str]) -> bool:
    """Which way a sentence of `DISTANCE` points."""
    return match["side"] in _UP.split("|")


def _ratio(found: Findings, said: Said, where: str) -> None:
    there = RATIO_THERE.search(said.card.body)
    match = there or RATIO.search(said.card.body)
    if match is None or said.other is None:
        return
    own, other = (said.other, said.own) if there else (said.own, said.other)
    told = number(match["value"])
    if told is None:
        return
    half_own, half_other = 0.5 * 10.0**-own.decimals, 0.5 * 10.0**-other.decimals
    low = (own.value - half_own) / (other.value + half_other)
    high = (own.value + half_own) / max(other.value - half_other, 1e-9)
    slack = 0.5 * 10.0**-told.decimals + 1e-9
    text = f"{match[0]} (shown {said.line.own_text} / {said.other.value})"
    found.look("sentence: ratio", low - slack <= told.value <= high + slack, where, said.figure.id, text, (low, high))
    differ = said.own.value != said.other.value
    bare = told.value == 0 or (told.value == 1 and differ)
    found.look("sentence: ratio that says nothing", not bare, where, said.figure.id, text)
    found.look("sentence: ratio of the larger", told.value >= 1, where, said.figure.id, text)


def _moved(found: Findings, truth: Truth, said: Said, where: str) -> None:
    match = SINCE.search(said.card.body)
    if match is None or truth.reference == "begin":
        return
    year, word = int(match[1]), match[3]
    first, last = _gap(truth, said, year), _gap(truth, said, said.line.year)
    text = f"{match[0]}: {first} -> {last}"
    if first is None or last is None:
        found.look("movement: years known", False, where, said.figure.id, text)
        return
    broken = [y for y, line in said.card.lines.items() if year < y <= said.line.year and BROKEN in line.known]
    found.look("movement: over a break", not broken, where, said.figure.id, text, broken)
    grew = abs(last[0]) - abs(first[0])
    right = {"kleiner": grew < 0, "groter": grew > 0}.get(word, True)
    found.look("movement: direction", right, where, said.figure.id, text)
    # What rounding of four numbers can make of it: half a step each, of the publisher or of what is shown.
    step = _step(truth, said)
    band = 2 * max(step, 10.0**-said.figure.decimals)
    if word in ("kleiner", "groter"):
        found.look("movement: within rounding", abs(grew) > 2 * step * (1 - 1e-9), where, said.figure.id, text, band)
    else:
        ends = _shown_gap(said.card, year), _shown_gap(said.card, said.line.year)
        # The page counts with the numbers that it shows.
        before, after = (abs(gap[0]) if end is None else abs(end) for end, gap in zip(ends, (first, last), strict=True))
        large = abs(after - before) > 0.5 * max(before, after) + 1e-9 and abs(after - before) > band * (1 + 1e-9)
        found.look("movement: called the same", not large, where, said.figure.id, text, band)
    ratio = IN_RATIO.search(said.card.body)
    if ratio and first[1] and last[1]:
        away = abs(math.log(last[1])) - abs(math.log(first[1]))
        half = max(step, 10.0**-said.figure.decimals) / 2
        open_ = sum(half / max(value, half) for gap in (first, last) for value in gap[2:])
        same = abs(away) < max(0.1, open_) or said.figure.by_chance
        good = {"kleiner": away < 0, "groter": away > 0}.get(ratio[1], same)
        found.look("movement: ratio", good, where, said.figure.id, f"{ratio[0]}: {first[1]:.3f} -> {last[1]:.3f}")
        if ratio[1] != "gelijk":
            # The publisher's rounding of the place's own two numbers alone.
            room = sum(step / 2 / max(gap[2], step / 2) for gap in (first, last)) if step else 0.0
            found.look(
                "movement: ratio within rounding",
                abs(away) > room,
                where,
                said.figure.id,
                f"{ratio[0]}: {first} -> {last}",
                room,
            )


def _shown_gap(card: Card, year: int) -> float | None:
    line = card.lines.get(year)
    if line is None or line.own is None or line.other is None:
        return None
    return rounded(line.own.value - line.other.value, max(line.own.decimals, line.other.decimals))


def _step(truth: Truth, said: Said) -> float:
    cells = truth.matched(said.figure, said.line.year, said.line.own)[1]
    steps = [cell.rounding for _code, cell in cells.cells] if cells else []
    return max(steps, default=0.0)


def _gap(truth: Truth, said: Said, year: int) -> tuple[float, float | None, float, float] | None:
    """(points, ratio, own, other) of a year, from the raw figures."""
    line = said.card.lines.get(year)
    codes, own = truth.matched(said.figure, year, line.own) if line else ((), None)
    other = truth.other(said.figure, year, codes)
    if own is None or other is None or own.value is None or other.value is None:
        return None
    ratio = own.value / other.value if other.value > 0 and own.value > 0 else None
    return own.value - other.value, ratio, own.value, other.value


def _spread(found: Findings, truth: Truth, said: Said, where: str) -> None:
    """The middle half of the places of its kind in the city, in the year of the number."""
    match = SPREAD.search(said.card.body)
    if match is None:
        return
    place, year = truth.place, said.line.year
    region = "NL00" if place.level == "GM" else place.gemeente
    levels = (place.level,) if place.level != "EI" else ("BU", "WK")
    for level in levels:
        cells = truth.recount.raw.cells.get((said.figure.id, year), {})
        codes = truth.recount.grouped.get((said.figure.id, year, level, region), [])
        values = sorted(v for code in codes if (v := cells[code].value) is not None)
        if values:
            break
    low, high = _quantile(values, 0.25), _quantile(values, 0.75)
    n = int(match["n"].replace(".", ""))
    told = (number(match["low"]), number(match["high"]))
    good = n == len(values) and all(t is not None and t.says(v) for t, v in zip(told, (low, high), strict=True))
    found.look("sentence: middle half", good, where, said.figure.id, match[0], (len(values), low, high))


def _quantile(values: list[float], share: float) -> float:
    at = share * (len(values) - 1)
    low = int(at)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (at - low)
