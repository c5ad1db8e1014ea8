"""The page of a place, as far as it is made of figures. It is kept until the next snapshot, for every reader; what goes
on in the place is looked up at each request."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.urls import get_script_prefix
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from toetssteen.answers.figures import profile as answers
from toetssteen.answers.figures.against_reference import Reading, Reference
from toetssteen.answers.snapshot.atlas import PEOPLE, Atlas
from toetssteen.answers.snapshot.derived import derived
from toetssteen.answers.snapshot.places import Place
from toetssteen.answers.words.absence import uninhabited
from toetssteen.kernel.areas import Level
from toetssteen.kernel.definitions import Domain, Indicator
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.web.monitor import addresses
from toetssteen.web.monitor.downloads import figures as download_figures
from toetssteen.web.monitor.downloads import tables as download_tables
from toetssteen.web.monitor.profile import around, division_notes, reading_notes
from toetssteen.web.monitor.profile.at_a_glance import GlancePage, at_a_glance
from toetssteen.web.monitor.profile.cards import Card, card
from toetssteen.web.monitor.profile.happening import Happening
from toetssteen.web.monitor.profile.location import location
from toetssteen.web.ui.figures import Figure
from toetssteen.web.ui.navigation import NavigationLink
from toetssteen.web.ui.tables import Table


@dataclass(frozen=True, slots=True)
class ProfileQuery:
    """What the address of the page asks. reference: None for the one that suits the place; theme: "" for all.
    whole: every figure with its pictures on the one page; without it no card has pictures or tables."""

    code: str
    reference: Reference | None = None
    baseline: int | None = None
    theme: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeSection:
    """One theme of the page. number: of figures that are known here; cards: with pictures; more: in a table; both empty on the
    first screen alone. wanted: no open source yet; unknown, secret, unpublished: not known, withheld or not there yet, for
    this place; empty: nobody lives here."""

    domain: Domain
    number: int
    list_id: str
    cards: tuple[Card, ...]
    more: tuple[Card, ...]
    wanted: tuple[Indicator, ...]
    unknown: tuple[Indicator, ...]
    secret: tuple[Indicator, ...]
    unpublished: tuple[Indicator, ...]
    empty: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """The readings that stand out, in lists: better, alike, worse, where the difference shrinks, and of long ago; judged:
    whether anything was compared at all, also where the page has no lists."""

    judged: bool

    well: tuple[Card, ...]
    alike: tuple[Card, ...]
    other: tuple[Card, ...]
    closing: tuple[Card, ...]
    older: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfilePage:
    """What the template reads. theme: the one that is asked for, or ""; whole: with all figures on the page, as that of a theme
    has; silent: the themes without a figure here;
    location: the small map, "" without outlines; glance: the first screen, None on the page of one theme and without figures;
    opening: how many people live here; two_sums: why there can be two such numbers, or ""; only_people: nothing but that is known per buurt; references: value and name of
    what can be compared with; beside: the address that sets this place next to others; edit: of the form of an area of
    one's own, or ""; happening: what goes on here today, asked anew each time."""

    place: Place
    profile: answers.Profile
    theme: str
    whole: bool
    themes: tuple[ThemeSection, ...]
    silent: tuple[ThemeSection, ...]
    glance: GlancePage | None
    location: str
    findings: Findings
    has_figures: bool
    opening: tuple[Card, ...]
    two_sums: str
    only_people: bool
    rail: tuple[NavigationLink, ...]
    rail_label: str
    references: tuple[tuple[str, str], ...]
    years: tuple[int, ...]
    around: around.Surroundings
    beside: str
    edit: str
    divisions: tuple[division_notes.DivisionNote, ...]
    elsewhere: Table | None
    happening: Happening | None = None

    @property
    def shown(self) -> tuple[ThemeSection, ...]:
        """The themes whose figures stand on this page, with pictures and tables."""
        return self.themes if self.whole else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedPage:
    """What `pages.show` takes. Nothing in it depends on the reader or the day."""

    page: ProfilePage
    figures: tuple[Figure, ...]
    tables: tuple[Table, ...]


# About a megabyte each, half of it pictures.
MOST_KEPT = 96


def profile_query(atlas: Atlas, place: Place, query: Mapping[str, str]) -> ProfileQuery:
    """Raises UnknownNameError for a theme, reference or year that is none."""
    theme = query.get("thema", "")
    if theme and theme not in {d.id for d in atlas.domains}:
        raise UnknownNameError(_("Het thema “{theme}” kennen wij niet.").format(theme=theme[:40]))
    whole = query.get("alles", "") == "ja"
    return ProfileQuery(place.code, _reference(query.get("met", "")), _year(query.get("sinds", "")), theme, whole)


def _reference(text: str) -> Reference | None:
    if not text:
        return None
    try:
        return Reference(text)
    except ValueError:
        raise UnknownNameError(_("Vergelijken kan met: rest, stad, land of begin.")) from None


def _year(text: str) -> int | None:
    if not text:
        return None
    if not (text.isdecimal() and len(text) == 4):
        raise UnknownNameError(_("“{text}” is geen jaar. Schrijf een jaar als 2016.").format(text=text[:20]))
    return int(text)


def prepared(atlas: Atlas, query: ProfileQuery) -> PreparedPage:
    """Raises UnknownNameError for a reference or year that this place does not have."""
    if atlas.place(query.code).custom:
        # There is no end to the areas readers make for themselves: they would push out all others.
        return _prepare(atlas, query)
    # The addresses and the words in it are of one prefix (see `snapshots.permalinks`) and one language.
    return _kept(atlas, query, get_script_prefix(), get_language() or "")


@derived(most=MOST_KEPT)
def _kept(atlas: Atlas, query: ProfileQuery, _prefix: str, _language: str) -> PreparedPage:
    return _prepare(atlas, query)


