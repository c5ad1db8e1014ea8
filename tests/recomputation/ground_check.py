"""No figure of another ground: not in a list, not as today's figure, not in a year, a part or an answer of the API."""

import re

from recomputation.findings import Findings
from recomputation.numbers_check import Truth, says
from recomputation.pages import ELSEWHERE, Page
from recomputation.raw import Figure
from recomputation.reading import Number
from recomputation.recount import Answer

_GONE = re.compile(
    r"niet meer in (de indeling|gebruik)|bestaat niet meer|is opgeheven|gingen? op in|ligt nu in|heet nu"
)


def check(found: Findings, truth: Truth, page: Page, where: str) -> None:
    figures = truth.recount.raw.figures
    if truth.place.level in ("WK", "BU", "GM") and not truth.recount.ground.lives(truth.place.code):
        told = _GONE.search(page.words) is not None
        found.look("ground: gone and not told", told, where, "", page.words[:120])
        return
    for item in page.items:
        card = page.cards.get(item.figure)
        if card is not None and item.figure in figures and card.latest is not None:
            strange = elsewhere(truth, figures[item.figure], card.latest, card.lines[card.latest].own)
            found.look("ground: in a list", not strange or item.aside, where, item.figure, item.text, strange)
    for name, card in page.cards.items():
        if name not in figures or card.latest is None:
            continue
        strange = elsewhere(truth, figures[name], card.latest, card.lines[card.latest].own)
        found.look("ground: as the figure of today", not strange or card.aside, where, name, card.lead[:110], strange)
        for year, line in card.lines.items():
            if line.own is not None:
                strange = elsewhere(truth, figures[name], year, line.own)
                told = f"{year}: {line.own_text}"
                found.look("ground: in a year", not strange or line.aside, where, name, told, strange)
            elif line.aside and truth.place.level in ("WK", "BU", "GM"):
                _hidden(found, truth, figures[name], year, line.known, where)
    for short in page.shorts:
        strange = elsewhere(truth, figures[short.figure], short.year, short.own)
        found.look("ground: in a short row", not strange or short.aside, where, short.figure, short.text, strange)


def _hidden(found: Findings, truth: Truth, figure: Figure, year: int, told: str, where: str) -> None:
    """What is set apart is of other ground indeed, by the cell of the place itself or of its parts."""
    place, recount = truth.place, truth.recount
    own = recount.raw.own(figure.id, year, place.code)
    if own is not None:
        other = recount.ground.other(place.code, own.division)
    else:
        parts = [c for level in ("WK", "BU") for c in recount.parts(place, level, figure.id, year)]
        other = recount.elsewhere(place, figure, year, parts)
    found.look("ground: set apart though its own", other, where, figure.id, f"{year}: {told}")


def asides(found: Findings, truth: Truth, page: Page, where: str) -> None:
    """What is told of another place: its number, its name and its division are those of the cell."""
    ground, place = truth.recount.ground, truth.place
    for one in page.asides:
        cell = truth.recount.raw.own(one.figure, one.year, place.code)
        good = (
            cell is not None
            and cell.division == one.division
            and says(one.value, Answer(cell.value, ""))
            and ground.other(place.code, one.division)
            and ground.called(place.code, one.division, one.name)
        )
        found.look("ground: told of another place", good, where, one.figure, one.text, cell)


def elsewhere(truth: Truth, figure: Figure, year: int, shown: Number | None) -> str:
    """Of which other ground the figure of a year is; "" when it is not, or when no file tells. A year that the page
    shows under a former code of the same ground is no other ground."""
    codes, answer = truth.matched(figure, year, shown)
    if codes or answer is None or answer.value is None:
        return ""
    return foreign(truth, answer)


def foreign(truth: Truth, answer: Answer) -> str:
    """Where a place is added up, every part that is of today's place must be of its own ground. Parts of a gemeente or
    of the country fill it whatever their borders: they are judged by the whole."""
    place, ground, raw = truth.place, truth.recount.ground, truth.recount.raw
    if place.level == "NL":
        return ""
    for code, cell in answer.cells:
        if (place.level == "GM" and code != place.code) or code in answer.left_out:
            continue
        if ground.other(code, cell.division):
            meant = next(iter(raw.names.get(cell.division, {}).get(code, [])), "?")
            return f"{code} in the division of {cell.division} was {meant}"
    if place.level == "GM" and answer.cells and answer.cells[0][0] != place.code:
        division = answer.cells[0][1].division
        former = truth.recount.former.get(place.code, ())
        if ground.other(place.code, division) and not set(former) & {code for code, _cell in answer.cells}:
            return f"added up within its borders of {division}"
    return ""


def told_elsewhere(point: object) -> bool:
    """Whether an answer of the API says itself that it is of another ground."""
    text = str(point)
    return bool(ELSEWHERE.search(text)) or "anderePlek" in text or "andere-plek" in text
