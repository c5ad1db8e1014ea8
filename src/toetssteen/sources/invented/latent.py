"""What really goes on: a hidden factor per plot and year, and one per domain that leans on it.

Checks of methods may look at this (`Country.truth`); a method never does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from toetssteen.kernel.cells import Floats
from toetssteen.sources.invented.geography import by_city, plots
from toetssteen.sources.invented.places import Size
from toetssteen.sources.invented.streams import stream

_REACH = 1_600.0  # metres over which neighbours still resemble each other
_RENEWAL = 0.06  # how much better a renewed wijk gets each year, in standard deviations


@dataclass(frozen=True, slots=True)
class Truth:
    """n plots, t years. latent: float64 (t, n), higher is worse off, about one standard deviation wide.

    start: (n,) the first year; drift: (t, n) what came since, zero in the first year.
    shock: (t, n) what is there for one year only, in every domain alike.
    domains: domain id -> (t, n), the shock included. focus, students, new, work, renewal: bool (n,) what kind of
    place it is.
    """

    latent: Floats
    start: Floats
    drift: Floats
    shock: Floats
    domains: Mapping[str, Floats]
    focus: NDArray[np.bool_]
    students: NDArray[np.bool_]
    new: NDArray[np.bool_]
    work: NDArray[np.bool_]
    renewal: NDArray[np.bool_]


def draw_truth(size: Size, seed: int, domains: Iterable[str]) -> Truth:
    """The hidden state of the country for one seed."""
    kinds = kinds_of_place(size)
    start = _start(size, seed, kinds)
    years = np.arange(len(size.years))[:, None]
    drift = _drift(size, seed, "drift") - 0.015 * kinds["focus"] * years
    if size.renewal:
        drift = drift - _RENEWAL * kinds["renewal"] * np.maximum(years + size.first_year - size.renewal_from, 0)
    latent, shock = start + drift, _shock(size, seed, kinds["focus"])
    by_domain = {name: _domain(size, seed, name, latent) + shock for name in sorted(set(domains))}
    return Truth(latent, start, drift, shock, by_domain, **kinds)


def field(size: Size, rng: np.random.Generator, count: int = 1) -> Floats:
    """`count` smooth random maps, float64 (count, n): mean 0, variance 1, alike where places are near."""
    noise = rng.standard_normal((count, len(plots(size).hectares)))
    parts = [noise[:, rows] @ root.T for rows, root in _roots(size)]
    return np.asarray(np.hstack(parts))


@lru_cache(maxsize=2)
def _roots(size: Size) -> tuple[tuple[slice, Floats], ...]:
    """Square roots of the covariance exp(-distance / reach): of all plots, or of each city's apart."""
    if not size.by_city:
        return ((slice(None), _root(plots(size).centres)),)
    return tuple((rows, _root(plots(size).centres[rows])) for _city, rows in by_city(size))


def _root(centres: Floats) -> Floats:
    apart = np.hypot(*(centres[:, None, :] - centres[None, :, :]).transpose(2, 0, 1))
    return np.asarray(np.linalg.cholesky(np.exp(-apart / _REACH) + 1e-9 * np.eye(len(centres))))


def wijk_of(size: Size) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """(gemeente, wijk) on the map (m, 2), before anything changed, and for each plot the position of its wijk (n,)."""
    on = plots(size)
    wijken, member = np.unique(np.column_stack([on.gemeente, on.wijk]), axis=0, return_inverse=True)
    return wijken, member.reshape(-1)


@lru_cache(maxsize=2)
def kinds_of_place(size: Size) -> Mapping[str, NDArray[np.bool_]]:
    """bool (n,) by name: what kind of place a plot is, for every seed."""
    on = plots(size)
    here = list(zip(on.gemeente.tolist(), on.wijk.tolist(), on.buurt.tolist(), strict=True))
    # The last plot of a wijk in the outer ring: industry or fields, few people.
    outer = {city.number: (city.wijken - city.rings[-1][0], city.rings[-1][1] - 1) for city in size.cities}
    focus, new, renewal = size.focus_wijken, frozenset(size.new_wijken), frozenset(size.renewal)
    return {
        "focus": np.array([(g, w) in focus for g, w, _b in here]),
        "students": np.array([place in size.students for place in here]),
        "new": np.array([(g, w) in new for g, w, _b in here]),
        "work": np.array([w >= outer[g][0] and b == outer[g][1] for g, w, b in here]),
        "renewal": np.array([(g, w) in renewal for g, w, _b in here]),
    }


def _start(size: Size, seed: int, kinds: Mapping[str, NDArray[np.bool_]]) -> Floats:
    offset = {city.number: city.offset for city in size.cities}
    raw = 0.75 * field(size, stream(seed, "start"))[0] + np.array([offset[int(g)] for g in plots(size).gemeente])
    raw = raw + 1.3 * kinds["focus"] + 0.3 * kinds["students"] - 1.2 * kinds["new"]
    return np.asarray((raw - raw.mean()) / raw.std())


def _drift(size: Size, seed: int, word: str) -> Floats:
    steps = 0.07 * field(size, stream(seed, word), len(size.years))
    steps[0] = 0.0
    return np.asarray(np.cumsum(steps, axis=0))


def _shock(size: Size, seed: int, focus: NDArray[np.bool_]) -> Floats:
    """A bad or good year, of a whole wijk and of a plot. Where a programme goes to the focus areas, their wijken
    have a bad year when they are chosen: as those have that are chosen for their figures."""
    years, n = len(size.years), len(focus)
    if not any(size.shock):
        return np.zeros((years, n))
    wijken, member = wijk_of(size)
    of_wijk = stream(seed, "shock of wijken").standard_normal((years, len(wijken)))[:, member]
    for programme in size.programmes:
        if not programme.areas:
            row = size.row(programme.selected_in)
            of_wijk[row] = np.where(focus, np.abs(of_wijk[row]), of_wijk[row])
    return np.asarray(size.shock[0] * of_wijk + size.shock[1] * stream(seed, "shock").standard_normal((years, n)))


def _domain(size: Size, seed: int, name: str, latent: Floats) -> Floats:
    general, urban, alone = size.loading(name)
    own = field(size, stream(seed, "domain", name))[0] + _drift(size, seed, f"drift of {name}")
    found = np.asarray(general * latent + alone * own)
    return np.asarray(found + urban * field(size, stream(seed, "urban"))[0]) if urban else found
