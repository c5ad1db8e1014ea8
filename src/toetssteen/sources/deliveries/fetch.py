"""Publishers' files into dated raw folders, whole or not at all.

    raw/<source id>/<YYYY-MM-DD>[-n]/<files as the publisher names them> + fetched.json

A delivery folder appears by one rename, after everything in it is on disk: what is there is complete.
"""

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any, BinaryIO

from toetssteen.kernel.definitions import Source
from toetssteen.kernel.errors import FilePosition, SourceError
from toetssteen.kernel.language import _
from toetssteen.kernel.trouble import why
from toetssteen.sources.definitions.families import PEOPLE
from toetssteen.sources.deliveries.companions import needed_files
from toetssteen.sources.deliveries.folder_contents import contents_of
from toetssteen.sources.deliveries.unfinished import half_made, sweep

RECORD = "fetched.json"
_DELIVERY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-(\d+))?")
HALF_WRITTEN = ".half-"
_CHUNK = 1 << 20

Files = list[dict[str, str | int]]
Elsewhere = Mapping[str, Mapping[str, Path]]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a fetch did, by source id. missing: (source id, the file that was not in the folder). recognised: (file, the
    source that it is of by its content). left: (file that is not used, why)."""

    copied: tuple[str, ...]
    unchanged: tuple[str, ...]
    missing: tuple[tuple[str, str], ...]
    recognised: tuple[tuple[str, str], ...] = ()
    left: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Delivery:
    """One dated copy of a source's files. origin: "map" (a folder) or "netwerk"."""

    folder: Path
    file: Path
    fetched: date
    origin: str
    sha256: str
    bytes: int


def fetch_folder(
    folder: Path, raw: Path, sources: Iterable[Source], *, today: date, elsewhere: Elsewhere = MappingProxyType({})
) -> Fetched:
    """Copy the files we know from `folder`; other files are left alone, and missing ones are named in the result.

    elsewhere: source id -> its files where they do not lie at their own place; none = what lies there is not to be used.
    The same content as the newest delivery is not copied again. Raises SourceError when the folder or a file cannot
    be read, or the disk is full; nothing half-written remains.
    """
    if not folder.is_dir():
        raise SourceError(
            _("De map bestaat niet"), FilePosition(folder.name or "."), _("Kijk of de naam klopt en of u erbij kunt.")
        )
    copied: list[str] = []
    unchanged: list[str] = []
    missing: list[tuple[str, str]] = []
    known = tuple(sources)
    contents = contents_of(folder, known)
    for source in known:
        files = elsewhere.get(source.id, {name: folder / name for name in needed_files(source)})
        if PEOPLE in source.options:  # known by its content, and in nobody's folder unless somebody put it there
            if source.id not in contents.used:
                continue
            files = {source.file: contents.used[source.id]}
        if not files:
            continue
        absent = [name for name, path in files.items() if not path.is_file()]
        if absent:
            if source.live is None:  # what comes over the network is not expected in a folder, but may lie there
                missing.append((source.id, absent[0]))
        elif _deliver(folder, raw / source.id, files, today):
            copied.append(source.id)
        else:
            unchanged.append(source.id)
    recognised = tuple((str(path.relative_to(folder)), name) for name, path in contents.used.items())
    return Fetched(tuple(copied), tuple(unchanged), tuple(missing), recognised, contents.left)


def latest(raw: Path, source: Source) -> Path | None:
    """The newest complete copy of the source's file, or None when it was never fetched."""
    delivery = latest_delivery(raw, source)
    return None if delivery is None else delivery.file


def latest_delivery(raw: Path, source: Source) -> Delivery | None:
    """The newest complete delivery, with its date and origin, or None."""
    name = PurePosixPath(source.file).name
    for folder in delivery_folders(raw / source.id):
        record = record_of(folder)
        if record is not None and _is_whole(folder, record):
            of_file = next((f for f in record["files"] if f["name"] == name), None)
            if of_file is not None:
                fetched = date.fromisoformat(record["date"])
                return Delivery(folder, folder / name, fetched, record["origin"], of_file["sha256"], of_file["bytes"])
    return None


def delivery_folders(home: Path) -> list[Path]:
    """Delivery folders, newest first."""
    dated = []
    for path in home.glob("*") if home.is_dir() else ():
        match = _DELIVERY.fullmatch(path.name)
        if match:
            dated.append((match[1], int(match[2] or 1), path))
    return [path for _day, _n, path in sorted(dated, reverse=True)]


def record_of(folder: Path) -> dict[str, Any] | None:
    """The record of a delivery; None when there is none, or it is damaged."""
    try:
        loaded = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return loaded if isinstance(loaded, dict) and {"files", "date", "origin"} <= loaded.keys() else None


def _is_whole(folder: Path, record: dict[str, Any]) -> bool:
    return all(
        (folder / f["name"]).is_file() and (folder / f["name"]).stat().st_size == f["bytes"] for f in record["files"]
    )


