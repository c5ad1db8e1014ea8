"""One's own data: what is kept about you, what you may, and what you can change yourself."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from toetssteen.web.accounts import areas, services
from toetssteen.web.accounts.access import form_page, signed_in
from toetssteen.web.accounts.drafts import saved_draft
from toetssteen.web.accounts.models import Grant, User
from toetssteen.web.accounts.own.forms import OwnDetails
from toetssteen.web.accounts.privacy.personal_data import shipped
from toetssteen.web.accounts.requests import SignedInRequest
from toetssteen.web.accounts.sign_in import second_factor

# The tables about who signs in; what is kept of a programme stands on its own pages.
ABOUT_USERS = (
    "accounts.User",
    "accounts.Grant",
    "sessions.Session",
    "otp_totp.TOTPDevice",
    "otp_static.StaticToken",
    "accounts.Attempt",
)


@form_page
@signed_in
def own(request: SignedInRequest) -> HttpResponse:
    user = User.objects.get(pk=request.user.pk)
    draft = saved_draft(request)
    form = OwnDetails(request.POST or draft, initial={"name": user.name, "digest": user.digest})
    if request.method == "POST" and form.is_valid():
        services.change_self(request.actor, form.cleaned_data["name"], digest=form.cleaned_data["digest"])
        return redirect("accounts:own")
    context = {
        "person": user,
        "form": form,
        "grants": Grant.objects.filter(user=user).select_related("organisation"),
        "areas": areas.names(),
        "app": second_factor.device(user) is not None,
        "returned": draft,
        "kept": [field for model in ABOUT_USERS for field in shipped()[model].personal.values()],
        "codes_left": second_factor.codes_left(user),
    }
    return render(request, "accounts/own.html", context)
