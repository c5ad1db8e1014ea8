"""Files as people have them: read as they look, or refused in a sentence that says what to do."""

import csv
import io
import string
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from sources.raw_files import row, xls, xlsx
from sources.small_files import source

from toetssteen.kernel.cells import PublishedTable, Status
from toetssteen.kernel.errors import SourceError
from toetssteen.kernel.texts import folded, visible
from toetssteen.sources.grids.any_file import read_by_hand
from toetssteen.sources.grids.cell_numbers import Notation, NumberError, is_code, parse_number
from toetssteen.sources.grids.csv_grid import likely_delimiter
from toetssteen.sources.grids.grid import Grid
from toetssteen.sources.grids.text_encodings import ENCODINGS, MIXED, as_text, likely_encoding
from toetssteen.sources.grids.xlsx_grid import read_xlsx
from toetssteen.sources.reading import read

COMMA = Notation.of(",")


def grid(folder: Path, content: bytes, name: str = "eigen.xlsx", **options: object) -> Grid:
    path = folder / name
    path.write_bytes(content)
    return read_by_hand(path, **options)  # type: ignore[arg-type]


def refused(folder: Path, content: bytes, name: str = "eigen.xlsx", **options: object) -> SourceError:
    with pytest.raises(SourceError) as caught:
        grid(folder, content, name, **options)
    return caught.value


def sentence(path: Path) -> str:
    """What is said of a file that may be broken; any other error than a sentence is one of ours."""
    try:
        return read_by_hand(path).file
    except SourceError as problem:
        return str(problem)


def table(folder: Path, content: bytes, name: str = "eigen.csv", **options: str) -> PublishedTable:
    path = folder / name
    path.write_bytes(content)
    (found,) = read(
        path, source("own-table", name, **{"code": "code", "delimiter": "semicolon"} | options), frozenset({"tevreden"})
    )
    return found


def named(folder: Path, content: bytes) -> PublishedTable:
    """As `table`, with the names of areas in the column "naam"."""
    path = folder / "eigen.csv"
    path.write_bytes(content)
    what = source("own-table", path.name, code="code", delimiter="semicolon", name="naam")
    (found,) = read(path, what, frozenset({"tevreden"}))
    return found


HEAD = row(1, "code", "tevreden")


def test_a_percent_sign_that_is_a_letter_is_a_letter(tmp_path: Path) -> None:
    rows = (
        HEAD + row(2, "a", 71.4, styles=[0, 1]) + row(3, "b", 0.714, styles=[0, 2]) + row(4, "c", 12345, styles=[0, 3])
    )
    found = grid(tmp_path, xlsx({"Blad1": rows}, forms=['0.0"%"', "0.0%", "#,##0,"]))
    assert [one.cells[1] for one in found.rows] == [71.4, 71.4, 12.345]


def test_a_code_for_no_figure_stays_one_whatever_its_format(tmp_path: Path) -> None:
    found = grid(tmp_path, xlsx({"Blad1": HEAD + row(2, "a", -99997, styles=[0, 1])}, forms=["0%"]))
    assert found.rows[0].cells[1] == -99997


def test_a_chart_is_not_read_and_does_not_stop_the_rest(tmp_path: Path) -> None:
    sheets = {"Grafiek": "<drawing/>", "Cijfers": HEAD + row(2, "a", 5)}
    content = xlsx(sheets, kinds={"Grafiek": "chartsheet"})
    assert grid(tmp_path, content).rows[0].cells == ("a", 5)
    assert "grafiek" in str(refused(tmp_path, content, sheet="Grafiek"))
    assert "Wel: Cijfers" in str(refused(tmp_path, content, sheet="Weg"))
    assert "geen enkel werkblad" in str(refused(tmp_path, xlsx({"G": ""}, kinds={"G": "chartsheet"})))


def test_the_first_worksheet_that_can_be_seen_is_read(tmp_path: Path) -> None:
    content = xlsx({"Lijsten": row(1, "ja", "nee"), "Cijfers": HEAD + row(2, "a", 5)}, hidden=["Lijsten"])
    assert grid(tmp_path, content).rows[0].cells == ("a", 5)
    assert grid(tmp_path, content, sheet="Lijsten").header == ("ja", "nee")


