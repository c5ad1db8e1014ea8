"""Everything else: the city without this place, the country without this gemeente."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from toetssteen.answers.figures.guarding import guard_secrets
from toetssteen.answers.figures.parts import finer, of_this_ground, over, tiles
from toetssteen.answers.figures.published import Point, in_stretch, published
from toetssteen.answers.figures.series import Series, build_series, fill_gaps
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place, Positions
from toetssteen.indicators.aggregate import AreaTotal, FigureKind
from toetssteen.kernel.areas import COUNTRY, Level
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import Indicator
from toetssteen.kernel.language import _

# Before the code of a place: everything else.
REST = "rest-"


def rest(atlas: Atlas, place: Place, indicator: Indicator, years: tuple[int, int] | None = None) -> Series:
    """The same indicator over everything else: the city without this place; the country without this gemeente.

    Added up from the other parts' own figures, never by subtraction. Refused for a year in which this place's
    own figure is secret (the rest would tell it) or in which the place has no figures at all: then we
    cannot say which of the others lie in it.
    """
    points: list[Point | None] = [None] * len(atlas.cube.years)
    for _others, total in worked_out(atlas, place, indicator):
        points = fill_gaps(atlas, points, total)
    return build_series(atlas, f"{REST}{place.code}", rest_name(atlas, place), indicator, points, years)


def worked_out(atlas: Atlas, place: Place, indicator: Indicator) -> Iterator[tuple[Positions, AreaTotal]]:
    """The other parts of the city or country and what they make, once per level of parts; first one first."""
    region = region_of(place)
    withheld = _own_secret(atlas, place, indicator)
    for level in _levels(place):
        if place.level is Level.GEBIED and not tiles(place, level):
            continue
        inside = _inside(atlas, place, level)
        region_areas = atlas.gazetteer.under(region, level)
        rest_areas = region_areas[~np.isin(region_areas, inside)]
        if not len(rest_areas):
            continue
        parts = over(atlas, indicator, rest_areas, region)
        if place.custom:
            parts = guard_secrets(atlas, place, indicator, rest_areas, parts)
        parts = of_this_ground(atlas, str(region), indicator, rest_areas, parts)
        delivered, secret = _delivered_and_secret(atlas, indicator, inside)
        delivered &= ~_means_other_ground(atlas, place, indicator)
        yield rest_areas, _without(parts, delivered, secret | withheld)
        if level is Level.WIJK:
            # Its buurten may be published: the rest that they leave would tell the figure all the same.
            withheld = withheld | secret


def region_of(place: Place) -> str:
    """The code of what the place lies in, of which the rest is asked: its gemeente, or the country."""
    return COUNTRY if place.level is Level.GEMEENTE else str(place.gemeente or COUNTRY)


def _own_secret(atlas: Atlas, place: Place, indicator: Indicator) -> NDArray[np.bool_]:
    """(years,): whether a figure that was published of a named area as a whole is secret; no level of parts shows it."""
    if place.level is not Level.GEBIED:
        return np.zeros(len(atlas.cube.years), dtype=np.bool_)
    own = published(atlas, place, indicator)
    return np.array([point is not None and point.status is Status.SECRET for point in own], dtype=np.bool_)


def _levels(place: Place) -> tuple[Level, ...]:
    """The levels at which the rest may be added up, the first one first: of an area in the order in which the area itself
    is made. A publisher may have buurten and no wijken."""
    if place.level is Level.GEBIED:
        return tuple(level for level in finer(place) if level is not Level.GEMEENTE)
    return (Level.WIJK, Level.BUURT) if place.level is Level.WIJK else (place.level,)


def _delivered_and_secret(
    atlas: Atlas, indicator: Indicator, inside: Positions
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Two masks (years,): whether any of `inside` has a cell, and whether one of these is secret."""
    row = atlas.cube.indicator_at(indicator.id)
    delivered = atlas.cube.deliveries[:, row, inside] != 0
    secret = atlas.cube.statuses[:, row, inside] == Status.SECRET
    return delivered.any(axis=1), (delivered & secret).any(axis=1)


def _means_other_ground(atlas: Atlas, place: Place, indicator: Indicator) -> NDArray[np.bool_]:
    """(years,): whether one of the place's codes stood for other ground: then that ground is missing from the rest."""
    result = np.zeros(len(atlas.cube.years), dtype=np.bool_)
    if place.level is Level.GEBIED:
        return result
    row = atlas.cube.indicator_at(indicator.id)
    for stretch in atlas.history(place.code):
        if atlas.cube.has_area(stretch.code):
            division = atlas.divisions[atlas.cube.deliveries[:, row, atlas.cube.area_at(stretch.code)]]
            result |= (division > 0) & ~in_stretch(stretch, division)
    return result


def _without(parts: AreaTotal, delivered: NDArray[np.bool_], secret: NDArray[np.bool_]) -> AreaTotal:
    refused = secret | ~delivered
    reasons = (
        _("het cijfer van deze plek zelf is geheim") if s else r for s, r in zip(secret, parts.reasons, strict=True)
    )
    return replace(
        parts,
        values=np.where(refused, np.nan, parts.values),
        kinds=tuple(FigureKind.REFUSED if r else k for r, k in zip(refused, parts.kinds, strict=True)),
        members=np.where(delivered, parts.members, 0),
        reasons=tuple(reasons),
    )


def rest_name(atlas: Atlas, place: Place) -> str:
    if place.level is Level.GEMEENTE:
        return _("de rest van {country}").format(country=atlas.snapshot.manifest.country)
    return _("de rest van {city}").format(city=place.gemeente_name)


def _inside(atlas: Atlas, place: Place, level: Level) -> Positions:
    if place.level is Level.GEBIED:
        return atlas.gazetteer.under(place, level)
    if level is not place.level:
        return atlas.gazetteer.under(place.code, level)
    codes = [stretch.code for stretch in atlas.history(place.code) if atlas.cube.has_area(stretch.code)]
    return atlas.cube.areas_at(codes or [place.code])
