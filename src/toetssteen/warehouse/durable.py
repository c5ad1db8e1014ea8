"""Flush files and folders to disk before a rename, so that they survive a power cut."""

import os
from pathlib import Path


def folder(path: Path) -> None:
    """Flush the names in one folder to disk."""
    _sync(path)


def tree(path: Path) -> None:
    """Flush every file and folder below `path`, and `path` itself, to disk. Raises OSError."""
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
