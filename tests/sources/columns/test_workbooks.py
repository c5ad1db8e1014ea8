"""Workbooks that people download by hand: known by their content, read by the names of the columns, never guessed."""

import csv
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sources.columns.composed_workbooks import (
    COMPOSED,
    DELIVERIES_2024,
    OLD,
    ComposedWorkbook,
    compose,
    names_of,
    sure_names,
)
from sources.small_files import workbook

from toetssteen.indicators.catalogue import load_indicators
from toetssteen.kernel.cells import NUMERIC, PublishedTable, Status
from toetssteen.kernel.definitions import Source
from toetssteen.kernel.errors import SourceError
from toetssteen.sources.columns.workbooks import recognise
from toetssteen.sources.definitions.catalogue import load_sources
from toetssteen.sources.definitions.families import PEOPLE
from toetssteen.sources.deliveries.fetch import fetch_folder, latest
from toetssteen.sources.reading import read
from toetssteen.warehouse.panel import wanted_columns

DEFINITIONS = Path(__file__).parents[3] / "definitions"
SOURCES = {source.id: source for source in load_sources(DEFINITIONS / "sources")}
BY_CONTENT = {source.year: source for source in SOURCES.values() if PEOPLE in source.options}
WANTED = wanted_columns(load_indicators(DEFINITIONS / "indicators"))
AGES = ("00_14", "15_24", "25_44", "45_64", "65_oo")
DELIVERIES = [
    (year, delivery) for year in range(2013, 2025) for delivery in (DELIVERIES_2024 if year == 2024 else ("",))
]


def made(evidence: Path, year: int, delivery: str = "") -> ComposedWorkbook:
    return compose(evidence, year, int(BY_CONTENT[year].options[PEOPLE]), delivery)


def loaded(path: Path, year: int) -> PublishedTable:
    source = BY_CONTENT[year]
    (table,) = read(path, source, WANTED[source.id])
    return table


def names_by_column(source: Source) -> dict[str, set[str]]:
    return {column.id: {title.title for title in column.titles} for column in source.titles if column.titles}


def figures(table: PublishedTable, column: str) -> list[float]:
    return [float(value) for value in table.columns[column].values]


@pytest.mark.parametrize(("year", "delivery"), DELIVERIES)
def test_every_year_and_delivery_is_known_and_read_whatever_it_is_called(
    evidence: Path, tmp_path: Path, year: int, delivery: str
) -> None:
    composed = made(evidence, year, delivery)
    path = composed.write(tmp_path / "download (3).dat", old=year in OLD)
    found = recognise(path, SOURCES.values())
    assert (found.source, found.why) == (BY_CONTENT[year].id, "")

    table = loaded(path, year)
    there, sure = set(names_of(evidence, year, delivery)) | {"a_inw"}, sure_names(evidence, year)
    expected = {column for column, names in names_by_column(BY_CONTENT[year]).items() if names & there & sure}
    wanted = WANTED[BY_CONTENT[year].id]
    sums = {"opleiding_bekend"} & set(table.columns)
    assert set(table.columns) - sums == expected & wanted
    # What only a low certainty speaks for stands in the workbook, is not loaded, and is said.
    unsure = {
        column for column, names in names_by_column(BY_CONTENT[year]).items() if names & there and not names & sure
    }
    for column in unsure & wanted:
        assert any(column in text and "geen bewijs" in text for text in table.missing), column
    assert table.codes == ("GM9901", "WK990100", "BU99010000")
    assert table.names == ("Verzonnen", "Verzonnen wijk", "Verzonnen buurt")


@pytest.mark.parametrize(("year", "delivery"), DELIVERIES)
def test_the_figures_are_those_of_the_cells(evidence: Path, tmp_path: Path, year: int, delivery: str) -> None:
    composed = made(evidence, year, delivery)
    table = loaded(composed.write(tmp_path / "x", old=year in OLD), year)
    for column in table.resolved:
        if column.parts:
            continue
        _country, *cells = composed.columns[column.key]
        for value, status, cell in zip(
            figures(table, column.id), table.columns[column.id].statuses, cells, strict=True
        ):
            if cell == ".":
                assert status == (Status.UNPUBLISHED if set(cells) == {"."} else Status.SECRET)
            else:
                assert value == float(str(cell).replace(",", "."))


def test_urbanity_that_is_called_2_is_left_alone(evidence: Path, tmp_path: Path) -> None:
    path = made(evidence, 2013).write(tmp_path / "x.xls", old=True)
    assert all(column.key != "2" for column in loaded(path, 2013).resolved)


