"""What a disk does to a file, for tests: one bit of it, in place."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from warehouse.conftest import Workshop


def flip(file: Path, bit: int) -> None:
    """In place, as a disk does: the same file, length and time."""
    state = file.stat()
    with file.open("r+b") as raw:
        raw.seek(bit // 8 % state.st_size)
        byte = raw.read(1)[0]
        raw.seek(-1, os.SEEK_CUR)
        raw.write(bytes([byte ^ (1 << bit % 8)]))
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))


@contextmanager
def flipped(file: Path, bit: int) -> Iterator[None]:
    flip(file, bit)
    try:
        yield
    finally:
        flip(file, bit)


def two(workshop: Workshop) -> str:
    """Publish one, and another after it with one figure revised; the id of the second."""
    workshop.shelf.publish(workshop.build(day=3))
    (table,) = workshop.tables["figures-2020"]
    table.columns["AANT_INW"].values[0] += 5
    workshop.known = replace(workshop.known, named_areas=())
    return workshop.shelf.publish(workshop.build(day=4))
