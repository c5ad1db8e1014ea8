"""Another password: by who knows the present one, or by a link that is sent."""

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth import views as django_views
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from toetssteen.web.accounts.access import form_page, signed_in
from toetssteen.web.accounts.requests import SignedInRequest
from toetssteen.web.accounts.sign_in import brakes
from toetssteen.web.accounts.sign_in.forms import AskReset, ChangePassword, NewPassword
from toetssteen.web.accounts.sign_in.locked import braked
from toetssteen.web.accounts.sign_in.sessions import renew


@sensitive_post_parameters()
@form_page
@signed_in
@braked
def change(request: SignedInRequest) -> HttpResponse:
    """Ends all other sessions of this user: they are bound to the password they began with."""
    form = ChangePassword(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        update_session_auth_hash(request, request.user)
        renew(request)
        return redirect("accounts:own")
    return render(request, "accounts/change_password.html", {"form": form})


@method_decorator((never_cache, braked), name="dispatch")
class Ask(django_views.PasswordResetView):
    """Says the same whether the address is known or not."""

    form_class = AskReset
    template_name = "accounts/reset.html"
    success_url = reverse_lazy("accounts:reset_sent")


@method_decorator(never_cache, name="dispatch")
class Sent(django_views.PasswordResetDoneView):
    template_name = "accounts/reset_sent.html"


@method_decorator(braked, name="dispatch")
class Choose(django_views.PasswordResetConfirmView):
    """Ends all sessions of this user, and signs nobody in: the second factor is still to come."""

    form_class = NewPassword
    template_name = "accounts/choose_password.html"
    success_url = reverse_lazy("accounts:sign_in")

    def dispatch(self, request: HttpRequest, uidb64: str, token: str) -> HttpResponseBase:
        """Raises brakes.TooManyAttemptsError after too many links that do not work, from one place."""
        if token != self.reset_url_token:
            user = self.get_user(uidb64)
            brakes.guess(
                brakes.LINK, request, uidb64, lambda: user is not None and self.token_generator.check_token(user, token)
            )
        return super().dispatch(request, uidb64=uidb64, token=token)

    def form_valid(self, form: SetPasswordForm) -> HttpResponse:
        # Who came here by their own mail can sign in next, also while others are guessing.
        return brakes.remember(super().form_valid(form), form.user)