def test_blanks_behind_a_header_do_not_count(evidence: Path, tmp_path: Path) -> None:
    composed = made(evidence, 2024, "later")
    assert composed.blanks
    table = loaded(composed.write(tmp_path / "x.xlsx", old=False), 2024)
    assert {"woningen", "woz_waarde", "koopwoningen"} <= set(table.columns)


def test_every_composed_workbook_says_that_it_is_composed(evidence: Path) -> None:
    assert all(COMPOSED in row for row in made(evidence, 2020).rows()[1:])


def test_education_has_two_names_in_2023_and_is_refused_where_both_stand(evidence: Path, tmp_path: Path) -> None:
    composed = made(evidence, 2023)
    composed.more = {"a_opl_bvm": [1, 2, 3, 4]}
    table = loaded(composed.write(tmp_path / "x.xlsx", old=False), 2023)
    assert "opleiding_laag" not in table.columns
    assert any("opleiding_laag" in text and "2 keer" in text for text in table.missing)


@pytest.mark.parametrize(
    ("name", "column", "cells", "said"),
    [
        ("p_koopw", "koopwoningen", [50, 140, 60, 61], "boven de 100"),
        ("p_koopw", "koopwoningen", [50, -1, 60, 61], "onder de 0"),
        ("a_hh", "huishoudens", [7000, "31,5", 60, 61], "achter de komma"),
    ],
)
def test_figures_that_do_not_fit_the_unit_are_refused(
    evidence: Path, tmp_path: Path, name: str, column: str, cells: list[object], said: str
) -> None:
    composed = made(evidence, 2021)
    composed.columns[name] = cells
    table = loaded(composed.write(tmp_path / "x.xlsx", old=False), 2021)
    assert column not in table.columns
    assert "inwoners" in table.columns
    assert any(column in text and said in text for text in table.missing)


def test_swapped_names_of_a_share_and_a_count_are_both_refused(evidence: Path, tmp_path: Path) -> None:
    composed = made(evidence, 2021)
    composed.columns["p_koopw"], composed.columns["a_hh"] = composed.columns["a_hh"], composed.columns["p_koopw"]
    table = loaded(composed.write(tmp_path / "x.xlsx", old=False), 2021)
    assert not {"koopwoningen", "huishoudens"} & set(table.columns)


def test_columns_in_another_order_are_the_same(evidence: Path, tmp_path: Path) -> None:
    composed = made(evidence, 2022)
    straight = loaded(composed.write(tmp_path / "x.xlsx", old=False), 2022)
    turned = replace(composed, columns=dict(reversed(composed.columns.items())))
    other = loaded(turned.write(tmp_path / "y.xlsx", old=False), 2022)
    assert set(straight.columns) == set(other.columns)
    for name in straight.columns:
        assert figures(straight, name)[:2] == figures(other, name)[:2]


def test_a_name_that_stands_twice_refuses_the_workbook(evidence: Path, tmp_path: Path) -> None:
    composed = made(evidence, 2022)
    composed.more = {"p_koopw ": [1, 2, 3, 4]}
    path = composed.write(tmp_path / "x.xlsx", old=False)
    with pytest.raises(SourceError, match="twee keer"):
        loaded(path, 2022)
    assert "twee keer" in recognise(path, SOURCES.values()).why


def test_a_year_is_known_by_its_people_and_by_nothing_else(evidence: Path, tmp_path: Path) -> None:
    part = compose(evidence, 2024, 374_238, "early").write(tmp_path / "kwb-2024.xlsx", old=False)
    found = recognise(part, SOURCES.values())
    assert (found.source, "374238 inwoners" in found.why) == ("", True)
    under_another_name = made(evidence, 2019).write(tmp_path / "kwb-2023.xlsx", old=False)
    assert recognise(under_another_name, SOURCES.values()).source == "cbs-kwb-excel-2019"


