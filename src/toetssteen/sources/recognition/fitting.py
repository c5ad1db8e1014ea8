"""Whether a file is that of a source: its columns, its year, and the numbers that the source is known to have."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path, PurePosixPath

import numpy as np

from toetssteen.kernel.cells import PublishedTable
from toetssteen.kernel.definitions import Source
from toetssteen.kernel.errors import SourceError, ToetssteenError
from toetssteen.kernel.language import _
from toetssteen.sources.grids.grid import MissingColumnError
from toetssteen.sources.reading import read, read_outlines

Parts = Mapping[str, Path]
# So many areas are those of the whole country, in the division of one year.
MANY = 1_000


class Fit(IntEnum):
    """How well a file is that of a source. More is better."""

    NOTHING = 0  # another layout
    FAULTY = 1  # the columns, but something in it is wrong
    OTHER = 2  # the columns, but of another year or place
    LAYOUT = 3  # the columns, and nothing is known to compare with
    ROWS = 4  # the columns and the number of areas
    TOTALS = 5  # the columns and a total that only this publication has


@dataclass(frozen=True, slots=True)
class Fitted:
    """why: what does not agree, or is not known. certain: the file itself says which year and places it is of."""

    source: Source
    fit: Fit
    why: str = ""
    certain: bool = False

    @property
    def agrees(self) -> bool:
        """Nothing in the file says that it is another."""
        return self.fit >= Fit.LAYOUT


def fitted(parts: Parts, source: Source, columns: frozenset[str]) -> Fitted:
    """parts: file of the source (path below the data folder) -> where it lies. Never raises for the file."""
    with tempfile.TemporaryDirectory() as scratch:
        # Readers go by the name that the source has for it.
        for name, path in parts.items():
            Path(scratch, PurePosixPath(name).name).symlink_to(path.absolute())
        file = Path(scratch, PurePosixPath(source.file).name)
        try:
            tables = read(file, source, columns | set(source.expect.totals)) if source.figures else ()
            drawn = len(read_outlines(file, source).codes) if source.geometry else 0
        except SourceError as problem:
            if isinstance(problem.__cause__, MissingColumnError) or problem.place.row is None:
                return Fitted(source, Fit.NOTHING)
            # The reader knows the file by the name that the source has for it.
            return Fitted(source, Fit.FAULTY, str(problem).replace(file.name, parts[source.file].name))
        except ToetssteenError:
            return Fitted(source, Fit.NOTHING)
    return _compared(source, tables, drawn)


def _compared(source: Source, tables: tuple[PublishedTable, ...], drawn: int) -> Fitted:
    fit = Fit.LAYOUT
    counts = [len(table.codes) for table in tables] or [drawn]
    for table in tables:
        if source.year is not None and table.year != source.year:
            why = _("het gaat over {year}, niet over {expected}")
            return Fitted(source, Fit.OTHER, why.format(year=table.year, expected=source.year))
    if source.expect.rows is not None:
        other = next((n for n in counts if n != source.expect.rows), None)
        if other is not None:
            why = _(
                "er staan {n} gebieden in, geen {expected}: een ander jaar, een andere plaats of een andere uitgave"
            )
            return Fitted(source, Fit.OTHER, why.format(n=other, expected=source.expect.rows))
        fit = Fit.ROWS
    for table in tables:
        for column, totals in source.expect.totals.items():
            for level, expected in totals.items():
                total = _total(table, column, level)
                if total != expected:
                    why = _(
                        "{column} telt op tot {total:.0f}, niet tot {expected:.0f}: een ander jaar of een andere uitgave"
                    )
                    return Fitted(source, Fit.OTHER, why.format(column=column, total=total, expected=expected))
                fit = Fit.TOTALS
    return _with_certainty(source, fit, min(counts))


def _with_certainty(source: Source, fit: Fit, areas: int) -> Fitted:
    """A total is of one year only. So is the number of wijken or buurten of the country, but not that of gemeenten or of
    the places in one city. What holds its years itself, and outlines, need less."""
    says_year = source.year is None or "period" in source.options
    if fit is Fit.TOTALS or says_year or (fit is Fit.ROWS and (areas >= MANY or not source.figures)):
        return Fitted(source, fit, certain=True)
    why = _("niets in het bestand zegt van welk jaar het is; weet u het zeker, zet het dan neer als {file}")
    return Fitted(source, fit, why.format(file=source.file))


def _total(table: PublishedTable, column: str, level: str) -> float:
    rows = [row for row, code in enumerate(table.codes) if code.level == level]
    return float(np.nansum(table.columns[column].values[rows]))
