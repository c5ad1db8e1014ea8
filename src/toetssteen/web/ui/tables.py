"""The table under a picture, and any other table of figures: texts in, no layout."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """number: figures, set right with digits of one width."""

    name: str
    number: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """name: the row's header; link: where it leads, if anywhere. cells: texts, one for each further column."""

    name: str
    cells: Sequence[str]
    link: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """columns: the first is that of the row names. caption: what is in it, read out first."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    note: str = ""

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row.cells) != len(self.columns) - 1:
                raise ValueError(f"row {row.name!r} has {len(row.cells)} cells for {len(self.columns) - 1} columns")

    @property
    def body(self) -> list[tuple[Row, list[tuple[str, bool]]]]:
        """Rows with, for each cell, whether it is a number."""
        kinds = [column.number for column in self.columns[1:]]
        return [(row, list(zip(row.cells, kinds, strict=True))) for row in self.rows]
