"""One seed is one country; its figures fit together, depend on each other and show every state."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from toetssteen.demo.country import Country, generate
from toetssteen.demo.country.liveability import CLASS, DIMENSIONS, TOTAL
from toetssteen.kernel.cells import Floats, Status
from toetssteen.kernel.definitions import Aggregation, AggregationRule, Direction, Indicator, Wanted
from toetssteen.sources.invented import SMALL
from toetssteen.sources.invented.division import Layer
from toetssteen.sources.invented.geography import plots
from toetssteen.sources.invented.streams import DEFAULT_SEED

YEARS = SMALL.years
AGES = ("aandeel_0_14", "aandeel_15_24", "aandeel_25_44", "aandeel_45_64", "aandeel_65_plus")
HOUSEHOLDS = ("eenpersoonshuishoudens", "huishoudens_zonder_kinderen", "huishoudens_met_kinderen")
TENURE = ("koopwoningen", "huurwoningen")
seeds = st.integers(min_value=0, max_value=2**32 - 1)


def published(country: Country, name: str, year: int) -> Floats:
    """(areas,) of gemeenten, wijken, buurten."""
    return country.figures[year].values[:, country.indicators.index(name)]


def statuses(country: Country, name: str, year: int) -> set[Status]:
    return {Status(s) for s in country.figures[year].statuses[:, country.indicators.index(name)]}


def parts_of(country: Country, year: int) -> list[tuple[int, list[int]]]:
    """Position of a whole -> positions of its parts, for wijken and gemeenten."""
    codes = country.figures[year].codes
    found = [(i, [j for j, part in enumerate(codes) if part.parent == code]) for i, code in enumerate(codes)]
    return [(whole, parts) for whole, parts in found if parts]


def check_invariants(country: Country) -> None:
    for year in (2013, 2018, 2019, 2024):
        inwoners = published(country, "inwoners", year)
        assert (inwoners % 5 == 0).all()
        assert (inwoners >= 0).all()
        for whole, parts in parts_of(country, year):
            # Every area is rounded on its own, by less than five.
            assert abs(inwoners[whole] - inwoners[parts].sum()) < 5 * (len(parts) + 1)
        for family in (AGES, HOUSEHOLDS, TENURE):
            total = np.sum([published(country, name, year) for name in family], axis=0)
            known = total[~np.isnan(total)]
            assert len(known) > 250
            assert (np.abs(known - 100) <= len(family) / 2).all()
    for figures in country.figures.values():
        assert (np.isnan(figures.values) == (figures.statuses != Status.OBSERVED)).all()


def test_invariants(country: Country) -> None:
    check_invariants(country)


@settings(max_examples=6, deadline=None)
@given(seed=seeds)
def test_invariants_hold_for_every_seed(indicators: tuple[Indicator, ...], seed: int) -> None:
    country = generate(indicators=indicators, seed=seed)
    check_invariants(country)
    check_ranges(country, indicators)


def check_ranges(country: Country, indicators: tuple[Indicator, ...]) -> None:
    for one in indicators:
        if one.id in country.indicators and one.range is not None:
            for year in YEARS:
                values = published(country, one.id, year)
                known = values[~np.isnan(values)]
                assert ((known >= one.range[0]) & (known <= one.range[1])).all(), (one.id, year)


def test_the_same_seed_gives_the_same_country(indicators: tuple[Indicator, ...], country: Country) -> None:
    again = generate(indicators=indicators, seed=DEFAULT_SEED)
    for year in YEARS:
        np.testing.assert_array_equal(again.figures[year].values, country.figures[year].values)
        np.testing.assert_array_equal(again.figures[year].statuses, country.figures[year].statuses)
    np.testing.assert_array_equal(again.truth.latent, country.truth.latent)


def test_another_seed_gives_other_figures_on_the_same_map(indicators: tuple[Indicator, ...], country: Country) -> None:
    other = generate(indicators=indicators, seed=DEFAULT_SEED + 1)
    assert other.figures[2020].codes == country.figures[2020].codes
    assert (published(other, "inwoners", 2020) != published(country, "inwoners", 2020)).mean() > 0.9


def test_a_new_indicator_changes_no_other_and_needs_no_model(
    indicators: tuple[Indicator, ...], country: Country
) -> None:
    new = Indicator(
        id="nieuw_cijfer",
        name="Nieuw",
        meaning="",
        does_not_say="",
        domain="wonen",
        unit="%",
        direction=Direction.LOWER,
        aggregation=Aggregation(AggregationRule.WEIGHTED, by="woningen"),
        range=(0.0, 100.0),
        key=True,
    )
    more = generate(indicators=(*indicators, new))
    for year in (2013, 2022):
        before, after = country.figures[year], more.figures[year]
        np.testing.assert_array_equal(after.values[:, :-1], before.values)
    values = published(more, "nieuw_cijfer", 2022)
    assert np.nanmin(values) >= 0
    assert np.nanstd(values) > 1
    assert correlation(more, "nieuw_cijfer") > 0.4


def test_what_is_wanted_and_missing_gets_no_figures(country: Country, indicators: tuple[Indicator, ...]) -> None:
    missing = {one.id for one in indicators if one.wanted is not None}
    assert missing
    assert not missing & set(country.indicators)
    some = replace(indicators[0], id="gezocht", columns=(), wanted=Wanted("", "", ""))
    assert "gezocht" not in generate(indicators=(*indicators, some)).indicators


def test_every_silence_occurs(country: Country) -> None:
    found = {Status(s) for figures in country.figures.values() for s in np.unique(figures.statuses)}
    assert found == {Status.OBSERVED, Status.SECRET, Status.ABSENT, Status.LATER, Status.STOPPED}


def test_series_that_start_late_stop_or_are_announced(country: Country) -> None:
    assert statuses(country, "jeugdzorg", 2014) == {Status.ABSENT}
    assert Status.OBSERVED in statuses(country, "jeugdzorg", 2015)
    assert statuses(country, "laag_inkomen", 2024) == {Status.LATER}
    stopped = [n for n in country.indicators if statuses(country, n, 2021) == {Status.STOPPED}]
    assert len(stopped) == 1
    assert Status.OBSERVED in statuses(country, stopped[0], 2020)


def test_liveability_stops_at_the_wijk_and_comes_every_other_year(country: Country) -> None:
    figures = country.figures[2022]
    levels = {code.level for code, v in zip(figures.codes, published(country, TOTAL, 2022), strict=True) if v == v}
    assert levels == {"gemeente", "wijk"}
    assert statuses(country, TOTAL, 2021) == {Status.ABSENT}


@pytest.mark.parametrize("year", range(2014, 2025, 2))
def test_the_five_dimensions_add_up_to_the_liveability_score(country: Country, year: int) -> None:
    total = published(country, TOTAL, year)
    scored = ~np.isnan(total)
    assert scored.sum() >= 48
    parts = np.sum([published(country, name, year) for name in DIMENSIONS], axis=0)
    np.testing.assert_allclose(parts[scored], total[scored], atol=1e-9)
    classes = published(country, CLASS, year)[scored]
    assert set(classes) <= set(range(1, 10))
    order = np.argsort(total[scored])
    assert all(a <= b for a, b in pairwise(classes[order]))


def test_incomes_are_withheld_below_a_hundred_people_and_shown_from_there(country: Country) -> None:
    figures = country.figures[2022]
    behind = country.panel["laag_inkomen"].whole(figures.division.buurten)[1][YEARS.index(2022)]
    secret = figures.statuses[-len(behind) :, country.indicators.index("laag_inkomen")] == Status.SECRET
    # Where nobody lives there is nothing to withhold.
    np.testing.assert_array_equal(secret, (behind > 0) & (behind < 100))
    assert 0 < secret.sum() < 0.2 * len(secret)


def test_care_is_withheld_below_eight_clients(country: Country) -> None:
    figures = country.figures[2022]
    values, behind = country.panel["jeugdzorg"].whole(figures.division.buurten)
    clients = (values * behind / 100)[YEARS.index(2022)]
    cells = figures.statuses[-clients.shape[0] :, country.indicators.index("jeugdzorg")]
    assert set(cells[clients < 7.9]) == {Status.SECRET}
    assert Status.SECRET not in set(cells[clients > 8.1])


def test_wijken_are_the_unrounded_buurten_weighted(country: Country) -> None:
    """A slow second way to the same figure: sum person by person what `np.add.at` does at once."""
    division, row = country.figures[2022].division, YEARS.index(2022)
    series = country.panel["bijstand_per_1000"]
    values, weights = series.values[row], series.weights[row]
    for at in (0, 17, 45):
        plots_here = [p for p in range(len(values)) if division.wijken.member[p] == at and weights[p] > 0]
        slow = sum(values[p] * weights[p] for p in plots_here) / sum(weights[p] for p in plots_here)
        assert series.whole(division.wijken)[0][row, at] == pytest.approx(slow)


def correlation(country: Country, name: str, year: int = 2016) -> float:
    """Between an indicator's plots and the hidden factor of that year."""
    row = YEARS.index(year)
    values = country.panel[name].values[row]
    known = ~np.isnan(values) & (country.panel[name].behind[row] > 200)
    return float(np.corrcoef(values[known], country.truth.latent[row][known])[0, 1])


