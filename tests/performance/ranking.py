"""All percentile ranks of a slab of figures: our library beside DuckDB SQL, data in memory for both, results equal."""

import time
from dataclasses import dataclass

import duckdb
import numpy as np

from toetssteen.analysis.ranks import percentile_ranks

# Two ways to say it in SQL: as one would write it, and as one would after measuring. below: rank() - 1; equal: count per value.
_WINDOWS = """
create or replace table ranked as
select cell, 50.0::double * (2 * (rank() over (partition by series order by value) - 1) + count(*) over (partition by series, value))
    / count(*) over (partition by series) as percent
from cells where value is not null
"""
_GROUPS = """
create or replace table ranked as
with counted as (select series, value, count(*) as equal from cells where value is not null group by series, value),
totals as (
    select series, value, equal, sum(equal) over (partition by series order by value) as upto,
        sum(equal) over (partition by series) as n
    from counted)
select cell, 50.0::double * (2 * upto::bigint - equal) / n::bigint as percent from cells join totals using (series, value)
"""
QUERIES = {"window functions": _WINDOWS, "group and join": _GROUPS}


@dataclass(frozen=True, slots=True)
class Ranked:
    """One slab: what it holds, seconds of ours, seconds of each query."""

    what: str
    shape: tuple[int, ...]
    ours: float
    theirs: dict[str, float]

    def row(self) -> list[str]:
        """What, shape, our seconds; then for each query its seconds and how many times ours that is."""
        theirs = [
            cell for name in QUERIES for cell in (f"{self.theirs[name]:.2f}", f"{self.theirs[name] / self.ours:.1f}")
        ]
        return [self.what, " x ".join(map(str, self.shape)), f"{self.ours:.3f}", *theirs]


def slabs(years: int, indicators: int, areas: int, seed: int) -> dict[str, np.ndarray]:
    """Made-up figures (years, indicators, areas), one in twenty missing: shares with one decimal, and long decimals."""
    rng = np.random.default_rng(seed)
    shape = (years, indicators, areas)
    centre = rng.uniform(5, 60, (years, indicators, 1))
    long = np.clip(rng.normal(centre, 8.0, shape), 0.0, 100.0) + rng.uniform(0, 1e-6, shape)
    gaps = rng.random(shape) < 0.05
    short = np.rint(np.clip(long, 0, 100) * 10) / 10
    return {"one decimal": np.where(gaps, np.nan, short), "long decimals": np.where(gaps, np.nan, long)}


def measure(what: str, slab: np.ndarray, repeats: int = 2) -> Ranked:
    """The best of some repeats, ours and theirs in turn. Stops the bench where a rank differs in a single bit."""
    at = np.arange(slab.size)
    listing = {  # noqa: F841 - read by DuckDB by its name
        "cell": at,
        "series": (at // slab.shape[-1]).astype(np.int32),
        "value": slab.reshape(-1),
    }
    best = dict.fromkeys(("ours", *QUERIES), np.inf)
    with duckdb.connect() as connection:
        connection.execute("set enable_progress_bar = false")
        connection.execute(
            "create table cells as select cell, series, case when isnan(value) then null else value end as value from listing"
        )
        for _again in range(repeats):
            begun = time.perf_counter()
            found = percentile_ranks(slab)
            best["ours"] = min(best["ours"], time.perf_counter() - begun)
            for name, query in QUERIES.items():
                begun = time.perf_counter()
                connection.execute(query)
                best[name] = min(best[name], time.perf_counter() - begun)
                _same(found, connection, name)
    return Ranked(what, slab.shape, best.pop("ours"), best)


def _same(found: np.ndarray, connection: duckdb.DuckDBPyConnection, name: str) -> None:
    theirs = connection.execute("select cell, percent from ranked").fetchnumpy()
    expected = np.full(found.size, np.nan)
    expected[theirs["cell"]] = theirs["percent"]
    if not np.array_equal(expected, found.reshape(-1), equal_nan=True):
        raise SystemExit(f"ranks differ from DuckDB's ({name})")
