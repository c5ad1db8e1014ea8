"""Who stayed, who came and who left: so that "it got better because other people live there" can be checked.

Births count as coming, deaths as leaving.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from toetssteen.demo.country.panel import InventedSeries
from toetssteen.demo.country.people import Counts
from toetssteen.kernel.cells import Floats
from toetssteen.kernel.definitions import Direction, Indicator
from toetssteen.sources.invented.figure_models import scale_of
from toetssteen.sources.invented.latent import Truth
from toetssteen.sources.invented.places import Size
from toetssteen.sources.invented.streams import stream

_USUAL = np.log(0.10 / 0.90)  # one in ten leaves in a year
_DEMOLISHED = 0.06  # of the cases that would have stayed


@dataclass(frozen=True, slots=True)
class Flow:
    """How many of them are a case (have a low income, say), each int (t, n); zero in the first year.

    stayers_before, left: of the year before; stayers_after, arrived: of this year.
    """

    stayers_before: Counts
    stayers_after: Counts
    left: Counts
    arrived: Counts


@dataclass(frozen=True, slots=True)
class Turnover:
    """Between the year before and this one, each int (t, n); zero in the first year. flows: indicator id -> cases.

    stayers + arrived = everybody this year; stayers + left = everybody the year before.
    """

    stayers: Counts
    arrived: Counts
    left: Counts
    flows: Mapping[str, Flow]


def draw_turnover(
    size: Size,
    seed: int,
    inwoners: Counts,
    panel: Mapping[str, InventedSeries],
    indicators: Sequence[Indicator],
    truth: Truth,
) -> Turnover:
    """For the indicators in `size.turnover` that there are; they must be shares of people."""
    renewed = _renewed(size, truth)
    before, now = _with_before(inwoners)
    tilt = _USUAL + 0.25 * truth.latent + 1.2 * truth.students + 0.7 * renewed
    drawn = stream(seed, "turnover").binomial(before, 1.0 / (1.0 + np.exp(-tilt)))
    left = np.maximum(drawn, before - now)
    stayers = before - left
    arrived = now - stayers
    for flow in (left, stayers, arrived):
        flow[0] = 0
    counted = Turnover(stayers, arrived, left, {})
    flows = {
        one.id: _flow(seed, one, _cases(one, panel[one.id]), counted, renewed)
        for one in indicators
        if one.id in size.turnover
    }
    return Turnover(stayers, arrived, left, flows)


def _renewed(size: Size, truth: Truth) -> Floats:
    """(t, n) 1 where renewal goes on: homes are replaced, and people with them."""
    years = np.array(size.years)[:, None]
    return np.asarray(truth.renewal * (years >= size.renewal_from), dtype=np.float64)


def _with_before(counts: Counts) -> tuple[Counts, Counts]:
    """The year before and this year; before the first year is nobody."""
    return np.vstack([np.zeros_like(counts[:1]), counts[:-1]]), counts


def _cases(one: Indicator, series: InventedSeries) -> Counts:
    found = np.nan_to_num(series.values) * series.behind / scale_of(one)
    return np.round(found).astype(np.int64)


def _flow(seed: int, one: Indicator, cases: Counts, people: Turnover, renewed: Floats) -> Flow:
    """Who leaves and who comes is drawn from all who were, and are, there. Where renewal goes on, those who are worse
    off leave more often: so the mean gets better without the stayers' own."""
    rng = stream(seed, "turnover", one.id)
    before, now = _with_before(cases)
    now = np.where(np.arange(len(now))[:, None] > 0, now, 0)
    gone = rng.hypergeometric(before, people.stayers + people.left - before, people.left)
    # Demolition takes the homes of those who are worse off.
    likely = _DEMOLISHED if one.direction is Direction.LOWER else 0.0
    left = np.minimum(gone + rng.binomial(before - gone, likely * renewed), people.left)
    arrived = rng.hypergeometric(now, people.stayers + people.arrived - now, people.arrived)
    return Flow(before - left, now - arrived, left, arrived)
