"""The unrounded figures of every plot: what the publisher would know before it rounds and withholds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from toetssteen.kernel.cells import Floats
from toetssteen.kernel.definitions import Indicator, Rule
from toetssteen.sources.invented.division import Layer
from toetssteen.sources.invented.geography import plots
from toetssteen.sources.invented.latent import Truth, field
from toetssteen.sources.invented.people import KINDS, People
from toetssteen.sources.invented.places import YEARS
from toetssteen.sources.invented.recipes import Fact, Recipe, fact_of, recipe_of, shape_of
from toetssteen.sources.invented.streams import stream

_OWN = 0.35  # how far an indicator goes its own way, in standard deviations of the factor


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator. values: float64 (t, n), NaN where nobody is there. weights: float64 (t, n), for a mean.

    behind: float64 (t, n), the people, households or homes a value stands for.
    """

    values: Floats
    weights: Floats
    behind: Floats
    rule: Rule

    def whole(self, layer: Layer) -> tuple[Floats, Floats]:
        """(values, behind) of a layer's m areas, float64 (t, m): sums, or means by weight. A median's
        stand-in is the weighted mean too: the publisher would have the persons, we have the plots."""
        known = ~np.isnan(self.values)
        behind = _add(self.behind, layer)
        if self.rule is Rule.SUM:
            return _add(np.where(known, self.values, 0.0), layer), behind
        weights = np.where(known, self.weights, 0.0)
        top, under = _add(np.where(known, self.values * weights, 0.0), layer), _add(weights, layer)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(under > 0, top / under, np.nan), behind


def draw_panel(seed: int, indicators: Sequence[Indicator], people: People, truth: Truth) -> Mapping[str, Series]:
    """Indicator id -> series, in the order given."""
    by_id = {indicator.id: indicator for indicator in indicators}
    return {one.id: _series(seed, one, by_id, people, truth) for one in indicators}


def _add(values: Floats, layer: Layer) -> Floats:
    into = np.zeros((len(layer.codes), values.shape[0]))
    np.add.at(into, layer.member, values.T)
    return into.T


def _series(
    seed: int, indicator: Indicator, by_id: Mapping[str, Indicator], people: People, truth: Truth
) -> Series:
    fact = fact_of(indicator)
    if fact is not None and fact.density:
        return _density(people)
    counts, whole = _counts(fact, people)
    behind = people.volumes[whole if fact else _behind(indicator, by_id)].astype(np.float64)
    if counts is None:
        values = _drawn(seed, indicator, recipe_of(indicator, seed), behind, truth)
    else:
        values = counts if indicator.aggregation.rule is Rule.SUM else _share(indicator, counts, behind)
    return Series(values, behind, behind, indicator.aggregation.rule)


def _counts(fact: Fact | None, people: People) -> tuple[Floats | None, str]:
    """The count a fact stands for, and the name of the whole it is part of."""
    if fact is None:
        return None, ""
    if fact.part is None:
        return people.volumes[fact.volume].astype(np.float64), fact.volume
    kind, part = fact.part
    return people.parts[kind][part].astype(np.float64), KINDS[kind].whole


def _behind(indicator: Indicator, by_id: Mapping[str, Indicator]) -> str:
    """Which volume a value stands for: that of its weight, else people."""
    by = by_id.get(indicator.aggregation.by or "")
    fact = fact_of(by) if by is not None else None
    if fact is None or fact.density:
        return "inwoners"
    return fact.volume or (KINDS[fact.part[0]].whole if fact.part else "inwoners")


def _density(people: People) -> Series:
    """Inhabitants per square kilometre; its weight is the surface, so that wholes come out right."""
    surface = np.broadcast_to(plots().hectares / 100.0, people.volumes["inwoners"].shape)
    behind = people.volumes["inwoners"].astype(np.float64)
    return Series(behind / surface, surface, behind, Rule.WEIGHTED)


def _share(indicator: Indicator, counts: Floats, behind: Floats) -> Floats:
    scale = 1.0 if indicator.range == (0.0, 1.0) else 100.0
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(behind > 0, scale * counts / behind, np.nan)


def _drawn(seed: int, indicator: Indicator, recipe: Recipe, behind: Floats, truth: Truth) -> Floats:
    rng = stream(seed, "figures", indicator.id)
    years = np.arange(len(YEARS))[:, None]
    factor = truth.domains[indicator.domain] + _OWN * field(rng)
    tilt = recipe.slope * factor + recipe.trend * years
    match recipe.shape:
        case "share":
            found = _chance(rng, recipe.base, tilt, behind) * (0.01 if indicator.range == (0.0, 1.0) else 1.0)
        case "score":
            # A score that leans on nothing (context) still differs from place to place.
            found = recipe.base + tilt + 0.03 * field(rng)
        case _:
            found = recipe.base * np.exp(tilt + 0.05 * field(rng) + rng.normal(0, 0.01, tilt.shape))
            if indicator.aggregation.rule is Rule.SUM:
                found = rng.poisson(_rate(indicator, recipe) * np.exp(tilt) * behind).astype(np.float64)
    low, high = indicator.range or (-np.inf, np.inf)
    return np.where(behind > 0, np.clip(found, low, high), np.nan)


def _rate(indicator: Indicator, recipe: Recipe) -> float:
    """Events for every inhabitant: a sum's own base where it is one, a share's recipe otherwise."""
    return recipe.base if recipe.base < 1 and shape_of(indicator) == "amount" else 0.05


def _chance(rng: np.random.Generator, base: float, tilt: Floats, behind: Floats) -> Floats:
    """A percentage of so many people, with the chance that belongs to their number."""
    odds = base / (100.0 - base) * np.exp(tilt)
    drawn = rng.binomial(behind.astype(np.int64), odds / (1.0 + odds))
    return np.asarray(100.0 * drawn / np.maximum(behind, 1.0))
