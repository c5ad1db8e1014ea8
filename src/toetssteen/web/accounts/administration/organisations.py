"""Pages of an administrator about organisations."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from toetssteen.web.accounts import services
from toetssteen.web.accounts.access import form_page, signed_in
from toetssteen.web.accounts.administration.forms import OrganisationForm
from toetssteen.web.accounts.drafts import saved_draft
from toetssteen.web.accounts.models import Organisation
from toetssteen.web.accounts.requests import ActorRequest


@form_page
@signed_in
def organisations(request: ActorRequest) -> HttpResponse:
    services.demand_administrator(request.actor, "see all organisations")
    return render(request, "accounts/organisations.html", {"organisations": Organisation.objects.order_by("name")})


@form_page
@signed_in
def edit(request: ActorRequest, key: str = "") -> HttpResponse:
    services.demand_administrator(request.actor, "change an organisation")
    organisation = get_object_or_404(Organisation, key=key) if key else None
    draft = saved_draft(request)
    form = OrganisationForm(request.POST or draft, instance=organisation)
    if request.method == "POST" and form.is_valid():
        services.save_organisation(request.actor, form.instance)
        return redirect("accounts:organisations")
    return render(request, "accounts/organisation.html", {"form": form, "one": organisation, "kept": draft})
