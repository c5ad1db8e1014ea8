"""What a page and the API say of how far a target is: the numbers, the years and the rest, and why there is none."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from toetssteen.analysis.towards import TargetDistance
from toetssteen.answers.figures.towards import TargetAim, TargetProgress, target_progress
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.words.target_words import distance_words, explained, target_amount
from toetssteen.warehouse.snapshots import Shelf

FIGURE = "bijstand_per_1000"
# Nothing in these words may say that something helped, worked or was caused.
CLAIMS = re.compile(r"help|geholpen|werkt|dankzij|door de|omdat|effect|resultaat", re.IGNORECASE)


@pytest.fixture(scope="module")
def small(invented_var: Path) -> Iterator[Atlas]:
    """The invented country."""
    snapshot = Shelf(invented_var / "snapshots").open_current()
    yield Atlas(snapshot)
    snapshot.reader.close()


def far(atlas: Atlas, code: str, value: float | None, since: int | None = 2017, name: str = FIGURE) -> TargetProgress:
    return target_progress(atlas, atlas.place(code), atlas.indicator(name), TargetAim(value, since))


def test_every_distance_has_words_of_its_own() -> None:
    words = [distance_words(distance) for distance in TargetDistance]
    assert len(set(words)) == len(words)
    assert not [word for word in words if CLAIMS.search(word)]


def test_the_numbers_and_years_behind_it_are_said(small: Atlas) -> None:
    place = next(p for p in small.gazetteer.places.values() if p.named and p.name == "Lindemonde-West")
    found = far(small, place.code, 91)
    own, there = found.own, found.elsewhere
    assert own is not None
    assert there is not None
    assert (own.first_year, own.last_year) == (there.first_year, there.last_year) == (2017, 2023)
    [text] = explained(found, "91")
    assert text == (
        f"Hier van {own.ends.reference:.0f} naar {own.ends.value:.0f}, in de rest van Lindemonde van "
        f"{there.ends.reference:.0f} naar {there.ends.value:.0f} (2017–2023)."
    )
    assert found.verdict.distance is TargetDistance.REACHED_ELSEWHERE_TOO
    assert far(small, place.code, 50).verdict.distance is TargetDistance.CLOSER


def test_a_rest_that_may_not_be_compared_is_explained(small: Atlas) -> None:
    place = next(p for p in small.gazetteer.places.values() if p.named and p.name == "Rietstad-Oost")
    found = far(small, place.code, 70)
    assert found.elsewhere is None
    assert found.breaks == (2019,)
    assert explained(found, "70")[-1] == "Van de rest van Rietstad zijn de jaren voor en na 2019 niet te vergelijken."


def test_the_country_has_no_rest(small: Atlas) -> None:
    assert "Er is geen rest om naast te leggen." in explained(far(small, "NL00", 1), "1")


@pytest.mark.parametrize("value", [None, 0, 10_000])
def test_no_sentence_says_that_something_helped(small: Atlas, value: float | None) -> None:
    codes = [p.code for p in small.gazetteer.places.values()][:60]
    texts = [text for code in codes for text in explained(far(small, code, value), "dit doel")]
    assert texts
    assert not [text for text in texts if CLAIMS.search(text)]
    assert all(text.endswith(".") for text in texts)


@pytest.mark.parametrize(("value", "text"), [("4.5", "4,5"), ("91", "91"), ("7E+1", "70"), ("91.00", "91")])
def test_a_target_is_shown_as_it_was_typed(small: Atlas, value: str, text: str) -> None:
    assert target_amount(Decimal(value), small.indicator(FIGURE)) == f"{text}\u00a0per 1.000 inwoners"
