"""No axis is finer than ten steps of what is published: read back from the drawings of every figure, invented and real."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from web.ui.laid_out import laid_out

from toetssteen.answers.comparison.compare import compare, themes
from toetssteen.answers.figures.overview import overview
from toetssteen.answers.figures.profile import profile
from toetssteen.answers.figures.series import series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.kernel.areas import COUNTRY
from toetssteen.kernel.definitions import Indicator
from toetssteen.kernel.dutch import amount_in, as_shown
from toetssteen.warehouse.snapshots import Shelf
from toetssteen.web.monitor.compare.rows import compared_row
from toetssteen.web.monitor.figure import pictures
from toetssteen.web.monitor.profile.cards import card
from toetssteen.web.ui.pictures import Picture

SVG = "{http://www.w3.org/2000/svg}"
HEIGHT = 220.0
LEAST_STEPS = 10
ALIKE = "Vrijwel gelijk"


@pytest.fixture(params=["invented", "real"], scope="module")
def atlas(request: pytest.FixtureRequest) -> Iterator[Atlas]:
    var: Path = request.getfixturevalue(f"{request.param}_var")
    snapshot = Shelf(var / "snapshots").open_current()
    yield Atlas(snapshot)
    snapshot.reader.close()


def ticks(drawing: str, direction: str) -> list[tuple[float, float]]:
    """Where the axis has a number, and which."""
    found = []
    for group in ElementTree.fromstring(drawing).iter(f"{SVG}g"):
        if group.get("class") == "axis":
            for text in group.iter(f"{SVG}text"):
                amount = amount_in((text.text or "").lstrip("+"))
                assert amount is not None, text.text
                middle = float(text.get(direction, 0))
                if direction == "x":
                    # The stroke above the number, not the number: that may slide.
                    middle = _stroke_over(group, text)
                found.append((middle, amount.value))
    return found


def _stroke_over(group: ElementTree.Element, text: ElementTree.Element) -> float:
    strokes = [line for line in group.iter(f"{SVG}line") if line.get("x1") == line.get("x2")]
    texts = list(group.iter(f"{SVG}text"))
    return float(strokes[texts.index(text)].get("x1", 0))


def span(picture: Picture, direction: str) -> float:
    """The distance from end to end of an axis, in the unit of its figure."""
    drawing = laid_out(picture.fluid, 720)
    found = ticks(drawing, direction)
    assert len(found) > 1, drawing
    (here, low), (there, high) = found[0], found[-1]
    length = HEIGHT
    if direction == "x":
        rule = re.search(r'class="axis"[^>]*><line x1="([\d.]+)" y1="[\d.]+" x2="([\d.]+)"', drawing)
        assert rule is not None
        length = float(rule[2]) - float(rule[1])
    return abs(high - low) / abs(there - here) * length


def check(picture: Picture | None, indicator: Indicator, direction: str) -> int:
    if picture is None:
        return 0
    # Thousands of euros are written in euros.
    unit = 1000.0 if indicator.unit == "x 1.000 euro" else 1.0
    least = LEAST_STEPS * 10.0**-indicator.decimals * unit
    # Places in the drawing are whole tenths.
    assert span(picture, direction) >= least * 0.985, (indicator.id, direction, span(picture, direction), least)
    return 1


def with_figures(atlas: Atlas) -> list[Indicator]:
    return [indicator for indicator in atlas.indicators.values() if atlas.cube.has_indicator(indicator.id)]


def test_every_page_of_a_figure(atlas: Atlas) -> None:
    drawn = alike = 0
    for indicator in with_figures(atlas):
        line = pictures.line(atlas, overview(atlas, indicator.id), "NL")
        path = pictures.path_of(atlas, indicator, COUNTRY)
        drawn += check(line, indicator, "x") + check(path, indicator, "y")
        if path is None:
            continue
        points = series(atlas, atlas.place(COUNTRY), indicator).points
        shown = [Decimal(repr(as_shown(p.value, indicator.decimals))) for p in points if p.value is not None]
        coarsest = max([*(use.rounding for use in indicator.columns), 10.0**-indicator.decimals])
        if ALIKE in path.wide:
            alike += 1
            assert max(shown) - min(shown) <= Decimal(repr(coarsest)), indicator.id
        else:
            assert max(shown) - min(shown) > Decimal(1).scaleb(-indicator.decimals), indicator.id
    assert drawn > 60
    assert alike > 0


def test_every_picture_of_places_and_of_places_side_by_side(atlas: Atlas) -> None:
    named = [place.code for place in atlas.gazetteer.places.values() if place.named is not None and place.members]
    drawn = 0
    for code in named[:6]:
        found = profile(atlas, code)
        for reading in (one for theme in found.themes for one in theme.readings):
            if reading.latest is None or reading.latest.value is None:
                continue
            drawings = card(atlas, found, reading, deep=True)
            drawn += check(drawings.line, reading.indicator, "x")
            drawn += check(drawings.path, reading.indicator, "y")
            drawn += check(drawings.gap, reading.indicator, "y")
    for theme in themes(atlas):
        compared = compare(atlas, named[:3], theme.id)
        for row in compared.rows:
            drawn += check(compared_row(atlas, compared, row).line, row.indicator, "x")
    assert drawn > 100
