"""Records out as a sheet, and in from one: upload, say which column is what, look, take over, or go back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toetssteen.kernel.dutch import dutch
from toetssteen.kernel.errors import ToetssteenError, UnknownNameError
from toetssteen.web.accounts.access import signed_in
from toetssteen.web.accounts.requests import ActorRequest
from toetssteen.web.alliances import selectors as alliance_selectors
from toetssteen.web.alliances.rules import OFFICERS
from toetssteen.web.imports import apply, sheet, worksheets
from toetssteen.web.imports.existing import existing_records
from toetssteen.web.imports.fields import ListKind, list_kind_named, list_kind_of
from toetssteen.web.imports.forms import columns, rows, words
from toetssteen.web.imports.guess import guess
from toetssteen.web.imports.layout import chosen_sheet, hidden_rows, laid_out
from toetssteen.web.imports.mapping import ColumnMapping
from toetssteen.web.imports.models import ImportRun
from toetssteen.web.imports.preview import preview
from toetssteen.web.records.kinds import RecordKind
from toetssteen.web.records.readers import Reader, reader
from toetssteen.web.records.record import Record
from toetssteen.web.site.pages import page, show

if TYPE_CHECKING:
    from toetssteen.web.alliances.models import Alliance

# Of each sort of rows, how many are shown before they are taken over.
SHOWN = 300
# Letters of the name of a file.
LONGEST_NAME = 200

FORMATS = {
    "csv": (sheet.as_csv, "text/csv; charset=utf-8"),
    "xlsx": (sheet.as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@page
def download(request: ActorRequest, kind: RecordKind, key: str, form: str) -> HttpResponse:
    """What the asker may see, as a sheet."""
    alliance_selectors.alliance(key)
    list_kind, who, today = list_kind_of(kind), reader(request.actor), timezone.localdate()
    order = (list_kind.spec.key, "pk") if list_kind.spec.key else ("pk",)
    records = existing_records(list_kind, request.actor).filter(alliance__key=key).order_by(*order)
    texts = [sheet.row_today(record, list_kind, who, today) for record in records]
    return _file(f"{kind.plural}-{key}", form, texts, sheet.titles_today(list_kind), list_kind)


@page
def template(request: HttpRequest, kind: RecordKind, form: str) -> HttpResponse:
    if form not in FORMATS:
        raise UnknownNameError(_("Een lege lijst is er als csv en als xlsx."))
    list_kind = list_kind_of(kind)
    return _file(f"{kind.plural}-leeg", form, [], sheet.titles(list_kind), list_kind)


def _file(name: str, form: str, texts: list[list[str]], titles: Sequence[str], list_kind: ListKind) -> HttpResponse:
    write, content_type = FORMATS[form]
    disposition = f'attachment; filename="{name}.{form}"'
    content = write(texts, titles, list_kind.plural.capitalize())
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})


@signed_in
@page
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: ActorRequest, kind: RecordKind, key: str) -> HttpResponseBase:
    alliance, list_kind = _allowed(request, key), list_kind_of(kind)
    if request.method == "POST":
        try:
            run = _run_of(request, alliance, list_kind)
        except ToetssteenError as problem:
            context = {**_upload_context(request, alliance, list_kind), "problem": str(problem)}
            return show(request, "imports/upload.html", context, status=422)
        return redirect(f"imports:run_{kind.name}", key=key, number=run.pk)
    return show(request, "imports/upload.html", _upload_context(request, alliance, list_kind))


def _upload_context(request: ActorRequest, alliance: Alliance, list_kind: ListKind) -> dict[str, object]:
    runs = ImportRun.objects.filter(alliance=alliance, kind=list_kind.kind.name)
    unfinished = runs.filter(Q(user_id=request.actor.user), applied__isnull=True).exclude(sheets=[])
    return {
        "alliance": alliance,
        "list_kind": list_kind,
        "most_rows": dutch(list_kind.spec.most_rows, 0),
        "runs": runs.filter(applied__isnull=False)[:10],
        "unfinished": unfinished[:5],
        "encodings": worksheets.CALLED.items(),
        "between": worksheets.BETWEEN.items(),
    }


def _run_of(request: ActorRequest, alliance: Alliance, list_kind: ListKind) -> ImportRun:
    """The uploaded list, and how it is most likely read. Raises ToetssteenError."""
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise ToetssteenError(_("Kies eerst een bestand."))
    if (file.size or 0) > worksheets.MOST_BYTES:
        raise ToetssteenError(_("Dit bestand is groter dan 5 MB. Haal plaatjes en andere werkbladen eruit."))
    name = file.name or ""
    encoding, delimiter = request.POST.get("encoding", ""), request.POST.get("delimiter", "")
    sheets = worksheets.read(name, file.read(), encoding, delimiter, most_rows=list_kind.spec.most_rows)
    earlier = _earlier(request, alliance, list_kind)
    mapping = guess(sheets, list_kind, ColumnMapping(**earlier.mapping) if earlier else None)
    return ImportRun.objects.create(
        kind=list_kind.kind.name,
        alliance=alliance,
        user_id=request.actor.user,
        file=name[-LONGEST_NAME:],
        sheets=sheets,
        mapping=mapping.stored(),
    )


def _earlier(request: ActorRequest, alliance: Alliance, list_kind: ListKind) -> ImportRun | None:
    """What was said last of how a list is read: one's own; for the bureau of whoever took a list over. Words of a list
    may say more than a partner knows."""
    usable = Q(user_id=request.actor.user)
    if request.actor.has_role(OFFICERS, alliance.key):
        usable |= Q(applied__isnull=False)
    return ImportRun.objects.filter(usable, alliance=alliance, kind=list_kind.kind.name).first()


@signed_in
@page
@require_http_methods(["GET", "HEAD", "POST"])
def run(request: ActorRequest, kind: RecordKind, key: str, number: int) -> HttpResponseBase:
    """How the list is read, what that would do, and the two buttons."""
    alliance = _allowed(request, key)
    import_run = ImportRun.objects.filter(pk=number, alliance=alliance, kind=kind.name).first()
    if import_run is None or import_run.user_id != request.actor.user:
        raise UnknownNameError(_("Deze lijst is er niet, of iemand anders nam haar over."))
    problem = ""
    if request.method == "POST":
        try:
            _act(request, import_run)
            return redirect(f"{request.path}#{_NEXT.get(request.POST.get('do', ''), 'inhoud')}")
        except ToetssteenError as error:
            problem = str(error)
    list_kind = list_kind_of(kind)
    context = {"alliance": alliance, "run": import_run, "problem": problem, "list_kind": list_kind}
    if not import_run.applied:
        if not import_run.sheets:
            raise UnknownNameError(
                _("De regels van deze lijst zijn weggehaald, want zij zijn te oud. Neem de lijst opnieuw.")
            )
        context |= _choices(request, import_run, list_kind)
    return show(request, "imports/run.html", context, status=409 if problem else 200)


# Where somebody goes on after each button.
_NEXT = {"place": "kolommen", "columns": "woorden", "words": "gevolg", "forget": "woorden", "apart": "gevolg"}


def _choices(request: ActorRequest, import_run: ImportRun, list_kind: ListKind) -> dict[str, object]:
    mapping = ColumnMapping(**import_run.mapping)
    outcome = preview(import_run, request.actor)
    fields = columns.column_choices(outcome.layout, mapping, list_kind, outcome.vocabularies)
    who = reader(request.actor)
    return {
        "preview": outcome,
        "mapping": mapping,
        "sheets": [each["name"] for each in import_run.sheets],
        "rows": columns.rows_to_choose(import_run, mapping),
        "notes": chosen_sheet(import_run.sheets, mapping).get("notes", []),
        "hidden": hidden_rows(import_run.sheets, mapping),
        "first": [field for field in fields if field.name in list_kind.first],
        "rest": [field for field in fields if field.name not in list_kind.first],
        "words": words.word_choices(outcome),
        "explained": words.explained_words(mapping, outcome.vocabularies),
        "new": rows.new_rows(outcome, mapping, SHOWN),
        "cells": outcome.cells(),
        "conflicts": outcome.conflicts(),
        "most": SHOWN,
        "first_of": f":{SHOWN}",
        "apart": rows.apart_options(),
        "vanished": [_linked(list_kind, record, who) for record in outcome.vanished[:SHOWN]],
    }


def _linked(list_kind: ListKind, record: Record, who: Reader) -> tuple[str, str, str]:
    """Address, own number and name of a record."""
    key = list_kind.spec.key
    return list_kind.kind.address_of(record, who), str(getattr(record, key)) if key else "", str(record)


def _act(request: ActorRequest, import_run: ImportRun) -> None:
    button = request.POST.get("do")
    if button == "undo":
        apply.undo(import_run, request.actor)
    elif button == "apply":
        if not import_run.applied and import_run.sheets:
            # What was chosen per row counts, also when nobody pressed the button for it.
            _remember(request, "apart", import_run)
        apply.apply(import_run, request.actor)
    elif not import_run.applied and import_run.sheets:
        _remember(request, button, import_run)


def _remember(request: ActorRequest, button: str | None, import_run: ImportRun) -> None:
    mapping = ColumnMapping(**import_run.mapping)
    _choose(request, button, import_run, mapping)
    import_run.mapping = mapping.stored()
    import_run.save()


def _choose(request: ActorRequest, button: str | None, import_run: ImportRun, mapping: ColumnMapping) -> None:
    match button:
        case "place":
            columns.choose_place(request.POST, import_run, mapping)
        case "columns":
            layout = laid_out(import_run.sheets, mapping)
            list_kind = list_kind_named(import_run.kind)
            mapping.columns, mapping.otherwise = columns.chosen_columns(request.POST, layout, list_kind)
        case "words":
            outcome = preview(import_run, request.actor)
            for name, entries in words.chosen_words(request.POST, outcome).items():
                mapping.words.setdefault(name, {}).update(entries)
        case "apart":
            outcome = preview(import_run, request.actor)
            mapping.apart = rows.chosen_apart(request.POST, outcome, mapping, SHOWN)
            if "over-shown" in request.POST:
                mapping.over = rows.chosen_over(request.POST, outcome, mapping, SHOWN)
        case "forget":
            words.forget_words(request.POST, mapping)


def _allowed(request: ActorRequest, key: str) -> Alliance:
    alliance = alliance_selectors.alliance(key)
    if not alliance_selectors.may_add_somewhere(request.actor, alliance):
        raise PermissionDenied(_("Alleen wie voor deze alliantie werkt, kan hier iets overnemen."))
    return alliance
