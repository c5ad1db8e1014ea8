"""What the pages show on which something is found: by a question, or in the list of areas with a name of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.coverage import Cover, coverage
from toetssteen.answers.snapshot.derived import derived
from toetssteen.answers.snapshot.places import Place
from toetssteen.answers.snapshot.search import Found, is_postcode
from toetssteen.answers.snapshot.subjects import SAME, Hit
from toetssteen.kernel.areas import Level
from toetssteen.kernel.definitions import Domain, Indicator, NamedArea
from toetssteen.web.monitor.search.records import FoundRecord
from toetssteen.web.monitor.search.results import MOST_PLACES, Results

HEADINGS = {
    "plekken": gettext_lazy("Plekken"),
    "cijfers": gettext_lazy("Cijfers"),
    "themas": gettext_lazy("Thema’s"),
    "activiteiten": gettext_lazy("Activiteiten"),
    "organisaties": gettext_lazy("Organisaties"),
    "doelen": gettext_lazy("Doelen"),
}
# Of each sort of result at first; the rest is one link away.
MOST = 8
# Of each sort under the search box.
MOST_SUGGESTED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One thing that was found. notes: what it is, in a few words each; about: a sentence on it, or ""."""

    name: str
    address: str
    notes: tuple[str, ...]
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Results of one sort. results: those shown, of `number` there are."""

    id: str
    heading: str
    results: tuple[Result, ...]
    number: int

    @property
    def cut(self) -> bool:
        """Whether there may be more than were looked for."""
        return self.id == "plekken" and self.number >= MOST_PLACES


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """What the template reads. apart: subject and place, where the question was taken apart. mended: what the results are of, where nothing is called as the question is. whole: the one
    group that is asked for. postcode: the question is a postcode, by which nothing is found. incomplete: the database does
    not answer, so records of alliances were not searched."""

    question: str
    groups: tuple[Group, ...]
    apart: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()
    whole: str = ""
    postcode: bool = False
    incomplete: bool = False

    @property
    def number(self) -> int:
        return sum(group.number for group in self.groups)


@dataclass(frozen=True, slots=True, kw_only=True)
class AreasPage:
    """What the template reads: each area with its definition, in name order."""

    areas: tuple[tuple[Place, NamedArea], ...]


def search_page(atlas: Atlas, question: str, results: Results, whole: str = "") -> SearchPage:
    """whole: the id of a group that is shown alone and whole; another word shows all of them, each cut short."""
    whole = whole if whole in HEADINGS else ""
    groups = (
        Group(
            id=kind,
            heading=str(HEADINGS[kind]),
            results=tuple(shown(atlas, hit) for hit in (hits if whole else hits[:MOST])),
            number=len(hits),
        )
        for kind, hits in sorted(found(results).items(), key=_order)
        if whole in ("", kind)
    )
    return SearchPage(
        question=question,
        groups=tuple(groups),
        apart=results.apart,
        mended=results.mended,
        whole=whole,
        postcode=is_postcode(question),
        incomplete=results.incomplete,
    )


def suggestions(atlas: Atlas, results: Results) -> list[dict[str, str]]:
    """The first results of each sort, for the list under the search box."""
    groups = [hits[:MOST_SUGGESTED] for _kind, hits in sorted(found(results).items(), key=_order)]
    first = [shown(atlas, hit) for hits in groups for hit in hits]
    return [{"name": one.name, "what": one.notes[0], "address": one.address} for one in first]


def _order(group: tuple[str, Sequence[Found | Hit[Any]]]) -> tuple[bool, int]:
    """First the sorts of which something is called just so, such as the theme Wonen."""
    kind, hits = group
    return hits[0].score < SAME, list(HEADINGS).index(kind)


def found(results: Results) -> dict[str, Sequence[Found | Hit[Any]]]:
    """All that was found, by sort, without the sorts of which nothing was."""
    places: dict[str, Sequence[Found | Hit[Any]]] = {"plekken": results.places} if results.places else {}
    return places | dict(results.hits)


def shown(atlas: Atlas, hit: Found | Hit[Any]) -> Result:
    """How a result reads."""
    if isinstance(hit, Found):
        return _place(hit)
    if isinstance(hit.thing, Indicator):
        return _figure(atlas, hit.thing, hit.called)
    if isinstance(hit.thing, Domain):
        return _theme(atlas, hit.thing, hit.called)
    record: FoundRecord = hit.thing
    return Result(name=record.name, address=record.address, notes=_filled(record.what, record.where))


def _place(hit: Found) -> Result:
    place = hit.place
    kind = place.named.kind if place.named else str(place.level)
    city = place.gemeente_name if place.gemeente and place.level is not Level.GEMEENTE else ""
    last = _("stond voor het laatst in de indeling van {year}").format(year=hit.last) if hit.last else ""
    code = "" if place.level in (Level.GEBIED, Level.LAND) else place.code
    address = reverse("monitor:profile", kwargs={"code": place.code})
    where = _("{kind} in {city}").format(kind=kind, city=city) if city else str(kind)
    return Result(name=place.name, address=address, notes=_filled(where, code, hit.called, last))


def _figure(atlas: Atlas, indicator: Indicator, called: str) -> Result:
    cover = _covers(atlas)[indicator.id]
    theme = next((domain.name for domain in atlas.domains if domain.id == indicator.domain), "")
    if indicator.wanted:
        there_is = _("Nog geen bron: dit cijfer zouden wij willen hebben.")
    elif cover.years:
        there_is = ngettext("Eén jaar; per {levels}.", "{n} jaren; per {levels}.", cover.years).format(
            n=cover.years, levels=", ".join(cover.levels)
        )
    else:
        there_is = _("Nog geen cijfers.")
    address = reverse("monitor:figure", kwargs={"name": indicator.id})
    notes = _filled(_("cijfer over {theme}").format(theme=theme), _also(called))
    return Result(name=indicator.name, address=address, notes=notes, about=f"{indicator.meaning} {there_is}")


def _theme(atlas: Atlas, domain: Domain, called: str) -> Result:
    number = sum(indicator.domain == domain.id for indicator in atlas.indicators.values())
    count = ngettext("thema met één cijfer", "thema met {n} cijfers", number).format(n=number)
    address = f"{reverse('monitor:figures')}#{domain.id}"
    return Result(name=domain.name, address=address, notes=_filled(count, _also(called)), about=domain.question)


def _also(called: str) -> str:
    return _("gevonden met “{word}”").format(word=called) if called else ""


def _filled(*notes: str) -> tuple[str, ...]:
    return tuple(note for note in notes if note)


@derived(most=1)
def _covers(atlas: Atlas) -> dict[str, Cover]:
    return {cover.indicator.id: cover for cover in coverage(atlas).rows}


def areas_page(atlas: Atlas) -> AreasPage:
    places = sorted(atlas.gazetteer.places.values(), key=lambda place: place.name)
    return AreasPage(areas=tuple((place, place.named) for place in places if place.named))