def _prepare(atlas: Atlas, query: ProfileQuery) -> PreparedPage:
    place = atlas.place(query.code)
    full = query.whole or bool(query.theme)
    profile = answers.profile(
        atlas, query.code, query.reference, query.baseline, query.theme or None, now_only=not full
    )
    cards = _Cards(atlas, profile, deep=bool(query.theme))
    # In the order of the page: a card that has pictures must be made with them, before a list asks for it.
    themes = _themes(atlas, profile, cards, query)
    page = _page(atlas, profile, cards, themes, query)
    more = download_tables.more(profile, [(section.domain, section.more) for section in themes])
    tables = (page.elsewhere, None if page.glance is None else page.glance.table)
    return PreparedPage(
        page=page,
        figures=tuple(download_figures.of_card(place, card) for card in cards if card.years is not None),
        tables=(*more, *(table for table in tables if table is not None)),
    )


class _Cards:
    """The readings of a profile as cards. One stands in several places on the page; its words are made once."""

    def __init__(self, atlas: Atlas, profile: answers.Profile, *, deep: bool) -> None:
        self._atlas, self._profile, self._deep = atlas, profile, deep
        self._cards: dict[str, Card] = {}

    def __call__(self, readings: Iterable[Reading], *, pictures: bool = False) -> tuple[Card, ...]:
        return tuple(self._card(reading, pictures) for reading in readings)

    def _card(self, reading: Reading, pictures: bool) -> Card:
        name = reading.indicator.id
        if name not in self._cards:
            self._cards[name] = card(self._atlas, self._profile, reading, pictures=pictures, deep=self._deep)
        return self._cards[name]

    def __iter__(self) -> Iterator[Card]:
        return iter(self._cards.values())


def _themes(atlas: Atlas, profile: answers.Profile, cards: _Cards, query: ProfileQuery) -> tuple[ThemeSection, ...]:
    theme, full = query.theme, query.whole or bool(query.theme)
    empty = uninhabited(atlas, str(profile.place.code), atlas.cube.years[-1])
    return tuple(
        ThemeSection(
            domain=part.domain,
            number=len(part.readings),
            list_id=download_tables.more_id(part.domain),
            cards=cards((r for r in part.readings if full and (r.indicator.key or theme)), pictures=True),
            more=cards(r for r in part.readings if full and not (r.indicator.key or theme)),
            wanted=tuple(part.wanted),
            unknown=tuple(part.unknown_here),
            secret=tuple(part.secret_here),
            unpublished=tuple(part.unpublished),
            empty=empty,
        )
        for part in profile.themes
    )


def _page(
    atlas: Atlas, profile: answers.Profile, cards: _Cards, themes: tuple[ThemeSection, ...], query: ProfileQuery
) -> ProfilePage:
    place, theme = profile.place, query.theme
    people = [r for t in profile.themes for r in t.readings if r.indicator.id == PEOPLE]
    has_figures = any(t.readings for t in profile.themes)
    return ProfilePage(
        place=place,
        profile=profile,
        theme=theme,
        whole=query.whole or bool(theme) or not has_figures,
        themes=tuple(t for t in themes if t.number),
        silent=tuple(t for t in themes if not t.number),
        glance=None if theme or not has_figures else at_a_glance(atlas, profile),
        location="" if theme else _location(atlas, place, has_figures=has_figures),
        findings=_findings(profile, cards, listed=query.whole and not theme),
        has_figures=has_figures,
        opening=cards(people),
        two_sums=" ".join(
            reading_notes.of_two_sums(atlas, place, r.indicator, r.latest) for r in people if r.latest is not None
        ),
        only_people=_only_people(profile),
        rail_label=_("Thema's"),
        rail=_rail(atlas, profile, theme),
        references=tuple((str(r), answers.reference_name(atlas, place, r)) for r in answers.references(place)),
        years=tuple(atlas.cube.years),
        around=around.around(atlas, place),
        beside=addresses.comparison([place]),
        edit=addresses.custom_area_form(place) if place.custom else "",
        divisions=tuple(division_notes.notes(atlas, place)),
        elsewhere=download_tables.elsewhere(profile),
    )


def _location(atlas: Atlas, place: Place, *, has_figures: bool) -> str:
    """Of an area of which nobody knows the buurten, where its city lies."""
    if place.without_parts and not has_figures and place.gemeente:
        return location(atlas, atlas.place(str(place.gemeente)))
    return location(atlas, place) if has_figures else ""


def _rail(atlas: Atlas, profile: answers.Profile, theme: str) -> tuple[NavigationLink, ...]:
    """The themes on this page; on the page of one theme its figures, and the ways to the others."""
    if not theme:
        return tuple(NavigationLink(f"#{t.domain.id}", t.domain.name) for t in profile.themes if t.readings)
    here = tuple(NavigationLink(f"#{r.indicator.id}", r.indicator.name) for t in profile.themes for r in t.readings)
    return tuple(
        NavigationLink(f"?thema={d.id}&met={profile.reference}", d.name, d.id == theme, here if d.id == theme else ())
        for d in atlas.domains
    )


def _findings(profile: answers.Profile, cards: _Cards, *, listed: bool) -> Findings:
    lists = (profile.well, profile.alike, profile.other, profile.closing, profile.older)
    well, alike, other, closing, older = (cards(readings if listed else ()) for readings in lists)
    return Findings(judged=any(lists), well=well, alike=alike, other=other, closing=closing, older=older)


def _only_people(profile: answers.Profile) -> bool:
    domains = {r.indicator.domain for t in profile.themes for r in t.readings if r.indicator.key}
    return profile.place.level in (Level.BUURT, Level.GEBIED) and domains <= {"bevolking"}
