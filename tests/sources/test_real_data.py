"""The publishers' own files through every reader: known totals, and a second, independent reading."""

import csv
import sqlite3
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pyogrio.raw
import pytest
import shapely

from toetssteen.kernel.areas import Level
from toetssteen.kernel.cells import NUMERIC, PublishedColumn, PublishedTable, Status
from toetssteen.kernel.definitions import Source
from toetssteen.sources.definitions.catalogue import load_sources
from toetssteen.sources.definitions.families import PEOPLE
from toetssteen.sources.deliveries.companions import needed_files
from toetssteen.sources.reading import read, read_outlines

# What comes over the network is in nobody's folder; those sources are tested against a server of our own.
_ALL = load_sources(Path(__file__).resolve().parents[2] / "definitions" / "sources")
# A workbook that is known by its content lies where people put it, and in the folder lies none.
SOURCES = {s.id: s for s in _ALL if s.live is None and PEOPLE not in s.options}
FIGURES = sorted(s.id for s in SOURCES.values() if s.figures)
OUTLINES = sorted(s.id for s in SOURCES.values() if s.geometry)
SCORES = ("RLBRMTR", "RLBWON", "RLBBEV", "RLBVRZ", "RLBVEI", "RLBFYS")

# One or more columns of each source, so that every reader meets its own files.
SOME = {
    "": (),
    "cbs-wbk": ("inwoners", "percentage_eenpersoons", "bevolkingsdichtheid", "huishoudgrootte"),
    "cbs-kwb-2021-gemeenten": ("inw", "Inequality|Low income threshold (%)"),
    "cbs-kwb-2022": ("population", "income_low", "dwelling_value"),
    "cbs-kwb-2024-buurten": ("population",),
    "cbs-kwb-2024-utrecht": ("inwoners", "rond_sociaal_minimum"),
    "cbs-kwb-2024": ("AantalInwoners_5", "Woningvoorraad_35", "Bevolkingsdichtheid_34"),
    "cbs-kwb-2024-selectie": ("AantalInwoners_5", "GemiddeldeWOZWaardeVanWoningen_39", "GemiddeldInkomenPerInwoner_78"),
    "cbs-kwb-2024-amsterdam": ("Population_Total", "Pct_Rental"),
    "cbs-kwb-2023-amsterdam": ("Pct_Low_Income_Households",),
    "cbs-kwb-2019-amsterdam": (
        "Bevolking.Aantal.inwoners..aantal.",
        "Bevolking.Particuliere.huishoudens.Gemiddelde.huishoudensgrootte..aantal.",
    ),
    "cbs-kwb-2017-amsterdam": (
        "Bevolking.Aantal.inwoners..aantal.",
        "Bevolking.Particuliere.huishoudens.Gemiddelde.huishoudensgrootte..aantal.",
    ),
    "politie-misdrijven-gebieden": ("misdrijven",),
    "rivm-gezondheid": ("ErvarenGezondheidGoedZeerGoed_4", "MoeiteMetRondkomen_38"),
    "rivm-goede-gezondheid": ("ErvarenGezondheidGoedZeerGoed",),
    "cbs-bevolking": ("BevolkingAanHetBeginVanDePeriode_1",),
    "cbs-kwb-2023-utrecht": ("inwoners", "rond_sociaal_minimum", "woz_waarde", "mensen_met_bijstand"),
    "cbs-ses-woa": ("SES-WOA/Totaalscore/Gemiddelde score (Getal)",),
    "elan-panel": ("%_Low_Income", "%_WMO_user", "%_Debt_Poor", "Total_Population"),
    "elan-means": ("Income_MEAN",),
    "gezondheid": ("% eenzaam*", "% 75 jaar en ouder"),
    "leefbaarometer-2-klassen": ("KL",),
    "leefbaarometer-2": SCORES,
    "groningen-raster": ("INW", "WON"),
    "politie-2023": ("misdaad", "gini_misdaad"),
    "politie-nederland-misdrijven": ("Totaal misdrijven",),
    "politie-nederland-overlast": ("Totaal registraties overlast",),
}


def columns_of(source: str) -> frozenset[str]:
    """A source of names alone has none."""
    return frozenset(SOME[max((start for start in SOME if source.startswith(start)), key=len, default="")])


