"""How much changed of each source."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCounts:
    """How many cells of a source appeared, changed or vanished; ours: those that we read otherwise."""

    id: str
    title: str
    appeared: int
    value: int
    status: int
    vanished: int
    ours: int
