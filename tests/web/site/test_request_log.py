"""What one line of a request says, and what it never says."""

import logging
from pathlib import Path

import pytest
from django.test import Client

from toetssteen.web.site.request_ids import WithRequestId


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> pytest.LogCaptureFixture:
    logger = logging.getLogger("toetssteen")
    monkeypatch.setattr(logger, "propagate", True)
    caplog.handler.addFilter(WithRequestId())
    caplog.set_level(logging.DEBUG, "toetssteen.requests")
    return caplog


def _only(lines: pytest.LogCaptureFixture) -> logging.LogRecord:
    (line,) = (record for record in lines.records if record.name == "toetssteen.requests")
    return line


@pytest.mark.django_db
def test_a_line_says_what_was_asked_and_on_which_figures(
    client: Client, invented_var: Path, monkeypatch: pytest.MonkeyPatch, lines: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(invented_var))
    response = client.get("/cijfers/?q=Piet+Jansen&jan@voorbeeld.nl=1", headers={"x-request-id": "abcdef-123456"})
    assert response.status_code == 200
    assert response.headers["X-Request-ID"] == "abcdef-123456"
    line = _only(lines)
    assert line.getMessage() == "GET /cijfers/ 200"
    assert (line.method, line.path, line.status, line.request_id) == ("GET", "/cijfers/", 200, "abcdef-123456")
    assert line.query == ["q"]
    assert line.ms > 0
    assert line.snapshot == (invented_var / "snapshots" / "current").read_text().strip()


@pytest.mark.django_db
def test_a_line_never_says_who_asked_or_what_was_typed(client: Client, lines: pytest.LogCaptureFixture) -> None:
    headers = {"x-forwarded-for": "203.0.113.9", "user-agent": "EenBrowser/9"}
    client.get("/zoek/?q=Piet", headers=headers, REMOTE_ADDR="198.51.100.7")
    everything = str(vars(_only(lines)))
    for never in ("203.0.113.9", "198.51.100.7", "EenBrowser", "Piet"):
        assert never not in everything


@pytest.mark.django_db
def test_a_line_break_in_an_address_makes_no_line(client: Client, lines: pytest.LogCaptureFixture) -> None:
    response = client.get("/a%0d%0aERROR nep", headers={"x-request-id": "x\r\nSet-Cookie: a=b"})
    assert response.status_code == 404
    assert "\n" not in _only(lines).getMessage()
    assert len(response.headers["X-Request-ID"]) == 16


@pytest.mark.django_db
def test_looking_whether_we_live_fills_no_log(client: Client, lines: pytest.LogCaptureFixture) -> None:
    client.get("/gezond")
    assert _only(lines).levelno == logging.DEBUG
