"""What every record of an alliance has: an owner, who may see it, a version, and its history."""

from typing import ClassVar, cast
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toetssteen.web.accounts.history import History
from toetssteen.web.alliances.rules import Subject, Visibility
from toetssteen.web.records.precision import described

Constraints = tuple[models.BaseConstraint, ...]


class Record(models.Model):
    """Kept by an organisation for an alliance.

    version: one more with each change; a writer who saw an older one is told. entry: number of the form that made it,
    so that a form sent twice makes one record.
    """

    # Fields of many that belong to the history (see simple_history).
    _history_m2m_fields: ClassVar[tuple[models.ManyToManyField, ...]] = ()

    alliance = models.ForeignKey(
        "alliances.Alliance", models.PROTECT, related_name="%(class)s_records", verbose_name=_("alliantie")
    )
    owner = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        related_name="%(class)s_records",
        null=True,
        blank=True,
        verbose_name=_("wie doet het"),
    )
    visibility = models.PositiveSmallIntegerField(
        _("wie mag het zien"), choices=Visibility.choices, default=Visibility.CONCEPT
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    entry = models.UUIDField(default=uuid4, unique=True, editable=False)
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(_("laatst gewijzigd"), auto_now=True)

    history = History(inherit=True, m2m_fields_model_field_name="_history_m2m_fields")

    class Meta:
        abstract = True
        constraints: ClassVar[Constraints] = (
            models.CheckConstraint(
                condition=models.Q(visibility__in=Visibility.values), name="%(app_label)s_%(class)s_visibility"
            ),
        )

    def says(self, name: str) -> str:
        """One of the days that may be known by their year only, as exactly as it is known."""
        return described(getattr(self, name), getattr(self, f"{name}_precision"))

    # The name of the foreign key to the organisation that reads such a record first; "": there is none.
    addressee: ClassVar[str] = ""
    # What stands in the place of its name for a reader who may not see it.
    unseen_name: ClassVar[Promise] = _("iets dat u niet mag zien")

    def is_embargoed(self) -> bool:
        """Whether only its addressee, its owner and the bureau see it yet; `under_embargo` says it of a table."""
        return False

    @classmethod
    def under_embargo(cls) -> Q:
        return Q(pk=None)

    def subject(self) -> Subject:
        """What the rules ask about."""
        addressee = getattr(self, f"{self.addressee}_id") if self.addressee else None
        return Subject(self.alliance.key, self.owner_id, Visibility(self.visibility), addressee, self.is_embargoed())


def field_of(model: models.Model | type[models.Model], name: str) -> models.Field:
    """A field that the model itself declares. Raises FieldDoesNotExist."""
    return cast("models.Field", model._meta.get_field(name))


def kind_pointed_at(field: models.Field) -> type[Record] | None:
    """The sort of record that a field points at; None when it points at something else, or at nothing."""
    related = field.related_model
    return related if isinstance(related, type) and issubclass(related, Record) else None
