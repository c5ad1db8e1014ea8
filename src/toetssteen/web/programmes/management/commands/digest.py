"""Sends the weekly letter to who asked for it."""

import logging
import smtplib
from argparse import ArgumentParser
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from toetssteen.web.accounts.selectors import actor, awaiting_digest
from toetssteen.web.accounts.services import sent_digest
from toetssteen.web.programmes.digest import DAYS, letter

log = logging.getLogger("toetssteen.programmes")


class Command(BaseCommand):
    help = "Sends the weekly letter to everybody who asked for it and is due. Run it every day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--site", default="", help="address of the site, for instance https://toetssteen.voorbeeld.nl"
        )

    def handle(self, *args: object, site: str, **options: object) -> None:
        now = timezone.now()
        address = site.rstrip("/") or settings.SITE
        sent, failed = 0, []
        for user in awaiting_digest(now - timedelta(DAYS)):
            since = user.digested or now - timedelta(DAYS)
            said = letter(actor(user), since, now, address)
            if said is not None:
                try:
                    EmailMessage(said.subject, said.text, to=[user.email]).send()
                except (OSError, smtplib.SMTPException):
                    # The next run tries again; the others still get theirs.
                    log.exception("letter to user %s not sent", user.pk)
                    failed.append(user.pk)
                    continue
                sent += 1
            sent_digest(user.pk, now)
        self.stdout.write(f"{sent} verstuurd.")
        if failed:
            raise CommandError(f"{len(failed)} niet verstuurd; de volgende keer opnieuw. Waarom staat in het logboek.")
