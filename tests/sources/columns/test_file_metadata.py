"""The header of a workbook and the fields of a map, with the units that the publisher's text gives them."""

from pathlib import Path

import openpyxl
import pytest
from sources.columns.composed import evidence_rows

from toetssteen.kernel.errors import SourceError
from toetssteen.kernel.published_columns import AcceptedTitle, ColumnTitles, ResolvedColumn
from toetssteen.sources.columns.file_metadata import from_fields, from_header, read_columns, write_columns
from toetssteen.sources.columns.metadata import MetadataColumn, TableMetadata
from toetssteen.sources.columns.resolving import Refusal, resolve
from toetssteen.sources.grids.dbf_grid import read_dbf


def titles(title: str, unit: str) -> ColumnTitles:
    return ColumnTitles("x", (AcceptedTitle(unit, "test", title),))


def test_fields_of_a_real_map(data_folder: Path, evidence: Path) -> None:
    header = read_dbf(data_folder / "cbs-wijken-2016" / "wijk_2016.dbf").header
    units = {row["key"]: row["unit"] for row in evidence_rows(evidence, "wbk_fields.csv") if row["family"] == "wbk-dbf"}
    metadata = from_fields("Wijk- en Buurtkaart", 2016, header, units)
    assert len(metadata.columns) == 36
    shares = [
        name for name in ("P_00_14_JR", "P_65_EO_JR") if isinstance(resolve(metadata, titles(name, "%")), Refusal)
    ]
    assert not shares
    # The map gives percentages where tables give counts: the same name with another unit is not taken.
    refusal = resolve(metadata, titles("P_00_14_JR", "aantal"))
    assert isinstance(refusal, Refusal)
    assert "de eenheid niet (%)" in str(refusal)


@pytest.mark.parametrize("year", [2023, 2024])
def test_the_header_of_a_real_workbook_with_its_explanation(data_folder: Path, evidence: Path, year: int) -> None:
    path = data_folder / "kwb-excel-layout" / f"CBS-Utrecht-kwb-{year}.xlsx"
    book = openpyxl.load_workbook(path, read_only=True)
    header = [str(cell) for cell in next(book.worksheets[0].iter_rows(values_only=True)) if cell is not None]
    book.close()
    explained = {
        row["key"]: (row["key"], row["unit"])
        for row in evidence_rows(evidence, "kwb_excel.csv")
        if row["table"] == f"kwb-{year}" and row["key"] != "a_inw"
    } | {"a_inw": ("Aantal inwoners", "aantal")}
    metadata = from_header(f"kwb-{year}", year, header, explained)
    result = resolve(metadata, titles("Aantal inwoners", "aantal"))
    assert isinstance(result, ResolvedColumn)
    assert result.key == "a_inw"
    assert isinstance(resolve(metadata, titles("Aantal inwoners", "%")), Refusal)
    assert isinstance(resolve(metadata, titles("p_koopw", "%")), ResolvedColumn)
    assert isinstance(resolve(metadata, titles("p_koopw", "aantal")), Refusal)


def test_a_header_without_explanation_is_its_own_title_and_blanks_do_not_count() -> None:
    metadata = from_header("kwb", 2024, ["a_inw", "g_wozbag ", "", "a_woning\u00a0"], {})
    assert [column.title for column in metadata.columns] == ["a_inw", "g_wozbag", "a_woning"]


def test_the_list_beside_a_table_comes_back_as_it_was(tmp_path: Path) -> None:
    columns = (
        MetadataColumn.of("T1", "Aantal inwoners\u00a0", "aantal"),
        MetadataColumn.of("T2", "Waarde; overig", "%", ("Opleiding", "Laag ")),
    )
    path = tmp_path / "T.kolommen.csv"
    write_columns(path, TableMetadata("T", 2024, columns))
    read = read_columns(path, "T", 2024, coded=True)
    assert read.columns == columns
    assert (read.table, read.year, read.coded, read.numbered) == ("T", 2024, True, False)
    write_columns(path, TableMetadata("T", 2024, columns, area="RegioS", division=2023))
    read = read_columns(path, "T", 2024)
    assert (read.columns, read.area, read.division) == (columns, "RegioS", 2023)


def test_a_list_from_before_there_were_groups_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "T.kolommen.csv"
    path.write_text("kolom;titel;eenheid\nT1;Aantal inwoners;aantal\n", encoding="utf-8")
    assert read_columns(path, "T", 2024).columns == (MetadataColumn("T1", "Aantal inwoners", "aantal"),)
    path.write_text("iets;anders\n1;2\n", encoding="utf-8")
    with pytest.raises(SourceError, match="niet te lezen"):
        read_columns(path, "T", 2024)
