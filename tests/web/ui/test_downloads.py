"""The writer of CSV and workbooks: what each sort of value becomes, and no text is a formula."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from toetssteen.kernel.dutch import Amount
from toetssteen.web.ui.downloads import (
    EXCEL,
    MACHINES,
    OutputSheet,
    Styled,
    csv_file,
    guarded,
    kept,
    unguarded,
    xlsx_file,
)

HOSTILE = st.one_of(
    st.text(max_size=60),
    st.builds(
        lambda start, rest: start + rest,
        st.sampled_from(["=", "+", "-", "@", "\t=", "\r@", " =", "\n+", "=cmd|' /C calc'!A0", "#N/A"]),
        st.text(max_size=20),
    ),
)


def test_a_csv_for_a_dutch_excel_and_one_for_machines() -> None:
    row = ("naam", Amount(-3.46, 1, "%"), 2021, 0.5, True, None, "=1+1")
    assert csv_file([row], EXCEL) == b"\xef\xbb\xbfnaam;-3,5;2021;0.5;true;;'=1+1\r\n"
    assert csv_file([row], MACHINES) == b"naam,-3.5,2021,0.5,true,,'=1+1\r\n"


def test_a_workbook_keeps_numbers_and_texts_apart() -> None:
    row = ("=1+1", Amount(12.6, 1, "%"), 2021, None, "", Styled("kop", bold=True))
    book = load_workbook(BytesIO(xlsx_file([OutputSheet(title="Blad", rows=[row], widths=[30], frozen="B2")])))
    cells = book["Blad"][1]
    assert [cell.value for cell in cells] == ["=1+1", 12.6, 2021, None, None, "kop"]
    assert [cell.data_type for cell in cells[:3]] == ["s", "n", "n"]
    assert cells[1].number_format == "#,##0.0"
    assert cells[5].font.bold
    assert (book["Blad"].freeze_panes, book["Blad"].column_dimensions["A"].width) == ("B2", 30)


@pytest.mark.parametrize(
    ("text", "in_csv", "in_workbook"),
    [
        ("'t Hof opknappen", "'t Hof opknappen", "'t Hof opknappen"),
        ("+31 10 123 45 67", "+31 10 123 45 67", "+31 10 123 45 67"),
        ("-3,5", "-3,5", "-3,5"),
        ("- eerst de bankjes", "'- eerst de bankjes", "- eerst de bankjes"),
        ("=1+1", "'=1+1", "=1+1"),
        ("+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0", "+1+cmd|' /C calc'!A0"),
        (" @SUM(A1)", "' @SUM(A1)", " @SUM(A1)"),
        ("'=1", "''=1", "''=1"),
    ],
)
def test_an_apostrophe_only_where_it_is_needed(text: str, in_csv: str, in_workbook: str) -> None:
    assert (guarded(text), kept(text)) == (in_csv, in_workbook)


@given(HOSTILE | st.text("'=+-@ 1", max_size=6))
def test_what_goes_out_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == unguarded(kept(text)) == text
