"""Files of tables: what Excel makes of them, and what nobody may make of them."""

import csv
import re
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from web.ui.test_downloads import HOSTILE

from toetssteen.kernel.dutch import Amount, amount_in, with_unit
from toetssteen.web.ui.sheets import Sheet, as_csv, as_xlsx, sheet
from toetssteen.web.ui.tables import Table, TableColumn, TableRow

UNITS = st.sampled_from(["", "%", "aantal", "euro", "x 1.000 euro", "per 1.000 inwoners", "score"])
TABLE = Table(
    "Werk in Lindehof",
    (TableColumn("Jaar"), TableColumn("Lindehof", number=True), TableColumn("Hoe bekend")),
    [
        TableRow("2021", ("12,6\xa0%", "gepubliceerd"), "/herkomst/werk/WK1/2021/"),
        TableRow("2022", ("–", "geheim"), "/herkomst/werk/WK1/2022/"),
        TableRow("2023", ("−3,4\xa0%", "niet te vergelijken met het cijfer ervoor"), "/herkomst/werk/WK1/2023/"),
    ],
)


def made(table: Table = TABLE) -> Sheet:
    return sheet(table, [("Tabel", table.caption)], [("Momentopname", "2026-1")], "https://t.example{}".format)


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


@given(st.floats(-1e9, 1e9), UNITS, st.integers(0, 3))
def test_what_was_written_is_read_back(value: float, unit: str, decimals: int) -> None:
    text = with_unit(value, unit, decimals)
    amount = amount_in(text)
    assert amount is not None
    thousands = unit == "x 1.000 euro"
    assert amount.value == pytest.approx(value * 1000 if thousands else value, abs=0.51 * 10.0**-amount.decimals)
    shown = "euro" if thousands else amount.unit
    assert with_unit(amount.value, shown, amount.decimals) == text


@pytest.mark.parametrize("text", ["–", "", "geheim", "1 op de 6", "12,6 %extra\n", "WK001400", "1.2.3", "3,", "€"])
def test_what_is_no_amount_is_none(text: str) -> None:
    assert amount_in(text) is None


def test_a_csv_that_a_dutch_excel_reads() -> None:
    content = as_csv(made())
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig") == (
        "Jaar;Lindehof (%);Hoe bekend;Herkomst;Momentopname\r\n"
        "2021;12,6;gepubliceerd;https://t.example/herkomst/werk/WK1/2021/;2026-1\r\n"
        "2022;;geheim;https://t.example/herkomst/werk/WK1/2022/;2026-1\r\n"
        "2023;-3,4;niet te vergelijken met het cijfer ervoor;https://t.example/herkomst/werk/WK1/2023/;2026-1\r\n"
    )


def test_a_workbook_with_numbers_and_an_explanation() -> None:
    book = load_workbook(BytesIO(as_xlsx(made())))
    assert book.sheetnames == ["Cijfers", "Toelichting"]
    rows = [[cell.value for cell in row] for row in book["Cijfers"].iter_rows()]
    assert rows[0] == ["Jaar", "Lindehof (%)", "Hoe bekend", "Herkomst", "Momentopname"]
    assert rows[1][:3] == [2021, 12.6, "gepubliceerd"]
    assert rows[2][:3] == [2022, None, "geheim"]
    assert rows[3][1] == -3.4
    assert book["Cijfers"]["B2"].number_format == "#,##0.0"
    assert [cell.value for cell in book["Toelichting"][1]] == ["Tabel", "Werk in Lindehof"]


def test_units_that_differ_have_a_column() -> None:
    columns = (TableColumn("Cijfer"), TableColumn("Hier", number=True))
    table = Table(
        "t", columns, [TableRow("a", ("1\xa0%",)), TableRow("b", ("€\xa0251.000",)), TableRow("c", ("10.930",))]
    )
    assert [row[:3] for row in rows_of(as_csv(made(table)))] == [
        ["Cijfer", "Hier", "Eenheid"],
        ["a", "1", "%"],
        ["b", "251000", "euro"],
        ["c", "10930", ""],
    ]


def test_an_empty_table_is_a_file_with_a_head() -> None:
    table = Table("leeg", (TableColumn("Naam"), TableColumn("Waarde", number=True)), [])
    assert rows_of(as_csv(made(table))) == [["Naam", "Waarde", "Momentopname"]]
    assert load_workbook(BytesIO(as_xlsx(made(table))))["Cijfers"].max_row == 1


@given(st.lists(st.tuples(HOSTILE, HOSTILE, HOSTILE), max_size=4))
def test_no_name_becomes_a_formula_and_no_row_is_lost(names: list[tuple[str, str, str]]) -> None:
    columns = (TableColumn("Naam"), TableColumn("Waarde", number=True), TableColumn("Hoe bekend"))
    table = Table("t", columns, [TableRow(a, (b, c)) for a, b, c in names])
    sheet_of = made(table)
    rows = rows_of(as_csv(sheet_of))
    assert len(rows) == len(names) + 1
    for row, values in zip(rows[1:], sheet_of.rows, strict=True):
        assert len(row) == 4
        for text, value in zip(row, values, strict=True):
            if not isinstance(value, Amount):
                harmless = re.fullmatch(r"[+-][0-9][0-9 .,]*", text)
                assert harmless or not text.lstrip().startswith(("=", "+", "-", "@"))
    page = load_workbook(BytesIO(as_xlsx(sheet_of)))["Cijfers"]
    assert all(cell.data_type in ("s", "n") for row in page.iter_rows() for cell in row)
