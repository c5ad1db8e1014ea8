"""Addresses of the programme, in Dutch, as people read them."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from toetssteen.web.programmes import activity_pages, alliance_pages, board_pages, import_pages, views
from toetssteen.web.programmes.board_forms import CommitmentForm, DecisionForm, MeetingForm
from toetssteen.web.programmes.forms import ActivityForm, GoalForm
from toetssteen.web.programmes.models import Activity, Commitment, Decision, Goal, Meeting, Record
from toetssteen.web.programmes.record_pages import Sort


def _activity(record: Record) -> str:
    return reverse("programmes:activity", kwargs={"number": record.pk})


def _goal(record: Record) -> str:
    return reverse("programmes:alliance", kwargs={"key": record.alliance.key}) + f"#doel-{record.pk}"


def _meeting(record: Record) -> str:
    return reverse("programmes:meeting", kwargs={"number": record.pk})


def _decision(record: Decision) -> str:
    return _meetings(record) if record.meeting_id is None else _meeting(record.meeting)


def _meetings(record: Record) -> str:
    return reverse("programmes:meetings", kwargs={"key": record.alliance.key})


def _commitments(record: Record) -> str:
    return reverse("programmes:commitments", kwargs={"key": record.alliance.key})


SORTS = (
    Sort(
        name="activity",
        model=Activity,
        form=ActivityForm,
        address="activiteit",
        adding="activiteiten/nieuw",
        add_title=_("Activiteit toevoegen voor {alliance}"),
        shown=_activity,
    ),
    Sort(
        name="goal",
        model=Goal,
        form=GoalForm,
        address="doel",
        adding="doelen/nieuw",
        add_title=_("Doel toevoegen voor {alliance}"),
        shown=_goal,
    ),
    Sort(
        name="meeting",
        model=Meeting,
        form=MeetingForm,
        address="vergadering",
        adding="vergaderingen/nieuw",
        add_title=_("Overleg toevoegen voor {alliance}"),
        shown=_meeting,
    ),
    Sort(
        name="decision",
        model=Decision,
        form=DecisionForm,
        address="besluit",
        adding="besluiten/nieuw",
        add_title=_("Besluit toevoegen voor {alliance}"),
        shown=_decision,
    ),
    Sort(
        name="commitment",
        model=Commitment,
        form=CommitmentForm,
        address="afspraak",
        adding="afspraken/nieuw",
        add_title=_("Afspraak toevoegen voor {alliance}"),
        shown=_commitments,
    ),
)

app_name = "programmes"
urlpatterns = [
    path("wat-gebeurt-er/", views.happening, name="happening"),
    path("beheer/allianties/nieuw/", alliance_pages.add, name="add_alliance"),
    path("alliantie/<slug:key>/wijzigen/", alliance_pages.change, name="change_alliance"),
    path("alliantie/<slug:key>/", views.alliance, name="alliance"),
    path("activiteit/<int:number>/", activity_pages.activity, name="activity"),
    path("alliantie/<slug:key>/vergaderingen/", board_pages.meetings, name="meetings"),
    path("alliantie/<slug:key>/vergaderingen.ics", board_pages.meetings_calendar, name="calendar"),
    path("alliantie/<slug:key>/afspraken/", board_pages.commitments, name="commitments"),
    path("alliantie/<slug:key>/activiteiten.csv", import_pages.download, {"form": "csv"}, name="as_csv"),
    path("alliantie/<slug:key>/activiteiten.xlsx", import_pages.download, {"form": "xlsx"}, name="as_xlsx"),
    path("alliantie/<slug:key>/overnemen/", import_pages.upload, name="import"),
    path("alliantie/<slug:key>/overnemen/<int:number>/", import_pages.run, name="import_run"),
    path("lege-lijst.<str:form>", import_pages.template, name="template"),
    path("vergadering/<int:number>/", board_pages.meeting, name="meeting"),
    path("organisatie/<slug:key>/", views.organisation, name="organisation"),
    path("mijn/", views.mine, name="mine"),
    *(url for sort in SORTS for url in sort.urls()),
]
