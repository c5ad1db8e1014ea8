"""check: reports whether a table of the installation itself can be read; writes nothing."""

import csv
from argparse import Namespace
from collections import Counter
from collections.abc import Sequence

import numpy as np

from toetssteen.cli.snapshots import say
from toetssteen.indicators.catalogue import load_indicators
from toetssteen.kernel.cells import PublishedColumn, PublishedTable, Status
from toetssteen.kernel.definitions import Source
from toetssteen.kernel.errors import DefinitionError, SourceError
from toetssteen.kernel.home import Home
from toetssteen.kernel.language import _
from toetssteen.sources.definitions.yaml_files import load_yaml
from toetssteen.sources.grids.grid import MissingColumnError
from toetssteen.sources.reading import read


def check(arguments: Namespace) -> None:
    """Every column by itself, so that one wrong cell does not hide another."""
    source: Source = load_yaml(arguments.definition, Source)
    columns = _requested_columns(arguments, source) if arguments.columns else _columns_in_use(source)
    if not columns:
        raise DefinitionError(
            _(
                "Nog geen enkel cijfer gebruikt bron {id}. Noem de kolommen met --columns, of beschrijf eerst een cijfer."
            ).format(id=source.id)
        )
    problems: list[SourceError] = []
    tables_by_column: dict[str, list[PublishedTable]] = {}
    for column in columns:
        try:
            tables_by_column[column] = list(read(arguments.file, source, frozenset({column})))
        except SourceError as problem:
            problems.append(problem)
    for column, tables in tables_by_column.items():
        _print_tables(column, tables)
    # A note about the whole file comes with every column.
    for text in dict.fromkeys(
        note.text for tables in tables_by_column.values() for table in tables for note in table.notes
    ):
        say(f"  {text}")
    for problem_of_column in problems:
        say(_("  Niet goed: {problem}").format(problem=problem_of_column))
    if problems:
        raise SourceError(
            _("{n} van de {all} kolommen zijn niet te lezen").format(n=len(problems), all=len(columns)),
            problems[0].place,
            _("Verbeter wat hierboven staat en probeer het opnieuw. Er is niets bewaard."),
        )
    say(_("Alles is te lezen. Er is niets bewaard; “toetssteen fetch” haalt het bestand op."))


def _requested_columns(arguments: Namespace, source: Source) -> list[str]:
    """The columns that were asked for. A comma divides them, unless it stands between quotes or in the name of one."""
    text: str = arguments.columns
    parts = [name.strip() for name in next(csv.reader([text], skipinitialspace=True))]
    if len(parts) == 1:
        return parts
    try:
        read(arguments.file, source, frozenset({text}))
    except SourceError as problem:
        return parts if isinstance(problem.__cause__, MissingColumnError) else [text]
    return [text]


def _columns_in_use(source: Source) -> list[str]:
    """The columns that some indicator takes from this source."""
    indicators = load_indicators(*Home.find().definition_folders("indicators"))
    uses = [use for indicator in indicators for use in indicator.columns if use.source == source.id]
    return sorted({use.column for use in uses} | {use.per for use in uses if use.per})


def _print_tables(column: str, tables: Sequence[PublishedTable]) -> None:
    for table in tables:
        levels = Counter(str(code.level) for code in table.codes)
        areas = ", ".join(f"{n} {level}" for level, n in sorted(levels.items()))
        say(f"{column}, {table.year}: {areas}. {_cells(table.columns[column])}")


def _cells(column: PublishedColumn) -> str:
    figures = column.values[~np.isnan(column.values)]
    text = _("{n} cijfers").format(n=len(figures))
    if len(figures):
        text += _(", van {low:g} tot {high:g}").format(low=figures.min(), high=figures.max())
    for status, words in ((Status.SECRET, _("{n} geheim")), (Status.ABSENT, _("{n} zonder cijfer"))):
        count = int((column.statuses == status).sum())
        if count:
            text += ", " + words.format(n=count)
    return text + "."
