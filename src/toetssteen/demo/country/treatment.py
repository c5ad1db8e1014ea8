"""Which wijken each programme chose, where it works, and what it does to a figure."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toetssteen.kernel.cells import Floats
from toetssteen.sources.invented.latent import Truth, wijk_of
from toetssteen.sources.invented.places import Size
from toetssteen.sources.invented.programmes import InventedProgramme
from toetssteen.sources.invented.streams import stream


@dataclass(frozen=True, slots=True)
class Treatment:
    """A programme as it went.

    chosen: (k,) positions of wijken (of `latent.wijk_of`), in order; intensity: (k,), 0 where it does nothing.
    scores: (m,) what all wijken were compared on. plots: (n,) the intensity at each plot; inside: bool (n,) whether
    its wijk was chosen. ramp: (t,) the share of the full effect that is there, between 0 and 1.
    """

    programme: InventedProgramme
    chosen: NDArray[np.intp]
    intensity: Floats
    scores: Floats
    plots: Floats
    inside: NDArray[np.bool_]
    ramp: Floats

    def effect(self, subject: str) -> float:
        """At full intensity, on the scale of the model; 0 for what the programme does nothing about."""
        return dict(self.programme.effects).get(subject, 0.0)


def treat(size: Size, seed: int, truth: Truth) -> tuple[Treatment, ...]:
    """All programmes of this country, for one seed."""
    return tuple(_treat(size, seed, truth, programme) for programme in size.programmes)


def tilt_of(treatments: Sequence[Treatment], subject: str) -> Floats | None:
    """(t, n) what all programmes together add on the scale of the model; None when none does anything about it."""
    about = [one for one in treatments if one.effect(subject)]
    if not about:
        return None
    return np.asarray(np.sum([one.effect(subject) * one.ramp[:, None] * one.plots for one in about], axis=0))


def _treat(size: Size, seed: int, truth: Truth, programme: InventedProgramme) -> Treatment:
    wijken, member = wijk_of(size)
    scores = _scores(truth, programme, member, size.row(programme.selected_in))
    groups = _groups(size, programme, wijken, scores)
    each = _intensities(seed, programme, len(groups))
    pairs = sorted((wijk, each[at]) for at, group in enumerate(groups) for wijk in group)
    chosen = np.array([wijk for wijk, _intensity in pairs], dtype=np.intp)
    intensity = np.array([one for _wijk, one in pairs])
    by_wijk, inside = np.zeros(len(wijken)), np.zeros(len(wijken), dtype=np.bool_)
    by_wijk[chosen], inside[chosen] = intensity, True
    years = np.array(size.years)
    ramp = np.clip((years - programme.start + 1) / programme.ramp, 0.0, 1.0)
    return Treatment(programme, chosen, intensity, scores, by_wijk[member], inside[member], ramp)


def _scores(truth: Truth, programme: InventedProgramme, member: NDArray[np.intp], row: int) -> Floats:
    """(m,) mean of the domain's factor in the year of choice: what lasts and what passes are not told apart."""
    factor = truth.domains.get(programme.domain, truth.latent + truth.shock)[row]
    return np.asarray(np.bincount(member, weights=factor) / np.bincount(member))


def _groups(size: Size, programme: InventedProgramme, wijken: NDArray[np.int64], scores: Floats) -> list[list[int]]:
    """Positions of wijken that are chosen together: each by itself, or a focus area at a time."""
    if programme.areas:
        worst = np.argsort(-scores, kind="stable")[: programme.areas]
        return [[int(position)] for position in sorted(worst)]
    at = {(int(g), int(w)): position for position, (g, w) in enumerate(wijken)}
    return [[at[wijk] for wijk in area.wijken] for area in size.focus]


def _intensities(seed: int, programme: InventedProgramme, count: int) -> Floats:
    """One per group: 0 where it does nothing, else between the programme's bounds."""
    rng = stream(seed, "programme", programme.id)
    works = rng.permutation(count) < round(programme.working * count)
    return np.where(works, rng.uniform(*programme.intensity, count), 0.0)
