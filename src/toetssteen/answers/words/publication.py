"""When the next year of a figure would come, from what was seen of the years before, in words (B1)."""

from dataclasses import dataclass

import numpy as np

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.kernel.definitions import Indicator
from toetssteen.kernel.language import _
from toetssteen.kernel.publication_lags import Expected, Month, PublicationLag, Sighting

_NAMES = (
    _("januari"),
    _("februari"),
    _("maart"),
    _("april"),
    _("mei"),
    _("juni"),
    _("juli"),
    _("augustus"),
    _("september"),
    _("oktober"),
    _("november"),
    _("december"),
)


@dataclass(frozen=True, slots=True)
class NextYear:
    """lag: what is known of the source's pace; None for a source of which nothing is. expected: None where no next year
    can be named. text: a sentence; evidence: where it comes from, sentence by sentence."""

    indicator: Indicator
    lag: PublicationLag | None
    expected: Expected | None
    text: str
    evidence: tuple[str, ...]


def next_year(atlas: Atlas, indicator: Indicator) -> NextYear:
    """When the year after the newest one in this snapshot would come."""
    year, source = _newest(atlas, indicator)
    lag = lag_of(atlas, indicator, source) if source else None
    if lag is None or year is None:
        return NextYear(indicator, None, None, _("Wanneer het volgende jaar komt, is niet bekend."), ())
    expected = lag.expected(year + lag.every) if lag.every and not lag.ended else None
    text = _sentence(lag, expected)
    if _over(expected, atlas.snapshot.manifest.created):
        text += _(" Die maand was al voorbij toen deze cijfers zijn opgehaald: misschien zijn ze er, en hier nog niet.")
    return NextYear(indicator, lag, expected, text, evidence_of(lag))


def _over(expected: Expected | None, made: str) -> bool:
    """Whether figures should have come before the snapshot was made. made: as ISO 8601."""
    last = None if expected is None else expected.last
    return last is not None and (last.year, last.month) < (int(made[:4]), int(made[5:7]))


def lag_of(atlas: Atlas, indicator: Indicator, source: str) -> PublicationLag | None:
    """What is known of this indicator in this source; an entry that names the indicator goes first."""
    definition = atlas.sources[source]
    names = {definition.id, definition.family} - {""}
    entries = [lag for lag in atlas.publication_lags if names & set(lag.sources)]
    named = [lag for lag in entries if indicator.id in lag.indicators]
    return next(iter(named or [lag for lag in entries if not lag.indicators]), None)


def _newest(atlas: Atlas, indicator: Indicator) -> tuple[int | None, str]:
    """The newest year with a figure, and the source of most of its cells."""
    cube = atlas.cube
    if not cube.has_indicator(indicator.id):
        return None, ""
    row = cube.indicator_at(indicator.id)
    known = ~np.isnan(cube.values[:, row, :])
    if not known.any():
        return None, ""
    year = int(np.flatnonzero(known.any(axis=1))[-1])
    deliveries = cube.deliveries[year, row, np.flatnonzero(known[year])]
    delivery = atlas.delivery(int(np.bincount(deliveries).argmax()))
    return cube.years[year], "" if delivery is None else delivery.source


def month_name(month: Month) -> str:
    """ "oktober 2024"."""
    return f"{_NAMES[month.month - 1]} {month.year}"


def pace(lag: PublicationLag) -> str:
    """How long after January of their year figures appear, in a few words."""
    bounds = lag.bounds()
    if bounds.published:
        return _("{n} maanden na januari van hun jaar, zegt de uitgever").format(n=bounds.last)
    if bounds.last is None:
        return _("onbekend") if bounds.first is None else _("onbekend; meer dan {n} maanden").format(n=bounds.first - 1)
    if bounds.first is None:
        return _("hoogstens {n} maanden na januari van hun jaar").format(n=bounds.last)
    return _("{first} tot {last} maanden na januari van hun jaar").format(first=bounds.first, last=bounds.last)


def evidence_of(lag: PublicationLag) -> tuple[str, ...]:
    """Each piece of evidence as a sentence, and the publisher's own words."""
    words = {
        Sighting.PUBLISHED: _("Cijfers over {year} komen volgens de uitgever in {month}: {source}."),
        Sighting.THERE: _("Cijfers over {year} waren er in {month}, misschien eerder: {source}."),
        Sighting.MISSING: _("Cijfers over {year} waren er in {month} nog niet: {source}."),
    }
    seen = (
        words[piece.sighting].format(year=piece.year, month=month_name(Month.parse(piece.month)), source=piece.source)
        for piece in lag.evidence
    )
    said = (_("De uitgever schrijft: {words}").format(words=lag.publisher_says),) if lag.publisher_says else ()
    return (*seen, *said)


def _sentence(lag: PublicationLag, expected: Expected | None) -> str:
    if lag.ended:
        return _("Er komt geen volgend jaar. {why}").format(why=lag.ended)
    if expected is None:
        return " ".join((_("Wanneer er nieuwe cijfers komen, is niet bekend."), lag.unknown)).strip()
    first, last = expected.first, expected.last
    if last is None:
        known = (
            "" if first is None else _(" Gaat het zoals eerder, dan niet voor {month}.").format(month=month_name(first))
        )
        text = _("Wanneer de cijfers over {year} komen, is niet bekend.{known} {why}")
        return text.format(year=expected.year, known=known, why=lag.unknown).strip()
    if first is None:
        text = _("Gaat het zoals eerder, dan zijn de cijfers over {year} er uiterlijk in {last}.")
        return text.format(year=expected.year, last=month_name(last))
    if first == last:
        text = _("Gaat het zoals eerder, dan komen de cijfers over {year} in {last}.")
        return text.format(year=expected.year, last=month_name(last))
    text = _("Gaat het zoals eerder, dan komen de cijfers over {year} tussen {first} en {last}.")
    return text.format(year=expected.year, first=month_name(first), last=month_name(last))
