"""Alliances, who sits at their table, where they work and under which programmes."""

from toetssteen.web.alliances.models.alliance import Alliance, Member
from toetssteen.web.alliances.models.place import PlaceName
from toetssteen.web.alliances.models.programme import Programme, ProgrammePlace

__all__ = ["Alliance", "Member", "PlaceName", "Programme", "ProgrammePlace"]
