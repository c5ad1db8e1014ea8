"""Another password: by who knows the present one, or by a link that is sent."""

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth import views as django_views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from toetssteen.web.accounts.access import signed_in
from toetssteen.web.accounts.forms import AskReset, ChangePassword, NewPassword
from toetssteen.web.accounts.pages import form_page
from toetssteen.web.accounts.sessions import renew


@sensitive_post_parameters()
@form_page
@signed_in
def change(request: HttpRequest) -> HttpResponse:
    """Ends all other sessions of this user: they are bound to the password they began with."""
    form = ChangePassword(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        update_session_auth_hash(request, request.user)
        renew(request)
        return redirect("accounts:own")
    return render(request, "accounts/change_password.html", {"form": form})


@method_decorator(never_cache, name="dispatch")
class Ask(django_views.PasswordResetView):
    """Says the same whether the address is known or not."""

    form_class = AskReset
    template_name = "accounts/reset.html"
    email_template_name = "accounts/reset_letter.txt"
    subject_template_name = "accounts/reset_subject.txt"
    success_url = reverse_lazy("accounts:reset_sent")


@method_decorator(never_cache, name="dispatch")
class Sent(django_views.PasswordResetDoneView):
    template_name = "accounts/reset_sent.html"


class Choose(django_views.PasswordResetConfirmView):
    """Ends all sessions of this user, and signs nobody in: the second factor is still to come."""

    form_class = NewPassword
    template_name = "accounts/choose_password.html"
    success_url = reverse_lazy("accounts:sign_in")
