"""How fast the pages are, beside Datasette 0.65 on the same machine in the same run: `just bench`.

How to read it: docs/methods/snelheid.md. Nothing outside a temporary folder is written; the servers listen on
loopback only and are ended by their own process id.
"""

import argparse
import os
import platform
import random
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src"), str(Path(__file__).parent)]

from building import Built, build  # noqa: E402
from cells import export  # noqa: E402
from open_data import measure_open_data  # noqa: E402
from outlines import outline_rows  # noqa: E402
from pages import measure_pages  # noqa: E402
from questions import measure_series  # noqa: E402
from ranking import QUERIES, measure, slabs  # noqa: E402
from side_by_side import measure_search, measure_side_by_side  # noqa: E402
from tables import table  # noqa: E402

from toetssteen.answers.snapshot.atlas import Atlas  # noqa: E402
from toetssteen.answers.snapshot.open_atlases import open_atlas  # noqa: E402
from toetssteen.kernel.areas import Level  # noqa: E402

LEVELS = (Level.BUURT, Level.WIJK, Level.GEMEENTE)


def main(arguments: list[str] | None = None) -> int:
    chosen = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="toetssteen-bench-") as folder:
        built = [("invented country", build(Path(folder) / "invented", None))]
        data = None if chosen.invented else _data(chosen.data)
        if data is not None:
            built.append(("publishers' files", build(Path(folder) / "real", data)))
        what, serving = built[-1]
        if chosen.full:
            built.append(("invented country, full", build(Path(folder) / "full", None, full=True)))
        atlas = open_atlas(serving.snapshot)
        _say_where(what, atlas, chosen.seed)
        cells = Path(folder) / "db.sqlite3"
        count = export(serving.snapshot / "cells.duckdb", cells)
        _say_builds(built)
        for whole in (False, True):
            _pages(atlas, serving, cells, count, chosen, whole=whole)
        _series(atlas, serving, cells, chosen)
        if chosen.answers:
            _open_data(atlas, serving, cells, chosen)
        _side_by_side(atlas, serving, chosen)
        atlas.snapshot.reader.close()
        _ranks(built[-1] if chosen.full else None, chosen)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with publishers' files (default: TOETSSTEEN_TESTDATA)")
    parser.add_argument("--invented", action="store_true", help="measure on the invented country")
    parser.add_argument("--full", action="store_true", help="also build the full invented country, and rank all of it")
    parser.add_argument("--ranks", type=int, default=3, help="years of 60 indicators and 14,000 areas to rank")
    parser.add_argument("--pages", type=int, default=300, help="pages of each server")
    parser.add_argument("--warm", type=int, default=60, help="pages of other areas before the clock counts")
    parser.add_argument("--series", type=int, default=1000, help="series asked of each library")
    parser.add_argument("--answers", type=int, default=0, help="also answers of the open data, for each level")
    parser.add_argument("--seed", type=int, default=1)
    return parser


def _data(given: Path | None) -> Path | None:
    """The folder asked for; else TOETSSTEEN_TESTDATA, else `../shared/data` beside the checkout, when it exists."""
    if given is not None:
        if not given.is_dir():
            raise SystemExit(f"there is no folder {given}")
        return given
    folder = Path(os.environ.get("TOETSSTEEN_TESTDATA") or ROOT.parent / "shared" / "data")
    return folder if folder.is_dir() else None


