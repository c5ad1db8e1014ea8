"""Where the content of an alliance or a programme comes from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Nature(models.TextChoices):
    """Whether what is kept here is the alliance's own, an example from public facts, or invented."""

    OWN = "eigen", _("bijgehouden door de alliantie")
    EXAMPLE = "voorbeeld", _("voorbeeld uit openbare bronnen")
    INVENTED = "verzonnen", _("verzonnen")
