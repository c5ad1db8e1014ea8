"""The publishers' own figures, from their file to the answer. Needs the data folder."""

import struct
from pathlib import Path

import numpy as np
import pytest

from toetssteen.answers.figures.lineage import lineage
from toetssteen.answers.figures.parts import over, sums_of_levels
from toetssteen.answers.figures.series import Series, series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.indicators.aggregate import FigureKind
from toetssteen.kernel.areas import COUNTRY, Level
from toetssteen.kernel.cells import Floats, Status

# As the statistics office counts them: by gemeente, and by wijk (each rounded at random).
NATIONAL = {2016: 16_979_120, 2017: 17_081_507, 2022: 17_590_672, 2024: 17_942_942}
OF_WIJKEN = {2016: 16_974_935, 2017: 17_078_610, 2022: 17_588_925, 2024: 17_942_715}
OF_BUURTEN = {2024: 17_942_915}
DIMENSIONS = ("woningen", "bewoners", "voorzieningen", "veiligheid", "omgeving")
SCORED = {2012: 2823, 2014: 2814, 2016: 2846}


def of(atlas: Atlas, code: str, indicator: str) -> Series:
    return series(atlas, atlas.place(code), atlas.indicator(indicator))


def values(atlas: Atlas, indicator: str, level: Level, year: int) -> Floats:
    cube = atlas.cube
    return np.asarray(
        cube.values[cube.year_at(year), cube.indicator_at(indicator), atlas.gazetteer.under(COUNTRY, level)]
    )


def test_every_table_here_fits_what_is_known_of_the_country(real_snapshot: Atlas) -> None:
    """Some 250 figures of the whole country lie within their bounds and fit one another."""
    manifest = real_snapshot.snapshot.manifest
    assert manifest.refused == ()
    assert sum("voor heel Nederland" in check.detail for check in manifest.checks if check.ok) > 200


@pytest.mark.parametrize("year", NATIONAL)
def test_the_nation_is_the_sum_of_its_gemeenten(real_snapshot: Atlas, year: int) -> None:
    point = of(real_snapshot, "NL00", "inwoners").at(year)
    assert point is not None
    assert (point.value, point.kind) == (NATIONAL[year], FigureKind.EXACT)


def test_the_sums_of_wijken_and_buurten_are_the_publishers(real_snapshot: Atlas) -> None:
    for level, totals in ((Level.WIJK, OF_WIJKEN), (Level.BUURT, OF_BUURTEN)):
        for year, total in totals.items():
            assert np.nansum(values(real_snapshot, "inwoners", level, year)) == total


def test_every_check_passes(real_snapshot: Atlas) -> None:
    manifest = real_snapshot.snapshot.manifest
    assert [check.detail for check in manifest.checks if check.fatal and not check.ok] == []
    assert not manifest.invented


def test_groningen_breaks_where_its_boundary_moved(real_snapshot: Atlas) -> None:
    """Haren and Ten Boer came in 2019: what was counted before is of a gemeente of less than half the surface."""
    points = of(real_snapshot, "GM0014", "inwoners").points
    assert [p.year for p in points if p.value is not None] == list(range(2019, 2025))
    assert [p.year for p in points if p.value is not None and not p.comparable] == [2019]
    before = {p.year: p.elsewhere for p in points if p.elsewhere is not None}
    assert list(before) == list(range(2002, 2019))
    assert (before[2018].name, before[2018].division_year, before[2018].value) == ("Groningen", 2018, 202_810.0)


def test_vinkhuizen_in_2017(real_snapshot: Atlas) -> None:
    parts = [of(real_snapshot, code, "inwoners").at(2017) for code in ("BU00140900", "BU00140901")]
    assert [None if p is None else p.value for p in parts] == [6150, 4780]
    whole = of(real_snapshot, "vinkhuizen", "inwoners").at(2017)
    assert whole is not None
    assert (whole.value, whole.kind) == (10_930, FigureKind.EXACT)


def test_one_city_is_never_called_the_country(real_snapshot: Atlas) -> None:
    """The raster holds Groningen alone, ELAN The Hague and its neighbours."""
    for indicator in ("inwoners_raster", "woningen_raster", "inwoners_elan", "bijstand_elan"):
        assert of(real_snapshot, "NL00", indicator).latest is None


def test_the_five_dimensions_add_up_to_the_liveability_of_every_wijk(real_snapshot: Atlas) -> None:
    for year, scored in SCORED.items():
        total = values(real_snapshot, "leefbaarheid_score", Level.WIJK, year)
        parts = [values(real_snapshot, f"leefbaarheid_{name}", Level.WIJK, year) for name in DIMENSIONS]
        assert (~np.isnan(total)).sum() == scored
        for part in parts:
            np.testing.assert_array_equal(np.isnan(part), np.isnan(total))
        np.testing.assert_allclose(sum(parts), total, rtol=0, atol=1e-12)


