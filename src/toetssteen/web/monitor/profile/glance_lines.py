"""A row of the overview in words and numbers, with its picture."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from toetssteen.analysis.gap import Movement, Standing
from toetssteen.answers.figures.against_reference import Reading, Reference
from toetssteen.answers.figures.glance import Glance, GlanceRow, RowState
from toetssteen.answers.figures.numbers import exact
from toetssteen.answers.figures.profile import Profile
from toetssteen.answers.words import gap_words
from toetssteen.indicators.aggregate import FigureKind
from toetssteen.kernel.areas import AreaCode
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import Direction, Domain, Indicator
from toetssteen.kernel.dutch import dutch
from toetssteen.kernel.language import listed
from toetssteen.web.monitor import addresses
from toetssteen.web.ui.pictures.glance import GlanceMark, GlancePlot, glance_plot

# More parts than this are not named in the row: a table of them is one click away.
MOST_PARTS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """A figure in a list: value and reference as texts, "" where there is no reference; known: its year and kind."""

    id: str
    name: str
    year: int
    value: str
    reference: str
    known: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GlanceLine:
    """One row of the overview. label: the figure in words; plot: its picture, "" where nothing can be placed. open: why there is no figure, or no
    place for it, "" where there is. holder: who has a figure that is not public. reference_year: where that is an earlier year of the place itself. change: what became of the difference, and between which years. verdict: how it stands, or that most other figures say the opposite; but: why it does not count, or how many of the other figures say the opposite; counted: whether the headline counts it. others: the other
    figures of the domain; balance: how these stand, in words; mixed: whether most of them say the opposite of the leading one. parts: of the leading one, by name and value, at most
    MOST_PARTS; all_parts: the address of a table of them where there are more."""

    domain: Domain
    indicator: Indicator | None
    label: str
    plot: str
    open: str
    holder: str
    withheld: bool
    value: str
    reference: str
    reference_year: int | None
    year: int | None
    kind: str
    old: bool
    visitors: bool
    change: str
    standing: str
    verdict: str
    but: str
    counted: bool
    mixed: bool
    balance: str
    others: tuple[FigureLine, ...]
    parts: tuple[tuple[str, str, str], ...]
    all_parts: str


def glance_line(
    profile: Profile, seen: Glance, row: GlanceRow, readings: Sequence[Reading], *, counted: bool
) -> GlanceLine:
    reading, indicator = row.reading, row.indicator
    latest = None if reading is None else reading.latest
    named = row.parts if len(row.parts) <= MOST_PARTS else ()
    return GlanceLine(
        domain=row.domain,
        indicator=indicator,
        label="" if indicator is None else _label(indicator),
        plot=_plot(profile, seen, row),
        open=_why_open(row),
        holder="" if indicator is None or indicator.wanted is None else indicator.wanted.holder,
        withheld=row.state is RowState.WITHHELD,
        value=_shown(None if latest is None else latest.value, indicator),
        reference=_shown(None if reading is None else reading.against, indicator),
        reference_year=_own_earlier_year(profile, reading),
        year=None if latest is None else latest.year,
        kind=_kind(reading),
        old=row.old,
        visitors=indicator is not None and indicator.visitors,
        change=_change(reading),
        standing=_standing(reading),
        verdict=_("wisselend") if row.mixed else _standing(reading),
        but=_but(row) if row.mixed else "" if counted else _why_not_counted(row),
        counted=counted,
        mixed=row.mixed,
        balance=_balance(row),
        others=tuple(_figure_line(other) for other in readings if other.indicator is not indicator),
        parts=() if indicator is None else tuple((p.code, p.name, exact(p.value, indicator)) for p in named),
        all_parts=_all_parts(profile, row) if len(row.parts) > MOST_PARTS else "",
    )


def _own_earlier_year(profile: Profile, reading: Reading | None) -> int | None:
    """The year that the place is held against, where that is an earlier one of its own."""
    if profile.reference is not Reference.START or reading is None or reading.beside is None:
        return None
    return reading.beside.year


def _figure_line(reading: Reading) -> FigureLine:
    indicator, latest = reading.indicator, reading.latest
    if latest is None or latest.value is None:
        raise ValueError(f"{indicator.id} has no figure to show")
    return FigureLine(
        id=indicator.id,
        name=indicator.name,
        year=latest.year,
        value=exact(latest.value, indicator),
        reference="" if reading.against is None or reading.gap is None else exact(reading.against, indicator),
        known=gap_words.year_and_kind(reading),
    )


def _but(row: GlanceRow) -> str:
    """Of a mixed row: how many of the other figures say the opposite of the leading one."""
    standing = None if row.reading is None else row.reading.standing
    opposite = row.others[Standing.WORSE if standing is Standing.BETTER else Standing.BETTER]
    return _("{n} van {total} andere: omgekeerd").format(n=opposite, total=row.others.total())


def _why_not_counted(row: GlanceRow) -> str:
    if row.reading is None or row.reading.standing is None:
        return ""
    if row.old:
        return _("telt niet mee: oud")
    if row.reading.indicator.visitors:
        return _("telt niet mee: bezoekers")
    return _("telt niet mee: schatting")


def _balance(row: GlanceRow) -> str:
    """How the other figures of the domain stand that count, "" without any."""
    words = {Standing.BETTER: _("beter"), Standing.SAME: _("ongeveer gelijk"), Standing.WORSE: _("moeilijker")}
    counted = [f"{row.others[standing]} {word}" for standing, word in words.items() if row.others[standing]]
    return _("Van de andere cijfers over dit onderwerp: {counts}.").format(counts=listed(counted)) if counted else ""


def _all_parts(profile: Profile, row: GlanceRow) -> str:
    if row.indicator is None or row.reading is None or row.reading.latest is None:
        return ""
    level = AreaCode(row.parts[0].code).level
    return addresses.figure_within(
        row.indicator.id, level, row.reading.latest.year, str(profile.place.gemeente or profile.place.code)
    )


def _plot(profile: Profile, seen: Glance, row: GlanceRow) -> str:
    indicator, reading = row.indicator, row.reading
    if row.position is None or indicator is None or reading is None or reading.latest is None:
        return ""
    begin = row.begin
    return glance_plot(
        GlancePlot(
            seen.low,
            seen.high,
            GlanceMark(row.position, f"{profile.place.name}: {exact(reading.latest.value or 0.0, indicator)}"),
            begin=None
            if begin is None
            else GlanceMark(
                begin.position, _("in {year}: {value}").format(year=begin.year, value=_short(begin.value, indicator))
            ),
            reference_begin=None if begin is None else begin.reference,
            parts=[GlanceMark(p.position, f"{p.name}: {exact(p.value, indicator)}") for p in row.parts],
            places=row.places,
        )
    )


# Units that stand in the name of the figure at the left of the row.
_IN_THE_NAME = " per "


def _shown(value: float | None, indicator: Indicator | None) -> str:
    return "" if value is None or indicator is None else _short(value, indicator)


def _label(indicator: Indicator) -> str:
    """The name of the figure, with the unit that its value leaves out, and whether visitors count in it."""
    left_out = _IN_THE_NAME in f" {indicator.unit}" and indicator.unit not in indicator.name
    name = f"{indicator.name}, {indicator.unit}" if left_out else indicator.name
    if indicator.unit == "score":
        # A score says nothing by itself: which way is better stands beside it.
        way = _("hoger is beter") if indicator.direction is Direction.HIGHER else _("lager is beter")
        name = f"{name} ({way})"
    return _("{name}, bezoekers meegeteld").format(name=name) if indicator.visitors else name


def _short(value: float, indicator: Indicator) -> str:
    """A value in a narrow column: without a unit that the name of the figure says already."""
    return dutch(value, indicator.decimals) if _IN_THE_NAME in f" {indicator.unit}" else exact(value, indicator)


def _why_open(row: GlanceRow) -> str:
    match row.state:
        case RowState.PLACED:
            return ""
        case RowState.FIGURE if row.reading is None or row.reading.against is None:
            return _("niets om mee te vergelijken")
        case RowState.FIGURE:
            return _("van te weinig plekken bekend voor een plaatje")
        case RowState.WITHHELD:
            return _("geheim: het gaat om te weinig mensen")
        case RowState.UNPUBLISHED:
            return _("nog niet gepubliceerd")
        case RowState.WANTED:
            return _("nog geen openbaar cijfer")
        case _:
            return _("voor deze plek niet bekend")


def _kind(reading: Reading | None) -> str:
    """What sort of figure it is, where that matters to who reads it."""
    if reading is None or reading.latest is None:
        return ""
    status = {Status.ESTIMATED: _("schatting"), Status.PROVISIONAL: _("voorlopig")}.get(reading.latest.status, "")
    return status or (_("bij benadering") if reading.latest.kind is FigureKind.APPROXIMATE else "")


def _change(reading: Reading | None) -> str:
    """What became of the difference and between which years, or why nothing can be said of it."""
    if reading is None or reading.latest is None or reading.against is None:
        return ""
    if reading.latest.status is Status.ESTIMATED:
        # Figures of a model are there to look at; they do not show whether a place moves.
        return _("verloop: alleen schatting")
    change = reading.change
    if change is None:
        return _("één jaar bekend") if reading.years_known < 2 else _("jaren niet te vergelijken")
    words = {
        Movement.SMALLER: _("verschil kleiner"),
        Movement.SAME: _("verschil even groot"),
        Movement.UNCLEAR: _("verloop niet te zeggen"),
        Movement.LARGER: _("verschil groter"),
        Movement.CROSSED: _("nu andersom"),
    }
    said = words[change.points]
    if change.turn is not None:
        said = _("verschil op en neer")
    elif change.ratio is not None and {change.points, change.ratio} == {Movement.SMALLER, Movement.LARGER}:
        said = _("verschil kleiner in punten, groter in verhouding")
    return f"{said}, {change.first_year}–{change.last_year}"


def _standing(reading: Reading | None) -> str:
    if reading is None or reading.standing is None:
        return ""
    return {
        Standing.BETTER: _("beter"),
        Standing.SAME: _("ongeveer gelijk"),
        Standing.WORSE: _("moeilijker"),
    }.get(reading.standing, "")
