"""The full country: as large as it says, with the marginals, the likeness of neighbours and the secrets it states."""

import csv
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
import shapely
from demo.country.checks import buurt_layer, check_effects, check_movers, check_statuses, moran

from toetssteen.demo.country import Country, generate, write
from toetssteen.demo.country.people import KINDS
from toetssteen.demo.country.turnover import Turnover
from toetssteen.kernel.areas import Level
from toetssteen.kernel.cells import Floats, Status
from toetssteen.kernel.definitions import Indicator
from toetssteen.sources.invented import FULL, named_areas
from toetssteen.sources.invented.division import divisions

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def full(indicators: tuple[Indicator, ...]) -> Country:
    return generate(indicators=indicators, size=FULL)


def published(country: Country, name: str, year: int) -> Floats:
    """Buurten only."""
    layer = buurt_layer(country, year)
    return country.figures[year].values[-len(layer.codes) :, country.indicators.index(name)]


def test_it_is_as_large_as_it_says(full: Country) -> None:
    assert len(FULL.years) == 20
    assert len(full.indicators) >= 60
    first, *_others, newest = divisions(FULL)
    assert len(first.gemeenten.codes) == 12
    assert len(newest.gemeenten.codes) == 11
    for division in divisions(FULL):
        assert 3_000 < len(division.wijken.codes) < 3_100
        assert 13_800 < len(division.buurten.codes) < 14_100
    assert 16e6 < np.nansum(full.panel["inwoners"].values[-1]) < 20.5e6
    assert len([area for area in named_areas(FULL) if area.kind == "focusgebied"]) == 20


@pytest.mark.parametrize("year", FULL.divisions)
def test_every_level_is_one_coverage_without_holes(year: int) -> None:
    (division,) = [one for one in divisions(FULL) if one.year == year]
    whole = 0.0
    for layer in division.layers:
        shapes = np.array(layer.shapes)
        assert shapely.is_valid(shapes).all()
        assert shapely.coverage_is_valid(shapes)
        whole = whole or shapely.area(shapes).sum()
        assert shapely.area(shapes).sum() == pytest.approx(whole, rel=1e-9)
        assert {code.level for code in layer.codes} == {layer.level}
        assert list(layer.codes) == sorted(set(layer.codes))
    country = shapely.coverage_union_all(np.array(division.gemeenten.shapes))
    assert country.geom_type == "Polygon"
    assert shapely.get_num_interior_rings(country) == 0


def test_invariants(full: Country) -> None:
    check_statuses(full)
    check_movers(full)
    check_effects(full)


@pytest.mark.parametrize(
    ("name", "kind", "part"),
    [
        ("aandeel_15_24", "leeftijd", "15-24"),
        ("aandeel_65_plus", "leeftijd", "65"),
        ("koopwoningen", "eigendom", "koop"),
        ("opleiding_hoog", "opleiding", "hoog"),
    ],
)
def test_shares_of_the_country_are_near_the_stated_ones(full: Country, name: str, kind: str, part: str) -> None:
    series = full.panel[name]
    share = np.nansum(series.values * series.weights) / series.weights.sum()
    assert share == pytest.approx(100 * KINDS[kind].shares[part], abs=5.0)


def test_stated_correlations_come_out(full: Country) -> None:
    names = sorted(full.truth.domains)
    found = np.corrcoef([full.truth.domains[name][0] - full.truth.shock[0] for name in names])
    weights = np.array([FULL.loading(name)[:2] for name in names])
    stated = weights @ weights.T
    np.fill_diagonal(stated, 1.0)
    # Neighbours are alike, so a country of 14,000 plots is a sample of some hundreds.
    assert np.abs(found - stated).max() < 0.2
    assert np.abs(found - stated)[np.triu_indices(len(names), 1)].mean() < 0.06
    assert (np.linalg.eigvalsh(stated) > 0).all()
    assert stated[~np.eye(len(names), dtype=bool)].max() < 0.8


