"""A kind of record that only tests know: all that a subject writes to have one."""

from django.core.exceptions import ValidationError
from django.db import models

from toetssteen.web.programmes.models import Goal
from toetssteen.web.records.forms import RecordForm
from toetssteen.web.records.kinds import RecordCheck, RecordKind
from toetssteen.web.records.record import Record
from toetssteen.web.ui.bounds import AMOUNT, DAY


class Note(Record):
    name = models.CharField("notitie", max_length=200)
    text = models.TextField("wat er staat", blank=True)
    day = models.DateField("op welke dag", null=True, blank=True, validators=DAY)
    goal = models.ForeignKey("programmes.Goal", models.PROTECT, null=True, blank=True, verbose_name="bij welk doel")
    amount = models.FloatField("hoeveel euro", null=True, blank=True, validators=AMOUNT)

    class Meta(Record.Meta):
        app_label = "records"
        verbose_name = "notitie"
        verbose_name_plural = "notities"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class NoteForm(RecordForm):
    class Meta:
        model = Note
        fields = ("name", "text", "day", "goal", "amount", "owner", "visibility")

    def related_choices(self) -> dict[str, object]:
        return {"goal": (Goal.objects.filter(alliance=self.alliance), "geen")}


def _not_on_its_own(note: Note) -> None:
    if note.name == "verboden":
        raise ValidationError({"name": "Deze naam mag niet."})


KIND = RecordKind(
    name="note",
    model=Note,
    form=NoteForm,
    address="notitie",
    plural="notities",
    add_title="Notitie toevoegen voor {alliance}",
    checks=(RecordCheck(model=Note, run=_not_on_its_own),),
)

KINDS = (KIND,)
