"""Many readers at once while figures are published and taken back, and while the server restarts.

`just load`: two processes, 32 clients, two minutes, and the same clients on Datasette afterwards. Every answer is
looked at: its status, and whether all it says of its snapshot is one and the same.
"""

import argparse
import http.client
import itertools
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "src"), str(Path(__file__).parent)]

from building import build, environment, run  # noqa: E402
from cells import export  # noqa: E402
from servers import HOST, _free_port, _wait_for, datasette  # noqa: E402
from tables import times  # noqa: E402

from toetssteen.answers.snapshot.atlas import Atlas  # noqa: E402
from toetssteen.answers.snapshot.open_atlases import open_atlas  # noqa: E402
from toetssteen.kernel.areas import Level  # noqa: E402
from toetssteen.warehouse.snapshots import Shelf  # noqa: E402

ID = rb"\d{4}-\d{2}-\d{2}-[0-9a-f]{8}"
# Where an answer says which figures it shows: its foot, and the addresses of its outlines and values.
SAID = re.compile(rb"momentopname (" + ID + rb")|/data/(" + ID + rb")/")
PARTS = re.compile(rb"/data/" + ID + rb"/grenzen/[\w.-]+\.json")


@dataclass(slots=True)
class Outcome:
    """What the clients met. seconds: of each answer; wrong: in words, the first of each client."""

    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    mixed: list[str] = field(default_factory=list)
    shown: set[str] = field(default_factory=set)
    switches: int = 0
    elapsed: float = 0.0

    @property
    def per_second(self) -> float:
        return len(self.seconds) / self.elapsed if self.elapsed else 0.0


def two_snapshots(var: Path) -> tuple[str, str]:
    """The invented country, built twice: the second with another text for one figure. The first is published."""
    first = build(var, None).snapshot.name
    home = var / "home"
    shutil.copytree(ROOT / "definitions", home / "definitions")
    definition = home / "definitions" / "indicators" / "inwoners.yaml"
    text = definition.read_text(encoding="utf-8")
    definition.write_text(re.sub(r"(?m)^name: (.*)$", r"name: \1 (anders gezegd)", text), encoding="utf-8")
    before = os.environ.get("TOETSSTEEN_HOME")
    command = [sys.executable, "-m", "toetssteen.cli", "build", "--invented"]
    told = environment(var) | {"TOETSSTEEN_HOME": str(home)}
    subprocess.run(command, cwd=ROOT, env=told, stdout=subprocess.DEVNULL, check=True)
    assert os.environ.get("TOETSSTEEN_HOME") == before
    (second,) = set(Shelf(var / "snapshots").ids()) - {first}
    return first, second


def addresses(atlas: Atlas, seed: int, number: int = 400) -> list[str]:
    """A mix of what readers ask: mostly profiles, further figures, search, maps, lists, comparisons and open data."""
    draw = random.Random(seed)
    places = {level: [str(c) for c in atlas.cube.areas if c.level is level] for level in Level}
    figures = list(atlas.cube.indicators)
    makers: list[tuple[int, Callable[[], str]]] = [
        (40, lambda: f"/plek/{draw.choice(places[draw.choice([Level.BUURT, Level.WIJK, Level.GEMEENTE])])}/"),
        (15, lambda: f"/cijfers/{draw.choice(figures)}/"),
        (10, lambda: f"/zoek/?q={draw.choice('abdegklmnoprstvw')}{draw.choice('aeiou')}"),
        (10, lambda: f"/kaart/?cijfer={draw.choice(figures)}"),
        (5, lambda: "/vergelijken/?plek=" + "&plek=".join(draw.sample(places[Level.WIJK], 3))),
        (5, lambda: draw.choice(["/", "/gebieden/", "/cijfers/", "/over-de-cijfers/", "/focusgebieden/"])),
        (10, lambda: draw.choice(["/v1/cijfers", f"/v1/cijfers/{draw.choice(figures)}", "/v1/openapi.json"])),
        (5, lambda: "/gereed"),
    ]
    weights, chosen = zip(*makers, strict=True)
    return [one() for one in draw.choices(chosen, weights, k=number)]


def ask(port: int, path: str, accept: str = "*/*") -> tuple[int, str, bytes]:
    """Status, ETag and body. A connection for each answer, like a reader who has just come."""
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    try:
        connection.request("GET", path, headers={"Accept": accept, "Accept-Encoding": "identity"})
        response = connection.getresponse()
        return response.status, response.headers.get("ETag", ""), response.read()
    finally:
        connection.close()


def look(outcome: Outcome, path: str, status: int, etag: str, body: bytes) -> None:
    """Whether an answer is whole, and all of one snapshot."""
    if status != 200:
        outcome.wrong.append(f"{path} answered {status}: {body[:120]!r}")
        return
    said = {(a or b).decode() for a, b in SAID.findall(body)}
    said |= {one.decode() for one in re.findall(ID, etag.encode())}
    if len(said) > 1:
        outcome.mixed.append(f"{path} is of {sorted(said)}")
    outcome.shown |= said


