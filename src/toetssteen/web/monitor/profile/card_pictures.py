"""The pictures of a card: places side by side, through the years, and the difference by itself."""

from django.utils.translation import gettext as _

from toetssteen.analysis.chance import difference
from toetssteen.answers.figures.against_reference import Reading
from toetssteen.answers.figures.chances import pair
from toetssteen.answers.figures.numbers import exact
from toetssteen.answers.figures.profile import Profile
from toetssteen.answers.figures.published import Point
from toetssteen.answers.figures.series import Series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place
from toetssteen.answers.words import gap_words, sentences
from toetssteen.kernel.areas import Level
from toetssteen.kernel.definitions import AggregationRule, Direction
from toetssteen.kernel.dutch import as_shown
from toetssteen.web.monitor.labels import PLURAL, higher_is_better
from toetssteen.web.monitor.profile.card_tables import recoded
from toetssteen.web.ui.pictures import (
    GapChart,
    GapPoint,
    LineOfPlaces,
    Mark,
    PathChart,
    PathEvent,
    PathLine,
    PathPoint,
    Picture,
    Words,
    gap,
    line_of_places,
    path,
)
from toetssteen.web.ui.pictures.line import direction_words


def _events(series: Series) -> tuple[PathEvent, ...]:
    changed = recoded(series)
    return () if changed is None else (PathEvent(changed[0].year, _("andere code")),)


def spread(place: Place, reading: Reading) -> str:
    """The place in the spread, without a rank: what the middle half of the places has."""
    spread = reading.spread
    if spread is None or spread.n < 4:
        return ""
    if place.level is Level.GEBIED and reading.indicator.aggregation.rule is AggregationRule.SUM:
        # The total of a large area beside those of single buurten says nothing.
        return ""
    level = reading.places and _level(reading.places[0].code)
    return _(
        "In ongeveer de helft van de {n} {places} ligt dit tussen {low} en {high}. In de rest is het lager of hoger."
    ).format(
        n=spread.n,
        places=PLURAL.get(level, _("plekken")) if level else _("plekken"),
        low=exact(spread.quarter, reading.indicator),
        high=exact(spread.three_quarters, reading.indicator),
    )


def _level(code: str) -> Level:
    return {"GM": Level.GEMEENTE, "WK": Level.WIJK}.get(code[:2], Level.BUURT)


def line(atlas: Atlas, profile: Profile, reading: Reading, reference_name: str) -> Picture | None:
    """The line of places. Totals have none: they only tell which place is large."""
    indicator, place, point = reading.indicator, profile.place, reading.latest
    values = [p.value for p in reading.places if p.value is not None]
    if indicator.aggregation.rule == "sum" or point is None or len(values) < 3:
        return None
    low, high = direction_words(higher_is_better(indicator))
    region = atlas.snapshot.manifest.country if place.level is Level.GEMEENTE else place.gemeente_name
    kind = PLURAL[_level(reading.places[0].code)]
    description = " ".join(
        filter(
            None,
            (
                sentences.level(reading, place),
                sentences.compared(reading, profile.reference, reference_name),
                spread(place, reading),
            ),
        )
    )
    parts = tuple(Mark(p.name, p.value) for p in reading.parts if p.value is not None)
    return line_of_places(
        LineOfPlaces(
            Words(_("{name} in {year}").format(name=indicator.name, year=point.year), description),
            places=values,
            area=Mark(place.name, point.value),
            parts=parts if place.level is not Level.GEMEENTE else (),
            reference=None if reading.against is None else Mark(reference_name, reading.against),
            unit=indicator.unit,
            decimals=indicator.decimals,
            low_word=low,
            high_word=high,
            places_are=_("de {kind} van {region}").format(kind=kind, region=region),
            parts_are=_("de delen van {place}").format(place=place.name),
            context=indicator.composition or indicator.direction is Direction.CONTEXT,
            step=_step(atlas, reading),
        ),
        f"lijn-{indicator.id}",
    )


def _step(atlas: Atlas, reading: Reading) -> float:
    """To which the publisher rounds this figure."""
    return 0.0 if reading.latest is None else atlas.rounding(reading.indicator, reading.latest.delivery)


def path_through_years(atlas: Atlas, profile: Profile, reading: Reading, reference_name: str) -> Picture | None:
    if reading.years_known < 2:
        return None
    indicator = reading.indicator
    references = []
    if reading.reference is not None and indicator.aggregation.rule != "sum":
        references.append(PathLine(reference_name, [_path_point(p) for p in reading.reference.points]))
    return path(
        PathChart(
            Words(
                _("{name} door de jaren").format(name=indicator.name),
                " ".join(
                    f"{p.year}: {exact(p.value, indicator)}." for p in reading.series.points if p.value is not None
                ),
            ),
            PathLine(profile.place.name, [_path_point(p) for p in reading.series.points]),
            references,
            unit=indicator.unit,
            decimals=indicator.decimals,
            events=_events(reading.series),
            context=indicator.composition or indicator.direction is Direction.CONTEXT,
            step=_step(atlas, reading),
        ),
        f"pad-{indicator.id}",
    )


# A difference through the years is drawn from this many years on.
LEAST_GAPS = 3


def gap_through_years(atlas: Atlas, reading: Reading, reference_name: str) -> Picture | None:
    """The difference alone, with what rounding can make of it, and chance where a model of it is known."""
    if reading.change is None or reading.reference is None:
        return None
    indicator, points = reading.indicator, []
    for point in reading.series.points:
        other = reading.reference.at(point.year)
        if point.value is None or other is None or other.value is None:
            continue
        value = as_shown(point.value, indicator.decimals) - as_shown(other.value, indicator.decimals)
        points.append(
            GapPoint(
                point.year,
                value,
                rounding=(value - reading.tolerance, value + reading.tolerance),
                chance=_chance(reading, point.year),
                comparable=point.comparable and other.comparable,
            )
        )
    if len(points) < LEAST_GAPS:
        return None
    above, below = gap_words.sides(indicator)
    return gap(
        GapChart(
            Words(
                _("Het verschil met {name} door de jaren").format(name=reference_name),
                sentences.moved(reading, reference_name),
            ),
            points,
            unit=gap_words.unit_of_gap(indicator),
            decimals=indicator.decimals,
            above=_("{side} dan {name}").format(side=above, name=reference_name),
            below=_("{side} dan {name}").format(side=below, name=reference_name),
            context=indicator.direction is Direction.CONTEXT,
            step=_step(atlas, reading),
        ),
        f"verschil-{indicator.id}",
    )


def _chance(reading: Reading, year: int) -> tuple[float, float] | None:
    both = pair(reading.bands, year, year)
    if both is None:
        return None
    band = difference(*both)
    return band.low, band.high


def _path_point(point: Point) -> PathPoint:
    return PathPoint(point.year, point.value, point.status, point.comparable)
