"""Serving on this machine: a free port, the web server, and a clean end."""

import errno
import os
import socket
import subprocess
import time
from functools import partial

from starter.checkout import Checkout
from starter.incoming import IncomingTables
from starter.problems import StartError
from starter.steps import end
from starter.worker import Worker
from starter.worker import command as worker_command
from toetssteen.kernel.language import _

HOST = "127.0.0.1"
PATIENCE = 30.0  # seconds for the server to answer
TABLES = "/over-de-cijfers/tabellen/"  # the page with the state of every table
LOOK = 2.0  # seconds between two looks whether what carries out jobs still runs


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

    Beside the server runs what carries out jobs, which never outlives the server. daily: when to ask the publishers each day ("05:00"); None = as the installation says.
    """
    surroundings = environment(checkout)
    server = subprocess.Popen(command(checkout, port), cwd=checkout.root, env=surroundings)
    worker = Worker(worker_command(checkout), checkout.root, surroundings | refreshing(surroundings, daily))
    try:
        _wait_for(server, port)
        print(_("\nToetssteen staat klaar op http://{host}:{port}/").format(host=HOST, port=port))
        print(words)
        print(_("Stoppen: Ctrl-C"), flush=True)
        incoming = IncomingTables(checkout.var, f"http://{HOST}:{port}{TABLES}", partial(print, flush=True))
        while (code := _exit_code(server)) is None:
            worker.look()
            incoming.look()
        return code
    finally:
        worker.end()
        end(server)


def _exit_code(server: "subprocess.Popen[bytes]") -> int | None:
    """Its exit code when it ends within `LOOK` seconds; else None."""
    try:
        return server.wait(timeout=LOOK)
    except subprocess.TimeoutExpired:
        return None


def refreshing(surroundings: dict[str, str], daily: str | None) -> dict[str, str]:
    """The setting for a daily refresh, unless the installation says itself when that is."""
    schedule = surroundings.get("TOETSSTEEN_SCHEDULE", "")
    if daily is None or any(item.split("=")[0].strip() == "refresh" for item in schedule.split(",")):
        return {}
    return {"TOETSSTEEN_SCHEDULE": ",".join(item for item in (schedule, f"refresh={daily}") if item.strip())}


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
