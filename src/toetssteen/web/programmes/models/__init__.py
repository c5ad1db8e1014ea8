"""What an alliance keeps."""

from toetssteen.web.programmes.models.activity import Activity, ActivityStatus, After, Dwellings, Milestone, Output
from toetssteen.web.programmes.models.board import Commitment, Decision, Meeting
from toetssteen.web.programmes.models.finding import Finding
from toetssteen.web.programmes.models.goal import Evidence, Goal
from toetssteen.web.programmes.models.plan import Adoption, Plan, PlanKind, Remark, Stage
from toetssteen.web.programmes.models.state import Firmness, StatePromise
from toetssteen.web.programmes.models.target import Target, TargetReference

__all__ = [
    "Activity",
    "ActivityStatus",
    "Adoption",
    "After",
    "Commitment",
    "Decision",
    "Dwellings",
    "Evidence",
    "Finding",
    "Firmness",
    "Goal",
    "Meeting",
    "Milestone",
    "Output",
    "Plan",
    "PlanKind",
    "Remark",
    "Stage",
    "StatePromise",
    "Target",
    "TargetReference",
]