def test_a_folder_in_any_mixture(evidence: Path, tmp_path: Path) -> None:
    folder = tmp_path / "gedownload" / "diep"
    folder.mkdir(parents=True)
    made(evidence, 2013).write(folder / "a.xls", old=True)
    for delivery in DELIVERIES_2024:
        made(evidence, 2024, delivery).write(folder / f"kwb-2024 {delivery}.xlsx", old=False)
    workbook(folder / "uren.xlsx", [["naam", "uren"], ["x", 3]])
    (folder / "lees mij.txt").write_text("geen tabel", encoding="utf-8")
    raw = tmp_path / "raw"
    fetched = fetch_folder(folder.parent, raw, SOURCES.values(), today=date(2026, 11, 28))
    assert set(fetched.copied) == {"cbs-kwb-excel-2013", "cbs-kwb-excel-2024"}
    used = {source: file for file, source in fetched.recognised}
    assert used["cbs-kwb-excel-2013"] == "diep/a.xls"
    # The later delivery lost the columns of the old poverty line, so the middle one holds more.
    assert used["cbs-kwb-excel-2024"] == "diep/kwb-2024 middle.xlsx"
    left = dict(fetched.left)
    assert set(left) == {"diep/kwb-2024 early.xlsx", "diep/kwb-2024 later.xlsx", "diep/uren.xlsx"}
    assert "kwb-2024 middle.xlsx" in left["diep/kwb-2024 later.xlsx"]
    assert not [name for name, _file in fetched.missing if name.startswith("cbs-kwb-excel")]
    delivered = latest(raw, SOURCES["cbs-kwb-excel-2013"])
    assert delivered is not None
    assert loaded(delivered, 2013).year == 2013
    again = fetch_folder(folder.parent, raw, SOURCES.values(), today=date(2026, 11, 29))
    assert set(again.unchanged) == {"cbs-kwb-excel-2013", "cbs-kwb-excel-2024"}


@pytest.mark.parametrize(("year", "later_names"), [(2023, set()), (2024, {"p_ink_ar"})])
def test_the_real_workbooks_of_utrecht_have_every_column(data_folder: Path, year: int, later_names: set[str]) -> None:
    source = SOURCES[f"cbs-kwb-{year}-utrecht"]
    (table,) = read(data_folder / source.file, source, WANTED[source.id])
    later = {
        column for column, names in names_by_column(source).items() if names <= later_names | {f"p_{a}" for a in AGES}
    }
    assert WANTED[source.id] - later == set(table.columns)
    assert {column.id: column.key for column in table.resolved}["koopwoningen"] == "p_koopw"


# Ours -> what the table of CBS calls it, for what both hold of Utrecht.
SAME_FIGURES = {
    "inwoners": "AantalInwoners_5", "inwoners_0_14": "k_0Tot15Jaar_8", "inwoners_65_plus": "k_65JaarOfOuder_12",
    "huishoudens": "HuishoudensTotaal_29", "huishoudgrootte": "GemiddeldeHuishoudensgrootte_33",
    "bevolkingsdichtheid": "Bevolkingsdichtheid_34", "woz_waarde": "GemiddeldeWOZWaardeVanWoningen_39",
    "koopwoningen": "Koopwoningen_47", "inkomen_per_inwoner": "GemiddeldInkomenPerInwoner_78",
    "afstand_huisarts": "AfstandTotHuisartsenpraktijk_110", "afstand_supermarkt": "AfstandTotGroteSupermarkt_111",
    "afstand_school": "AfstandTotSchool_113", "scholen_binnen_3_km": "ScholenBinnen3Km_114",
    "adressendichtheid": "Omgevingsadressendichtheid_121",
}  # fmt: skip


def numbers(path: Path, columns: Iterable[str]) -> dict[tuple[str, str], float]:
    """The table as csv, read by nothing of ours: (code, column) -> number."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return {(row["WijkenEnBuurten"], name): float(row[name]) for row in rows for name in columns if row[name]}


def test_the_real_workbook_of_utrecht_equals_the_table(data_folder: Path) -> None:
    source = SOURCES["cbs-kwb-2024-utrecht"]
    (table,) = read(data_folder / source.file, source, WANTED[source.id])
    in_table = numbers(data_folder / "cbs-kwb-2024-selectie" / "kwb_2024_selectie.csv", SAME_FIGURES.values())
    compared: dict[str, int] = {}
    differing = []
    for name, key in SAME_FIGURES.items():
        column = table.columns[name]
        for code, value, status in zip(table.codes, column.values, column.statuses, strict=True):
            if status in NUMERIC and (code, key) in in_table:
                compared[name] = compared.get(name, 0) + 1
                if value != in_table[code, key]:
                    differing.append((name, code, float(value), in_table[code, key]))
    assert differing == []
    assert compared == {
        "inwoners": 120, "inwoners_0_14": 118, "inwoners_65_plus": 119, "huishoudens": 120, "huishoudgrootte": 121,
        "adressendichtheid": 122,
    }  # fmt: skip
