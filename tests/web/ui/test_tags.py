"""What pages call: numbers, tables, pictures, map and frame, through Django's own templates."""

import json
import re

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from toetssteen.web.ui.maps import MapView, MapYear, classes
from toetssteen.web.ui.pictures import LineOfPlaces, Mark, Words, line_of_places
from toetssteen.web.ui.tables import Table, TableColumn, TableRow

TABLE = Table(
    "Laag inkomen",
    (TableColumn("Plek"), TableColumn("Aandeel", number=True)),
    [TableRow("<b>Noord</b>", ("15,2 %",), "/plek/1/")],
)


def render(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ v|dutch:1 }}", "12,6"),
        ("{{ v|percent }}", "12,6\u00a0%"),
        ('{% number v "%" 1 %}', '<span class="number">12,6\u00a0%</span>'),
        ('{% points v "%" 1 %}', '<span class="number">+12,6\u00a0procentpunt</span>'),
        ("{{ y|year }}", "2017"),
        ("{{ nothing|dutch }}", "–"),
    ],
)
def test_numbers_in_dutch(source: str, expected: str) -> None:
    assert render(source, v=12.64, y=2017, nothing=None) == expected


def test_a_picture_brings_its_table() -> None:
    drawn = line_of_places(LineOfPlaces(Words("A", "B"), [1.0, 2.0], Mark("<i>", 1.5)), "a")
    html = render('{% picture drawn "Bijschrift" table %}', drawn=drawn, table=TABLE)
    assert html.count('role="img"') == 1
    assert "<figcaption>Bijschrift</figcaption>" in html
    assert "Bekijk als tabel" in html
    assert "<i>" not in html


def test_a_table_can_be_read_without_seeing_it() -> None:
    html = render("{% data_table table %}", table=TABLE)
    assert "<caption>Laag inkomen</caption>" in html
    assert html.count('scope="col"') == 2
    assert html.count('scope="row"') == 1
    assert 'role="region"' in html
    assert 'tabindex="0"' in html
    assert "&lt;b&gt;Noord" in html
    assert "<b>" not in html


def test_a_table_with_a_missing_cell_is_refused() -> None:
    with pytest.raises(ValueError, match="2 columns"):
        Table("x", (TableColumn("a"), TableColumn("b"), TableColumn("c")), [TableRow("r", ("1",))])


def _map() -> str:
    steps = classes([0, 5, 10], "%", 0, ("#e4eff2", "#084a57"))
    years = [MapYear(2019, "/o19.json", "/v19.bin"), MapYear(2020, "/o20.json", "/v20.bin", "Grenzen van 2020.")]
    view = MapView("Laag inkomen</script>", 2020, years, steps, "%", 1, uncertain=True, secret=True)
    return render('{% area_map view "m" %}', view=view)


def test_the_map_is_words_and_a_legend_before_it_is_a_map() -> None:
    html = _map()
    assert "0 tot 5\u00a0%" in html
    assert "geheim" in html
    assert "In de tabel staan dezelfde cijfers" in html
    settings = re.search(r'<script id="m-settings" type="application/json">(.*?)</script>', html, re.DOTALL)
    script = json.loads(settings[1])
    assert script["breaks"] == [5]
    assert script["years"][script["at"]]["values"] == "/v20.bin"
    assert "Grenzen van 2020." in html
    slider = re.search(r"(?s)<input[^>]*>", html)[0]
    assert 'max="1"' in slider
    assert 'value="1"' in slider


def test_as_many_colours_as_classes() -> None:
    with pytest.raises(ValueError, match="need 2 colours"):
        classes([0, 1, 2], "", 0, ("#000000",))


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(lambda: render_to_string("site/error.html", {"title": "T", "action": "/x/"}), id="500"),
        pytest.param(lambda: render_to_string("ui/404.html", request=RequestFactory().get("/x/")), id="404"),
        pytest.param(lambda: render_to_string("ui/message.html", {"title": "Niets", "text": "Leeg."}), id="message"),
        pytest.param(_map, id="map"),
    ],
)
def test_nothing_inline_and_nothing_from_elsewhere(html) -> None:
    """The security policy allows no inline style or script; json_script is data, not script."""
    page = html()
    assert "<style" not in page
    assert not re.search(r'\s(style|on\w+)="', page)
    assert not re.search(r"<script(?![^>]*(src=|application/json))", page)
    assert not re.search(r'(src|href)="(https?:)?//', page)


def test_invented_figures_are_said_on_every_page() -> None:
    invented = render_to_string("ui/message.html", {"title": "T", "snapshot": {"id": "s1", "invented": True}})
    real = render_to_string("ui/message.html", {"title": "T", "snapshot": {"id": "s1", "invented": False}})
    assert "Dit zijn verzonnen gegevens." in invented
    assert "verzonnen" not in real.lower()
    assert "momentopname s1" in real


def test_the_frame_serves_who_cannot_see_or_point() -> None:
    page = render_to_string("ui/message.html", {"title": "T"})
    assert '<html lang="nl">' in page
    assert page.index("nl-skip-link") < page.index("<header")
    assert 'href="#inhoud"' in page
    assert 'id="inhoud"' in page
    assert page.count("<h1") == 1
