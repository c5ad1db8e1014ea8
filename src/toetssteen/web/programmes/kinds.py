"""The kinds of records of the programme."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toetssteen.web.accounts.roles import Actor
from toetssteen.web.programmes import called
from toetssteen.web.programmes.activities import lists as activity_lists
from toetssteen.web.programmes.activities.forms import ActivityForm
from toetssteen.web.programmes.api import kind_rows, schemas
from toetssteen.web.programmes.board.forms import CommitmentForm, DecisionForm, MeetingForm
from toetssteen.web.programmes.findings.forms import FindingForm
from toetssteen.web.programmes.goals import lists as goal_lists
from toetssteen.web.programmes.goals.forms import GoalForm
from toetssteen.web.programmes.goals.target_forms import TargetForm
from toetssteen.web.programmes.models import (
    Activity,
    Commitment,
    Decision,
    Finding,
    Goal,
    Meeting,
    Plan,
    Remark,
    StatePromise,
    Target,
)
from toetssteen.web.programmes.plans.forms import PlanForm, RemarkForm
from toetssteen.web.programmes.selectors import parties
from toetssteen.web.programmes.state import lists as promise_lists
from toetssteen.web.programmes.state.forms import StatePromiseForm
from toetssteen.web.records.kinds import RecordKind, RecordRetention, Work, WorkItem
from toetssteen.web.records.readers import Reader
from toetssteen.web.records.record import Record
from toetssteen.web.records.resources import ApiResource
from toetssteen.web.records.selectors import visible


def _alliance(record: Record) -> str:
    """Where somebody goes on who may not see the page on which this record stands."""
    return reverse("programmes:alliance", kwargs={"key": record.alliance.key})


def _activity(record: Record, _reader: Reader) -> str:
    return reverse("programmes:activity", kwargs={"number": record.pk})


def _goal(record: Record, _reader: Reader) -> str:
    return reverse("programmes:goal", kwargs={"number": record.pk})


def _plan(record: Record, _reader: Reader) -> str:
    return reverse("programmes:plan", kwargs={"number": record.pk})


def _remark(record: Remark, reader: Reader) -> str:
    plan = reader.known(record.plan)
    return _alliance(record) if plan is None else _plan(plan, reader) + f"#reactie-{record.pk}"


def _promise(record: Record, _reader: Reader) -> str:
    return reverse("programmes:state", kwargs={"key": record.alliance.key})


def _finding(record: Record, _reader: Reader) -> str:
    return reverse("programmes:finding", kwargs={"number": record.pk})


def _target(record: Target, reader: Reader) -> str:
    goal = reader.known(record.goal)
    return _alliance(record) if goal is None else _goal(goal, reader) + f"#streef-{record.pk}"


def _meeting(record: Record, _reader: Reader) -> str:
    return reverse("programmes:meeting", kwargs={"number": record.pk})


def _decision(record: Decision, reader: Reader) -> str:
    """With its meeting; without one beside all meetings."""
    meeting = reader.known(record.meeting)
    if meeting is not None:
        return _meeting(meeting, reader)
    return reverse("programmes:meetings", kwargs={"key": record.alliance.key})


def _commitments(record: Record, _reader: Reader) -> str:
    return reverse("programmes:commitments", kwargs={"key": record.alliance.key})


def _organisations(actor: Actor) -> set[int]:
    return {assignment.organisation for assignment in actor.assignments if assignment.organisation is not None}


def _to_read(actor: Actor, _today: date) -> Iterable[WorkItem]:
    for finding in visible(Finding, actor).filter(about__in=_organisations(actor), read=None):
        address = reverse("programmes:finding", args=[finding.pk])
        yield WorkItem(title=finding.name, address=address, alliance=finding.alliance.name)


def _promised(actor: Actor, _today: date) -> Iterable[WorkItem]:
    for commitment in visible(Commitment, actor).filter(owner__in=_organisations(actor), done=None):
        address = reverse("records:change_commitment", args=[commitment.pk])
        yield WorkItem(title=commitment.name, address=address, alliance=commitment.alliance.name, due=commitment.due)


KINDS = (
    RecordKind(
        name="activity",
        model=Activity,
        importable=activity_lists.SPEC,
        form=ActivityForm,
        address="activiteit",
        plural="activiteiten",
        add_title=_("Activiteit toevoegen voor {alliance}"),
        page=_activity,
        parties=parties,
        retention=(
            # Two years after an activity ended nobody has to be reached about it.
            RecordRetention(
                fields=("contact",),
                days=730,
                counted_from="end",
                ground="Taak van algemeen belang (AVG artikel 6, lid 1, onder e): weten wie in een programma wat deed.",
            ),
        ),
    ),
    RecordKind(
        name="goal",
        model=Goal,
        importable=goal_lists.SPEC,
        form=GoalForm,
        address="doel",
        plural="doelen",
        add_title=_("Doel toevoegen voor {alliance}"),
        page=_goal,
        api=ApiResource(
            name="doelen",
            summary="Waar allianties het voor doen: de doelenboom.",
            item=schemas.Doel,
            rows=kind_rows.goals,
        ),
    ),
    RecordKind(
        name="plan",
        model=Plan,
        importable=None,
        form=PlanForm,
        address="plan",
        plural="plannen",
        add_title=_("Plan toevoegen voor {alliance}"),
        page=_plan,
        api=ApiResource(
            name="plannen",
            summary="Gebiedsplannen en uitvoeringsprogramma's.",
            item=schemas.Plan,
            rows=kind_rows.plans,
        ),
    ),
    RecordKind(
        name="meeting",
        model=Meeting,
        importable=None,
        form=MeetingForm,
        address="vergadering",
        plural="vergaderingen",
        add_title=_("Overleg toevoegen voor {alliance}"),
        page=_meeting,
        api=ApiResource(
            name="overleggen",
            summary="Overleggen van allianties.",
            item=schemas.Overleg,
            rows=kind_rows.meetings,
        ),
    ),
    RecordKind(
        name="decision",
        model=Decision,
        importable=None,
        form=DecisionForm,
        address="besluit",
        plural="besluiten",
        add_title=_("Besluit toevoegen voor {alliance}"),
        page=_decision,
        api=ApiResource(
            name="besluiten",
            summary="Wat allianties besloten, het nieuwste eerst.",
            item=schemas.Besluit,
            rows=kind_rows.decisions,
        ),
    ),
    RecordKind(
        name="commitment",
        model=Commitment,
        form=CommitmentForm,
        address="afspraak",
        plural="afspraken",
        add_title=_("Afspraak toevoegen voor {alliance}"),
        page=_commitments,
        work=Work(heading=_("Wat u nog zou doen"), items=_promised),
        api=ApiResource(
            name="afspraken",
            summary="Wie wat wanneer doet.",
            item=schemas.Afspraak,
            rows=kind_rows.commitments,
        ),
    ),
    RecordKind(
        name="promise",
        model=StatePromise,
        importable=promise_lists.SPEC,
        form=StatePromiseForm,
        address="toezegging",
        plural="toezeggingen",
        add_title=_("Toezegging van het Rijk toevoegen voor {alliance}"),
        page=_promise,
        words={"domain": called.topic},
        api=ApiResource(
            name="toezeggingen",
            summary="Wat het Rijk toezegde.",
            item=schemas.Toezegging,
            rows=kind_rows.promises,
        ),
    ),
    RecordKind(
        name="finding",
        model=Finding,
        importable=None,
        form=FindingForm,
        address="bevinding",
        plural="bevindingen",
        add_title=_("Bevinding toevoegen voor {alliance}"),
        page=_finding,
        work=Work(heading=_("Te lezen"), items=_to_read),
        api=ApiResource(
            name="bevindingen",
            summary="Bevindingen. Wie een bevinding betreft, leest haar eerst.",
            item=schemas.Bevinding,
            rows=kind_rows.findings,
            query=lambda found: found.select_related("about"),
        ),
    ),
    RecordKind(
        name="target",
        model=Target,
        importable=None,
        form=TargetForm,
        address="streefwaarde",
        plural="streefwaarden",
        add_title=_("Streefwaarde toevoegen voor {alliance}"),
        page=_target,
        called=called.target,
        words={"indicator": called.figure},
        api=ApiResource(
            name="streefwaarden",
            summary="Aan welk cijfer een doel hangt: nulmeting, streefwaarde en jaar, en wie dat waarom koos.",
            item=schemas.Streefwaarde,
            rows=kind_rows.targets,
            # Not in the order of their goals: that would tell of the names of those that may not be seen.
            query=lambda found: found.select_related("place").order_by("pk"),
        ),
    ),
    RecordKind(
        name="remark",
        model=Remark,
        importable=None,
        form=RemarkForm,
        address="reactie",
        plural="reacties",
        add_title=_("Reactie geven voor {alliance}"),
        page=_remark,
        api=ApiResource(
            name="reacties",
            summary="Reacties op plannen, met wat ermee gedaan is.",
            item=schemas.Reactie,
            rows=kind_rows.remarks,
        ),
    ),
)