@cache
def tables(folder: Path, source: str) -> tuple[PublishedTable, ...]:
    return read(folder / SOURCES[source].file, SOURCES[source], columns_of(source))


def total(table: PublishedTable, column: str, level: Level) -> float:
    values = table.columns[column].values
    return float(np.nansum([v for code, v in zip(table.codes, values, strict=True) if code.level is level]))


def at(table: PublishedTable, column: str, code: str) -> float:
    return float(table.columns[column].values[table.codes.index(code)])  # type: ignore[arg-type]


def share_without(column: PublishedColumn) -> float:
    return 1 - float(np.isin(column.statuses, NUMERIC).mean())


@pytest.mark.parametrize("source", FIGURES)
def test_every_table_is_as_expected(data_folder: Path, source: str) -> None:
    expect = SOURCES[source].expect
    for table in tables(data_folder, source):
        assert expect.rows in (None, len(table.codes))
        assert len(set(table.codes)) == len(table.codes) == len(table.rows)
        assert len(table.names) in (0, len(table.codes))
        assert set(table.columns) == columns_of(source)
        for name, column in table.columns.items():
            numeric = np.isin(column.statuses, NUMERIC)
            assert np.array_equal(numeric, np.isfinite(column.values))
            assert not set(column.marks) & set(np.flatnonzero(numeric))
            assert not np.any(column.values < -90_000)
            if name != "% 75 jaar en ouder":
                assert share_without(column) <= expect.secret_share
        for column_name, levels in expect.totals.items():
            for level, expected in levels.items():
                assert total(table, column_name, Level(level)) == expected


@pytest.mark.parametrize("source", sorted(SOURCES))
def test_every_file_of_a_source_lies_in_the_folder(data_folder: Path, source: str) -> None:
    assert [name for name in needed_files(SOURCES[source]) if not (data_folder / name).is_file()] == []


def test_inhabitants_of_the_country(data_folder: Path) -> None:
    by_year = {t.year: t for t in tables(data_folder, "cbs-bevolking-gemeenten")}
    assert sorted(by_year) == list(range(2002, 2025))
    for year, expected in {2016: 16_979_120, 2017: 17_081_507, 2022: 17_590_672, 2024: 17_942_942}.items():
        assert total(by_year[year], "BevolkingAanHetBeginVanDePeriode_1", Level.GEMEENTE) == expected
        assert by_year[year].division_year == year
    assert "GM0009" in by_year[2018].codes  # Ten Boer
    assert "GM0009" not in by_year[2019].codes  # merged into Groningen


def test_wijken_of_2017(data_folder: Path) -> None:
    (table,) = tables(data_folder, "cbs-wbk-2017-wijken")
    assert "Mariënheem" in " ".join(table.names)
    assert table.changes is not None
    assert set(table.changes.tolist()) == {1, 2, 3}
    assert table.surface is not None
    assert np.isfinite(table.surface).all()
    density = table.columns["bevolkingsdichtheid"]
    assert (density.statuses == Status.SECRET).sum() == 30
    assert set(density.marks.values()) == {"-99999999"}


@pytest.mark.parametrize("source", [s for s in FIGURES if s.startswith("cbs-wbk")])
def test_gdal_reads_the_same_table(data_folder: Path, source: str) -> None:
    (table,) = tables(data_folder, source)
    what: Source = SOURCES[source]
    path = (data_folder / what.file).with_suffix(".dbf")
    wanted = [what.options["code"], what.options["name"], "WATER", "AANT_INW", "GEM_HH_GR"]
    meta, _fid, _wkb, data = pyogrio.raw.read(path, columns=wanted, read_geometry=False, encoding="utf-8")
    second = dict(zip(meta["fields"], data, strict=True))
    land = second["WATER"] == "NEE"
    assert tuple(second[what.options["code"]][land]) == table.codes
    assert tuple(second[what.options["name"]][land]) == table.names
    for column, name in (("AANT_INW", "inwoners"), ("GEM_HH_GR", "huishoudgrootte")):
        numbers = second[column][land].astype(float)
        numbers[numbers == -99999999] = np.nan
        assert np.array_equal(numbers, table.columns[name].values, equal_nan=True)


