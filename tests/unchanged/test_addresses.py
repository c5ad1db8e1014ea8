"""Which addresses a recording asks."""

from unchanged.addresses import links, spread


def test_links_of_a_page_and_of_json_are_those_on_this_site() -> None:
    page = """<a href="/plek/A/?x=1&amp;y=2">a</a> <a href='?deel=b'>b</a> <a href="https://elders.example/">c</a>
    <script src="/static/x.js"></script> <textarea>&lt;iframe src="http://testserver/inbed/kaart/"&gt;</textarea>"""
    assert links("text/html", page, "/kaart/") == ["/plek/A/?x=1&y=2", "/kaart/?deel=b", "/inbed/kaart/"]
    told = '{"a": [{"href": "http://testserver/v1/x"}], "b": "tekst", "c": "/v1/y?z=1"}'
    assert links("application/json", told, "/v1/") == ["/v1/x", "/v1/y?z=1"]
    assert links("text/csv", "/v1/x", "/v1/") == []


def test_of_many_values_the_newest_are_asked_and_some_of_the_others() -> None:
    assert spread({"b", "a"}, 4) == ["a", "b"]
    assert spread({str(n) for n in range(1, 101)}, 4) == ["1", "50", "99", "100"]
