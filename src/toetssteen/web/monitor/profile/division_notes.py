"""What became of a code: recoded, merged, or what it was before. Said on the page of a place."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place
from toetssteen.kernel.areas import AreaCode, Level
from toetssteen.warehouse.ground import GroundLink


@dataclass(frozen=True, slots=True)
class DivisionNote:
    """A sentence, and the places it is about."""

    text: str
    places: tuple[Place, ...]


def notes(atlas: Atlas, place: Place) -> list[DivisionNote]:
    """In reading order: where the place went on, what it was before, which gemeenten went on in it."""
    if place.level is Level.GEBIED:
        return []
    code = AreaCode(place.code)
    return [*_gone(atlas, code), *_went_on(atlas, code), *_was(atlas, code), *_merged(atlas, place, code)]


def _gone(atlas: Atlas, code: AreaCode) -> list[DivisionNote]:
    gone = atlas.snapshot.register.gone_since(code)
    if gone is None:
        return []
    last, newest = gone
    text = _("Deze plek staat niet meer in de indeling van {newest}. Voor het laatst stond zij in die van {last}.")
    return [DivisionNote(text.format(newest=newest, last=last), ())]


def _went_on(atlas: Atlas, code: AreaCode) -> list[DivisionNote]:
    notes = []
    link = atlas.snapshot.register.successor(code)
    if link is not None:
        text = _("De code {code} is niet meer in gebruik. {same} Sinds {year} staan de cijfers bij:").format(
            code=code, same=_same(link), year=link.later
        )
        notes.append(DivisionNote(text, _places(atlas, [link.code])))
    for merger in atlas.mergers.values():
        if code in merger.former and code != merger.code:
            text = _(
                "Deze gemeente is samengevoegd met een of meer andere en bestaat niet meer. Het gebied ligt nu in:"
            )
            notes.append(DivisionNote(text, _places(atlas, [merger.code])))
    return notes


def _was(atlas: Atlas, code: AreaCode) -> list[DivisionNote]:
    link = atlas.snapshot.register.link_of(code)
    if link is None:
        return []
    text = _(
        "De code van deze plek veranderde in {year}. {same} De cijfers van daarvoor staan er daarom bij. Eerst was het:"
    )
    return [DivisionNote(text.format(year=link.later, same=_same(link)), _places(atlas, [link.former]))]


def _same(link: GroundLink) -> str:
    return _("De grens bleef gelijk.") if link.by == "outline" else _("Naam en oppervlakte bleven gelijk.")


def _merged(atlas: Atlas, place: Place, code: AreaCode) -> list[DivisionNote]:
    merger = atlas.mergers.get(code)
    if merger is None:
        return []
    if not merger.whole:
        text = _(
            "Hierin zijn deze gemeenten opgegaan. Ook andere grenzen veranderden, dus hun cijfers tellen we niet op:"
        )
    elif code in merger.former:
        text = _("Deze gemeente is gegroeid. Cijfers van voor de samenvoeging rekenen we uit, uit de cijfers van:")
    else:
        text = _(
            "Deze gemeente ontstond uit een samenvoeging. Cijfers van daarvoor rekenen we uit, uit de cijfers van:"
        )
    return [DivisionNote(text, _places(atlas, merger.former))]


def _places(atlas: Atlas, codes: list[AreaCode] | tuple[AreaCode, ...]) -> tuple[Place, ...]:
    return tuple(atlas.gazetteer.places[code] for code in codes if code in atlas.gazetteer.places)
