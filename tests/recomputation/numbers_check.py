"""Every number of a page against the raw files: own years, the reference beside it, the parts, how it is known."""

from collections.abc import Iterator

from recomputation.files import COUNTRY
from recomputation.findings import Findings
from recomputation.pages import Card, Line, Page, Table
from recomputation.place import Place
from recomputation.raw import Figure
from recomputation.reading import Number, number
from recomputation.recount import PUBLISHED, Answer, Recount

# How an answer's making is told in the column "Hoe bekend".
ESTIMATED = "geschat"
WORDS = {"secret": "geheim", "absent": "geen cijfer", "unpublished": "nog niet gepubliceerd"}


class Truth:
    """What the raw files say of one place and its reference ("rest", "stad", "land" or "begin")."""

    def __init__(self, recount: Recount, place: Place, reference: str) -> None:
        self.recount, self.place, self.reference = recount, place, reference

    def own(self, figure: Figure) -> dict[int, Answer]:
        """By year, of the ground that the place is today."""
        return self.recount.series(self.place, figure)

    def earlier(self, figure: Figure, year: int) -> Iterator[tuple[str, Answer]]:
        """The same ground under another code: (code, its published cell)."""
        ground = self.recount.ground
        for code, division in ground.earlier(self.place.code) if self.place.level in ("WK", "GM", "BU") else ():
            cell = self.recount.raw.own(figure.id, year, code)
            if cell is not None and ground.same(code, *sorted((division, cell.division))):
                yield code, Answer(cell.value, PUBLISHED if cell.value is not None else cell.silence, ((code, cell),))

    def empty(self, year: int) -> bool:
        """Whether nobody lived here in that year, as far as the files say."""
        cell = self.recount.raw.own("inwoners", year, self.place.code)
        return cell is not None and cell.value == 0

    def matched(self, figure: Figure, year: int, shown: Number | None) -> tuple[tuple[str, ...], Answer | None]:
        """The answer that the page shows in a year: its own, or the cell of the same ground under an earlier code
        (then with that code). None when the raw files have no such number."""
        own = self.own(figure).get(year)
        if own is not None and says(shown, own):
            return (), own
        for code, answer in self.earlier(figure, year):
            if says(shown, answer):
                return (code,), answer
        return (), None

    def other(self, figure: Figure, year: int, codes: tuple[str, ...] = ()) -> Answer | None:
        """The reference in a year. codes: under which the place was counted then, beside its own."""
        if self.reference == "rest":
            return self.recount.rest(self.place, figure, year, codes)
        if self.reference == "begin":
            return None
        code = self.place.gemeente if self.reference == "stad" else COUNTRY
        return self.recount.series(self.recount.place(code), figure).get(year)


def says(shown: Number | None, answer: Answer | None) -> bool:
    """Whether a shown number is the answer's (both may be absent)."""
    value = None if answer is None else answer.value
    return shown is None if value is None else shown is not None and shown.says(value)


def check(found: Findings, truth: Truth, page: Page, where: str) -> None:
    figures = truth.recount.raw.figures
    for name, card in page.cards.items():
        if name in figures:
            _card(found, truth, figures[name], card, where)
    for name, told in page.unknown.items():
        own = truth.own(figures[name]) if name in figures else {}
        last = own[max(own)] if own else None
        if last is not None and last.value is None and not truth.empty(max(own)):
            good = last.known != "secret" or WORDS["secret"] in told
            found.look("secret told as unknown", good, where, name, told)
    for short in page.shorts:
        figure = figures[short.figure]
        codes, answer = truth.matched(figure, short.year, short.own)
        right = _value(truth.own(figure).get(short.year))
        found.look("own number", answer is not None, where, short.figure, f"{short.year}: {short.text}", right)
        if short.other is not None and truth.reference != "begin":
            other = truth.other(figure, short.year, codes)
            good = says(short.other, other)
            found.look("reference number", good, where, short.figure, f"{short.year}: {short.text}", _value(other))


