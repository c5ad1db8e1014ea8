"""What people type about meetings, decisions and who will do what."""

from django import forms
from django.utils.translation import gettext_lazy as _

from toetssteen.web.programmes.models import Commitment, Decision, Meeting
from toetssteen.web.programmes.selectors import activities, meetings
from toetssteen.web.records.forms import RecordForm, RelatedChoices
from toetssteen.web.ui.forms import CHOICE, TEXT, day


def moment() -> forms.DateTimeInput:
    """A day and an hour as the browser's own calendar gives them."""
    return forms.DateTimeInput(attrs={"type": "datetime-local", **TEXT}, format="%Y-%m-%dT%H:%M")


class MeetingForm(RecordForm):
    class Meta:
        model = Meeting
        fields = ("name", "starts", "ends", "where", "open", "agenda", "owner", "visibility")
        labels = {"owner": _("wie roept het bij elkaar")}
        widgets = {
            "name": forms.TextInput(attrs=TEXT),
            "starts": moment(),
            "ends": moment(),
            "where": forms.TextInput(attrs=TEXT),
            "agenda": forms.Textarea(attrs={"rows": 6, **TEXT}),
            "owner": forms.Select(attrs=CHOICE),
            "visibility": forms.Select(attrs=CHOICE),
        }


class _AtMeeting(RecordForm):
    """Something of a meeting, or of none."""

    def related_choices(self) -> dict[str, RelatedChoices]:
        return {"meeting": (meetings(self.actor, self.alliance.key), _("buiten een overleg om"))}


class DecisionForm(_AtMeeting):
    class Meta:
        model = Decision
        fields = ("name", "day", "meeting", "activity", "about", "owner", "visibility")
        labels = {"owner": _("wie houdt het bij")}
        widgets = {
            "name": forms.TextInput(attrs=TEXT),
            "day": day(),
            "meeting": forms.Select(attrs=CHOICE),
            "activity": forms.Select(attrs=CHOICE),
            "about": forms.Textarea(attrs={"rows": 4, **TEXT}),
            "owner": forms.Select(attrs=CHOICE),
            "visibility": forms.Select(attrs=CHOICE),
        }

    def related_choices(self) -> dict[str, RelatedChoices]:
        return super().related_choices() | {
            "activity": (activities(self.actor).filter(alliance=self.alliance), _("geen"))
        }


class CommitmentForm(_AtMeeting):
    class Meta:
        model = Commitment
        fields = ("name", "owner", "due", "meeting", "done", "outcome", "visibility")
        widgets = {
            "name": forms.TextInput(attrs=TEXT),
            "owner": forms.Select(attrs=CHOICE),
            "due": day(),
            "meeting": forms.Select(attrs=CHOICE),
            "done": day(),
            "outcome": forms.Textarea(attrs={"rows": 3, **TEXT}),
            "visibility": forms.Select(attrs=CHOICE),
        }