@pytest.mark.parametrize("name", ["laag_inkomen", "bijstand_per_1000", "opleiding_laag", "beperking"])
def test_domains_lean_on_one_hidden_factor(country: Country, name: str) -> None:
    assert correlation(country, name) > 0.5


@pytest.mark.parametrize("name", ["woz_waarde", "netto_arbeidsparticipatie", "koopwoningen", "leefbaarheid_woningen"])
def test_what_is_better_when_higher_goes_down_with_it(country: Country, name: str) -> None:
    assert correlation(country, name) < -0.4


def test_domains_are_not_the_same_thing(country: Country) -> None:
    row = YEARS.index(2016)
    names = ("laag_inkomen", "misdrijven_per_1000", "beperking", "opleiding_laag")
    known = country.panel["laag_inkomen"].behind[row] > 200
    together = np.corrcoef([country.panel[name].values[row][known] for name in names])
    pairs = together[np.triu_indices(len(names), 1)]
    assert (pairs > 0.2).all()
    assert (pairs < 0.95).all()


def morans_i(values: Floats, layer: Layer) -> float:
    """Likeness of areas that touch: 1/(n-1) below zero when there is none (Moran 1950)."""
    shapes = np.array(layer.shapes)
    one, other = shapely.STRtree(shapes).query(shapes, predicate="touches")
    known = ~np.isnan(values)
    away = np.where(known, values - values[known].mean(), 0.0)
    pairs = known[one] & known[other]
    return float(known.sum() / pairs.sum() * (away[one] * away[other])[pairs].sum() / (away**2).sum())


