"""One named file out of a zip, guarded against bombs and against names that lead elsewhere."""

import zipfile
import zlib
from pathlib import Path, PurePosixPath

from toetssteen.kernel.errors import FilePosition, SourceError
from toetssteen.kernel.language import _
from toetssteen.sources.grids.grid import fetch_again

MOST_ENTRIES = 1_000
MOST_RATIO = 200
_CHUNK = 1 << 20


def extract(archive: Path, member: str, into: Path, most_bytes: int) -> None:
    """Write `member` to `into`. Raises SourceError: broken, too large, a name that leads outside, not there."""
    try:
        with zipfile.ZipFile(archive) as opened:
            entry = _entry(opened, member, archive.name)
            _guard(opened, most_bytes, archive.name)
            _write(opened, entry, into, most_bytes, archive.name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        into.unlink(missing_ok=True)
        raise SourceError(_("Dit zip-bestand is beschadigd"), FilePosition(archive.name), fetch_again()) from error


def _entry(opened: zipfile.ZipFile, member: str, file: str) -> zipfile.ZipInfo:
    names = opened.namelist()
    for name in names:
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts or "\\" in name:
            raise SourceError(
                _("In het zip-bestand staat een naam die naar buiten wijst: {name}").format(name=name[:80]),
                FilePosition(file),
                _("Controleer of het van de uitgever komt. We openen het niet."),
            )
    if member not in names:
        raise SourceError(
            _("{member} zit niet in het zip-bestand. Wel: {names}").format(
                member=member, names=", ".join(names[:10]) or "-"
            ),
            FilePosition(file),
            _("Is het bestand hernoemd, pas dan “member” in de bronbeschrijving aan."),
        )
    return opened.getinfo(member)


def _guard(opened: zipfile.ZipFile, most_bytes: int, file: str) -> None:
    entries = opened.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if len(entries) > MOST_ENTRIES or unpacked > most_bytes or unpacked / packed > MOST_RATIO:
        raise _too_large(file)


def _write(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, into: Path, most_bytes: int, file: str) -> None:
    """Write in chunks and count them: the size stated in a zip can be wrong."""
    size = 0
    with opened.open(entry) as reading, into.open("wb") as writing:
        while chunk := reading.read(_CHUNK):
            size += len(chunk)
            if size > most_bytes:
                raise _too_large(file)
            writing.write(chunk)


def _too_large(file: str) -> SourceError:
    return SourceError(
        _("Het zip-bestand wordt uitgepakt te groot of heeft te veel bestanden"),
        FilePosition(file),
        _("Controleer of het van de uitgever komt. We openen het niet."),
    )
