"""One file that holds many, each with its checksum: a plain tar, and a list as its last member.

Plain means not compressed, so that unpacking cannot take more room than the list says. The list comes last, so a file that
was cut short has none.
"""

import hashlib
import io
import os
import shutil
import tarfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

import msgspec

from toetssteen.kernel.errors import BackupError
from toetssteen.kernel.language import _
from toetssteen.kernel.trouble import why
from toetssteen.sources.deliveries.unfinished import lock
from toetssteen.warehouse import durable
from toetssteen.warehouse.leftovers import ARCHIVE_FOLDERS, draft_of

LIST = "toetssteen-backup.json"
LAYOUT = 1
MOST_LIST = 64_000_000  # bytes
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """One file: bytes, sha256 as hexadecimals."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What an archive says it holds. program: the version that made it; serving: the snapshot shown then."""

    layout: int
    program: str
    created: str
    serving: str | None
    files: Mapping[str, ArchivedFile]


class _Counted:
    """A file for tarfile to read, which computes the checksum of what is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.sum = hashlib.sha256()
        self.bytes = 0

    def read(self, size: int = -1) -> bytes:
        block = self._file.read(size)
        self.sum.update(block)
        self.bytes += len(block)
        return block

    def entry(self) -> ArchivedFile:
        return ArchivedFile(self.bytes, self.sum.hexdigest())


def write(
    path: Path, files: Iterable[tuple[str, Path]], *, program: str, created: str, serving: str | None
) -> Contents:
    """Write the archive under another name, read it back, and only then give it its name; readable by its owner only.

    files: name in the archive, and where it is. Raises BackupError; nothing half-written stays behind.
    """
    if path.exists():
        raise BackupError(_("Het bestand {file} bestaat al. Kies een andere naam.").format(file=path.name))
    draft = draft_of(path)
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            lock(out.fileno())
            contents = _write(out, files, program, created, serving)
            out.flush()
            os.fsync(out.fileno())
            if verify(draft) != contents:
                raise BackupError(_("De reservekopie is niet goed teruggelezen en daarom weggegooid."))
            draft.rename(path)
        durable.folder(path.parent)
    except OSError as problem:
        raise BackupError(
            _("De reservekopie is niet gemaakt ({why}). Kijk of er ruimte is en of u daar mag schrijven.").format(
                why=why(problem)
            )
        ) from problem
    finally:
        draft.unlink(missing_ok=True)
    return contents


def _write(
    out: IO[bytes], files: Iterable[tuple[str, Path]], program: str, created: str, serving: str | None
) -> Contents:
    written: dict[str, ArchivedFile] = {}
    with tarfile.open(fileobj=out, mode="w:", format=tarfile.PAX_FORMAT) as tar:
        for name, place in files:
            with place.open("rb") as file:
                state, counted = os.fstat(file.fileno()), _Counted(file)
                tar.addfile(_member(name, state.st_size, state.st_mtime), counted)
                written[name] = counted.entry()
        contents = Contents(LAYOUT, program, created, serving, written)
        text = msgspec.json.encode(contents)
        tar.addfile(_member(LIST, len(text), 0), io.BytesIO(text))
    return contents


def _member(name: str, size: int, changed: float) -> tarfile.TarInfo:
    """Without owner or mode of the machine that makes the archive."""
    member = tarfile.TarInfo(name)
    member.size, member.mtime, member.mode = size, changed, 0o600
    return member


def verify(path: Path) -> Contents:
    """Read the whole archive and compare every file with the list. Raises BackupError."""
    with _reading(path):
        return _verify(path)


def _verify(path: Path) -> Contents:
    members: dict[str, ArchivedFile] = {}
    contents: Contents | None = None
    for member, file in _members(path):
        if contents is not None:
            raise _damaged(path, _("na de lijst komt nog een bestand"))
        if member.name == LIST:
            contents = _list(path, file.read(MOST_LIST))
        else:
            members[member.name] = _through(file, None)
    if contents is None:
        raise _damaged(path, _("de lijst aan het eind ontbreekt"))
    if differing := sorted(
        n for n in members.keys() | contents.files.keys() if members.get(n) != contents.files.get(n)
    ):
        raise _damaged(path, _("{name} is niet wat het was").format(name=differing[0]))
    return contents


def unpack(path: Path, contents: Contents, into: Path) -> None:
    """Unpack what `verify` found in `path` below `into`, an empty folder; checked once more. Raises BackupError."""
    needed = sum(entry.bytes for entry in contents.files.values())
    if shutil.disk_usage(into).free < needed:
        raise BackupError(
            _("Voor het terugzetten is {n} MB nodig en zoveel is er niet vrij.").format(n=needed // 1_000_000 + 1)
        )
    with _reading(path):
        for member, file in _members(path):
            if member.name != LIST and _unpacked(member, file, into) != contents.files.get(member.name):
                raise _damaged(path, _("{name} is niet wat het was").format(name=member.name))


def _unpacked(member: tarfile.TarInfo, file: IO[bytes], into: Path) -> ArchivedFile:
    place = into.joinpath(*PurePosixPath(member.name).parts)
    place.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        entry = _through(file, out)
    # The shelf orders snapshots by this time.
    os.utime(place, (member.mtime, member.mtime))
    return entry


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Turns what tarfile and the disk raise for a damaged archive into BackupError."""
    try:
        yield
    except (tarfile.TarError, EOFError, UnicodeError, OverflowError) as problem:
        raise _damaged(path, _("de inhoud is niet te lezen")) from problem
    except OSError as problem:
        raise BackupError(
            _("De reservekopie {file} is niet te lezen of uit te pakken ({why}).").format(
                file=path.name, why=why(problem)
            )
        ) from problem


