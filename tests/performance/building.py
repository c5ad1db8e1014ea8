"""Building a snapshot in a `var` of its own, in child processes whose time and memory we know."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Built:
    """A published snapshot. seconds, processor, megabytes: of the build alone, not of fetching; by the clock, of all its
    threads, and the peak."""

    var: Path
    snapshot: Path
    seconds: float
    processor: float
    megabytes: float


def environment(var: Path) -> dict[str, str]:
    return os.environ | {
        "TOETSSTEEN_HOME": str(ROOT),
        "TOETSSTEEN_VAR": str(var),
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONUTF8": "1",
    }


def build(var: Path, data: Path | None, *, full: bool = False) -> Built:
    """Fetch from `data` (None: the invented country, in full if asked), build and publish."""
    made = ["sample", "--full"] if full else ["sample"]
    run(var, made if data is None else ["fetch", "--from", str(data)])
    seconds, processor, megabytes = run(
        var, ["build", "--invented", "full" if full else "small"] if data is None else ["build"]
    )
    run(var, ["publish"])
    name = (var / "snapshots" / "current").read_text(encoding="utf-8").strip()
    return Built(var, var / "snapshots" / name, seconds, processor, megabytes)


def run(var: Path, words: list[str]) -> tuple[float, float, float]:
    """Run one verb; its seconds by the clock and of the processor, and its peak memory in megabytes. Stops the bench when it fails."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "toetssteen.cli", *words]
    child = subprocess.Popen(command, cwd=ROOT, env=environment(var), stdout=subprocess.DEVNULL)
    # wait4 tells of this child alone; RUSAGE_CHILDREN would give the largest of all.
    _pid, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"toetssteen {' '.join(words)} failed, see above")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / unit
