"""The lists of a page: each line against its card and sentence, each card against the lists, each line with its year."""

from recomputation.findings import Findings
from recomputation.numbers_check import Truth
from recomputation.pages import Card, Item, Page
from recomputation.raw import Figure
from recomputation.reading import rounded
from recomputation.words_check import EQUAL, distance, goes_up

# Lines about figures older than this many years stand apart.
OLD = 5
JUDGED = ("goed", "minder")


def check(found: Findings, truth: Truth, page: Page, where: str, newest: int) -> None:
    figures = truth.recount.raw.figures
    for item in page.items:
        card = page.cards.get(item.figure)
        figure = figures.get(item.figure)
        found.look(
            "list: line without its figure", card is not None and figure is not None, where, item.figure, item.text
        )
        if card is None or figure is None:
            continue
        _numbers(found, item, card, where)
        _years(found, truth, item, card, figure, where, newest)
        if item.group in JUDGED:
            _standing(found, item, card, figure, where)
        elif item.group == "gelijk":
            _equal(found, item, card, where)
        elif item.group == "kleiner":
            _closing(found, item, card, where)
    _complete(found, page, figures, where)


def _numbers(found: Findings, item: Item, card: Card, where: str) -> None:
    """The two numbers of the line are those of the card's year."""
    year = card.latest if card.latest in item.years else next((y for y in item.years if y in card.lines), card.latest)
    line = card.lines.get(year) if year else None
    if line is None or item.group == "kleiner":
        return
    good = item.value == line.own and (item.against == line.other or line.other is None)
    found.look(
        "list: numbers of the table", good, where, item.figure, item.text, f"{line.own_text} / {line.other_text}"
    )


def _years(found: Findings, truth: Truth, item: Item, card: Card, figure: Figure, where: str, newest: int) -> None:
    if card.latest is None or item.group == "kleiner":
        return
    found.look("list: year on the line", card.latest in item.years, where, item.figure, item.text, card.latest)
    old = newest - card.latest > OLD
    if old:
        found.look("list: old figures apart", item.old, where, item.figure, item.text, card.latest)
    answer = truth.own(figure).get(card.latest)
    if answer is not None and answer.estimated:
        found.look("list: estimates marked", "schat" in item.text, where, item.figure, item.text)


def _standing(found: Findings, item: Item, card: Card, figure: Figure, where: str) -> None:
    """A line under "goed" or "moeilijker" agrees with the subtraction a reader does on it, and with its sentence."""
    told = f"{item.group}: {item.text} | {card.body[:130]}"
    if item.value is not None and item.against is not None:
        gap = rounded(item.value.value - item.against.value, 3)
        better = gap != 0 and (gap > 0) == (figure.direction == "higher")
        worse = gap != 0 and not better
        wrong = (item.group == "goed" and worse) or (item.group == "minder" and not worse)
        found.look("list: against its own numbers", not wrong, where, item.figure, told)
    match = distance(card.body)
    if match is not None:
        up = goes_up(match)
        good = up == (figure.direction == "higher")
        found.look("list: against its sentence", good == (item.group == "goed"), where, item.figure, told)
    elif EQUAL.search(card.body.partition("verschil")[0].partition("erschil")[0]):
        found.look("list: against its sentence", item.group == "goed", where, item.figure, told)


def _equal(found: Findings, item: Item, card: Card, where: str) -> None:
    """What stands under "ongeveer gelijk" is told so, and never as plainly more or less."""
    match = distance(card.body)
    rough = EQUAL.search(card.body) is not None or "ongeveer" in card.body or "vrijwel" in card.body
    found.look(
        "list: against its sentence", match is None or rough, where, item.figure, f"{item.text} | {card.body[:130]}"
    )


def _closing(found: Findings, item: Item, card: Card, where: str) -> None:
    """Under "waar het verschil kleiner wordt": in points, and not the same or larger as a ratio unless that is said."""
    told = f"{item.text} | {card.body}"
    found.look("list: closing in points", "kleiner" in card.body, where, item.figure, told)
    said = "verhouding" in item.text
    same = "in verhouding is het gelijk" in card.body or "in verhouding is het groter" in card.body
    found.look("list: closing as a ratio", not same or said, where, item.figure, told)


def _complete(found: Findings, page: Page, figures: dict[str, Figure], where: str) -> None:
    """Every key figure with a direction and a comparison stands in one list, once."""
    listed = [item.figure for item in page.items if item.group != "kleiner"]
    for name, card in page.cards.items():
        figure = figures.get(name)
        if figure is None or not figure.key or figure.direction == "context" or card.aside:
            continue
        compared = distance(card.body) is not None
        times = listed.count(name)
        good = times == 1 if compared else times <= 1
        found.look("list: each figure once", good, where, name, f"stands {times} times", card.body[:100])
