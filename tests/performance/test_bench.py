"""The bench runs and prints its tables. No clock is asserted: that is for who reads them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).with_name("bench.py")


@pytest.mark.long
def test_the_bench_prints_pages_builds_and_series_with_ratios() -> None:
    words = ["--invented", "--pages", "6", "--warm", "3", "--series", "5", "--ranks", "1", "--answers", "3"]
    done = subprocess.run(
        [sys.executable, str(BENCH), *words], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    for name in ("all", "buurt", "wijk", "gemeente"):
        rows = re.findall(rf"^  {name} +(\d+)((?: +[\d.]+){{9}})$", done.stdout, re.MULTILINE)
        # The first screen, and the page with all figures.
        assert len(rows) == 2, (name, done.stdout)
        for count, numbers in rows:
            assert int(count) == (6 if name == "all" else 2)
            ours_p50, ours_p95, _kb, theirs_p50, theirs_p95 = map(float, numbers.split()[:5])
            assert 0 < ours_p50 <= ours_p95
            assert 0 < theirs_p50 <= theirs_p95
    assert re.search(r"^  invented country +[\d.]+ +[\d.]+ +[1-9]\d*$", done.stdout, re.MULTILINE)
    assert re.search(r"^  ours \(.*\) +5 +[\d.]+ +[\d.]+ +1\.00$", done.stdout, re.MULTILINE)
    assert len(re.findall(r"^  (?:DuckDB|SQLite),.* +5( +[\d.]+){3}$", done.stdout, re.MULTILINE)) == 2
    assert re.search(r"^  all focus areas, one theme +[1-9]\d*( +[\d.]+){3}$", done.stdout, re.MULTILINE)
    assert re.search(r"^  six wijken, one theme +6( +[\d.]+){3}$", done.stdout, re.MULTILINE)
    assert re.search(r"^  a question +5( +[\d.]+){2}$", done.stdout, re.MULTILINE)
    assert (
        len(re.findall(r"^  (?:one decimal|long decimals) +1 x 60 x 14000( +[\d.]+){5}$", done.stdout, re.MULTILINE))
        == 2
    )
    assert (
        len(re.findall(r"^  invented country +(?:buurt|wijk|gemeente) 2019 +\d+ +\d+ +\d+$", done.stdout, re.MULTILINE))
        == 3
    )
    for level in ("buurt", "wijk", "gemeente"):
        assert re.search(rf"^  open data, {level} +[1-9]\d* +3( +[\d.]+){{7}}$", done.stdout, re.MULTILINE)
    assert "rows of the overview" in done.stdout
    assert "figures with level" in done.stdout
    assert "rows of cells" in done.stdout


@pytest.mark.long
def test_the_bench_of_the_programme_prints_every_page_for_every_role() -> None:
    done = subprocess.run(
        [sys.executable, str(BENCH.with_name("programme.py")), "--asks", "3"],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert re.search(r"Datasette, 100 activities as a table: p50 [\d.]+, p95 [\d.]+", done.stdout)
    rows = re.findall(r"^  (.+?), (\w+) +3( +[\d.]+){4}$", done.stdout, re.MULTILINE)
    assert len(rows) == 8 * 5 + 4
