"""Activities out as a sheet, and in from one: upload, say which column is what, look, take over, or go back."""

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

from toetssteen.kernel.errors import ToetssteenError, UnknownNameError
from toetssteen.web.accounts.access import signed_in
from toetssteen.web.alliances import selectors as alliance_selectors
from toetssteen.web.alliances.rules import OFFICERS
from toetssteen.web.programmes import import_forms, importing, recipe, selectors, sheet, worksheets
from toetssteen.web.programmes.models import ImportRun
from toetssteen.web.programmes.recipe import Recipe
from toetssteen.web.records.readers import reader
from toetssteen.web.snapshots.pages import page, show

if TYPE_CHECKING:
    from toetssteen.web.alliances.models import Alliance

# Of each sort of rows, how many are shown before they are taken over.
SHOWN = 300

FORMS = {
    "csv": (sheet.as_csv, "text/csv; charset=utf-8"),
    "xlsx": (sheet.as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@page
def download(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """What the asker may see, as a sheet."""
    alliance_selectors.alliance(key)
    mine = selectors.activities(request.actor).filter(alliance__key=key).select_related("plan")
    found, who, today = mine.prefetch_related("partners"), reader(request.actor), timezone.localdate()
    rows = [sheet.row_today(one, who, today) for one in found.order_by("key", "pk")]
    return _file(f"activiteiten-{key}", form, rows, (*sheet.TITLES, sheet.NOW))


@page
def template(request: HttpRequest, form: str) -> HttpResponse:
    if form not in FORMS:
        raise UnknownNameError(_("Een lege lijst is er als csv en als xlsx."))
    return _file("activiteiten-leeg", form, [], sheet.TITLES)


def _file(name: str, form: str, rows: list[list[str]], titles: Sequence[str]) -> HttpResponse:
    write, kind = FORMS[form]
    disposition = f'attachment; filename="{name}.{form}"'
    return HttpResponse(write(rows, titles), content_type=kind, headers={"Content-Disposition": disposition})


@signed_in
@page
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, key: str) -> HttpResponseBase:
    alliance = _allowed(request, key)
    runs = ImportRun.objects.filter(alliance=alliance)
    begun = runs.filter(applied__isnull=True, user_id=request.actor.user).exclude(sheets=[])
    context = {"alliance": alliance, "runs": runs.filter(applied__isnull=False)[:10], "begun": begun[:5]}
    context |= {"encodings": worksheets.CALLED.items(), "between": worksheets.BETWEEN.items()}
    if request.method == "POST":
        try:
            file = request.FILES.get("file")
            if file is None:
                raise ToetssteenError(_("Kies eerst een bestand."))
            if file.size > worksheets.MOST_BYTES:
                raise ToetssteenError(_("Dit bestand is groter dan 5 MB. Haal plaatjes en andere werkbladen eruit."))
            sheets = worksheets.read(
                file.name, file.read(), request.POST.get("encoding", ""), request.POST.get("delimiter", "")
            )
        except ToetssteenError as problem:
            return show(request, "programmes/import.html", {**context, "problem": str(problem)}, status=422)
        last = _earlier(request, alliance)
        how = recipe.guess(sheets, Recipe(**last.recipe) if last else None)
        made = ImportRun.objects.create(
            alliance=alliance, user_id=request.actor.user, file=file.name[-200:], sheets=sheets, recipe=how.kept()
        )
        return redirect("programmes:import_run", key=key, number=made.pk)
    return show(request, "programmes/import.html", context)


def _earlier(request: HttpRequest, alliance: Alliance) -> ImportRun | None:
    """What was said last of how a list is read: one's own; for the bureau of whoever took a list over. Words of a list
    may say more than a partner knows."""
    mine = Q(user_id=request.actor.user)
    if request.actor.wears(OFFICERS, alliance.key):
        mine |= Q(applied__isnull=False)
    return ImportRun.objects.filter(mine, alliance=alliance).first()


@signed_in
@page
@require_http_methods(["GET", "HEAD", "POST"])
def run(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    """How the list is read, what that would do, and the two buttons."""
    alliance = _allowed(request, key)
    found = ImportRun.objects.filter(pk=number, alliance=alliance).first()
    if found is None or found.user_id != request.actor.user:
        raise UnknownNameError(_("Deze lijst is er niet, of iemand anders nam haar over."))
    problem = ""
    if request.method == "POST":
        try:
            _act(request, found)
            return redirect(f"{request.path}#{_NEXT.get(request.POST.get('do', ''), 'inhoud')}")
        except ToetssteenError as error:
            problem = str(error)
    context = {"alliance": alliance, "run": found, "problem": problem}
    if not found.applied:
        if not found.sheets:
            raise UnknownNameError(
                _("De regels van deze lijst zijn weggehaald, want zij zijn te oud. Neem de lijst opnieuw.")
            )
        context |= _choices(request, found)
    return show(request, "programmes/import_run.html", context, status=409 if problem else 200)


# Where somebody goes on after each button.
_NEXT = {"place": "kolommen", "columns": "woorden", "words": "gevolg", "forget": "woorden", "apart": "gevolg"}


def _choices(request: HttpRequest, found: ImportRun) -> dict[str, object]:
    how = Recipe(**found.recipe)
    preview = importing.preview(found, request.actor)
    fields = import_forms.columns(preview.laid, how, found.alliance, request.actor)
    return {
        "preview": preview,
        "recipe": how,
        "sheets": [one["name"] for one in found.sheets],
        "rows": import_forms.rows_to_choose(found, how),
        "notes": next((one.get("notes", []) for one in found.sheets if one["name"] == how.sheet), []),
        "hidden": recipe.hidden_rows(found.sheets, how),
        "first": [one for one in fields if one.name in import_forms.FIRST],
        "rest": [one for one in fields if one.name not in import_forms.FIRST],
        "words": import_forms.words(preview),
        "explained": import_forms.explained(how, found.alliance, request.actor),
        "new": import_forms.new_rows(preview, how, SHOWN),
        "cells": preview.cells(),
        "kept": preview.kept(),
        "most": SHOWN,
        "first_of": f":{SHOWN}",
        "apart": import_forms.apart_options(),
    }


def _act(request: HttpRequest, found: ImportRun) -> None:
    sent = request.POST.get("do")
    if sent == "undo":
        importing.undo(found, request.actor)
    elif sent == "apply":
        if not found.applied and found.sheets:
            # What was chosen per row counts, also when nobody pressed the button for it.
            _remember(request, "apart", found)
        importing.apply(found, request.actor)
    elif not found.applied and found.sheets:
        _remember(request, sent, found)


def _remember(request: HttpRequest, sent: str | None, found: ImportRun) -> None:
    how = Recipe(**found.recipe)
    _choose(request, sent, found, how)
    found.recipe = how.kept()
    found.save()


def _choose(request: HttpRequest, sent: str | None, found: ImportRun, how: Recipe) -> None:
    match sent:
        case "place":
            import_forms.chosen_place(request.POST, found, how)
        case "columns":
            laid = recipe.laid_out(found.sheets, how)
            how.columns, how.otherwise = import_forms.chosen_columns(request.POST, laid)
        case "words":
            preview = importing.preview(found, request.actor)
            for name, meant in import_forms.chosen_words(request.POST, preview).items():
                how.words.setdefault(name, {}).update(meant)
        case "apart":
            preview = importing.preview(found, request.actor)
            how.apart = import_forms.chosen_apart(request.POST, preview, how, SHOWN)
            if "over-shown" in request.POST:
                how.over = import_forms.chosen_over(request.POST, preview, how, SHOWN)
        case "forget":
            for one in request.POST.getlist("word"):
                name, _colon, word = one.partition(":")
                how.words.get(name, {}).pop(word, None)


def _allowed(request: HttpRequest, key: str) -> Alliance:
    alliance = alliance_selectors.alliance(key)
    if not alliance_selectors.may_add_somewhere(request.actor, alliance):
        raise PermissionDenied(_("Alleen wie voor deze alliantie werkt, kan hier iets overnemen."))
    return alliance
