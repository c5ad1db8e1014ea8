"""Page, API and downloads beside each other, and every field of these against the raw files."""

import math
import re
from collections.abc import Mapping
from typing import Any

from recomputation.findings import Findings
from recomputation.ground_check import foreign, told_elsewhere
from recomputation.numbers_check import Truth, says
from recomputation.pages import Card, Page
from recomputation.raw import Figure
from recomputation.recount import Answer
from recomputation.served import Site, number_in
from recomputation.words_check import start_of

KINDS = {
    "gepubliceerd": "gepubliceerd",
    "berekend uit de delen": "berekend",
    "bij benadering, berekend uit de delen": "benaderd",
}


def profile(found: Findings, truth: Truth, site: Site, page: Page) -> None:
    """The profile of the API: values, years, units, differences, sentences; of the place against one reference."""
    code = truth.place.code
    where = f"/v1/plekken/{code}/cijfers?met={truth.reference}"
    answer = site.json(f"/plekken/{code}/cijfers?met={truth.reference}")
    shorts = {(short.figure, short.year): short for short in page.shorts}
    read = set()
    for one in answer["lezingen"]:
        name, year = one["cijfer"], one["jaar"]
        read.add(name)
        figure, card = truth.recount.raw.figures[name], page.cards.get(name)
        line = card.lines.get(year) if card else shorts.get((name, year))
        told = f"{year}: {one['waarde']}"
        good = line is not None and line.own is not None and line.own.says(one["waarde"])
        found.look("twin: API profile and page", good, where, name, told, line and line.own)
        found.look("field: unit", one["eenheid"] == figure.unit, where, name, one["eenheid"], figure.unit)
        _reading(found, truth, figure, one, card, where)
        if card is not None:
            for sentence in one["zinnen"]:
                there = " ".join(sentence.replace("\u00a0", " ").split()) in f"{card.lead} {card.body}"
                found.look("twin: sentence of the API on the page", there, where, name, sentence, card.body[:120])
    shown = {n for n, card in page.cards.items() if card.latest and not card.aside} | {n for n, _y in shorts}
    found.look(
        "twin: same figures", shown <= read | {s.figure for s in page.shorts if s.aside}, where, "", str(shown - read)
    )


def _reading(
    found: Findings, truth: Truth, figure: Figure, one: Mapping[str, Any], card: Card | None, where: str
) -> None:
    year, value, other = one["jaar"], one["waarde"], one["vergelekenWaarde"]
    codes, right = _match(truth, figure, year, value)
    found.look("field: value", right is not None, where, figure.id, f"{year}: {value}", truth.own(figure).get(year))
    if right is None:
        return
    found.look(
        "field: how it is known",
        KINDS.get(right.known) == one["bepaling"],
        where,
        figure.id,
        one["bepaling"],
        right.known,
    )
    estimated = (one["status"] == "geschat") == right.estimated
    found.look("field: status", estimated, where, figure.id, f"{year}: {one['status']}", right.estimated)
    if not codes:
        strange = foreign(truth, right)
        told = told_elsewhere(one)
        found.look("ground: API profile", not strange or told, where, figure.id, f"{year}: {value}", strange)
    if other is None:
        return
    found.look(
        "field: difference",
        math.isclose(one["verschil"], value - other, abs_tol=1e-9),
        where,
        figure.id,
        str(one["verschil"]),
        value - other,
    )
    ratio = one["verhouding"]
    if ratio is not None:
        found.look(
            "field: ratio",
            math.isclose(ratio, value / other, rel_tol=1e-9),
            where,
            figure.id,
            str(ratio),
            value / other,
        )
    if truth.reference == "begin":
        _base_year(found, truth, figure, one, where)
    else:
        against = truth.other(figure, year, codes)
        good = against is not None and against.value is not None and _close(other, against.value)
        found.look("field: compared value", good, where, figure.id, f"{year}: {other}", against and against.value)


def _base_year(found: Findings, truth: Truth, figure: Figure, one: Mapping[str, Any], where: str) -> None:
    """Some field says of which year the number is that it is held against, and it is of that year."""
    years = [v for k, v in one.items() if k != "jaar" and re.search("jaar", k, re.I) and isinstance(v, int)]
    good = any(_match(truth, figure, year, one["vergelekenWaarde"])[1] is not None for year in years)
    found.look("field: year of the compared value", good, where, figure.id, f"{one['vergelekenWaarde']} of {years}")


def _match(truth: Truth, figure: Figure, year: int, value: float | None) -> tuple[tuple[str, ...], Answer | None]:
    """As `Truth.matched`, but exact."""
    own = truth.own(figure).get(year)
    if own is not None and _close(value, own.value):
        return (), own
    for code, answer in truth.earlier(figure, year):
        if _close(value, answer.value):
            return (code,), answer
    return (), None


def _close(one: float | None, two: float | None) -> bool:
    if one is None or two is None:
        return one is two
    return math.isclose(one, two, rel_tol=1e-9, abs_tol=1e-9)


