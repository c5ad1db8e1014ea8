"""Counts of people that leave the alliance: only where nobody can be recognised in them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from toetssteen.analysis.disclosure import LEAST_COUNT, LEAST_PEOPLE, SuppressedCount, released
from toetssteen.answers.figures.series import series
from toetssteen.answers.snapshot.atlas import PEOPLE
from toetssteen.kernel.dutch import dutch
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.web.snapshots.selectors import serving

if TYPE_CHECKING:
    from toetssteen.web.alliances.models import PlaceName

# A count of people as a reader may know it; None: nobody wrote one down.
ReaderCount = int | Decimal | SuppressedCount | None


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


def count_for_reader(count: int | Decimal | None, people: float, *, inside: bool) -> ReaderCount:
    """The count as far as this reader may know it. people: inhabitants of where it is about; inside: sits at the table."""
    return count if count is None or inside else released(count, people)


def is_suppressed(count: ReaderCount) -> bool:
    return isinstance(count, SuppressedCount)


def count_number(count: ReaderCount) -> int | Decimal | None:
    """For machines, which are told apart from it that a count is suppressed."""
    return None if isinstance(count, SuppressedCount) else count


def count_text(count: ReaderCount) -> str:
    """For pages; "" where there is no count."""
    if count is None:
        return ""
    return _("te klein") if isinstance(count, SuppressedCount) else dutch(count)


def suppression_note() -> str:
    """What “te klein” means, below the number or the table it stands in."""
    return _("Te klein: minder dan {least} mensen, of een gebied met minder dan {people} inwoners.").format(
        least=LEAST_COUNT, people=LEAST_PEOPLE
    )
