"""What somebody found out about a partner. That partner sees it first."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.records.record import Record

DAYS_FIRST = 14


class Finding(Record):
    """about: the organisation it is about. Others than who wrote it and that organisation see it when the organisation
    has read it, and at the latest DAYS_FIRST days after it was offered; then to whom `visibility` says."""

    addressee = "about"

    about = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="findings", verbose_name=_("over welke organisatie")
    )
    name = models.CharField(_("bevinding"), max_length=200)
    text = models.TextField(_("toelichting"), max_length=5000, blank=True)
    reply = models.TextField(_("wat de organisatie ervan zegt"), max_length=5000, blank=True)
    offered = models.DateField(_("voorgelegd op"), null=True, blank=True, editable=False)
    read = models.DateField(_("gelezen op"), null=True, blank=True, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("bevinding")
        verbose_name_plural = _("bevindingen")
        ordering = ("-created", "pk")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.visibility > Visibility.CONCEPT and self.offered is None:
            self.offered = timezone.localdate()

    def is_embargoed(self) -> bool:
        late = self.offered is not None and self.offered + timedelta(DAYS_FIRST) <= timezone.localdate()
        return self.read is None and not late

    @classmethod
    def under_embargo(cls) -> Q:
        late = Q(offered__lte=timezone.localdate() - timedelta(DAYS_FIRST))
        return Q(read__isnull=True) & ~late
