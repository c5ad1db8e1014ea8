"""The Wijk- en Buurtkaart as a GeoPackage and as features of the service, composed from the fields that others listed."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyogrio.raw
import pytest
import shapely
from sources.columns.composed import SURE, evidence_rows

from toetssteen.indicators.catalogue import load_indicators
from toetssteen.kernel.cells import PublishedTable, Status
from toetssteen.kernel.definitions import Source
from toetssteen.sources.columns.file_metadata import from_fields
from toetssteen.sources.columns.resolving import Refusal, resolve_all
from toetssteen.sources.definitions.catalogue import load_sources
from toetssteen.sources.reading import read, read_outlines
from toetssteen.warehouse.panel import wanted_columns

DEFINITIONS = Path(__file__).parents[3] / "definitions"
SOURCES = {source.id: source for source in load_sources(DEFINITIONS / "sources")}
WANTED = wanted_columns(load_indicators(DEFINITIONS / "indicators"))
YEARS = (2022, 2023, 2024)
CODES = ("WK990100", "WK990101")
# Fields of which the text of the publisher says that they came in place of another in 2023.
ONLY_2022 = {"gemiddeld_gasverbruik_totaal", "opleidingsniveau_laag"}
SINCE_2023 = {
    "gemiddeld_aardgasverbruik", "gemiddelde_elektriciteitslevering", "aantal_personen_met_bvm_als_hoogst_beh_ond_niv",
    "aantal_personen_met_hvm_als_hoogst_beh_ond_niv", "aantal_personen_met_hw_als_hoogst_beh_ond_niv",
}  # fmt: skip
TRAP = "percentage_huishoudens_met_laag_inkomen"


def source_of(year: int) -> Source:
    return SOURCES[f"cbs-live-outlines-{year}-wijken"]


def fields(evidence: Path, family: str, year: int, certainty: tuple[str, ...] = SURE) -> list[str]:
    """The fields of a year that stand for a figure."""
    rows = [row for row in evidence_rows(evidence, "wbk_fields.csv") if row["family"] == family and row["indicator"]]
    names = [
        row["key"]
        for row in rows
        if row["certainty"] in certainty
        and row["year"][4:5] == "-"
        and int(row["year"][:4]) <= year <= int(row["year"][-4:])
    ]
    return [name for name in names if name not in (SINCE_2023 if year == 2022 else ONLY_2022)]


def figures(names: list[str]) -> dict[str, list[float]]:
    return {name: [float(10 + at % 80), float(11 + at % 80)] for at, name in enumerate(names)}


def gpkg(path: Path, columns: dict[str, list[float]]) -> Path:
    shapes = np.array(shapely.to_wkb([shapely.box(i, 0, i + 1, 1) for i in range(len(CODES))]), dtype=object)
    texts = {"wijkcode": list(CODES), "wijknaam": ["Een", "Twee"], "water": ["NEE", "NEE"]}
    data = [np.array(cells, dtype=object) for cells in texts.values()] + [np.array(c) for c in columns.values()]
    pyogrio.raw.write(
        path, shapes, data, [*texts, *columns], geometry_type="Polygon", crs="EPSG:28992", layer="wijken", driver="GPKG"
    )
    return path


def loaded(path: Path, year: int) -> PublishedTable:
    source = source_of(year)
    (table,) = read(path, source, WANTED[source.id])
    return table


@pytest.mark.parametrize("year", YEARS)
def test_every_sure_field_of_a_geopackage_is_loaded(evidence: Path, tmp_path: Path, year: int) -> None:
    columns = figures(fields(evidence, "wbk-gpkg/ogc", year))
    table = loaded(gpkg(tmp_path / "kaart.gpkg", columns), year)
    keys = {column.key: column.id for column in table.resolved if not column.parts}
    used = {
        title.title
        for column in source_of(year).titles
        if column.id in WANTED[source_of(year).id]
        for title in column.titles
    }
    assert set(keys) == set(columns) & used
    assert len(keys) > 35
    for key, name in keys.items():
        assert table.columns[name].values.tolist() == columns[key]
    assert table.codes == CODES


@pytest.mark.parametrize("year", YEARS)
def test_every_sure_field_of_the_service_is_found_though_its_names_are_written_otherwise(
    evidence: Path, tmp_path: Path, year: int
) -> None:
    columns = figures(fields(evidence, "wbk-wfs", year))
    features = [
        {"type": "Feature", "geometry": None,
         "properties": {"wijkcode": code, "water": "NEE", **{name: cells[at] for name, cells in columns.items()}}}
        for at, code in enumerate(CODES)
    ]  # fmt: skip
    path = tmp_path / "wijken.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    table = loaded(path, year)
    assert "percentage_0_14" in table.columns
    found = {column.key for column in table.resolved}
    assert "percentagePersonen0Tot15Jaar" in found
    assert not [key for key in found if "_" in key and " + " not in key]
    for column in table.resolved:
        if not column.parts:
            assert table.columns[column.id].values.tolist() == columns[column.key]


@pytest.mark.parametrize("year", YEARS)
def test_the_field_that_is_one_thing_in_a_text_and_another_in_a_file_is_not_loaded(
    evidence: Path, tmp_path: Path, year: int
) -> None:
    columns = figures([*fields(evidence, "wbk-gpkg/ogc", year), TRAP])
    table = loaded(gpkg(tmp_path / "kaart.gpkg", columns), year)
    assert "laag_inkomen" not in table.columns
    assert any("laag_inkomen" in text and "geen bewijs" in text for text in table.missing)


def test_names_of_the_file_and_of_the_service_in_one_file_are_refused(evidence: Path, tmp_path: Path) -> None:
    columns = figures(["aantal_inwoners", "percentage_koopwoningen", "percentageKoopwoningen"])
    table = loaded(gpkg(tmp_path / "kaart.gpkg", columns), 2023)
    assert set(table.columns) == {"inwoners"}
    assert any("koopwoningen" in text and "2 keer" in text for text in table.missing)


def test_a_field_of_2023_says_nothing_in_2022(evidence: Path, tmp_path: Path) -> None:
    columns = figures(["aantal_inwoners", "gemiddeld_aardgasverbruik"])
    assert "gasverbruik" not in loaded(gpkg(tmp_path / "22.gpkg", columns), 2022).columns
    assert "gasverbruik" in loaded(gpkg(tmp_path / "23.gpkg", columns), 2023).columns


def test_shares_above_a_hundred_are_no_shares(tmp_path: Path) -> None:
    columns = {"aantal_inwoners": [1000.0, 1200.0], "percentage_koopwoningen": [40.0, 900.0]}
    table = loaded(gpkg(tmp_path / "kaart.gpkg", columns), 2024)
    assert set(table.columns) == {"inwoners"}
    assert any("koopwoningen" in text and "boven de 100" in text for text in table.missing)


def test_codes_of_the_map_are_no_figures(tmp_path: Path) -> None:
    columns = {
        "aantal_inwoners": [1000.0, -99997.0], "percentage_koopwoningen": [40.0, -99995.0], "woningvoorraad": [9.0, -99991.0],
        "gemiddelde_woningwaarde": [300.0, -99998.0], "netto_arbeidsparticipatie": [60.0, np.nan],
    }  # fmt: skip
    table = loaded(gpkg(tmp_path / "kaart.gpkg", columns), 2024)
    statuses = {name: Status(int(column.statuses[1])) for name, column in table.columns.items()}
    assert statuses == {
        "inwoners": Status.SECRET, "koopwoningen": Status.LATER, "woningen": Status.STOPPED, "woz_waarde": Status.ABSENT,
        "netto_arbeidsparticipatie": Status.ABSENT,
    }  # fmt: skip


def test_a_map_with_other_fields_still_draws_its_areas(tmp_path: Path) -> None:
    path = gpkg(tmp_path / "kaart.gpkg", {"iets_anders": [1.0, 2.0]})
    assert loaded(path, 2024).columns == {}
    assert read_outlines(path, source_of(2024)).codes == CODES


def test_the_same_name_with_another_unit_is_refused() -> None:
    source = source_of(2024)
    header = ["aantal_inwoners", "percentage_koopwoningen"]
    units = {**source.units, "percentage_koopwoningen": "aantal"}
    resolved, refusals = resolve_all(from_fields("kaart", 2024, header, units), source.titles)
    assert [column.id for column in resolved] == ["inwoners"]
    refusal = next(one for one in refusals if one.id == "koopwoningen")
    assert isinstance(refusal, Refusal)
    assert "de eenheid niet (aantal)" in str(refusal)


def test_only_the_dbf_of_its_own_years_is_accepted() -> None:
    source = replace(source_of(2024), year=2024)
    resolved, _refusals = resolve_all(
        from_fields("kaart", 2024, ["AANT_INW", "P_00_14_JR"], source.units), source.titles
    )
    assert resolved == ()
