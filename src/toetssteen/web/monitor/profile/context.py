"""The page of a place, as far as it is made of figures. These stay as they are until the next snapshot, so what was
made is kept for who asks next, whoever that is; what goes on there is asked anew each time."""

from collections.abc import Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from django.urls import get_script_prefix
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from toetssteen.answers.figures import profile as answers
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.memory import Memory
from toetssteen.answers.snapshot.places import Place
from toetssteen.answers.words.absence import uninhabited
from toetssteen.kernel.areas import COUNTRY, Level
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.web.monitor.compare import views as compare_pages
from toetssteen.web.monitor.custom import views as custom_pages
from toetssteen.web.monitor.downloads import figures as offered
from toetssteen.web.monitor.downloads import tables as listings
from toetssteen.web.monitor.profile import division_notes
from toetssteen.web.monitor.profile.cards import Shown, shown
from toetssteen.web.ui.figures import Figure
from toetssteen.web.ui.navigation import Link
from toetssteen.web.ui.tables import Table


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of the page asks. reference: None for the one that suits the place; theme: "" for all."""

    code: str
    reference: answers.Reference | None = None
    baseline: int | None = None
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """For `pages.show`: nothing in it depends on who asks, or when."""

    context: Mapping[str, object]
    figures: tuple[Figure, ...]
    tables: tuple[Table, ...]


# About a megabyte each, half of it pictures.
MOST_KEPT = 96
# The addresses and the words in it are of one prefix (see `pinned`) and one language.
Key = tuple[Asked, str, str]
_kept: WeakKeyDictionary[Atlas, Memory[Key, Made]] = WeakKeyDictionary()


def asked(atlas: Atlas, place: Place, query: Mapping[str, str]) -> Asked:
    """Raises UnknownNameError for a theme, reference or year that is none."""
    theme = query.get("thema", "")
    if theme and theme not in {d.id for d in atlas.domains}:
        raise UnknownNameError(_("Het thema “{theme}” kennen wij niet.").format(theme=theme[:40]))
    return Asked(place.code, _reference(query.get("met", "")), _year(query.get("sinds", "")), theme)


def made(atlas: Atlas, asked: Asked) -> Made:
    """Raises UnknownNameError for a reference or year that this place does not have."""
    if atlas.place(asked.code).custom:
        # There is no end to the areas readers make for themselves: they would push out all others.
        return _make(atlas, asked)
    key = (asked, get_script_prefix(), get_language() or "")
    return _kept.setdefault(atlas, Memory(MOST_KEPT)).get(key, lambda: _make(atlas, asked))


def _reference(text: str) -> answers.Reference | None:
    if not text:
        return None
    try:
        return answers.Reference(text)
    except ValueError:
        raise UnknownNameError(_("Vergelijken kan met: rest, stad, land of begin.")) from None


def _year(text: str) -> int | None:
    if not text:
        return None
    if not (text.isdecimal() and len(text) == 4):
        raise UnknownNameError(_("“{text}” is geen jaar. Schrijf een jaar als 2016.").format(text=text[:20]))
    return int(text)


def _make(atlas: Atlas, asked: Asked) -> Made:
    place, theme = atlas.place(asked.code), asked.theme
    found = answers.profile(atlas, asked.code, asked.reference, asked.baseline, theme or None)
    cards: dict[str, Shown] = {}

    def card(reading: answers.Reading, *, pictures: bool = False) -> Shown:
        """A reading stands in several places on the page; its words are made once."""
        if reading.indicator.id not in cards:
            cards[reading.indicator.id] = shown(atlas, found, reading, pictures=pictures, deep=bool(theme))
        return cards[reading.indicator.id]

    empty = uninhabited(atlas, str(place.code), atlas.cube.years[-1])
    themes = []
    for part in found.themes:
        key = [r for r in part.readings if r.indicator.key or theme]
        themes.append(
            {
                "domain": part.domain,
                "list_id": listings.more_id(part.domain),
                "cards": [card(r, pictures=True) for r in key],
                "more": [card(r) for r in part.readings if not (r.indicator.key or theme)],
                "wanted": part.wanted,
                "unknown": part.unknown_here,
                "secret": part.secret_here,
                "empty": empty,
            }
        )
    context = {
        "place": place,
        "profile": found,
        "theme": theme,
        "themes": [t for t in themes if t["cards"] or t["more"]],
        "silent": [t for t in themes if not t["cards"] and not t["more"]],
        "judged": bool(found.well or found.alike or found.other or found.older),
        **{name: [card(r) for r in getattr(found, name)] for name in ("well", "alike", "other", "closing", "older")},
        "has_figures": any(t.readings for t in found.themes),
        "opening": [card(r) for r in _opening(found)],
        "only_people": place.level in (Level.BUURT, Level.GEBIED)
        and {r.indicator.domain for t in found.themes for r in t.readings if r.indicator.key} <= {"bevolking"},
        "wijken": _wijken(atlas, place),
        "cut": [atlas.gazetteer.places[c] for c in place.cut if c in atlas.gazetteer.places],
        "rail_label": _("Thema's"),
        "rail": _rail(found),
        "references": [(str(r), answers.reference_name(atlas, place, r)) for r in answers.references(place)],
        "years": atlas.cube.years,
        "above": _above(atlas, place),
        "parts": _parts(atlas, place),
        "variants": [atlas.place(v) for v in place.named.variants] if place.named else [],
        "named": _named_around(atlas, place),
        "beside": compare_pages.address([place]),
        "edit": custom_pages.edit_address(place) if place.custom else "",
        "divisions": division_notes.notes(atlas, place),
    }
    elsewhere = listings.elsewhere(found)
    context["elsewhere"] = elsewhere
    offer = tuple(offered.of_card(place, one) for one in cards.values() if one.years is not None)
    return Made(
        context,
        offer,
        (*listings.more(found, [(t["domain"], t["more"]) for t in themes]), *([elsewhere] if elsewhere else [])),
    )


def _opening(found: answers.Profile) -> list[answers.Reading]:
    """How many people live here: the first thing a reader wants to know."""
    return [r for t in found.themes for r in t.readings if r.indicator.id == "inwoners"]


def _wijken(atlas: Atlas, place: Place) -> list[Place]:
    """The wijken in which a buurt or a set of buurten lies."""
    if place.level is Level.BUURT:
        wijk = atlas.cube.areas[atlas.cube.area_at(place.code)].parent
        codes = [wijk] if wijk is not None else []
    else:
        codes = [*place.whole, *place.cut]
    return [atlas.gazetteer.places[c] for c in codes if c in atlas.gazetteer.places]


def _rail(found: answers.Profile) -> list[Link]:
    return [Link(f"#{t.domain.id}", t.domain.name) for t in found.themes if t.readings]


def _above(atlas: Atlas, place: Place) -> list[Place]:
    """The places this one lies in, the largest first."""
    if place.level is Level.LAND:
        return []
    chain: list[Place] = []
    if place.level is Level.GEBIED:
        chain = [atlas.gazetteer.places[str(place.gemeente)]] if str(place.gemeente) in atlas.gazetteer.places else []
    else:
        code = atlas.cube.areas[atlas.cube.area_at(place.code)].parent
        while code is not None and code != COUNTRY:
            if code in atlas.gazetteer.places:
                chain.insert(0, atlas.gazetteer.places[code])
            code = code.parent
    return [atlas.gazetteer.places[COUNTRY], *chain]


def _parts(atlas: Atlas, place: Place) -> list[Place]:
    """The places this one is made of, in name order."""
    if place.named and place.named.parts:
        return [atlas.place(part) for part in place.named.parts]
    return sorted((atlas.gazetteer.places[c] for c in atlas.gazetteer.parts(place)), key=lambda p: (p.name, p.code))


def _named_around(atlas: Atlas, place: Place) -> list[Place]:
    """Named areas that this buurt or wijk lies in (for a part), or that lie in this gemeente."""
    found = []
    for other in atlas.gazetteer.places.values():
        if other.named is None or other.code == place.code:
            continue
        inside = place.code in other.members or place.code in other.whole or place.code in other.cut
        if inside or (place.level is Level.GEMEENTE and other.gemeente == place.code):
            found.append(other)
    return sorted(found, key=lambda p: p.name)
