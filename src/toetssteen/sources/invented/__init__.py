"""The invented country: what Toetssteen shows when no data folder is given.

Every name and every figure here is made by the project itself. Nothing is about a real place.
Equations and limits: docs/methods/verzonnen-land.md.
"""

from toetssteen.sources.invented.areas import named_areas
from toetssteen.sources.invented.country import Country, generate
from toetssteen.sources.invented.files import write
from toetssteen.sources.invented.full import FULL
from toetssteen.sources.invented.places import Size
from toetssteen.sources.invented.small import SMALL
from toetssteen.sources.invented.sources import column_uses, sources

SIZES = {size.word: size for size in (SMALL, FULL)}

__all__ = ["FULL", "SIZES", "SMALL", "Country", "Size", "column_uses", "generate", "named_areas", "sources", "write"]
