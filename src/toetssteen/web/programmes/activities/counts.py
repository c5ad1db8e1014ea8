"""Counts of people that leave the alliance: only where nobody can be recognised in them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from toetssteen.analysis.disclosure import LEAST_COUNT, LEAST_PEOPLE, count_may_leave
from toetssteen.answers.figures.series import series
from toetssteen.answers.snapshot.atlas import PEOPLE
from toetssteen.kernel.dutch import dutch
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.web.snapshots.selectors import serving

if TYPE_CHECKING:
    from toetssteen.web.alliances.models import PlaceName


def inhabitants(places: Iterable[PlaceName]) -> float:
    """Of the largest of these places, for they may overlap; NaN when no figure is known."""
    atlas, found = serving(), [float("nan")]
    if atlas is None:
        return found[0]
    for place in places:
        try:
            point = series(atlas, atlas.place(place.code), atlas.indicator(PEOPLE)).latest
        except UnknownNameError:
            continue
        if point is not None and point.value is not None:
            found.append(point.value)
    return max(found[1:], default=float("nan"))


def shown(count: float | Decimal | None, people: float, *, inside: bool) -> str:
    """The count in words for this reader. people: inhabitants of where it is about; inside: sits at the table."""
    if count is None:
        return ""
    if inside or count_may_leave(float(count), people):
        return dutch(count)
    return _("te klein")


def why() -> str:
    """What “te klein” means, below the table it stands in."""
    return _("Te klein: minder dan {least} mensen, of een gebied met minder dan {people} inwoners.").format(
        least=LEAST_COUNT, people=LEAST_PEOPLE
    )
