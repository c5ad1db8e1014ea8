"""In which order tables come: first those that make pages worth reading, then the newest.

A table that was never fetched comes before one of which we only ask whether it changed.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from toetssteen.kernel.definitions import Source

WantedColumns = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class FetchOrder:
    """first: what figures are shown with as soon as it is in; empty when it is in. rest: pieces, each about as large as
    all before it, so that figures that are built after every piece cost at most twice what they cost once."""

    first: tuple[Source, ...]
    rest: tuple[tuple[Source, ...], ...]


def fetch_order(sources: Sequence[Source], columns: WantedColumns, delivered: Collection[str]) -> FetchOrder:
    """columns: what indicators want of a source. delivered: ids of sources that are in."""
    first = first_tables(sources, columns)
    later = sorted(
        (s for s in sources if s not in first), key=lambda source: _newest_and_fullest_first(source, columns)
    )
    missing = [source for source in later if source.id not in delivered]
    known = tuple(source for source in (*first, *later) if source.id in delivered)
    pieces = [*_doubling(missing, len(first)), known]
    return FetchOrder(
        tuple(source for source in first if source.id not in delivered), tuple(piece for piece in pieces if piece)
    )


def first_tables(sources: Sequence[Source], columns: WantedColumns) -> tuple[Source, ...]:
    """Of the newest division with outlines: the table with the most columns that we use, and the outlines. Without
    outlines the newest and fullest table alone."""
    drawn = [source for source in sources if source.geometry]
    newest = max((source.division_year for source in drawn), default=None)
    tables = [s for s in sources if s.figures and (newest is None or s.division_year == newest)]
    fullest = sorted(tables, key=lambda source: _newest_and_fullest_first(source, columns))[:1]
    return (*fullest, *(source for source in drawn if source.division_year == newest))


def _newest_and_fullest_first(source: Source, columns: WantedColumns) -> tuple[int, int, str]:
    return -(source.year or source.division_year), -len(columns.get(source.id, ())), source.id


def _doubling(sources: Iterable[Source], size: int) -> list[tuple[Source, ...]]:
    """Pieces of `size` and twice, four times ... that; sources of one address stay together, for it is fetched once."""
    pieces: list[tuple[Source, ...]] = []
    piece: list[Source] = []
    most = max(1, size)
    for _address, same in groupby(sources, key=_address_of):
        piece += same
        if len(piece) >= most:
            pieces.append(tuple(piece))
            piece, most = [], most * 2
    return [*pieces, tuple(piece)] if piece else pieces


def _address_of(source: Source) -> str:
    return source.id if source.live is None or source.live.layer else source.live.address
