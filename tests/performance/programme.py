"""How fast the programme's pages are with twenty areas' programmes: 2,000 activities, 2,000 users, every role; beside
Datasette on the same rows. Run by `just bench`; how to read it: docs/methods/snelheid.md.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src"), str(Path(__file__).parent)]

from building import build, environment  # noqa: E402
from servers import datasette, get, toetssteen, wait_for_places  # noqa: E402
from tables import Times, table, times  # noqa: E402

PEER = "/toetssteen/programmes_activity?_size=100"
CROWD = Path(__file__).with_name("crowd.py")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--asks", type=int, default=60, help="questions for each sort of page and role")
    parser.add_argument("--at-once", type=int, default=8, help="readers at once, after those that come one by one")
    options = parser.parse_args(arguments)
    asks = options.asks
    with tempfile.TemporaryDirectory(prefix="toetssteen-bench-") as folder:
        var = build(Path(folder) / "invented", None).var
        with toetssteen(var):
            done = subprocess.run(
                [sys.executable, str(CROWD)], env=environment(var), cwd=ROOT, capture_output=True, text=True, check=True
            )
            plan = json.loads(done.stdout.splitlines()[-1])
        with toetssteen(var) as here:
            wait_for_places(var)
            with datasette(var / "toetssteen.sqlite3") as there:
                theirs = ask(there, [PEER], "", asks)
                crowd = ask_at_once(there, [("", PEER)], asks * options.at_once, options.at_once)
            rows = measure(here, plan, asks, theirs)
            ours = ask_at_once(here, mix(plan), asks * options.at_once, options.at_once)
    print("\nPages of the programme over HTTP on loopback: 20 areas, 2,000 activities, 2,000 users (milliseconds)")
    print(f"  Datasette, 100 activities as a table: p50 {theirs.p50:.1f}, p95 {theirs.p95:.1f}")
    print(table(["page, by whom", "n", "p50", "p95", "ratio p50", "ratio p95"], rows))
    print(
        f"\n{options.at_once} readers at once, every page and role mixed (Datasette: the same page of 100 activities)"
    )
    both = [["Toetssteen", ours], ["Datasette", crowd]]
    print(table(["who", "n", "p50", "p95"], [[n, str(t.count), f"{t.p50:.1f}", f"{t.p95:.1f}"] for n, t in both]))
    return 0


def mix(plan: dict) -> list[tuple[str, str]]:
    """(cookie, address) of every page for every role, in one order that the seed gives."""
    asked = [
        (cookie, path)
        for cookie in ["", *plan["cookies"].values()]
        for paths in [*plan["addresses"].values(), *(plan["signed in"].values() if cookie else ())]
        for path in paths
    ]
    random.Random(1).shuffle(asked)
    return asked


def ask_at_once(port: int, asked: list[tuple[str, str]], asks: int, readers: int) -> Times:
    """So many readers, each with the next question as soon as it has an answer."""
    with ThreadPoolExecutor(readers) as pool:
        took = list(pool.map(lambda n: get(port, asked[n % len(asked)][1], asked[n % len(asked)][0])[0], range(asks)))
    return times(took)


def measure(port: int, plan: dict, asks: int, theirs: Times) -> list[list[str]]:
    # Each once: nobody asked for it before.
    first = times([get(port, path)[0] for path in plan["new places"][:asks]])
    rows = [row("a place that nobody asked for yet, visitor", first, theirs)]
    for who, cookie in {"visitor": "", **plan["cookies"]}.items():
        for what, paths in {**plan["addresses"], **(plan["signed in"] if cookie else {})}.items():
            rows.append(row(f"{what}, {who}", ask(port, paths, cookie, asks), theirs))
    return rows


def row(what: str, found: Times, theirs: Times) -> list[str]:
    ratios = [f"{found.p50 / theirs.p50:.2f}", f"{found.p95 / theirs.p95:.2f}"]
    return [what, str(found.count), f"{found.p50:.1f}", f"{found.p95:.1f}", *ratios]


def ask(port: int, paths: list[str], cookie: str, asks: int) -> Times:
    """Each address in turn, after a tenth as many that do not count."""
    warm = max(1, asks // 10)
    took = [get(port, paths[n % len(paths)], cookie)[0] for n in range(warm + asks)]
    return times(took[warm:])


if __name__ == "__main__":
    raise SystemExit(main())
