"""Which table a workbook of a publisher is: by its header and by what stands in it, whatever the file is called."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from toetssteen.kernel.definitions import Source
from toetssteen.kernel.errors import SourceError
from toetssteen.kernel.language import _
from toetssteen.sources.definitions.families import PEOPLE
from toetssteen.sources.definitions.options import required
from toetssteen.sources.grids.any_file import read_workbook
from toetssteen.sources.grids.grid import Grid, text_of

# Of the inhabitants of all gemeenten: rounding and late corrections are less, a year's growth is three times as much.
_TOLERANCE = 0.001
_GEMEENTE = "gemeente"
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
# What a compound file (.xls) and an archive (.xlsx) begin with.
_BEGINNINGS = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04")


@dataclass(frozen=True, slots=True)
class RecognisedWorkbook:
    """source: id of the source the file is of, "" where it is of none; then why says so. figures: cells with a number
    under a name that the source accepts."""

    path: Path
    source: str
    figures: int = 0
    why: str = ""


def may_be_workbook(path: Path) -> bool:
    """Whether the first bytes are those of a workbook, old or new."""
    with path.open("rb") as file:
        return file.read(8).startswith(_BEGINNINGS)


def recognise(path: Path, sources: Iterable[Source]) -> RecognisedWorkbook:
    """The workbook's own source. Never raises for the file."""
    try:
        grid = read_workbook(path)
    except SourceError as problem:
        return RecognisedWorkbook(path, "", why=str(problem))
    candidates = [source for source in sources if PEOPLE in source.options and _has_layout(grid, source)]
    if not candidates:
        return RecognisedWorkbook(path, "", why=_("de kolommen zijn niet die van een bestand dat Toetssteen kent"))
    people = _people(grid, candidates[0])
    matching = [source for source in candidates if abs(people / int(source.options[PEOPLE]) - 1) <= _TOLERANCE]
    if len(matching) != 1:
        text = _("de gemeenten hebben samen {people} inwoners; dat past bij geen jaar van heel Nederland")
        return RecognisedWorkbook(path, "", why=text.format(people=people))
    return RecognisedWorkbook(path, matching[0].id, _figures(grid, matching[0]))


def best_of(workbooks: Sequence[RecognisedWorkbook]) -> RecognisedWorkbook:
    """Of several deliveries of one table the one with the most figures; of equals the last by name."""
    return max(workbooks, key=lambda workbook: (workbook.figures, str(workbook.path)))


def code_column(grid: Grid, source: Source) -> str:
    """The first of the columns in the option `code` that the file has; the last one where it has none."""
    names = required(source, "code").split()
    return next((name for name in names if name in grid.header), names[-1])


def _has_layout(grid: Grid, source: Source) -> bool:
    return {code_column(grid, source), required(source, "level"), required(source, "count")} <= set(grid.header)


def _people(grid: Grid, source: Source) -> int:
    """The inhabitants of all gemeenten together."""
    level, count = grid.at(required(source, "level")), grid.at(required(source, "count"))
    cells = [text_of(row.cells[count]) for row in grid.rows if text_of(row.cells[level]).casefold() == _GEMEENTE]
    return sum(int(float(cell.replace(",", "."))) for cell in cells if _NUMBER.fullmatch(cell))


def _figures(grid: Grid, source: Source) -> int:
    year = source.year or 0
    names = {title.title for column in source.titles for title in column.titles if title.holds(year)}
    positions = [at for at, name in enumerate(grid.header) if name in names]
    return sum(
        _NUMBER.fullmatch(text_of(row.cells[at]).removeprefix("-")) is not None for row in grid.rows for at in positions
    )
