"""In what places of one level are held against each other: a row per place, a column per feature, of the fixed years."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toetssteen.analysis.comparable import Standardised, standardised
from toetssteen.answers.figures.series import series
from toetssteen.answers.snapshot.atlas import PEOPLE, Atlas
from toetssteen.answers.snapshot.derived import derived
from toetssteen.answers.snapshot.places import Place, Positions
from toetssteen.indicators.comparable_places import ComparablePlaces, MatchingFeature
from toetssteen.kernel.areas import COUNTRY, Level
from toetssteen.kernel.cells import Floats


@dataclass(frozen=True, slots=True)
class YearOfIndicator:
    """The figure that stands for a feature: an indicator, by id, in one year."""

    indicator: str
    year: int


@dataclass(frozen=True, slots=True)
class UsedFeature:
    feature: MatchingFeature
    figure: YearOfIndicator


@dataclass(frozen=True, slots=True)
class LeftOutFeature:
    """A feature of which no figure is known for enough places. known: places of the best year; 0 without any."""

    feature: MatchingFeature
    known: int


@dataclass(frozen=True, slots=True)
class FeatureTable:
    """All places of a level that exist today, in code order.

    rows: code -> row. values: (n, f) as published, NaN where unknown. students: (n,) by which student-heavy places are
    told, NaN where unknown; None where too few places know it. people: (n,) inhabitants in the window, NaN where unknown.
    """

    level: Level
    codes: tuple[str, ...]
    rows: Mapping[str, int]
    used: tuple[UsedFeature, ...]
    left_out: tuple[LeftOutFeature, ...]
    values: Floats
    features: Standardised
    students: Floats | None
    students_figure: YearOfIndicator | None
    people: Floats
    people_figure: YearOfIndicator | None


@dataclass(frozen=True, slots=True)
class OwnRow:
    """The row of one place. at: in `features` and the masks. values: (f,) as published. students, people: NaN where unknown."""

    at: int
    values: Floats
    features: Standardised
    students: float
    people: float


@derived(most=8, key=lambda definition, level: (repr(definition), level))
def feature_table(atlas: Atlas, definition: ComparablePlaces, level: Level) -> FeatureTable:
    """The features of all places of a level."""
    register, cube = atlas.snapshot.register, atlas.cube
    under = atlas.gazetteer.under(COUNTRY, level)
    today = sorted((cube.areas[at], at) for at in under.tolist() if register.gone_since(cube.areas[at]) is None)
    positions = np.array([at for _code, at in today], dtype=np.intp)
    used, columns, left_out = [], [], []
    for feature in definition.features:
        figure, known = _figure(atlas, definition, level, feature.indicators, positions)
        if figure is None:
            left_out.append(LeftOutFeature(feature, known))
            continue
        used.append(UsedFeature(feature, figure))
        columns.append(values_of_today(atlas, figure, positions))
    students, _known = _figure(atlas, definition, level, (definition.students.indicator,), positions)
    people, _known = _figure(atlas, definition, level, (PEOPLE,), positions)
    values = np.column_stack(columns) if columns else np.zeros((len(positions), 0))
    return FeatureTable(
        level,
        tuple(str(code) for code, _at in today),
        {str(code): row for row, (code, _at) in enumerate(today)},
        tuple(used),
        tuple(left_out),
        values,
        standardised(_scaled(used, values), _weights(used)),
        None if students is None else values_of_today(atlas, students, positions),
        students,
        np.full(len(positions), np.nan) if people is None else values_of_today(atlas, people, positions),
        people,
    )


def own_row(atlas: Atlas, table: FeatureTable, place: Place) -> OwnRow | None:
    """The row of a place: its own in the table, or for a named area one more behind it. None for a place that is not there."""
    if place.level is not Level.GEBIED:
        at = table.rows.get(place.code)
        if at is None:
            return None
        students = np.nan if table.students is None else float(table.students[at])
        return OwnRow(at, table.values[at], table.features, students, float(table.people[at]))
    values = np.array([_of_area(atlas, place, used.figure) for used in table.used])
    # The spread is that of the places of the level; one area more does not change it noticeably, and it is counted in.
    all_values = np.vstack([table.values, values])
    return OwnRow(
        len(table.codes),
        values,
        standardised(_scaled(table.used, all_values), _weights(table.used)),
        _of_area(atlas, place, table.students_figure),
        _of_area(atlas, place, table.people_figure),
    )


def values_of_today(atlas: Atlas, figure: YearOfIndicator, positions: Positions) -> Floats:
    """(n,) the figures of that year that belong to the ground of today; of a place that got another code, under the former."""
    cube = atlas.cube
    year, indicator = cube.year_at(figure.year), cube.indicator_at(figure.indicator)
    everywhere = np.arange(len(cube.areas), dtype=np.intp)
    values = np.array(cube.values[year, indicator, :], dtype=np.float64)
    values[~atlas.of_today(np.asarray(cube.deliveries[year, indicator, :]), everywhere)] = np.nan
    former = np.flatnonzero((atlas.ground != everywhere) & ~np.isnan(values))
    empty = former[np.isnan(values[atlas.ground[former]])]
    values[atlas.ground[empty]] = values[empty]
    return values[positions]


def _figure(
    atlas: Atlas, definition: ComparablePlaces, level: Level, indicators: tuple[str, ...], positions: Positions
) -> tuple[YearOfIndicator | None, int]:
    """The first indicator that enough places know in a year of the window, in the newest such year; and how many places know
    the best year of any."""
    cube, window, most = atlas.cube, definition.windows[level], 0
    for indicator in indicators:
        if not cube.has_indicator(indicator):
            continue
        for year in sorted(cube.years, reverse=True):
            if not window.first <= year <= window.last:
                continue
            figure = YearOfIndicator(indicator, year)
            known = int(np.count_nonzero(~np.isnan(values_of_today(atlas, figure, positions))))
            most = max(most, known)
            if known and known >= definition.known * len(positions):
                return figure, known
    return None, most


def _of_area(atlas: Atlas, place: Place, figure: YearOfIndicator | None) -> float:
    if figure is None:
        return np.nan
    point = series(atlas, place, atlas.indicator(figure.indicator), (figure.year, figure.year)).at(figure.year)
    return np.nan if point is None or point.value is None else point.value


def _weights(used: Sequence[UsedFeature]) -> Floats:
    """(f,): every group weighs one, shared by its features."""
    groups = [item.feature.group for item in used]
    return np.array([1.0 / groups.count(group) for group in groups])


def _scaled(used: Sequence[UsedFeature], values: Floats) -> Floats:
    """(n, f): the logarithm where ratios count; what has none is unknown."""
    result = values.copy()
    ratios: NDArray[np.bool_] = np.array([item.feature.logarithm for item in used], dtype=np.bool_)
    positive = np.where(values[:, ratios] > 0, values[:, ratios], np.nan)
    result[:, ratios] = np.log(positive)
    return result
