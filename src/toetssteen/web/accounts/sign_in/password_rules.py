"""What a password must be, in plain Dutch; Django's own sentence on length is not translated."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LEAST = 12


class LongEnough:
    def validate(self, password: str, user: object = None) -> None:
        if len(password) < LEAST:
            raise ValidationError(_("Dit wachtwoord is te kort. Neem ten minste {n} tekens.").format(n=LEAST))

    def get_help_text(self) -> str:
        return _("Ten minste {n} tekens.").format(n=LEAST)
