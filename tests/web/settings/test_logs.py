"""One form for every line, and nothing about visitors in it."""

import json
import logging
import logging.config

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import RequestFactory

from toetssteen.web.settings.logs import logs
from toetssteen.web.site.request_ids import request_id, well_formed


def _written(form: str, capsys: pytest.CaptureFixture[str], record: logging.LogRecord) -> str:
    """The line our settings make of a record."""
    settings = logs({"TOETSSTEEN_LOG": form})["formatters"][form]
    configurator = logging.config.DictConfigurator({"version": 1})
    record.request_id = request_id.get()
    return configurator.configure_formatter(dict(settings)).format(record)


def _record(**extra: object) -> logging.LogRecord:
    return logging.getLogger("toetssteen.trial").makeRecord(
        "toetssteen.trial", logging.ERROR, __file__, 1, "één\ntwee %s", ("drie",), None, extra=extra
    )


def test_json_is_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    line = _written("json", capsys, _record(status=503, snapshot=None))
    assert "\n" not in line
    entry = json.loads(line)
    assert entry.keys() == {"time", "level", "logger", "message", "request_id", "status", "snapshot"}
    assert entry["message"] == "één\ntwee drie"
    assert entry["time"][10] == "T"
    assert entry["status"] == 503


def test_a_request_that_django_adds_to_a_line_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    request = RequestFactory().get("/zoek/?q=Piet+Jansen", REMOTE_ADDR="203.0.113.9")
    line = _written("json", capsys, _record(request=request, status_code=500))
    assert "Piet" not in line
    assert "203.0.113.9" not in line


def test_an_error_keeps_its_trace_in_the_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise ValueError("stuk")
    except ValueError as error:
        record = _record()
        record.exc_info = (type(error), error, error.__traceback__)
    line = _written("json", capsys, record)
    assert "\n" not in line
    assert "ValueError: stuk" in json.loads(line)["exc_info"]


def test_plain_lines_by_default() -> None:
    settings = logs({})
    assert settings["handlers"]["console"]["formatter"] == "line"
    assert settings["root"]["level"] == "WARNING"
    assert logs({"TOETSSTEEN_LOG_LEVEL": "INFO"})["loggers"]["gunicorn.error"]["level"] == "INFO"


@pytest.mark.parametrize(("name", "value"), [("TOETSSTEEN_LOG", "xml"), ("TOETSSTEEN_LOG_LEVEL", "info")])
def test_a_form_or_level_that_does_not_exist_is_refused(name: str, value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"{name} is “{value}”. Kies uit"):
        logs({name: value})


@pytest.mark.parametrize("given", ["3f2b8c1a", "a" * 64, "550e8400-e29b-41d4-a716-446655440000"])
def test_a_proxys_request_id_is_kept(given: str) -> None:
    assert well_formed(given) == given


@pytest.mark.parametrize("given", ["", "kort", "a" * 65, "met spatie er in", "a1234567\nInjected: yes", "é" * 10])
def test_another_text_is_no_request_id(given: str) -> None:
    assert well_formed(given) != given
    assert well_formed(given) != well_formed(given)
