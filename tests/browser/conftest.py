"""Two sites as they run for people, and the system's Chromium.

The browser is started once and ends with the tests of this folder: while playwright's loop runs, Django refuses to touch
a database.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from browser.watching import Watched

ROOT = Path(__file__).resolve().parents[2]
# No graphics card needed for the map.
FLAGS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]


@pytest.fixture(scope="session")
def static_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fingerprinted and compressed, as `start.py` does it."""
    var = tmp_path_factory.mktemp("static")
    _manage(var, "collectstatic", "--no-input", "-v", "0")
    return var / "static"


@pytest.fixture(scope="session")
def invented_installation(
    invented_var: Path, empty_installation: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The `var` behind `invented_site`."""
    var = installation(tmp_path_factory.mktemp("invented"), empty_installation, invented_var)
    _manage(var, "inventedprogramme")
    return var


@pytest.fixture(scope="session")
def invented_site(invented_installation: Path, static_files: Path) -> Iterator[str]:
    """Address of a site with the invented country."""
    with _serving(invented_installation, static_files) as address:
        yield address


@pytest.fixture(scope="session")
def real_site(
    real_var: Path, empty_installation: Path, static_files: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Address of a site with the publishers' own figures."""
    var = installation(tmp_path_factory.mktemp("real"), empty_installation, real_var)
    with _serving(var, static_files) as address:
        yield address


@pytest.fixture(scope="package")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    """A page of 1280 px; the test fails on any error in its console, among which what the policy stops."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL")
    made = Watched(context.new_page())
    yield made
    context.close()
    assert made.problems == []


def installation(var: Path, empty: Path, figures: Path | None = None) -> Path:
    """`var` with a database and a key of its own, and the figures that others read too."""
    shutil.copytree(empty, var, dirs_exist_ok=True)
    for one in figures.iterdir() if figures else ():
        (var / one.name).symlink_to(one)
    return var


def _environment(var: Path) -> dict[str, str]:
    source = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    return {**os.environ, "TOETSSTEEN_VAR": str(var), "TOETSSTEEN_DATABASE": "", "PYTHONPATH": source}


def _manage(var: Path, *arguments: str) -> None:
    subprocess.run([sys.executable, str(ROOT / "manage.py"), *arguments], env=_environment(var), check=True)


@contextmanager
def _serving(var: Path, static_files: Path) -> Iterator[str]:
    if not (var / "static").exists():
        (var / "static").symlink_to(static_files)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        bind = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "gunicorn", "toetssteen.web.wsgi", "--bind", bind, "--threads", "4"]
    with (var / "server.log").open("w") as log:
        server = subprocess.Popen(command, env=_environment(var), cwd=ROOT, stdout=log, stderr=log)
    try:
        _wait(bind, server, var / "server.log")
        yield f"http://{bind}"
    finally:
        server.terminate()
        # On a busy machine its workers take their time to end.
        server.wait(60)


def _wait(bind: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    host, port = bind.split(":")
    for _attempt in range(150):
        if server.poll() is not None:
            break
        try:
            socket.create_connection((host, int(port)), timeout=0.2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"the site did not start:\n{log.read_text()}")
