"""A table in Excel or csv, of a publisher or kept by hand; its first bytes decide the format, not its name."""

from pathlib import Path

from toetssteen.sources.grids.csv_grid import read_bytes, read_csv
from toetssteen.sources.grids.file_kinds import refuse_others
from toetssteen.sources.grids.grid import Grid
from toetssteen.sources.grids.old_workbook import MAX_PUBLISHED, read_xls
from toetssteen.sources.grids.xlsx_grid import read_xlsx


def read_by_hand(
    path: Path, *, sheet: str | None = None, delimiter: str = ";", encoding: str = "utf-8", skip: int = 0
) -> Grid:
    """Excel (new or old) or csv. Raises SourceError for any other kind of file, with what to do."""
    kind = refuse_others(read_bytes(path), path.name, "xlsx", "xls", "text")
    if kind == "text":
        return read_csv(path, delimiter, encoding, skip=skip)
    if kind == "xls":
        return read_xls(path, sheet, skip)
    return read_xlsx(path, sheet, skip, by_hand=True)


def read_workbook(path: Path, sheet: str | None = None) -> Grid:
    """A publisher's workbook, new or old. Raises SourceError for any other kind of file, with what to do."""
    if refuse_others(read_bytes(path), path.name, "xlsx", "xls") == "xls":
        return read_xls(path, sheet, most_cells=MAX_PUBLISHED)
    return read_xlsx(path, sheet)
