"""What an alliance keeps."""

from toetssteen.web.programmes.models.activity import Activity, Milestone, Status
from toetssteen.web.programmes.models.alliance import Alliance, Member, Nature
from toetssteen.web.programmes.models.board import Commitment, Decision, Meeting
from toetssteen.web.programmes.models.goal import Evidence, Goal
from toetssteen.web.programmes.models.importing import ImportRun
from toetssteen.web.programmes.models.place import PlaceName
from toetssteen.web.programmes.models.programme import Programme, ProgrammePlace
from toetssteen.web.programmes.models.record import Record

__all__ = [
    "Activity",
    "Alliance",
    "Commitment",
    "Decision",
    "Evidence",
    "Goal",
    "ImportRun",
    "Meeting",
    "Member",
    "Milestone",
    "Nature",
    "PlaceName",
    "Programme",
    "ProgrammePlace",
    "Record",
    "Status",
]
