"""Nobody may subtract their way to a secret figure: against an enumeration written out, and as properties."""

from itertools import chain, combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toetssteen.analysis.disclosure import (
    LEAST_PEOPLE,
    disclosed_by_subtraction,
    filled_wholes,
    large_enough,
    secret_inside,
)

KNOWN, SECRET, NOTHING = "known", "secret", "nothing"


@st.composite
def panels(draw: st.DrawFn):
    """Two years of up to seven parts in up to three wholes: inside, known, secret, whole_of, whole_known."""
    parts = draw(st.integers(1, 7))
    wholes = draw(st.integers(1, 3))
    cells = [draw(st.lists(st.sampled_from([KNOWN, SECRET, NOTHING]), min_size=parts, max_size=parts)) for _ in "12"]
    inside = draw(st.lists(st.booleans(), min_size=parts, max_size=parts))
    whole_of = draw(st.lists(st.integers(0, wholes - 1), min_size=parts, max_size=parts))
    whole_known = [draw(st.lists(st.booleans(), min_size=wholes, max_size=wholes)) for _ in "12"]
    return (
        np.tile(np.array(inside), (2, 1)),
        np.array([[cell == KNOWN for cell in row] for row in cells]),
        np.array([[cell == SECRET for cell in row] for row in cells]),
        np.array(whole_of),
        np.array(whole_known),
    )


def slowly_told(inside, known, secret, whole_of, whole_known) -> list[bool]:
    """Year by year and whole by whole, in words: what is left of the whole is secret and nothing else."""
    answer = []
    for year in range(len(known)):
        told = False
        for whole in range(whole_known.shape[1]):
            own = [p for p in range(known.shape[1]) if whole_of[p] == whole]
            left = [p for p in own if not inside[year, p] and (known[year, p] or secret[year, p])]
            taken = [p for p in own if inside[year, p] and known[year, p]]
            if whole_known[year, whole] and taken and left and all(secret[year, p] for p in left):
                told = True
        answer.append(told)
    return answer


@given(panels())
def test_it_is_what_the_words_say(panel) -> None:
    assert disclosed_by_subtraction(*panel).tolist() == slowly_told(*panel)


@given(panels())
def test_what_is_left_always_holds_a_known_part_or_no_secret_one(panel) -> None:
    """The promise: where a release may leave, no whole minus the release is made of secret parts alone."""
    inside, known, secret, whole_of, whole_known = panel
    told = disclosed_by_subtraction(*panel)
    for year, whole in zip(*np.nonzero(whole_known), strict=True):
        own = whole_of == whole
        if told[year] or not (inside[year] & known[year] & own).any():
            continue
        left_secret = (secret[year] & ~inside[year] & own).any()
        left_known = (known[year] & ~inside[year] & own).any()
        assert left_known or not left_secret


@given(panels())
def test_the_order_of_parts_does_not_matter(panel) -> None:
    inside, known, secret, whole_of, whole_known = panel
    turned = disclosed_by_subtraction(inside[:, ::-1], known[:, ::-1], secret[:, ::-1], whole_of[::-1], whole_known)
    assert turned.tolist() == disclosed_by_subtraction(*panel).tolist()


@given(panels())
def test_without_secret_parts_or_published_wholes_nothing_is_told(panel) -> None:
    inside, known, secret, whole_of, whole_known = panel
    assert not disclosed_by_subtraction(inside, known, np.zeros_like(secret), whole_of, whole_known).any()
    assert not disclosed_by_subtraction(inside, known, secret, whole_of, np.zeros_like(whole_known)).any()


@given(panels())
def test_a_release_and_its_rest_are_never_both_free_where_they_tell_together(panel) -> None:
    """Area and rest beside one published whole: together they hold every known part, so what is left is secret.
    With a secret part in either, that one is refused by itself."""
    inside, known, secret, whole_of, whole_known = panel
    free = [
        ~(secret_inside(chosen, secret) | disclosed_by_subtraction(chosen, known, secret, whole_of, whole_known))
        for chosen in (inside, ~inside)
    ]
    both = free[0] & free[1]
    assert not (both & secret.any(axis=1)).any()


@pytest.mark.parametrize("secrets", [(), (3,), (2, 3)])
def test_every_choice_of_four_parts_of_one_whole(secrets: tuple[int, ...]) -> None:
    """By enumeration: with the whole published, told exactly when all known parts are chosen and a secret one is not."""
    secret = np.array([[part in secrets for part in range(4)]])
    known_parts = {part for part in range(4) if part not in secrets}
    for chosen in chain.from_iterable(combinations(range(4), n) for n in range(5)):
        inside = np.array([[part in chosen for part in range(4)]])
        told = disclosed_by_subtraction(inside, ~secret, secret, np.zeros(4, dtype=int), np.array([[True]]))[0]
        assert told == bool(known_parts and known_parts <= set(chosen) and set(secrets) - set(chosen))


def test_filled_wholes_by_hand() -> None:
    exists = np.array([[True, True, True, False], [True, False, True, True]])
    inside = np.tile([True, False, True, False], (2, 1))
    filled = filled_wholes(inside, exists, np.array([0, 0, 1, 2]), 3)
    assert filled.tolist() == [[False, True, False], [True, True, False]]


@pytest.mark.parametrize(
    ("parts", "people", "enough"),
    [(2, LEAST_PEOPLE, True), (2, LEAST_PEOPLE - 1, False), (1, 10_000, False), (5, float("nan"), False)],
)
def test_a_least_area(parts: int, people: float, enough: bool) -> None:
    assert large_enough(parts, people) is enough
