"""What the page about the figures shows: sources, coverage, calendar, gaps, checks."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.coverage import Coverage
from toetssteen.answers.words.publication import evidence_of, lag_of, pace
from toetssteen.kernel.cells import Note
from toetssteen.kernel.definitions import Indicator, Source
from toetssteen.warehouse.manifest import Manifest, SnapshotCheck
from toetssteen.web.monitor.about.presence import PresenceSection, presence_section
from toetssteen.web.monitor.labels import span_of_years
from toetssteen.web.ui.dates import day

# A publisher's files can have thousands of oddities.
MOST_NOTES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarLine:
    """One subject of one publisher: how long after a year its figures appear. why: evidence, or why it is unknown;
    indicators: the figures of this snapshot that it is about."""

    subject: str
    pace: str
    why: tuple[str, ...]
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutPage:
    """What the template reads: what the snapshot holds. sources: with the day they were fetched and their years;
    presence: figure by year;
    calendar: when figures appear, per publisher and subject; wanted: what has no open source yet; failed: checks; secret: how many cells."""

    manifest: Manifest
    created: str
    sources: tuple[tuple[Source, str, str], ...]
    presence: PresenceSection
    calendar: tuple[CalendarLine, ...]
    wanted: tuple[Indicator, ...]
    failed: tuple[SnapshotCheck, ...]
    passed: int
    notes: tuple[Note, ...]
    more_notes: int
    secret: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyPage:
    """What the template reads. publisher: whose site it is; statement: address of their own privacy statement, or "";
    days: after how many without a role somebody is forgotten; idle, longest: minutes and hours of a session."""

    publisher: str
    statement: str
    days: int
    idle: int
    longest: int


def about_page(atlas: Atlas, coverage: Coverage, theme: str = "", level: str = "") -> AboutPage:
    """theme, level: what the matrix is asked for, "" = everything. Raises UnknownNameError."""
    manifest, indicators = atlas.snapshot.manifest, atlas.indicators.values()
    return AboutPage(
        manifest=manifest,
        created=day(manifest.created),
        sources=tuple(_sources(atlas)),
        presence=presence_section(atlas, theme, level),
        calendar=tuple(_calendar(atlas)),
        wanted=tuple(i for i in indicators if i.wanted),
        failed=tuple(c for c in manifest.checks if not c.ok),
        passed=sum(1 for c in manifest.checks if c.ok),
        notes=tuple(manifest.notes[:MOST_NOTES]),
        more_notes=max(0, len(manifest.notes) - MOST_NOTES),
        secret=sum(row.secret for row in coverage.rows),
    )


def _calendar(atlas: Atlas) -> Iterator[CalendarLine]:
    """The subjects of which this snapshot has figures, in the order of the definitions."""
    delivered = {delivery.source for delivery in atlas.snapshot.manifest.deliveries}
    about: dict[str, list[Indicator]] = {}
    for indicator in atlas.indicators.values():
        lags = (lag_of(atlas, indicator, use.source) for use in indicator.columns if use.source in delivered)
        for lag_id in {lag.id for lag in lags if lag is not None}:
            about.setdefault(lag_id, []).append(indicator)
    for lag in atlas.publication_lags:
        if lag.id in about:
            why = (*evidence_of(lag), *(text for text in (lag.unknown, lag.ended) if text))
            yield CalendarLine(
                subject=lag.subject,
                pace=_("komt niet meer") if lag.ended else pace(lag),
                why=why,
                indicators=tuple(about[lag.id]),
            )


def _sources(atlas: Atlas) -> Iterator[tuple[Source, str, str]]:
    manifest = atlas.snapshot.manifest
    source_ids = {d.source for d in manifest.deliveries} | {s for o in manifest.outlines for s in o.sources}
    retrieved = {d.source: d.retrieved for d in manifest.deliveries}
    years: dict[str, list[int]] = {}
    for delivery in manifest.deliveries:
        years.setdefault(delivery.source, []).append(delivery.year)
    for source in atlas.sources.values():
        if source.id in source_ids:
            span = span_of_years(sorted(years[source.id])) if source.id in years else _("alleen grenzen")
            yield source, day(retrieved.get(source.id, "")), span
