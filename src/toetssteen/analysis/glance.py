"""How far figures of different kinds lie from their reference, on one scale: distances in units of spread.

Distances keep the proportions of the real differences, which percentiles do not, and no order of places follows from them.
See docs/methods/oogopslag.md.
"""

import math

import numpy as np

from toetssteen.kernel.cells import Floats

# Fewer known places than this have no spread to speak of.
LEAST_PLACES = 10
# A unit is never smaller than this many steps of what is published: 1.1 and 1.0 km stay close together.
LEAST_STEPS = 5.0
# The scale reaches at least this far on both sides, and never further than MOST.
LEAST, MOST = 1.5, 5.0


def spread_unit(values: Floats, step: float) -> float | None:
    """Half the distance between the 10th and the 90th percentile of what is known, and at least LEAST_STEPS steps.

    values: (n,), NaN where unknown. step: to which the figure is published, in its unit. None for fewer than LEAST_PLACES
    known values, and where all of them are the same and nothing is rounded.
    """
    known = values[~np.isnan(values)]
    if len(known) < LEAST_PLACES:
        return None
    low, high = np.quantile(known, [0.1, 0.9])
    unit = max(float(high - low) / 2, LEAST_STEPS * step)
    return unit if unit > 0 else None


def distance(value: float, reference: float, unit: float, *, higher_is_better: bool) -> float:
    """How far `value` lies from `reference`, in units; above zero is better."""
    difference = (value - reference) / unit
    return difference if higher_is_better else -difference


def scale_limits(distances: list[float]) -> tuple[float, float]:
    """The ends of a scale that holds these distances, in whole halves: at least LEAST and at most MOST from zero."""
    low, high = min([*distances, -LEAST]), max([*distances, LEAST])
    return max(-MOST, math.floor(low * 2) / 2), min(MOST, math.ceil(high * 2) / 2)
