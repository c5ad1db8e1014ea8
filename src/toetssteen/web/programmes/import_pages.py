"""Activities out as a sheet, and in from one: upload, say which column is what, look, take over, or go back."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toetssteen.kernel.errors import ToetssteenError, UnknownNameError
from toetssteen.web.accounts.access import signed_in
from toetssteen.web.programmes import importing, selectors, sheet
from toetssteen.web.programmes.models import Alliance, ImportRun
from toetssteen.web.programmes.pages import page, show

FORMS = {
    "csv": (sheet.as_csv, "text/csv; charset=utf-8"),
    "xlsx": (sheet.as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@page
def download(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """What the asker may see, as a sheet."""
    selectors.alliance(key)
    rows = [
        sheet.row(one) for one in selectors.activities(request.actor).filter(alliance__key=key).order_by("key", "pk")
    ]
    return _file(f"activiteiten-{key}", form, rows)


@page
def template(request: HttpRequest, form: str) -> HttpResponse:
    if form not in FORMS:
        raise UnknownNameError(_("Een lege lijst is er als csv en als xlsx."))
    return _file("activiteiten-leeg", form, [])


def _file(name: str, form: str, rows: list[list[str]]) -> HttpResponse:
    write, kind = FORMS[form]
    disposition = f'attachment; filename="{name}.{form}"'
    return HttpResponse(write(rows), content_type=kind, headers={"Content-Disposition": disposition})


@signed_in
@page
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, key: str) -> HttpResponseBase:
    alliance = _allowed(request, key)
    context = {"alliance": alliance, "runs": ImportRun.objects.filter(alliance=alliance, applied__isnull=False)[:10]}
    if request.method == "POST":
        try:
            file = request.FILES.get("file")
            if file is None:
                raise ToetssteenError(_("Kies eerst een bestand."))
            if file.size > sheet.MOST_BYTES:
                raise ToetssteenError(_("Dit bestand is groter dan 5 MB. Haal plaatjes en andere werkbladen eruit."))
            header, rows = sheet.read(file.name, file.read())
        except ToetssteenError as problem:
            return show(request, "programmes/import.html", {**context, "problem": str(problem)}, status=422)
        last = ImportRun.objects.filter(alliance=alliance, applied__isnull=False).first()
        mapping = importing.guess(header, last.mapping if last else {})
        made = ImportRun.objects.create(
            alliance=alliance,
            user_id=request.actor.user,
            file=file.name[-200:],
            header=header,
            rows=rows,
            mapping=mapping,
        )
        return redirect("programmes:import_run", key=key, number=made.pk)
    return show(request, "programmes/import.html", context)


@signed_in
@page
@require_http_methods(["GET", "HEAD", "POST"])
def run(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    """Which column is what, what it would do, and the two buttons."""
    alliance = _allowed(request, key)
    found = ImportRun.objects.filter(pk=number, alliance=alliance).first()
    if found is None or found.user_id != request.actor.user:
        raise UnknownNameError(_("Deze lijst is er niet, of iemand anders nam haar over."))
    problem = ""
    if request.method == "POST":
        try:
            _act(request, found)
            return redirect("programmes:import_run", key=key, number=number)
        except ToetssteenError as error:
            problem = str(error)
    context = {
        "alliance": alliance,
        "run": found,
        "problem": problem,
        "fields": [(one.name, one.title, found.mapping.get(one.name, "")) for one in sheet.FIELDS],
        "preview": None if found.applied else importing.preview(found, request.actor),
    }
    return show(request, "programmes/import_run.html", context, status=409 if problem else 200)


def _act(request: HttpRequest, found: ImportRun) -> None:
    match request.POST.get("do"):
        case "map" if not found.applied:
            chosen = {one.name: request.POST.get(one.name, "") for one in sheet.FIELDS}
            found.mapping = {name: column for name, column in chosen.items() if column in found.header}
            found.save()
        case "apply":
            importing.apply(found, request.actor)
        case "undo":
            importing.undo(found, request.actor)


def _allowed(request: HttpRequest, key: str) -> Alliance:
    alliance = selectors.alliance(key)
    if not selectors.may_add_somewhere(request.actor, alliance):
        raise PermissionDenied(_("Alleen wie voor deze alliantie werkt, kan hier iets overnemen."))
    return alliance
