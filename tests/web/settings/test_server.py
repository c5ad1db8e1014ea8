"""The web server's settings, as gunicorn reads them."""

import os
import subprocess
import sys
from pathlib import Path


def _checked(tmp_path: Path, **settings: str) -> "subprocess.CompletedProcess[str]":
    """What gunicorn says of its settings, with these in the environment."""
    command = [sys.executable, "-m", "gunicorn", "--config=python:toetssteen.web.settings.server"]
    environment = os.environ | {"TOETSSTEEN_VAR": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)} | settings
    words = ["--print-config", "toetssteen.web.wsgi:application"]
    return subprocess.run([*command, *words], env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_gunicorn_reads_them(tmp_path: Path) -> None:
    done = _checked(tmp_path, TOETSSTEEN_WORKERS="3", TOETSSTEEN_THREADS="5", TOETSSTEEN_BIND="127.0.0.1:8123")
    assert done.returncode == 0, done.stderr
    said = {name.strip(): value.strip() for name, _equals, value in (x.partition("=") for x in done.stdout.split("\n"))}
    assert said["workers"] == "3"
    assert said["threads"] == "5"
    assert said["bind"] == "['127.0.0.1:8123']"
    assert said["preload_app"] == "True"
    assert said["control_socket_disable"] == "True", "nothing is written in anybody's home folder"
    assert said["accesslog"] == "None", "gunicorn's own log of requests holds addresses and browsers"
    assert said["worker_tmp_dir"] == str(tmp_path / "tmp")


def test_a_setting_that_makes_no_sense_stops_the_server(tmp_path: Path) -> None:
    for name, value in (("TOETSSTEEN_WORKERS", "veel"), ("TOETSSTEEN_THREADS", "0"), ("TOETSSTEEN_LOG", "xml")):
        done = _checked(tmp_path, **{name: value})
        assert done.returncode != 0
        assert f"De instelling {name} is “{value}”." in done.stderr
