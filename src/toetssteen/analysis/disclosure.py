"""Disclosure control: no release from which a figure that its publisher withholds can be subtracted.

Every function looks at one indicator over several years: arrays are (years, parts) or (years, wholes), bool.
A part is known (it has a number), secret (the publisher withholds it) or neither (there is no such cell).
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Positions = NDArray[np.intp]
Count = TypeVar("Count", bound=float | Decimal)

# A release about fewer parts is the part itself; about fewer people it says too much of each.
LEAST_PARTS = 2
LEAST_PEOPLE = 100
# A count of people below this may point at somebody.
LEAST_COUNT = 10


@dataclass(frozen=True, slots=True)
class SuppressedCount:
    """In the place of a count of people that may not leave. It holds no number, so none can be shown by mistake."""


def large_enough(parts: int, people: float) -> bool:
    """Whether an area of this many parts and people (NaN: unknown) is large enough to give figures about."""
    return parts >= LEAST_PARTS and bool(people >= LEAST_PEOPLE)


def count_may_leave(count: float, people: float) -> bool:
    """Whether a count of people from our own records may be shown to everybody: the count itself large enough, and the
    area it is about (people: its inhabitants; NaN: unknown) too. Nobody at all is told no more than a few."""
    return bool(count >= LEAST_COUNT) and bool(people >= LEAST_PEOPLE)


def released(count: Count, people: float) -> Count | SuppressedCount:
    """The count as far as it may be shown to everybody (see `count_may_leave`)."""
    return count if count_may_leave(float(count), people) else SuppressedCount()


def secret_inside(inside: Bools, secret: Bools) -> Bools:
    """(years,): whether one of the parts in the release is secret."""
    return np.asarray((inside & secret).any(axis=1))


def filled_wholes(inside: Bools, exists: Bools, whole_of: Positions, wholes: int) -> Bools:
    """(years, wholes): which wholes lie in the release with every part they have that year (and have at least one).

    whole_of: (parts,) position of the whole that each part belongs to.
    """
    outside = _count(exists & ~inside, whole_of, wholes)
    within = _count(exists & inside, whole_of, wholes)
    return np.asarray((within > 0) & (outside == 0))


def disclosed_by_subtraction(
    inside: Bools, known: Bools, secret: Bools, whole_of: Positions, whole_known: Bools
) -> Bools:
    """(years,): whether subtracting the release from a published whole leaves nothing but secret parts.

    True where some whole has a number of its own (whole_known: (years, wholes)), one of its known parts is in the
    release, none of its known parts is outside, and a secret part is outside. A year in which another known part
    stays outside is not told: what is left then mixes the secret with the known.
    """
    wholes = whole_known.shape[1]
    touched = _count(known & inside, whole_of, wholes) > 0
    outside = _count(known & ~inside, whole_of, wholes) > 0
    secret_outside = _count(secret & ~inside, whole_of, wholes) > 0
    return np.asarray((whole_known & touched & ~outside & secret_outside).any(axis=1))


def _count(mask: Bools, whole_of: Positions, wholes: int) -> NDArray[np.int64]:
    """(years, wholes): how many parts of each whole are marked."""
    year, part = np.nonzero(mask)
    return np.bincount(year * wholes + whole_of[part], minlength=len(mask) * wholes).reshape(len(mask), wholes)
