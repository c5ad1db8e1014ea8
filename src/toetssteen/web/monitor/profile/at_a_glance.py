"""The first screen of a profile: a row for each domain, with its picture, numbers and words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from toetssteen.analysis.gap import Movement, Standing
from toetssteen.answers.figures.against_reference import Reading, Reference
from toetssteen.answers.figures.glance import Glance, GlanceRow, RowState, glance
from toetssteen.answers.figures.numbers import exact
from toetssteen.answers.figures.profile import Profile
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.indicators.aggregate import FigureKind
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import Domain, Indicator
from toetssteen.kernel.dutch import dutch
from toetssteen.web.monitor.profile.cards import Card
from toetssteen.web.ui.pictures.glance import GlanceMark, GlancePlot, glance_axis, glance_plot


@dataclass(frozen=True, slots=True, kw_only=True)
class GlanceLine:
    """One row of the overview. label: the figure in words; plot: its picture, "" where nothing can be placed. open: why there is no figure, or no
    place for it, "" where there is. holder: who has a figure that is not public. change, since: what became of the difference, and from which year. others: the other
    figures of the domain; parts: of the leading one, by name and value."""

    domain: Domain
    indicator: Indicator | None
    label: str
    plot: str
    open: str
    holder: str
    withheld: bool
    value: str
    reference: str
    year: int | None
    kind: str
    old: bool
    change: str
    since: int | None
    standing: str
    others: tuple[Card, ...]
    parts: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GlancePage:
    """headline: the finding in one sentence; better, same, worse: a leading figure of each, None where there is none; axis: the head of the column with pictures; rows: those with a figure first, each
    group in the order of the domains; of_country: whether a row has the spread of the country for its unit."""

    headline: str
    better: Card | None
    same: Card | None
    worse: Card | None
    axis: str
    rows: tuple[GlanceLine, ...]
    of_country: bool


def at_a_glance(atlas: Atlas, profile: Profile, others: dict[str, Sequence[Card]]) -> GlancePage:
    """others: by domain, the cards of its figures."""
    seen = glance(atlas, profile)
    rows = [_line(profile, seen, row, others.get(row.domain.id, ())) for row in seen.rows]
    said = _sentences(profile, seen.rows, {card.id: card for cards in others.values() for card in cards})
    return GlancePage(
        headline=_headline(profile, seen.rows),
        better=said.get(Standing.BETTER),
        same=said.get(Standing.SAME),
        worse=said.get(Standing.WORSE),
        axis=glance_axis(
            seen.low, seen.high, reference=profile.reference_name, harder=_("moeilijker"), better=_("beter")
        ),
        rows=tuple(sorted(rows, key=lambda row: not row.value)),
        of_country=any(row.of_country for row in seen.rows),
    )


def _line(profile: Profile, seen: Glance, row: GlanceRow, cards: Sequence[Card]) -> GlanceLine:
    reading, indicator = row.reading, row.indicator
    latest = None if reading is None else reading.latest
    change, since = _change(reading)
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
        year=None if latest is None else latest.year,
        kind=_kind(reading),
        old=row.old,
        change=change,
        since=since,
        standing=_standing(reading),
        others=tuple(card for card in cards if indicator is None or card.id != indicator.id),
        parts=() if indicator is None else tuple((p.code, p.name, exact(p.value, indicator)) for p in row.parts),
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
    """The name of the figure, with the unit that its value leaves out."""
    left_out = _IN_THE_NAME in f" {indicator.unit}" and indicator.unit not in indicator.name
    return f"{indicator.name}, {indicator.unit}" if left_out or indicator.unit == "score" else indicator.name


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
            return _("te weinig plekken voor een plaatje")
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
    rough = _("bij benadering") if reading.latest.kind is FigureKind.APPROXIMATE and not status else ""
    return ", ".join(
        word for word in (status or rough, _("met bezoekers") if reading.indicator.visitors else "") if word
    )


def _change(reading: Reading | None) -> tuple[str, int | None]:
    """What became of the difference, in a word, and since when."""
    if reading is None or reading.change is None:
        return "", None
    change = reading.change
    if reading.latest is not None and reading.latest.status is Status.ESTIMATED:
        # Figures of a model are there to look at; they do not show whether a place moves.
        return "", None
    if change.turn is not None:
        return _("op en neer"), change.first_year
    if change.ratio is not None and {change.points, change.ratio} == {Movement.SMALLER, Movement.LARGER}:
        return _("kleiner in punten, groter in verhouding"), change.first_year
    words = {
        Movement.SMALLER: _("kleiner"),
        Movement.SAME: _("even groot"),
        Movement.UNCLEAR: _("niet zeker"),
        Movement.LARGER: _("groter"),
        Movement.CROSSED: _("omgedraaid"),
    }
    return words[change.points], change.first_year


def _standing(reading: Reading | None) -> str:
    if reading is None or reading.standing is None:
        return ""
    return {
        Standing.BETTER: _("beter"),
        Standing.SAME: _("ongeveer gelijk"),
        Standing.WORSE: _("moeilijker"),
    }.get(reading.standing, "")


def _headline(profile: Profile, rows: Sequence[GlanceRow]) -> str:
    """Which domains stand better, about the same and harder by their leading figure; what is old, or grows with who visits,
    does not count."""
    by_standing = {
        standing: [row.domain.name.lower() for row in rows if _counted(profile, row) is standing]
        for standing in (Standing.BETTER, Standing.SAME, Standing.WORSE)
    }
    name = profile.reference_name
    parts = []
    if better := by_standing[Standing.BETTER]:
        parts.append(_("beter dan {name} bij {domains}").format(name=name, domains=_listed(better)))
    if same := by_standing[Standing.SAME]:
        parts.append(_("ongeveer gelijk bij {domains}").format(domains=_listed(same)))
    if worse := by_standing[Standing.WORSE]:
        text = _("moeilijker bij {domains}") if better else _("moeilijker dan {name} bij {domains}")
        parts.append(text.format(name=name, domains=_listed(worse)))
    sentence = "; ".join(parts)
    return sentence[:1].upper() + sentence[1:]


def _counted(profile: Profile, row: GlanceRow) -> Standing | None:
    """How a row counts in the headline and the sentences; None where it does not: see docs/methods/oogopslag.md."""
    reading = row.reading
    if row.old or reading is None or reading.latest is None or reading.indicator.visitors:
        return None
    # Two years of a model do not show that a place moved.
    of_model = reading.latest.status is Status.ESTIMATED and profile.reference is Reference.START
    return None if of_model else reading.standing


def _sentences(profile: Profile, rows: Sequence[GlanceRow], cards: dict[str, Card]) -> dict[Standing, Card]:
    """For each standing the first figure that leads a row, so that no sentence contradicts its row."""
    said: dict[Standing, Card] = {}
    for row in rows:
        standing = _counted(profile, row)
        if standing is not None and row.indicator is not None and row.indicator.id in cards:
            said.setdefault(standing, cards[row.indicator.id])
    return said


def _listed(names: Sequence[str]) -> str:
    """ "werk, inkomen en zorg"."""
    *first, last = names
    return _("{first} en {last}").format(first=", ".join(first), last=last) if first else last