@pytest.mark.parametrize("part", ["wijken", "gemeenten"])
def test_csv_and_map_of_2022_agree(data_folder: Path, part: str) -> None:
    (table,) = tables(data_folder, f"cbs-kwb-2022-{part}")
    path = data_folder / SOURCES[f"cbs-outlines-2022-{part}"].file
    with sqlite3.connect(f"file:{path}?immutable=1", uri=True) as base:
        (name,) = base.execute("SELECT table_name FROM gpkg_contents").fetchone()
        rows = base.execute(f'SELECT code, population, income_low, area FROM "{name}"').fetchall()
    base.close()
    assert len(rows) == len(table.codes)
    assert table.dry is not None
    assert table.surface is None, "large water is not in it"
    for code, population, income, area in rows:
        i = table.codes.index(code)
        assert table.columns["population"].values[i] == population
        assert table.dry[i] == pytest.approx(area * 100)
        low = table.columns["income_low"].values[i]
        assert np.isnan(low) if income is None else low == income


def test_vinkhuizen_and_the_buurten_of_groningen(data_folder: Path) -> None:
    (table,) = tables(data_folder, "cbs-wbk-2017-groningen-buurten")
    assert [at(table, "inwoners", code) for code in ("BU00140900", "BU00140901")] == [6150, 4780]


def test_kwb_2024(data_folder: Path) -> None:
    (table,) = tables(data_folder, "cbs-kwb-2024")
    assert (table.columns["Bevolkingsdichtheid_34"].statuses == Status.SECRET).sum() == 37
    assert (table.columns["Woningvoorraad_35"].statuses == Status.SECRET).sum() == 3
    assert "WK0363AA" in table.codes
    assert table.surface is not None
    assert table.surface[table.codes.index("GM0014")] == 19_796  # type: ignore[arg-type]


def test_excel_of_utrecht(data_folder: Path) -> None:
    (early,) = tables(data_folder, "cbs-kwb-2024-utrecht")
    assert set(early.columns["rond_sociaal_minimum"].statuses) == {Status.UNPUBLISHED}
    (table,) = tables(data_folder, "cbs-kwb-2023-utrecht")
    assert at(table, "mensen_met_bijstand", "GM0344") == 10_410  # written as text
    assert (table.columns["woz_waarde"].statuses == Status.SECRET).sum() == 4


def test_all_columns_with_numbers_as_text_read(data_folder: Path) -> None:
    texts = ("a_geb", "p_geb", "a_ste", "p_ste", "a_soz_wb", "a_soz_ao", "a_soz_ww", "a_soz_ow", "a_bedv", "a_bed_a",
             "a_bed_bf", "a_bed_gi", "a_bed_hj", "a_bed_kl", "a_bed_mn", "a_bed_oq", "a_bed_ru")  # fmt: skip
    source = SOURCES["cbs-kwb-2023-utrecht"]
    # By the names in the file itself: our names hold for the columns that a figure uses.
    source = replace(source, family="", options={"code": "gwb_code_10", "sheet": "kwb-2023"})
    (table,) = read(data_folder / source.file, source, frozenset(texts))
    for column in texts:
        assert np.isfinite(table.columns[column].values).any()


def test_leefbaarometer_total_is_the_sum_of_its_dimensions(data_folder: Path) -> None:
    scored, blank = 0, {}
    for table in tables(data_folder, "leefbaarometer-2-wijken"):
        values = np.array([table.columns[name].values for name in SCORES])
        known = np.isfinite(values[0])
        assert np.allclose(values[0, known], values[1:, known].sum(axis=0), rtol=0, atol=1e-12)
        assert set(table.columns["RLBRMTR"].statuses[~known]) == {Status.ABSENT}
        scored += int(known.sum())
        blank[table.year] = int((~known).sum())
    assert scored == 8_483
    assert blank == {2012: 139, 2014: 148, 2016: 116}


def test_leefbaarometer_classes(data_folder: Path) -> None:
    years = [t.year for t in tables(data_folder, "leefbaarometer-2-klassen-wijken")]
    assert years == [2002, 2008, 2012, 2014, 2016]
    for table in tables(data_folder, "leefbaarometer-2-klassen-wijken"):
        assert set(table.columns["KL"].values[np.isfinite(table.columns["KL"].values)]) <= set(range(1, 10))


