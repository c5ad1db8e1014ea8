"""What must be true of every country with programmes and movers, whatever its size and seed."""

import numpy as np

from toetssteen.demo.country import Country
from toetssteen.kernel.cells import Floats, Status
from toetssteen.sources.invented.division import Layer, division_of
from toetssteen.sources.invented.figure_models import subject_of_id
from toetssteen.sources.invented.latent import wijk_of


def check_statuses(country: Country) -> None:
    for figures in country.figures.values():
        assert (np.isnan(figures.values) == (figures.statuses != Status.OBSERVED)).all()


def check_movers(country: Country) -> None:
    """stayers + arrived = everybody now, stayers + left = everybody before; cases add up the same way."""
    moved, inwoners = country.turnover, country.panel["inwoners"].values
    assert moved is not None
    assert set(moved.flows) == set(country.size.turnover)
    for counts in (moved.stayers, moved.arrived, moved.left):
        assert (counts >= 0).all()
        assert (counts[0] == 0).all()
    np.testing.assert_array_equal((moved.stayers + moved.arrived)[1:], inwoners[1:])
    np.testing.assert_array_equal((moved.stayers + moved.left)[1:], inwoners[:-1])
    for name, flow in moved.flows.items():
        series = country.panel[name]
        scale = 1000.0 if name.endswith("_per_1000") else 100.0
        cases = np.round(np.nan_to_num(series.values) * series.behind / scale)
        np.testing.assert_array_equal((flow.stayers_after + flow.arrived)[1:], cases[1:])
        np.testing.assert_array_equal((flow.stayers_before + flow.left)[1:], cases[:-1])
        for some, of in (
            (flow.stayers_before, moved.stayers),
            (flow.stayers_after, moved.stayers),
            (flow.left, moved.left),
            (flow.arrived, moved.arrived),
        ):
            assert ((some >= 0) & (some <= of)).all()


def check_effects(country: Country) -> None:
    """Only named subjects, in working wijken, from the start on, differ from the country without programmes."""
    _wijken, member = wijk_of(country.size)
    years = np.array(country.size.years)[:, None]
    for name, series in country.panel.items():
        may = np.zeros((len(country.size.years), len(member)), dtype=bool)
        for one in country.treatments:
            if one.effect(subject_of_id(name)):
                works = np.isin(member, one.chosen[one.intensity > 0])
                may |= works & (years >= one.programme.start)
        untreated = series.without_programmes().values
        differs = ~((series.values == untreated) | (np.isnan(series.values) & np.isnan(untreated)))
        assert not (differs & ~may).any(), name
        assert not may.any() or differs.any(), name


def moran(values: Floats, pairs: tuple[np.ndarray, np.ndarray]) -> float:
    """Moran (1950): likeness of areas that touch; about -1/(n-1) when there is none. pairs: both ways round."""
    one, other = pairs
    known = ~np.isnan(values)
    away = np.where(known, values - values[known].mean(), 0.0)
    both = known[one] & known[other]
    return float(known.sum() / both.sum() * (away[one] * away[other])[both].sum() / (away**2).sum())


def slow_moran(values: list[float], touching: list[tuple[int, int]]) -> float:
    """The same by the letter of the formula, for a few areas without gaps."""
    n, mean = len(values), sum(values) / len(values)
    weights = dict.fromkeys(touching, 1.0)
    top = sum(weights.get((i, j), 0.0) * (values[i] - mean) * (values[j] - mean) for i in range(n) for j in range(n))
    return n / sum(weights.values()) * top / sum((value - mean) ** 2 for value in values)


def buurt_layer(country: Country, year: int) -> Layer:
    return division_of(country.size, year).buurten
