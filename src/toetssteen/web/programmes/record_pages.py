"""Making and changing a record of any sort, what it was before, and going back: the same for all sorts."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from toetssteen.kernel.bounds import whole
from toetssteen.kernel.errors import ToetssteenError, UnknownNameError
from toetssteen.web.accounts.access import signed_in
from toetssteen.web.accounts.keeping import kept_work
from toetssteen.web.programmes import selectors, services
from toetssteen.web.programmes.differences import Difference, between, texts
from toetssteen.web.programmes.forms import RecordForm
from toetssteen.web.programmes.models import Alliance, Record
from toetssteen.web.programmes.pages import page, show
from toetssteen.web.programmes.readers import Reader, reader
from toetssteen.web.programmes.rules import Action, may
from toetssteen.web.programmes.timeline import changes


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of record. name: in the names of its addresses (`change_goal`); address: the first word of its own
    addresses; adding: the last words of the address where one is added; add_title: with {alliance}; shown: where a record
    is read; called: its name for a reader."""

    name: str
    model: type[Record]
    form: type[RecordForm]
    address: str
    adding: str
    add_title: str | Promise
    shown: Callable[[Record, Reader], str]
    called: Callable[[Record], str] = str

    def urls(self) -> list[URLPattern]:
        """Add, change, history, and back to an earlier state."""
        own, more = f"{self.address}/<int:number>", {"sort": self}
        return [
            path(f"alliantie/<slug:key>/{self.adding}/", add, more, name=f"add_{self.name}"),
            path(f"{own}/wijzigen/", change, more, name=f"change_{self.name}"),
            path(f"{own}/geschiedenis/", history, more, name=f"history_{self.name}"),
            path(f"{own}/terug/<int:state>/", restore, more, name=f"restore_{self.name}"),
        ]


@signed_in
@page
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, sort: Sort, key: str) -> HttpResponseBase:
    alliance = selectors.alliance(key)
    if not selectors.may_add_somewhere(request.actor, alliance):
        raise PermissionDenied(_("Alleen wie voor deze alliantie werkt, kan hier iets toevoegen."))
    kept = kept_work(request)
    # A link from a plan or a goal says what it is about; what the form does not offer is not chosen either.
    about = {name: request.GET[name] for name in ("plan", "goal") if name in request.GET}
    form = sort.form(request.POST or kept, initial=about, actor=request.actor, alliance=alliance)
    if request.method == "POST" and form.is_valid():
        try:
            values = {"alliance": alliance, **form.values()}
            made = services.add(sort.model, values, request.actor, form.cleaned_data["entry"])
            return redirect(sort.shown(made, reader(request.actor)))
        except ValidationError as problem:
            _show_errors(form, problem)
        except services.CycleError as problem:
            form.add_error(None, str(problem))
    return _form(request, form, str(sort.add_title).format(alliance=alliance.name), kept=kept is not None)


@signed_in
@page
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, sort: Sort, number: int) -> HttpResponseBase:
    found = selectors.one(sort.model, number, request.actor)
    if not may(request.actor, Action.EDIT, found.subject()):
        raise services.refuse(request.actor, "edit", f"{sort.name} {number}")
    # The form puts what is typed in the record; the title says what it is called.
    read = (sort.shown(found, reader(request.actor)), sort.called(found))
    kept = kept_work(request)
    form = sort.form(request.POST or kept, instance=found, actor=request.actor, alliance=found.alliance)
    if request.method == "POST" and form.is_valid():
        try:
            changed = services.change(found, form.values(), request.actor, form.cleaned_data["seen"] or 0)
            return redirect(sort.shown(changed, reader(request.actor)))
        except ValidationError as problem:
            _show_errors(form, problem)
        except services.CycleError as problem:
            form.add_error(None, str(problem))
        except services.ConflictError as conflict:
            return _both_versions(request, sort, form, conflict)
    return _form(request, form, _("{name} wijzigen").format(name=read[1]), read=read, kept=kept is not None)


def _show_errors(form: RecordForm, problem: ValidationError) -> None:
    """What the record itself refused, beside the field where it has one."""
    for name, errors in problem.update_error_dict({}).items():
        form.add_error(name if name in form.fields else None, errors)


def _both_versions(
    request: HttpRequest, sort: Sort, form: RecordForm, conflict: services.ConflictError
) -> HttpResponse:
    """The second writer sees what is there now beside the own text, and keeps the own text in the form."""
    who = reader(request.actor)
    theirs, mine = texts(conflict.current, sort.model, who), _typed(sort, form, who)
    differing = between(sort.model, {name: theirs[name] for name in mine}, mine)
    data = request.POST.copy()
    data["seen"] = str(conflict.current.version)
    instance: Record = selectors.one(sort.model, conflict.current.pk, request.actor)
    read = (sort.shown(instance, who), sort.called(instance))
    again = sort.form(data, instance=instance, actor=request.actor, alliance=instance.alliance)
    again.add_error(NON_FIELD_ERRORS, str(conflict))
    return _form(request, again, _("{name} wijzigen").format(name=read[1]), differing, read=read, status=409)


def _typed(sort: Sort, form: RecordForm, who: Reader) -> dict[str, str]:
    """What the form says, in the words of `texts`: the form has put it in its instance, but for what there are many of."""
    said = texts(form.instance, sort.model, who)
    for field in sort.model._meta.many_to_many:
        said[field.name] = ", ".join(sorted(str(one) for one in form.cleaned_data[field.name]))
    return {name: said[name] for name in form.values() if name in said}


def _form(
    request: HttpRequest,
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
    return show(request, "programmes/record_form.html", context, status=status)


@signed_in
@page
def history(request: HttpRequest, sort: Sort, number: int) -> HttpResponse:
    """Who changed what and when, the newest first."""
    found = selectors.one(sort.model, number, request.actor)
    if not may(request.actor, Action.HISTORY, found.subject()):
        raise services.refuse(request.actor, "read the history of", f"{sort.name} {number}")
    name, alliance, who = sort.called(found), found.alliance, reader(request.actor)
    context = {
        "record": found,
        "name": name,
        "above": [(reverse("programmes:alliance", args=[alliance.key]), alliance.name), (sort.shown(found, who), name)],
        "restore": f"programmes:restore_{sort.name}",
        "changes": changes(found, who),
        "may_restore": may(request.actor, Action.RESTORE, found.subject()),
    }
    return show(request, "programmes/history.html", context)


@page
@require_POST
def restore(request: HttpRequest, sort: Sort, number: int, state: int) -> HttpResponseBase:
    found = selectors.one(sort.model, number, request.actor)
    seen = whole(request.POST.get("seen", ""))
    if seen is None:
        raise PermissionDenied(_("Dit formulier is niet volledig. Open de geschiedenis opnieuw."))
    try:
        services.restore(found, state, request.actor, seen)
    except sort.model.history.model.DoesNotExist:
        raise UnknownNameError(_("Deze eerdere versie is er niet.")) from None
    except ValidationError as problem:
        # What stood there then may be refused now: a number that another record has got since.
        raise ToetssteenError(" ".join(problem.messages)) from None
    return redirect(sort.shown(found, reader(request.actor)))
