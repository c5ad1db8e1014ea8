"""A table that came in pieces, put together: a row an area (and period, and kind), a column a measure.

What is written is the same whatever the order of the pages, so an unchanged table gives an unchanged file.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from toetssteen.kernel.errors import FilePosition, SourceError
from toetssteen.kernel.language import _
from toetssteen.sources.columns.metadata import MetadataColumn

NAME = "Naam"


@dataclass(slots=True)
class Gathered:
    """dimensions: the area first. measures: the publisher's columns in its order.

    cells[key of the row][measure] is the text the publisher wrote.
    """

    source: str
    dimensions: tuple[str, ...]
    measures: Mapping[str, MetadataColumn]
    cells: dict[tuple[str, ...], dict[str, str]] = field(default_factory=dict)
    twice: int = 0
    _texts: dict[str, str] = field(default_factory=dict)

    def put(self, key: tuple[str, ...], measure: str, text: str) -> None:
        """One cell; the same cell twice is folded. Raises SourceError when the two differ or nobody knows the column."""
        if measure not in self.measures:
            raise self._error(
                _("Er komt een kolom voor die de uitgever zelf niet beschrijft"), measure, " ".join(key), text
            )
        row = self.cells.setdefault(key, {})
        earlier = row.get(measure)
        if earlier is None:
            row[measure] = self._texts.setdefault(text, text)
        elif earlier == text:
            self.twice += 1
        else:
            raise self._error(
                _("{key} komt twee keer, met verschillende inhoud").format(key=" ".join(key)),
                measure,
                " ".join(key),
                f"{earlier} / {text}",
            )

    def count(self) -> int:
        """Different cells."""
        return sum(len(row) for row in self.cells.values())

    def write(self, table: Path, names: Mapping[str, str]) -> None:
        """The table. Raises SourceError when there is not a single row."""
        if not self.cells:
            raise self._error(_("De tabel is leeg"), self.dimensions[0], "", "")
        measures = list(self.measures)
        with table.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=";", lineterminator="\n")
            writer.writerow((self.dimensions[0], NAME, *self.dimensions[1:], *measures))
            for key in sorted(self.cells):
                row = self.cells[key]
                writer.writerow((key[0], names.get(key[0], ""), *key[1:], *(row.get(name, "") for name in measures)))

    def _error(self, message: str, column: str, key: str, text: str) -> SourceError:
        place = FilePosition(self.source, column=column, cell=f"{key} {text}".strip()[:80] or None)
        return SourceError(
            message, place, _("Probeer het later opnieuw. Blijft het zo, vraag het dan aan de uitgever.")
        )
