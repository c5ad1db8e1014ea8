"""Figures of the whole country against their bounds and against one another, before anything is laid out.

A title that was swapped, a factor of a thousand and a shifted column keep every cell within what is possible for some
area; of the whole country they do not. What fails is left out: that indicator, of that year, of that table. See
docs/decisions/047.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from toetssteen.kernel.areas import COUNTRY, Level
from toetssteen.kernel.cells import Floats, PublishedTable
from toetssteen.kernel.country_checks import CountryChecks
from toetssteen.kernel.definitions import AggregationRule, ColumnUse, Indicator, Source
from toetssteen.kernel.dutch import dutch
from toetssteen.kernel.language import _
from toetssteen.warehouse.conversion import convert
from toetssteen.warehouse.manifest import RefusedYear, SnapshotCheck

# Parts stand for the country when at least this share of them has a number.
ENOUGH = 0.9
_PARTS = (Level.GEMEENTE, Level.WIJK, Level.BUURT)


@dataclass(frozen=True, slots=True)
class CountryFigure:
    """An indicator of the whole country in one table. use: the column it comes from. of: the level whose areas were
    taken together; LAND for the publisher's own row."""

    indicator: Indicator
    use: ColumnUse
    value: float
    of: Level


@dataclass(frozen=True, slots=True)
class Sifted:
    """The indicators without the uses that were refused, what was checked, and what was refused."""

    indicators: tuple[Indicator, ...]
    checks: tuple[SnapshotCheck, ...]
    refused: tuple[RefusedYear, ...]


def sift(
    tables: Sequence[PublishedTable], sources: Sequence[Source], indicators: Sequence[Indicator], rules: CountryChecks
) -> Sifted:
    """Check every table that holds a whole country. An invented country has no bounds."""
    real = {source.id: source for source in sources if not source.invented}
    checks: list[SnapshotCheck] = []
    refused: list[RefusedYear] = []
    for table in tables:
        if table.source not in real:
            continue
        figures = country_figures(table, real[table.source], indicators)
        failed: dict[str, str] = {}
        for names, check in _of_table(table, figures, rules):
            checks.append(check)
            if not check.ok:
                failed |= {name: check.detail for name in names if name not in failed}
        refused += _refusals(table, figures, failed, indicators)
    years = {source: {table.year for table in tables if table.source == source} for source in real}
    out = {(one.source, one.year, one.indicator) for one in refused}
    return Sifted(tuple(_without(each, out, years) for each in indicators), tuple(checks), tuple(refused))


def country_figures(
    table: PublishedTable, source: Source, indicators: Sequence[Indicator]
) -> Mapping[str, CountryFigure]:
    """Of each indicator the figure of the whole country: the publisher's own row, else of its parts together where
    the file holds them all. None of an indicator whose parts say nothing of the whole."""
    rows = {
        level: np.array([at for at, code in enumerate(table.codes) if code.level is level], dtype=np.intp)
        for level in (Level.LAND, *_PARTS)
    }
    by_id = {indicator.id: indicator for indicator in indicators}
    figures: dict[str, CountryFigure] = {}
    for indicator in indicators:
        use = _use(table, indicator)
        if use is None:
            continue
        values = convert(table, use)[0]
        own = values[rows[Level.LAND]]
        if len(own) and not np.isnan(own[0]):
            figures[indicator.id] = CountryFigure(indicator, use, float(own[0]), Level.LAND)
        elif (whole := _of_row(table, use)) is not None:
            figures[indicator.id] = CountryFigure(indicator, use, whole, Level.LAND)
        elif COUNTRY in source.scope and (found := _of_parts(table, indicator, values, rows, by_id)) is not None:
            figures[indicator.id] = CountryFigure(indicator, use, *found)
    return figures


def _of_row(table: PublishedTable, use: ColumnUse) -> float | None:
    """What the row of the country says, in a table of which that row is not loaded."""
    value = table.country.get(use.column)
    below = 1.0 if use.per is None else table.country.get(use.per, 0.0)
    return None if value is None or below == 0 else value * use.factor / below


def _use(table: PublishedTable, indicator: Indicator) -> ColumnUse | None:
    """The first use of a column of this table; of whatever level, because the row of the country is often not shown."""
    return next((use for use in indicator.columns if use.over is None and _is_of(use, table)), None)


def _is_of(use: ColumnUse, table: PublishedTable) -> bool:
    """Whether the use takes figures from this table."""
    fits = use.source == table.source and (not use.years or table.year in use.years)
    return fits and {use.column, use.per} - {None} <= table.columns.keys()


