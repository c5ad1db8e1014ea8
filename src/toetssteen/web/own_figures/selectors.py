"""Reading own tables."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from toetssteen.kernel.errors import ToetssteenError, UnknownNameError
from toetssteen.web.imports import worksheets
from toetssteen.web.imports.worksheets import Worksheet
from toetssteen.web.jobs.selectors import is_active
from toetssteen.web.own_figures.models import OwnFile, OwnTable
from toetssteen.web.own_figures.services.checking import CheckedTable, checked
from toetssteen.web.own_figures.services.definitions import OwnDefinitions
from toetssteen.web.own_figures.services.places import Places, needed_atlas
from toetssteen.web.snapshots import selectors as snapshots


def tables() -> QuerySet[OwnTable]:
    """Every own table, by name."""
    return OwnTable.objects.select_related("job")


def table(number: int) -> OwnTable:
    """Raises UnknownNameError."""
    record = tables().filter(pk=number).first()
    if record is None:
        raise UnknownNameError(_("Deze tabel is er niet (meer)."))
    return record


def content(record: OwnTable) -> bytes:
    """The uploaded file. Raises ToetssteenError when it was kept too long and is gone."""
    stored = OwnFile.objects.filter(table=record).first()
    if stored is None:
        raise ToetssteenError(
            _("Het bestand van dit concept is weggehaald, want het lag er te lang. Kies het opnieuw.")
        )
    return bytes(stored.content)


def sheets(record: OwnTable) -> list[Worksheet]:
    """The file as texts. Raises ToetssteenError."""
    description = record.described
    return worksheets.read(record.file, content(record), description.encoding, description.delimiter)


def places(record: OwnTable) -> Places:
    """The places of its gemeente, in the division it names. Raises ToetssteenError where there are no figures yet."""
    return Places.of(needed_atlas(snapshots.current()), record.gemeente, record.described.division)


def outcome(record: OwnTable) -> CheckedTable:
    """What is wrong with it, and what would be published. Raises ToetssteenError."""
    return checked(record, content(record), sheets(record), places(record))


def publishable(record: OwnTable) -> OwnDefinitions:
    """Raises ToetssteenError with the first fault."""
    result = outcome(record)
    if result.definitions is None:
        raise ToetssteenError(_("Er klopt nog iets niet. {fault}").format(fault=result.faults[0]))
    return result.definitions


def busy(record: OwnTable) -> bool:
    """Whether a job of it waits or runs."""
    return record.job_id is not None and is_active(record.job_id)


def shows_invented() -> bool:
    """Whether the serving figures are of an invented country; real figures cannot stand beside them."""
    manifest = snapshots.manifest()
    return manifest is not None and manifest.invented


def refuse_invented() -> None:
    """Raises ToetssteenError."""
    if shows_invented():
        raise ToetssteenError(
            _("Deze installatie toont verzonnen cijfers. Haal eerst echte cijfers op; eigen cijfers komen daarnaast.")
        )
