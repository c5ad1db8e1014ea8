"""What the web server runs takes every request for UTF-8, whatever its header says."""

import pytest

from toetssteen.web.wsgi import without_charset


@pytest.mark.parametrize(
    ("sent", "passed"),
    [
        ("text/plain; charset=hex", "text/plain"),
        ("application/x-www-form-urlencoded; Charset=utf-7", "application/x-www-form-urlencoded"),
        ("multipart/form-data; boundary=x; charset=latin1", "multipart/form-data; boundary=x"),
        ("application/json", "application/json"),
    ],
)
def test_a_charset_does_not_reach_a_page(sent: str, passed: str) -> None:
    seen: list[str] = []
    outer = without_charset(lambda environ, start: seen.append(environ["CONTENT_TYPE"]) or [])
    outer({"CONTENT_TYPE": sent}, None)
    assert seen == [passed]


def test_a_request_without_a_body_says_nothing_of_one() -> None:
    seen: list[dict[str, object]] = []
    without_charset(lambda environ, start: seen.append(environ) or [])({}, None)
    assert seen == [{}]
