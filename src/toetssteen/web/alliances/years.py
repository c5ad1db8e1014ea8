"""Years from which and until which something holds, as papers give them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toetssteen.web.ui.bounds import YEAR


def in_years(first: int | None, last: int | None) -> str:
    if first is None and last is None:
        return _("jaren niet bekend")
    if last is None:
        return _("vanaf {first}").format(first=first)
    if first is None:
        return _("tot en met {last}").format(last=last)
    return f"{first}–{last}"


class Years(models.Model):
    """Papers give years, not days; what they do not give stays empty."""

    first_year = models.PositiveSmallIntegerField(gettext_lazy("eerste jaar"), null=True, blank=True, validators=YEAR)
    last_year = models.PositiveSmallIntegerField(gettext_lazy("laatste jaar"), null=True, blank=True, validators=YEAR)
    intensity = models.CharField(gettext_lazy("hoeveel er gebeurt"), max_length=300, blank=True)

    class Meta:
        abstract = True

    def clean(self) -> None:
        if self.first_year is not None and self.last_year is not None and self.last_year < self.first_year:
            raise ValidationError({"last_year": _("Het laatste jaar ligt voor het eerste.")})

    @property
    def years(self) -> str:
        return in_years(self.first_year, self.last_year)
