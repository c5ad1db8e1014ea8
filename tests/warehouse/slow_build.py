"""A build that stops half-way and waits to be killed: `python slow_build.py FOLDER [STEP]`. Run by test_build.py and
test_faults.py."""

import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from warehouse import small_country

from toetssteen.warehouse import build as building
from toetssteen.warehouse.snapshots import Shelf

STEP = sys.argv[2] if len(sys.argv) > 2 else "Grenzen tekenen"


def wait(text: str) -> None:
    """At the step asked for; `start` is the first of all."""
    if STEP in (text, "start"):
        print("waiting", flush=True)
        time.sleep(120)


def main(folder: Path) -> None:
    made = small_country.tables()
    building.read = lambda path, source, columns: made[source.id]
    building.read_outlines = lambda path, source: small_country.outlines()
    known = small_country.definitions()
    known = replace(known, named_areas=())  # not the snapshot that is there
    building.build(
        Shelf(folder / "snapshots"),
        known,
        small_country.raw_files(folder / "raw", known),
        country=small_country.COUNTRY,
        now=datetime(2026, 1, 9, tzinfo=UTC),
        progress=wait,
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
