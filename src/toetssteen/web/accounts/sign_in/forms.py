"""Forms of signing in and of passwords."""

from functools import partial
from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm, PasswordResetForm, SetPasswordForm
from django.contrib.sites.shortcuts import get_current_site
from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from toetssteen.web.accounts.models import User
from toetssteen.web.accounts.sign_in import brakes, letters
from toetssteen.web.ui.forms import tell_browser


class SignIn(AuthenticationForm):
    error_messages = {
        "invalid_login": _("Dit e-mailadres en wachtwoord horen niet bij elkaar. Kijk of alles goed is ingevuld."),
        "inactive": _("Dit e-mailadres en wachtwoord horen niet bij elkaar. Kijk of alles goed is ingevuld."),
    }

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["username"].label = _("E-mailadres")
        self.fields["password"].label = _("Wachtwoord")
        tell_browser(self.fields["username"], type="email", autocomplete="username", inputmode="email")
        tell_browser(self.fields["password"], autocomplete="current-password")

    def clean_username(self) -> str:
        typed: str = self.cleaned_data["username"]
        return typed.strip().lower()

    def clean(self) -> dict[str, object]:
        """Raises brakes.TooManyAttemptsError."""
        address, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if address and password and self.request is not None:
            check = partial(authenticate, self.request, username=address, password=password)
            self.user_cache = brakes.guess(brakes.PASSWORD, self.request, address, check)
            if self.user_cache is None:
                raise self.get_invalid_login_error()
            self.confirm_login_allowed(self.user_cache)
        return self.cleaned_data


class Code(forms.Form):
    code = forms.CharField(label=_("Code"), max_length=40)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        tell_browser(self.fields["code"], autocomplete="one-time-code", spellcheck="false", autocapitalize="none")


class AskReset(PasswordResetForm):
    email = forms.EmailField(label=_("E-mailadres"), max_length=254)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        tell_browser(self.fields["email"], autocomplete="email")

    def get_users(self, email: str) -> QuerySet[User]:
        # Also who has no password yet: an administrator made them known, and this is how they get one.
        return User.objects.filter(email=email.strip().lower(), is_active=True)

    def save(  # type: ignore[override]  # what else Django passes is for the letter, that is made elsewhere
        self, *, request: HttpRequest, **_options: object
    ) -> None:
        """For a known and an unknown address the same is done before the answer: count, and leave the rest for later.
        Raises brakes.TooManyAttemptsError."""
        email = self.cleaned_data["email"]
        brakes.take(brakes.LETTER, request, email)
        letters.later(email, get_current_site(request).domain, secure=request.is_secure())

    def send(self, domain: str, *, secure: bool) -> None:
        """To everybody with this address. Raises what the mail server makes of it."""
        super().save(
            domain_override=domain,
            use_https=secure,
            subject_template_name="accounts/reset_subject.txt",
            email_template_name="accounts/reset_letter.txt",
        )

    def send_mail(
        self,
        subject_template_name: str,
        email_template_name: str,
        context: dict[str, object],
        from_email: str | None,
        to_email: str,
        html_email_template_name: str | None = None,
    ) -> None:
        subject = "".join(render_to_string(subject_template_name, context).splitlines())
        EmailMessage(subject, render_to_string(email_template_name, context), from_email, [to_email]).send()


class NewPassword(SetPasswordForm):
    new_password1 = forms.CharField(
        label=_("Nieuw wachtwoord"),
        help_text=_("Ten minste twaalf tekens. Een zin van een paar woorden onthoudt u het best."),
        widget=forms.PasswordInput,
        strip=False,
    )
    new_password2 = forms.CharField(label=_("Nog een keer"), widget=forms.PasswordInput, strip=False)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for name in ("new_password1", "new_password2"):
            tell_browser(self.fields[name], autocomplete="new-password")


class ChangePassword(NewPassword):
    old_password = forms.CharField(label=_("Wachtwoord van nu"), widget=forms.PasswordInput, strip=False)
    field_order = ("old_password", "new_password1", "new_password2")

    def __init__(self, request: HttpRequest, *arguments: Any, **named: Any) -> None:
        super().__init__(request.user, *arguments, **named)
        self.request = request
        tell_browser(self.fields["old_password"], autocomplete="current-password")

    def clean_old_password(self) -> str:
        """Raises brakes.TooManyAttemptsError: a session that was left open is no place to guess either."""
        old: str = self.cleaned_data["old_password"]
        if not brakes.guess(brakes.PASSWORD, self.request, self.user.email, partial(self.user.check_password, old)):
            raise forms.ValidationError(_("Dit is niet het wachtwoord van nu."))
        return old
