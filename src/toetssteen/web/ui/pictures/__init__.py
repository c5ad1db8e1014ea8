"""The grammar of pictures: dataclasses in, SVG text out. No Django, no figures of its own, always the same output.

Every function takes what to draw and a prefix for ids, unique on the page, and gives a `Picture`.
"""

from toetssteen.web.ui.pictures.gap import Gap, GapPoint, gap
from toetssteen.web.ui.pictures.line import LineOfPlaces, Mark, line_of_places
from toetssteen.web.ui.pictures.matrix import Cell, CellKind, Matrix, MatrixRow, matrix
from toetssteen.web.ui.pictures.multiples import Multiples, multiples
from toetssteen.web.ui.pictures.path import BandPoint, Event, Path, PathLine, PathPoint, path
from toetssteen.web.ui.pictures.rows import AreaRow, AreaRows, area_rows
from toetssteen.web.ui.pictures.svg import Picture, Words

__all__ = [
    "AreaRow",
    "AreaRows",
    "BandPoint",
    "Cell",
    "CellKind",
    "Event",
    "Gap",
    "GapPoint",
    "LineOfPlaces",
    "Mark",
    "Matrix",
    "MatrixRow",
    "Multiples",
    "Path",
    "PathLine",
    "PathPoint",
    "Picture",
    "Words",
    "area_rows",
    "gap",
    "line_of_places",
    "matrix",
    "multiples",
    "path",
]
