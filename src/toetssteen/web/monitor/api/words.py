"""The words that answers use for values of the core."""

from toetssteen.analysis.equal import Cause
from toetssteen.analysis.gap import Standing
from toetssteen.indicators.aggregate import FigureKind
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import Direction

STATUS = {
    Status.OBSERVED: "vastgesteld",
    Status.ESTIMATED: "geschat",
    Status.PROVISIONAL: "voorlopig",
    Status.SECRET: "geheim",
    Status.LATER: "komt-later",
    Status.STOPPED: "gestopt",
    Status.ABSENT: "geen-cijfer",
    Status.UNPUBLISHED: "nog-niet-gepubliceerd",
}
KIND = {
    FigureKind.PUBLISHED: "gepubliceerd",
    FigureKind.EXACT: "berekend",
    FigureKind.APPROXIMATE: "benaderd",
    FigureKind.REFUSED: "niet-te-berekenen",
}
DIRECTION = {
    Direction.HIGHER: "hoger-is-beter",
    Direction.LOWER: "lager-is-beter",
    Direction.CONTEXT: "geen-beter-of-slechter",
}

STANDING = {
    Standing.BETTER: "beter",
    Standing.SAME: "ongeveer-gelijk",
    Standing.WORSE: "minder-goed",
    Standing.UNDIRECTED: "geen-beter-of-slechter",
}
CAUSE = {Cause.ROUNDING: "afronding", Cause.CHANCE: "toeval"}
