"""What people type about meetings, decisions and who will do what."""

from django.utils.translation import gettext_lazy as _

from toetssteen.web.programmes.models import Commitment, Decision, Meeting
from toetssteen.web.programmes.selectors import activities, meetings
from toetssteen.web.records.forms import RecordForm, RelatedChoices
from toetssteen.web.ui.forms import text_areas


class MeetingForm(RecordForm):
    class Meta:
        model = Meeting
        fields = ("name", "starts", "ends", "where", "open", "agenda", "owner", "visibility")
        labels = {"owner": _("wie roept het bij elkaar")}
        widgets = text_areas(agenda=6)


class _AtMeeting(RecordForm):
    """Something of a meeting, or of none."""

    def related_choices(self) -> dict[str, RelatedChoices]:
        return {"meeting": (meetings(self.actor, self.alliance.key), _("buiten een overleg om"))}


class DecisionForm(_AtMeeting):
    class Meta:
        model = Decision
        fields = ("name", "day", "meeting", "activity", "about", "owner", "visibility")
        labels = {"owner": _("wie houdt het bij")}
        widgets = text_areas(about=4)

    def related_choices(self) -> dict[str, RelatedChoices]:
        return super().related_choices() | {
            "activity": (activities(self.actor).filter(alliance=self.alliance), _("geen"))
        }


class CommitmentForm(_AtMeeting):
    class Meta:
        model = Commitment
        fields = ("name", "owner", "due", "meeting", "done", "outcome", "visibility")
        widgets = text_areas(outcome=3)
