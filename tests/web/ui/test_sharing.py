"""What stands beside a link that somebody shares: the page's own title and description, and a picture with a whole address."""

import re
import struct
from pathlib import Path

from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from toetssteen.web import ui

PICTURE = Path(ui.__file__).parent / "static" / "ui" / "share.png"


def test_a_page_is_shared_under_its_own_title() -> None:
    request = RequestFactory().get("/x/")
    html = render_to_string("ui/message.html", {"title": 'Wijk "A" & <b>', "text": "T"}, request)
    assert "<title>Wijk &quot;A&quot; &amp; &lt;b&gt; · Toetssteen</title>" in html
    assert '<meta property="og:title" content="Wijk &quot;A&quot; &amp; &lt;b&gt; · Toetssteen">' in html
    described = re.search(r'<meta name="description" content="([^"]+)">', html)[1]
    assert f'<meta property="og:description" content="{described}">' in html
    assert re.search(r'<meta property="og:image" content="http://testserver/static/ui/share[^"]*\.png">', html)


def test_a_quote_in_a_description_ends_nothing() -> None:
    html = Template('{% load ui %}{% page_description %}Zeg "ja"{% endpage_description %}').render(Context())
    assert 'content="Zeg &quot;ja&quot;"' in html


def test_the_picture_has_the_size_that_is_asked_for() -> None:
    assert struct.unpack(">II", PICTURE.read_bytes()[16:24]) == (1200, 630)
    assert PICTURE.stat().st_size < 60_000
