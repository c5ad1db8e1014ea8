"""The invented country, made: what Toetssteen shows when no data folder is given.

Every name and every figure here is made by the project itself. Nothing is about a real place.
Equations and limits: docs/methods/verzonnen-land.md.
"""

from toetssteen.demo.country.files import write
from toetssteen.demo.country.generator import Country, generate

__all__ = ["Country", "generate", "write"]
