"""Pages of an administrator about people and their roles."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from toetssteen.web.accounts import areas, services
from toetssteen.web.accounts.access import form_page, signed_in
from toetssteen.web.accounts.administration.forms import GiveRole, NewPerson, Person
from toetssteen.web.accounts.drafts import saved_draft
from toetssteen.web.accounts.models import Grant, User
from toetssteen.web.accounts.privacy.forgetting import FORGOTTEN
from toetssteen.web.accounts.requests import ActorRequest
from toetssteen.web.accounts.sign_in import second_factor

# More are found by name: nobody reads down a list of thousands.
SHOWN = 100


@form_page
@signed_in
def people(request: ActorRequest) -> HttpResponse:
    services.demand_administrator(request.actor, "see people")
    search = request.GET.get("naam", "").strip()[:100]
    matches = User.objects.prefetch_related("grants__organisation").exclude(FORGOTTEN).order_by("name", "email")
    if search:
        matches = matches.filter(Q(name__icontains=search) | Q(email__icontains=search))
    return render(
        request,
        "accounts/people.html",
        {"people": matches[:SHOWN], "asked": search, "more": matches.count() > SHOWN, "areas": areas.names()},
    )


@form_page
@signed_in
def new_person(request: ActorRequest) -> HttpResponse:
    services.demand_administrator(request.actor, "add a person")
    draft = saved_draft(request)
    form = NewPerson(request.POST or draft)
    if request.method == "POST" and form.is_valid():
        try:
            user = services.add_person(request.actor, form.cleaned_data["email"], form.cleaned_data["name"])
            return redirect("accounts:person", user.pk)
        except ValidationError as problem:
            _blame(form, problem)
    return render(request, "accounts/new_person.html", {"form": form, "kept": draft})


@form_page
@signed_in
def person(request: ActorRequest, number: int) -> HttpResponse:
    services.demand_administrator(request.actor, "see a person")
    user = get_object_or_404(User, pk=number)
    draft = saved_draft(request)
    form = Person(request.POST or draft, initial={"name": user.name, "email": user.email, "active": user.is_active})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            services.change_person(request.actor, number, values["email"], values["name"], active=values["active"])
            return redirect("accounts:person", number)
        except ValidationError as problem:
            _blame(form, problem)
    return _show(request, user, form, GiveRole(auto_id="rol_%s"), returned=draft is not None)


@require_POST
@signed_in
def grant(request: ActorRequest, number: int) -> HttpResponse:
    services.demand_administrator(request.actor, "give a role")
    user = get_object_or_404(User, pk=number)
    form = GiveRole(request.POST, auto_id="rol_%s")
    if form.is_valid():
        try:
            services.give_role(request.actor, number, **form.cleaned_data)
            return redirect("accounts:person", number)
        except ValidationError as problem:
            _blame(form, problem)
    start = Person(initial={"name": user.name, "email": user.email, "active": user.is_active})
    return _show(request, user, start, form)


def _show(
    request: ActorRequest, user: User, form: Form, role_form: Form, problem: str = "", *, returned: bool = False
) -> HttpResponse:
    grants = Grant.objects.filter(user=user).select_related("organisation").order_by("role", "area", "since")
    context = {
        "person": user,
        "form": form,
        "role_form": role_form,
        "grants": grants,
        "areas": areas.names(),
        "problem": problem,
        "returned": returned,
        "today": timezone.localdate(),
        "app": second_factor.device(user) is not None,
    }
    return render(request, "accounts/person.html", context)


@require_POST
@signed_in
def end_grant(request: ActorRequest, number: int) -> HttpResponse:
    """On a day; without one now."""
    services.demand_administrator(request.actor, "end a role")
    assignment = get_object_or_404(Grant.objects.select_related("user"), pk=number)
    problem = ""
    try:
        last = request.POST.get("last", "") if "now" not in request.POST else ""
        services.end_role(request.actor, number, date.fromisoformat(last) if last else services.yesterday())
    except ValidationError as refused:
        problem = " ".join(refused.messages)
    except ValueError:
        problem = _no_day()
    if not problem:
        return redirect("accounts:person", assignment.user_id)
    user = assignment.user
    start = Person(initial={"name": user.name, "email": user.email, "active": user.is_active})
    return _show(request, user, start, GiveRole(auto_id="rol_%s"), problem)


def _no_day() -> str:
    return _("Vul de laatste dag in als jaar-maand-dag, bijvoorbeeld 2027-03-31.")


@require_POST
@signed_in
def forget_second_factor(request: ActorRequest, number: int) -> HttpResponse:
    get_object_or_404(User, pk=number)
    services.start_second_factor_anew(request.actor, number)
    return redirect("accounts:person", number)


@require_POST
@signed_in
def forget(request: ActorRequest, number: int) -> HttpResponse:
    """Only after a tick: there is no way back."""
    services.demand_administrator(request.actor, "forget a person")
    user = get_object_or_404(User, pk=number)
    problem = "" if "sure" in request.POST else _("Zet eerst een vinkje bij “Ik weet het zeker”.")
    if not problem:
        try:
            services.forget_person(request.actor, number)
        except ValidationError as refused:
            problem = " ".join(refused.messages)
    if not problem:
        return redirect("accounts:people")
    start = Person(initial={"name": user.name, "email": user.email, "active": user.is_active})
    return _show(request, user, start, GiveRole(auto_id="rol_%s"), problem)


def _blame(form: Form, problem: ValidationError) -> None:
    """Each sentence beside the field it is about; what is about no field of this form on top."""
    by_field = problem.message_dict if hasattr(problem, "error_dict") else {"": problem.messages}
    for name, sentences in by_field.items():
        for sentence in sentences:
            form.add_error(name if name in form.fields else None, sentence)
