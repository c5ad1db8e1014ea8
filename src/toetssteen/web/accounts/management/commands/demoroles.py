"""Somebody for each role, to try the site with. Never on a site with real work."""

import secrets
from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from toetssteen.web.accounts.models import Grant, Organisation, User
from toetssteen.web.accounts.roles import Role
from toetssteen.web.accounts.sign_in import second_factor

NAMES = {
    Role.PARTNER: "Pim Proef",
    Role.OFFICER: "Bo Bureau",
    Role.ANALYST: "Ona Onderzoek",
    Role.ALDERMAN: "Wil Wethouder",
    Role.COUNCIL: "Ria Raad",
    Role.AUDITOR: "Ko Rekenkamer",
    Role.ADMINISTRATOR: "Bas Beheer",
}


class Command(BaseCommand):
    help = "Makes one invented user per role, with one password for all and a secret for the second factor of each."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--yes", action="store_true", help="also on a site that does not run with TOETSSTEEN_DEBUG")

    @transaction.atomic
    def handle(self, *args: object, yes: bool, **options: object) -> None:
        if not (settings.DEBUG or yes):
            raise CommandError(
                _("Dit maakt gebruikers met elke rol, ook een beheerder. Alleen om te proberen. Zeker weten: --yes.")
            )
        password = secrets.token_urlsafe(12)
        firm, _made = Organisation.objects.get_or_create(
            key="verzonnen-partner", defaults={"name": "Verzonnen Partner", "invented": True}
        )
        self.stdout.write(f"wachtwoord voor allen: {password}")
        for role, name in NAMES.items():
            user, app = self._one(role, name, password, firm)
            self.stdout.write(f"{user.email}  {role}  {second_factor.secret_in_text(app)}")

    def _one(self, role: Role, name: str, password: str, firm: Organisation) -> tuple[User, TOTPDevice]:
        email = f"{role.value}@example.org"
        user = User.objects.filter(email=email).first() or User(email=email, name=name)
        user.name, user.is_active = name, True
        user.set_password(password)
        user.save()
        Grant.objects.get_or_create(user=user, role=role, organisation=firm if role == Role.PARTNER else None, area="")
        second_factor.forget(user)
        return user, TOTPDevice.objects.create(user=user, name="app")