def test_elan_panel_against_the_csv_itself(data_folder: Path) -> None:
    path = data_folder / SOURCES["elan-panel"].file
    with path.open(encoding="utf-8", newline="") as lines:
        second = {(r["WKC"], int(r["YEAR"])): r for r in csv.DictReader(lines) if r["WKC"] != "WK1916--"}
    seen = 0
    for table in tables(data_folder, "elan-panel"):
        for i, code in enumerate(table.codes):
            row = second[code, table.year]
            seen += 1
            for name, column in table.columns.items():
                published = float(row[name])
                if name != "Total_Population" and published == 0:
                    assert column.statuses[i] in (Status.SECRET, Status.ABSENT)
                    assert column.marks[i] == row[name]
                else:
                    assert column.values[i] == published
    assert len(second) == 70 * 14
    assert seen == (70 - 3) * 14


COPIES = ("WK051801", "WK051835", "WK191607")


def test_elan_rows_that_are_a_neighbours_are_left_out(data_folder: Path) -> None:
    for table in tables(data_folder, "elan-panel"):
        assert not set(COPIES) & set(table.codes)
        assert len([note for note in table.notes if "gelijk aan die van een andere wijk" in note.text]) == len(COPIES)


def test_no_two_wijken_share_all_their_elan_figures(data_folder: Path) -> None:
    """Asked of the result, not of the file: no two areas with the same figures are left."""
    for source in ("elan-panel", "elan-means"):
        for table in tables(data_folder, source):
            columns = [column.values for column in table.columns.values()]
            if len(columns) < 5 or np.isnan(columns).all():
                continue
            seen = [tuple(np.nan_to_num(row, nan=-1.0)) for row in np.array(columns).T]
            assert len(set(seen)) == len(seen), (source, table.year)


def test_elan_years_without_a_column(data_folder: Path) -> None:
    def years(column: str) -> list[int]:
        found = tables(data_folder, "elan-panel")
        return [t.year for t in found if (t.columns[column].statuses == Status.ABSENT).all()]

    assert years("%_Low_Income") == [2009, 2010]
    assert years("%_WMO_user") == list(range(2009, 2015))
    assert years("%_Debt_Poor") == []
    first = tables(data_folder, "elan-panel")[0]
    assert [note.row for note in first.notes if "WK1916--" in note.text] == [800]
    assert all(name == name.strip() and "Wijk Wijk" not in name and "Gemeente" not in name for name in first.names)


def test_health_folds_the_triple_row(data_folder: Path) -> None:
    (table,) = tables(data_folder, "gezondheid-wijken-2016")
    assert [note.row for note in table.notes] == [2826, 2827]
    assert set(table.columns["% 75 jaar en ouder"].statuses) == {Status.ABSENT}


def test_ses_woa_and_police(data_folder: Path) -> None:
    (table,) = tables(data_folder, "cbs-ses-woa-2019-amsterdam")
    (column,) = table.columns.values()
    assert (column.statuses == Status.SECRET).sum() == 90
    assert column.values[table.codes.index("GM0363")] == -0.1  # type: ignore[arg-type]
    crimes = tables(data_folder, "politie-nederland-misdrijven")
    assert (crimes[0].year, crimes[0].codes, at(crimes[0], "Totaal misdrijven", "NL00")) == (2012, ("NL00",), 1_127_869)


def test_registered_crimes_of_the_gemeenten(data_folder: Path) -> None:
    found = {t.year: t for t in tables(data_folder, "politie-misdrijven-gebieden")}
    sums = {year: total(table, "misdrijven", Level.GEMEENTE) for year, table in found.items()}
    assert sums == {2021: 740_013, 2022: 796_769, 2023: 801_717, 2024: 801_336, 2025: 795_052}
    assert all(0.98 < total(t, "misdrijven", Level.BUURT) / sums[year] < 0.99 for year, t in found.items())
    codes = set(found[2024].codes)
    for older_division in ("0285", "0637", "0753", "1658"):
        assert f"GM{older_division}" in codes
        assert not any(code.startswith(f"BU{older_division}") for code in codes)


