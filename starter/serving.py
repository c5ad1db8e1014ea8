"""Serving on this machine: a free port, the web server, and a clean end."""

import errno
import os
import socket
import subprocess
import time

from starter.checkout import Checkout
from starter.problems import StartError
from starter.steps import end
from toetssteen.kernel.language import _

HOST = "127.0.0.1"
PATIENCE = 30.0  # seconds for the server to answer


def check_port(port: int) -> None:
    """Raises StartError when nobody can listen there, with a port where one can."""
    try:
        _listen(port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise StartError(
                _(
                    "Poort {port} is al in gebruik, misschien door een andere Toetssteen. Kies een andere: --port {other}"
                ).format(port=port, other=free_port(port))
            ) from None
        if error.errno == errno.EACCES:
            raise StartError(
                _("Poort {port} mag u niet gebruiken. Kies een poort vanaf 1024: --port 8000").format(port=port)
            ) from None
        raise


def free_port(near: int) -> int:
    """A port nobody listens on: the first one after `near`, else whichever the machine offers."""
    for port in range(near + 1, min(near + 50, 65536)):
        try:
            return _listen(port)
        except OSError:
            continue
    return _listen(0)


def _listen(port: int) -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((HOST, port))
        return int(door.getsockname()[1])


def serve(checkout: Checkout, port: int, words: str, daily: str | None = None) -> int:
    """Serves until stopped; returns the server's exit code. Raises StartError when it does not come up.

    daily: when to ask the publishers each day ("05:00"), in a process of its own beside the server; None = never.
    """
    child = subprocess.Popen(command(checkout, port), cwd=checkout.root, env=environment(checkout))
    refreshing = None
    try:
        _wait_for(child, port)
        if daily is not None:
            refreshing = subprocess.Popen(refresh(checkout, daily), cwd=checkout.root, env=environment(checkout))
        print(_("\nToetssteen staat klaar op http://{host}:{port}/").format(host=HOST, port=port))
        print(words)
        print(_("Stoppen: Ctrl-C"), flush=True)
        return child.wait()
    finally:
        if refreshing is not None:
            end(refreshing)
        end(child)


def refresh(checkout: Checkout, daily: str) -> list[str]:
    """The daily refresh."""
    return [str(checkout.toetssteen), "refresh", "--every-day", daily]


def command(checkout: Checkout, port: int) -> list[str]:
    """The web server, as an installation runs it: on this machine only, its processes as `environment` says."""
    return [
        str(checkout.venv / "bin" / "gunicorn"),
        "--config=python:toetssteen.web.settings.server",
        "toetssteen.web.wsgi:application",
        f"--bind={HOST}:{port}",
    ]


def environment(checkout: Checkout) -> dict[str, str]:
    """That of every command, with a process for each processor unless the installation says otherwise."""
    processes = max(2, min(4, os.cpu_count() or 2))
    return {"TOETSSTEEN_WORKERS": str(processes)} | {n: v for n, v in checkout.environment().items() if v}


def _wait_for(child: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if child.poll() is not None:
            break
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise StartError(_("De webserver is niet gestart. Hierboven staat wat hij meldde."))
