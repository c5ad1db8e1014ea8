"""Comma separated text into a grid, strictly: a short row, another separator or another encoding is an error."""

import codecs
import csv
import io
import re
from collections import Counter
from pathlib import Path

from toetssteen.kernel.errors import FilePosition, SourceError
from toetssteen.kernel.language import _
from toetssteen.kernel.trouble import why
from toetssteen.sources.grids.file_kinds import refuse_others
from toetssteen.sources.grids.grid import Grid, GridRow, checked_header, fetch_again
from toetssteen.sources.grids.text_encodings import MIXED, as_text, is_utf8, likely_encoding, marked

# Separator -> its name in Dutch.
SEPARATORS = {";": _("een puntkomma"), ",": _("een komma"), "\t": _("een tab"), "|": _("een streepje")}
# Excel's "sep=;" on the first line names the separator.
_SEP_LINE = re.compile(r"sep=(.)\s*")
# Characters read to find the separator.
_SAMPLE, _SAMPLE_RECORDS = 200_000, 200


def read_bytes(path: Path) -> bytes:
    """All of a file. Raises SourceError when it is not there, cannot be read or is empty."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise SourceError(
            _("Het bestand is niet te lezen ({why})").format(why=why(error)),
            FilePosition(path.name),
            fetch_again(),
        ) from error
    if not raw.removeprefix(codecs.BOM_UTF8).strip():
        raise SourceError(_("Het bestand is leeg"), FilePosition(path.name), fetch_again())
    return raw


def decode(raw: bytes, file: str, encoding: str = "utf-8") -> str:
    """The text; a byte order mark overrules `encoding`. Raises SourceError with the row of the first wrong byte and the
    most likely encoding."""
    if (
        not marked(raw)
        and encoding in ("cp1252", "latin-1", "mac-roman", "cp850")
        and not raw.isascii()
        and is_utf8(raw)
    ):
        raise SourceError(
            _("De tekens zijn opgeslagen als UTF-8, niet als {encoding}").format(encoding=encoding.upper()),
            FilePosition(file),
            _("Zet in de bronbeschrijving “encoding: utf-8”."),
        )
    try:
        text = as_text(raw, encoding)
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        raise SourceError(
            _("De tekens zijn niet opgeslagen als {encoding}").format(encoding=encoding.upper()),
            FilePosition(file, row, cell=_around(raw, error.start)),
            _advice(raw),
        ) from error
    if "\x00" in text:
        row = text.count("\n", 0, text.index("\x00")) + 1
        raise SourceError(_("Het bestand bevat tekens die geen tekst zijn"), FilePosition(file, row), _advice(raw))
    return text


def _around(raw: bytes, position: int) -> str:
    """The text around a byte, within its line."""
    start = max(raw.rfind(b"\n", 0, position) + 1, position - 15)
    return raw[start : position + 15].split(b"\n")[0].decode("latin-1").strip()


def _advice(raw: bytes) -> str:
    encoding = likely_encoding(raw)
    if encoding == MIXED:
        return _("Er staan twee tekensets door elkaar. Open het bestand in een tekstprogramma en bewaar het als UTF-8.")
    if encoding == "utf-8":
        return fetch_again()
    return _(
        "Zo te zien is het {found}. Zet in de bronbeschrijving “encoding: {found}”, of bewaar het als UTF-8."
    ).format(found=encoding)


def read_csv(path: Path, delimiter: str = ",", encoding: str = "utf-8", skip: int = 0) -> Grid:
    """The whole file; the header stands under `skip` rows; rows without anything in them are left out.

    Raises SourceError (truncated, other separator, other encoding, empty, no text at all)."""
    raw = read_bytes(path)
    refuse_others(raw, path.name, "text")
    text = decode(raw, path.name, encoding)
    if not text.endswith(("\n", "\r")):
        # A file cut off inside its last cell looks whole, but that cell would be a wrong figure.
        raise SourceError(
            _("Het bestand eindigt midden in een regel"),
            FilePosition(path.name, text.count("\n") + 1),
            _("Haal het opnieuw op bij de uitgever. Is het toch compleet, sluit dan de laatste regel af met Enter."),
        )
    # A "sep=" line is no header.
    skip = skip or int(stated_delimiter(text) != "")
    records = _records(text, path.name, delimiter)[skip:]
    header = checked_header(path.name, tuple(records[0] if records else [""]), skip + 1 if records else 1)
    if len(header) == 1:
        _check_separator(records[0][0], path.name, delimiter, skip + 1)
    rows = tuple(
        GridRow(number, _whole(tuple(cells), header, path.name, number))
        for number, cells in enumerate(records[1:], start=2 + skip)
        if not GridRow(number, tuple(cells)).blank
    )
    return Grid(path.name, header, rows, top=skip + 1)


def stated_delimiter(text: str) -> str:
    """The separator that the first line states ("sep=;"), or ""."""
    match = _SEP_LINE.fullmatch(text[:20].splitlines()[0] if text else "")
    return match[1] if match else ""


def likely_delimiter(text: str) -> str:
    """The most likely separator: the one that occurs equally often in most rows, outside quotes."""
    times_by_sign = {sign: Counter[int]() for sign in SEPARATORS}
    for record in _outside_quotes(text[:_SAMPLE]):
        for sign, counts in times_by_sign.items():
            if times := record.count(sign):
                counts[times] += 1
    # Ranked by the number of rows with its commonest count, then by that count.
    best = {
        sign: max(((rows, times) for times, rows in counts.items()), default=(0, 0))
        for sign, counts in times_by_sign.items()
    }
    return max(best, key=lambda sign: best[sign])


def _outside_quotes(text: str) -> list[str]:
    """The first rows, without what stands between quotes; those may hold ends of lines."""
    outside = re.sub(r'(?<![^;,\t|\r\n])"(?:[^"]|"")*"', '""', text)
    return [line for line in outside.splitlines() if line.strip()][:_SAMPLE_RECORDS]


def _records(text: str, file: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records: list[list[str]] = []
    try:
        records.extend(reader)
    except csv.Error as error:
        raise SourceError(
            _("Deze rij is niet te lezen: een aanhalingsteken staat verkeerd of de rij houdt halverwege op"),
            FilePosition(file, len(records) + 1),
            fetch_again(),
        ) from error
    if not records:
        raise SourceError(_("Het bestand is leeg"), FilePosition(file), fetch_again())
    return records


def _check_separator(title: str, file: str, delimiter: str, row: int) -> None:
    for sign, name in SEPARATORS.items():
        if sign != delimiter and sign in title:
            raise SourceError(
                _("Tussen de kolommen staat {found}, terwijl we {expected} verwachten").format(
                    found=name, expected=SEPARATORS.get(delimiter, delimiter)
                ),
                FilePosition(file, row),
                _("Bewaar het bestand opnieuw met het goede teken, of pas “delimiter” in de bronbeschrijving aan."),
            )


def _whole(cells: tuple[str, ...], header: tuple[str, ...], file: str, number: int) -> tuple[str, ...]:
    if len(cells) != len(header):
        raise SourceError(
            _("Het aantal kolommen van deze rij is {found} in plaats van {expected}").format(
                found=len(cells), expected=len(header)
            ),
            FilePosition(file, number),
            _("Het bestand is afgebroken of beschadigd. Haal het opnieuw op bij de uitgever."),
        )
    return cells
