"""Comma separated text into a grid, strictly: a short row, another separator or another encoding is an error."""

import codecs
import csv
import io
from pathlib import Path

from toetssteen.kernel.errors import Place, SourceError
from toetssteen.kernel.language import _
from toetssteen.kernel.trouble import why
from toetssteen.sources.grid import Grid, Row, checked_header, fetch_again

_SEPARATORS = {",": _("een komma"), ";": _("een puntkomma"), "\t": _("een tab"), "|": _("een streepje")}


def read_bytes(path: Path) -> bytes:
    """All of a file. Raises SourceError when it is not there, cannot be read or is empty."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise SourceError(
            _("Het bestand is niet te lezen ({why})").format(why=why(error)),
            Place(path.name),
            fetch_again(),
        ) from error
    if not raw.removeprefix(codecs.BOM_UTF8).strip():
        raise SourceError(_("Het bestand is leeg"), Place(path.name), fetch_again())
    return raw


def decode(raw: bytes, file: str, encoding: str = "utf-8") -> str:
    """Text, a byte order mark forgiven. Raises SourceError naming the row with the first wrong byte."""
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        raise SourceError(
            _("De tekens zijn niet opgeslagen als {encoding}").format(encoding=encoding.upper()),
            Place(file, row, cell=raw[max(0, error.start - 10) : error.start + 10].decode("latin-1")),
            _("Bewaar het bestand als UTF-8 of haal het opnieuw op bij de uitgever."),
        ) from error
    if "\x00" in text:
        row = text.count("\n", 0, text.index("\x00")) + 1
        raise SourceError(_("Het bestand bevat tekens die geen tekst zijn"), Place(file, row), fetch_again())
    return text


def read_csv(path: Path, delimiter: str = ",", encoding: str = "utf-8", skip: int = 0) -> Grid:
    """The whole file; the header stands under `skip` rows. Raises SourceError (truncated, other separator, other encoding, empty)."""
    text = decode(read_bytes(path), path.name, encoding)
    if not text.endswith(("\n", "\r")):
        # A file cut off inside its last cell looks whole, but that cell would be a wrong figure.
        raise SourceError(
            _("Het bestand eindigt midden in een regel"),
            Place(path.name, text.count("\n") + 1),
            _("Haal het opnieuw op bij de uitgever. Is het toch compleet, sluit dan de laatste regel af met Enter."),
        )
    records = _records(text, path.name, delimiter)[skip:] or [[""]]
    header = checked_header(path.name, tuple(records[0]))
    _check_separator(header, path.name, delimiter)
    rows = tuple(
        Row(number, _whole(tuple(cells), header, path.name, number))
        for number, cells in enumerate(records[1:], start=2 + skip)
        if cells
    )
    return Grid(path.name, header, rows)


def _records(text: str, file: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records: list[list[str]] = []
    try:
        records.extend(reader)
    except csv.Error as error:
        raise SourceError(
            _("Deze rij is niet te lezen: een aanhalingsteken staat verkeerd of de rij houdt halverwege op"),
            Place(file, len(records) + 1),
            fetch_again(),
        ) from error
    if not records:
        raise SourceError(_("Het bestand is leeg"), Place(file), fetch_again())
    return records


def _check_separator(header: tuple[str, ...], file: str, delimiter: str) -> None:
    if len(header) > 1:
        return
    for other, name in _SEPARATORS.items():
        if other != delimiter and other in header[0]:
            raise SourceError(
                _("Tussen de kolommen staat {found}, terwijl we {expected} verwachten").format(
                    found=name, expected=_SEPARATORS.get(delimiter, delimiter)
                ),
                Place(file, 1),
                _("Bewaar het bestand opnieuw met het goede teken, of pas “delimiter” in de bronbeschrijving aan."),
            )


def _whole(cells: tuple[str, ...], header: tuple[str, ...], file: str, number: int) -> tuple[str, ...]:
    if len(cells) != len(header):
        raise SourceError(
            _("Het aantal kolommen van deze rij is {found} in plaats van {expected}").format(
                found=len(cells), expected=len(header)
            ),
            Place(file, number),
            _("Het bestand is afgebroken of beschadigd. Haal het opnieuw op bij de uitgever."),
        )
    return cells
