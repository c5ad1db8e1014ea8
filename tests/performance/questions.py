"""One series of one area: our library, DuckDB over the snapshot's file, SQLite over the exported cells."""

import random
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import duckdb
import numpy as np
from cells import OPENED
from tables import Times, times

from toetssteen.answers.figures.series import series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.indicators.aggregate import FigureKind

Numbers = dict[int, float]
DUCKDB = """
select x.year, x.value, x.status, d.source from cells x join areas a using (area) join indicators i using (indicator)
    join deliveries d using (delivery)
where a.code = ? and i.id = ? and x.used order by x.year
"""
SQLITE = "select year, value, status, source from cells where area = ? and indicator = ? order by year"


def measure_series(atlas: Atlas, snapshot: Path, cells: Path, count: int, seed: int) -> list[tuple[str, Times]]:
    """Ask the same (area, indicator) pairs of each, in turn. Stops the bench when their numbers differ."""
    with (
        duckdb.connect(str(snapshot), read_only=True, config=OPENED) as duck,
        closing(sqlite3.connect(cells)) as lite,
    ):
        askers: list[tuple[str, Callable[[str, str], Numbers]]] = [
            ("ours (with what parts add up to, breaks, reasons)", lambda c, i: _ours(atlas, c, i)),
            ("DuckDB, SQL over the snapshot", lambda c, i: _rows(duck.execute(DUCKDB, [c, i]).fetchall())),
            ("SQLite, SQL over the exported cells", lambda c, i: _rows(lite.execute(SQLITE, [c, i]).fetchall())),
        ]
        taken: dict[str, list[float]] = {name: [] for name, _ask in askers}
        pairs = _pairs(atlas, count + 10, seed)
        for at, (code, indicator) in enumerate(pairs):
            answers = []
            for name, ask in askers:
                begun = time.perf_counter()
                answers.append(ask(code, indicator))
                if at >= min(10, len(pairs) - 1):
                    taken[name].append(time.perf_counter() - begun)
            if not answers[0] == answers[1] == answers[2]:
                raise SystemExit(f"{indicator} of {code} differs: {answers}")
    return [(name, times(taken[name])) for name, _ask in askers]


def _ours(atlas: Atlas, code: str, indicator: str) -> Numbers:
    """With the figures that were published under the code when it stood for other ground: the others have these too."""
    points = series(atlas, atlas.place(code), atlas.indicator(indicator)).points
    own = {p.year: p.value for p in points if p.kind is FigureKind.PUBLISHED and p.value is not None}
    other = {p.year: p.elsewhere.value for p in points if p.elsewhere is not None and p.elsewhere.value is not None}
    return own | other


def _rows(rows: list[tuple[int, float | None, object, object]]) -> Numbers:
    return {row[0]: row[1] for row in rows if row[1] is not None and row[1] == row[1]}


def _pairs(atlas: Atlas, count: int, seed: int) -> list[tuple[str, str]]:
    """Random pairs with at least one number, none twice. Not of recoded areas: of these we give the figures of the
    place, under whatever code it had, and the others those of the code."""
    cube, draw = atlas.cube, random.Random(seed)
    known = np.asarray(~np.isnan(cube.values.toarray())).any(axis=0)
    links = atlas.snapshot.register.links
    known[:, np.isin(np.array(cube.areas), [str(c) for link in links for c in (link.code, link.former)])] = False
    all_pairs = np.argwhere(known)
    chosen = draw.sample(range(len(all_pairs)), min(count, len(all_pairs)))
    return [(str(cube.areas[a]), cube.indicators[i]) for i, a in all_pairs[chosen].tolist()]
