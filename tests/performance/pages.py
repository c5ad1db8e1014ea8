"""The page of an area, ours and Datasette's, asked in turn so that noise of the machine hits both."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean

from building import Built
from servers import datasette, get, toetssteen
from tables import Times, times


@dataclass(slots=True)
class Served:
    """What one server gave: per area its seconds and its bytes; and what its pages held, in words."""

    counted: tuple[tuple[bytes, str], ...]
    seconds: dict[str, float] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    held: list[list[int]] = field(default_factory=list)

    def add(self, code: str, took: float, page: bytes) -> None:
        self.seconds[code], self.sizes[code] = took, len(page)
        self.held.append([page.count(sign) for sign, _word in self.counted])

    def times(self, codes: Sequence[str]) -> Times:
        return times([self.seconds[code] for code in codes])

    def kilobytes(self, codes: Sequence[str]) -> float:
        return mean(self.sizes[code] for code in codes) / 1000

    def row(self, codes: Sequence[str]) -> list[str]:
        found = self.times(codes)
        return [f"{found.p50:.1f}", f"{found.p95:.1f}", f"{self.kilobytes(codes):.0f}"]

    def ratios(self, other: "Served", codes: Sequence[str]) -> list[str]:
        ours, theirs = self.times(codes), other.times(codes)
        sizes = self.kilobytes(codes) / other.kilobytes(codes)
        return [f"{ours.p50 / theirs.p50:.2f}", f"{ours.p95 / theirs.p95:.2f}", f"{sizes:.2f}"]

    @property
    def contents(self) -> str:
        """What a page holds on average."""
        columns = zip(*self.held, strict=True)
        return "a page holds on average " + ", ".join(
            f"{mean(column):.0f} {word}" for column, (_sign, word) in zip(columns, self.counted, strict=True)
        )


FIRST_SCREEN = (
    (b'<details class="glance-item"', "rows of the overview"),
    (b"/herkomst/", "figures that lead to their origin"),
)
OURS = (
    (b'<section class="figure"', "figures with level, gap, change and spread in words"),
    (b"<svg", "drawings"),
    (b"<table", "tables"),
    (b"<tr", "table rows"),
)
THEIRS = ((b"<table", "tables"), (b"<tr", "rows of cells (1,000 at most)"))


def measure_pages(
    built: Built, cells: Path, warm: Sequence[str], measured: Sequence[str], *, whole: bool
) -> tuple[Served, Served]:
    """Both servers up; the areas of `warm` uncounted, then those of `measured`, ours and theirs in turn. whole: the page with
    all figures of a place; else its first screen, which is what somebody sees who asks for the place."""
    ours, theirs = Served(OURS if whole else FIRST_SCREEN), Served(THEIRS)
    query = "?alles=ja" if whole else ""
    with toetssteen(built.var) as here, datasette(cells) as there:
        for counts, codes in ((False, warm), (True, measured)):
            for at, code in enumerate(codes):
                both = [(ours, here, f"/plek/{code}/{query}"), (theirs, there, f"/db/cells?area={code}&_size=1000")]
                # Who goes first changes too: the second may find the machine warmer.
                for served, port, path in both if at % 2 else reversed(both):
                    took, page = get(port, path)
                    if counts:
                        served.add(code, took, page)
    return ours, theirs