def test_a_strict_workbook_is_read_as_any_other(tmp_path: Path) -> None:
    rows = HEAD + '<row r="2"><c r="A2" t="inlineStr"><is><t>a</t></is></c><c r="B2" t="d"><v>2023-05-01</v></c></row>'
    assert grid(tmp_path, xlsx({"Blad1": rows}, strict=True)).rows[0].cells == ("a", "1-5-2023")


VALUES = st.one_of(
    st.none(),
    st.integers(-(10**12), 10**12),
    st.floats(-1e9, 1e9, allow_nan=False),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=8),
    st.booleans(),
    st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)).map(lambda at: at.replace(microsecond=0)),  # noqa: DTZ001
)


@given(st.lists(st.lists(VALUES, max_size=5), min_size=1, max_size=6))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_workbook_says_here_what_it_says_to_openpyxl(tmp_path: Path, rows: list[list[object]]) -> None:
    """The slow oracle: another reader of the same file, cell by cell."""
    book = Workbook()
    for values in [["a", "b", "c", "d", "e"], *rows]:
        book.active.append(values)
    path = tmp_path / "w.xlsx"
    book.save(path)
    expected = list(load_workbook(path).active.iter_rows(values_only=True))
    found = {one.number: one.cells for one in read_xlsx(path).rows}
    for number, cells in enumerate(expected[1:], start=2):
        if number in found:
            assert found[number] == tuple(
                v if isinstance(v, (int, float)) and not isinstance(v, bool) else None if v in (None, "") else str(v)
                for v in cells
            )
        else:
            assert not any(visible(str(v)).strip() for v in cells if v is not None)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"%PDF-1.4\n", "een pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "geen Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le"), "afgebroken of beschadigd"),
        (b"\x09\x08\x06\x00\x00\x05\x10\x00", "heel oud Excel"),
        (b"<html><body><table><tr><td>1</td></tr></table>", "webpagina"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html>", "webpagina"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "Excel 2003"),
        (b"{\\rtf1 abc}", "rtf"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "plaatje"),
        (b"SQLite format 3\x00", "GeoPackage"),
        (b"\x1f\x8b\x08\x00", "ingepakt"),
        (b"PK\x03\x04 word/document.xml", "Word"),
        (b"PK\x03\x04 xl/workbook.bin", "xlsb"),
        (b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "LibreOffice"),
        (b"PK\x03\x04 kapot", "afgebroken of beschadigd"),
    ],
)
@pytest.mark.parametrize("name", ["lijst.xlsx", "lijst.csv", "lijst"])
def test_the_first_bytes_say_what_a_file_is_and_not_its_name(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    assert says in str(refused(tmp_path, content, name))


def test_an_old_workbook_is_read_with_its_formats_and_hidden_rows(tmp_path: Path) -> None:
    cells = {(0, 0): "code", (0, 1): "tevreden", (1, 0): "WK990101", (1, 1): 0.714, (2, 0): "WK990102", (2, 1): 71.4}
    content = xls(cells, forms={(1, 1): "0.0%", (2, 1): '0.0"%"'}, hidden=[2])
    for name in ("oud.xls", "anders.xlsx"):
        found = table(tmp_path, content, name)
        assert found.columns["tevreden"].values.tolist() == [71.4, 71.4]
        assert [note.text for note in found.notes] == ["Verborgen in Excel, maar wel gelezen: rij 3."]
    assert table(tmp_path, content, "oud.xls", hidden="leave").codes == ("WK990101",)
    assert "wachtwoord" in str(refused(tmp_path, xls(cells, password=True)))
    # calamine would keep sixteen million cells for these two.
    assert "te groot" in str(refused(tmp_path, xls({(0, 0): "a", (65535, 255): 1.0})))
    assert "Wel: Blad1" in str(refused(tmp_path, content, sheet="Blad2"))
    day = grid(tmp_path, xls({(0, 0): "a", (1, 0): 45000.0}, forms={(1, 0): "d-m-yyyy"}))
    assert day.rows[0].cells == ("15-3-2023",)


@given(st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_broken_file_is_a_sentence(tmp_path: Path, data: st.DataObject) -> None:
    """Bytes changed, cut off or put in, of a workbook of either kind: read, or refused with a sentence."""
    whole = data.draw(st.sampled_from([xlsx({"a": HEAD + row(2, "b", 1)}), xls({(0, 0): "code", (1, 0): 1.0})]))
    raw = bytearray(whole)
    for _once in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    raw = raw[: data.draw(st.sampled_from([len(raw), len(raw), len(raw) // 2, 600]))]
    path = tmp_path / "k.xlsx"
    path.write_bytes(raw)
    assert "k.xlsx" in sentence(path)


@pytest.mark.parametrize(
    "part",
    ["xl/workbook.xml", "_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/worksheets/sheet1.xml"],
)
@pytest.mark.parametrize(
    "text", ["", "<a>", "<a/>", "<x><c/><row r='0'/></x>", "<x><c r='A1' t='s'><v>9</v></c></x>", "<!DOCTYPE a><a/>"]
)
def test_a_part_that_is_something_else_is_a_sentence(tmp_path: Path, part: str, text: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx({"a": HEAD + row(2, "b", 1)}))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, text if name == part else old.read(name))
    path = tmp_path / "k.xlsx"
    path.write_bytes(out.getvalue())
    assert "k.xlsx" in sentence(path)


def test_what_stands_beside_the_table_is_told_by_its_cell_and_not_repeated(tmp_path: Path) -> None:
    rows = (
        HEAD
        + '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>5</v></c><c r="E2" t="inlineStr"><is><t>navragen bij Jan</t></is></c></row>'
    )
    found = grid(tmp_path, xlsx({"a": rows}))
    assert found.rows[0].cells == (1, 5)
    assert [note.text for note in found.notes] == ["In cel E2 staat iets naast de tabel; dat lezen we niet."]
    with pytest.raises(SourceError, match="navragen") as caught:
        read_xlsx(tmp_path / "eigen.xlsx")
    assert (caught.value.place.row, caught.value.place.column) == (2, "E")


def test_rows_without_anything_are_skipped_and_an_error_names_what_stands_there(tmp_path: Path) -> None:
    found = table(
        tmp_path, "code;tevreden\n0;5\n;\n\u00a0;\u200b\n1;6\n;;;\n".encode(), code_prefix="WK9901", code_digits="2"
    )
    assert found.codes == ("WK990100", "WK990101")
    assert found.rows.tolist() == [2, 5]
    with pytest.raises(SourceError) as caught:
        table(tmp_path, b"code;tevreden\n0;5\nx y;7\n", code_prefix="WK9901", code_digits="2")
    assert (caught.value.place.row, caught.value.place.cell) == (3, "x y")
    rows = HEAD + row(2, "0", 5) + row(4, " ", None) + row(9, "1", 6)
    assert [one.number for one in grid(tmp_path, xlsx({"a": rows})).rows] == [2, 9]


@pytest.mark.parametrize(
    "text", ["#N/A", "#N/B", "#REF!", "#VERW!", "#DEEL/0!", "#WAARDE!", "#NAAM?", "#GETAL!", "#####"]
)
def test_an_error_of_a_spreadsheet_is_no_figure_and_no_name(tmp_path: Path, text: str) -> None:
    with pytest.raises(SourceError, match="fout van het rekenblad") as caught:
        table(tmp_path, f"code;tevreden\nWK990101;{text}\n".encode())
    assert (caught.value.place.row, caught.value.place.column, caught.value.place.cell) == (2, "tevreden", text)
    with pytest.raises(SourceError, match="fout van het rekenblad"):
        named(tmp_path, f"code;naam;tevreden\nWK990101;{text};5\n".encode())
    declared = table(tmp_path, f"code;tevreden\nWK990101;{text}\n".encode(), absent=text)
    assert declared.columns["tevreden"].statuses.tolist() == [Status.ABSENT]


def test_a_formula_without_a_result_is_said(tmp_path: Path) -> None:
    rows = HEAD + '<row r="2"><c r="A2" t="inlineStr"><is><t>WK990101</t></is></c><c r="B2"><f>2*3</f><v></v></c></row>'
    with pytest.raises(SourceError, match="formule waarvan de uitkomst") as caught:
        table(tmp_path, xlsx({"a": rows}), "eigen.xlsx")
    assert caught.value.place.row == 2
    kept = rows.replace("<v></v>", "<v>6</v>")
    assert table(tmp_path, xlsx({"a": kept}), "eigen.xlsx").columns["tevreden"].values.tolist() == [6]
    empty = rows.replace('<c r="B2">', '<c r="B2" t="str">')
    assert table(tmp_path, xlsx({"a": empty}), "eigen.xlsx").columns["tevreden"].statuses.tolist() == [Status.ABSENT]


UNSEEN = ["\u200b", "\ufeff", "\u00ad", "\u2060", "\u200e"]


@pytest.mark.parametrize("between", ["\n", "\u00a0", " \n ", "\u202f", "\t", *UNSEEN])
def test_what_nobody_sees_makes_no_other_name_and_no_other_code(tmp_path: Path, between: str) -> None:
    title = f"tevreden{between}met" if between in UNSEEN else f"tevreden{between}met de buurt"
    rows = row(1, f"co{between if between in UNSEEN else ''}de", title) + row(2, f"WK990101{between}", 5)
    found = grid(tmp_path, xlsx({"a": rows}))
    assert found.at("code") == 0
    assert found.at("tevredenmet" if between in UNSEEN else "tevreden met de buurt") == 1
    assert table(tmp_path, f'"code{between}";tevreden\n"WK990101{between}";5\n'.encode()).codes == ("WK990101",)


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert folded(f"\u200b {text}\u00a0\n") == folded(text)
    assert visible(visible(text)) == visible(text)


def test_signs_that_join_others_stay_where_they_mean_something() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    assert folded(f"{family} jeugd\u200d") == f"{family} jeugd"
    assert folded("Cafe\u0301") == "Café"


@given(
    st.integers(-(10**9), 10**9), st.integers(0, 3), st.sampled_from([" ", "\u00a0", "\u202f", "\u2009"]), st.booleans()
)
def test_thousands_with_a_blank_and_a_true_minus(digits: int, decimals: int, blank: str, minus: bool) -> None:
    value = digits / 10**decimals
    if is_code(value):
        return
    text = f"{value:,.{decimals}f}".replace(",", blank).replace(".", ",")
    assert parse_number(text.replace("-", "\u2212") if minus else text, COMMA).value == float(f"{value:.{decimals}f}")


@pytest.mark.parametrize("text", ["1 23", "12 3456", "1 234 5", "\u2212", "1\u00a02", "- 5 5"])
def test_a_blank_elsewhere_is_no_number(text: str) -> None:
    with pytest.raises(NumberError):
        parse_number(text, COMMA)


@given(st.integers(4, 9), st.sampled_from([*string.digits, ""]))
def test_a_code_that_nobody_declared_is_an_error_in_every_table(nines: int, last: str) -> None:
    code = "-" + "9" * nines + last
    own = Notation(",", {"": Status.ABSENT}, declared=True)
    with pytest.raises(NumberError, match="code voor"):
        parse_number(code, own)
    with pytest.raises(NumberError, match="code voor"):
        parse_number(float(code), own)
    known = Notation(",", {"": Status.ABSENT, code: Status.LATER}, declared=True)
    assert {parse_number(one, known).status for one in (code, float(code), int(code), f"{code},0")} == {Status.LATER}


def test_undeclared_codes_are_not_published(tmp_path: Path) -> None:
    for code in ("-99996", "-99999", "-99997"):
        with pytest.raises(SourceError, match="secret") as caught:
            table(tmp_path, f"code;tevreden\nWK990101;1200\nWK990102;{code}\n".encode())
        assert (caught.value.place.row, caught.value.place.cell) == (3, code)


WORDS = ["Buurtcafé", "coördinatie", "geïnteresseerd", "één", "scène", "ideeën", "crèche", "€ 12.500", "foto’s", "“De Brug”", "à 5", "Curaçao", "naïef", "Ger\u00f3nimo", "10 – 12"]  # fmt: skip


@given(
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=6, unique=True),
    st.sampled_from(["cp1252", "mac-roman", "cp850"]),
)
def test_the_encoding_is_known_by_its_traces(words: list[str], encoding: str) -> None:
    able = [
        word for word in words if word.encode(ENCODINGS[encoding], errors="ignore").decode(ENCODINGS[encoding]) == word
    ]
    text = ";".join(["naam", "Buurtcafé én crèche", *able]) + "\n"
    raw = text.encode(ENCODINGS[encoding])
    assert as_text(raw, likely_encoding(raw)) == text


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00\ufeff"), min_size=1, max_size=40))
def test_utf_8_and_a_mark_are_never_taken_for_another(text: str) -> None:
    assert as_text(text.encode(), likely_encoding(text.encode())) == text
    for mark in ("utf-8-sig", "utf-16"):
        assert as_text(text.encode(mark), likely_encoding(text.encode(mark))) == text


def test_two_encodings_in_one_file_and_two_bytes_without_a_mark() -> None:
    raw = "één café\n".encode() + "Jeugdcafé\n".encode("cp1252")
    assert likely_encoding(raw) == MIXED
    assert as_text(raw, MIXED) == "één café\nJeugdcafé\n"
    for name in ("utf-16-le", "utf-16-be"):
        assert likely_encoding("naam;Buurtcafé\n".encode(name)) == name


def test_another_encoding_than_the_description_says_is_named(tmp_path: Path) -> None:
    text = "code;naam;tevreden\nWK990101;Cafébuurt;5\n"
    for raw, encoding, says in (
        (text.encode("cp1252"), "utf-8", "“encoding: cp1252”"),
        (text.encode("mac_roman"), "utf-8", "“encoding: mac-roman”"),
        (text.encode("utf-16-le"), "utf-8", "“encoding: utf-16-le”"),
        (text.encode(), "cp1252", "“encoding: utf-8”"),
        (text.encode() + "WK990102;Café;1\n".encode("cp1252"), "utf-8", "twee tekensets"),
    ):
        with pytest.raises(SourceError, match=says):
            table(tmp_path, raw, encoding=encoding)
    assert table(tmp_path, text.encode("utf-16")).codes == ("WK990101",), "a mark says more"
    assert table(tmp_path, text.encode("mac_roman"), encoding="mac-roman").codes == ("WK990101",)
    assert table(tmp_path, b"sep=;\r\n" + text.encode()).rows.tolist() == [3]


CELL = st.text(string.ascii_letters + " ,;.", max_size=12)


@given(
    sign=st.sampled_from(";,\t"),
    width=st.integers(2, 6),
    data=st.data(),
)
def test_the_delimiter_is_judged_over_all_rows_outside_quotes(sign: str, width: int, data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=3, max_size=8))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=sign, quoting=csv.QUOTE_ALL).writerows(rows)
    assert likely_delimiter("Programma wijk, buurt en stad, stand 1 juli\r\n\r\n" + out.getvalue()) == sign


def test_a_day_is_no_year_unless_only_the_year_is_shown(tmp_path: Path) -> None:
    book = Workbook()
    for values in (["code", "jaar", "tevreden"], ["WK990101", date(2023, 1, 1), 5]):
        book.active.append(values)
    for form, says in (("yyyy-mm-dd", "een datum"), ("yyyy", "")):
        book.active["B2"].number_format = form
        book.save(tmp_path / "eigen.xlsx")
        content = (tmp_path / "eigen.xlsx").read_bytes()
        if not says:
            assert table(tmp_path, content, "eigen.xlsx", period="jaar").year == 2023
            continue
        with pytest.raises(SourceError, match=says) as caught:
            table(tmp_path, content, "eigen.xlsx", period="jaar")
        assert caught.value.place.cell == "1-1-2023"
    book = Workbook()
    for values in (["code", date(2021, 1, 1)], ["WK990101", 5]):
        book.active.append(values)
    book.save(tmp_path / "jaren.xlsx")
    with pytest.raises(SourceError, match="een datum"):
        table(tmp_path, (tmp_path / "jaren.xlsx").read_bytes(), "jaren.xlsx", layout="years", variable="tevreden")


def test_a_row_with_a_huge_number_costs_no_more_than_another(tmp_path: Path) -> None:
    found = grid(tmp_path, xlsx({"a": HEAD + row(2, "a", 1) + row(1_048_576, "b", 2)}))
    assert [one.number for one in found.rows] == [2, 1_048_576]
