"""A baseline was written down when it was chosen; when its cell was made secret since, it is shown to nobody."""

from decimal import Decimal

from toetssteen.answers.figures.series import series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.kernel.cells import Status
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.web.programmes.models import Target
from toetssteen.web.snapshots.selectors import current


def figures() -> Atlas | None:
    """The serving figures, which decide what is secret, also on a page of the past; None when there are none. Raises
    SnapshotError."""
    return current()


def is_withdrawn(atlas: Atlas | None, target: Target) -> bool:
    """Whether the publisher now calls the figure of the baseline secret."""
    if atlas is None or target.base is None or target.base_year is None:
        return False
    try:
        indicator, place = atlas.indicator(target.indicator), atlas.place(target.place.code)
    except UnknownNameError:
        return False
    if not atlas.cube.has_indicator(indicator.id):
        return False
    point = series(atlas, place, indicator).at(target.base_year)
    return point is not None and point.status is Status.SECRET


def shown(atlas: Atlas | None, target: Target) -> Decimal | None:
    """The baseline, or None when it was withdrawn."""
    return None if is_withdrawn(atlas, target) else target.base
