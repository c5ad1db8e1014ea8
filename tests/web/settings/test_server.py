"""The web server's settings, as gunicorn reads them."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.test import RequestFactory
from gunicorn.config import Config
from gunicorn.http import RequestParser

from toetssteen.web.settings import server


def _checked(tmp_path: Path, **settings: str) -> "subprocess.CompletedProcess[str]":
    """What gunicorn says of its settings, with these in the environment."""
    command = [sys.executable, "-m", "gunicorn", "--config=python:toetssteen.web.settings.server"]
    environment = os.environ | {"TOETSSTEEN_VAR": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)} | settings
    words = ["--print-config", "toetssteen.web.wsgi:application"]
    return subprocess.run([*command, *words], env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_gunicorn_reads_them(tmp_path: Path) -> None:
    done = _checked(tmp_path, TOETSSTEEN_WORKERS="3", TOETSSTEEN_THREADS="5", TOETSSTEEN_BIND="127.0.0.1:8123")
    assert done.returncode == 0, done.stderr
    reported = {
        name.strip(): value.strip() for name, _equals, value in (x.partition("=") for x in done.stdout.split("\n"))
    }
    assert reported["workers"] == "3"
    assert reported["threads"] == "5"
    assert reported["bind"] == "['127.0.0.1:8123']"
    assert reported["preload_app"] == "True"
    assert reported["control_socket_disable"] == "True", "nothing is written in anybody's home folder"
    assert reported["accesslog"] == "None", "gunicorn's own log of requests holds addresses and browsers"
    assert reported["worker_tmp_dir"] == str(tmp_path / "tmp")


def test_a_setting_that_makes_no_sense_stops_the_server(tmp_path: Path) -> None:
    for name, value in (("TOETSSTEEN_WORKERS", "veel"), ("TOETSSTEEN_THREADS", "0"), ("TOETSSTEEN_LOG", "xml")):
        done = _checked(tmp_path, **{name: value})
        assert done.returncode != 0
        assert f"De instelling {name} is “{value}”." in done.stderr


@pytest.mark.parametrize("name", ["SCRIPT_NAME", "PATH_INFO", "REMOTE_USER"])
def test_a_header_says_nothing_about_where_the_site_stands(name: str) -> None:
    """A server on this machine in front of ours may pass on what a visitor wrote."""
    configuration = Config()
    for setting in ("forwarder_headers", "header_map"):
        if hasattr(server, setting):
            configuration.set(setting, getattr(server, setting))
    sent = f"GET /gezond HTTP/1.1\r\nHost: localhost\r\n{name}: /gezond\r\n\r\n".encode()
    request = next(iter(RequestParser(configuration, iter([sent]), ("127.0.0.1", 4321))))
    assert [header for header, _value in request.headers] == ["HOST"]


def test_the_site_stands_at_the_top_of_its_name(rf: RequestFactory) -> None:
    assert rf.get("/kaart/", SCRIPT_NAME="/kwaad").get_full_path() == "/kaart/"


def test_each_process_makes_figures_ready_until_it_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(tmp_path))
    server.post_worker_init(None)
    assert [thread.name for thread in threading.enumerate()].count("toetssteen-warming") == 1
    server.worker_exit(None, None)
    assert "toetssteen-warming" not in [thread.name for thread in threading.enumerate()]
