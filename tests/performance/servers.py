"""The two servers: started on a free port of loopback, ended by their own process id."""

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from building import ROOT, environment

from starter.checkout import Checkout
from starter.serving import HOST, command
from starter.steps import end

PATIENCE = 60.0  # seconds for a server to answer


@contextmanager
def toetssteen(var: Path) -> Iterator[int]:
    """Our own server as start.py runs it; gives its port."""
    checkout, port = Checkout(ROOT, var), _free_port()
    checkout.temporary.mkdir(parents=True, exist_ok=True)
    for words in (["migrate", "--no-input", "-v", "0"], ["collectstatic", "--no-input", "-v", "0"]):
        subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=environment(var), check=True)
    gunicorn = [sys.executable, "-m", "gunicorn", *command(checkout, port)[1:]]
    # Its log says when it is ready; and installations log requests too.
    telling = environment(var) | {"TOETSSTEEN_LOG_LEVEL": "INFO"}
    with _serving(gunicorn, telling, port, var / "server.log"):
        yield port


def wait_for_places(var: Path, processes: int = 2) -> None:
    """Until each process of our server has made the pages of places ready where alliances work, as it does after a
    start; an installation does not start when somebody asks."""
    deadline = time.monotonic() + 2 * PATIENCE
    while (var / "server.log").read_text(encoding="utf-8").count("places are ready") < processes:
        if time.monotonic() > deadline:
            raise SystemExit("the server does not say that places are ready")
        time.sleep(0.5)


@contextmanager
def datasette(file: Path) -> Iterator[int]:
    """Datasette over one immutable file (its own advice for speed), all settings its own."""
    port = _free_port()
    words = ["-m", "datasette", "serve", "-i", str(file), "--host", HOST, "--port", str(port)]
    with _serving([sys.executable, *words], environment(file.parent), port, file.with_suffix(".log")):
        yield port


@contextmanager
def _serving(words: list[str], environment: dict[str, str], port: int, log: Path) -> Iterator[None]:
    with log.open("wb") as told:
        child = subprocess.Popen(words, cwd=ROOT, env=environment, stdout=told, stderr=told)
    try:
        _wait_for(child, port, log)
        yield
    finally:
        end(child)


def _free_port() -> int:
    with socket.socket() as door:
        door.bind((HOST, 0))
        return int(door.getsockname()[1])


def _wait_for(child: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and child.poll() is None:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"a server did not start:\n{log.read_text(encoding='utf-8', errors='replace')}")


def get(port: int, path: str, cookie: str = "") -> tuple[float, bytes]:
    """Seconds until the whole page is here, and the page. A connection per page, no If-None-Match, no compression:
    the same for both servers."""
    begun = time.perf_counter()
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    try:
        headers = {"Accept": "text/html", "Accept-Encoding": "identity"} | ({"Cookie": cookie} if cookie else {})
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        page = response.read()
    finally:
        connection.close()
    if response.status != 200:
        raise SystemExit(f"{path} answered {response.status}")
    return time.perf_counter() - begun, page