def _of_parts(
    table: PublishedTable,
    indicator: Indicator,
    values: Floats,
    rows: Mapping[Level, np.ndarray[tuple[int, ...], np.dtype[np.intp]]],
    by_id: Mapping[str, Indicator],
) -> tuple[float, Level] | None:
    rule, by = indicator.aggregation.rule, indicator.aggregation.by
    weights: Floats | None = None
    weighing = None if by is None or by not in by_id else _use(table, by_id[by])
    if rule is AggregationRule.WEIGHTED and weighing is not None:
        weights = convert(table, weighing)[0]
    elif rule is not AggregationRule.SUM:
        return None
    for level in _PARTS:
        own = values[rows[level]]
        there = ~np.isnan(own) if weights is None else ~np.isnan(own) & (weights[rows[level]] > 0)
        if not len(own) or there.mean() < ENOUGH:
            continue
        if weights is None:
            return float(own[there].sum()), level
        return float(np.average(own[there], weights=weights[rows[level]][there])), level
    return None


def _of_table(
    table: PublishedTable, figures: Mapping[str, CountryFigure], rules: CountryChecks
) -> Iterator[tuple[tuple[str, ...], SnapshotCheck]]:
    """Each check of this table, with the indicators it is about."""
    for bounds in rules.bounds:
        one = figures.get(bounds.indicator)
        if one is not None and bounds.holds(table.year):
            ok = bounds.low <= one.value <= bounds.high
            expected = _("tussen {low} en {high}").format(
                low=_number(bounds.low, one.indicator), high=_number(bounds.high, one.indicator)
            )
            yield (bounds.indicator,), _check(table, [one], ok, expected)
    for total in rules.sums:
        parts = [figures[name] for name in total.indicators if name in figures]
        if len(parts) == len(total.indicators):
            together = sum(part.value for part in parts)
            expected = _("samen {total}, met een verschil van hoogstens {tolerance}").format(
                total=dutch(total.total, 1), tolerance=dutch(total.tolerance, 1)
            )
            yield total.indicators, _check(table, parts, abs(together - total.total) <= total.tolerance, expected)
    for order in rules.orders:
        parts = [figures[name] for name in order.indicators if name in figures]
        if len(parts) > 1:
            values = [part.value for part in parts]
            yield (
                tuple(part.indicator.id for part in parts),
                _check(table, parts, values == sorted(values), _("elk minstens zo hoog als het vorige")),
            )
    for whole in rules.parts:
        one = figures.get(whole.indicator)
        if one is not None and one.of is Level.LAND:
            added = _added(table, one)
            if added is not None:
                expected = _("ongeveer de {added} van de gemeenten samen").format(added=_number(added, one.indicator))
                ok = abs(added - one.value) <= whole.tolerance * abs(one.value)
                yield (whole.indicator,), _check(table, [one], ok, expected)


def _added(table: PublishedTable, figure: CountryFigure) -> float | None:
    """The gemeenten together, where the table holds more than a few of them."""
    rows = [at for at, code in enumerate(table.codes) if code.level is Level.GEMEENTE]
    values = convert(table, figure.use)[0][rows]
    return float(np.nansum(values)) if len(rows) > 1 and (~np.isnan(values)).mean() >= ENOUGH else None


def _check(table: PublishedTable, figures: Sequence[CountryFigure], ok: bool, expected: str) -> SnapshotCheck:
    found = "; ".join(
        _("{name}: {value}").format(name=one.indicator.name, value=_number(one.value, one.indicator)) for one in figures
    )
    text = _("{file} {year}: voor heel Nederland is {found}. Verwacht: {expected}.").format(
        file=table.file, year=table.year, found=found, expected=expected
    )
    if not ok:
        columns = ", ".join(f"“{_published(table, one.use)}”" for one in figures)
        text += " " + _(
            "Daarom is hiervan uit dit bestand niets geladen. Kijk bij de uitgever of kolom {columns} nog hetzelfde "
            "telt, in dezelfde eenheid. Klopt het cijfer wel, pas dan “country-checks.yaml” aan."
        ).format(columns=columns)
    return SnapshotCheck(_("waarde van heel Nederland"), ok, text, fatal=False)


def _published(table: PublishedTable, use: ColumnUse) -> str:
    return next((column.title for column in table.resolved if column.id == use.column), use.column)


def _number(value: float, indicator: Indicator) -> str:
    return dutch(value, indicator.decimals)


def _refusals(
    table: PublishedTable,
    figures: Mapping[str, CountryFigure],
    failed: Mapping[str, str],
    indicators: Sequence[Indicator],
) -> Iterator[RefusedYear]:
    """What failed, and every other indicator that is made of the same column: it would be as wrong."""
    why = {figures[name].use.column: text for name, text in failed.items()}
    for indicator in indicators:
        for use in indicator.columns:
            column = use.column if use.column in why else use.per
            if column in why and _is_of(use, table):
                yield RefusedYear(table.source, table.year, indicator.id, why[column])
                break


def _without(indicator: Indicator, out: set[tuple[str, int, str]], years: Mapping[str, set[int]]) -> Indicator:
    """The indicator without its uses of the tables that were refused."""
    kept: list[ColumnUse] = []
    for use in indicator.columns:
        refused = {year for source, year, name in out if source == use.source and name == indicator.id}
        if not refused:
            kept.append(use)
        elif left := (set(use.years) or years[use.source]) - refused:
            kept.append(replace(use, years=tuple(sorted(left))))
    return replace(indicator, columns=tuple(kept))
