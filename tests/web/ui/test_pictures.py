"""Whatever goes in, a picture is well-formed, safe to show, inside its frame, and its labels stay apart."""

import math
import re
import time
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from web.ui.laid_out import laid_out

from toetssteen.kernel.cells import Status
from toetssteen.web.ui import pictures as draw
from toetssteen.web.ui.pictures.letters import text_width, wrapped
from toetssteen.web.ui.pictures.line import direction_words
from toetssteen.web.ui.pictures.svg import TEXT

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>alert("1")</script> & \x00\x0b\ud800 \'"'

numbers = st.floats(-1e10, 1e10) | st.just(math.nan) | st.none() | st.sampled_from([0.0, math.inf, -math.inf, 1e-9])
names = st.text(max_size=60) | st.sampled_from([HOSTILE, "Oosterpark", "Een heel lange naam van een gebied in de stad"])
words = st.builds(draw.Words, names, names)
marks = st.builds(draw.Mark, names, numbers)
lines = st.builds(
    draw.LineOfPlaces,
    words,
    st.lists(numbers, max_size=60),
    st.none() | marks,
    st.lists(marks, max_size=14),
    st.none() | marks,
    st.sampled_from(["", "%", "euro", "aantal", "x 1.000 euro"]),
    st.integers(0, 3),
    names,
    names,
    names,
    names,
    st.booleans(),
)
years = st.integers(1995, 2030)
path_points = st.builds(draw.PathPoint, years, numbers, st.sampled_from(Status), st.booleans())
path_lines = st.builds(draw.PathLine, names, st.lists(path_points, max_size=12, unique_by=lambda p: p.year))
paths = st.builds(
    draw.PathChart,
    words,
    path_lines,
    st.lists(path_lines, max_size=3),
    st.sampled_from(["", "%", "euro"]),
    st.integers(0, 2),
    st.lists(st.builds(draw.BandPoint, years, numbers, numbers), max_size=5, unique_by=lambda b: b.year),
    names,
    st.lists(st.builds(draw.PathEvent, st.floats(1990, 2035), names), max_size=3),
    st.booleans(),
    st.none() | st.booleans(),
)
pairs = st.none() | st.tuples(numbers, numbers)
gaps = st.builds(
    draw.GapChart,
    words,
    st.lists(
        st.builds(draw.GapPoint, years, numbers, pairs, pairs, st.booleans()), max_size=12, unique_by=lambda p: p.year
    ),
    st.sampled_from(["", "%", "euro"]),
    st.integers(0, 2),
    names,
    names,
)


@st.composite
def matrices(pick: st.DrawFn) -> draw.Matrix:
    columns = pick(st.lists(names, max_size=12))
    cell = st.builds(draw.MatrixCell, st.sampled_from(draw.CellKind), st.floats(allow_nan=True))
    row = st.builds(draw.MatrixRow, names, st.lists(cell, min_size=len(columns), max_size=len(columns)), names)
    return draw.Matrix(pick(words), columns, pick(st.lists(row, max_size=5)), pick(names), pick(names))


WIDTHS = (358, 500, 720, 912)


def check(picture: draw.Picture) -> None:
    """Everything that holds for each drawing of each picture, and for one that adapts at every width."""
    drawn = [("wide", picture.wide), ("narrow", picture.narrow)]
    if picture.fluid:
        drawn = [("wide", laid_out(picture.wide, 720)), *(("fluid", laid_out(picture.fluid, w)) for w in WIDTHS)]
    for kind, drawing in drawn:
        root = ElementTree.fromstring(drawing)
        assert root.tag == f"{SVG}svg"
        assert root.get("role") == "img"
        assert root.get("class") == f"picture-{kind}"
        assert root.find(f"{SVG}title").get("id") == root.get("aria-labelledby")
        assert not re.search(r"nan|inf", " ".join(_geometry(root)), re.IGNORECASE)
        assert "style=" not in re.sub(r">[^<]*<", "><", re.sub(r'"[^"]*"', '""', drawing))
        assert "<script" not in drawing
        _inside(root)
        _apart(root)
    ids = re.findall(r'\sid="([^"]+)"', str(picture))
    assert len(ids) == len(set(ids))


