"""Addresses of the programme, in Dutch, as people read them."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from toetssteen.web.programmes import (
    activity_pages,
    alliance_pages,
    board_pages,
    called,
    findings,
    goal_pages,
    history_pages,
    import_pages,
    parts,
    plan_pages,
    programme_pages,
    state_pages,
    views,
)
from toetssteen.web.programmes.board_forms import CommitmentForm, DecisionForm, MeetingForm
from toetssteen.web.programmes.findings import FindingForm
from toetssteen.web.programmes.forms import ActivityForm, GoalForm
from toetssteen.web.programmes.models import (
    Activity,
    Commitment,
    Decision,
    Finding,
    Goal,
    Meeting,
    Plan,
    Record,
    Remark,
    StatePromise,
    Target,
)
from toetssteen.web.programmes.plan_forms import PlanForm, RemarkForm
from toetssteen.web.programmes.readers import Reader
from toetssteen.web.programmes.record_pages import Sort
from toetssteen.web.programmes.state_forms import StatePromiseForm
from toetssteen.web.programmes.target_forms import TargetForm


def _alliance(record: Record) -> str:
    """Where somebody goes on who may not see the page on which this record stands."""
    return reverse("programmes:alliance", kwargs={"key": record.alliance.key})


def _activity(record: Record, _who: Reader) -> str:
    return reverse("programmes:activity", kwargs={"number": record.pk})


def _goal(record: Record, _who: Reader) -> str:
    return reverse("programmes:goal", kwargs={"number": record.pk})


def _plan(record: Plan, _who: Reader) -> str:
    return reverse("programmes:plan", kwargs={"number": record.pk})


def _remark(record: Remark, who: Reader) -> str:
    plan = who.known(record.plan)
    return _alliance(record) if plan is None else _plan(plan, who) + f"#reactie-{record.pk}"


def _promise(record: StatePromise, _who: Reader) -> str:
    return reverse("programmes:state", kwargs={"key": record.alliance.key})


def _finding(record: Finding, _who: Reader) -> str:
    return reverse("programmes:finding", kwargs={"number": record.pk})


def _target(record: Target, who: Reader) -> str:
    goal = who.known(record.goal)
    return _alliance(record) if goal is None else _goal(goal, who) + f"#streef-{record.pk}"


def _meeting(record: Record, _who: Reader) -> str:
    return reverse("programmes:meeting", kwargs={"number": record.pk})


def _decision(record: Decision, who: Reader) -> str:
    """With its meeting; without one beside all meetings."""
    meeting = who.known(record.meeting)
    if meeting is not None:
        return _meeting(meeting, who)
    return reverse("programmes:meetings", kwargs={"key": record.alliance.key})


def _commitments(record: Record, _who: Reader) -> str:
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
        name="target",
        model=Target,
        form=TargetForm,
        address="streefwaarde",
        adding="streefwaarden/nieuw",
        add_title=_("Streefwaarde toevoegen voor {alliance}"),
        shown=_target,
        called=called.target,
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
    Sort(
        name="plan",
        model=Plan,
        form=PlanForm,
        address="plan",
        adding="plannen/nieuw",
        add_title=_("Plan toevoegen voor {alliance}"),
        shown=_plan,
    ),
    Sort(
        name="remark",
        model=Remark,
        form=RemarkForm,
        address="reactie",
        adding="reacties/nieuw",
        add_title=_("Reactie geven voor {alliance}"),
        shown=_remark,
    ),
    Sort(
        name="promise",
        model=StatePromise,
        form=StatePromiseForm,
        address="toezegging",
        adding="toezeggingen/nieuw",
        add_title=_("Toezegging van het Rijk toevoegen voor {alliance}"),
        shown=_promise,
    ),
    Sort(
        name="finding",
        model=Finding,
        form=FindingForm,
        address="bevinding",
        adding="bevindingen/nieuw",
        add_title=_("Bevinding toevoegen voor {alliance}"),
        shown=_finding,
    ),
)

STEPS = {"rows": parts.MILESTONES, "title": _("Stappen van {name}")}
OUTPUTS = {"rows": parts.OUTPUTS, "title": _("Prestaties van {name}")}

app_name = "programmes"
urlpatterns = [
    path("wat-gebeurt-er/", views.happening, name="happening"),
    path("beheer/allianties/nieuw/", alliance_pages.add, name="add_alliance"),
    path("alliantie/<slug:key>/wijzigen/", alliance_pages.change, name="change_alliance"),
    path("alliantie/<slug:key>/geschiedenis/", history_pages.of_alliance, name="history_alliance"),
    path("alliantie/<slug:key>/", views.alliance, name="alliance"),
    path("programmas/", programme_pages.programmes, name="programmes"),
    path("programma/<slug:key>/", programme_pages.programme, name="programme"),
    path("programma/<slug:key>/wijzigen/", programme_pages.change, name="change_programme"),
    path("programma/<slug:key>/geschiedenis/", history_pages.of_programme, name="history_programme"),
    path("beheer/programmas/nieuw/", programme_pages.add, name="add_programme"),
    path("rijk/", state_pages.everywhere, name="state_everywhere"),
    path("alliantie/<slug:key>/rijk/", state_pages.of_area, name="state"),
    path("plan/<int:number>/", plan_pages.plan, name="plan"),
    path("plan/<int:number>/vaststellen/", plan_pages.adopt, name="adopt_plan"),
    path("plan/<int:number>/versie/<int:which>/", plan_pages.version, name="plan_version"),
    path("bevinding/<int:number>/", findings.finding, name="finding"),
    path("bevinding/<int:number>/gelezen/", findings.answer, name="answer_finding"),
    path("activiteit/<int:number>/stappen/", parts.keep, STEPS, name="steps"),
    path("activiteit/<int:number>/prestaties/", parts.keep, OUTPUTS, name="outputs"),
    path("doel/<int:number>/", goal_pages.goal, name="goal"),
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
    path("vergadering/<int:number>.ics", board_pages.meeting_calendar, name="meeting_calendar"),
    path("organisatie/<slug:key>/", views.organisation, name="organisation"),
    path("mijn/", views.mine, name="mine"),
    *(url for sort in SORTS for url in sort.urls()),
]
