"""What the page with places side by side shows, and what can be added to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from toetssteen.answers.comparison import compare_words
from toetssteen.answers.comparison.compare import MOST_PLACES, Comparison, themes
from toetssteen.answers.comparison.focus import focus_places
from toetssteen.answers.figures.against_reference import Reference
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place
from toetssteen.answers.snapshot.search import Found
from toetssteen.kernel.areas import Level
from toetssteen.kernel.definitions import Domain
from toetssteen.kernel.language import listed
from toetssteen.web.monitor import addresses
from toetssteen.web.monitor.compare.rows import ComparedRow, compared_row

MOST_SUGGESTED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareQuery:
    """What the address asks. left_out: codes beyond the most places; reference: what they are compared with, or "";
    question: the name of a place to add; matches: what it may be."""

    places: tuple[Place, ...]
    left_out: tuple[str, ...]
    theme: str
    reference: str
    question: str
    matches: tuple[Found, ...]

    def with_place(self, place: Place) -> str:
        """The address of the page with one place more."""
        return addresses.comparison([*self.places, place], self.theme, self.reference)

    def without(self, place: Place) -> str:
        """The address of the page with one place less."""
        return addresses.comparison([p for p in self.places if p is not place], self.theme, self.reference)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparePage:
    """What the template reads. places: each with what it is and the address without it; matches, suggested: each with the
    address that adds it; most: how many places fit; references: value and name of what can be compared with."""

    title: str
    places: tuple[tuple[Place, str, str], ...]
    comparison: Comparison | None
    rows: tuple[ComparedRow, ...]
    left_aside: str
    matches: tuple[tuple[Found, str], ...]
    question: str
    full: bool
    most: int
    left_out: tuple[str, ...]
    themes: tuple[Domain, ...]
    references: tuple[tuple[str, str], ...]
    suggested: tuple[tuple[Place, str], ...]


def compare_page(atlas: Atlas, query: CompareQuery, comparison: Comparison | None) -> ComparePage:
    places, full = query.places, len(query.places) >= MOST_PLACES
    return ComparePage(
        title=_title(places),
        places=tuple((place, _about(place), query.without(place)) for place in places),
        comparison=comparison,
        rows=tuple(compared_row(atlas, comparison, row) for row in comparison.rows) if comparison else (),
        left_aside=compare_words.left_aside(comparison.rows) if comparison else "",
        matches=tuple((match, query.with_place(match.place)) for match in query.matches if match.place not in places),
        question=query.question,
        full=full,
        most=MOST_PLACES,
        left_out=query.left_out,
        themes=themes(atlas),
        references=tuple(_references(atlas, comparison)),
        suggested=() if full else tuple((p, query.with_place(p)) for p in _suggested(atlas, places)),
    )


def _references(atlas: Atlas, comparison: Comparison | None) -> list[tuple[str, str]]:
    if comparison is None:
        return []
    city = comparison.places[0].gemeente_name
    names = {Reference.CITY: city, Reference.COUNTRY: atlas.snapshot.manifest.country}
    return [(str(reference), names[reference]) for reference in comparison.references]


def _title(places: Sequence[Place]) -> str:
    if not places:
        return _("Vergelijk plekken")
    if len(places) == 1:
        return _("Vergelijk {name} met andere plekken").format(name=places[0].name)
    return _("{names} naast elkaar").format(names=listed([place.name for place in places]))


def _about(place: Place) -> str:
    """What kind of place it is, so that two with one name can be told apart."""
    if place.custom:
        return _("zelf samengesteld, {city}").format(city=place.gemeente_name)
    kind = place.named.kind if place.named else str(place.level)
    inside = place.gemeente_name if place.level not in (Level.GEMEENTE, Level.LAND) else ""
    return ", ".join(filter(None, (kind, inside)))


def _suggested(atlas: Atlas, places: Sequence[Place]) -> list[Place]:
    """Places to begin with: the focus areas; beside a first one the named areas and its city."""
    if not places:
        return [p for p in focus_places(atlas) if p.members][:MOST_SUGGESTED]
    if len(places) > 1:
        return []
    first = places[0]
    named = [
        p
        for p in atlas.gazetteer.places.values()
        if p.named and p.members and p.gemeente == first.gemeente and p.code != first.code
    ]
    city = atlas.gazetteer.places.get(str(first.gemeente))
    near = [city] if city and city.code != first.code else []
    return [*near, *sorted(named, key=lambda p: p.name)][:MOST_SUGGESTED]