def _geometry(root: ElementTree.Element) -> list[str]:
    attributes = ("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "d", "points", "width", "height", "viewBox")
    return [node.get(name) for node in root.iter() for name in attributes if node.get(name)]


def _inside(root: ElementTree.Element) -> None:
    """Every coordinate within the viewBox; `d` uses M and L with absolute coordinates, or short relative strokes."""
    _x, _y, width, height = (float(v) for v in root.get("viewBox").split())
    patterns = {id(node) for pattern in root.iter(f"{SVG}pattern") for node in pattern.iter()}
    for node in root.iter():
        if id(node) in patterns:
            continue
        for name, most in (("x", width), ("x1", width), ("x2", width), ("cx", width)):
            assert -0.1 <= float(node.get(name, 0)) <= most + 0.1, (node.tag, node.attrib)
        for name in ("y", "y1", "y2", "cy"):
            assert -0.1 <= float(node.get(name, 0)) <= height + 0.1, (node.tag, node.attrib)
        for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", node.get("d", "")):
            assert -0.1 <= float(x) <= width + 0.1
            assert -0.1 <= float(y) <= height + 0.1


def _apart(root: ElementTree.Element) -> None:
    """No two labels share a spot, by their estimated widths."""
    boxes = [box for node in root.iter(f"{SVG}text") if (box := _box(node, root))]
    for (a, first), (b, second) in combinations(boxes, 2):
        across = min(a[2], b[2]) - max(a[0], b[0])
        down = min(a[3], b[3]) - max(a[1], b[1])
        assert across <= 1 or down <= 1, f"{first!r} and {second!r} overlap"


def _box(node: ElementTree.Element, root: ElementTree.Element) -> tuple[tuple[float, float, float, float], str] | None:
    text = node.text or ""
    if not text.strip() or node.get("transform"):
        return None
    width = text_width(text, TEXT, bold=node.get("font-weight") == "700")
    left = float(node.get("x")) - {"middle": width / 2, "end": width}.get(node.get("text-anchor"), 0)
    y = float(node.get("y"))
    assert left >= -1.5
    assert left + width <= float(root.get("viewBox").split()[2]) + 1.5, text
    return (left, y - 11, left + width, y + 3), text


@given(lines)
@settings(max_examples=150, deadline=None)
def test_any_line_of_places(data: draw.LineOfPlaces) -> None:
    check(draw.line_of_places(data, "a"))


@given(paths)
@settings(max_examples=150, deadline=None)
def test_any_path(data: draw.PathChart) -> None:
    check(draw.path(data, "b"))


@given(lines)
@settings(max_examples=80, deadline=None)
def test_any_line_that_names_every_part(data: draw.LineOfPlaces) -> None:
    check(draw.line_of_places(replace(data, all_names=True), "a"))


panels = st.builds(
    draw.Multiples,
    words,
    st.lists(path_lines, max_size=6),
    st.none() | path_lines,
    st.sampled_from(["", "%", "euro", "per 1.000 inwoners"]),
    st.integers(0, 2),
    st.booleans(),
    st.none() | st.booleans(),
    st.none() | years,
)
areas = st.builds(
    draw.AreaRows,
    words,
    st.lists(st.builds(draw.AreaRow, names, numbers, st.lists(numbers, max_size=9), numbers, names), max_size=20),
    st.none() | marks,
    st.sampled_from(["", "%", "euro", "per 1.000 inwoners"]),
    st.integers(0, 2),
    names,
    names,
    names,
    names,
    st.booleans(),
)


@given(panels)
@settings(max_examples=150, deadline=None)
def test_any_small_multiples(data: draw.Multiples) -> None:
    check(draw.multiples(data, "e"))


@given(areas)
@settings(max_examples=100, deadline=None)
def test_any_rows_of_areas(data: draw.AreaRows) -> None:
    check(draw.area_rows(data, "f"))


@given(gaps)
@settings(max_examples=150, deadline=None)
def test_any_gap(data: draw.GapChart) -> None:
    check(draw.gap(data, "c"))


@given(matrices())
@settings(max_examples=100, deadline=None)
def test_any_matrix(data: draw.Matrix) -> None:
    check(draw.matrix(data, "d"))


WORDS = draw.Words("Laag inkomen", "Lindehof ligt boven de rest van Rietstad.")


def wide(picture: draw.Picture) -> str:
    return laid_out(picture.fluid, 720)


def narrow(picture: draw.Picture) -> str:
    return laid_out(picture.fluid, 358)


def texts(drawing: str) -> list[str]:
    return [node.text for node in ElementTree.fromstring(drawing).iter(f"{SVG}text")]


def test_the_line_says_level_gap_and_spread() -> None:
    data = draw.LineOfPlaces(
        WORDS,
        [4.0, 8.0, 9.0, 16.0],
        draw.Mark("Lindehof", 12.64),
        [draw.Mark("Noord", 15.2), draw.Mark("Zuid", None)],
        draw.Mark("Rest van Rietstad", 9.8),
        "%",
        1,
        *direction_words(False),
        places_are="een wijk van Rietstad",
    )
    drawing = wide(draw.line_of_places(data, "a"))
    sentences = texts(drawing)
    assert "Lindehof 12,6\u00a0%" in sentences
    assert "Rest van Rietstad 9,8\u00a0%" in sentences
    assert "Noord" in sentences
    assert "Zuid" not in sentences
    assert "lager is beter" in sentences
    root = ElementTree.fromstring(drawing)
    assert len(root.findall(f".//{SVG}g[@class='parts']/{SVG}circle")) == 1
    assert root.find(f".//{SVG}path[@class='places']").get("d").count("M") == 4
    assert root.find(f".//{SVG}line[@class='gap']") is not None


def test_better_is_said_only_where_it_is_defined() -> None:
    assert "beter" not in " ".join(direction_words(None))
    assert direction_words(True)[1] == "hoger is beter"


def test_places_far_out_are_counted_not_hidden() -> None:
    data = draw.LineOfPlaces(WORDS, [*(i / 100 for i in range(1000)), 400.0, 500.0], draw.Mark("Hier", 4.0))
    assert "Buiten de lijn: 2 hoger." in texts(wide(draw.line_of_places(data, "a")))


def test_parts_with_one_value_all_stay_visible() -> None:
    parts = [draw.Mark(f"Deel {i}", 5.0) for i in range(4)]
    data = draw.LineOfPlaces(WORDS, [1.0, 9.0], draw.Mark("Hier", 5.0), parts)
    circles = ElementTree.fromstring(wide(draw.line_of_places(data, "a"))).findall(f".//{SVG}g[@class='parts']/*")
    assert len({(c.get("cx"), c.get("cy")) for c in circles}) == 4


def _path(points: list[draw.PathPoint], **more: object) -> ElementTree.Element:
    return ElementTree.fromstring(wide(draw.path(draw.PathChart(WORDS, draw.PathLine("Hier", points), **more), "b")))


def test_a_unit_of_some_words_leaves_room_for_the_years_on_a_telephone() -> None:
    points = [draw.PathPoint(2013 + n, 100.0 - n) for n in range(10)]
    agreed = draw.PathLine("afgesproken", [draw.PathPoint(2017, 96.0), draw.PathPoint(2029, 70.0)])
    way = draw.PathChart(WORDS, draw.PathLine("Hier", points), references=[agreed], unit="per 1.000 inwoners")
    drawn = narrow(draw.path(way, "b"))
    dots = [float(c.get("cx")) for c in ElementTree.fromstring(drawn).findall(f".//{SVG}g[@class='area']//{SVG}circle")]
    assert dots == sorted(dots)
    assert dots[-1] - dots[0] > 80
    assert texts(drawn).count("per 1.000 inwoners") == 1
    apart = draw.GapChart(WORDS, [draw.GapPoint(2013 + n, 10.0 + n) for n in range(10)], "per 1.000 inwoners")
    drawn = narrow(draw.gap(apart, "c"))
    dots = [float(c.get("cx")) for c in ElementTree.fromstring(drawn).findall(f".//{SVG}g[@class='area']//{SVG}circle")]
    assert dots[-1] - dots[0] > 120
    assert texts(drawn).count("per 1.000 inwoners") == 1
    assert "per 1.000 inwoners" not in texts(narrow(draw.gap(replace(apart, unit="%"), "c")))


def test_a_break_cuts_the_line_and_is_marked() -> None:
    points = [draw.PathPoint(y, float(y - 2000), comparable=y != 2019) for y in range(2015, 2023)]
    root = _path(points)
    assert root.find(f".//{SVG}g[@class='area']/{SVG}path").get("d").count("M") == 2
    assert len(root.findall(f".//{SVG}path[@class='break']")) == 1


def test_a_secret_year_is_hatched_and_an_estimate_is_open() -> None:
    points = [
        draw.PathPoint(2015, 3.0),
        draw.PathPoint(2016, None, Status.SECRET),
        draw.PathPoint(2017, 4.0, Status.ESTIMATED),
    ]
    root = _path(points)
    assert len(root.findall(f".//{SVG}g[@class='secret']/{SVG}rect")) == 1
    fills = [c.get("fill") for c in root.findall(f".//{SVG}g[@class='area']//{SVG}circle")]
    assert fills[0] != "#ffffff"
    assert fills[1] == "#ffffff"


def test_years_stand_at_their_true_distance() -> None:
    root = _path([draw.PathPoint(y, 1.0) for y in (2012, 2014, 2022)])
    a, b, c = (float(n.get("cx")) for n in root.findall(f".//{SVG}g[@class='area']//{SVG}circle"))
    assert (c - b) == pytest.approx(4 * (b - a), abs=0.5)


def test_a_base_that_is_not_zero_is_stated() -> None:
    points = [draw.PathPoint(2012, 245_000.0), draw.PathPoint(2022, 312_000.0)]
    assert any(
        "De as begint bij" in t for t in texts(wide(draw.path(draw.PathChart(WORDS, draw.PathLine("A", points)), "b")))
    )
    assert not any(
        "De as begint bij" in t
        for t in texts(wide(draw.path(draw.PathChart(WORDS, draw.PathLine("A", points), zero=True), "b")))
    )


def test_the_two_bands_of_the_gap_stay_two() -> None:
    points = [draw.GapPoint(y, 2.0, (1.5, 2.5), (0.5, 3.5)) for y in (2015, 2016)]
    root = ElementTree.fromstring(wide(draw.gap(draw.GapChart(WORDS, points, "%", 1), "c")))
    rounding, chance = (root.find(f".//{SVG}path[@class='{name}']") for name in ("rounding", "chance"))
    assert rounding.get("stroke")
    assert rounding.get("fill") == "none"
    assert chance.get("stroke") is None


def test_secret_and_wanted_squares_differ_from_values() -> None:
    kinds = [
        draw.MatrixCell(),
        draw.MatrixCell(draw.CellKind.SECRET),
        draw.MatrixCell(draw.CellKind.WANTED),
        draw.MatrixCell(draw.CellKind.NOTHING),
    ]
    drawing = draw.matrix(draw.Matrix(WORDS, ["a", "b", "c", "d"], [draw.MatrixRow("Rij", kinds)]), "d").wide
    assert "url(#d-wide-h)" in drawing
    assert "stroke-dasharray" in drawing
    assert "geheim" in texts(drawing)


def test_a_row_with_a_missing_square_is_refused() -> None:
    with pytest.raises(ValueError, match="2 columns"):
        draw.matrix(draw.Matrix(WORDS, ["a", "b"], [draw.MatrixRow("Rij", [draw.MatrixCell()])]), "d")


def test_the_same_facts_give_the_same_drawing() -> None:
    data = draw.LineOfPlaces(WORDS, [1.0, 2.0, 3.0], draw.Mark("Hier", 2.0))
    assert draw.line_of_places(data, "a") == draw.line_of_places(data, "a")


def test_the_whole_country_is_quick_and_small() -> None:
    data = draw.LineOfPlaces(WORDS, [math.sin(i) * 10 for i in range(3300)], draw.Mark("Hier", 2.0))
    best = min(_seconds(data) for _ in range(5))
    assert best < 0.02
    assert len(wide(draw.line_of_places(data, "a"))) < 20_000


def _seconds(data: draw.LineOfPlaces) -> float:
    start = time.perf_counter()
    draw.line_of_places(data, "a")
    return time.perf_counter() - start


def test_small_multiples_share_their_scales_and_name_every_place() -> None:
    def line(name: str, *values: float, year: int = 2019) -> draw.PathLine:
        return draw.PathLine(name, [draw.PathPoint(year + i, v, comparable=i > 0) for i, v in enumerate(values)])

    data = draw.Multiples(
        WORDS, [line("Lindehof", 18, 13, 8), line("Oeverwijk", 6, 5)], line("Rietstad", 9, 6.5, 4), "%", 1, marked=2020
    )
    for drawing in (wide(draw.multiples(data, "e")), narrow(draw.multiples(data, "e"))):
        sentences = texts(drawing)
        assert {"Lindehof", "Oeverwijk", "Rietstad", "2020: dit jaar vergelijken we"} <= set(sentences)
        # The value of the year compared, in every panel.
        assert "13,0\u00a0%" in sentences
        assert "5,0\u00a0%" in sentences
        assert "8,0\u00a0%" not in sentences
        panels = ElementTree.fromstring(drawing).findall(f".//{SVG}g[@class='panel']")
        marks = [p.find(f"./{SVG}line").get("x1") for p in panels]
        assert len(panels) == 2
        assert len(set(marks)) == 2
        grids = [[node.get("y1") for node in p.findall(f"./{SVG}g[@class='axis']/{SVG}line")] for p in panels]
        assert grids[0] == grids[1]


def test_a_value_of_another_year_says_so() -> None:
    lone = draw.PathLine("Kadewijk", [draw.PathPoint(2019, 8.0)])
    data = draw.Multiples(WORDS, [lone], None, "%", 1, marked=2021)
    assert "8,0\u00a0% (2019)" in texts(wide(draw.multiples(data, "e")))


def test_rows_of_areas_keep_the_order_they_are_given_and_say_why_one_is_empty() -> None:
    rows = [
        draw.AreaRow("Arnhem-Oost", None, (), None, "de buurten zijn niet bekend"),
        draw.AreaRow("Den Haag Zuidwest", 52.7, [48.0, 54.0, None], 42.0),
        draw.AreaRow("Utrecht Overvecht", 49.5, [], 36.0),
    ]
    data = draw.AreaRows(WORDS, rows, draw.Mark("Nederland", 40.0), "%", 1, parts_are="een wijk", reference_is="stad")
    drawing = wide(draw.area_rows(data, "f"))
    names = [words for words in texts(drawing) if words in {row.name for row in rows}]
    assert names == [row.name for row in rows]
    assert {"de buurten zijn niet bekend", "Nederland 40,0\u00a0%", "52,7\u00a0%", "een wijk", "stad"} <= set(
        texts(drawing)
    )
    root = ElementTree.fromstring(drawing)
    assert len(root.findall(f".//{SVG}g[@class='empty']")) == 1
    assert [len(g.findall(f"./{SVG}polygon")) for g in root.findall(f".//{SVG}g[@class='row']")] == [1, 1]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Arnhem-Oost", ("Arnhem-", "Oost")),
        ("de rest van Arnhem", ("de rest", "van", "Arnhem")),
        ("Oosterparkwijk", ("Ooster-", "parkwijk")),
    ],
)
def test_a_name_beside_a_line_is_broken_and_not_cut(name: str, lines: tuple[str, ...]) -> None:
    """As narrow as the margin of a path on a phone: eight letters."""
    found = wrapped(name, 15, 72.0, 3, bold=True)
    assert "…" not in "".join(found)
    assert "".join(found).replace("-", "").replace(" ", "") == name.replace("-", "").replace(" ", "")
    assert len(found) == len(lines)
    assert all(text_width(line, 15, bold=True) <= 72 for line in found)
    if name == "Arnhem-Oost":
        assert found == lines


