"""What the pages show on which a place is found: by a question, or in the list of areas with a name of their own."""

from dataclasses import dataclass

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place
from toetssteen.answers.snapshot.search import Found, is_postcode
from toetssteen.kernel.definitions import NamedArea


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """What the template reads. postcode: the question is a postcode, by which nothing is found."""

    question: str
    matches: tuple[Found, ...]
    postcode: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AreasPage:
    """What the template reads: each area with its definition, in name order."""

    areas: tuple[tuple[Place, NamedArea], ...]


def search_page(question: str, matches: tuple[Found, ...]) -> SearchPage:
    return SearchPage(question=question, matches=matches, postcode=is_postcode(question))


def areas_page(atlas: Atlas) -> AreasPage:
    places = sorted(atlas.gazetteer.places.values(), key=lambda place: place.name)
    return AreasPage(areas=tuple((place, place.named) for place in places if place.named))
