"""The whole round: every place of the sample, all its pages and answers; then the figures for all places at once."""

import random
from collections.abc import Iterator
from pathlib import Path

from recomputation import ground_check, lists_check, numbers_check, overview_check, sample, twins_check, words_check
from recomputation.files import COUNTRY
from recomputation.findings import Findings
from recomputation.numbers_check import Truth
from recomputation.raw import Figure
from recomputation.recount import Recount
from recomputation.served import Site

# Series asked for per place in JSON and CSV, beside its profile; cells followed back to the publisher.
SERIES, LINEAGES = 2, 250


def audit(recount: Recount, site: Site, data: Path, codes: list[str]) -> Findings:
    found = Findings()
    choose = random.Random(sample.SEED)
    newest = max(recount.raw.years)
    for turn, code in enumerate(codes):
        place = recount.place(code)
        for reference in sample.references(code, turn):
            truth = Truth(recount, place, reference)
            page, where = site.page(code, reference), f"/plek/{code}/?alles=ja&met={reference}"
            found.looked["pages"] += 1
            numbers_check.check(found, truth, page, where)
            words_check.check(found, truth, page, where)
            lists_check.check(found, truth, page, where, newest)
            ground_check.check(found, truth, page, where)
            ground_check.asides(found, truth, page, where)
            if not page.cards and not page.shorts:
                continue
            twins_check.profile(found, truth, site, page)
            names = sorted(name for name in page.cards if name in recount.raw.figures)
            for name in choose.sample(names, min(SERIES, len(names))):
                twins_check.series(found, truth, site, page, name)
    _figures(found, recount, site)
    _lineages(found, recount, site, choose)
    overview_check.focus(found, recount, site)
    return found


def _figures(found: Findings, recount: Recount, site: Site) -> None:
    """Each figure in its last year: gemeenten of the country; wijken and buurten of some cities, by turns."""
    cities = ("GM0080", "GM0606", "GM0995", "GM0014", "GM0344", "GM0518", "GM0824", "GM1652")
    for turn, (figure, level, year) in enumerate(_last(recount)):
        chosen = ("",) if level == "GM" else (cities[turn % len(cities)], cities[(turn + 3) % len(cities)])
        for city in chosen:
            if any(c[:2] == level and c[2:6] == (city or c)[2:6] for c in recount.raw.cells[figure.id, year]):
                overview_check.check(found, recount, site, figure, level, year, city)
    health = recount.raw.figures["eenzaam"]
    for city in ("GM0080", "GM0995", ""):
        overview_check.check(found, recount, site, health, "WK", 2016, city)


def _last(recount: Recount) -> Iterator[tuple[Figure, str, int]]:
    for name, figure in recount.raw.figures.items():
        for level in ("GM", "WK", "BU"):
            years = [
                year
                for year in recount.figure_years.get(name, ())
                if any(c[:2] == level and x.value is not None for c, x in recount.raw.cells[name, year].items())
            ]
            if years:
                yield figure, level, max(years)


def _lineages(found: Findings, recount: Recount, site: Site, choose: random.Random) -> None:
    keys = sorted(recount.raw.cells)
    for name, year in choose.choices(keys, k=LINEAGES):
        cells = recount.raw.cells[name, year]
        code = choose.choice(sorted(cells))
        if code != COUNTRY and not recount.ground.other(code, cells[code].division):
            overview_check.lineage(found, recount.raw, site, recount.raw.figures[name], code, year, cells[code])
