"""What the page about the figures shows: sources, coverage, calendar, gaps, checks."""

import numpy as np
from django.urls import reverse
from django.utils.translation import gettext as _

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.coverage import Coverage
from toetssteen.kernel.definitions import Indicator
from toetssteen.web.monitor.labels import span_of_years
from toetssteen.web.ui.dates import day
from toetssteen.web.ui.pictures import (
    Cell,
    CellKind,
    Matrix,
    MatrixRow,
    Picture,
    Words,
    matrix,
)
from toetssteen.web.ui.tables import Column, Row, Table


def about(atlas: Atlas, held: Coverage) -> dict[str, object]:
    """What the snapshot holds: sources, coverage, calendar, gaps, checks."""
    manifest = atlas.snapshot.manifest
    used = {d.source for d in manifest.deliveries} | {s for o in manifest.outlines for s in o.sources}
    retrieved = {d.source: d.retrieved for d in manifest.deliveries}
    years: dict[str, list[int]] = {}
    for delivery in manifest.deliveries:
        years.setdefault(delivery.source, []).append(delivery.year)
    sources = [
        (s, day(retrieved.get(s.id, "")), span_of_years(sorted(years[s.id])) if s.id in years else _("alleen grenzen"))
        for s in atlas.sources.values()
        if s.id in used
    ]
    return {
        "manifest": manifest,
        "made": day(manifest.created),
        "sources": sources,
        "matrix": _matrix(atlas, held),
        "matrix_table": _matrix_table(atlas, held),
        "calendar": [i for i in atlas.indicators.values() if i.next_publication],
        "wanted": [i for i in atlas.indicators.values() if i.wanted],
        "failed": [c for c in manifest.checks if not c.ok],
        "passed": sum(1 for c in manifest.checks if c.ok),
        "notes": manifest.notes[:60],
        "more_notes": max(0, len(manifest.notes) - 60),
        "domains": atlas.domains,
        "secret": sum(row.secret for row in held.rows),
    }


def _matrix(atlas: Atlas, held: Coverage) -> Picture:
    names = {d.id: d.name for d in atlas.domains}
    rows, last = [], ""
    for row in sorted(held.rows, key=lambda r: [d.id for d in atlas.domains].index(r.indicator.domain)):
        heading = names[row.indicator.domain] if row.indicator.domain != last else ""
        last = row.indicator.domain
        most = max(row.counts, default=0)
        cells = [_shade(row.indicator, count, most) for count in row.counts]
        rows.append(MatrixRow(row.indicator.name, cells, heading))
    return matrix(
        Matrix(
            Words(
                _("Welke cijfers zijn er per jaar"),
                _("Elke rij is een cijfer, elke kolom een jaar. Een donker vak betekent: voor veel plekken bekend."),
            ),
            [str(year) for year in held.years],
            rows,
            low=_("enkele plekken"),
            high=_("veel plekken"),
        ),
        "dekking",
    )


def _shade(indicator: Indicator, count: int, most: int) -> Cell:
    if count == 0:
        return Cell(CellKind.WANTED if indicator.wanted else CellKind.NOTHING)
    # Logarithmic: 20 wijken of one city must still be seen beside 3,300 of the country.
    return Cell(CellKind.VALUE, min(1.0, float(np.log10(count + 1)) / 4.2))


def _matrix_table(atlas: Atlas, held: Coverage) -> Table:
    return Table(
        _("Voor hoeveel plekken elk cijfer bekend is, per jaar"),
        (Column(_("Cijfer")), *(Column(str(y), number=True) for y in held.years)),
        [
            Row(
                row.indicator.name,
                tuple(str(c) if c else "–" for c in row.counts),
                reverse("monitor:figure", kwargs={"name": row.indicator.id}),
            )
            for row in held.rows
        ],
        id="dekking",
    )