def clients(port: int, paths: Sequence[str], number: int, stop: threading.Event, *, ours: bool = True) -> Outcome:
    """`number` clients that go on asking until `stop`."""
    outcome, ticket = Outcome(), itertools.count()

    def client() -> None:
        while not stop.is_set():
            path = paths[next(ticket) % len(paths)]
            begun = time.perf_counter()
            try:
                status, etag, body = ask(port, path)
                outcome.seconds.append(time.perf_counter() - begun)
                if not ours:
                    if status != 200:
                        outcome.wrong.append(f"{path} answered {status}")
                    continue
                look(outcome, path, status, etag, body)
                # What a page asks for afterwards is still there, and of the same figures by its address.
                if (part := PARTS.search(body)) and (status := ask(port, part[0].decode())[0]) != 200:
                    outcome.wrong.append(f"{part[0].decode()} answered {status}")
            except (OSError, http.client.HTTPException) as problem:
                outcome.wrong.append(f"{path}: {type(problem).__name__} {problem}")

    begun = time.perf_counter()
    threads = [threading.Thread(target=client) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    outcome.elapsed = time.perf_counter() - begun
    return outcome


@contextmanager
def server(var: Path, workers: int = 2) -> Iterator[tuple[int, Path]]:
    """Our server as an installation runs it; its port, and the file that holds its process id."""
    for words in (["migrate", "--no-input", "-v", "0"], ["collectstatic", "--no-input", "-v", "0"]):
        subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=environment(var), check=True)
    port, pid, log = _free_port(), var / "server.pid", var / "server.log"
    # The program itself, for on USR2 it starts again what it was started with.
    gunicorn = str(Path(sys.executable).with_name("gunicorn"))
    command = [gunicorn, "--config=python:toetssteen.web.settings.server"]
    told = environment(var) | {"TOETSSTEEN_WORKERS": str(workers), "TOETSSTEEN_BIND": f"{HOST}:{port}"}
    with log.open("wb") as out:
        words = [*command, f"--pid={pid}", "toetssteen.web.wsgi:application"]
        child = subprocess.Popen(words, cwd=ROOT, env=told, stdout=out, stderr=out)
    try:
        _wait_for(child, port, log)
        yield port, pid
    finally:
        if pid.is_file() and (now := int(pid.read_text())) != child.pid:
            os.kill(now, signal.SIGTERM)
        child.terminate()
        child.wait(timeout=60)


def during(seconds: float, port: int, paths: Sequence[str], number: int, what: Callable[[float], int]) -> Outcome:
    """Clients for `seconds`, while `what(seconds)` happens beside them; it returns how often something was switched."""
    stop, switched = threading.Event(), [0]

    def beside() -> None:
        try:
            switched[0] = what(seconds)
        finally:
            stop.set()

    thread = threading.Thread(target=beside)
    thread.start()
    outcome = clients(port, paths, number, stop)
    thread.join()
    outcome.switches = switched[0]
    return outcome


def publishing(var: Path, second: str) -> Callable[[float], int]:
    """Publish the second snapshot and go back, by the commands an administrator gives, a few times."""

    def switch(seconds: float) -> int:
        end, times_done = time.monotonic() + seconds, 0
        while time.monotonic() < end:
            run(var, ["publish", second] if times_done % 2 == 0 else ["rollback"])
            times_done += 1
            time.sleep(max(0.0, min(seconds / 12, end - time.monotonic())))
        return times_done

    return switch


def restarting(pid: Path) -> Callable[[float], int]:
    """New processes (HUP) a few times, and in the middle a whole new server (USR2) beside the old one."""

    def restart(seconds: float) -> int:
        pause = seconds / 5
        for step in range(4):
            time.sleep(pause)
            master = int(pid.read_text())
            if step == 2:
                _whole_new(pid, master, pause)
            else:
                os.kill(master, signal.SIGHUP)
        time.sleep(pause)
        return 4

    return restart


def _whole_new(pid: Path, master: int, pause: float) -> None:
    """A second server on the same port; gunicorn calls its file `.2` until the first one has gone."""
    os.kill(master, signal.SIGUSR2)
    _until(pid.with_name(f"{pid.name}.2").is_file)
    time.sleep(pause)
    os.kill(master, signal.SIGTERM)
    _until(lambda: _changed(pid, master))


def _changed(pid: Path, before: int) -> bool:
    try:
        return int(pid.read_text()) != before
    except (OSError, ValueError):
        return False


def _until(true: Callable[[], bool], seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.05)


def theirs(var: Path, snapshot: Path, seconds: float, number: int, codes: Sequence[str]) -> Outcome:
    """The same clients on Datasette: the cells of one area as a page of HTML, as the bench asks them."""
    cells = var / "db.sqlite3"
    export(snapshot / "cells.duckdb", cells)
    stop = threading.Event()
    with datasette(cells) as port:
        timer = threading.Timer(seconds, stop.set)
        timer.start()
        return clients(port, [f"/db/cells?area={code}&_size=1000" for code in codes], number, stop, ours=False)


def say(name: str, found: Outcome) -> None:
    spread = times(found.seconds)
    print(
        f"{name}: {len(found.seconds)} answers in {found.elapsed:.0f} s, {found.per_second:.1f} a second, "
        f"p50 {spread.p50:.0f} ms, p95 {spread.p95:.0f} ms; {len(found.wrong)} errors, {len(found.mixed)} mixed"
        + (f"; {found.switches} switches between {len(found.shown)} snapshots" if found.switches else "")
    )
    for words in [*found.wrong[:5], *found.mixed[:5]]:
        print(f"  {words}")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="toetssteen-load-") as folder:
        var = Path(folder)
        first, second = two_snapshots(var)
        atlas = open_atlas(var / "snapshots" / first)
        paths = addresses(atlas, chosen.seed)
        codes = [str(code) for code in atlas.cube.areas][:300]
        with server(var) as (port, _pid):
            found = during(chosen.seconds, port, paths, chosen.clients, publishing(var, second))
        say("ours, mixed pages during publish and rollback", found)
        say(
            "Datasette, cells of one area",
            theirs(var, var / "snapshots" / first, chosen.seconds / 4, chosen.clients, codes),
        )
        open_atlas.cache_clear()
    return 1 if found.wrong or found.mixed else 0


if __name__ == "__main__":
    sys.exit(main())
