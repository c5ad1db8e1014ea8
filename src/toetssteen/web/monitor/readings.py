"""One reading as a page shows it: the sentence, the picture, the table, and where it comes from; in that order."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from toetssteen.answers import sentences
from toetssteen.answers.atlas import Atlas
from toetssteen.answers.numbers import exact
from toetssteen.answers.profile import Part, Profile, Reading, Reference
from toetssteen.answers.series import Point
from toetssteen.kernel.areas import Level
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import Direction, Indicator
from toetssteen.web.ui.pictures import (
    Gap,
    GapPoint,
    LineOfPlaces,
    Mark,
    Path,
    PathLine,
    PathPoint,
    Picture,
    Words,
    gap,
    line_of_places,
    path,
)
from toetssteen.web.ui.pictures.line import direction_words

PLURAL = {Level.BUURT: _("buurten"), Level.WIJK: _("wijken"), Level.GEMEENTE: _("gemeenten")}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: a year or a place, its value in words, and what to say of it. link: lineage or profile."""

    name: str
    value: str
    remark: str
    year: int | None = None
    code: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A reading ready for the page. rounded: its sentence says "1 op de 6", so the exact value stands beside it."""

    id: str
    indicator: Indicator
    year: int
    value: str
    reference: str
    rounded: bool
    level: str
    compared: str
    distance: str
    moved: str
    since: int | None
    standing: str
    standing_word: str
    status: str
    origin: str
    line: Picture | None
    path: Picture | None
    gap: Picture | None
    years: tuple[Row, ...]
    parts: tuple[Row, ...]
    spread: str
    notes: tuple[str, ...]


def shown(atlas: Atlas, profile: Profile, reading: Reading, *, pictures: bool = True, deep: bool = False) -> Shown:
    """All a page needs of one reading that has a figure. deep: the difference drawn by itself as well."""
    point = reading.latest
    if point is None or point.value is None:
        raise ValueError(f"{reading.indicator.id} has no figure to show")
    indicator, place = reading.indicator, profile.place
    own_year = reading.series.points[0].year if profile.reference is Reference.START else None
    reference_name = profile.reference_name if own_year is None or profile.baseline else str(own_year)
    return Shown(
        indicator.id,
        indicator,
        point.year,
        exact(point.value, indicator),
        "" if reading.against is None or reading.gap is None else exact(reading.against, indicator),
        sentences.said(reading)[0] != exact(point.value, indicator),
        sentences.level(reading, place),
        sentences.compared(reading, profile.reference, reference_name),
        "" if reading.gap is None else sentences.distance(reading.gap, indicator, reference_name),
        sentences.moved(reading),
        None if reading.change is None else reading.change.first_year,
        "" if reading.standing is None else str(reading.standing),
        sentences.standing(reading),
        sentences.status(point.status),
        sentences.origin(point.kind),
        _line(atlas, profile, reading, reference_name) if pictures else None,
        _path(profile, reading, reference_name) if pictures else None,
        _gap(reading, reference_name) if deep else None,
        tuple(_year(p, reading) for p in reading.series.points),
        tuple(_part(p, indicator) for p in sorted(reading.parts, key=lambda p: (p.name, p.code))),
        _spread(reading),
        tuple(_notes(indicator)),
    )


def _notes(indicator: Indicator) -> list[str]:
    notes = []
    if indicator.composition:
        notes.append(_("Dit zegt wie hier wonen, niet hoe goed het gaat."))
    if indicator.minimum_cell:
        notes.append(
            _("De uitgever geeft dit cijfer alleen bij ten minste {n} mensen of woningen.").format(
                n=indicator.minimum_cell
            )
        )
    return notes


def _year(point: Point, reading: Reading) -> Row:
    """A year of the table, with what a reader must know: how it came to be, and a break before it."""
    indicator = reading.indicator
    other = reading.reference.at(point.year) if reading.reference is not None else None
    against = "" if other is None or other.value is None else exact(other.value, indicator)
    if point.value is None:
        return Row(str(point.year), "–", point.reason or sentences.status(point.status), point.year, reference=against)
    remarks = [sentences.origin(point.kind)]
    if point.status is not Status.OBSERVED:
        remarks.append(sentences.status(point.status))
    first = next((p for p in reading.series.points if p.value is not None), None)
    if not point.comparable and point is not first:
        remarks.append(_("niet te vergelijken met het cijfer ervoor"))
    return Row(str(point.year), exact(point.value, indicator), ", ".join(remarks), point.year, reference=against)


def _part(part: Part, indicator: Indicator) -> Row:
    if part.value is None:
        return Row(part.name, "–", sentences.status(Status(part.status)), code=part.code)
    return Row(part.name, exact(part.value, indicator), "", code=part.code)


def _spread(reading: Reading) -> str:
    """The place in the spread, without a rank: what the middle half of the places has."""
    spread = reading.spread
    if spread is None or spread.n < 4:
        return ""
    level = reading.places and _level(reading.places[0].code)
    return _("Bij de middelste helft van de {n} {places} ligt dit tussen {low} en {high}.").format(
        n=spread.n,
        places=PLURAL.get(level, _("plekken")) if level else _("plekken"),
        low=exact(spread.quarter, reading.indicator),
        high=exact(spread.three_quarters, reading.indicator),
    )


def _level(code: str) -> Level:
    return {"GM": Level.GEMEENTE, "WK": Level.WIJK}.get(code[:2], Level.BUURT)


def higher_is_better(indicator: Indicator) -> bool | None:
    return {Direction.HIGHER: True, Direction.LOWER: False}.get(indicator.direction)


def _line(atlas: Atlas, profile: Profile, reading: Reading, reference_name: str) -> Picture | None:
    """The line of places. Totals have none: they only tell which place is large."""
    indicator, place, point = reading.indicator, profile.place, reading.latest
    known = [p.value for p in reading.places if p.value is not None]
    if indicator.aggregation.rule == "sum" or point is None or len(known) < 3:
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
                _spread(reading),
            ),
        )
    )
    parts = tuple(Mark(p.name, p.value) for p in reading.parts if p.value is not None)
    return line_of_places(
        LineOfPlaces(
            Words(_("{name} in {year}").format(name=indicator.name, year=point.year), description),
            places=known,
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
        ),
        f"lijn-{indicator.id}",
    )


def _path(profile: Profile, reading: Reading, reference_name: str) -> Picture | None:
    if reading.years_known < 2:
        return None
    indicator = reading.indicator
    references = []
    if reading.reference is not None and indicator.aggregation.rule != "sum":
        references.append(PathLine(reference_name, [_path_point(p) for p in reading.reference.points]))
    return path(
        Path(
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
            context=indicator.composition or indicator.direction is Direction.CONTEXT,
        ),
        f"pad-{indicator.id}",
    )


# A difference through the years is drawn from this many years on.
LEAST_GAPS = 3


def _gap(reading: Reading, reference_name: str) -> Picture | None:
    """The difference alone, with what rounding can make of it; chance is not drawn, for no model of it is stated yet."""
    if reading.change is None or reading.reference is None:
        return None
    step, points = reading.tolerance, []
    for own in reading.series.points:
        other = reading.reference.at(own.year)
        if own.value is None or other is None or other.value is None:
            continue
        value = own.value - other.value
        points.append(
            GapPoint(
                own.year, value, rounding=(value - step, value + step), comparable=own.comparable and other.comparable
            )
        )
    if len(points) < LEAST_GAPS:
        return None
    indicator = reading.indicator
    unit = _("procentpunt") if indicator.unit == "%" else indicator.unit
    return gap(
        Gap(
            Words(_("Het verschil met {name} door de jaren").format(name=reference_name), sentences.moved(reading)),
            points,
            unit=unit,
            decimals=indicator.decimals,
            above=_("hoger dan {name}").format(name=reference_name),
            below=_("lager dan {name}").format(name=reference_name),
            context=indicator.direction is Direction.CONTEXT,
        ),
        f"verschil-{indicator.id}",
    )


def _path_point(point: Point) -> PathPoint:
    return PathPoint(point.year, point.value, point.status, point.comparable)
