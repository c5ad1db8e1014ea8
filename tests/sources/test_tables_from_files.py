"""What each layout becomes, on small made-up files."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sources.small_files import WBK_FIELDS, WBK_ROWS, dbf_bytes, source, wbk_source, workbook

from toetssteen.kernel.cells import PublishedTable, Status
from toetssteen.kernel.errors import SourceError
from toetssteen.sources.publishers.elan import tidy_name
from toetssteen.sources.reading import read

A, B = "WK990100", "WK990101"


def statuses(table: PublishedTable, column: str) -> list[Status]:
    return [Status(s) for s in table.columns[column].statuses]


def test_wbk_keeps_land_and_its_silence(tmp_path: Path) -> None:
    water = ("WK990100", "Schrobbelaar", "-99999999", "JA", "-99999999", "-99999999")
    abroad = ("", "Buitenland", "-99999999", "B", "", "")
    path = tmp_path / "wijk.dbf"
    path.write_bytes(dbf_bytes(WBK_FIELDS, [water, *WBK_ROWS, abroad]))
    (table,) = read(path, wbk_source(), frozenset({"AANT_INW"}))
    assert table.codes == (A, B)
    assert table.names == ("Schrobbelaar", "Mariënheem")
    assert table.rows.tolist() == [3, 4]
    assert table.changes is not None
    assert table.changes.tolist() == [1, 2]
    assert table.surface is not None
    assert table.surface.tolist() == [41.0, 12.0]
    assert set(table.columns) == {"AANT_INW"}
    assert statuses(table, "AANT_INW") == [Status.OBSERVED, Status.SECRET]
    assert table.columns["AANT_INW"].values[0] == 1205
    assert dict(table.columns["AANT_INW"].marks) == {1: "-99999999"}


def test_columns_may_stand_in_another_order(tmp_path: Path) -> None:
    path = tmp_path / "wijk.dbf"
    path.write_bytes(dbf_bytes(WBK_FIELDS[::-1], [row[::-1] for row in WBK_ROWS]))
    (table,) = read(path, wbk_source(), frozenset({"AANT_INW"}))
    assert table.columns["AANT_INW"].values[0] == 1205
    assert table.names[1] == "Mariënheem"


def test_a_deleted_dbf_record_does_not_count(tmp_path: Path) -> None:
    raw = bytearray(dbf_bytes(WBK_FIELDS, WBK_ROWS))
    raw[32 + 32 * len(WBK_FIELDS) + 1] = ord("*")
    path = tmp_path / "wijk.dbf"
    path.write_bytes(raw)
    (table,) = read(path, wbk_source(), frozenset({"AANT_INW"}))
    assert table.codes == (B,)


def test_csv_with_byte_order_mark_and_square_kilometres(tmp_path: Path) -> None:
    path = tmp_path / "wijken.csv"
    path.write_text(f"\ufeffcode,name,area,p\n{A},Een,2.5,7\n{B},Twee,1,NA\n", encoding="utf-8")
    what = source("cbs-kwb-csv", path.name, code="code", name="name", surface="area", surface_unit="km2", silent="NA")
    (table,) = read(path, what, frozenset({"p"}))
    assert table.surface is not None
    assert table.surface.tolist() == [250.0, 100.0]
    assert statuses(table, "p") == [Status.OBSERVED, Status.SECRET]
    assert table.columns["p"].marks == {1: "NA"}


def test_decimal_commas_where_the_source_says_so(tmp_path: Path) -> None:
    path = tmp_path / "w.csv"
    path.write_text(f"code;p\n{A};12,6\n", encoding="utf-8")
    (table,) = read(path, source("cbs-kwb-csv", path.name, code="code", delimiter=";", decimal="comma"), frozenset("p"))
    assert table.columns["p"].values.tolist() == [12.6]


def test_points_and_commas_in_one_file(tmp_path: Path) -> None:
    path = tmp_path / "w.csv"
    path.write_text(f"code;p\n{A};2,1\n{B};1.4\n", encoding="utf-8")
    what = source("cbs-kwb-csv", path.name, code="code", delimiter=";", decimal="either")
    (table,) = read(path, what, frozenset("p"))
    assert table.columns["p"].values.tolist() == [2.1, 1.4]
    path.write_text(f"code;p\n{A};2,1\n{B};1.234\n", encoding="utf-8")
    with pytest.raises(SourceError) as refused:
        read(path, what, frozenset("p"))
    assert (refused.value.place.row, refused.value.place.column) == (3, "p")


def test_identical_double_rows_fold_with_a_note(tmp_path: Path) -> None:
    path = tmp_path / "w.csv"
    path.write_text(f"code,p\n{A},1\n{B},2\n{A},1\n", encoding="utf-8")
    (table,) = read(path, source("cbs-kwb-csv", path.name, code="code"), frozenset("p"))
    assert table.codes == (A, B)
    (note,) = table.notes
    assert note.row == 4
    assert "rij 2" in note.text


def test_a_dot_is_secret_unless_the_whole_column_is_dots(tmp_path: Path) -> None:
    rows = [("gwb", "regio", "a_inw", "p_ink"), (A, "Een", "10", "."), (B, "Twee", ".", ".")]
    path = workbook(tmp_path / "k.xlsx", rows)
    what = source("cbs-kwb-excel", path.name, code="gwb", name="regio", sheet="blad")
    (table,) = read(path, what, frozenset({"a_inw", "p_ink"}))
    assert statuses(table, "a_inw") == [Status.OBSERVED, Status.SECRET]
    assert statuses(table, "p_ink") == [Status.ABSENT, Status.ABSENT]
    assert table.columns["p_ink"].marks == {0: ".", 1: "."}
    assert table.columns["a_inw"].values[0] == 10
    (growing,) = read(path, replace(what, filled_later=True), frozenset({"a_inw", "p_ink"}))
    assert statuses(growing, "a_inw") == [Status.OBSERVED, Status.SECRET]
    assert statuses(growing, "p_ink") == [Status.UNPUBLISHED, Status.UNPUBLISHED], "not yet published"
    assert np.isnan(growing.columns["p_ink"].values).all()


def test_statline_rows_and_export(tmp_path: Path) -> None:
    path = tmp_path / "rows.json"
    path.write_text(json.dumps({A: {"x_1": 5, "ha_2": 7}, B: {"x_1": None, "ha_2": 8}}))
    (table,) = read(path, source("statline-json", path.name, code="Code", surface="ha_2"), frozenset({"x_1"}))
    assert statuses(table, "x_1") == [Status.OBSERVED, Status.SECRET]
    path = tmp_path / "export.csv"
    path.write_text(f'"Perioden";"Code";"x (Getal)"\n"2019";"{A}  ";"  -0.100"\n"2019";"{B}  ";"   ."\n')
    what = source("statline-export", path.name, year=None, code="Code", period="Perioden", delimiter=";")
    (table,) = read(path, what, frozenset({"x (Getal)"}))
    assert table.year == 2019
    assert table.columns["x (Getal)"].values[0] == -0.1
    assert table.columns["x (Getal)"].marks == {1: "."}


def test_statline_panel_has_a_division_per_year(tmp_path: Path) -> None:
    path = tmp_path / "panel.csv"
    path.write_text("RegioS;Perioden;n\nGM9901;2018JJ00;5\nGM9902;2018JJ00;6\nGM9901;2019JJ00;12\nGM9902;2019JJ00;\n")
    what = source(
        "statline-panel", path.name, year=None, code="RegioS", period="Perioden", figures_from="n", delimiter=";"
    )
    before, after = read(path, what, frozenset("n"))
    assert (before.year, before.division_year, before.codes) == (2018, 2018, ("GM9901", "GM9902"))
    assert (after.year, after.division_year, after.codes) == (2019, 2019, ("GM9901",))
    assert "1 gebied" in after.notes[0].text


def test_elan_zeros(tmp_path: Path) -> None:
    path = tmp_path / "panel.csv"
    path.write_text(
        "WKC,N,YEAR,Total_Population,%_a,%_b\n"
        f"{A}, Wijk Wijk 02 Verzonnen,2009,0,0.0,0.0\n{B}, Wijk De Lis / Kalmoes,2009,50,0.2,0.0\nWK9902--,x,2009,0,0.4,0.4\n"
        f"{A}, Wijk Wijk 02 Verzonnen,2010,40,0.3,0.1\n"
    )
    what = source("elan-shares", path.name, year=None, code="WKC", name="N", period="YEAR", drop="WK9902--")
    first, second = read(path, what, frozenset({"Total_Population", "%_a", "%_b"}))
    assert statuses(first, "Total_Population") == [Status.OBSERVED, Status.OBSERVED]  # counts are real
    assert statuses(first, "%_a") == [Status.SECRET, Status.OBSERVED]
    assert statuses(first, "%_b") == [Status.ABSENT, Status.ABSENT]  # although the dropped row has a figure
    assert np.isnan(first.columns["%_a"].values[0])
    assert first.columns["%_a"].marks == {0: "0.0"}
    assert first.names == ("Wijk 02 Verzonnen", "De Lis / Kalmoes")
    assert [note.row for note in first.notes] == [4]
    assert second.columns["%_b"].values.tolist() == [0.1]


@pytest.mark.parametrize(
    ("published", "tidy"),
    [
        (" Wijk 01 Lis", "Wijk 01 Lis"),
        (" Wijk Wijk 02", "Wijk 02"),
        ("Gemeente Verzonnen, Wijk Wijk 03 X", "Wijk 03 X"),
        ("Wijk", "Wijk"),
    ],
)
def test_elan_names_lose_their_noise(published: str, tidy: str) -> None:
    assert tidy_name(published) == tidy


def test_leefbaarometer_scores_and_classes(tmp_path: Path) -> None:
    path = workbook(tmp_path / "s.xlsx", [("GBD", "JAAR", "RLB"), (A, 2012, 0.25), (B, 2012, None), (A, 2014, -0.5)])
    what = source("leefbaarometer-scores", path.name, year=None, code="GBD", period="JAAR", sheet="blad")
    first, second = read(path, what, frozenset({"RLB"}))
    assert statuses(first, "RLB") == [Status.OBSERVED, Status.ABSENT]
    assert (second.year, second.columns["RLB"].values.tolist()) == (2014, [-0.5])
    path = workbook(tmp_path / "k.xlsx", [("WK_CODE", "KL02", "KL16", "VKL0216"), (A, 6, 7, 5), (B, "#N/A", 3, "#N/A")])
    old, new = read(path, source("leefbaarometer-classes", path.name, year=None, code="WK_CODE"), frozenset({"KL"}))
    assert (old.year, new.year) == (2002, 2016)
    assert statuses(old, "KL") == [Status.OBSERVED, Status.ABSENT]
    assert new.columns["KL"].values.tolist() == [7, 3]


def test_a_year_without_a_column_is_absent(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("BU,INW2000,INW2001,WON2000\nBU99010000,5.0,6.0,2.0\n")
    first, second = read(path, source("raster", path.name, year=None, code="BU"), frozenset({"INW", "WON"}))
    assert first.columns["WON"].values.tolist() == [2.0]
    assert statuses(second, "WON") == [Status.ABSENT]
    assert second.columns["INW"].values.tolist() == [6.0]


def test_police_files(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_text("naam,nummer,misdaad\nVerzonnen,9901,7\n")
    (table,) = read(path, source("politie-gemeenten", path.name, code="nummer", name="naam"), frozenset({"misdaad"}))
    assert table.codes == ("GM9901",)
    path = tmp_path / "n.csv"
    path.write_text("soort,jaar,n\nA,2012,5\nB,2012,6\nA,2013,7\n")
    what = source("politie-nederland", path.name, year=None, kind="soort", count="n", period="jaar")
    first, second = read(path, what, frozenset({"A", "B"}))
    assert first.codes == ("NL00",)
    assert [first.columns[c].values[0] for c in "AB"] == [5, 6]
    assert statuses(second, "B") == [Status.ABSENT]
