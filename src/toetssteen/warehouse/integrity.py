"""Whether the files of a snapshot are still what they were when it was made: a sha256 of each, in a sealed list.

What is guaranteed: who opens a snapshot has read every byte of it once and found it unchanged. The serving one is read
again now and again (`web.snapshots.warming`), for a disk can spoil what nobody writes.
"""

import hashlib
import logging
import os
import re
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from toetssteen.kernel.errors import SnapshotError
from toetssteen.kernel.language import _

log = logging.getLogger(__name__)
# The last field of a file that bears its own checksum, worked out with zeros in its place.
_SEAL = re.compile(rb'"seal": "([0-9a-f]{64})"\s*\}\s*$')
_NOTHING = b"0" * 64
UNSEALED = _NOTHING.decode()


class DamagedError(SnapshotError):
    """Files of a snapshot that differ from their checksums."""


def checksum(path: Path) -> str:
    """The sha256 of a file in hexadecimal. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def checksums(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """The sha256 of each of these files below `folder`, the largest first and several at once. Raises OSError."""
    order = sorted(names, key=lambda name: -(folder / name).stat().st_size)
    # hashlib lets go of the interpreter while it counts, so threads share the work.
    with ThreadPoolExecutor(max(1, min(4, os.cpu_count() or 1))) as pool:
        return dict(zip(order, pool.map(lambda name: checksum(folder / name), order), strict=True))


def verify(folder: Path, expected: Mapping[str, str]) -> None:
    """Raises DamagedError for the first file, by name, with another sha256, and OSError for one that cannot be read."""
    actual = checksums(folder, expected)
    differing = sorted(name for name, checksum in expected.items() if actual[name] != checksum)
    if differing:
        log.error("damaged: %s", ", ".join(str(folder / name) for name in differing))
        raise damaged(folder.name, differing[0])


def damaged(snapshot: str, name: str) -> DamagedError:
    """The error for one file of a snapshot; `name` is its path in it."""
    return DamagedError(
        _(
            "De cijfers {id} zijn niet te openen: het bestand {name} is beschadigd. Daarom worden zij niet getoond. "
            "Maak ze opnieuw met “toetssteen build” en “toetssteen publish”."
        ).format(id=snapshot, name=name)
    )


def sealed(text: bytes) -> bytes:
    """The JSON of a fact whose last field is `seal`, with its checksum filled in."""
    match = _SEAL.search(text)
    if match is None or match[1] != _NOTHING:
        raise ValueError("the last field must be an empty seal")
    return text[: match.start(1)] + hashlib.sha256(text).hexdigest().encode() + text[match.end(1) :]


def is_sealed(text: bytes) -> bool:
    """Whether the text matches its seal; False for a text without one."""
    match = _SEAL.search(text)
    if match is None:
        return False
    unsealed = text[: match.start(1)] + _NOTHING + text[match.end(1) :]
    return hashlib.sha256(unsealed).hexdigest().encode() == match[1]
