"""Every change of an own table. All of it is for administrators."""

import msgspec
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from toetssteen.kernel.errors import ToetssteenError
from toetssteen.web.accounts.history import written_by
from toetssteen.web.accounts.roles import Actor
from toetssteen.web.accounts.services import demand_administrator
from toetssteen.web.imports import worksheets
from toetssteen.web.jobs.services import enqueue
from toetssteen.web.own_figures import selectors
from toetssteen.web.own_figures.jobs import PUBLISH, TAKE_BACK, TableJob
from toetssteen.web.own_figures.models import FigureDescription, OwnFile, OwnTable, TableDescription
from toetssteen.web.own_figures.services import recognising, storing
from toetssteen.web.own_figures.services.places import Places, gemeente_named, needed_atlas
from toetssteen.web.own_figures.services.sheets import sheet_of
from toetssteen.web.snapshots import selectors as snapshots

LONGEST_NAME = 200
ACTION = "keep own figures"


@transaction.atomic
def start(actor: Actor, table: OwnTable, name: str, content: bytes, encoding: str, delimiter: str) -> None:
    """A new table with its file and the likely description. table: not saved yet; its gemeente may be a name.
    Raises PermissionDenied, ToetssteenError."""
    demand_administrator(actor, ACTION)
    atlas = needed_atlas(snapshots.current())
    table.gemeente = gemeente_named(atlas, table.gemeente)
    sheets = worksheets.read(name, content, encoding, delimiter)
    description = recognising.recognised(sheets, content, Places.of(atlas, table.gemeente))
    chosen_text = recognising.text_options(content, encoding, delimiter)
    description = msgspec.structs.replace(description, **chosen_text)
    table.file = name[-LONGEST_NAME:]
    table.description = msgspec.to_builtins(description)
    with written_by(actor, _("Bestand gekozen")):
        table.save()
    OwnFile.objects.create(table=table, content=content)


def describe(actor: Actor, table: OwnTable, description: TableDescription) -> None:
    """Another description. What is public already changes when it is published again. Raises PermissionDenied."""
    demand_administrator(actor, ACTION)
    _refuse_while_busy(table)
    table.description, table.approved = msgspec.to_builtins(description), False
    with written_by(actor, _("Beschrijving gewijzigd")):
        table.save()


@transaction.atomic
def replace_file(actor: Actor, table: OwnTable, name: str, content: bytes) -> None:
    """A newer file for the same table; what was said of its columns stays where they are called the same.
    Raises PermissionDenied, ToetssteenError."""
    demand_administrator(actor, ACTION)
    _refuse_while_busy(table)
    before = table.described
    sheets = worksheets.read(name, content)
    if before.sheet not in [sheet["name"] for sheet in sheets]:
        before = msgspec.structs.replace(before, sheet=sheets[0]["name"])
    description = msgspec.structs.replace(before, encoding="", delimiter="")
    description = msgspec.structs.replace(description, **recognising.text_options(content))
    figures = recognising.figures_of(sheet_of(sheets, description), description)
    description = msgspec.structs.replace(description, figures=merged(figures, before.figures))
    table.file, table.description = name[-LONGEST_NAME:], msgspec.to_builtins(description)
    table.approved = False
    with written_by(actor, _("Ander bestand gekozen")):
        table.save()
    OwnFile.objects.filter(table=table).delete()
    draft_since = None if table.published else timezone.now()
    OwnFile.objects.create(table=table, content=content, draft_since=draft_since)


def merged(
    figures: tuple[FigureDescription, ...], before: tuple[FigureDescription, ...]
) -> tuple[FigureDescription, ...]:
    """The figures that there are now, each as it was described before where its column is called the same."""
    described = {figure.column: figure for figure in before}
    return tuple(described.get(figure.column, figure) for figure in figures)


def publish(actor: Actor, table: OwnTable, *, public: bool) -> None:
    """Ask for the job that makes the figures public. public: somebody said that everybody may see them.
    Raises PermissionDenied, ToetssteenError."""
    demand_administrator(actor, ACTION)
    _refuse_while_busy(table)
    if not public:
        raise ToetssteenError(_("Zet eerst een vinkje bij “Iedereen mag deze cijfers zien”."))
    selectors.refuse_invented()
    selectors.publishable(table)
    table.approved = True
    _ask(actor, table, PUBLISH, _("Openbaar gemaakt"))


def take_back(actor: Actor, table: OwnTable) -> None:
    """Ask for the job that takes the figures away. Raises PermissionDenied, ToetssteenError."""
    demand_administrator(actor, ACTION)
    _refuse_while_busy(table)
    if table.published is None:
        raise ToetssteenError(_("Deze cijfers zijn niet openbaar. Er is niets terug te halen."))
    table.approved = False
    _ask(actor, table, TAKE_BACK, _("Teruggehaald"))


@transaction.atomic
def discard(actor: Actor, table: OwnTable) -> None:
    """A draft goes, file and all. Raises PermissionDenied, ToetssteenError."""
    demand_administrator(actor, ACTION)
    _refuse_while_busy(table)
    if table.published is not None:
        raise ToetssteenError(_("Deze cijfers zijn openbaar. Haal ze eerst terug."))
    storing.remove(table.pk)
    with written_by(actor, _("Weggegooid")):
        table.delete()


@transaction.atomic
def _ask(actor: Actor, table: OwnTable, kind: str, reason: str) -> None:
    table.job = enqueue(kind, TableJob(table.pk), actor)
    with written_by(actor, reason):
        table.save()


def _refuse_while_busy(table: OwnTable) -> None:
    if selectors.busy(table):
        raise ToetssteenError(_("Er loopt nog een taak met deze cijfers. Wacht tot die klaar is."))