def _card(found: Findings, truth: Truth, figure: Figure, card: Card, where: str) -> None:
    own = truth.own(figure)
    for line in card.lines.values():
        _line(found, truth, figure, card, line, where)
    for year, answer in own.items():
        # When gemeenten merged step by step, what they were in years before the first map is not known.
        merged = {code for code, _cell in answer.cells} <= set(truth.recount.former.get(truth.place.code, ())) - {
            truth.place.code
        }
        if answer.value is not None and year not in card.lines and not merged:
            found.look("year left out", False, where, figure.id, f"{year} is not on the page", answer.value)
        else:
            found.look("year left out", True, where, figure.id, "")
    if card.parts is not None:
        _parts(found, truth, figure, card.parts, where)


def _line(found: Findings, truth: Truth, figure: Figure, card: Card, line: Line, where: str) -> None:
    own = truth.own(figure).get(line.year)
    codes, match = truth.matched(figure, line.year, line.own)
    told = f"{line.year}: {line.own_text} / {line.other_text} ({line.known})"
    good = match is not None or (line.own is None and own is None)
    found.look("own number", good, where, figure.id, told, _value(own))
    if match is not None:
        _known(found, truth, figure, line, match, where, told)
    if truth.reference == "begin" or line.other_text == "":
        return
    other = truth.other(figure, line.year, codes)
    if line.other is not None or other is not None:
        # What we could add up may be refused for a good reason; what is shown must be right.
        found.look(
            "reference number", line.other is None or says(line.other, other), where, figure.id, told, _value(other)
        )
    if line.other is not None and other is not None and other.known.startswith("bij benadering"):
        rough = "benadering" in f"{line.other_text} {line.known} {' '.join(card.columns)} {card.whole}"
        found.look("reference told as rough", rough, where, figure.id, told, other.known)


def _known(found: Findings, truth: Truth, figure: Figure, line: Line, answer: Answer, where: str, told: str) -> None:
    if answer.value is None:
        if truth.empty(line.year):
            found.look("silence where nobody lives", "te weinig mensen" not in line.known, where, figure.id, told)
        elif answer.known in WORDS:
            word = WORDS[answer.known]
            found.look("how silence is told", word in line.known or line.aside, where, figure.id, told, answer.known)
        return
    found.look("how it is known", answer.known in line.known or line.aside, where, figure.id, told, answer.known)
    if answer.estimated:
        found.look("estimates marked", ESTIMATED in line.known, where, figure.id, told)


def _parts(found: Findings, truth: Truth, figure: Figure, table: Table, where: str) -> None:
    year = next((int(word) for word in table.caption.replace(",", " ").split() if word.isdigit() and len(word) == 4), 0)
    for row, links in zip(table.rows, table.links, strict=True):
        shown = None if row[1].startswith("–") else number(row[1])
        if not links[0]:
            _part_of_then(found, truth, figure, year, row, shown, where)
            continue
        code = links[0].strip("/").rpartition("/")[2]
        cell = truth.recount.raw.own(figure.id, year, code)
        good = cell is not None and says(shown, Answer(cell.value, ""))
        found.look("number of a part", good, where, figure.id, f"{code} {row}", cell)
        if cell is not None and shown is not None:
            # A part of a gemeente may stand under the name it had then; a named area is said to consist of these.
            ground = truth.recount.ground
            aside = any("andere plek" in text for text in row)
            named = truth.place.level != "EI" and ground.called(code, cell.division, row[0])
            other = ground.other(code, cell.division) and not aside and not named
            found.look("part of another ground", not other, where, figure.id, f"{year}: {code} {row[0]} {row[1]}")


def _part_of_then(
    found: Findings, truth: Truth, figure: Figure, year: int, row: list[str], shown: Number | None, where: str
) -> None:
    """A part without a page: some code that means other ground now, was called so, and had this figure."""
    ground, place = truth.recount.ground, truth.place
    parts = {code for level in place.finer for code in truth.recount.all_parts(place, level)}
    cells = truth.recount.raw.cells[figure.id, year].items()
    good = any(
        (code in parts if place.level == "EI" else code[2:].startswith(place.code[2:]))
        and ground.other(code, cell.division)
        for code, cell in cells
        if says(shown, Answer(cell.value, "")) and ground.called(code, cell.division, row[0])
    )
    found.look("number of a part", good, where, figure.id, str(row))


def _value(answer: Answer | None) -> object:
    return None if answer is None else (answer.value, answer.known)
