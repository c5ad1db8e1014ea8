"""How many people, households and homes there are per plot and year, and of which kinds."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toetssteen.kernel.cells import Floats
from toetssteen.sources.invented.geography import plots
from toetssteen.sources.invented.latent import Truth, field
from toetssteen.sources.invented.places import Size
from toetssteen.sources.invented.streams import stream

Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Kinds:
    """One way to divide a whole into parts: the national shares (add up to 1) and what tilts each part.

    tilts: part -> (worse off, students, new homes) on the log scale.
    """

    whole: str
    shares: Mapping[str, float]
    tilts: Mapping[str, tuple[float, float, float]]


KINDS: Mapping[str, Kinds] = {
    "leeftijd": Kinds(
        "inwoners",
        {"0-14": 0.16, "15-24": 0.12, "25-44": 0.26, "45-64": 0.27, "65": 0.19},
        {"0-14": (0.05, -1.2, 0.7), "15-24": (0.05, 1.7, -0.2), "25-44": (0.05, 0.3, 0.6), "65": (0.0, -1.5, -1.2)},
    ),
    "geslacht": Kinds("inwoners", {"mannen": 0.497, "vrouwen": 0.503}, {}),
    "huishouden": Kinds(
        "huishoudens",
        {"eenpersoons": 0.38, "zonder-kinderen": 0.29, "met-kinderen": 0.33},
        {"eenpersoons": (0.25, 1.6, -0.6), "met-kinderen": (-0.05, -1.3, 0.6)},
    ),
    "herkomst": Kinds(
        "inwoners",
        {"nederland": 0.74, "europa": 0.1, "buiten-europa": 0.16},
        {"europa": (0.2, 0.5, 0.0), "buiten-europa": (0.45, 0.2, 0.0)},
    ),
    "burgerlijk": Kinds(
        "inwoners",
        {"ongehuwd": 0.48, "gehuwd": 0.39, "gescheiden": 0.08, "verweduwd": 0.05},
        {"ongehuwd": (0.15, 0.9, 0.1), "gehuwd": (-0.1, -1.0, 0.2), "verweduwd": (0.0, -1.0, -0.8)},
    ),
    "eigendom": Kinds(
        "woningen",
        {"koop": 0.55, "corporatie": 0.31, "overig": 0.14},
        {"koop": (-0.6, -0.9, 0.5), "corporatie": (0.55, 0.2, -0.7), "overig": (0.1, 1.0, 0.0)},
    ),
    "opleiding": Kinds(
        "inwoners",
        {"laag": 0.27, "midden": 0.40, "hoog": 0.33},
        {"laag": (0.4, -0.8, -0.3), "hoog": (-0.45, 0.2, 0.3)},
    ),
}


@dataclass(frozen=True, slots=True)
class Population:
    """Unrounded truth of the registers. volumes: name -> int (t, n). parts: kind -> part -> int (t, n)."""

    volumes: Mapping[str, Counts]
    parts: Mapping[str, Mapping[str, Counts]]


def draw_people(size: Size, seed: int, truth: Truth) -> Population:
    """Everybody in the country, for one seed."""
    inwoners = _inwoners(size, seed, truth)
    per_home = np.clip(2.15 - 0.12 * truth.latent - 0.7 * truth.students + 0.5 * truth.new, 1.15, 3.2)
    huishoudens = np.round(inwoners / per_home).astype(np.int64)
    woningen = np.round(huishoudens * 1.02).astype(np.int64)
    volumes = {"inwoners": inwoners, "huishoudens": huishoudens, "woningen": woningen}
    parts = {name: _divide(size, seed, name, kinds, volumes[kinds.whole], truth) for name, kinds in KINDS.items()}
    return Population(volumes, parts)


def _inwoners(size: Size, seed: int, truth: Truth) -> Counts:
    rng = stream(seed, "inwoners")
    mean = {city.number: city.size for city in size.cities}
    people = np.array([mean[int(g)] for g in plots(size).gemeente]) * rng.lognormal(-0.1, 0.45, len(truth.start))
    people = np.where(truth.work, rng.choice([0.0, 4.0, 8.0, 25.0, 60.0, 90.0, 130.0], len(people)), people)
    years = np.arange(len(size.years))[:, None]
    growth = np.exp(0.006 * years + 0.02 * field(size, rng) * years / 10)
    # A new wijk fills up along an S: fastest when half of it stands.
    built = np.where(truth.new, 1 / (1 + np.exp(-(years - size.midway) / 1.5)), 1.0)
    return np.asarray(np.round(people * growth * built)).astype(np.int64)


def _divide(size: Size, seed: int, name: str, kinds: Kinds, whole: Counts, truth: Truth) -> Mapping[str, Counts]:
    """Parts of every whole that add up to it exactly: drawn one person at a time (multinomial)."""
    rng = stream(seed, "parts", name)
    log = []
    for part, share in kinds.shares.items():
        worse, students, new = kinds.tilts.get(part, (0.0, 0.0, 0.0))
        tilt = worse * truth.latent + students * truth.students + new * truth.new
        own = 0.04 if name == "geslacht" else 0.15
        log.append(np.log(share) + tilt + own * field(size, rng))
    weights = np.exp(np.stack(log, axis=-1))
    drawn = _steady(rng, whole, weights / weights.sum(axis=-1, keepdims=True))
    return {part: drawn[..., i] for i, part in enumerate(kinds.shares)}


def _steady(rng: np.random.Generator, whole: Counts, shares: Floats) -> Counts:
    """Counts (t, n, k) near whole * shares: the same people largely stay, so chance is drawn on one in ten."""
    fixed = np.floor(0.9 * whole[..., None] * shares).astype(np.int64)
    return np.asarray(fixed + rng.multinomial(whole - fixed.sum(axis=-1), shares), dtype=np.int64)
