"""What an installation keeps is for its own user: no other on the same machine reads it."""

import os
from collections.abc import Iterable
from pathlib import Path

MASK = 0o077


def only_for_us() -> None:
    """Whatever this process and those it starts make from now on is readable by their own user only."""
    os.umask(MASK)


def tighten(places: Iterable[Path]) -> int:
    """Take away what others may do with what is there already: of each place, and of all below it. How many changed.

    Links are left alone, and so is what belongs to somebody else: that is theirs to decide.
    """
    return sum(_tighten(path) for place in places for path in _below(place))


def _below(place: Path) -> Iterable[Path]:
    yield place
    if place.is_dir() and not place.is_symlink():
        for parent, folders, names in os.walk(place):
            yield from (Path(parent, name) for name in (*folders, *names))


def _tighten(path: Path) -> int:
    try:
        state = path.lstat()
        if path.is_symlink() or not state.st_mode & MASK or state.st_uid != os.geteuid():
            return 0
        path.chmod(state.st_mode & 0o7777 & ~MASK)
    except OSError:
        # Gone meanwhile, or on a disk that knows no owners.
        return 0
    return 1
