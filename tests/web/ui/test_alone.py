"""A picture by itself, and the map as a drawing."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toetssteen.web.ui.pictures import LineOfPlaces, Mark, Words, line_of_places
from toetssteen.web.ui.pictures.alone import Foot, alone
from toetssteen.web.ui.pictures.choropleth import Area, Choropleth, choropleth

SVG = "{http://www.w3.org/2000/svg}"
FOOT = Foot("Bron: CBS, 85318NED.", "Momentopname 2026-1", "https://t.example/plek/WK1/?thema=werk", "Verzonnen.")


def picture(name: str = "Lindehof") -> str:
    words = Words("Werk in 2022", "In Lindehof heeft 62 % werk.")
    return line_of_places(LineOfPlaces(words, places=[1.0, 2.0, 3.0], area=Mark(name, 2.5)), "lijn").wide


def texts(svg: str) -> str:
    return " ".join(element.text or "" for element in ElementTree.fromstring(svg).iter(f"{SVG}text"))


def test_title_words_and_source_are_in_the_picture() -> None:
    svg = alone(picture(), "Werk: Lindehof", FOOT, "In Lindehof heeft 62 % werk.")
    for sentence in ("Werk: Lindehof", "Werk in 2022", "In Lindehof heeft 62 % werk.", *vars_of(FOOT)):
        assert sentence in texts(svg)
    root = ElementTree.fromstring(svg)
    assert root.find(f"{SVG}rect").get("fill") == "#ffffff"
    assert root.find(f"{SVG}title").text == "Werk: Lindehof"
    assert "CBS" in root.find(f"{SVG}desc").text
    assert "style" not in svg
    assert "Atkinson Hyperlegible Next" in root.get("font-family")


def vars_of(foot: Foot) -> list[str]:
    return [foot.source, foot.snapshot, foot.address, foot.warning]


def test_a_long_address_is_cut_over_lines_and_whole() -> None:
    address = "https://t.example/" + "a" * 400
    svg = alone(picture(), "t", Foot("b", "m", address))
    assert address in texts(svg).replace(" ", "")


@given(st.text(max_size=80), st.text(max_size=80))
def test_hostile_words_stay_words(title: str, words: str) -> None:
    root = ElementTree.fromstring(alone(picture(words or "x"), title, FOOT, words))
    assert not list(root.iter(f"{SVG}script"))


def square(x: float, y: float, size: float = 1.0) -> np.ndarray:
    corners = [(x, y), (x + size, y), (x + size, y + size), (x, y + size), (x, y)]
    return np.array(corners, dtype=np.float64)


def drawn(areas: list[Area]) -> ElementTree.Element:
    data = Choropleth(
        Words("Kaart", "Vier plekken"),
        areas,
        ["#e4eff2", "#084a57"],
        ["0 tot 1", "1 tot 2"],
        "geen cijfer",
        "geheim",
        "geschat",
    )
    return ElementTree.fromstring(choropleth(data, "stil"))


def test_each_area_has_the_colour_of_its_class_and_what_lies_over_it() -> None:
    areas = [
        Area([square(0, 0)], 0),
        Area([square(1, 0)], 1, uncertain=True),
        Area([square(0, 1)], -1, secret=True),
        Area([square(1, 1), square(1.25, 1.25, 0.5)], 1),
    ]
    paths = {
        element.get("fill"): element.get("d") or "" for element in drawn(areas).iter(f"{SVG}path") if element.get("d")
    }
    assert paths["#e4eff2"].count("z") == 1
    assert paths["#084a57"].count("z") == 3
    assert paths["#ffffff"].count("z") == 1
    assert paths["url(#stil-streep)"] == paths["#ffffff"]
    # Light dots on the dark class.
    assert paths["url(#stil-licht)"] in paths["#084a57"]
    assert {"0 tot 1", "1 tot 2", "geheim", "geschat", "geen cijfer"} <= {
        element.text for element in drawn(areas).iter(f"{SVG}text")
    }


def test_the_map_is_as_wide_as_it_says_and_nothing_leaves_it() -> None:
    root = drawn([Area([square(position, position % 3)], 0) for position in range(9)])
    group = next(g for g in root.iter(f"{SVG}g") if g.get("clip-path"))
    for path in group.iter(f"{SVG}path"):
        for start in re.findall(r"M(-?[\d.]+) (-?[\d.]+)", path.get("d") or ""):
            assert -1 <= float(start[0]) <= 721
            assert float(start[1]) >= -1


def test_an_area_smaller_than_a_pixel_is_still_there() -> None:
    paths = {
        p.get("fill"): p.get("d")
        for p in drawn([Area([square(0, 0, 1000)], 0), Area([square(3, 3, 0.01)], 1)]).iter(f"{SVG}path")
    }
    assert "h.5v.5" in (paths["#084a57"] or "")


def test_this_area_fills_the_map_and_is_outlined() -> None:
    root = drawn([Area([square(0, 0, 100)], 0), Area([square(50, 50, 2)], 1, own=True)])
    outlined = next(
        p
        for p in root.iter(f"{SVG}path")
        if p.get("stroke") == "#15191e" and p.get("fill") == "none" and "z" in (p.get("d") or "")
    )
    xs = [float(x) for x in re.findall(r"M(-?[\d.]+) ", outlined.get("d") or "")]
    assert 50 < xs[0] < 200


def test_a_map_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="outline"):
        drawn([])
