"""Where the figures of a picture or table come from, for its files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.derived import derived
from toetssteen.answers.words import sentences
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import Indicator
from toetssteen.web.ui.sheets import Fact
from toetssteen.web.ui.tables import Table

# More tables than this are counted in a line below a picture; the page and the workbook name them all.
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Origin:
    """One publication behind an indicator. years: of its figures; retrieved: ISO date and time."""

    publisher: str
    title: str
    table: str
    column: str
    licence: str
    years: tuple[int, ...]
    retrieved: str


def origins(atlas: Atlas, indicator: Indicator, year: int | None = None) -> list[Origin]:
    """The publications behind an indicator, of one year or of all."""
    publications = []
    for use in indicator.columns:
        source = atlas.sources.get(use.source)
        deliveries = [d for d in atlas.snapshot.manifest.deliveries if d.source == use.source]
        years = tuple(sorted({d.year for d in deliveries}))
        if source is None or not years or (year is not None and year not in years):
            continue
        column = deliveries[-1].published(use.column)
        if below := use.over or (use.per and deliveries[-1].published(use.per)):
            column = f"{column} / {below}"
        publications.append(
            Origin(source.publisher, source.title, source.table, column, source.licence, years, deliveries[0].retrieved)
        )
    return publications


def source_line(atlas: Atlas, about: Sequence[str], year: int | None = None) -> str:
    """ "Bron: CBS, 85318NED." Publishers with their tables; how many tables where there are more than a few."""
    return _source_line(atlas, tuple(about), year)


@derived(most=2048)
def _source_line(atlas: Atlas, about: tuple[str, ...], year: int | None) -> str:
    tables: dict[str, list[str]] = {}
    for name in about:
        indicator = atlas.indicators.get(name)
        for origin in (origins(atlas, indicator, year) or origins(atlas, indicator)) if indicator else []:
            listed = tables.setdefault(origin.publisher, [])
            if origin.table and origin.table not in listed:
                listed.append(origin.table)
    if not tables:
        return _("Bron: zie de pagina.")
    return _("Bron: {sources}.").format(
        sources="; ".join(_publisher(name, of_publisher) for name, of_publisher in tables.items())
    )


def publishers(atlas: Atlas, about: Sequence[str]) -> str:
    """Who publishes these figures, for a cell of a file."""
    indicators = (atlas.indicators[name] for name in about if name in atlas.indicators)
    return "; ".join(dict.fromkeys(o.publisher for i in indicators for o in origins(atlas, i)))


def _publisher(name: str, tables: list[str]) -> str:
    if not tables:
        return name
    if len(tables) > MOST_NAMED:
        return _("{name}, {n} tabellen").format(name=name, n=len(tables))
    return ", ".join((name, *tables))


def day(iso: str) -> str:
    """ "2026-11-23" -> "23 november 2026"; nothing for nothing."""
    return date_format(date.fromisoformat(iso[:10]), "j F Y") if iso else ""


def facts(atlas: Atlas, table: Table, address: str) -> list[Fact]:
    """What stands on the sheet "Toelichting"."""
    manifest = atlas.snapshot.manifest
    rows: list[Fact] = [(_("Tabel"), table.caption)]
    if manifest.invented:
        rows.append((_("Let op"), _("Dit zijn verzonnen gegevens. Deze plaatsen bestaan niet.")))
    rows += [
        (_("Momentopname"), manifest.id),
        (_("Gemaakt op"), day(manifest.created)),
        (_("Adres van de pagina"), address),
    ]
    for name in table.about:
        rows += _meaning(atlas, name)
    rows.append((_("Wat de woorden bij een cijfer betekenen"), ""))
    return rows + [(sentences.status(status), text) for status, text in _statuses()]


def _meaning(atlas: Atlas, name: str) -> list[Fact]:
    indicator = atlas.indicators[name]
    rows = [
        ("", ""),
        (_("Cijfer"), indicator.name),
        (_("Wat het betekent"), indicator.meaning),
        (_("Wat het niet zegt"), indicator.does_not_say),
        (_("Eenheid"), indicator.unit),
    ]
    for origin in origins(atlas, indicator):
        words = _("{publisher}: {title}, tabel {table}, kolom {column}, jaren {years}. {licence}. Opgehaald op {day}.")
        rows.append(
            (
                _("Bron"),
                words.format(
                    publisher=origin.publisher,
                    title=origin.title,
                    table=origin.table or "–",
                    column=origin.column,
                    years=", ".join(str(y) for y in origin.years),
                    licence=origin.licence,
                    day=day(origin.retrieved),
                ),
            )
        )
    return rows


def _statuses() -> list[tuple[Status, str]]:
    return [
        (Status.OBSERVED, _("Zo staat het bij de uitgever.")),
        (
            Status.SECRET,
            _("De uitgever geeft dit niet, omdat het om te weinig mensen of woningen gaat. Het is geen nul."),
        ),
        (Status.ABSENT, _("De uitgever geeft hier geen cijfer. Het is geen nul.")),
        (Status.UNPUBLISHED, _("De uitgever heeft de kolom al, en vult die later. Het is geen nul.")),
        (Status.LATER, _("De uitgever zegt dat het nog komt.")),
        (Status.STOPPED, _("De uitgever maakt dit cijfer niet meer.")),
        (Status.ESTIMATED, _("Berekend met een model, niet geteld.")),
        (Status.PROVISIONAL, _("De uitgever kan dit nog aanpassen.")),
    ]
