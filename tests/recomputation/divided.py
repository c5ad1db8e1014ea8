"""Counts that are divided by another figure: registered crimes over the inhabitants of the same place and year."""

from recomputation.ground import Ground
from recomputation.raw import Cell, Column, Raw, take


def fill(raw: Raw, ground: Ground) -> None:
    """The cells of every figure that a file only counts. The figures they are divided by are all taken already."""
    for column in raw.divided:
        take(raw, column, {code: _divisor(raw, ground, column, code) for code in column.sheet.rows})


def _divisor(raw: Raw, ground: Ground, column: Column, code: str) -> tuple[float | None, str]:
    """The figure of the same place and year; of another division only where the border provably stayed."""
    cell: Cell | None = raw.own(column.use["over"], column.sheet.year, code)
    if cell is None:
        return None, "absent"
    if cell.value is not None and not ground.kept(code, cell.division, column.sheet.division):
        return None, "absent"
    return cell.value, cell.silence