def test_income_is_withheld_below_the_publishers_threshold(data_folder: Path) -> None:
    """2,500 people in private households, says the description of the column in 85984NED. No value below it."""
    (table,) = tables(data_folder, "cbs-kwb-2024-selectie")
    income = table.columns["GemiddeldInkomenPerInwoner_78"]
    people = table.columns["AantalInwoners_5"].values
    buurten = np.array([code.level is Level.BUURT for code in table.codes])
    known = income.statuses == Status.OBSERVED
    assert set(income.statuses.tolist()) == {Status.OBSERVED, Status.ABSENT}
    assert (known & buurten).sum() == 1_950
    assert people[known].min() >= 2_500
    assert (buurten & (people >= 2_500)).sum() == 2_022


def test_health_of_gemeenten_by_either_model(data_folder: Path) -> None:
    """Values of the publishers' own rows of Groningen and of Overvecht, a buurt of Utrecht."""
    for year, groningen, overvecht in ((2012, 79.0, 35.4), (2016, None, 31.0), (2020, None, 22.2)):
        (table,) = tables(data_folder, f"rivm-gezondheid-{year}")
        assert table.year == year
        assert at(table, "MoeiteMetRondkomen_38", "BU03440311") == overvecht
        if groningen is not None:
            assert at(table, "ErvarenGezondheidGoedZeerGoed_4", "GM0014") == groningen
    newer = {t.year: t for t in tables(data_folder, "rivm-goede-gezondheid-2024")}
    column = "ErvarenGezondheidGoedZeerGoed"
    assert [at(newer[year], column, "GM0014") for year in sorted(newer)] == [78.9, 78.5, 79.9, 70.0, 74.7]
    assert sorted(newer) == [2012, 2016, 2020, 2022, 2024]


def test_amsterdam_saved_again_with_points_and_commas(data_folder: Path) -> None:
    people, size = SOME["cbs-kwb-2019-amsterdam"]
    for year, country, city in ((2017, 17_081_507, 844_947), (2019, 17_282_163, 862_965)):
        (table,) = tables(data_folder, f"cbs-kwb-{year}-amsterdam")
        assert (at(table, people, "NL00"), at(table, people, "GM0363")) == (country, city)
    # In 2019 a comma for the country and the gemeente, a point in the rows of wijken and buurten.
    assert (at(table, size, "NL00"), at(table, size, "WK036300")) == (2.1, 1.4)


@pytest.mark.parametrize("source", OUTLINES)
def test_outlines_are_whole_valid_and_dutch(data_folder: Path, source: str) -> None:
    found = read_outlines(data_folder / SOURCES[source].file, SOURCES[source])
    shapes = shapely.from_wkb(np.array(found.shapes, dtype=object))
    assert len(found.codes) == SOURCES[source].expect.rows
    assert shapely.is_valid(shapes).all()
    assert set(shapely.get_type_id(shapes)) <= {shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON}
    west, south, east, north = shapely.total_bounds(shapes)
    assert 10_000 < west < east < 285_000
    assert 300_000 < south < north < 630_000


def test_a_moved_outline_has_the_surface_that_the_publisher_counts(data_folder: Path) -> None:
    source = SOURCES["cbs-wbk-2017-groningen-buurten"]
    (table,) = tables(data_folder, source.id)
    found = read_outlines(data_folder / source.file, source)
    assert found.codes == table.codes
    assert table.surface is not None
    measured = shapely.area(shapely.from_wkb(np.array(found.shapes, dtype=object))) / 10_000
    assert measured == pytest.approx(table.surface, rel=0.02, abs=1.0)


def test_outlines_of_2016_say_what_was_mended(data_folder: Path) -> None:
    source = SOURCES["cbs-outlines-2016-wijken"]
    found = read_outlines(data_folder / source.file, source)
    texts = [note.text for note in found.notes]
    assert sum("hersteld" in text for text in texts) == 12
    assert sum("geen grens" in text for text in texts) == 2
    assert [text for text in texts if "samengevoegd" in text] == [
        "WK191104 bestaat uit 2 delen; die zijn samengevoegd."
    ]
