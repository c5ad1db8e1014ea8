"""The first screen of a profile: a row for each domain, with its picture, numbers and words."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from toetssteen.analysis.gap import Standing
from toetssteen.answers.figures.against_reference import Reference
from toetssteen.answers.figures.glance import Glance, GlanceRow, glance
from toetssteen.answers.figures.profile import Profile
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.kernel.cells import Status
from toetssteen.kernel.language import listed
from toetssteen.web.monitor.downloads import provenance
from toetssteen.web.monitor.profile.cards import Card, card
from toetssteen.web.monitor.profile.glance_lines import MOST_PARTS, GlanceLine, glance_line
from toetssteen.web.ui.pictures.glance import begins_apart, glance_axis, glance_signs
from toetssteen.web.ui.tables import Table, TableColumn, TableRow

TABLE = "oogopslag"


@dataclass(frozen=True, slots=True, kw_only=True)
class GlancePage:
    """headline: the finding in one sentence; better, same, worse: a leading figure of each, None where there is none; axis: the head of the column with pictures; signs: what these show; rows: those with a figure first, each
    group in the order of the domains; of_country: whether a row has the spread of the country for its unit; more: those of
    which more than one row is; table: the rows as texts; sources: who publishes the leading figures, for paper."""

    headline: str
    better: Card | None
    same: Card | None
    worse: Card | None
    axis: str
    signs: str
    rows: tuple[GlanceLine, ...]
    of_country: bool
    more: frozenset[Standing]
    table: Table
    sources: str


def at_a_glance(atlas: Atlas, profile: Profile) -> GlancePage:
    seen = glance(atlas, profile)
    readings = {theme.domain.id: theme.readings for theme in profile.themes}
    lines = [
        glance_line(profile, seen, row, readings.get(row.domain.id, ()), counted=_held(profile, row) is not None)
        for row in seen.rows
    ]
    rows = tuple(sorted(lines, key=lambda row: not row.value))
    said = _sentences(atlas, profile, seen.rows)
    table = _table(profile, rows)
    return GlancePage(
        headline=_headline(profile, seen.rows),
        better=said.get(Standing.BETTER),
        same=said.get(Standing.SAME),
        worse=said.get(Standing.WORSE),
        axis=glance_axis(
            seen.low, seen.high, reference=profile.reference_name, harder=_("moeilijker"), better=_("beter")
        )
        if any(row.plot for row in rows)
        else "",
        signs=_signs(seen),
        rows=rows,
        of_country=any(row.of_country for row in seen.rows),
        more=frozenset(_several(profile, seen.rows)),
        table=table,
        sources=provenance.source_line(atlas, table.about),
    )


def _signs(seen: Glance) -> str:
    """The signs that the rows have, "" where none has a picture."""
    placed = [row for row in seen.rows if row.position is not None]
    if not placed:
        return ""
    began = [
        row.begin is not None and begins_apart(row.begin.position, row.position or 0.0, seen.low, seen.high)
        for row in placed
    ]
    return glance_signs(
        here=_("deze plek"),
        parts=_("delen ervan") if any(row.parts for row in placed) else "",
        small_parts=all(len(row.parts) > MOST_PARTS for row in placed if row.parts),
        others=_("andere plekken") if any(row.places for row in placed) else "",
        then=_("toen") if any(began) else "",
    )


def _several(profile: Profile, rows: Sequence[GlanceRow]) -> Iterator[Standing]:
    """The standings that more than one row has."""
    counted = Counter(_counted(profile, row) for row in rows)
    yield from (standing for standing, number in counted.items() if standing is not None and number > 1)


def _table(profile: Profile, rows: Sequence[GlanceLine]) -> Table:
    """The overview as a table: what stands in its rows, and why a row is open."""
    names = (_("Onderwerp"), _("Cijfer"), _("Jaar"), profile.place.name, profile.reference_name)
    columns = [TableColumn(name, number=at > 2) for at, name in enumerate(names)]
    columns += [TableColumn(_("Hoe het staat")), TableColumn(_("Het verschil"))]
    return Table(
        _("{name} in één oogopslag").format(name=profile.place.name),
        columns,
        [TableRow(row.domain.name, _cells(row), _origin(profile, row)) for row in rows],
        id=TABLE,
        about=tuple(row.indicator.id for row in rows if row.indicator is not None and row.value),
    )


def _cells(row: GlanceLine) -> tuple[str, ...]:
    if not row.value:
        return row.label or "–", "–", "–", "–", row.open, "–"
    known = f"{row.year}, {row.kind}" if row.kind else str(row.year)
    return row.label, known, row.value, row.reference or "–", row.verdict or row.open, row.change or "–"


def _origin(profile: Profile, row: GlanceLine) -> str:
    if not row.value or row.indicator is None:
        return ""
    return reverse("monitor:lineage", args=[row.indicator.id, profile.place.code, row.year])


def _headline(profile: Profile, rows: Sequence[GlanceRow]) -> str:
    """Which domains stand better, about the same and harder by their leading figure; what is old, or grows with who visits,
    does not count."""
    by_standing = {
        standing: [row.domain.name.lower() for row in rows if _counted(profile, row) is standing]
        for standing in (Standing.BETTER, Standing.SAME, Standing.WORSE)
    }
    mixed = [row.domain.name.lower() for row in rows if row.mixed and _held(profile, row) is not None]
    # The reference is named once, in the part that comes first.
    said = [
        (_("beter dan {name} bij {domains}"), _("beter bij {domains}"), by_standing[Standing.BETTER]),
        (_("ongeveer gelijk aan {name} bij {domains}"), _("ongeveer gelijk bij {domains}"), by_standing[Standing.SAME]),
        (_("moeilijker dan {name} bij {domains}"), _("moeilijker bij {domains}"), by_standing[Standing.WORSE]),
        (_("wisselend naast {name} bij {domains}"), _("wisselend bij {domains}"), mixed),
    ]
    parts: list[str] = []
    for first, further, domains in said:
        if domains:
            text = further if parts else first
            parts.append(text.format(name=profile.reference_name, domains=listed(domains)))
    sentence = "; ".join(parts)
    return sentence[:1].upper() + sentence[1:]


def _counted(profile: Profile, row: GlanceRow) -> Standing | None:
    """How a row counts in the headline and the sentences; None where it does not: see docs/methods/oogopslag.md."""
    return None if row.mixed else _held(profile, row)


def _held(profile: Profile, row: GlanceRow) -> Standing | None:
    """How the leading figure of a row stands; None where it says too little about the residents now."""
    reading = row.reading
    if row.old or reading is None or reading.latest is None or reading.indicator.visitors:
        return None
    # Two years of a model do not show that a place moved.
    of_model = reading.latest.status is Status.ESTIMATED and profile.reference is Reference.START
    return None if of_model else reading.standing


def _sentences(atlas: Atlas, profile: Profile, rows: Sequence[GlanceRow]) -> dict[Standing, Card]:
    """For each standing the first figure that leads a row, so that no sentence contradicts its row."""
    said: dict[Standing, Card] = {}
    for row in rows:
        standing = _counted(profile, row)
        if standing is not None and standing not in said and row.reading is not None:
            said[standing] = card(atlas, profile, row.reading, pictures=False)
    return said