@pytest.mark.parametrize("name", ["laag_inkomen", "woz_waarde", "eenzaam"])
def test_neighbours_resemble_each_other(country: Country, name: str) -> None:
    layer = country.figures[2022].division.buurten
    values = published(country, name, 2022)[-len(layer.codes) :]
    assert morans_i(values, layer) > 0.3
    shuffled = np.random.default_rng(1).permutation(values)
    assert abs(morans_i(shuffled, layer)) < 0.15


def test_the_special_places_are_special(country: Country) -> None:
    row, truth = YEARS.index(2016), country.truth
    assert truth.latent[row][truth.focus].mean() > truth.latent[row].mean() + 0.7
    young = country.panel["aandeel_15_24"].values[row]
    assert young[truth.students].min() > 2 * np.nanmedian(young)
    people = country.panel["inwoners"].values
    assert people[-1][truth.new].sum() > 5 * people[0][truth.new].sum()
    assert people[row][truth.work].max() < 200
    assert truth.focus.shape == plots(SMALL).hectares.shape


def test_the_hidden_factor_drifts_slowly(country: Country) -> None:
    latent = country.truth.latent
    assert np.corrcoef(latent[0], latent[-1])[0, 1] > 0.9
    np.testing.assert_array_equal(country.truth.drift[0], 0.0)
    assert np.abs(country.truth.drift[-1]).max() > 0.1


def test_it_says_its_name(country: Country) -> None:
    assert country.name == SMALL.country == "Verzonnenland"
    assert country.version == 1
