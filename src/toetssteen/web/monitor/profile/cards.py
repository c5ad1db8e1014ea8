"""One reading as a page shows it: the sentence, the picture, the table, and where it comes from; in that order."""

from dataclasses import dataclass

from toetssteen.answers.figures.against_reference import Reading, Reference
from toetssteen.answers.figures.numbers import exact
from toetssteen.answers.figures.profile import Profile, beside_name
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.revisions import revised_here
from toetssteen.answers.words import gap_words, sentences
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import Indicator
from toetssteen.web.monitor.downloads import provenance
from toetssteen.web.monitor.profile import card_pictures, card_tables, reading_notes
from toetssteen.web.ui.pictures import (
    Picture,
)
from toetssteen.web.ui.tables import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A reading ready for the page. reference_year: of the reference, where that is an earlier year. reference_origin: the code under which the
    reference leads to where it comes from; "" where there is none. rounded: its sentence says "1 op de 6", so the exact value stands beside it.
    closer, known, was: for a line of a list, see `answers.words.gap_words`."""

    id: str
    indicator: Indicator
    year: int
    value: str
    reference: str
    reference_year: int | None
    reference_origin: str
    rounded: bool
    level: str
    compared: str
    distance: str
    moved: str
    course: str
    closer: str
    known: str
    was: str
    estimated: bool
    by_chance: bool
    distorted: str
    visitors: bool
    standing: str
    standing_word: str
    status: str
    origin: str
    line: Picture | None
    path: Picture | None
    gap: Picture | None
    years: Table | None
    parts: Table | None
    spread: str
    notes: tuple[str, ...]
    source: str
    revised: bool


def card(atlas: Atlas, profile: Profile, reading: Reading, *, pictures: bool = True, deep: bool = False) -> Card:
    """All a page needs of one reading that has a figure. deep: the difference drawn by itself as well."""
    point = reading.latest
    if point is None or point.value is None:
        raise ValueError(f"{reading.indicator.id} has no figure to show")
    indicator, place = reading.indicator, profile.place
    reference_name = beside_name(profile, reading)
    own_year = reading.beside.year if profile.reference is Reference.START and reading.beside is not None else None
    return Card(
        id=indicator.id,
        indicator=indicator,
        year=point.year,
        value=exact(point.value, indicator),
        reference="" if reading.against is None or reading.gap is None else exact(reading.against, indicator),
        reference_year=own_year,
        reference_origin=_reference_code(reading),
        rounded=sentences.value_and_reference(reading)[0] != exact(point.value, indicator),
        level=sentences.level(reading, place),
        compared=sentences.compared(reading, profile.reference, reference_name),
        distance=gap_words.distance(reading, reference_name),
        moved=sentences.moved(reading, reference_name),
        course=" ".join(filter(None, (gap_words.course(reading, reference_name), gap_words.jumped(reading)))),
        closer=gap_words.closer(reading),
        known=gap_words.year_and_kind(reading),
        was=gap_words.start_value(reading),
        estimated=point.status is Status.ESTIMATED,
        by_chance=all(reading.bands),
        distorted=reading_notes.distorted(indicator),
        visitors=indicator.visitors,
        standing="" if reading.standing is None else str(reading.standing),
        standing_word=sentences.standing(reading),
        status=sentences.status(point.status),
        origin=sentences.origin(point.kind),
        line=card_pictures.line(atlas, profile, reading, reference_name) if pictures else None,
        path=card_pictures.path_through_years(atlas, profile, reading, reference_name) if pictures else None,
        gap=card_pictures.gap_through_years(atlas, reading, reference_name) if deep else None,
        years=card_tables.years(atlas, place, reading, reference_name) if pictures else None,
        parts=card_tables.parts(atlas, place, reading) if pictures else None,
        spread=card_pictures.spread(place, reading),
        notes=(*reading_notes.of_definition(indicator), *reading_notes.of_rounded_count(atlas, reading)),
        source=provenance.source_line(atlas, (indicator.id,), point.year) if pictures else "",
        revised=(indicator.id, point.year) in revised_here(atlas, str(place.code)),
    )


def _reference_code(reading: Reading) -> str:
    """The code of the place, or of everything else around it, that the figure is compared with."""
    if reading.reference is None or reading.against is None:
        return ""
    return reading.reference.code