@pytest.mark.parametrize(("year", "most"), [(2012, 0.01), (2014, 0.01), (2016, 0.002)])
def test_the_score_of_a_gemeente_is_that_of_its_wijken_by_people(real_snapshot: Atlas, year: int, most: float) -> None:
    """Measured: at most 0.0013 off in 2016, 0.0057 in 2014, 0.0067 in 2012, where scores run from -0.3 to 0.3.

    Our weights are the people of 2016, rounded; the publisher had the unrounded ones of each year.
    """
    atlas, cube = real_snapshot, real_snapshot.cube
    score = atlas.indicator("leefbaarheid_score")
    at = cube.indicator_at(score.id)
    compared = 0
    for gemeente in atlas.gazetteer.under(COUNTRY, Level.GEMEENTE):
        published = cube.values[cube.year_at(year), at, gemeente]
        if np.isnan(published):
            continue
        code = cube.areas[gemeente]
        wijken = atlas.gazetteer.under(code, Level.WIJK)
        ours = over(atlas, score, wijken, code)
        assert ours.values[cube.year_at(year)] == pytest.approx(published, abs=most)
        # A gemeente of one wijk is that wijk.
        assert ours.kinds[cube.year_at(year)] is (FigureKind.EXACT if len(wijken) == 1 else FigureKind.APPROXIMATE)
        compared += 1
    assert compared == 390


def dbf_cell(path: Path, row: int, column: str) -> str:
    """A cell as it stands in a dBASE file, rows counted as in a spreadsheet: written apart from our reader."""
    content = path.read_bytes()
    start, width = struct.unpack("<HH", content[8:12])
    offset = 1
    for at in range(32, start - 1, 32):
        name = content[at : at + 11].split(b"\0")[0].decode()
        if name == column:
            begin = start + (row - 2) * width + offset
            return content[begin : begin + content[at + 16]].decode().strip()
        offset += content[at + 16]
    raise AssertionError(column)


def test_the_people_of_vinkhuizen_noord_lead_back_to_the_cell(real_snapshot: Atlas, data_folder: Path) -> None:
    found = lineage(real_snapshot, "inwoners", "BU00140900", 2017)
    (cell,) = found.cells
    assert (cell.file, cell.column, cell.published, cell.value) == ("buurt2017.dbf", "AANT_INW", 6150, 6150)
    path = data_folder / "groningen-2017" / "buurt2017.dbf"
    assert dbf_cell(path, cell.row, "BU_CODE") == "BU00140900"
    assert float(dbf_cell(path, cell.row, cell.column)) == 6150


@pytest.mark.parametrize("code", ["GM0014", "WK001404", "BU00140900", "den-haag-zuidwest", "vinkhuizen", "WK034401"])
def test_every_figure_leads_back(real_snapshot: Atlas, code: str) -> None:
    atlas, looked_at = real_snapshot, 0
    place = atlas.place(code)
    for name in atlas.cube.indicators:
        for point in series(atlas, place, atlas.indicator(name)).points:
            found = lineage(atlas, name, code, point.year)
            assert found.point == point
            if point.kind is FigureKind.PUBLISHED:
                assert (found.cells[0].value, found.cells[0].status) == (point.value, point.status)
                assert found.cells[0].row > 1
            elif point.value is not None:
                assert found.parts
            looked_at += 1
    assert looked_at > 2


def test_den_haag_zuidwest_can_be_followed_year_by_year(real_snapshot: Atlas) -> None:
    for indicator in ("laagste_inkomens_elan", "bijstand_elan"):
        known = [p for p in of(real_snapshot, "den-haag-zuidwest", indicator).points if p.value is not None]
        assert [p.year for p in known] == list(range(2011, 2023))
        assert [p.comparable for p in known] == [False] + [True] * 11
        assert all(0 < (p.value or 0) < 100 for p in known)


def test_a_buurt_of_groningen_does_not_take_the_figures_of_its_wijk(real_snapshot: Atlas) -> None:
    """Of these only wijken are published; the value of a home is published of the buurt itself."""
    for indicator in ("arbeidsdeelname", "laagste_inkomens", "leefbaarheid_score"):
        assert of(real_snapshot, "WK001409", indicator).latest is not None
        assert of(real_snapshot, "BU00140900", indicator).latest is None
        assert of(real_snapshot, "vinkhuizen", indicator).latest is None
    buurt, wijk = (of(real_snapshot, code, "woz_waarde").at(2024) for code in ("BU00140900", "WK001409"))
    assert buurt is not None
    assert wijk is not None
    assert (buurt.value, wijk.value) == (231_000, 278_000)


def test_the_country_is_one_line_of_inhabitants(real_snapshot: Atlas) -> None:
    """A file of Amsterdam that also holds a row of the country does not break the sums of all gemeenten."""
    points = of(real_snapshot, "NL00", "inwoners").points
    assert [p.year for p in points] == list(range(2002, 2025))
    assert {p.kind for p in points} == {FigureKind.EXACT}
    assert [p.comparable for p in points] == [False] + [True] * 22