@pytest.mark.parametrize("name", ["laag_inkomen", "woz_waarde", "eenzaam", "misdrijven_per_1000"])
def test_neighbours_resemble_each_other(full: Country, name: str) -> None:
    shapes = np.array(buurt_layer(full, 2022).shapes)
    pairs = shapely.STRtree(shapes).query(shapes, predicate="touches")
    values = published(full, name, 2022)
    assert moran(values, pairs) > 0.3
    assert abs(moran(np.random.default_rng(1).permutation(values), pairs)) < 0.03


def test_some_cells_are_secret_and_most_are_not(full: Country) -> None:
    for name, low, high in (("laag_inkomen", 0.005, 0.05), ("wmo_per_1000", 0.005, 0.1), ("inwoners", 0.0, 0.0)):
        statuses = full.figures[2022].statuses[:, full.indicators.index(name)]
        assert low <= (statuses == Status.SECRET).mean() <= high, name
    every = {Status(s) for figures in full.figures.values() for s in np.unique(figures.statuses)}
    assert every == {Status.OBSERVED, Status.SECRET, Status.ABSENT, Status.LATER, Status.STOPPED}


def test_rounding_to_fives_is_unbiased(full: Country) -> None:
    layer = buurt_layer(full, 2022)
    exact = full.panel["inwoners"].whole(layer)[0][FULL.row(2022)]
    off = published(full, "inwoners", 2022) - exact
    assert np.abs(off).max() < 5
    # Rounding to a multiple at random has a standard deviation of at most half a step.
    assert abs(off.mean()) < 4 * 2.5 / np.sqrt(len(off))
    assert np.abs(off).mean() > 0.5


def test_programmes_move_what_they_name_and_the_country_hardly(full: Country) -> None:
    for name, better in (("laag_inkomen", -1), ("woz_waarde", 1), ("misdrijven_per_1000", -1), ("eenzaam", -1)):
        series = full.panel[name]
        off = series.values[-1] - series.without_programmes().values[-1]
        touched = np.nan_to_num(off) != 0
        assert 40 < touched.sum() < 400
        assert better * np.nanmean(off[touched]) > 0
    assert full.panel["aandeel_65_plus"].untreated is None
    assert full.panel["wmo_per_1000"].untreated is None


def test_the_chosen_had_a_bad_year(full: Country) -> None:
    for one in full.treatments:
        row = FULL.row(one.programme.selected_in)
        assert full.truth.shock[row][one.inside].mean() > 0.08
        assert abs(full.truth.shock[row + 1][one.inside].mean()) < 0.12


def means(moved: Turnover, name: str, row: int, where: np.ndarray) -> Mapping[str, float]:
    flow = moved.flows[name]
    stayers, left, arrived = (counts[row][where].sum() for counts in (moved.stayers, moved.left, moved.arrived))
    before = (flow.stayers_before[row][where].sum(), flow.left[row][where].sum())
    after = (flow.stayers_after[row][where].sum(), flow.arrived[row][where].sum())
    return {
        "own": (after[0] - before[0]) / stayers,
        "whole": sum(after) / (stayers + arrived) - sum(before) / (stayers + left),
    }


def test_renewal_changes_who_lives_there_more_than_who_stays(full: Country) -> None:
    moved = full.turnover
    assert moved is not None
    years = [FULL.row(year) for year in range(2013, 2024)]
    renewed = [means(moved, "laag_inkomen", row, full.truth.renewal) for row in years]
    others = [means(moved, "laag_inkomen", row, ~full.truth.renewal) for row in years]
    assert np.mean([one["own"] for one in renewed]) > 0.7 * np.mean([one["whole"] for one in renewed])
    assert np.mean([one["own"] for one in others]) == pytest.approx(np.mean([one["whole"] for one in others]), rel=0.2)


def test_truth_is_written_beside_it(full: Country, tmp_path: Path) -> None:
    write(full, tmp_path)
    truth = tmp_path / FULL.folder / "truth"
    with (truth / "counterfactual.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle, delimiter=";"))
    assert len(rows) > 20_000
    assert {row["level"] for row in rows} == {str(Level.WIJK), str(Level.BUURT)}
    for row in rows:
        effect = float(row["effect"])
        assert np.isnan(effect) or float(row["actual"]) - float(row["untreated"]) == effect
