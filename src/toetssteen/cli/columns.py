"""columns: which indicator has which year, by what publishers call their columns."""

from argparse import Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from toetssteen.cli.snapshots import say, shelf
from toetssteen.indicators.catalogue import load_indicators
from toetssteen.kernel.definitions import Protocol, Source
from toetssteen.kernel.errors import SnapshotError, SourceError, UnknownNameError
from toetssteen.kernel.home import Home
from toetssteen.kernel.language import _
from toetssteen.sources.columns.coverage import ColumnCoverage, ColumnState, coverage
from toetssteen.sources.columns.file_metadata import read_columns
from toetssteen.sources.columns.metadata import TableMetadata
from toetssteen.sources.definitions.catalogue import load_sources
from toetssteen.sources.definitions.families import ADDED, added_text, families_beside
from toetssteen.sources.deliveries.companions import columns_file
from toetssteen.sources.deliveries.fetch import latest_delivery
from toetssteen.sources.network.asking import ask_metadata
from toetssteen.sources.network.fetching import RetryPolicy
from toetssteen.sources.network.new_tables import new_tables
from toetssteen.warehouse.opening import read_manifest

SIGNS = {
    ColumnState.RESOLVED: "+",
    ColumnState.EMPTY: "o",
    ColumnState.EXPECTED: "v",
    ColumnState.UNKNOWN: "?",
    ColumnState.REFUSED: "!",
}
# Where two tables give a year, the best of them counts.
_BEST_FIRST = tuple(SIGNS)


def columns(arguments: Namespace) -> None:
    """Print indicator by year. With --live it is what the publishers say now, otherwise what our deliveries say."""
    if arguments.add and not arguments.live:
        raise UnknownNameError(_("“--add” hoort bij “--live”: alleen de uitgever weet van een nieuwe tabel."))
    home = Home.find()
    sources = [
        s for s in load_sources(*home.definition_folders("sources")) if s.family and _has_year(s, arguments.year)
    ]
    described = asked(sources) if arguments.live else delivered(home, sources)
    indicators = load_indicators(*home.definition_folders("indicators"))
    rows = [
        row
        for row in coverage(indicators, sources, described, {} if arguments.live else still_empty(home, sources))
        if (arguments.indicator is None or row.indicator == arguments.indicator)
        and (arguments.year is None or arguments.year[0] <= row.year <= arguments.year[1])
    ]
    if not rows:
        raise UnknownNameError(_("Hiervoor is geen kolom bekend. Kijk of de naam van het cijfer en het jaar kloppen."))
    for line in (*matrix(rows), "", *legend(), *report(rows), "", summary(rows, live=arguments.live)):
        say(line)
    if arguments.live:
        follow_up(home, add=arguments.add)


def follow_up(home: Home, *, add: bool, policy: RetryPolicy | None = None) -> None:
    """Say which tables of a later year the publishers list, and with `add` write each down as ours."""
    try:
        tables = new_tables(families_beside(*home.definition_folders("sources")), policy)
    except SourceError as problem:
        say(_("Nieuwe tabellen: niet te vragen. {problem}").format(problem=problem))
        return
    for table in tables:
        say(_("Nieuw bij de uitgever: tabel {table}, {year}.").format(table=table.table, year=table.year))
        if add:
            path = home.own_definitions / ADDED / f"{table.id}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(added_text(table), encoding="utf-8")
            say(_("  toegevoegd: {path}").format(path=path))
    if tables and not add:
        say(_("Voeg toe met “toetssteen columns --live --add”."))


def asked(sources: Sequence[Source], policy: RetryPolicy | None = None) -> dict[str, TableMetadata]:
    """What the publishers say now. A table that does not answer is said, and left to what we expect of it."""
    answers = ask_metadata(sources, progress=say, policy=policy)
    for answer in answers:
        if answer.problem:
            say(_("  {source}: {problem}").format(source=answer.source, problem=answer.problem))
    return {answer.source: answer.metadata for answer in answers if answer.metadata is not None}


def delivered(home: Home, sources: Iterable[Source]) -> dict[str, TableMetadata]:
    """What the lists of columns beside our newest deliveries say."""
    described = {}
    for source in sources:
        delivery = latest_delivery(home.raw / "real", source)
        if delivery is None or source.live is None:
            continue
        path = delivery.file.with_name(columns_file(PurePosixPath(Path(source.file).name)).name)
        try:
            described[source.id] = read_columns(
                path,
                source.table,
                source.year,
                coded=source.live.protocol is Protocol.ODATA4,
                numbered=source.live.protocol is Protocol.ODATA3,
            )
        except SourceError as problem:
            say(str(problem))
    return described


def still_empty(home: Home, sources: Iterable[Source]) -> dict[str, frozenset[str]]:
    """The columns without one figure, by source, as found when the serving figures were built of these very files."""
    name = shelf(home).current()
    try:
        deliveries = () if name is None else read_manifest(shelf(home).folder / name).deliveries
    except SnapshotError:
        return {}
    empty = {(d.source, d.sha256): frozenset(d.unpublished) for d in deliveries}
    newest = {source.id: latest_delivery(home.raw / "real", source) for source in sources}
    return {
        source: empty[source, delivery.sha256]
        for source, delivery in newest.items()
        if delivery is not None and (source, delivery.sha256) in empty
    }


def matrix(rows: Sequence[ColumnCoverage]) -> list[str]:
    """One line an indicator, one sign a year; a blank where no table has the column."""
    years = sorted({row.year for row in rows})
    signs = {(row.indicator, row.year): SIGNS[row.state] for row in sorted(rows, key=_worst_first)}
    names = sorted({row.indicator for row in rows})
    width = max(len(name) for name in names)
    head = " " * width + "  " + " ".join(f"{year % 100:02}" for year in years)
    return [head, *(f"{name:{width}}  " + "  ".join(signs.get((name, year), " ") for year in years) for name in names)]


def legend() -> list[str]:
    return [
        _("+ gevonden op titel en eenheid   v verwacht   ? titel bekend, niet van dit jaar   ! niet gevonden"),
        _("o gevonden, maar helemaal leeg: nog niet gepubliceerd"),
    ]


def report(rows: Sequence[ColumnCoverage]) -> list[str]:
    """Why each column that was not found, was not: once a table."""
    return list(dict.fromkeys(row.detail for row in rows if row.state is ColumnState.REFUSED and row.detail))


def summary(rows: Sequence[ColumnCoverage], *, live: bool) -> str:
    best = {(row.indicator, row.year): row.state for row in sorted(rows, key=_worst_first)}
    states = list(best.values())
    found = states.count(ColumnState.RESOLVED)
    if live:
        return _("Alles ophalen geeft {found} van de {all} combinaties van cijfer en jaar.").format(
            found=found, all=len(states)
        )
    return _(
        "{found} van de {all} combinaties van cijfer en jaar zijn gevonden in wat is opgehaald, {expected} zijn verwacht."
    ).format(found=found, all=len(states), expected=states.count(ColumnState.EXPECTED))


def _worst_first(row: ColumnCoverage) -> int:
    return -_BEST_FIRST.index(row.state)


def _has_year(source: Source, years: tuple[int, int] | None) -> bool:
    return years is None or source.year is None or years[0] <= source.year <= years[1]
