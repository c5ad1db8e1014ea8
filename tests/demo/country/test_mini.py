"""Programmes, movers, shocks and changes of boundaries, in a small country, for many seeds."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shapely
from demo.country.checks import check_effects, check_movers, check_statuses, moran, slow_moran
from demo.country.mini import MINI
from hypothesis import given, settings
from hypothesis import strategies as st

from toetssteen.demo.country import Country, generate, write
from toetssteen.kernel.definitions import Indicator
from toetssteen.sources.invented import named_areas, sources
from toetssteen.sources.invented.division import division_of, divisions
from toetssteen.sources.invented.latent import draw_truth, wijk_of
from toetssteen.sources.publishers.invented_country import read_invented, read_invented_outlines

NAMES = {
    "inwoners",
    "huishoudens_ses_woa",
    "woningen",
    "laag_inkomen",
    "woz_waarde",
    "misdrijven",
    "misdrijven_per_1000",
    "ses_woa_score",
    "eenzaam",
    "netto_arbeidsparticipatie",
    "aandeel_65_plus",
}


@pytest.fixture(scope="module")
def some(indicators: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    return tuple(one for one in indicators if one.id in NAMES)


@pytest.fixture(scope="module")
def mini(some: tuple[Indicator, ...]) -> Country:
    return generate(indicators=some, size=MINI)


@pytest.fixture(scope="module")
def folder(mini: Country, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("mini")
    write(mini, target)
    return target / MINI.folder


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter=";"))


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(min_value=0, max_value=2**32 - 1))
def test_what_is_true_for_every_seed(some: tuple[Indicator, ...], seed: int) -> None:
    country = generate(indicators=some, seed=seed, size=MINI)
    check_statuses(country)
    check_movers(country)
    check_effects(country)


def test_without_programmes_the_untreated_country_comes_out(some: tuple[Indicator, ...], mini: Country) -> None:
    """The counterfactual is no estimate: it is the same country, drawn with the same chances, without programmes.

    The shock of the focus areas in the year of choice belongs to the choice, so that programme is left in, empty.
    """
    empty = tuple(replace(one, effects=()) for one in MINI.programmes)
    plain = generate(indicators=some, size=replace(MINI, programmes=empty))
    for name, series in mini.panel.items():
        np.testing.assert_array_equal(series.without_programmes().values, plain.panel[name].values)
        assert plain.panel[name].untreated is None


def test_effects_have_the_size_that_was_set(mini: Country) -> None:
    """Amounts and scores to the digit; shares in expectation."""
    for one in mini.treatments:
        for name, kind in (("woz_waarde", "log"), ("ses_woa_score", "points")):
            effect = one.effect(name)
            if not effect:
                continue
            assert mini.panel[name].scale == kind
            series, plain = mini.panel[name].values, mini.panel[name].without_programmes().values
            found = np.log(series / plain) if kind == "log" else series - plain
            known = ~np.isnan(found)
            np.testing.assert_allclose(found[known], (effect * one.ramp[:, None] * one.plots)[known], atol=1e-12)


def test_a_share_falls_as_far_as_the_odds_say(some: tuple[Indicator, ...]) -> None:
    """Over many seeds the treated share is that of the odds times exp(effect), within chance."""
    treated, expected, people = 0.0, 0.0, 0.0
    for seed in range(12):
        country = generate(indicators=some, seed=seed, size=MINI)
        (one,) = [t for t in country.treatments if t.effect("laag_inkomen")]
        series, row = country.panel["laag_inkomen"], MINI.row(2020)
        where = one.plots > 0
        behind, before = series.behind[row][where], series.without_programmes().values[row][where] / 100
        odds = before / (1 - before) * np.exp(one.effect("laag_inkomen") * one.plots[where])
        treated += np.nansum(series.values[row][where] / 100 * behind)
        expected += np.nansum(odds / (1 + odds) * behind)
        people += behind.sum()
    # The odds are of drawn shares, so a little off; chance of so many cases is about one per cent.
    assert treated == pytest.approx(expected, rel=0.04)
    assert people > 100_000


def test_who_is_chosen_for_a_bad_year_comes_back_by_itself(some: tuple[Indicator, ...]) -> None:
    """Regression to the mean: the chosen had a bad year, and the year after is like any other."""
    at_choice, later = [], []
    for seed in range(20):
        country = generate(indicators=some, seed=seed, size=MINI)
        for one in country.treatments:
            row = MINI.row(one.programme.selected_in)
            at_choice.append(country.truth.shock[row][one.inside].mean())
            later.append(country.truth.shock[row + 1][one.inside].mean())
    assert np.mean(at_choice) > 0.1
    assert abs(np.mean(later)) < 0.05


def test_the_worst_off_are_chosen(mini: Country) -> None:
    for one in mini.treatments:
        if one.programme.areas:
            assert len(one.chosen) == one.programme.areas
            others = np.setdiff1d(np.arange(len(one.scores)), one.chosen)
            assert one.scores[one.chosen].min() >= one.scores[others].max()
        assert (one.intensity > 0).sum() == pytest.approx(one.programme.working * len(one.chosen), abs=1)


def test_stated_correlations_come_out() -> None:
    """Of the lasting factors in the first year, over two hundred countries."""
    found = []
    for seed in range(200):
        truth = draw_truth(MINI, seed, ("inkomen", "veiligheid"))
        pair = [truth.domains[name][0] - truth.shock[0] for name in ("inkomen", "veiligheid")]
        found.append(np.corrcoef(pair)[0, 1])
    assert np.mean(found) == pytest.approx(0.9 * 0.5 + 0.1 * 0.6, abs=0.04)


def test_two_ways_to_the_same_likeness_of_neighbours(mini: Country) -> None:
    shapes = plots_of(mini)
    one, other = shapely.STRtree(shapes).query(shapes, predicate="touches")
    values = mini.panel["woz_waarde"].values[0][: len(shapes)]
    values = np.where(np.isnan(values), np.nanmean(values), values)
    slow = slow_moran(values.tolist(), list(zip(one.tolist(), other.tolist(), strict=True)))
    assert moran(values, (one, other)) == pytest.approx(slow)
    assert slow > 0.2


def plots_of(country: Country) -> np.ndarray:
    layer = division_of(country.size, 2013).buurten
    return np.array([layer.shapes[at] for at in layer.member])[:60]


def test_divisions_change_as_they_should() -> None:
    first, second, third = divisions(MINI)
    assert [len(d.gemeenten.codes) for d in (first, second, third)] == [3, 2, 2]
    merged = dict(zip(second.wijken.codes, second.wijken.changes.tolist(), strict=True))
    assert {code: change for code, change in merged.items() if code[:6] == "WK9902" and change == 2} == {
        f"WK9902{30 + wijk}": 2 for wijk in range(13)
    }
    assert merged["WK990108"] == merged["WK990120"] == 3
    assert dict(zip(second.gemeenten.codes, second.gemeenten.changes.tolist(), strict=True)) == {
        "GM9901": 1,
        "GM9902": 3,
    }
    later = dict(zip(third.wijken.codes, third.wijken.changes.tolist(), strict=True))
    assert {code: change for code, change in later.items() if change != 1} == {"WK990221": 2}
    buurten = dict(zip(third.buurten.codes, third.buurten.changes.tolist(), strict=True))
    assert {code for code, change in buurten.items() if change == 3} == {"BU99010900", "BU99010902"}
    assert "BU99010901" not in first.buurten.codes


def test_every_division_is_a_coverage() -> None:
    for division in divisions(MINI):
        for layer in division.layers:
            shapes = np.array(layer.shapes)
            assert shapely.is_valid(shapes).all()
            assert shapely.coverage_is_valid(shapes)


def test_focus_areas_exist_in_every_division() -> None:
    known = {division.year: set(division.buurten.codes) for division in divisions(MINI)}
    areas = named_areas(MINI)
    assert [area.kind for area in areas] == ["focusgebied"] * 2 + ["buurtcombinatie"] * 2
    assert all(set(codes) <= known[year] for area in areas for year, codes in area.members.items())


def test_files_read_back(mini: Country, folder: Path) -> None:
    for source in sources(MINI):
        if source.geometry:
            outlines = read_invented_outlines(folder.parent / source.file, source)
            assert shapely.coverage_is_valid(shapely.from_wkb(np.array(outlines.shapes)))
            continue
        (table,) = read_invented(folder.parent / source.file, source, frozenset(mini.indicators))
        figures = mini.figures[table.year]
        for position, name in enumerate(mini.indicators):
            np.testing.assert_allclose(table.columns[name].values, figures.values[:, position], atol=1e-9)
            np.testing.assert_array_equal(table.columns[name].statuses, figures.statuses[:, position])


def test_the_effect_is_what_is_left_after_subtraction(mini: Country, folder: Path) -> None:
    found = rows(folder / "truth" / "counterfactual.csv")
    assert {row["level"] for row in found} == {"wijk", "buurt"}
    assert {row["indicator"] for row in found} == {
        *("laag_inkomen", "woz_waarde", "misdrijven", "misdrijven_per_1000", "ses_woa_score", "eenzaam")
    }
    real = 0
    for row in found:
        effect = float(row["effect"])
        if not np.isnan(effect):
            assert float(row["actual"]) - float(row["untreated"]) == effect
            real += effect != 0
    assert 0.2 * len(found) < real < 0.8 * len(found)
    # Three wijken were chosen for a programme that does nothing anywhere: its rows are there, with no effect.
    idle = [row for row in found if row["programmes"] == "mini-leeg"]
    assert idle
    assert {float(row["effect"]) for row in idle if row["effect"] != "nan"} == {0.0}
    for row in found[:: len(found) // 200]:
        figures = mini.figures[int(row["year"])]
        at, column = figures.codes.index(row["code"]), mini.indicators.index(row["indicator"])
        published = figures.values[at, column]
        if not np.isnan(published):
            # Only rounding lies between the actual figure and the published one.
            assert published == pytest.approx(float(row["actual"]), abs=60)


def test_members_and_programmes_name_areas_of_their_division(mini: Country, folder: Path) -> None:
    for division in mini.divisions:
        found = rows(folder / "truth" / f"members-{division.year}.csv")
        assert len(found) == len(mini.truth.start)
        for level, layer in zip(("gemeente", "wijk", "buurt"), division.layers, strict=True):
            assert [row[level] for row in found] == [layer.codes[at] for at in layer.member]
    chosen = rows(folder / "truth" / "programmes.csv")
    newest = set(mini.divisions[-1].wijken.codes)
    assert len(chosen) == 6 + 4 + 3
    assert {row["newest"] for row in chosen} <= newest
    assert all((float(row["intensity"]) > 0) == (row["works"] == "1") for row in chosen)
    changes = rows(folder / "truth" / "changes.csv")
    assert {row["before"] for row in changes if row["code"] == "WK990221"} == {"WK990208"}


def test_truth_says_what_is_in_every_file(mini: Country, folder: Path) -> None:
    truth = json.loads((folder / "truth" / "truth.json").read_text(encoding="utf-8"))
    described = {name.replace("YEAR", str(year)) for name in truth["files"] for year in MINI.divisions}
    assert {path.name for path in (folder / "truth").iterdir()} == described | {"truth.json"}
    stated = np.array(truth["correlation"])
    np.testing.assert_array_equal(stated, stated.T)
    assert (np.linalg.eigvalsh(stated) > 0).all()
    assert truth["version"] == mini.version
    plots, moved = (np.load(folder / "truth" / name) for name in ("plots.npz", "turnover.npz"))
    assert plots["latent"].shape == mini.truth.latent.shape
    np.testing.assert_array_equal(moved["laag_inkomen_arrived"], mini.turnover.flows["laag_inkomen"].arrived)  # type: ignore[union-attr]


def test_effects_say_of_every_indicator_whether_it_changes(mini: Country, folder: Path) -> None:
    found = rows(folder / "truth" / "effects.csv")
    assert len(found) == 3 * len(mini.indicators)
    real = {(row["programme"], row["indicator"]) for row in found if row["real"] == "1"}
    assert ("mini-wijkaanpak", "laag_inkomen") in real
    assert ("mini-focus", "laag_inkomen") not in real
    # Nothing that a programme does works anywhere when no wijk has an intensity.
    assert not {pair for pair in real if pair[0] == "mini-leeg"}


def test_where_homes_are_replaced_it_gets_better_because_people_move(some: tuple[Indicator, ...]) -> None:
    """The area's change is larger than the stayers' own."""
    whole, own = 0.0, 0.0
    for seed in range(40):
        country = generate(indicators=some, seed=seed, size=MINI)
        moved, row, where = country.turnover, MINI.row(2018), country.truth.renewal
        assert moved is not None
        flow, stayers = moved.flows["laag_inkomen"], moved.stayers[row][where].sum()
        now = flow.stayers_after[row][where].sum(), flow.arrived[row][where].sum(), moved.arrived[row][where].sum()
        was = flow.stayers_before[row][where].sum(), flow.left[row][where].sum(), moved.left[row][where].sum()
        whole += (now[0] + now[1]) / (stayers + now[2]) - (was[0] + was[1]) / (stayers + was[2])
        own += (now[0] - was[0]) / stayers
    assert whole < 0
    assert own > 0.7 * whole


def test_wijken_on_the_map_hold_every_plot_once() -> None:
    wijken, member = wijk_of(MINI)
    assert len(wijken) == 3 * 13
    assert np.bincount(member).tolist() == [5] * 39
