"""Every difference in a sentence is that of the numbers shown beside it, of every year it names: read back from the words.

Nothing of the rule itself is used: texts, a pattern, and decimal arithmetic.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest

from toetssteen.answers.comparison import compare_words
from toetssteen.answers.comparison.compare import compare, themes
from toetssteen.answers.figures.against_reference import Reading, Reference
from toetssteen.answers.figures.numbers import exact
from toetssteen.answers.figures.profile import Profile, profile, references
from toetssteen.answers.figures.series import Series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.words import gap_words, sentences
from toetssteen.kernel.definitions import Indicator
from toetssteen.kernel.dutch import amount_in
from toetssteen.warehouse.snapshots import Shelf

_N = r"(?:€ )?−?\d[\d.]*(?:,\d+)?"
DISTANCE = re.compile(rf"(?:Dat is (?:ongeveer )?|een verschil van )({_N})")
ENDS = re.compile(rf"In (\d{{4}}) was dat hier ({_N})[^,]*? dan in .+?, in (\d{{4}}) ({_N})")
WENT = re.compile(rf"Het verschil ging tussen (\d{{4}}) en (\d{{4}}) van ({_N}) naar ({_N})")
TURNED = re.compile(
    rf"Het verschil was ({_N}).*? in (\d{{4}}), het (?:grootst|kleinst) in (\d{{4}}) \(({_N})[^)]*\) en ({_N}).*? in (\d{{4}})"
)
CLOSER = re.compile(rf"van ({_N}).*? in (\d{{4}}) naar ({_N}).*? in (\d{{4}})")
APART = re.compile(rf"ten hoogste ({_N})")


@pytest.fixture(params=["invented", "real"], scope="module")
def atlas(request: pytest.FixtureRequest) -> Iterator[Atlas]:
    var: Path = request.getfixturevalue(f"{request.param}_var")
    snapshot = Shelf(var / "snapshots").open_current()
    yield Atlas(snapshot)
    snapshot.reader.close()


def number(text: str) -> Decimal:
    found = amount_in(text.replace("€ ", "€\u00a0"))
    assert found is not None, text
    return Decimal(repr(found.value))


def shown(figures: Series, year: int, indicator: Indicator) -> Decimal:
    """The number of a year as the table writes it."""
    point = figures.at(year)
    assert point is not None
    assert point.value is not None
    return number(exact(point.value, indicator))


def pairs(text: str) -> Iterator[tuple[int, str]]:
    """Each year of a sentence about a difference, and its size."""
    if found := ENDS.search(text):
        yield from ((int(found[1]), found[2]), (int(found[3]), found[4]))
    if found := WENT.search(text):
        yield from ((int(found[1]), found[3]), (int(found[2]), found[4]))
    if found := TURNED.search(text):
        yield from ((int(found[2]), found[1]), (int(found[3]), found[4]), (int(found[6]), found[5]))


def check(found: Profile, one: Reading) -> Counter[str]:
    seen: Counter[str] = Counter()
    if one.latest is None or one.seen is None or one.beside is None:
        return seen
    plain = gap_words.distance(one, found.reference_name).replace("\u00a0", " ")
    here = shown(one.series, one.latest.year, one.indicator)
    there = shown(one.reference or one.series, one.beside.year, one.indicator)
    told = DISTANCE.search(plain)
    assert (number(told[1]) if told else Decimal(0)) == abs(here - there), plain
    seen["level"] += 1
    if one.reference is None:
        return seen
    moved = sentences.moved(one, found.reference_name).replace("\u00a0", " ")
    changes = list(pairs(moved))
    assert bool(changes) == bool(re.search(r"was dat hier|ging tussen|Het verschil was", moved)), moved
    if one in found.closing:
        line = CLOSER.search(gap_words.closer(one).replace("\u00a0", " "))
        assert line is not None
        changes += [(int(line[2]), line[1]), (int(line[4]), line[3])]
    for year, size in changes:
        gap = shown(one.series, year, one.indicator) - shown(one.reference, year, one.indicator)
        assert number(size) == abs(gap), (found.place.code, one.indicator.id, year, moved)
        seen["change"] += 1
    return seen


def places(atlas: Atlas) -> list[str]:
    """A hundred, and the named ones."""
    codes = sorted(atlas.gazetteer.places)
    named = [code for code, place in atlas.gazetteer.places.items() if place.named is not None]
    return [*random.Random(54).sample(codes, 100), *named]


def test_every_sentence_of_a_place(atlas: Atlas) -> None:
    seen: Counter[str] = Counter()
    for code in places(atlas):
        found = profile(atlas, code)
        for one in (reading for theme in found.themes for reading in theme.readings):
            seen += check(found, one)
    assert seen["level"] > 1000
    assert seen["change"] > 200


def test_against_every_reference(atlas: Atlas) -> None:
    seen: Counter[str] = Counter()
    for code in places(atlas)[-5:]:
        for reference in references(atlas.place(code)):
            found = profile(atlas, code, reference)
            for one in (reading for theme in found.themes for reading in theme.readings):
                seen += check(found, one)
        assert Reference.START in references(atlas.place(code))
    assert seen["level"] > 100


def test_places_side_by_side(atlas: Atlas) -> None:
    named = [place.code for place in atlas.gazetteer.places.values() if place.named is not None and place.members]
    told = 0
    for two in combinations(named[:5], 2):
        for theme in themes(atlas):
            for row in compare(atlas, two, theme.id).rows:
                match = APART.search(compare_words.apart(row).replace("\u00a0", " "))
                if match is not None:
                    values = [number(exact(entry.value or 0.0, row.indicator)) for entry in row.known]
                    assert number(match[1]) == max(values) - min(values), row.indicator.id
                    told += 1
    assert told > 30
