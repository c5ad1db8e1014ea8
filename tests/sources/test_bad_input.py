"""Files that are not what they should be: a clear error that names file, row, column and cell, and says what to do."""

import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sources.small_files import WBK_FIELDS, WBK_ROWS, dbf_bytes, source, wbk_source, workbook

from toetssteen.kernel.definitions import Source
from toetssteen.kernel.errors import DefinitionError, SourceError
from toetssteen.sources.definitions.forbidden import FORBIDDEN
from toetssteen.sources.grids import workbook as workbook_parts
from toetssteen.sources.reading import MAX_BYTES, READERS, read, read_outlines

A, B = "WK990100", "WK990101"
CSV = source("cbs-kwb-csv", "w.csv", code="code", name="name")
GOOD = f"code,name,p,q\n{A},Een,1,2\n{B},Twee,3,4\n"


def refused(path: Path, what: Source, *columns: str) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read(path, what, frozenset(columns))
    error = caught.value
    assert error.place.file == path.name
    assert path.name in str(error)
    assert error.remedy.endswith(".")
    return error


@pytest.mark.parametrize(
    ("content", "says", "row", "column", "cell"),
    [
        (b"", "leeg", None, None, None),
        (b"\xef\xbb\xbf", "leeg", None, None, None),
        (GOOD[:-1].encode(), "midden in een regel", 3, None, None),
        (GOOD.encode()[:-5] + b"\n", "2 in plaats van 4", 3, None, None),
        (GOOD.replace(",", ";").encode(), "puntkomma", 1, None, None),
        (GOOD.replace("Twee", "Eén").encode("latin-1"), "UTF-8", 3, None, None),
        (GOOD.replace("Twee", "EÃ©n").encode(), "accenten", 3, "name", "EÃ©n"),
        (GOOD.replace("Twee", '"Tw').encode(), "aanhalingsteken", 3, None, None),
        (GOOD.replace("Twee", "T\x00").encode(), "geen tekst", 3, None, None),
        (GOOD.replace("3,4", "drie,4").encode(), "getal", 3, "p", "drie"),
        (GOOD.replace("3,4", "nan,4").encode(), "getal", 3, "p", "nan"),
        (GOOD.replace("3,4", '"3,5",4').encode(), "komma", 3, "p", "3,5"),
        (GOOD.replace("name,p", "name,pp").encode(), "staat niet in het bestand", 1, "p", None),
        (GOOD.replace("code", "Code").encode(), "staat niet in het bestand", 1, "code", None),
        (GOOD.replace("p,q", "p,p").encode(), "twee keer", 1, "p", None),
        (GOOD.replace(B, "WK99").encode(), "geen code", 3, "code", "WK99"),
        (GOOD.replace(B, "").encode(), "geen code", 3, "code", ""),
        (GOOD.replace(B, A).encode(), "rij 2 en rij 3", 3, "name", "Een / Twee"),
        (b"code,name,p,q\n", "geen enkel gebied", None, None, None),
        (b"PK\x03\x04\x00\xff\xfe\n", "Excel-bestand (.xlsx), geen csv", None, None, None),
    ],
)  # fmt: skip
def test_csv(tmp_path: Path, content: bytes, says: str, row: int | None, column: str | None, cell: str | None) -> None:
    path = tmp_path / "w.csv"
    path.write_bytes(content)
    error = refused(path, CSV, "p", "q")
    assert says in str(error)
    assert (error.place.row, error.place.column) == (row, column)
    if cell is not None:
        assert error.place.cell == cell


def test_a_renamed_column_is_answered_with_the_nearest_names(tmp_path: Path) -> None:
    path = tmp_path / "w.csv"
    path.write_text(GOOD.replace("p,q", "income_low_2023,q"))
    assert "“income_low_2023”" in refused(path, CSV, "income_low").remedy


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "niet te lezen" in str(refused(tmp_path / "w.csv", CSV, "p"))


_WBK = dbf_bytes(WBK_FIELDS, WBK_ROWS)
_COUNT = 4


def _with_cell(row: int, field: int, text: str) -> bytes:
    rows = [list(r) for r in WBK_ROWS]
    rows[row][field] = text
    return dbf_bytes(WBK_FIELDS, rows)


