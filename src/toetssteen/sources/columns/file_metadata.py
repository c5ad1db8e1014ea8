"""Metadata of files: the header of a workbook with its explanation, the fields of a map, the list beside a table."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from toetssteen.kernel.errors import FilePosition, SourceError
from toetssteen.kernel.language import _
from toetssteen.sources.columns.metadata import MetadataColumn, TableMetadata

KEY, TITLE, UNIT, GROUP = "kolom", "titel", "eenheid", "groep"
_STEP = " / "
# The row of the dimension that holds the areas, where the publisher says of which year their division is.
_DIMENSION, _DIVISION = "(dimensie)", "indeling "


def from_header(
    table: str, year: int | None, header: Iterable[str], explained: Mapping[str, tuple[str, str]]
) -> TableMetadata:
    """From a workbook. explained: header name -> (title, unit) out of its explanation; without one the name is the title."""
    columns = (MetadataColumn.of(name, *explained.get(name, (name, ""))) for name in header if name.strip())
    return TableMetadata(table, year, tuple(columns))


def from_fields(table: str, year: int | None, fields: Iterable[str], units: Mapping[str, str]) -> TableMetadata:
    """From the fields of a dbf, gpkg or WFS: a field's name is all that it says. units: as the publisher's text gives
    them, by field."""
    return TableMetadata(table, year, tuple(MetadataColumn.of(name, name, units.get(name, "")) for name in fields))


def write_columns(path: Path, metadata: TableMetadata) -> None:
    """The list of columns beside a table that came over the network."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow((KEY, TITLE, UNIT, GROUP))
        writer.writerows((column.key, column.title, column.unit, column.group_path) for column in metadata.columns)
        if metadata.division is not None:
            writer.writerow((metadata.area, f"{_DIVISION}{metadata.division}", "", _DIMENSION))


def read_columns(
    path: Path, table: str, year: int | None, *, coded: bool = False, numbered: bool = False
) -> TableMetadata:
    """What `write_columns` wrote. Raises SourceError when it is not there or is another list."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter=";"))
        areas = [row for row in rows if row.get(GROUP) == _DIMENSION]
        division = int(areas[0][TITLE].removeprefix(_DIVISION)) if areas else None
        columns = tuple(
            MetadataColumn.of(row[KEY], row[TITLE], row[UNIT], tuple(filter(None, (row.get(GROUP) or "").split(_STEP))))
            for row in rows
            if row.get(GROUP) != _DIMENSION
        )
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise SourceError(
            _("De lijst met kolommen naast de tabel is niet te lezen"),
            FilePosition(path.name),
            _("Haal de tabel opnieuw op bij de uitgever."),
        ) from error
    area = areas[0][KEY] if areas else ""
    return TableMetadata(table, year, columns, area=area, division=division, coded=coded, numbered=numbered)
