"""Labels that avoid each other."""

from collections.abc import Sequence
from dataclasses import dataclass

_GAP = 10.0
_MOST_LEVELS = 4


@dataclass(frozen=True, slots=True)
class Wish:
    """A label of `width` that wants its middle at `x`. Earlier wishes are served first."""

    x: float
    width: float


def in_rows(wishes: Sequence[Wish], start: float, end: float, rows: int) -> list[tuple[float, int] | None]:
    """For each wish its left edge and row (0 = nearest), within [start, end]; None where no room is left.

    Each takes the nearest row in which it is free; it may slide sideways but stays over its own x.
    """
    taken: list[list[tuple[float, float]]] = [[] for _ in range(rows)]
    answer: list[tuple[float, int] | None] = []
    for wish in wishes:
        place = _first_place(wish, taken, start, end)
        if place is not None:
            taken[place[1]].append((place[0], place[0] + wish.width))
        answer.append(place)
    return answer


def _first_place(
    wish: Wish, taken: list[list[tuple[float, float]]], start: float, end: float
) -> tuple[float, int] | None:
    if wish.width > end - start:
        return None
    for row, spans in enumerate(taken):
        left = _free(wish, spans, start, end)
        if left is not None:
            return left, row
    return None


def _free(wish: Wish, spans: list[tuple[float, float]], start: float, end: float) -> float | None:
    """The left edge nearest to centred that overlaps nothing, or None. The label keeps covering its x."""
    low, high = max(start, wish.x - wish.width), min(end - wish.width, wish.x)
    low, high = min(low, end - wish.width), max(high, start)
    best = min(max(wish.x - wish.width / 2, low), high)
    options = [best, *(b + _GAP for _, b in spans), *(a - _GAP - wish.width for a, _ in spans)]
    free = [
        left
        for left in options
        if low - 1e-6 <= left <= high + 1e-6
        and all(left >= b + _GAP - 1e-6 or left + wish.width <= a - _GAP + 1e-6 for a, b in spans)
    ]
    return min(free, key=lambda left: (abs(left - best), left), default=None)


def in_swarm(places: Sequence[float], radius: float, others: Sequence[tuple[float, float]]) -> list[float]:
    """How far above (-) or below the line each dot stands so that none hides another, or one of `others` (x, radius)."""
    apart = 2 * radius - 1
    taken = [(x, 0.0, size) for x, size in others]
    answer = []
    for x in places:
        offs = [sign * level * apart for level in range(_MOST_LEVELS) for sign in (1, -1)]
        off = next((o for o in offs if _clear(x, o, radius, taken)), 0.0)
        taken.append((x, off, apart - radius))
        answer.append(off)
    return answer


def _clear(x: float, off: float, radius: float, taken: Sequence[tuple[float, float, float]]) -> bool:
    return all((x - tx) ** 2 + (off - to) ** 2 >= (size + radius - 1) ** 2 for tx, to, size in taken)


def in_column(wishes: Sequence[tuple[float, float]], start: float, end: float) -> list[float] | None:
    """Tops for blocks (wanted middle, height) that do not overlap within [start, end]; None without room.

    Blocks keep the order of their middles, are pushed down where they touch, then back up from the end.
    """
    if sum(height for _, height in wishes) > end - start:
        return None
    order = sorted(range(len(wishes)), key=lambda i: (wishes[i][0], i))
    tops = [0.0] * len(wishes)
    floor = start
    for i in order:
        middle, height = wishes[i]
        tops[i] = max(floor, middle - height / 2)
        floor = tops[i] + height
    ceiling = end
    for i in reversed(order):
        tops[i] = min(tops[i], ceiling - wishes[i][1])
        ceiling = tops[i]
    return tops
