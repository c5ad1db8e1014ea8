"""Pages of own figures: the list, the upload, and one table from file to public figures. For administrators."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import msgspec
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from toetssteen.kernel.errors import ToetssteenError
from toetssteen.web.accounts.access import form_page, signed_in
from toetssteen.web.accounts.drafts import saved_draft
from toetssteen.web.accounts.requests import ActorRequest
from toetssteen.web.accounts.services import demand_administrator
from toetssteen.web.imports.worksheets import MOST_BYTES
from toetssteen.web.own_figures import context, forms, selectors
from toetssteen.web.own_figures.models import OwnTable
from toetssteen.web.own_figures.services import recognising
from toetssteen.web.own_figures.services import tables as services
from toetssteen.web.own_figures.services.sheets import UploadedSheet, sheet_of
from toetssteen.web.site.pages import page, show

if TYPE_CHECKING:
    from toetssteen.web.own_figures.services.checking import CheckedTable

# Where somebody goes on after each button.
_NEXT = {"where": "gebieden", "places": "cijfers", "figures": "controle", "publish": "openbaar", "file": "plek"}


@form_page
@page
@signed_in
def tables(request: ActorRequest) -> HttpResponse:
    demand_administrator(request.actor, services.ACTION)
    records = [
        (record, _state(record), reverse("own_figures:table", args=[record.pk])) for record in selectors.tables()
    ]
    content = {"tables": context.tables_table(records) if records else None, "invented": selectors.shows_invented()}
    return show(request, "own_figures/tables.html", content)


def _state(record: OwnTable) -> str:
    if selectors.busy(record):
        return _("bezig")
    if record.published is None:
        return _("concept: alleen beheerders zien het")
    return _("openbaar sinds {day}").format(day=date_format(localtime(record.published), "j F Y"))


@form_page
@page
@signed_in
def upload(request: ActorRequest) -> HttpResponseBase:
    demand_administrator(request.actor, services.ACTION)
    draft = saved_draft(request)
    form = forms.Upload(request.POST or draft, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        try:
            name, content = _file(chosen["file"])
            record = form.save(commit=False)
            record.gemeente = chosen["gemeente"]
            services.start(request.actor, record, name, content, chosen["encoding"], chosen["delimiter"])
        except ToetssteenError as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("own_figures:table", record.pk)
    status = 422 if request.method == "POST" else 200
    return show(request, "own_figures/upload.html", {"form": form, "kept": draft}, status)


def _file(file: UploadedFile) -> tuple[str, bytes]:
    """Raises ToetssteenError."""
    if (file.size or 0) > MOST_BYTES:
        raise ToetssteenError(_("Dit bestand is groter dan 5 MB. Haal plaatjes en andere werkbladen eruit."))
    return file.name or "", file.read()


@form_page
@page
@signed_in
def table(request: ActorRequest, number: int) -> HttpResponseBase:
    """One table: what was recognised, what is wrong, what would be public, and the buttons."""
    demand_administrator(request.actor, services.ACTION)
    record, problem, typed = selectors.table(number), "", saved_draft(request)
    if request.method == "POST":
        try:
            return _act(request, record)
        except ToetssteenError as error:
            problem, typed = str(error), request.POST
            record = selectors.table(number)
    status = 422 if problem else 200
    content = _content(record, typed) | {"problem": problem, "kept": typed is not None and not problem}
    return show(request, "own_figures/table.html", content, status)


def _content(record: OwnTable, typed: QueryDict | None) -> dict[str, object]:
    """typed: what was sent and not kept; it stays in its form."""
    content: dict[str, object] = {
        "table": record,
        "state": _state(record),
        "busy": selectors.busy(record),
        "invented": selectors.shows_invented(),
        "other_file": forms.OtherFile(prefix="n"),
        "publish": forms.Publish(),
        "history": context.history_table(record),
    }
    try:
        outcome, sheet = selectors.outcome(record), _sheet(record)
    except ToetssteenError as problem:
        return content | {"unreadable": str(problem)}
    button = typed.get("do", "") if typed is not None else ""
    where, _figures = _forms(record, sheet, typed if button == "where" else None)
    _where, figures = _forms(record, sheet, typed if button == "figures" else None)
    return content | {
        "outcome": outcome,
        "rows": len(sheet.rows),
        "where": where,
        "choices": context.place_choices(outcome),
        "options": context.place_options(selectors.places(record)),
        "recognised": len(outcome.codes),
        "figures": figures,
        "shown": context.shown_figures(outcome.figures),
    }


def _sheet(record: OwnTable) -> UploadedSheet:
    return sheet_of(selectors.sheets(record), record.described)


def _forms(
    record: OwnTable, sheet: UploadedSheet, data: QueryDict | None
) -> tuple[forms.WhereThingsStand, list[forms.AboutFigure]]:
    description = record.described
    names = [worksheet["name"] for worksheet in selectors.sheets(record)]
    where = forms.WhereThingsStand(data, description, sheet, names)
    figures = [forms.AboutFigure(data, n, figure, sheet.titles) for n, figure in enumerate(description.figures)]
    return where, figures


def _act(request: ActorRequest, record: OwnTable) -> HttpResponseBase:
    button = request.POST.get("do", "")
    match button:
        case "where":
            _choose_where(request, record)
        case "places":
            _choose_places(request, record)
        case "figures":
            _choose_figures(request, record)
        case "file":
            form = forms.OtherFile(request.POST, request.FILES, prefix="n")
            if not form.is_valid():
                raise ToetssteenError(_("Kies eerst een bestand."))
            services.replace_file(request.actor, record, *_file(form.cleaned_data["file"]))
        case "publish":
            services.publish(request.actor, record, public="public" in request.POST)
        case "withdraw":
            services.take_back(request.actor, record)
        case "discard":
            services.discard(request.actor, record)
            return redirect("own_figures:tables")
    return redirect(f"{request.path}#{_NEXT.get(button, 'inhoud')}")


def _choose_where(request: ActorRequest, record: OwnTable) -> None:
    before, sheet = record.described, _sheet(record)
    form, _figures = _forms(record, sheet, request.POST)
    if not form.is_valid():
        raise ToetssteenError(_errors(form))
    described = form.described(before)
    if (described.sheet, described.header) != (before.sheet, before.header):
        described = recognising.with_columns(described, selectors.sheets(record), selectors.places(record))
    sheets = selectors.sheets(record)
    figures = recognising.figures_of(sheet_of(sheets, described), described)
    described = msgspec.structs.replace(described, figures=services.merged(figures, before.figures))
    services.describe(request.actor, record, described)


def _choose_places(request: ActorRequest, record: OwnTable) -> None:
    outcome: CheckedTable = selectors.outcome(record)
    known = {code for code, _name in context.place_options(selectors.places(record))}
    chosen = {
        choice.text.key: code
        for choice in context.place_choices(outcome)
        if request.POST.get(f"p{choice.number}-text") == choice.text.key
        and (code := request.POST.get(f"p{choice.number}", "")) in known
    }
    described = record.described
    places = described.places | chosen
    services.describe(request.actor, record, msgspec.structs.replace(described, places=places))


def _choose_figures(request: ActorRequest, record: OwnTable) -> None:
    _where, figures = _forms(record, _sheet(record), request.POST)
    wrong = [form for form in figures if not form.is_valid()]
    if wrong:
        raise ToetssteenError(f"{wrong[0].figure.column}: {_errors(wrong[0])}")
    described = tuple(form.described() for form in figures)
    services.describe(request.actor, record, msgspec.structs.replace(record.described, figures=described))


def _errors(form: forms.WhereThingsStand | forms.AboutFigure) -> str:
    """Every error of a form in one sentence each."""
    return " ".join(f"{form.fields[name].label}: {' '.join(map(str, texts))}" for name, texts in form.errors.items())


@page
@signed_in
def definitions(request: ActorRequest, number: int) -> HttpResponse:
    """The YAML and the file, to keep or to take to another installation."""
    demand_administrator(request.actor, services.ACTION)
    record = selectors.table(number)
    written = selectors.publishable(record)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in written.files().items():
            archive.writestr(f"definities/{name}", text)
        archive.writestr(written.sources[0].file, selectors.content(record))
    disposition = f'attachment; filename="eigen-tabel-{record.pk}.zip"'
    return HttpResponse(buffer.getvalue(), content_type="application/zip", headers={"Content-Disposition": disposition})
