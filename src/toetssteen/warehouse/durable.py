"""What is written lasts through a power cut: on the disk before the rename that makes it count."""

import os
from pathlib import Path


def folder(path: Path) -> None:
    """Make the names in one folder last."""
    _sync(path)


def tree(path: Path) -> None:
    """Make every file and folder below `path`, and `path` itself, last. Raises OSError when the disk cannot."""
    for parent, _folders, names in os.walk(path, topdown=False):
        for name in names:
            _sync(Path(parent, name))
        _sync(Path(parent))


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
