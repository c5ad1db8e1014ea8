"""Making and changing a record of any sort, what it was before, and going back: the same for all sorts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from toetssteen.kernel.bounds import whole
from toetssteen.kernel.errors import ToetssteenError, UnknownNameError
from toetssteen.web.accounts.access import signed_in
from toetssteen.web.accounts.drafts import saved_draft
from toetssteen.web.accounts.refusals import refuse
from toetssteen.web.accounts.requests import ActorRequest
from toetssteen.web.alliances import selectors as alliance_selectors
from toetssteen.web.alliances.rules import Action, may
from toetssteen.web.records import selectors as record_selectors
from toetssteen.web.records import services
from toetssteen.web.records.context import FieldText, RecordListPage, RecordPage
from toetssteen.web.records.differences import Difference, between, label, texts
from toetssteen.web.records.forms import RecordForm
from toetssteen.web.records.kinds import RecordKind
from toetssteen.web.records.readers import Reader, reader
from toetssteen.web.records.record import Record
from toetssteen.web.records.timeline import changes
from toetssteen.web.site.pages import page, show
from toetssteen.web.ui.tables import Table, TableColumn, TableRow

if TYPE_CHECKING:
    from toetssteen.web.alliances.models import Alliance


@page
def record(request: ActorRequest, kind: RecordKind, number: int) -> HttpResponse:
    """The page of a kind that brings none of its own."""
    shown_record = record_selectors.one(kind.model, number, request.actor)
    subject, arguments = shown_record.subject(), {"number": shown_record.pk}
    texts_of = texts(shown_record, kind.model, reader(request.actor))
    fields = tuple(
        FieldText(label=label(kind.model, name), text=texts_of[name])
        for name in kind.form.names()
        if name != "name" and texts_of.get(name)
    )
    context = RecordPage(
        record=shown_record,
        name=kind.called(shown_record),
        fields=fields,
        all_of=reverse(f"records:list_{kind.name}", kwargs={"key": shown_record.alliance.key}),
        all_of_name=str(kind.model._meta.verbose_name_plural),
        change=reverse(f"records:change_{kind.name}", kwargs=arguments)
        if may(request.actor, Action.EDIT, subject)
        else "",
        history=reverse(f"records:history_{kind.name}", kwargs=arguments)
        if may(request.actor, Action.HISTORY, subject)
        else "",
    )
    return show(request, "records/record.html", {"page": context})


@page
def record_list(request: ActorRequest, kind: RecordKind, key: str) -> HttpResponse:
    """The records of a kind without pages of its own in one alliance."""
    alliance = alliance_selectors.alliance(key)
    heading = str(kind.model._meta.verbose_name_plural).capitalize()
    current_reader = reader(request.actor)
    rows = [
        TableRow(
            kind.called(record_of_kind),
            [str(record_of_kind.owner or ""), str(record_of_kind.get_visibility_display())],
            kind.address_of(record_of_kind, current_reader),
        )
        for record_of_kind in record_selectors.visible(kind.model, request.actor).filter(alliance=alliance)
    ]
    names = (str(kind.model._meta.verbose_name), _("wie houdt het bij"), _("wie mag het zien"))
    may_add = alliance_selectors.may_add_somewhere(request.actor, alliance)
    context = RecordListPage(
        alliance=alliance,
        heading=heading,
        table=Table(heading, [TableColumn(name.capitalize()) for name in names], rows) if rows else None,
        add=reverse(f"records:add_{kind.name}", kwargs={"key": key}) if may_add else "",
        add_title=str(kind.add_title).format(alliance=alliance.name),
        upload=reverse(f"imports:upload_{kind.name}", kwargs={"key": key}) if may_add and kind.importable else "",
    )
    return show(request, "records/list.html", {"page": context})


@signed_in
@page
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ActorRequest, kind: RecordKind, key: str) -> HttpResponseBase:
    alliance = alliance_selectors.alliance(key)
    if not alliance_selectors.may_add_somewhere(request.actor, alliance):
        raise PermissionDenied(_("Alleen wie voor deze alliantie werkt, kan hier iets toevoegen."))
    kept = saved_draft(request)
    # A link from a plan or a goal says what it is about; what the form does not offer is not chosen either.
    about = {name: request.GET[name] for name in ("plan", "goal") if name in request.GET}
    form = kind.form(request.POST or kept, initial=about, actor=request.actor, alliance=alliance)
    if request.method == "POST" and form.is_valid():
        try:
            values = {"alliance": alliance, **form.values()}
            new_record = services.add(kind.model, values, request.actor, form.cleaned_data["entry"])
            return redirect(kind.address_of(new_record, reader(request.actor)))
        except ValidationError as problem:
            _show_errors(form, problem)
    return _form(request, form, str(kind.add_title).format(alliance=alliance.name), kept=kept is not None)


@signed_in
@page
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ActorRequest, kind: RecordKind, number: int) -> HttpResponseBase:
    current = record_selectors.one(kind.model, number, request.actor)
    if not may(request.actor, Action.EDIT, current.subject()):
        raise refuse(request.actor, "edit", f"{kind.name} {number}")
    # The form puts what is typed in the record; the title says what it is called.
    read = (kind.address_of(current, reader(request.actor)), kind.called(current))
    kept = saved_draft(request)
    form = kind.form(request.POST or kept, instance=current, actor=request.actor, alliance=current.alliance)
    if request.method == "POST" and form.is_valid():
        try:
            changed = services.change(current, form.values(), request.actor, form.cleaned_data["seen"] or 0)
            return redirect(kind.address_of(changed, reader(request.actor)))
        except ValidationError as problem:
            _show_errors(form, problem)
        except services.ConflictError as conflict:
            return _both_versions(request, kind, form, conflict)
    return _form(request, form, _("{name} wijzigen").format(name=read[1]), read=read, kept=kept is not None)


def _show_errors(form: RecordForm, problem: ValidationError) -> None:
    """What the record itself refused, beside the field where it has one."""
    for name, errors in problem.update_error_dict({}).items():
        form.add_error(name if name in form.fields else None, errors)


def _both_versions(
    request: ActorRequest, kind: RecordKind, form: RecordForm, conflict: services.ConflictError
) -> HttpResponse:
    """The second writer sees what is there now beside the own text, and keeps the own text in the form."""
    current_reader = reader(request.actor)
    current_texts, typed_texts = texts(conflict.current, kind.model, current_reader), _typed(kind, form, current_reader)
    differing = between(kind.model, {name: current_texts[name] for name in typed_texts}, typed_texts)
    data = request.POST.copy()
    data["seen"] = str(conflict.current.version)
    instance: Record = record_selectors.one(kind.model, conflict.current.pk, request.actor)
    read = (kind.address_of(instance, current_reader), kind.called(instance))
    new_form = kind.form(data, instance=instance, actor=request.actor, alliance=instance.alliance)
    new_form.add_error(NON_FIELD_ERRORS, str(conflict))
    return _form(request, new_form, _("{name} wijzigen").format(name=read[1]), differing, read=read, status=409)


def _typed(kind: RecordKind, form: RecordForm, current_reader: Reader) -> dict[str, str]:
    """What the form says, in the words of `texts`: the form has put it in its instance, but for what there are many of."""
    by_field = texts(form.instance, kind.model, current_reader)
    for field in kind.model._meta.many_to_many:
        by_field[field.name] = ", ".join(sorted(str(chosen_record) for chosen_record in form.cleaned_data[field.name]))
    return {name: by_field[name] for name in form.values() if name in by_field}


def _form(
    request: ActorRequest,
    form: RecordForm,
    title: str,
    differing: list[Difference] | None = None,
    status: int = 200,
    *,
    read: tuple[str, str] | None = None,
    kept: bool = False,
) -> HttpResponse:
    """read: where the record is read and what it is called, of one that there is already."""
    alliance: Alliance = form.alliance
    context = {
        "form": form, "alliance": alliance, "heading": title, "differing": differing, "read": read, "kept": kept
    }  # fmt: skip
    return show(request, "records/form.html", context, status=status)


@signed_in
@page
def history(request: ActorRequest, kind: RecordKind, number: int) -> HttpResponse:
    """Who changed what and when, the newest first."""
    shown_record = record_selectors.one(kind.model, number, request.actor)
    if not may(request.actor, Action.HISTORY, shown_record.subject()):
        raise refuse(request.actor, "read the history of", f"{kind.name} {number}")
    name, alliance, current_reader = kind.called(shown_record), shown_record.alliance, reader(request.actor)
    context = {
        "record": shown_record,
        "name": name,
        "above": [
            (reverse("programmes:alliance", args=[alliance.key]), alliance.name),
            (kind.address_of(shown_record, current_reader), name),
        ],
        "restore": f"records:restore_{kind.name}",
        "changes": changes(shown_record, current_reader),
        "may_restore": may(request.actor, Action.RESTORE, shown_record.subject()),
    }
    return show(request, "records/history.html", context)


@page
@require_POST
def restore(request: ActorRequest, kind: RecordKind, number: int, state: int) -> HttpResponseBase:
    current = record_selectors.one(kind.model, number, request.actor)
    seen_version = whole(request.POST.get("seen", ""))
    if seen_version is None:
        raise PermissionDenied(_("Dit formulier is niet volledig. Open de geschiedenis opnieuw."))
    try:
        services.restore(current, state, request.actor, seen_version)
    except kind.model.history.model.DoesNotExist:
        raise UnknownNameError(_("Deze eerdere versie is er niet.")) from None
    except ValidationError as problem:
        # What stood there then may be refused now: a number that another record has got since.
        raise ToetssteenError(" ".join(problem.messages)) from None
    return redirect(kind.address_of(current, reader(request.actor)))