def series(found: Findings, truth: Truth, site: Site, page: Page, name: str) -> None:
    """One figure through the years: JSON, CSV of the API, CSV of the page and the page itself."""
    figure, code, card = truth.recount.raw.figures[name], truth.place.code, page.cards[name]
    where = f"/v1/plekken/{code}/cijfers/{name}"
    answer = site.json(f"/plekken/{code}/cijfers/{name}")
    found.look("field: unit", answer["eenheid"] == figure.unit, where, name, answer["eenheid"], figure.unit)
    points = {point["jaar"]: point for point in answer["punten"]}
    found.look("twin: years", set(points) == set(card.lines), where, name, str(sorted(points)), sorted(card.lines))
    for point in points.values():
        _point(found, truth, figure, point, card, where)
    _api_csv(found, site, points, figure, code, where)
    _page_csv(found, truth, site, card, figure)


def _point(found: Findings, truth: Truth, figure: Figure, point: Mapping[str, Any], card: Card, where: str) -> None:
    year, value = point["jaar"], point["waarde"]
    codes, right = _match(truth, figure, year, value)
    told = f"{year}: {value}"
    nothing = value is None and truth.own(figure).get(year) is None
    found.look("field: value", right is not None or nothing, where, figure.id, told, truth.own(figure).get(year))
    line = card.lines.get(year)
    if line is not None:
        found.look(
            "twin: API series and page", says(line.own, Answer(value, "")), where, figure.id, told, line.own_text
        )
    if right is None or value is None:
        return
    if point.get("eerdereCode"):
        ground = truth.recount.ground.earlier(truth.place.code)
        found.look(
            "field: earlier code",
            point["eerdereCode"] in {code for code, _division in ground},
            where,
            figure.id,
            f"{year}: {point['eerdereCode']}",
            ground,
        )
    elif not codes:
        strange = foreign(truth, right)
        found.look("ground: API series", not strange or told_elsewhere(point), where, figure.id, told, strange)
    found.look(
        "field: how it is known",
        KINDS.get(right.known) == point["bepaling"],
        where,
        figure.id,
        f"{year}: {point['bepaling']}",
        right.known,
    )


def _api_csv(
    found: Findings, site: Site, points: Mapping[int, Mapping[str, Any]], figure: Figure, code: str, where: str
) -> None:
    table = site.csv(f"/v1/plekken/{code}/cijfers/{figure.id}?formaat=csv")
    rows, header = table.rows, table.names
    found.look("twin: rows of the API's csv", len(rows) == len(points), where, figure.id, str(len(rows)), len(points))
    found.look(
        "field: csv names its source", any("bron" in name for name in header), where, figure.id, ";".join(header)
    )
    found.look(
        "field: csv says whether invented",
        any("verzonnen" in name for name in header),
        where,
        figure.id,
        ";".join(header),
    )
    for row in rows:
        point = points[int(row["jaar"])]
        found.look(
            "twin: API csv and JSON",
            _close(number_in(row["waarde"]), point["waarde"]),
            where,
            figure.id,
            str(row),
            point["waarde"],
        )
        found.look("field: unit", row["eenheid"] == figure.unit, where, figure.id, row["eenheid"], figure.unit)


def _page_csv(found: Findings, truth: Truth, site: Site, card: Card, figure: Figure) -> None:
    query = f"met={truth.reference}&" if truth.reference else ""
    address = f"/plek/{truth.place.code}/?{query}deel=jaren-{figure.id}&als=csv"
    table = site.csv(address)
    rows, header = table.lines, table.header
    found.look(
        "twin: rows of the page's csv",
        len(rows) == len(card.lines),
        address,
        figure.id,
        str(len(rows)),
        len(card.lines),
    )
    apart = len(set(header)) == len(header)
    found.look("field: columns of the csv named apart", apart, address, figure.id, ";".join(header))
    for cells in rows:
        line = card.lines.get(int(cells[0]))
        texts = [line.own, line.other] if line and len(card.columns) > 3 else [line.own if line else None]
        for shown, cell in zip(texts, cells[1:], strict=False):
            value = number_in(cell)
            good = (shown.value if shown else None) == value
            found.look("twin: page csv and page", good, address, figure.id, str(cells[:4]), shown)
    if figure.unit == "%" and header:
        found.look("field: unit", "%" in header[1], address, figure.id, header[1])
    found.look(
        "field: csv names its source",
        any("bron" in name.lower() for name in header),
        address,
        figure.id,
        ";".join(header),
    )
    _column_years(found, truth, card, figure, header, address)


def _column_years(found: Findings, truth: Truth, card: Card, figure: Figure, header: list[str], address: str) -> None:
    """A column named after a year (of a place held against itself) names the year of the number in the sentence."""
    named = [int(name[:4]) for name in header[1:] if re.fullmatch(r"(19|20)\d\d( \(.*\))?", name)]
    for year in named:
        start = _start_year(card)
        found.look("field: year in the header of the csv", year == start, address, figure.id, f"{year}", start)


def _start_year(card: Card) -> int | None:
    line = start_of(card, card.latest) if card.latest else None
    return line.year if line else None
