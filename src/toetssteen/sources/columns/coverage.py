"""Indicator by year: which columns a table has, may be expected to have, or is not known to have."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from toetssteen.kernel.definitions import ColumnUse, Indicator, Source
from toetssteen.kernel.language import _
from toetssteen.kernel.published_columns import Certainty, ColumnTitles, ResolvedColumn
from toetssteen.sources.columns.metadata import TableMetadata
from toetssteen.sources.columns.resolving import Refusal, resolve_all


class ColumnState(StrEnum):
    """What we know of an indicator's columns in one year."""

    RESOLVED = "resolved"  # the table's own metadata has them
    EMPTY = "empty"  # the table has them, and not one figure in them: not yet published
    REFUSED = "refused"  # the table's own metadata does not, or not surely
    EXPECTED = "expected"  # nobody asked the table yet; there is evidence for this year
    UNKNOWN = "unknown"  # nobody asked the table yet; a title is known, but not from this year


@dataclass(frozen=True, slots=True)
class ColumnCoverage:
    """One indicator in one year of one table. detail: why, where it was refused; the columns, where they were found."""

    indicator: str
    year: int
    source: str
    family: str
    table: str
    state: ColumnState
    certainty: Certainty | None
    detail: str = ""


def coverage(
    indicators: Iterable[Indicator],
    sources: Iterable[Source],
    described: Mapping[str, TableMetadata],
    empty: Mapping[str, Collection[str]] | None = None,
) -> tuple[ColumnCoverage, ...]:
    """Every indicator and year that a table of a family may give. described: source id -> the metadata we have of it.
    empty: source id -> its columns, by names of ours, in which not one figure stands."""
    of_family = {source.id: source for source in sources if source.family}
    answers = {name: _answers(of_family[name], metadata) for name, metadata in described.items() if name in of_family}
    rows = {
        (row.indicator, row.year, row.source): row
        for indicator in indicators
        for use in indicator.columns
        if use.source in of_family
        for row in _of_use(
            indicator, use, of_family[use.source], answers.get(use.source), (empty or {}).get(use.source, ())
        )
    }
    return tuple(rows[key] for key in sorted(rows))


Answers = Mapping[str, ResolvedColumn | Refusal]


def _answers(source: Source, metadata: TableMetadata) -> Answers:
    resolved, refusals = resolve_all(metadata, source.titles)
    answers: dict[str, ResolvedColumn | Refusal] = {column.id: column for column in resolved}
    return answers | {refusal.id: refusal for refusal in refusals}


def _of_use(
    indicator: Indicator, use: ColumnUse, source: Source, answers: Answers | None, empty: Collection[str]
) -> Iterator[ColumnCoverage]:
    names = (use.column,) if use.per is None else (use.column, use.per)
    titles = _titled(source, names)
    for year in years_of_titles(source, titles):
        state, detail = _state(names, titles, year, answers)
        if state is ColumnState.RESOLVED and set(names) & set(empty):
            state = ColumnState.EMPTY
        yield ColumnCoverage(
            indicator.id, year, source.id, source.family, source.table, state, _certainty(titles, year), detail
        )


def _titled(source: Source, names: Sequence[str]) -> list[ColumnTitles]:
    """The columns behind the names; in the place of a sum the columns it is the sum of."""
    by_id = {column.id: column for column in source.titles}
    leaves = [leaf for name in names for leaf in (_parts(by_id[name]) if name in by_id else ())]
    return [by_id[leaf] for leaf in dict.fromkeys(leaves)]


def _parts(column: ColumnTitles) -> tuple[str, ...]:
    return (column.id,) if column.titles else column.sum_of


def years_of_titles(source: Source, titles: Sequence[ColumnTitles]) -> tuple[int, ...]:
    """The year of the table; of one with many years those for which there is evidence."""
    if source.year is not None:
        return (source.year,)
    return tuple(
        sorted({year for column in titles for title in column.titles for year in (*title.high, *title.medium)})
    )


def _certainty(titles: Sequence[ColumnTitles], year: int) -> Certainty | None:
    """That of the least certain of the columns; None when one has no evidence."""
    levels = [column.certainty(year) for column in titles]
    if None in levels or not levels:
        return None
    return Certainty.MEDIUM if Certainty.MEDIUM in levels else Certainty.HIGH


def _state(
    names: Sequence[str], titles: Sequence[ColumnTitles], year: int, answers: Answers | None
) -> tuple[ColumnState, str]:
    if answers is None:
        return (ColumnState.UNKNOWN if _certainty(titles, year) is None else ColumnState.EXPECTED), ""
    results = [answers[name] for name in names if name in answers]
    refusals = [result for result in results if isinstance(result, Refusal)]
    if refusals or len(results) < len(names):
        return ColumnState.REFUSED, " ".join(str(refusal) for refusal in refusals)
    found = [result for result in results if isinstance(result, ResolvedColumn)]
    return ColumnState.RESOLVED, ", ".join(
        _("{key}: “{title}” ({unit})").format(key=one.key, title=one.title, unit=one.unit or "-") for one in found
    )
