"""The grammar of pictures: dataclasses in, SVG text out. No Django, no figures of its own, always the same output.

Every function takes what to draw and a prefix for ids, unique on the page, and gives a `Picture`.
"""

from toetssteen.web.ui.pictures.gap import GapChart, GapPoint, gap
from toetssteen.web.ui.pictures.line import LineOfPlaces, Mark, line_of_places
from toetssteen.web.ui.pictures.matrix import CellKind, Matrix, MatrixCell, MatrixRow, matrix
from toetssteen.web.ui.pictures.multiples import Multiples, multiples
from toetssteen.web.ui.pictures.path import BandPoint, PathChart, PathEvent, PathLine, PathPoint, path
from toetssteen.web.ui.pictures.rows import AreaRow, AreaRows, area_rows
from toetssteen.web.ui.pictures.svg import Picture, Words

__all__ = [
    "AreaRow",
    "AreaRows",
    "BandPoint",
    "CellKind",
    "GapChart",
    "GapPoint",
    "LineOfPlaces",
    "Mark",
    "Matrix",
    "MatrixCell",
    "MatrixRow",
    "Multiples",
    "PathChart",
    "PathEvent",
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
