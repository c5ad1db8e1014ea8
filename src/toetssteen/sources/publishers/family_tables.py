"""A table of a family: its columns found by the titles beside it, and given the names our definitions use."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

import numpy as np

from toetssteen.kernel.cells import NUMERIC, Note, PublishedColumn, PublishedTable, Status
from toetssteen.kernel.definitions import Protocol, Source
from toetssteen.kernel.errors import FilePosition, SourceError
from toetssteen.kernel.language import _
from toetssteen.kernel.published_columns import ResolvedColumn
from toetssteen.sources.columns.file_metadata import read_columns
from toetssteen.sources.columns.metadata import TableMetadata
from toetssteen.sources.columns.resolving import Refusal, resolve_all
from toetssteen.sources.deliveries.companions import columns_file

# Options that name a column of the family.
_LAYOUT_COLUMNS = frozenset({"surface", "changes"})


@dataclass(frozen=True, slots=True)
class FamilyColumns:
    """What was asked of a table: the columns that were found, and why others were not. division: as the table says, None
    where it does not. keys_by_id: of every column of ours that the table has, asked or not."""

    resolved: tuple[ResolvedColumn, ...]
    refusals: tuple[Refusal, ...]
    division: int | None = None
    keys_by_id: Mapping[str, str] = field(default_factory=dict)

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(key for column in self.resolved for key in (column.parts or (column.key,)))


def family_columns(path: Path, source: Source, names: Iterable[str]) -> FamilyColumns:
    """The columns in the publisher's own list beside the table. Raises SourceError when not one of them is there: then
    it is another table, or every title has changed."""
    protocol = source.live.protocol if source.live is not None else None
    metadata = read_columns(
        path.with_name(columns_file(PurePosixPath(path.name)).name),
        source.table,
        source.year,
        coded=protocol is Protocol.ODATA4,
        numbered=protocol is Protocol.ODATA3,
    )
    return resolved_columns(path, metadata, source, names)


def resolved_columns(
    path: Path, metadata: TableMetadata, source: Source, names: Iterable[str], *, needed: bool = True
) -> FamilyColumns:
    """The columns of a table of which we have the metadata. Raises SourceError when not one of them is there, unless the
    file is of use without them."""
    wanted = set(names)
    # All titles of the family are resolved, so that a column that two of them claim is seen.
    resolved, refusals = resolve_all(metadata, source.titles)
    columns = FamilyColumns(
        tuple(column for column in resolved if column.id in wanted),
        tuple(refusal for refusal in refusals if refusal.id in wanted),
        metadata.division,
        {column.id: column.key for column in resolved},
    )
    if needed and wanted and not columns.resolved:
        raise SourceError(
            _("Geen enkele kolom van de tabel heeft een titel die we kennen"),
            FilePosition(path.name),
            " ".join(str(refusal) for refusal in columns.refusals[:3]),
        )
    return columns


def layout_options(source: Source, columns: FamilyColumns, area: str) -> dict[str, str]:
    """The source's options with the keys of this table in the place of our names; an option whose column is not there
    is left out. area: the column with the areas."""
    options = {"code": area, **source.options}
    for option in _LAYOUT_COLUMNS & options.keys():
        key = columns.keys_by_id.get(options.pop(option))
        if key is not None:
            options[option] = key
    return options


def with_own_names(table: PublishedTable, columns: FamilyColumns, apart: str) -> PublishedTable:
    """The table with the names of our definitions on its columns, and a note for each column that is not there or holds
    nothing yet."""
    named = {column.id: _figures(table, column) for column in columns.resolved}
    missing = tuple(str(refusal) for refusal in columns.refusals)
    notes = [Note(table.file, _("Niet geladen: {why}").format(why=why)) for why in missing]
    notes += [
        Note(table.file, _("De kolom “{title}” is helemaal leeg: nog niet gepubliceerd.").format(title=column.title))
        for column in columns.resolved
        if (named[column.id].statuses == Status.UNPUBLISHED).all()
    ]
    division = table.division_year if columns.division is None else columns.division
    if division != table.division_year:
        text = _("De uitgever gebruikt de indeling van {division}, onze beschrijving noemt {ours}. De uitgever telt.")
        notes.append(Note(table.file, text.format(division=division, ours=table.division_year)))
    return replace(
        table,
        division_year=division,
        columns=named,
        notes=(*table.notes, *notes),
        resolved=columns.resolved,
        missing=missing,
        apart=apart,
        country=_of_country(table, columns),
    )


def _of_country(table: PublishedTable, columns: FamilyColumns) -> dict[str, float]:
    keys = {column.id: column.parts or (column.key,) for column in columns.resolved}
    return {
        name: sum(table.country[part] for part in parts)
        for name, parts in keys.items()
        if all(part in table.country for part in parts)
    }


def _figures(table: PublishedTable, column: ResolvedColumn) -> PublishedColumn:
    """The column as published; a sum is a figure only where each of its parts is."""
    if not column.parts:
        return table.columns[column.key]
    parts = [table.columns[key] for key in column.parts]
    for part in parts:
        if (part.statuses == Status.UNPUBLISHED).all():
            return part
    first, *others = parts
    values, statuses = first.values.copy(), first.statuses.copy()
    for part in others:
        without = ~np.isin(part.statuses, NUMERIC) & np.isin(statuses, NUMERIC)
        statuses[without] = part.statuses[without]
        values = values + part.values
    return PublishedColumn(values, statuses)
