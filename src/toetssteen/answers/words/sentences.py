"""Answers in words a resident can read aloud (B1), made from the answer and never typed."""

import numpy as np

from toetssteen.analysis.gap import Standing
from toetssteen.answers.figures.against_reference import Reading, Reference
from toetssteen.answers.figures.numbers import spoken, spoken_pair
from toetssteen.answers.figures.published import Point
from toetssteen.answers.figures.series import Series
from toetssteen.answers.snapshot.places import Place
from toetssteen.answers.words import gap_words
from toetssteen.indicators.aggregate import FigureKind
from toetssteen.kernel.areas import Level
from toetssteen.kernel.cells import Status
from toetssteen.kernel.language import _


def level(reading: Reading, place: Place) -> str:
    """The level: "In Lindehof woont 1 op de 6 mensen in een huishouden met een laag inkomen (2022)."."""
    point = reading.latest
    if point is None or point.value is None:
        return nothing_known(reading, place)
    value = value_and_reference(reading)[0]
    if point.kind is FigureKind.APPROXIMATE:
        value = _("bij benadering {value}").format(value=value)
    pattern = reading.indicator.sentence or _("{gebied}: {naam} is {waarde}.")
    return pattern.format(gebied=place.name, waarde=value, naam=reading.indicator.name)


def value_and_reference(reading: Reading) -> tuple[str, str]:
    """The value and the reference's in one manner: see `spoken_pair`. The second is "" where nothing stands beside it."""
    indicator, value = reading.indicator, reading.latest.value if reading.latest else None
    if reading.against is None or reading.gap is None or value is None:
        return "" if value is None else spoken(value, indicator), ""
    return spoken_pair(value, reading.against, indicator)


def compared(reading: Reading, reference: Reference, name: str) -> str:
    """The reference beside it: "In de rest van Rietstad is dat 1 op de 10."; "" when there is none."""
    if reading.against is None or reading.gap is None:
        return ""
    value = value_and_reference(reading)[1]
    if reference is Reference.START:
        return _("In {name} was dat {value}.").format(name=name, value=value)
    if reading.beside is not None and reading.beside.kind is FigureKind.APPROXIMATE:
        return _("In {name} is dat bij benadering {value}.").format(name=name, value=value)
    return _("In {name} is dat {value}.").format(name=name, value=value)


def all_sentences(reading: Reading, place: Place, reference: Reference, name: str) -> tuple[str, ...]:
    """All sentences of a reading, in the order of a page: level, comparison, gap, change of the gap, course of both."""
    sentences = (
        level(reading, place),
        compared(reading, reference, name),
        gap_words.distance(reading, name),
        moved(reading, name),
        gap_words.course(reading, name),
        gap_words.jumped(reading),
    )
    return tuple(text for text in sentences if text)


def moved(reading: Reading, name: str) -> str:
    """The change of the gap to `name`; or why there is none to show. Against an earlier year of its own the gap is the
    change: ""."""
    if reading.change is not None:
        return gap_words.changed(reading, name)
    if reading.reference is None and reading.gap is not None:
        return ""
    if reading.years_known < 2:
        return _("Er is maar één jaar bekend. Daarom kunnen we geen verandering laten zien.")
    if reading.gap is None:
        return ""
    if reading.reference is not None and _years_in_both(reading.series, reading.reference) < 2:
        return _("Er is maar één jaar waarin we beide kennen. Daarom kunnen we geen verandering laten zien.")
    return _("De jaren zijn niet met elkaar te vergelijken. Daarom laten we geen verandering zien.")


def _years_in_both(first: Series, second: Series) -> int:
    return int((~np.isnan(first.values) & ~np.isnan(second.values)).sum())


def standing(reading: Reading) -> str:
    """One or two words: how it stands to the reference."""
    return {
        Standing.BETTER: _("beter"),
        Standing.SAME: _("ongeveer gelijk"),
        Standing.WORSE: _("minder goed"),
        Standing.UNDIRECTED: _("geen beter of slechter"),
        None: "",
    }[reading.standing]


def nothing_known(reading: Reading, place: Place) -> str:
    """Why there is no figure, in a calm voice."""
    if reading.secret:
        return _("Voor {place} is dit geheim.").format(place=place.name)
    if reading.unpublished:
        return _("Dit cijfer is nog niet gepubliceerd.")
    if place.level is Level.BUURT:
        return _("Voor deze buurt is dit niet bekend.")
    return _("Voor {place} is dit niet bekend.").format(place=place.name)


def status(value: Status) -> str:
    """A cell's status in words."""
    return {
        Status.OBSERVED: _("vastgesteld"),
        Status.ESTIMATED: _("geschat met een rekenmodel"),
        Status.PROVISIONAL: _("voorlopig"),
        Status.SECRET: _("geheim: te weinig mensen of woningen"),
        Status.LATER: _("komt later"),
        Status.STOPPED: _("gestopt"),
        Status.ABSENT: _("geen cijfer"),
        Status.UNPUBLISHED: _("nog niet gepubliceerd"),
    }[value]


def origin(kind: FigureKind) -> str:
    """How a figure came to be, in words."""
    return {
        FigureKind.PUBLISHED: _("gepubliceerd"),
        FigureKind.EXACT: _("berekend uit de delen"),
        FigureKind.APPROXIMATE: _("bij benadering, berekend uit de delen"),
        FigureKind.REFUSED: _("niet te berekenen"),
    }[kind]


def how_known(point: Point, first: Point | None) -> list[str]:
    """What a reader must know of a year: how its figure came to be, and a break before it. first: the first of the
    series with a figure, before which there is nothing to compare with."""
    if point.value is None:
        return [point.reason or status(point.status)]
    remarks = [origin(point.kind)]
    if point.status is not Status.OBSERVED:
        remarks.append(status(point.status))
    if not point.comparable and point is not first:
        remarks.append(
            _("niet te vergelijken met het cijfer ervoor: {why}").format(why=point.broken)
            if point.broken
            else _("niet te vergelijken met het cijfer ervoor")
        )
    return remarks
