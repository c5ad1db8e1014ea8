"""How far the targets of goals are: what was agreed, held against the figures on show."""

from toetssteen.answers.figures.series import Series
from toetssteen.answers.figures.towards import TargetAim, TargetProgress, target_progress
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.kernel.bounds import is_amount
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.web.programmes.models import Target
from toetssteen.web.ui.pictures import PathPoint


def progress(atlas: Atlas, target: Target) -> TargetProgress:
    """Raises UnknownNameError where the figures do not know the figure or the place. The values of the baseline come from the
    figures on show: one that was withdrawn is in none of them."""
    return target_progress(atlas, atlas.place(target.place.code), atlas.indicator(target.indicator), _aim(target))


def known_progress(atlas: Atlas | None, target: Target) -> TargetProgress | None:
    """None where there are no figures, or none of this figure and place."""
    try:
        return None if atlas is None else progress(atlas, target)
    except UnknownNameError:
        return None


def points_of(figures: Series) -> list[PathPoint]:
    """A series as the line of a path."""
    return [PathPoint(p.year, p.value, p.status, p.comparable) for p in figures.points]


def _aim(target: Target) -> TargetAim:
    value = float(target.value) if target.value is not None and is_amount(target.value) else None
    return TargetAim(value, target.base_year if target.base_year is not None else _began(target))


def _began(target: Target) -> int | None:
    """The year in which the first programme of the alliance began."""
    years = target.alliance.programmes.values_list("first_year", flat=True)
    return min((year for year in years if year is not None), default=None)
