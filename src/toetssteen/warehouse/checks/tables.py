"""What must be true of each table and of the cube before a snapshot may serve."""

from collections.abc import Iterator, Sequence

import numpy as np

from toetssteen.kernel.areas import AreaCode
from toetssteen.kernel.cells import PublishedTable, Status
from toetssteen.kernel.cube import Cube
from toetssteen.kernel.definitions import Indicator, NamedArea, Source
from toetssteen.kernel.language import _
from toetssteen.warehouse.conversion import is_number
from toetssteen.warehouse.divisions import Register
from toetssteen.warehouse.manifest import SnapshotCheck


def check(
    tables: Sequence[PublishedTable],
    sources: Sequence[Source],
    indicators: Sequence[Indicator],
    cube: Cube,
    register: Register,
) -> list[SnapshotCheck]:
    """All checks, in the order a reviewer reads them. A failed fatal one refuses the snapshot."""
    by_id = {source.id: source for source in sources}
    result: list[SnapshotCheck] = []
    for table in tables:
        result.extend(_expected(table, by_id[table.source]))
        result.extend(_known_codes(table, register))
    result.extend(_ranges(indicators, cube))
    return result


def _expected(table: PublishedTable, source: Source) -> Iterator[SnapshotCheck]:
    expect = source.expect
    if expect.rows is not None:
        yield SnapshotCheck(
            _("aantal rijen"),
            len(table.codes) == expect.rows,
            _("{file} {year}: {n} rijen, verwacht {expected}").format(
                file=table.file, year=table.year, n=len(table.codes), expected=expect.rows
            ),
        )
    for column, totals in expect.totals.items():
        if column not in table.columns:
            continue
        for level, expected in totals.items():
            rows = [row for row, code in enumerate(table.codes) if code.level == level]
            total = float(np.nansum(table.columns[column].values[rows]))
            yield SnapshotCheck(
                _("bekend totaal"),
                total == expected,
                _("{file} {year}: {column} telt op tot {total:.0f} over elke {level}, verwacht {expected:.0f}").format(
                    file=table.file, year=table.year, column=column, total=total, level=level, expected=expected
                ),
            )
    for name, values in table.columns.items():
        if (values.statuses == Status.UNPUBLISHED).all():
            continue  # empty is no error: the publisher fills it later
        share = 1.0 - float(is_number(values.statuses).mean()) if len(table.codes) else 0.0
        if share > expect.secret_share:
            yield SnapshotCheck(
                _("deel zonder getal"),
                False,
                _(
                    "{file} {year}: kolom {column} heeft bij {share:.0%} geen getal, verwacht hoogstens {most:.0%}"
                ).format(file=table.file, year=table.year, column=name, share=share, most=expect.secret_share),
            )


def _known_codes(table: PublishedTable, register: Register) -> Iterator[SnapshotCheck]:
    """Codes that the list of areas of that division year does not hold. A list is a file with names."""
    names = register.names.get(table.division_year, {})
    listed = {code for code, name in names.items() if name}
    for level in {code.level for code in table.codes}:
        codes = [code for code in table.codes if code.level is level]
        prefix = {code.gemeente for code in listed if code.level is level}
        unknown = [code for code in codes if code.gemeente in prefix and code not in listed]
        if unknown:
            yield SnapshotCheck(
                _("onbekende codes"),
                False,
                _("{file} {year}: {n} van {all} codes staan niet in de lijst van {division}, zoals {example}").format(
                    file=table.file,
                    year=table.year,
                    n=len(unknown),
                    all=len(codes),
                    division=table.division_year,
                    example=unknown[0],
                ),
                fatal=len(unknown) > 0.05 * len(codes),
            )


def check_named_areas(tables: Sequence[PublishedTable], named_areas: Sequence[NamedArea]) -> Iterator[SnapshotCheck]:
    """Figures of a named area that nobody defined have no page: such a file is refused."""
    codes = {AreaCode.of_named_area(area.gemeente, area.id) for area in named_areas if not area.code}
    for table in tables:
        unknown = sorted(code for code in set(table.codes) - codes if code.named_area)
        if unknown:
            yield SnapshotCheck(
                _("onbekend gebied"),
                False,
                _("{file} {year}: er is geen gebied met de code {code}").format(
                    file=table.file, year=table.year, code=unknown[0]
                ),
            )


def _ranges(indicators: Sequence[Indicator], cube: Cube) -> Iterator[SnapshotCheck]:
    for position, indicator in enumerate(indicators):
        if indicator.range is None or not indicator.columns:
            continue
        low, high = indicator.range
        values = cube.values[:, position, :]
        outside = np.argwhere((values < low) | (values > high))
        detail = _("{name}: alle waarden liggen tussen {low:g} en {high:g}")
        if len(outside):
            year, area = outside[0]
            detail = _("{name}: {n} waarden buiten {low:g} tot {high:g}, zoals {value:g} voor {code} in {year}").format(
                name=indicator.id,
                n=len(outside),
                low=low,
                high=high,
                value=values[year, area],
                code=cube.areas[area],
                year=cube.years[year],
            )
        yield SnapshotCheck(
            _("mogelijke waarden"),
            len(outside) == 0,
            detail.format(name=indicator.id, low=low, high=high) if not len(outside) else detail,
        )
