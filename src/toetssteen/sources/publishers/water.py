"""Whether an area is land or water: the one rule for yes and no, whatever their case and the blanks around them."""

from dataclasses import replace

from toetssteen.kernel.errors import FilePosition, SourceError
from toetssteen.kernel.language import _
from toetssteen.kernel.texts import folded
from toetssteen.sources.grids.grid import fetch_again

_NO = frozenset({"nee", "n", "no", "false", "0"})
# B: water abroad, in the Wijk- en Buurtkaart.
_YES = frozenset({"ja", "j", "yes", "y", "true", "1", "b"})


def is_land(value: object, place: FilePosition) -> bool:
    """Whether the value of a water column says no. Raises SourceError, at `place`, for what is neither yes nor no."""
    text = folded("" if value is None else str(value))
    word = text.casefold().removesuffix(".0")
    if word not in _NO | _YES:
        raise SourceError(_("Hier hoort NEE, JA of B te staan"), replace(place, cell=text[:40]), fetch_again())
    return word in _NO