@pytest.mark.parametrize(
    ("content", "says", "row", "column"),
    [
        (b"", "leeg", None, None),
        (b"\x03" * 20, "te kort", None, None),
        (_WBK[:-20], "afgebroken", None, None),
        (_WBK[:_COUNT] + b"\x09\x00\x00\x00" + _WBK[_COUNT + 4 :], "afgebroken", None, None),
        (_WBK[:_COUNT] + b"\x01\x00\x00\x00" + _WBK[_COUNT + 4 :], "langer", None, None),
        (_WBK.replace(b"IND_WBI\x00\x00\x00\x00N", b"IND_WBI\x00\x00\x00\x00M"), "soort", 1, "IND_WBI"),
        (_WBK.replace(b"      1205", b"      12O5"), "getal", 2, "AANT_INW"),
        (_WBK.replace(b"      1205", b"**********"), "getal", 2, "AANT_INW"),
        (dbf_bytes(WBK_FIELDS, WBK_ROWS, "latin-1"), "UTF-8", 3, "WK_NAAM"),
        (_with_cell(1, 1, "MariÃ«nheem"), "accenten", 3, "WK_NAAM"),
        (_with_cell(1, 3, "JEE"), "NEE, JA of B", 3, "WATER"),
        (_with_cell(1, 2, "7"), "1, 2 of 3", 3, "IND_WBI"),
        (_with_cell(1, 0, A), "rij 2 en rij 3", 3, "WK_NAAM"),
        (_WBK.replace(b"AANT_INW", b"AANT_INX"), "staat niet in het bestand", 1, "AANT_INW"),
    ],
)  # fmt: skip
def test_dbf(tmp_path: Path, content: bytes, says: str, row: int | None, column: str | None) -> None:
    path = tmp_path / "wijk.dbf"
    path.write_bytes(content)
    error = refused(path, wbk_source(), "AANT_INW")
    assert says in str(error)
    assert (error.place.row, error.place.column) == (row, column)


EXCEL = source("cbs-kwb-excel", "k.xlsx", code="gwb", sheet="blad")


@pytest.mark.parametrize("keep", [0, 10, 300, -40])
def test_a_truncated_workbook(tmp_path: Path, keep: int) -> None:
    path = workbook(tmp_path / "k.xlsx", [("gwb", "a"), (A, 1)])
    path.write_bytes(path.read_bytes()[:keep])
    refused(path, EXCEL, "a")


def test_text_a_wide_row_and_a_missing_sheet_in_a_workbook(tmp_path: Path) -> None:
    path = workbook(tmp_path / "k.xlsx", [("gwb", "a"), (A, 1), (B, "veel")])
    error = refused(path, EXCEL, "a")
    assert (error.place.row, error.place.column, error.place.cell) == (3, "a", "veel")
    path = workbook(tmp_path / "k.xlsx", [("gwb", "a"), (A, True)])
    assert refused(path, EXCEL, "a").place.cell == "True"
    path = workbook(tmp_path / "k.xlsx", [("gwb", "a"), (A, 1, 2)])
    assert refused(path, EXCEL, "a").place.row == 2
    path = workbook(tmp_path / "k.xlsx", [("gwb", "a"), (A, 1)], sheet="ander")
    assert "ander" in str(refused(path, EXCEL, "a"))


def test_a_workbook_that_unpacks_too_large_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "k.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 5_000_000)
    monkeypatch.setattr(workbook_parts, "Workbook", lambda *_a, **_k: pytest.fail("the bomb was opened"))
    assert "te groot" in str(refused(path, EXCEL, "a"))
    path = workbook(tmp_path / "k.xlsx", [("gwb", "a"), (A, 1)])
    monkeypatch.setattr(workbook_parts, "MAX_UNPACKED", 100)
    assert "te groot" in str(refused(path, EXCEL, "a"))