def check_intact(file: Path) -> None:
    """Raises SourceError when a file of the delivery differs from the sha256 in its record. Without a record: no check."""
    record = record_of(file.parent)
    for entry in () if record is None else record["files"]:
        if (reason := _damage(file.parent / entry["name"], entry["sha256"])) is not None:
            raise SourceError(
                _("Dit bestand is niet meer wat het was toen het werd opgehaald ({why})").format(why=reason),
                FilePosition(entry["name"]),
                _("De schijf heeft het beschadigd, of iemand heeft het veranderd. Haal het opnieuw op."),
            )


def _damage(file: Path, sha256: str) -> str | None:
    """Why a fetched file differs from its checksum, or None when it does not."""
    try:
        with file.open("rb") as reading:
            intact = hashlib.file_digest(reading, "sha256").hexdigest() == sha256
    except OSError as problem:
        return why(problem)
    return None if intact else _("het controlegetal klopt niet")


def newest_record(home: Path) -> dict[str, Any] | None:
    """The record of the newest complete delivery of a source, or None when there is none or it is damaged."""
    for folder in delivery_folders(home):
        record = record_of(folder)
        if record is not None and _is_whole(folder, record):
            spoiled = any(_damage(folder / f["name"], f["sha256"]) for f in record["files"])
            return None if spoiled else record
    return None


def described(path: Path, original: str) -> dict[str, str | int]:
    """The entry in the record of a file that is already in place, once it is on disk."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as reading:
        os.fsync(reading.fileno())
        for chunk in _chunks(reading):
            digest.update(chunk)
            size += len(chunk)
    return {"name": path.name, "original": original, "sha256": digest.hexdigest(), "bytes": size}


def _deliver(folder: Path, home: Path, files: Mapping[str, Path], today: date) -> bool:
    """Whether anything new was copied. files: what each is called in the delivery, and where it lies in the folder."""

    def fill(half: Path) -> tuple[Files, Mapping[str, Any]]:
        copies = (
            _copy(path, half / PurePosixPath(name).name, path.relative_to(folder).as_posix())
            for name, path in files.items()
        )
        return list(copies), {}

    return deliver(home, fill, name=next(iter(files)), today=today, origin="map")


def deliver(
    home: Path, fill: Callable[[Path], tuple[Files, Mapping[str, Any]]], *, name: str, today: date, origin: str
) -> bool:
    """Write a delivery in `home`, whole or not at all. Returns False when its content equals the newest delivery.

    fill: writes the files in the folder it is given and returns their entries, with other fields of the record.
    Raises SourceError when the disk is full or may not be written; what `fill` raises passes through.
    """
    try:
        sweep(home.glob(f"{HALF_WRITTEN}*"))
        with half_made(home, HALF_WRITTEN) as half:
            files, extra = fill(half)
            if _same_as_newest(home, files):
                return False
            record = {"date": today.isoformat(), "origin": origin, "files": files, **extra}
            _write(half / RECORD, json.dumps(record, indent=2, ensure_ascii=False).encode())
            _to_disk(half)
            half.rename(_free_name(home, today))
            _to_disk(home)
    except OSError as error:
        raise SourceError(
            _("Het kopiëren lukte niet ({why})").format(why=why(error)),
            FilePosition(name),
            _("Kijk of het bestand te lezen is en of er ruimte is op de schijf. Er is niets half bewaard."),
        ) from error
    return True


def _copy(start: Path, end: Path, original: str) -> dict[str, str | int]:
    digest, size = hashlib.sha256(), 0
    with start.open("rb") as reading, end.open("xb") as writing:
        for chunk in _chunks(reading):
            digest.update(chunk)
            size += len(chunk)
            writing.write(chunk)
        writing.flush()
        os.fsync(writing.fileno())
    return {"name": end.name, "original": original, "sha256": digest.hexdigest(), "bytes": size}


def _chunks(reading: BinaryIO) -> Iterator[bytes]:
    while chunk := reading.read(_CHUNK):
        yield chunk


def _same_as_newest(home: Path, files: Files) -> bool:
    record = newest_record(home)
    if record is None:
        return False
    return {(f["name"], f["sha256"]) for f in record["files"]} == {(f["name"], f["sha256"]) for f in files}


def _free_name(home: Path, today: date) -> Path:
    """The day; "-2" and on for another content on the same day. Always after what is there: when the clock once ran
    ahead, the new delivery gets that later day, or it would stand behind the old one. The record has the day itself."""
    newest = delivery_folders(home)[:1]
    day = max([today.isoformat(), *(path.name[:10] for path in newest)])
    name, n = home / day, 1
    while name.exists():
        n += 1
        name = home / f"{day}-{n}"
    return name


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as writing:
        writing.write(content)
        writing.flush()
        os.fsync(writing.fileno())


def _to_disk(folder: Path) -> None:
    """Flush the folder's names to disk, so that renames survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
