"""Errors a user sees: what is wrong, where, and what to do. Always in the user's words (Dutch, B1)."""

from dataclasses import dataclass

from toetssteen.kernel.language import _


class ToetssteenError(Exception):
    """Anything we expect to go wrong; its text is fit for a user."""


class UnknownNameError(ToetssteenError):
    """A code, indicator, year or snapshot that does not exist (here)."""


class SnapshotError(ToetssteenError):
    """A snapshot that cannot be built, checked, opened or switched to."""


class BackupError(ToetssteenError):
    """A backup that cannot be made, is damaged or not ours, or cannot be put back here."""


class DefinitionError(ToetssteenError):
    """A definition file (YAML) that does not say what it should."""


@dataclass(frozen=True, slots=True)
class FilePosition:
    """Where in a publisher's file something stands. Rows count from 1, as a spreadsheet does (header included)."""

    file: str
    row: int | None = None
    column: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        parts = [_("bestand {file}").format(file=self.file)]
        if self.row is not None:
            parts.append(_("rij {row}").format(row=self.row))
        if self.column is not None:
            parts.append(_("kolom {column}").format(column=self.column))
        if self.cell is not None:
            parts.append(_("inhoud “{cell}”").format(cell=self.cell))
        return ", ".join(parts)


class SourceError(ToetssteenError):
    """A publisher's file that is not what it should be: what, where, and what to do."""

    def __init__(self, what: str, place: FilePosition, remedy: str) -> None:
        super().__init__(f"{what} ({place}). {remedy}")
        self.what = what
        self.place = place
        self.remedy = remedy
