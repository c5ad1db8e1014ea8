"""The suite over several workers (pytest-xdist): who runs what, and what is made once for all of them."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.files import locks

if TYPE_CHECKING:
    from xdist.scheduler import LoadScopeScheduling

# Long ones first, so that the workers end together.
FIRST = (
    # One portion: starting sites costs more than dividing wins, and Chromium brings processes of its own.
    "tests/browser/",
    "tests/recomputation/",
    "tests/web/programmes/test_everything_as_everybody.py",
    # Each of these takes longer than a hundred files of others.
    "tests/operations/test_killed.py",
    "tests/warehouse/test_killed.py",
    "tests/web/jobs/test_killed.py",
    "tests/operations/test_strange_backups.py",
    "tests/operations/test_backup.py",
    "tests/fuzz/test_addresses.py",
    "tests/answers/words/test_words_agree.py",
)
# Every test a portion: each is long, and none shares anything with the next.
DIVIDED = ("tests/web/programmes/test_everything_as_everybody.py",)


def portion(test: str) -> str:
    """What is run by one worker: the tests of a file, which share what its module makes."""
    file = test.partition("::")[0]
    if file in DIVIDED:
        return test
    return next((start for start in FIRST if file.startswith(start)), file)


def turn(test: str) -> int:
    """Lower is earlier; equals stay in the order in which they were found."""
    return next((n for n, start in enumerate(FIRST) if test.startswith(start)), len(FIRST))


def scheduler(config: pytest.Config, log: object) -> "LoadScopeScheduling":
    """Hands out portions in their turn, instead of the ones with most tests first."""
    from xdist.scheduler import LoadScopeScheduling

    class Portions(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return portion(nodeid)

    config.option.loadscopereorder = False
    return Portions(config, log)


def once(folder: Path, name: str, make: Callable[[Path], object]) -> Path:
    """`folder/name`, made by whoever needs it first while the others wait. Read only: everybody reads the same.

    What `make` left when it failed is thrown away, and tried again by the next.
    """
    made, whole = folder / name, folder / f"{name}.made"
    with (folder / f"{name}.lock").open("w") as lock:
        locks.lock(lock, locks.LOCK_EX)
        if not whole.exists():
            shutil.rmtree(made, ignore_errors=True)
            made.mkdir()
            make(made)
            whole.touch()
    return made
