"""The row of the overview as a drawing: across in per cent, so that it is the same at every width."""

import math
import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from toetssteen.web.ui.pictures.glance import GlanceMark, GlancePlot, glance_axis, glance_plot

POSITIONS = st.floats(-30, 30)


def marks(positions: list[float]) -> list[GlanceMark]:
    return [GlanceMark(position, f"deel {n}") for n, position in enumerate(positions)]


def tree(drawing: str) -> ElementTree.Element:
    return ElementTree.fromstring(drawing)


@given(POSITIONS, st.lists(POSITIONS, max_size=80), st.lists(POSITIONS, max_size=300), st.none() | POSITIONS)
def test_everything_lies_within_the_box(
    place: float, parts: list[float], places: list[float], begin: float | None
) -> None:
    plot = GlancePlot(
        -1.5,
        2.0,
        GlanceMark(place, "Plek: 1"),
        begin=None if begin is None else GlanceMark(begin, "in 2013: 2"),
        parts=marks(parts),
        places=places,
    )
    drawing = glance_plot(plot)
    tree(drawing)
    shares = [float(number) for number in re.findall(r'"(-?[\d.]+)%"', drawing)]
    assert all(math.isfinite(share) and 0 <= share <= 100 for share in shares)


@given(st.lists(POSITIONS, max_size=60))
def test_every_part_is_drawn_and_has_its_name(positions: list[float]) -> None:
    drawing = glance_plot(GlancePlot(-1.5, 1.5, GlanceMark(0.0, "Plek"), parts=marks(positions)))
    names = [element.text for element in tree(drawing).iter("title")]
    assert sorted(name for name in names if name != "Plek") == sorted(f"deel {n}" for n in range(len(positions)))


def test_what_lies_beyond_the_ends_is_an_arrow_there() -> None:
    drawing = glance_plot(GlancePlot(-1.5, 1.5, GlanceMark(9.0, "Plek"), parts=marks([-7.0])))
    assert 'x="0%"' in drawing.replace("0.0%", "0%")
    assert 'x="100.0%"' in drawing
    assert "circle" not in drawing


def test_names_are_escaped() -> None:
    drawing = glance_plot(GlancePlot(-1.5, 1.5, GlanceMark(0.0, "<b>&"), begin=GlanceMark(1.0, "<i>")))
    assert "<b>" not in drawing
    assert "<i>" not in drawing
    tree(glance_axis(-1.5, 1.5, reference="de rest van <Stad>", harder="moeilijker", better="beter"))


def test_the_reference_is_the_same_line_in_head_and_rows() -> None:
    zero = f"{100 * 2 / 3.5:.1f}%"
    assert zero in glance_plot(GlancePlot(-2.0, 1.5, GlanceMark(0.5, "Plek")))
    assert zero in glance_axis(-2.0, 1.5, reference="Stad", harder="moeilijker", better="beter")
