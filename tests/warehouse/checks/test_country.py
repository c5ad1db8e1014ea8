"""Figures of the whole country: a column that was swapped, a factor, a row that is not the country's."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from warehouse.conftest import Workshop
from warehouse.small_country import indicators, source, table

from toetssteen.kernel.areas import Level
from toetssteen.kernel.cells import PublishedTable
from toetssteen.kernel.country_checks import CountryBounds, CountryChecks, CountryOrder, CountryParts, CountrySum
from toetssteen.kernel.definitions import ColumnUse, Indicator
from toetssteen.kernel.errors import SourceError
from toetssteen.sources.reading import read
from toetssteen.warehouse.checks.country import Sifted, country_figures, sift
from toetssteen.warehouse.opening import open_snapshot

YEAR = 2019
AREAS = ["NL00", "GM9001", "GM9002"]
PEOPLE, LOW = indicators()[:2]
WOZ = replace(
    LOW,
    id="woz",
    name="WOZ-waarde",
    unit="euro",
    columns=(ColumnUse(f"figures-{YEAR}", "WOZ", factor=1000),),
    decimals=0,
    range=None,
)
BOUNDS = CountryChecks(
    bounds=(
        CountryBounds("woz", 200_000, 400_000, "proef"),
        CountryBounds("laag_inkomen", 5, 9, "proef"),
        CountryBounds("inwoners", 1_000, 2_000, "proef"),
    )
)


def share(name: str, column: str) -> Indicator:
    return replace(LOW, id=name, name=name.capitalize(), columns=(ColumnUse(f"figures-{YEAR}", column),))


OWNED, LET = share("koop", "KOOP"), share("huur", "HUUR")
AGES = replace(LOW, id="jong", columns=(ColumnUse(f"figures-{YEAR}", "JONG", per="AANT_INW", factor=100),))
KNOWN = (PEOPLE, LOW, WOZ, OWNED, LET, AGES)


def published(areas: Sequence[str] = AREAS, **columns: Sequence[float | None]) -> PublishedTable:
    return table(f"figures-{YEAR}", YEAR, areas, columns)


def sifted(one: PublishedTable, rules: CountryChecks = BOUNDS, **changes: object) -> Sifted:
    return sift([one], [source(one.source, YEAR, **changes)], KNOWN, rules)


def refused(found: Sifted) -> list[str]:
    return [one.indicator for one in found.refused]


def loaded(found: Sifted) -> Mapping[str, bool]:
    return {each.id: any(use.source == f"figures-{YEAR}" for use in each.columns) for each in found.indicators}


def test_what_lies_within_its_bounds_is_loaded() -> None:
    found = sifted(published(WOZ=[250, 240, 280], P_LAAG=[7.0, 8.0, 5.0], AANT_INW=[1500, 1000, 500]))
    assert [check.ok for check in found.checks] == [True, True, True]
    assert (found.refused, found.indicators) == ((), KNOWN)


def test_a_factor_of_a_thousand_refuses_that_indicator_of_that_year_and_nothing_else() -> None:
    found = sifted(published(WOZ=[250_000, 240_000, 280_000], P_LAAG=[7.0, 8.0, 5.0]))
    assert refused(found) == ["woz"]
    assert loaded(found) == {
        "inwoners": True,
        "laag_inkomen": True,
        "woz": False,
        "koop": True,
        "huur": True,
        "jong": True,
    }
    (one,) = found.refused
    assert (one.source, one.year) == ("figures-2019", 2019)
    assert one.why == (
        "figures-2019.csv 2019: voor heel Nederland is WOZ-waarde: 250.000.000. Verwacht: tussen 200.000 en 400.000. "
        "Daarom is hiervan uit dit bestand niets geladen. Kijk bij de uitgever of kolom “WOZ” nog hetzelfde telt, in "
        "dezelfde eenheid. Klopt het cijfer wel, pas dan “country-checks.yaml” aan."
    )
    assert [check.fatal for check in found.checks if not check.ok] == [False]


def test_swapped_columns_are_refused_both() -> None:
    """The share that owns stands in the column of the share with a low income, and the other way round."""
    rules = replace(BOUNDS, bounds=(*BOUNDS.bounds, CountryBounds("koop", 50, 65, "proef")))
    found = sifted(published(P_LAAG=[57.0, 50.0, 70.0], KOOP=[7.0, 8.0, 5.0]), rules)
    assert refused(found) == ["laag_inkomen", "koop"]


def test_without_a_row_of_the_country_its_gemeenten_tell_a_wrong_factor() -> None:
    """No row of the country: 1,000 people at 240 and 500 at 280 thousand euro are 253 thousand together."""
    areas = ["GM9001", "GM9002"]
    good = published(areas, WOZ=[240, 280], AANT_INW=[1000, 500])
    (woz,) = [
        one.value for one in country_figures(good, source("figures-2019", YEAR), KNOWN).values() if one.indicator is WOZ
    ]
    assert woz == pytest.approx(253_333.33, abs=0.01)
    assert refused(sifted(good)) == []
    assert refused(sifted(published(areas, WOZ=[240_000, 280_000], AANT_INW=[1000, 500]))) == ["woz"]


def test_a_row_of_the_country_that_is_no_area_here_is_checked_too() -> None:
    """Live tables leave the row of the country out; what it said is kept for checks."""
    one = published(["GM9001", "GM9002"], WOZ=[240, 280], AANT_INW=[1000, 500], JONG=[150, 100])
    whole = replace(one, country={"WOZ": 250_000.0, "AANT_INW": 1500.0, "JONG": 300.0})
    found = country_figures(whole, source("figures-2019", YEAR), KNOWN)
    assert {name: (figure.value, figure.of) for name, figure in found.items()} == {
        "inwoners": (1500, Level.LAND),
        "woz": (250_000_000, Level.LAND),
        "jong": (20, Level.LAND),
    }
    assert refused(sifted(whole)) == ["woz"]
    twice = replace(one, country={"AANT_INW": 3000.0})
    rules = CountryChecks(parts=(CountryParts("inwoners", 0.001, "proef"),))
    assert refused(sifted(twice, rules)) == ["inwoners", "jong"]


def test_gemeenten_of_a_city_are_not_the_country() -> None:
    one = published(["GM9001", "GM9002"], AANT_INW=[100, 50])
    assert refused(sifted(one)) == ["inwoners"]
    assert sifted(one, scope=("GM9001",)).checks == ()


def test_parts_that_are_mostly_without_a_number_say_nothing() -> None:
    assert sifted(published(["GM9001", "GM9002"], AANT_INW=[100, None])).checks == ()


def test_figures_through_a_refused_column_are_refused_too() -> None:
    """A share of a number of inhabitants that is not one is no share."""
    found = sifted(published(AANT_INW=[1_500_000, 1_000_000, 500_000], JONG=[150, 100, 50]))
    assert refused(found) == ["inwoners", "jong"]


def test_shares_that_do_not_add_up_are_refused_all() -> None:
    rules = CountryChecks(sums=(CountrySum(("koop", "huur"), 100, 3, "proef"),))
    assert refused(sifted(published(KOOP=[57, 50, 70], HUUR=[42, 49, 29]), rules)) == []
    assert refused(sifted(published(KOOP=[57, 50, 70], HUUR=[45, 49, 29]), rules)) == []
    found = sifted(published(KOOP=[57, 50, 70], HUUR=[28, 49, 29]), rules)
    assert refused(found) == ["koop", "huur"]
    assert "samen 100,0, met een verschil van hoogstens 3,0" in found.refused[0].why
    assert sifted(published(KOOP=[57, 50, 70]), rules).checks == (), "one of the two says nothing"


def test_what_includes_another_is_not_smaller() -> None:
    rules = CountryChecks(orders=(CountryOrder(("koop", "huur"), "proef"),))
    assert refused(sifted(published(KOOP=[10, 1, 1], HUUR=[10, 1, 1]), rules)) == []
    assert refused(sifted(published(KOOP=[11, 1, 1], HUUR=[10, 1, 1]), rules)) == ["koop", "huur"]


def test_a_row_of_the_country_that_counts_everybody_twice() -> None:
    rules = CountryChecks(parts=(CountryParts("inwoners", 0.001, "proef"),))
    assert refused(sifted(published(AANT_INW=[1501, 1000, 500]), rules)) == []
    found = sifted(published(AANT_INW=[3000, 1000, 500]), rules)
    assert refused(found) == ["inwoners"]
    assert "Inwoners: 3.000. Verwacht: ongeveer de 1.500 van de gemeenten samen." in found.refused[0].why


@pytest.mark.parametrize("year", [2024, 2025])
def test_bounds_are_for_their_years(year: int) -> None:
    until = CountryBounds("woz", 200_000, 400_000, "proef", last=2024)
    assert until.holds(year) is (year == 2024)
    assert CountryBounds("woz", 1, 2, "proef", first=2025).holds(year) is (year == 2025)


def test_an_invented_country_has_no_bounds() -> None:
    assert sifted(published(WOZ=[250_000, 240_000, 280_000]), invented=True).checks == ()


def test_other_years_of_the_same_file_stay() -> None:
    panel = replace(WOZ, columns=(ColumnUse("panel", "WOZ", factor=1000), ColumnUse("other", "WOZ")))
    years = [
        replace(table("panel", year, AREAS, {"WOZ": [woz, woz, woz]}), file="p.csv")
        for year, woz in ((2018, 250), (2019, 9))
    ]
    found = sift(years, [source("panel", YEAR)], (panel,), BOUNDS)
    assert [(one.year, one.indicator) for one in found.refused] == [(2019, "woz")]
    assert found.indicators[0].columns == (replace(panel.columns[0], years=(2018,)), panel.columns[1])


@pytest.mark.parametrize(("second", "refuses"), [("NL00,1500", False), ("NL00,1501", True)])
def test_the_row_of_the_country_twice(tmp_path: Path, second: str, refuses: bool) -> None:
    """The same twice counts once; two different rows have no true one, so the file is refused."""
    path = tmp_path / "rows.csv"
    path.write_text(f"code,n\nNL00,1500\n{second}\nGM9001,1000\nGM9002,500\n", encoding="utf-8")
    rows = source("rows", YEAR, reader="cbs-kwb-csv", file="rows.csv", options={"code": "code"})
    if refuses:
        with pytest.raises(SourceError, match="NL00 staat twee keer"):
            read(path, rows, frozenset({"n"}))
        return
    (one,) = read(path, rows, frozenset({"n"}))
    assert [str(code) for code in one.codes] == AREAS
    assert one.columns["n"].values.tolist() == [1500, 1000, 500]


def test_a_snapshot_without_what_was_refused(workshop: Workshop) -> None:
    """All else is loaded; what was refused stands in the manifest and is told while building."""
    rules = CountryChecks(
        bounds=(CountryBounds("laag_inkomen", 8, 9, "proef", first=2020, last=2020),), evidence={"proef": "proef"}
    )
    workshop.known = replace(workshop.known, country_checks=rules)
    snapshot = open_snapshot(workshop.shelf.folder / workshop.build())
    cube = snapshot.cube
    at = cube.indicator_at("laag_inkomen")
    numbers = [bool(np.isfinite(cube.values[year, at, :]).any()) for year in range(3)]
    assert numbers == [True, False, True]
    assert (cube.values[1, cube.indicator_at("inwoners"), :] > 0).all()
    (one,) = snapshot.manifest.refused
    assert (one.source, one.year, one.indicator) == ("figures-2020", 2020, "laag_inkomen")
    assert [check.detail for check in snapshot.manifest.checks if not check.ok] == [one.why]
    snapshot.reader.close()
