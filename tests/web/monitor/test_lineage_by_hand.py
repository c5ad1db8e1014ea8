"""Whoever has a calculator comes to the figure that a page shows, from the table of its parts."""

import math
import re
from collections.abc import Iterator

import pytest
from django.test import Client
from web.monitor.reading import seen

from toetssteen.answers.figures.numbers import exact
from toetssteen.answers.figures.rest import rest
from toetssteen.answers.figures.series import series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.indicators.aggregate import FigureKind
from toetssteen.kernel.areas import Level
from toetssteen.kernel.definitions import AggregationRule, Indicator

# "De uitgever rondt de cijfers van de delen af op € 1.000."
STEP = re.compile(r"rondt de cijfers van de delen af op\s(?:€\s)?(?P<step>[0-9.,]+?)(?:\s\S+)?\. Daarom")
Shown = tuple[str, Indicator, int, float]


def number(text: str) -> float:
    return float(text.replace(".", "").replace(",", ".").replace("\u2212", "-"))


def worked_out(atlas: Atlas) -> Iterator[Shown]:
    """Code, indicator, year and value of the worked-out figures of areas, a gemeente and the country, and of what is
    around them."""
    named = [place for place in atlas.gazetteer.places.values() if place.level is Level.GEBIED]
    for place in [*named, atlas.place("GM9901"), atlas.place("NL00")]:
        for indicator in atlas.indicators.values():
            if not atlas.cube.has_indicator(indicator.id):
                continue
            every = [series(atlas, place, indicator)]
            every += [] if place.level is Level.LAND else [rest(atlas, place, indicator)]
            for figures in every:
                for point in figures.points:
                    if point.value is not None and point.kind in (FigureKind.EXACT, FigureKind.APPROXIMATE):
                        yield figures.code, indicator, point.year, point.value


def by_hand(rows: list[list[str]], indicator: Indicator) -> float:
    names = rows[0]
    counted = [dict(zip(names, row, strict=True)) for row in rows[1:]]
    counted = [row for row in counted if row["Telt mee"] == "ja"]
    values = [number(row["Waarde"]) for row in counted]
    if indicator.aggregation.rule is AggregationRule.SUM:
        return sum(values)
    weights = [number(row["Gewicht"]) for row in counted]
    if indicator.aggregation.rule is AggregationRule.RATIO:
        return sum(values) / sum(weights) * (100 if indicator.unit == "%" else 1000)
    return sum(v * w for v, w in zip(values, weights, strict=True)) / sum(weights)


def test_the_table_of_the_parts_gives_the_figure_that_is_shown(client: Client, atlas: Atlas) -> None:
    every = list(worked_out(atlas))
    chosen = every[:: max(1, len(every) // 150)]
    assert len(chosen) > 100
    rounded = 0
    for code, indicator, year, value in chosen:
        page = seen(client.get(f"/herkomst/{indicator.id}/{code}/{year}/?alles=ja").content)
        (rows,) = (rows for caption, rows in page.tables.items() if caption.startswith("De delen van"))
        shown = exact(value, indicator)
        words = " ".join(page.pieces)
        assert shown in words, (code, indicator.id, year)
        found = by_hand(rows, indicator)
        if told := STEP.search(words):
            step = number(told["step"])
            found = math.floor(found / step + 0.5) * step
            rounded += 1
        assert exact(found, indicator) == shown, (code, indicator.id, year)
    assert rounded


def test_the_parts_are_in_the_file_and_in_the_api_as_well(client: Client, atlas: Atlas) -> None:
    code, indicator, year, value = next(f for f in worked_out(atlas) if f[0].startswith("rest-"))
    file = client.get(f"/herkomst/{indicator.id}/{code}/{year}/?deel=delen&als=csv").content.decode()
    answer = client.get(f"/v1/herkomst/{indicator.id}/{code}/{year}").json()
    assert answer["waarde"] == value
    parts = answer["berekening"]["delen"]
    assert parts
    assert answer["zonder"]["code"] == code.removeprefix("rest-")
    for part in parts:
        assert part["code"] in file
        assert part["teltMee"] is (part["reden"] == "")
        assert part["cel"] is None or part["cel"]["waarde"] == part["waarde"]


def test_what_is_compared_with_leads_to_its_own_parts(client: Client, atlas: Atlas) -> None:
    code = next(code for code, _i, _y, _v in worked_out(atlas) if code.startswith("rest-"))
    page = seen(client.get(f"/plek/{code.removeprefix('rest-')}/?alles=ja").content)
    assert any(f"/{code}/" in link and link.startswith("/herkomst/") for link in page.links)


@pytest.mark.usefixtures("served")
def test_there_is_nothing_around_the_country(client: Client) -> None:
    assert client.get("/herkomst/inwoners/rest-NL00/2020/").status_code == 404