JSON = source("statline-json", "r.json", code="Code")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "leeg"),
        ('{"WK990100": {"x": 1}', "geen geldige JSON"),
        ("[1, 2]", "vorm"),
        ("{}", "vorm"),
        ("[" * 100_000, "geen geldige JSON"),
        ('{"WK990100": {"x": NaN}}', "geen geldige JSON"),
        ('{"WK990100": {"x": 1e999}}', "getal"),
        ('{"WK990100": {"x": "veel"}}', "getal"),
        ('{"WK990100": {"x": [1]}}', "getal"),
        ('{"WK990100": {"x": 1}, "WK990101": {"y": 1}}', "ontbreekt"),
        ('{"WK990100": {"x": 1}, "WK990100": {"x": 2}}', "twee keer"),
        ('{"WK99010": {"x": 1}}', "geen code"),
        ('{"WK990100": {"x_2": 1}}', "staat niet in het bestand"),
    ],
)
def test_json(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "r.json"
    path.write_text(content)
    assert says in str(refused(path, JSON, "x"))


def test_metadata_of_another_table(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_text(json.dumps({A: {"x": 1}}))
    (tmp_path / "TableInfos.json").write_text(json.dumps([{"Identifier": "11111NED"}]))
    with pytest.raises(SourceError, match="11111NED in plaats van 99999NED"):
        read(path, JSON, frozenset("x"))


def test_years_that_are_none(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text(f"WKC,YEAR,p\n{A},2009,1\n{A},20x0,1\n")
    error = refused(path, source("elan-means", path.name, year=None, code="WKC", period="YEAR"), "p")
    assert (error.place.row, error.place.column, error.place.cell) == (3, "YEAR", "20x0")
    path.write_text("RegioS,P,n\nGM9901,2018KW01,1\n")
    what = source("statline-panel", path.name, year=None, code="RegioS", period="P", figures_from="n")
    assert refused(path, what, "n").place.cell == "2018KW01"


def test_police_numbers_and_counts(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_text("nummer,n\n14,7\n")
    assert refused(path, source("politie-gemeenten", path.name, code="nummer"), "n").place.cell == "14"
    path.write_text("soort,jaar,n\nA,2012,5\nA,2012,6\n")
    what = source("politie-nederland", path.name, year=None, kind="soort", count="n", period="jaar")
    assert refused(path, what, "A").place.row == 3
    path.write_text("soort,jaar,n\nA,2012,5\n")
    assert refused(path, what, "B").place.column == "B"


def test_a_class_that_no_year_has(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("BU,INW2000\nBU99010000,5.0\n")
    assert refused(path, source("raster", path.name, year=None, code="BU"), "WON").place.column == "WON"
    path.write_text("BU,INW2000\nBU99010000,vijf\n")
    assert refused(path, source("raster", path.name, year=None, code="BU"), "INW").place.column == "INW2000"


@pytest.mark.parametrize("column", sorted(FORBIDDEN))
@pytest.mark.parametrize("reader", ["cbs-wbk", "elan-shares"])
def test_forbidden_columns_are_refused_before_the_file_is_opened(tmp_path: Path, column: str, reader: str) -> None:
    with pytest.raises(DefinitionError, match="lezen we niet") as caught:
        read(tmp_path / "absent", source(reader, "absent", code="c"), frozenset({column}))
    assert FORBIDDEN[column] in str(caught.value)


def test_suspects_detainees_and_origin_are_forbidden() -> None:
    for column in ("%_SHNTAB", "%_GEDETINEERDENTAB", "%_MajorEthnicity_Non-Western", "P_MAROKKO", "a_nl_all"):
        assert column in FORBIDDEN


def _unknown_option(path: Path) -> None:
    read(path, source("cbs-kwb-csv", path.name, code="code", delimeter=";"), frozenset("p"))


def _unknown_choice(path: Path) -> None:
    read(path, source("cbs-kwb-csv", path.name, code="code", blank="geheim"), frozenset("p"))


def _no_code(path: Path) -> None:
    read(path, source("cbs-kwb-csv", path.name), frozenset("p"))


def _no_year(path: Path) -> None:
    read(path, source("cbs-kwb-csv", path.name, year=None, code="code"), frozenset("p"))


def _no_reader(path: Path) -> None:
    read(path, source("cbs-kwb", path.name, code="code"), frozenset("p"))


def _figures_of_outlines(path: Path) -> None:
    read(path, source("outlines", path.name, code="code", epsg="28992"), frozenset("p"))


def _outlines_of_figures(path: Path) -> None:
    read_outlines(path, CSV)


@pytest.mark.parametrize(
    "mistake", [_unknown_option, _unknown_choice, _no_code, _no_year, _no_reader, _figures_of_outlines, _outlines_of_figures]
)  # fmt: skip
def test_a_wrong_definition_is_named(tmp_path: Path, mistake: Callable[[Path], None]) -> None:
    path = tmp_path / "w.csv"
    path.write_text(GOOD)
    with pytest.raises(DefinitionError, match="verzonnen"):
        mistake(path)


def test_every_reader_refuses_an_empty_file_and_rubbish(tmp_path: Path) -> None:
    options = {
        "code": "code", "period": "YEAR", "kind": "k", "count": "n", "figures_from": "p", "epsg": "28992",
    }  # fmt: skip
    wanted = {
        "statline-panel": {"code", "period", "figures_from"}, "statline-export": {"code", "period"},
        "elan-shares": {"code", "period"}, "elan-means": {"code", "period"}, "leefbaarometer-scores": {"code", "period"},
        "politie-nederland": {"kind", "count", "period"},
    }  # fmt: skip
    for reader in READERS.keys() - {"outlines", "invented-geojson"}:
        what = source(reader, "x.dbf", **{k: options[k] for k in wanted.get(reader, {"code"})})
        for content in (b"", b"\x00\x01\x02" * 100, b"<html>Niet gevonden</html>\n"):
            path = tmp_path / "x.dbf"
            path.write_bytes(content)
            refused(path, what, "p")


@pytest.mark.parametrize("reader", [name for name in READERS if name not in ("outlines", "invented-geojson")])
def test_a_file_larger_than_any_publication_is_not_opened(tmp_path: Path, reader: str) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as handle:
        handle.truncate(MAX_BYTES + 1)  # a hole: it takes no room on the disk
    assert "te groot" in str(refused(path, source(reader, "huge.csv", code="code"), "p"))
    with pytest.raises(SourceError, match="te groot"):
        read_outlines(path, replace(source("outlines", "huge.gpkg"), geometry=True, figures=False))
