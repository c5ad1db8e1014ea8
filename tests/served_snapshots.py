"""Snapshots for the tests of pages: the invented country, and the publishers' own files where they are at hand."""

import os
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from toetssteen.cli import main, snapshots


@contextmanager
def installed_in(var: Path) -> Iterator[None]:
    """Everything within works in this `var`, and afterwards in the one of before."""
    before = os.environ["TOETSSTEEN_VAR"]
    os.environ["TOETSSTEEN_VAR"] = str(var)
    try:
        yield
    finally:
        os.environ["TOETSSTEEN_VAR"] = before


def invented(var: Path) -> Path:
    """Build and publish the invented country in `var`."""
    with installed_in(var):
        snapshots.sample(Namespace(full=False))
        snapshots.build(Namespace(invented="small"))
        snapshots.publish(Namespace(snapshot=None))
    return var


def real(var: Path, data: Path) -> Path:
    """Build and publish the publishers' files of `data` in `var`."""
    with installed_in(var):
        for words in (["fetch", "--from", str(data)], ["build"], ["publish"]):
            assert main(words) == 0
    return var
