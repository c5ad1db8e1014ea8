"""What really goes on: a hidden factor per plot and year, and one per domain that leans on it.

Checks of methods may look at this (`Country.truth`); a method never does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from toetssteen.kernel.cells import Floats
from toetssteen.sources.invented.geography import plots
from toetssteen.sources.invented.places import CITIES, FOCUS_WIJKEN, NEW_WIJK, STUDENT_BUURTEN, WORK_BUURT, YEARS
from toetssteen.sources.invented.streams import stream

_REACH = 1_600.0  # metres over which neighbours still resemble each other
_SHARED, _OWN = 0.8, 0.6  # a domain = 0.8 deprivation + 0.6 its own; squares add up to one


@dataclass(frozen=True, slots=True)
class Truth:
    """n plots, t years. latent: float64 (t, n), higher is worse off, about one standard deviation wide.

    start: (n,) the first year; drift: (t, n) what came since, zero in the first year.
    domains: domain id -> (t, n). focus, students, new, work: bool (n,) what kind of place it is.
    """

    latent: Floats
    start: Floats
    drift: Floats
    domains: Mapping[str, Floats]
    focus: NDArray[np.bool_]
    students: NDArray[np.bool_]
    new: NDArray[np.bool_]
    work: NDArray[np.bool_]


def draw_truth(seed: int, domains: Iterable[str]) -> Truth:
    """The hidden state of the country for one seed."""
    kinds = _kinds()
    start = _start(seed, kinds)
    drift = _drift(seed, "drift") - 0.015 * kinds["focus"] * np.arange(len(YEARS))[:, None]
    latent = start + drift
    by_domain = {name: _domain(seed, name, latent) for name in sorted(set(domains))}
    return Truth(latent, start, drift, by_domain, **kinds)


def field(rng: np.random.Generator, count: int = 1) -> Floats:
    """`count` smooth random maps, float64 (count, n): mean 0, variance 1, alike where places are near."""
    root = _root()
    return np.asarray(rng.standard_normal((count, len(root))) @ root.T)


@lru_cache(maxsize=1)
def _root() -> Floats:
    """(n, n) square root of the covariance exp(-distance / reach)."""
    centres = plots().centres
    apart = np.hypot(*(centres[:, None, :] - centres[None, :, :]).transpose(2, 0, 1))
    return np.asarray(np.linalg.cholesky(np.exp(-apart / _REACH) + 1e-9 * np.eye(len(centres))))


def _kinds() -> dict[str, NDArray[np.bool_]]:
    on = plots()
    here = list(zip(on.gemeente.tolist(), on.wijk.tolist(), on.buurt.tolist(), strict=True))
    inner = {city.number: city.inner for city in CITIES}
    return {
        "focus": np.array([(g, w) in FOCUS_WIJKEN for g, w, _b in here]),
        "students": np.array([place in STUDENT_BUURTEN for place in here]),
        "new": np.array([(g, w) == NEW_WIJK for g, w, _b in here]),
        "work": np.array([w > inner[g] and b == WORK_BUURT for g, w, b in here]),
    }


def _start(seed: int, kinds: Mapping[str, NDArray[np.bool_]]) -> Floats:
    offset = {city.number: city.offset for city in CITIES}
    raw = 0.75 * field(stream(seed, "start"))[0] + np.array([offset[int(g)] for g in plots().gemeente])
    raw = raw + 1.3 * kinds["focus"] + 0.3 * kinds["students"] - 1.2 * kinds["new"]
    return np.asarray((raw - raw.mean()) / raw.std())


def _drift(seed: int, word: str) -> Floats:
    steps = 0.07 * field(stream(seed, word), len(YEARS))
    steps[0] = 0.0
    return np.asarray(np.cumsum(steps, axis=0))


def _domain(seed: int, name: str, latent: Floats) -> Floats:
    own = field(stream(seed, "domain", name))[0] + _drift(seed, f"drift of {name}")
    return np.asarray(_SHARED * latent + _OWN * own)
