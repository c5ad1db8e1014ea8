"""The first administrator, made by who runs the server: afterwards people are kept on the pages."""

from argparse import ArgumentParser

from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from toetssteen.web.accounts.models import Grant, User
from toetssteen.web.accounts.roles import Role
from toetssteen.web.accounts.services import administrators


class Command(BaseCommand):
    help = "Makes an administrator and prints a link to choose a password, good for one day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True)
        parser.add_argument("--again", action="store_true", help="also when there is an administrator already")

    @transaction.atomic
    def handle(self, *args: object, email: str, name: str, again: bool, **options: object) -> None:
        if administrators() and not again:
            raise CommandError(_("Er is al een beheerder. Die kan anderen toevoegen. Toch nog een: geef --again mee."))
        address = email.strip().lower()
        user = User.objects.filter(email=address).first() or User(email=address, name=name.strip())
        user.is_active = True
        if not user.has_usable_password():
            user.set_unusable_password()
        try:
            user.full_clean(exclude=["password"])
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from problem
        user.save()
        Grant.objects.update_or_create(
            user=user, role=Role.ADMINISTRATOR, organisation=None, area="", defaults={"until": None}
        )
        number = urlsafe_base64_encode(force_bytes(user.pk))
        path = reverse("accounts:choose_password", args=(number, default_token_generator.make_token(user)))
        self.stdout.write(
            _("{name} is beheerder. Kies een wachtwoord op uw website, binnen een dag:").format(name=name)
        )
        self.stdout.write(path)
