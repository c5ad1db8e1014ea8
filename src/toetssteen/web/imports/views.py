"""Records out as a sheet, and in from one: upload, say which column is what, look, take over, or go back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toetssteen.kernel.dutch import dutch
from toetssteen.kernel.errors import ToetssteenError, UnknownNameError
from toetssteen.web.accounts.access import signed_in
from toetssteen.web.alliances import selectors as alliance_selectors
from toetssteen.web.alliances.rules import OFFICERS
from toetssteen.web.imports import apply, forms, sheet, worksheets
from toetssteen.web.imports.existing import existing_records
from toetssteen.web.imports.fields import ListKind, list_kind, list_kind_named
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

FORMS = {
    "csv": (sheet.as_csv, "text/csv; charset=utf-8"),
    "xlsx": (sheet.as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@page
def download(request: HttpRequest, kind: RecordKind, key: str, form: str) -> HttpResponse:
    """What the asker may see, as a sheet."""
    alliance_selectors.alliance(key)
    listed, who, today = list_kind(kind), reader(request.actor), timezone.localdate()
    order = (kind.importable.key, "pk") if kind.importable.key else ("pk",)
    found = existing_records(listed, request.actor).filter(alliance__key=key).order_by(*order)
    rows = [sheet.row_today(one, listed, who, today) for one in found]
    return _file(f"{kind.plural}-{key}", form, rows, sheet.titles_today(listed), listed)


@page
def template(request: HttpRequest, kind: RecordKind, form: str) -> HttpResponse:
    if form not in FORMS:
        raise UnknownNameError(_("Een lege lijst is er als csv en als xlsx."))
    listed = list_kind(kind)
    return _file(f"{kind.plural}-leeg", form, [], sheet.titles(listed), listed)


def _file(name: str, form: str, rows: list[list[str]], titles: Sequence[str], listed: ListKind) -> HttpResponse:
    write, content_type = FORMS[form]
    disposition = f'attachment; filename="{name}.{form}"'
    content = write(rows, titles, listed.plural.capitalize())
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})


@signed_in
@page
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, kind: RecordKind, key: str) -> HttpResponseBase:
    alliance, listed = _allowed(request, key), list_kind(kind)
    runs = ImportRun.objects.filter(alliance=alliance, kind=kind.name)
    begun = runs.filter(applied__isnull=True, user_id=request.actor.user).exclude(sheets=[])
    context = {
        "alliance": alliance,
        "listed": listed,
        "most_rows": dutch(listed.spec.most_rows, 0),
        "runs": runs.filter(applied__isnull=False)[:10],
        "begun": begun[:5],
    }
    context |= {"encodings": worksheets.CALLED.items(), "between": worksheets.BETWEEN.items()}
    if request.method == "POST":
        try:
            file = request.FILES.get("file")
            if file is None:
                raise ToetssteenError(_("Kies eerst een bestand."))
            if file.size > worksheets.MOST_BYTES:
                raise ToetssteenError(_("Dit bestand is groter dan 5 MB. Haal plaatjes en andere werkbladen eruit."))
            letters = (request.POST.get("encoding", ""), request.POST.get("delimiter", ""))
            sheets = worksheets.read(file.name, file.read(), *letters, most_rows=listed.spec.most_rows)
        except ToetssteenError as problem:
            return show(request, "imports/upload.html", {**context, "problem": str(problem)}, status=422)
        last = _earlier(request, alliance, kind)
        how = guess(sheets, listed, ColumnMapping(**last.mapping) if last else None)
        made = ImportRun.objects.create(
            kind=kind.name,
            alliance=alliance,
            user_id=request.actor.user,
            file=file.name[-200:],
            sheets=sheets,
            mapping=how.kept(),
        )
        return redirect(f"imports:run_{kind.name}", key=key, number=made.pk)
    return show(request, "imports/upload.html", context)


def _earlier(request: HttpRequest, alliance: Alliance, kind: RecordKind) -> ImportRun | None:
    """What was said last of how a list is read: one's own; for the bureau of whoever took a list over. Words of a list
    may say more than a partner knows."""
    mine = Q(user_id=request.actor.user)
    if request.actor.wears(OFFICERS, alliance.key):
        mine |= Q(applied__isnull=False)
    return ImportRun.objects.filter(mine, alliance=alliance, kind=kind.name).first()


@signed_in
@page
@require_http_methods(["GET", "HEAD", "POST"])
def run(request: HttpRequest, kind: RecordKind, key: str, number: int) -> HttpResponseBase:
    """How the list is read, what that would do, and the two buttons."""
    alliance = _allowed(request, key)
    found = ImportRun.objects.filter(pk=number, alliance=alliance, kind=kind.name).first()
    if found is None or found.user_id != request.actor.user:
        raise UnknownNameError(_("Deze lijst is er niet, of iemand anders nam haar over."))
    problem = ""
    if request.method == "POST":
        try:
            _act(request, found)
            return redirect(f"{request.path}#{_NEXT.get(request.POST.get('do', ''), 'inhoud')}")
        except ToetssteenError as error:
            problem = str(error)
    listed = list_kind(kind)
    context = {"alliance": alliance, "run": found, "problem": problem, "listed": listed}
    if not found.applied:
        if not found.sheets:
            raise UnknownNameError(
                _("De regels van deze lijst zijn weggehaald, want zij zijn te oud. Neem de lijst opnieuw.")
            )
        context |= _choices(request, found, listed)
    return show(request, "imports/run.html", context, status=409 if problem else 200)


# Where somebody goes on after each button.
_NEXT = {"place": "kolommen", "columns": "woorden", "words": "gevolg", "forget": "woorden", "apart": "gevolg"}


def _choices(request: HttpRequest, found: ImportRun, listed: ListKind) -> dict[str, object]:
    how = ColumnMapping(**found.mapping)
    looked = preview(found, request.actor)
    fields = forms.columns(looked.layout, how, listed, found.alliance, request.actor)
    return {
        "preview": looked,
        "mapping": how,
        "sheets": [one["name"] for one in found.sheets],
        "rows": forms.rows_to_choose(found, how),
        "notes": chosen_sheet(found.sheets, how).get("notes", []),
        "hidden": hidden_rows(found.sheets, how),
        "first": [one for one in fields if one.name in listed.first],
        "rest": [one for one in fields if one.name not in listed.first],
        "words": forms.words(looked),
        "explained": forms.explained(how, listed, found.alliance, request.actor),
        "new": forms.new_rows(looked, how, SHOWN),
        "cells": looked.cells(),
        "kept": looked.kept(),
        "most": SHOWN,
        "first_of": f":{SHOWN}",
        "apart": forms.apart_options(),
        "vanished": [_linked(listed, one, reader(request.actor)) for one in looked.vanished[:SHOWN]],
    }


def _linked(listed: ListKind, one: Record, who: Reader) -> tuple[str, str, str]:
    """Address, own number and name of a record."""
    key = listed.spec.key
    return listed.kind.address_of(one, who), str(getattr(one, key)) if key else "", str(one)


def _act(request: HttpRequest, found: ImportRun) -> None:
    sent = request.POST.get("do")
    if sent == "undo":
        apply.undo(found, request.actor)
    elif sent == "apply":
        if not found.applied and found.sheets:
            # What was chosen per row counts, also when nobody pressed the button for it.
            _remember(request, "apart", found)
        apply.apply(found, request.actor)
    elif not found.applied and found.sheets:
        _remember(request, sent, found)


def _remember(request: HttpRequest, sent: str | None, found: ImportRun) -> None:
    how = ColumnMapping(**found.mapping)
    _choose(request, sent, found, how)
    found.mapping = how.kept()
    found.save()


def _choose(request: HttpRequest, sent: str | None, found: ImportRun, how: ColumnMapping) -> None:
    match sent:
        case "place":
            forms.chosen_place(request.POST, found, how)
        case "columns":
            laid = laid_out(found.sheets, how)
            how.columns, how.otherwise = forms.chosen_columns(request.POST, laid, list_kind_named(found.kind))
        case "words":
            looked = preview(found, request.actor)
            for name, meant in forms.chosen_words(request.POST, looked).items():
                how.words.setdefault(name, {}).update(meant)
        case "apart":
            looked = preview(found, request.actor)
            how.apart = forms.chosen_apart(request.POST, looked, how, SHOWN)
            if "over-shown" in request.POST:
                how.over = forms.chosen_over(request.POST, looked, how, SHOWN)
        case "forget":
            for one in request.POST.getlist("word"):
                name, _colon, word = one.partition(":")
                how.words.get(name, {}).pop(word, None)


def _allowed(request: HttpRequest, key: str) -> Alliance:
    alliance = alliance_selectors.alliance(key)
    if not alliance_selectors.may_add_somewhere(request.actor, alliance):
        raise PermissionDenied(_("Alleen wie voor deze alliantie werkt, kan hier iets overnemen."))
    return alliance
