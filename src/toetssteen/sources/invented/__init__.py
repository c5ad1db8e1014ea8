"""The files of the invented country: its sources, divisions and places, as a reader of them must know. `demo` makes them.

Every name and every figure here is made by the project itself. Nothing is about a real place.
Equations and limits: docs/methods/verzonnen-land.md.
"""

from toetssteen.sources.invented.areas import named_areas
from toetssteen.sources.invented.full import FULL
from toetssteen.sources.invented.places import Size
from toetssteen.sources.invented.small import SMALL
from toetssteen.sources.invented.sources import column_uses, publication_lags, sources

SIZES = {size.word: size for size in (SMALL, FULL)}

__all__ = ["FULL", "SIZES", "SMALL", "Size", "column_uses", "named_areas", "publication_lags", "sources"]
