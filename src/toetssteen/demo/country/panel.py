"""The unrounded figures of every plot: what the publisher would know before it rounds and withholds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from toetssteen.demo.country.people import Population
from toetssteen.demo.country.treatment import Treatment, tilt_of
from toetssteen.kernel.cells import Floats
from toetssteen.kernel.definitions import AggregationRule, Indicator
from toetssteen.sources.invented.division import Layer
from toetssteen.sources.invented.facts import Fact, fact_of
from toetssteen.sources.invented.figure_models import BASE_YEAR, FigureModel, model_of, scale_of, shape_of, subject_of
from toetssteen.sources.invented.geography import plots
from toetssteen.sources.invented.latent import Truth, field
from toetssteen.sources.invented.places import Size
from toetssteen.sources.invented.streams import stream

_SCALES = {"share": "logit", "amount": "log", "score": "points"}
_OWN = 0.35  # how far an indicator goes its own way, in standard deviations of the factor


@dataclass(frozen=True, slots=True)
class InventedSeries:
    """One indicator. values: float64 (t, n), NaN where nobody is there. weights: float64 (t, n), for a mean.

    behind: float64 (t, n), the people, households or homes a value stands for.
    untreated: what the values would be without any programme; None where no programme does anything.
    scale: on which an effect is added: logit, log or points; empty for what is counted from people.
    """

    values: Floats
    weights: Floats
    behind: Floats
    rule: AggregationRule
    untreated: Floats | None = None
    scale: str = ""

    def whole(self, layer: Layer) -> tuple[Floats, Floats]:
        """(values, behind) of a layer's m areas, float64 (t, m): sums, or means by weight.

        A median's stand-in is the weighted mean too: a publisher has the persons, we only have the plots.
        """
        known = ~np.isnan(self.values)
        behind = _add(self.behind, layer)
        if self.rule is AggregationRule.SUM:
            return _add(np.where(known, self.values, 0.0), layer), behind
        weights = np.where(known, self.weights, 0.0)
        top, under = _add(np.where(known, self.values * weights, 0.0), layer), _add(weights, layer)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(under > 0, top / under, np.nan), behind

    def without_programmes(self) -> "InventedSeries":
        """The same country in which no programme ever was."""
        return self if self.untreated is None else replace(self, values=self.untreated, untreated=None)


@dataclass(frozen=True, slots=True)
class PanelInputs:
    """All that a figure is made from."""

    size: Size
    seed: int
    people: Population
    truth: Truth
    treatments: tuple[Treatment, ...]


def draw_panel(making: PanelInputs, indicators: Sequence[Indicator]) -> Mapping[str, InventedSeries]:
    """Indicator id -> series, in the order given."""
    by_id = {one.id: one for one in indicators}
    return {one.id: _series(making, one, by_id) for one in indicators}


def _add(values: Floats, layer: Layer) -> Floats:
    return np.stack([np.bincount(layer.member, weights=row, minlength=len(layer.codes)) for row in values])


def _series(making: PanelInputs, one: Indicator, by_id: Mapping[str, Indicator]) -> InventedSeries:
    fact = fact_of(one)
    if fact is not None:
        return _counted(making, one, fact)
    by = by_id.get(one.aggregation.by or "")
    weight = fact_of(by) if by is not None else None
    behind = making.people.volumes[weight.volume if weight else "inwoners"].astype(np.float64)
    values, untreated = _drawn(making, one, behind)
    return InventedSeries(values, behind, behind, one.aggregation.rule, untreated, _SCALES[shape_of(one)])


def _counted(making: PanelInputs, one: Indicator, fact: Fact) -> InventedSeries:
    people = making.people
    whole = people.volumes[fact.volume].astype(np.float64)
    if one.aggregation.rule is AggregationRule.SUM:
        return InventedSeries(whole, whole, whole, AggregationRule.SUM)
    if fact.per:
        under = _divisor(making, fact.per)
        return InventedSeries(_ratio(whole, under), under, whole, AggregationRule.WEIGHTED)
    count = np.sum([people.parts[fact.kind][part] for part in fact.parts], axis=0)
    return InventedSeries(_ratio((scale_of(one) or 1.0) * count, whole), whole, whole, one.aggregation.rule)


def _divisor(making: PanelInputs, per: str) -> Floats:
    """Square kilometres, or the volume of that name; (t, n)."""
    volumes = making.people.volumes
    if per == "oppervlakte":
        return np.broadcast_to(plots(making.size).hectares / 100.0, volumes["inwoners"].shape)
    return volumes[per].astype(np.float64)


def _ratio(top: Floats, under: Floats) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(under > 0, top / under, np.nan)


def _drawn(making: PanelInputs, one: Indicator, behind: Floats) -> tuple[Floats, Floats | None]:
    """Values with and without programmes, each (t, n); None for the second where no programme touches it."""
    model, rng = model_of(one, making.seed), stream(making.seed, "figures", subject_of(one))
    years = np.array(making.size.years)[:, None] - BASE_YEAR
    own = making.truth.domains[one.domain] + _OWN * field(making.size, rng)
    tilt = model.slope * own + model.trend * years
    plain = _shaped(making.size, rng, one, model, tilt, behind)
    effect = tilt_of(making.treatments, subject_of(one))
    if effect is None:
        return _finished(one, model, plain, behind), None
    chance = stream(making.seed, "treated", subject_of(one))
    treated = _treated(chance, model, plain, tilt, effect, behind)
    return _finished(one, model, treated, behind), _finished(one, model, plain, behind)


def _shaped(
    size: Size, rng: np.random.Generator, one: Indicator, model: FigureModel, tilt: Floats, behind: Floats
) -> Floats:
    """A share: how many of so many people, with the chance that belongs to their number. Else the amount or score."""
    match model.shape:
        case "share":
            return rng.binomial(behind.astype(np.int64), _chance(model, tilt)).astype(np.float64)
        case "score":
            # A score that leans on nothing (context) still differs from place to place.
            return model.base + tilt + 0.03 * field(size, rng)
        case _:
            return model.base * np.exp(tilt + 0.1 * field(size, rng) + rng.normal(0, 0.01, tilt.shape))


def _chance(model: FigureModel, tilt: Floats) -> Floats:
    odds = model.base / (100.0 - model.base) * np.exp(tilt)
    return odds / (1.0 + odds)


def _treated(
    rng: np.random.Generator, model: FigureModel, plain: Floats, tilt: Floats, effect: Floats, behind: Floats
) -> Floats:
    """The same people with the programme: some cases fewer or more, so that the difference is the programme's alone.

    With chance p without and q with the programme: of the cases each stays one with chance q/p, or of the
    others each becomes one with chance (q-p)/(1-p). What comes out is binomial with chance q.
    """
    if model.shape == "score":
        return plain + effect
    if model.shape != "share":
        return plain * np.exp(effect)
    touched = np.nonzero(effect)
    people, cases = behind[touched].astype(np.int64), plain[touched].astype(np.int64)
    before, after = _chance(model, tilt[touched]), _chance(model, tilt[touched] + effect[touched])
    lost = rng.binomial(cases, np.clip(1.0 - after / before, 0.0, 1.0))
    won = rng.binomial(people - cases, np.clip((after - before) / (1.0 - before), 0.0, 1.0))
    found = plain.copy()
    found[touched] = cases - lost + won
    return found


def _finished(one: Indicator, model: FigureModel, found: Floats, behind: Floats) -> Floats:
    """In the indicator's unit and range; NaN where nobody is."""
    if model.shape == "share" and one.aggregation.rule is not AggregationRule.SUM:
        found = scale_of(one) * found / np.maximum(behind, 1.0)
    low, high = one.range or (-np.inf, np.inf)
    return np.where(behind > 0, np.clip(found, low, high), np.nan)