def areas(atlas: Atlas, warm: int, measured: int, seed: int) -> tuple[list[str], list[str]]:
    """Areas to ask before the clock counts, and areas to measure: none twice, for both as many buurten as wijken as
    gemeenten, shuffled. Where a level has too few, fewer; the measured ones come first."""
    draw = random.Random(seed)
    before: list[str] = []
    found: list[str] = []
    for at, level in enumerate(LEVELS):
        known = sorted(str(code) for code in atlas.cube.areas if code.level is level)
        draw.shuffle(known)
        share, more = ((n + len(LEVELS) - 1 - at) // len(LEVELS) for n in (measured, warm))
        found += known[:share]
        before += known[share : share + more]
    draw.shuffle(before)
    draw.shuffle(found)
    return before, found


def _say_where(what: str, atlas: Atlas, seed: int) -> None:
    cube = atlas.cube
    print(
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, {os.cpu_count()} processors, "
        f"Python {platform.python_version()}, seed {seed}"
    )
    print(
        f"Figures: {what}, snapshot {atlas.id}: {len(cube.areas)} areas, {len(cube.indicators)} indicators, "
        f"{cube.years[0]}-{cube.years[-1]}"
    )


def _say_builds(built: list[tuple[str, Built]]) -> None:
    rows = [[name, f"{one.seconds:.1f}", f"{one.processor:.1f}", f"{one.megabytes:.0f}"] for name, one in built]
    print("\nBuild of a snapshot (no peer: information)")
    print(table(["", "seconds", "of the processor", "peak MB"], rows))
    outlines = [row for name, one in built for row in outline_rows(name, one.snapshot)]
    print("\nOutlines as TopoJSON, newest division")
    print(table(["", "level", "areas", "kB", "kB gzipped"], outlines))


def _pages(atlas: Atlas, serving: Built, cells: Path, count: int, chosen: argparse.Namespace, *, whole: bool) -> None:
    # The areas before the clock counts are others, so no figure of a measured place is known beforehand.
    before, drawn = areas(atlas, chosen.warm, chosen.pages, chosen.seed)
    groups = [(level, [c for c in drawn if atlas.place(c).level is level]) for level in LEVELS]
    ours, theirs = measure_pages(serving, cells, before, drawn, whole=whole)
    rows = []
    for name, codes in [("all", drawn), *((f"{level}", codes) for level, codes in groups)]:
        if codes:
            rows.append([name, str(len(codes)), *ours.row(codes), *theirs.row(codes), *ours.ratios(theirs, codes)])
    what = "Page with all figures of one area" if whole else "First screen of one area"
    print(f"\n{what} over HTTP on loopback, requests in turn, no page cache (milliseconds)")
    print(
        table(
            ["areas", "n", "ours p50", "p95", "kB", "Datasette p50", "p95", "kB", "ratio p50", "p95", "kB"],
            rows,
        )
    )
    print(f"  ours:      {ours.contents}")
    print(f"  Datasette: {theirs.contents}; {count} cells in all")


def _side_by_side(atlas: Atlas, serving: Built, chosen: argparse.Namespace) -> None:
    rows = [
        [name, str(found.count), f"{found.p50:.1f}", f"{found.p95:.1f}", f"{size:.0f}"]
        for name, found, size in measure_side_by_side(serving, atlas, chosen.pages, chosen.seed)
    ]
    print("\nPlaces side by side over HTTP on loopback, no page cache (milliseconds; no peer: information)")
    print(table(["", "n", "p50", "p95", "kB"], rows))
    names, found = measure_search(atlas, chosen.series, chosen.seed)
    print(f"\nSearch among {names} names in memory (milliseconds; no peer: information)")
    print(table(["", "n", "p50", "p95"], [["a question", str(found.count), f"{found.p50:.2f}", f"{found.p95:.2f}"]]))


def _series(atlas: Atlas, serving: Built, cells: Path, chosen: argparse.Namespace) -> None:
    found = measure_series(atlas, serving.snapshot / "cells.duckdb", cells, chosen.series, chosen.seed)
    ours = found[0]
    rows = [
        [name, str(times.count), f"{times.p50:.3f}", f"{times.p95:.3f}", f"{ours[1].p50 / times.p50:.2f}"]
        for name, times in found
    ]
    print("\nOne series of one area from an open library (milliseconds); all three gave the same numbers")
    print(table(["", "n", "p50", "p95", "ratio p50 ours/this"], rows))


def _open_data(atlas: Atlas, serving: Built, cells: Path, chosen: argparse.Namespace) -> None:
    rows = []
    for level in LEVELS:
        longest, ours, theirs = measure_open_data(atlas, serving, cells, level, chosen.answers, chosen.seed)
        pairs = ((ours.p50, theirs.p50), (ours.p95, theirs.p95))
        rows.append(
            [f"open data, {level}", str(longest), str(ours.count)]
            + [f"{one:.1f}" for pair in pairs for one in pair]
            + [f"{1000 / ours.p50:.1f}", *(f"{mine / other:.2f}" for mine, other in pairs)]
        )
    print("\nOne figure of every area of a level as JSON, over HTTP on loopback, the same numbers (milliseconds)")
    head = ["", "areas at most", "n", "ours p50", "Datasette p50", "ours p95", "Datasette p95"]
    print(table([*head, "ours a second, one client", "ratio p50", "p95"], rows))


def _ranks(full: tuple[str, Built] | None, chosen: argparse.Namespace) -> None:
    found = [measure(name, slab) for name, slab in slabs(chosen.ranks, 60, 14_000, chosen.seed).items()]
    if full is not None:
        atlas = open_atlas(full[1].snapshot)
        buurten = [at for at, code in enumerate(atlas.cube.areas) if code.level is Level.BUURT]
        found.append(measure("full country, buurten", np.ascontiguousarray(atlas.cube.values[:, :, buurten])))
        atlas.snapshot.reader.close()
    head = [word for name in QUERIES for word in (f"DuckDB, {name}", "times ours")]
    print("\nAll percentile ranks, in memory for both, equal to the last bit (seconds)")
    print(table(["", "years x indicators x areas", "ours", *head], [one.row() for one in found]))


if __name__ == "__main__":
    sys.exit(main())
