"""Programmes whose effect we know, because we made it: which wijken, from when, on what, how much, and on what not."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InventedProgramme:
    """One programme over whole wijken.

    start: the first year with any effect; ramp: years until the full effect. selected_in: the year whose figures made
    the choice. areas: how many wijken are chosen, the worst off by `domain` in that year, its passing shock included;
    0: the focus areas, whose shock that year is drawn as it would be among the chosen.
    working: the share of the wijken in which it does anything. effects: (subject, effect at full intensity) on the scale of
    the model (share: logit, amount: log, score: points); every subject not named has none. intensity: lowest and highest
    in a wijk where it works.
    """

    id: str
    start: int
    ramp: int
    selected_in: int
    domain: str
    areas: int
    working: float
    effects: tuple[tuple[str, float], ...]
    intensity: tuple[float, float] = (0.5, 1.5)
