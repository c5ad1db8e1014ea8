"""The matrix of the page about the figures: figure by year, for a theme and for one sort of place."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.urls import reverse
from django.utils.translation import gettext as _

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.presence import FigurePresence, Presence, PresenceMatrix, YearPresence, presence
from toetssteen.kernel.areas import Level
from toetssteen.kernel.definitions import Domain
from toetssteen.kernel.dutch import dutch
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.web.monitor.labels import PLURAL
from toetssteen.web.ui.pictures import CellKind, Matrix, MatrixCell, MatrixRow, Picture, Words, matrix
from toetssteen.web.ui.tables import Table, TableColumn, TableRow

# In the place of a theme; without one only key figures are shown.
EVERYTHING = "alles"
_KINDS = {
    Presence.SECRET: CellKind.SECRET,
    Presence.UNPUBLISHED: CellKind.EMPTY,
    Presence.REFUSED: CellKind.REFUSED,
    Presence.EXPECTED: CellKind.EXPECTED,
    Presence.UNKNOWN: CellKind.WANTED,
    Presence.NOTHING: CellKind.NOTHING,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceSection:
    """theme, level: what was asked for, or "". themes, levels: what there is to choose. there: how many of `all` figures
    have a year; everything: the word for all themes; awaited, unpublished: how many squares say so."""

    title: str
    theme: str
    level: str
    themes: tuple[Domain, ...]
    levels: tuple[str, ...]
    matrix: Picture
    caption: str
    table: Table
    there: int
    all: int
    everything: str
    awaited: int
    unpublished: int


def presence_section(atlas: Atlas, theme: str, level: str) -> PresenceSection:
    """Raises UnknownNameError for a theme or a level that is not there."""
    found = presence(atlas)
    themes = tuple(d for d in atlas.domains if any(row.indicator.domain == d.id for row in found.rows))
    if theme not in {"", EVERYTHING, *(domain.id for domain in themes)}:
        raise UnknownNameError(_("Het thema “{theme}” kennen wij niet.").format(theme=theme[:40]))
    if level and level not in found.places:
        raise UnknownNameError(_("“{level}” is geen soort plek met cijfers.").format(level=level[:40]))
    chosen = Level(level) if level else None
    order = [domain.id for domain in themes]
    rows = sorted(
        (row for row in found.rows if theme in {EVERYTHING, row.indicator.domain} or (not theme and row.indicator.key)),
        key=lambda row: order.index(row.indicator.domain),
    )
    columns = _columns(found, rows, chosen)
    cells = [row.years[at].at(chosen) for row in rows for at in columns]
    title = _title(next((d.name for d in themes if d.id == theme), ""), level)
    return PresenceSection(
        title=title,
        theme=theme,
        level=level,
        themes=themes,
        levels=tuple(str(each) for each in found.places),
        matrix=_picture(atlas, found, rows, columns, chosen, title),
        caption=_caption(level),
        table=_table(found, rows, columns, chosen, title),
        there=sum(any(year.at(chosen) is Presence.THERE for year in row.years) for row in rows),
        all=len(rows),
        everything=EVERYTHING,
        awaited=cells.count(Presence.EXPECTED),
        unpublished=cells.count(Presence.UNPUBLISHED),
    )


def _title(theme: str, level: str) -> str:
    title = _("Welke cijfers zijn er per jaar")
    return ", ".join(
        (
            title,
            *((_("over {theme}").format(theme=theme.lower()),) if theme else ()),
            *((_("per {level}").format(level=level),) if level else ()),
        )
    )


def _caption(level: str) -> str:
    if level == Level.LAND:
        return _("Een donker vak: er is een cijfer van het hele land.")
    places = PLURAL.get(Level(level), _("plekken")) if level else _("plekken")
    return _("Hoe donkerder het vak, van hoe meer {places} er een cijfer is.").format(places=places)


def _columns(found: PresenceMatrix, rows: Sequence[FigurePresence], level: Level | None) -> list[int]:
    """The years of which any row says something, and those between."""
    told = [at for at in range(len(found.years)) if any(r.years[at].at(level) is not Presence.NOTHING for r in rows)]
    return list(range(told[0], told[-1] + 1)) if told else []


def _picture(
    atlas: Atlas,
    found: PresenceMatrix,
    rows: Sequence[FigurePresence],
    columns: Sequence[int],
    level: Level | None,
    title: str,
) -> Picture:
    names, last, drawn = {d.id: d.name for d in atlas.domains}, "", []
    for row in rows:
        heading = names[row.indicator.domain] if row.indicator.domain != last else ""
        last = row.indicator.domain
        cells = [_cell(found, row, at, level) for at in columns]
        drawn.append(MatrixRow(row.indicator.name, cells, heading))
    words = _(
        "Elke rij is een cijfer, elke kolom een jaar. Een donker vak betekent: voor veel plekken bekend. Een streep voor een vak is een breuk."
    )
    return matrix(
        Matrix(
            Words(title, words),
            [str(found.years[at]) for at in columns],
            drawn,
            low=_("enkele plekken"),
            high=_("alle plekken"),
            wanted=_("onbekend of het er is"),
            nothing=_("Een puntje: dit cijfer is er niet."),
            key_first=True,
            means={
                CellKind.EMPTY: _("nog niet gepubliceerd"),
                CellKind.EXPECTED: _("te verwachten, nog niet opgehaald"),
                CellKind.REFUSED: _("niet gevonden of afgekeurd"),
            },
            broken=_("breuk: anders geteld dan ervoor"),
        ),
        "dekking",
    )


def _cell(found: PresenceMatrix, row: FigurePresence, at: int, level: Level | None) -> MatrixCell:
    year = row.years[at]
    state = year.at(level)
    # A break in a year that nobody speaks of separates nothing.
    broken = found.years[at] in row.breaks and state is not Presence.NOTHING
    if state is not Presence.THERE:
        return MatrixCell(_KINDS[state], broken=broken)
    return MatrixCell(CellKind.VALUE, _shade(found, year, level), broken)


def _shade(found: PresenceMatrix, year: YearPresence, level: Level | None) -> float:
    """Logarithmic: 20 wijken of one city must still be seen beside 3,300 of the country."""
    most = sum(found.places.values()) if level is None else found.places[level]
    return float(np.log1p(year.count(level)) / np.log1p(most))


def _table(
    found: PresenceMatrix,
    rows: Sequence[FigurePresence],
    columns: Sequence[int],
    level: Level | None,
    title: str,
) -> Table:
    return Table(
        title,
        (TableColumn(_("Cijfer")), *(TableColumn(str(found.years[at]), number=True) for at in columns)),
        [
            TableRow(
                row.indicator.name,
                tuple(_told(row, at, found.years[at], level) for at in columns),
                reverse("monitor:figure", kwargs={"name": row.indicator.id}),
            )
            for row in rows
        ],
        note=_("Een getal zegt voor hoeveel plekken het cijfer er is."),
        id="dekking",
    )


def _told(row: FigurePresence, at: int, year: int, level: Level | None) -> str:
    state = row.years[at].at(level)
    words = {
        Presence.THERE: dutch(row.years[at].count(level)),
        Presence.SECRET: _("geheim"),
        Presence.UNPUBLISHED: _("nog niet gepubliceerd"),
        Presence.REFUSED: _("niet geladen"),
        Presence.EXPECTED: _("te verwachten"),
        Presence.UNKNOWN: _("onbekend"),
        Presence.NOTHING: "–",
    }
    broken = year in row.breaks and state is not Presence.NOTHING
    return _("{cell} (breuk)").format(cell=words[state]) if broken else words[state]