def test_crime_over_the_inhabitants_of_the_same_year(real_snapshot: Atlas) -> None:
    """Vinkhuizen-Noord in 2024: 197 registered crimes, 6,000 inhabitants. Of 2025 the inhabitants are not counted yet."""
    rate = of(real_snapshot, "BU00140900", "geregistreerde_misdrijven_per_1000")
    assert [(p.year, p.value) for p in rate.points if p.value is not None] == [(2024, 197 / 6000 * 1000)]
    (cell,) = lineage(real_snapshot, rate.indicator, "BU00140900", 2024).cells
    assert (cell.published, cell.divisor, cell.divided_over) == (197, 6000, "inwoners")
    count = of(real_snapshot, "BU00140900", "geregistreerde_misdrijven")
    assert [p.value for p in count.points] == [181, 212, 192, 197, 196]
    assert [p.status for p in count.points] == [Status.OBSERVED] * 4 + [Status.PROVISIONAL]


def test_an_area_of_wijken_is_made_of_their_buurten_where_a_publisher_has_no_wijken(real_snapshot: Atlas) -> None:
    south_west = real_snapshot.place("den-haag-zuidwest")
    buurten = [c for c in real_snapshot.cube.areas if c.startswith(("BU051833", "BU051834", "BU051836"))]
    crimes = real_snapshot.indicator("geregistreerde_misdrijven")
    counted = [of(real_snapshot, code, crimes.id).at(2024) for code in buurten]
    point = series(real_snapshot, south_west, crimes).at(2024)
    assert point is not None
    assert (point.value, point.kind) == (sum(p.value or 0.0 for p in counted if p), FigureKind.EXACT)
    found = lineage(real_snapshot, crimes.id, south_west.code, 2024)
    assert {code[:8] for code in found.parts} == {"BU051833", "BU051834", "BU051836"}


def test_the_publishers_own_figure_of_the_country_is_shown(real_snapshot: Atlas) -> None:
    """RIVM: 13.9 % in 2020; the mean of the gemeenten would be 13.8."""
    point = of(real_snapshot, "NL00", "moeite_met_rondkomen_50090ned").at(2020)
    assert point is not None
    assert (point.value, point.kind) == (13.9, FigureKind.PUBLISHED)


def test_no_health_figures_of_smaller_wijken_at_the_area_of_today(real_snapshot: Atlas) -> None:
    """Schiedam's Oost was 86 ha in the division of 2020 and is 115 ha in that of 2024."""
    points = of(real_snapshot, "schiedam-nieuwland-en-oost", "gezond_gevoel_50090ned").points
    assert [point.value for point in points] == [None, None, None]
    assert all("de grens van een van de delen was toen anders" in point.reason for point in points)
    newer = of(real_snapshot, "schiedam-nieuwland-en-oost", "gezond_gevoel_50150ned")
    assert newer.latest is not None, "the model in the division of 2024 is about the area of today"


def test_gemeenten_with_much_water_have_a_crime_rate(real_snapshot: Atlas) -> None:
    cube = real_snapshot.cube
    gemeenten = np.array([at for at, code in enumerate(cube.areas) if code.level is Level.GEMEENTE])
    rate = cube.values[cube.year_at(2022), cube.indicator_at("geregistreerde_misdrijven_per_1000"), gemeenten]
    count = cube.values[cube.year_at(2022), cube.indicator_at("geregistreerde_misdrijven"), gemeenten]
    assert int((~np.isnan(count)).sum()) == 342
    assert int((~np.isnan(rate)).sum()) == 340, "273 while surfaces with and without water were held together"


def test_one_letter_does_not_split_a_buurt(real_snapshot: Atlas) -> None:
    """Jacques Veldmanbuurt in the file of 2023, Jacques Veltmanbuurt in that of 2024."""
    (stretch,) = real_snapshot.history("BU0363FN02")
    assert stretch.without == ()
    names = real_snapshot.snapshot.register.names
    assert names[2023][stretch.code] != names[2024][stretch.code]


def test_wijken_and_buurten_of_an_area_add_up_to_two_numbers(real_snapshot: Atlas) -> None:
    """Each is rounded by itself; the wijken are shown and the page says why there are two."""
    place, people = real_snapshot.place("arnhem-oost"), real_snapshot.indicator("inwoners")
    assert sums_of_levels(real_snapshot, place, people, 2024) == ((Level.WIJK, 54_365.0), (Level.BUURT, 54_385.0))


def test_a_rate_leads_to_the_files_own_column_and_to_what_divides_it(real_snapshot: Atlas) -> None:
    """The file of the police has a column for each year."""
    found = lineage(real_snapshot, "geregistreerde_misdrijven_per_1000", "GM0202", 2024)
    (cell,) = (one for one in found.cells if one.used)
    (below,) = found.divisor_cells
    assert (cell.column, cell.column_title, cell.divided_over) == ("2024", "", "inwoners")
    assert below.row > 1
    assert (below.area, below.value) == ("GM0202", cell.divisor)
