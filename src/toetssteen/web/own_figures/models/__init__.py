"""What exists: an own table, its file, and what was said of its columns."""

from toetssteen.web.own_figures.models.description import FigureDescription, TableDescription
from toetssteen.web.own_figures.models.own_table import OwnFile, OwnTable

__all__ = ["FigureDescription", "OwnFile", "OwnTable", "TableDescription"]