def _members(path: Path) -> Iterator[tuple[tarfile.TarInfo, IO[bytes]]]:
    """Each member and its content. Raises BackupError for anything but a plain file with a harmless name."""
    seen: set[str] = set()
    with path.open("rb") as raw, tarfile.open(fileobj=raw, mode="r:", errorlevel=2) as tar:
        for member in tar:
            file = tar.extractfile(member) if _harmless(member) and member.name not in seen else None
            if file is None:
                raise _damaged(path, _("er zit iets in dat er niet hoort: {name}").format(name=member.name[:80]))
            seen.add(member.name)
            yield member, file


def _harmless(member: tarfile.TarInfo) -> bool:
    """A plain file, whole (a sparse one says more bytes than it has), that stays below the folder it is put in."""
    parts = member.name.split("/")
    plain = member.type in (tarfile.REGTYPE, tarfile.AREGTYPE) and not member.issparse()
    expected_place = member.name == LIST or parts[0] in ARCHIVE_FOLDERS
    return (
        plain
        and expected_place
        and all(part not in ("", ".", "..") and "\\" not in part and "\0" not in part for part in parts)
    )


def _through(file: IO[bytes], out: IO[bytes] | None) -> ArchivedFile:
    counted = _Counted(file)
    while block := counted.read(_CHUNK):
        if out is not None:
            out.write(block)
    return counted.entry()


def _list(path: Path, text: bytes) -> Contents:
    try:
        contents = msgspec.json.decode(text, type=Contents)
    except msgspec.MsgspecError as problem:
        raise _damaged(path, _("de lijst is niet te lezen")) from problem
    if contents.layout != LAYOUT:
        raise BackupError(
            _("De reservekopie is gemaakt door Toetssteen {program}, in een vorm die deze versie niet kent.").format(
                program=contents.program
            )
        )
    return contents


def _damaged(path: Path, why: str) -> BackupError:
    return BackupError(
        _("{file} is geen reservekopie van Toetssteen, of is beschadigd ({why}). Er is niets veranderd.").format(
            file=path.name, why=why
        )
    )
