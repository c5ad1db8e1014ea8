"""A build that stops half-way and waits to be killed: `python slow_build.py FOLDER`. Run by test_build.py."""

import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from warehouse import small_country

from toetssteen.warehouse import build as building
from toetssteen.warehouse.snapshots import Shelf


def wait_before_the_outlines(text: str) -> None:
    if text == "Grenzen tekenen":
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
        progress=wait_before_the_outlines,
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