def test_one_drawing_keeps_its_text_and_wraps_names_where_it_is_narrow() -> None:
    points = [draw.PathPoint(2015 + i, 10.0 + i) for i in range(6)]
    drawn = draw.path(draw.PathChart(WORDS, draw.PathLine("Lindemonde-West", points), unit="%", decimals=1), "b")
    assert "viewBox" not in re.sub(r">.*", "", drawn.fluid, flags=re.DOTALL)
    assert "Lindemonde-West" in texts(wide(drawn))
    assert "Lindemonde-West" not in texts(narrow(drawn))
    assert "Lindemon-" in texts(narrow(drawn))
    assert not any("\u2026" in words for words in (*texts(wide(drawn)), *texts(narrow(drawn))))
    # A file has the wide words only, and no other drawing.
    assert "tight" not in drawn.wide
    assert drawn.narrow == ""


def test_a_single_point_has_no_line_to_its_label_that_looks_like_a_forecast() -> None:
    chart = draw.PathChart(
        WORDS,
        draw.PathLine("Hier", [draw.PathPoint(2020, 3.0)]),
        [draw.PathLine("de rest van de stad", [draw.PathPoint(2019, 9.0), draw.PathPoint(2020, 9.5)])],
    )
    root = ElementTree.fromstring(wide(draw.path(chart, "b")))
    (labels,) = root.findall(f".//{SVG}g[@class='labels']")
    assert {node.tag for node in labels.iter()} == {f"{SVG}g", f"{SVG}text"}
    assert root.find(f".//{SVG}g[@class='area']/{SVG}path") is None


def test_every_dot_has_a_name_and_a_value() -> None:
    parts = [draw.Mark(f"Deel {i}", 5.0 + i / 10) for i in range(14)]
    data = draw.LineOfPlaces(WORDS, [1.0, 9.0], draw.Mark("Hier", 5.0), parts, unit="%", decimals=1)
    root = ElementTree.fromstring(narrow(draw.line_of_places(data, "a")))
    named = {node.text for node in root.findall(f".//{SVG}g[@class='parts']/{SVG}circle/{SVG}title")}
    assert named == {f"Deel {i}: {5 + i / 10:.1f}\u00a0%".replace(".", ",") for i in range(14)}
