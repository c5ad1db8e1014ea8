"""The words that are known here, for each field of a kind that chooses among things."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext as _

from toetssteen.answers.snapshot.around import around
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place
from toetssteen.answers.snapshot.search import ORDER, normalized
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.web.accounts.roles import Actor
from toetssteen.web.accounts.selectors import organisation_kinds, organisations
from toetssteen.web.accounts.services import may_add_organisation
from toetssteen.web.alliances import selectors as alliance_selectors
from toetssteen.web.alliances.rules import Visibility, may_add
from toetssteen.web.alliances.selectors import places_by_code, unsaved_place
from toetssteen.web.imports.fields import FieldType, ListField, ListKind
from toetssteen.web.imports.mapping import folded
from toetssteen.web.imports.sheet import VISIBILITY
from toetssteen.web.imports.vocabulary import LITTLE, MISSING, VISIBILITY_STEMS, Vocabulary
from toetssteen.web.records.kinds import parties
from toetssteen.web.records.record import Record
from toetssteen.web.records.selectors import visible
from toetssteen.web.snapshots.selectors import serving

if TYPE_CHECKING:
    from toetssteen.web.alliances.models import Alliance

# How people say that it holds in the whole area.
WHOLE = ("heel", "hele", "gehele", "alle", "overal", "gebiedsbreed", "wijkbreed", "wijkoverstijgend", "stadsbreed")
# Words in the name of an alliance that say nothing of where it is.
NOWHERE = LITTLE | {"alliantie"}


def vocabularies(
    list_kind: ListKind, alliance: Alliance, actor: Actor, chosen: Mapping[str, Mapping[str, str]]
) -> dict[str, Vocabulary]:
    """By name, those of a kind. chosen: vocabulary -> folded word -> meaning."""
    known = [
        _parties(actor, alliance),
        _places(alliance),
        *(_records(field, alliance, actor) for field in list_kind.fields if field.type is FieldType.RECORD),
        *(_choices(field) for field in list_kind.fields if field.type is FieldType.CHOICE),
        _visibility(),
        # A day that is not understood is explained by another text that is.
        Vocabulary("days", {}, {}, {}, title=_("Datums"), kinds=(("dag", _("een dag")),)),
    ]
    for vocabulary in known:
        vocabulary.chosen = chosen.get(vocabulary.name, {})
    return {vocabulary.name: vocabulary for vocabulary in known}


def _home(alliance: Alliance) -> frozenset[str]:
    """The words of the alliance's name, and of its city's."""
    atlas = serving()
    codes = [place.code for place in alliance.places.all()]
    cities = [atlas.gazetteer.places[code].gemeente_name for code in codes if atlas and code in atlas.gazetteer.places]
    return frozenset(normalized(" ".join([alliance.name, *cities])).split()) - NOWHERE


def _elsewhere(alliance: Alliance) -> frozenset[str]:
    """The words of the names of the other alliances."""
    others = (other.name for other in alliance_selectors.alliances() if other.pk != alliance.pk)
    return frozenset(normalized(" ".join(others)).split()) - NOWHERE


def _parties(actor: Actor, alliance: Alliance) -> Vocabulary:
    home = _home(alliance)
    members = parties(actor, alliance) | {member.organisation_id for member in alliance.members.all()}
    all_organisations = list(organisations())
    called = {folded(each.key): each.key for each in all_organisations}
    called |= {folded(each.name): each.key for each in all_organisations}
    kinds = organisation_kinds() if may_add_organisation(actor) else ()
    return Vocabulary(
        "parties",
        {each.key: each for each in all_organisations},
        {each.key: each.name for each in all_organisations},
        called,
        title=_("Organisaties"),
        kinds=kinds,
        home=home,
        elsewhere=_elsewhere(alliance) - home,
        own=frozenset(each.key for each in all_organisations if each.pk in members),
    )


def _records(field: ListField, alliance: Alliance, actor: Actor) -> Vocabulary:
    records = field.spec.records
    model = cast(type[Record], field.model_field.related_model)
    candidates = visible(model, actor).filter(alliance=alliance) if records is None else records(actor, alliance)
    values = {str(record.pk): record for record in candidates}
    labels = {key: str(record) for key, record in values.items()}
    making = field.spec.making if may_add(actor, alliance.key, None) else None
    kinds = tuple((value, str(label)) for value, label in making.sorts) if making else ()
    called = {folded(label): key for key, label in labels.items()}
    return Vocabulary(field.name, values, labels, called, title=field.words, kinds=kinds)


def _choices(field: ListField) -> Vocabulary:
    values = {str(value): value for value in field.choices() if value != ""}
    labels = {str(value): label for value, label in field.choices().items() if value != ""}
    called = {folded(label): key for key, label in labels.items()} | {folded(key): key for key in labels}
    return Vocabulary(field.name, values, labels, called, title=field.words, stems=field.spec.stems)


def _visibility() -> Vocabulary:
    values = {word: Visibility(number) for word, number in VISIBILITY.items()}
    labels = {word: str(value.label) for word, value in values.items()}
    return Vocabulary(
        "visibility",
        values,
        labels,
        {word: word for word in values},
        title=_("Wie mag het zien"),
        stems=VISIBILITY_STEMS,
    )


def _places(alliance: Alliance) -> Vocabulary:
    """The alliance's own places and all that lies in them; any other by its code."""
    atlas = serving()
    own_places = [(place.code, place.name) for place in alliance.places.all()]
    codes = [code for code, _name in own_places]
    inside = [] if atlas is None else [(place.code, place.name) for place in below(atlas, codes)]
    labels = dict([*own_places, *inside])
    # The alliance's own come first where a wijk and a buurt have one name.
    called: dict[str, str] = {}
    for code, name in [*own_places, *inside]:
        called.setdefault(folded(name), code)
    called |= {folded(code): code for code in labels}
    saved = places_by_code()
    values = {code: saved.get(code) or unsaved_place(code, name) for code, name in labels.items()}

    def look_up(word: str) -> object:
        try:
            place = atlas.place(word) if atlas is not None else None
        except UnknownNameError:
            return MISSING
        if place is None:
            return MISSING
        return saved.get(place.code) or unsaved_place(place.code, place.name)

    return Vocabulary("places", values, labels, called, title=_("Plekken"), look_up=look_up, silent=WHOLE)


def below(atlas: Atlas, codes: Iterable[str]) -> list[Place]:
    """What lies in these places, the larger first, each in name order."""
    places: dict[str, Place] = {}
    for code in codes:
        try:
            inside = around(atlas, atlas.place(code)).inside
        except UnknownNameError:
            continue
        places |= {each: atlas.gazetteer.places[each] for each in inside if each in atlas.gazetteer.places}
    return sorted(places.values(), key=lambda place: (ORDER.index(place.level), place.name, place.code))
