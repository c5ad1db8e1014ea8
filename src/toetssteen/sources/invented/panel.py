"""The unrounded figures of every plot: what the publisher would know before it rounds and withholds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from toetssteen.kernel.cells import Floats
from toetssteen.kernel.definitions import Indicator, Rule
from toetssteen.sources.invented.division import Layer
from toetssteen.sources.invented.facts import Fact, fact_of
from toetssteen.sources.invented.geography import plots
from toetssteen.sources.invented.latent import Truth, field
from toetssteen.sources.invented.people import People
from toetssteen.sources.invented.places import YEARS
from toetssteen.sources.invented.recipes import Recipe, recipe_of, scale_of, subject_of
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
        """(values, behind) of a layer's m areas, float64 (t, m): sums, or means by weight.

        A median's stand-in is the weighted mean too: a publisher has the persons, we only have the plots.
        """
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
    by_id = {one.id: one for one in indicators}
    return {one.id: _series(seed, one, by_id, people, truth) for one in indicators}


def _add(values: Floats, layer: Layer) -> Floats:
    into = np.zeros((len(layer.codes), values.shape[0]))
    np.add.at(into, layer.member, values.T)
    return into.T


def _series(seed: int, one: Indicator, by_id: Mapping[str, Indicator], people: People, truth: Truth) -> Series:
    fact = fact_of(one)
    if fact is not None:
        return _counted(one, fact, people)
    by = by_id.get(one.aggregation.by or "")
    weight = fact_of(by) if by is not None else None
    behind = people.volumes[weight.volume if weight else "inwoners"].astype(np.float64)
    return Series(_drawn(seed, one, behind, truth), behind, behind, one.aggregation.rule)


def _counted(one: Indicator, fact: Fact, people: People) -> Series:
    whole = people.volumes[fact.volume].astype(np.float64)
    if one.aggregation.rule is Rule.SUM:
        return Series(whole, whole, whole, Rule.SUM)
    if fact.per:
        under = _divisor(fact.per, people)
        return Series(_ratio(whole, under), under, whole, Rule.WEIGHTED)
    count = np.sum([people.parts[fact.kind][part] for part in fact.parts], axis=0)
    return Series(_ratio((scale_of(one) or 1.0) * count, whole), whole, whole, one.aggregation.rule)


def _divisor(per: str, people: People) -> Floats:
    """Square kilometres, or the volume of that name; (t, n)."""
    if per == "oppervlakte":
        return np.broadcast_to(plots().hectares / 100.0, people.volumes["inwoners"].shape)
    return people.volumes[per].astype(np.float64)


def _ratio(top: Floats, under: Floats) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(under > 0, top / under, np.nan)


def _drawn(seed: int, one: Indicator, behind: Floats, truth: Truth) -> Floats:
    recipe, rng = recipe_of(one, seed), stream(seed, "figures", subject_of(one))
    years = np.arange(len(YEARS))[:, None]
    tilt = recipe.slope * (truth.domains[one.domain] + _OWN * field(rng)) + recipe.trend * years
    found = _shaped(rng, one, recipe, tilt, behind)
    low, high = one.range or (-np.inf, np.inf)
    return np.where(behind > 0, np.clip(found, low, high), np.nan)


def _shaped(rng: np.random.Generator, one: Indicator, recipe: Recipe, tilt: Floats, behind: Floats) -> Floats:
    match recipe.shape:
        case "share":
            cases = _cases(rng, recipe.base, tilt, behind)
            return cases if one.aggregation.rule is Rule.SUM else scale_of(one) * cases / np.maximum(behind, 1.0)
        case "score":
            # A score that leans on nothing (context) still differs from place to place.
            return recipe.base + tilt + 0.03 * field(rng)
        case _:
            return recipe.base * np.exp(tilt + 0.1 * field(rng) + rng.normal(0, 0.01, tilt.shape))


def _cases(rng: np.random.Generator, base: float, tilt: Floats, behind: Floats) -> Floats:
    """How many of so many people, with the chance that belongs to their number; float64 (t, n)."""
    odds = base / (100.0 - base) * np.exp(tilt)
    return rng.binomial(behind.astype(np.int64), odds / (1.0 + odds)).astype(np.float64)
