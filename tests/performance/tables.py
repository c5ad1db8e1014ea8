"""Small things to print: quantiles and a table of text."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Times:
    """How long things took, in milliseconds. Quantiles: linear (Hyndman-Fan 7)."""

    count: int
    p50: float
    p95: float


def times(seconds: Sequence[float]) -> Times:
    p50, p95 = np.quantile(np.array(seconds) * 1000, [0.5, 0.95])
    return Times(len(seconds), float(p50), float(p95))


def table(head: list[str], rows: list[list[str]]) -> str:
    """Columns as wide as their widest cell; the first to the left, the others to the right."""
    widths = [max(len(row[at]) for row in [head, *rows]) for at in range(len(head))]
    lines = [
        "  ".join(cell.ljust(width) if at == 0 else cell.rjust(width) for at, (cell, width) in enumerate(pairs))
        for row in [head, *rows]
        for pairs in [list(zip(row, widths, strict=True))]
    ]
    return "\n".join(f"  {line.rstrip()}" for line in lines)
