"""List, sentence and subtraction on the page say one thing: every place of the invented country, and 300 real ones.

The texts are read back with a pattern and decimal arithmetic; nothing of the rule itself is used.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from toetssteen.answers.figures.against_reference import Reading
from toetssteen.answers.figures.numbers import exact
from toetssteen.answers.figures.profile import Profile, profile, references
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.words import gap_words, sentences
from toetssteen.kernel.dutch import amount_in
from toetssteen.warehouse.snapshots import Shelf

FORBIDDEN = re.compile(r"\b0,00? keer|\b1,00? keer|omgekeerd|km (hoger|lager)|nan|None|  ")
SIZE = re.compile(r"(?:Dat is (?:ongeveer )?|een verschil van )(€\u00a0)?(?P<size>[\d.]+(?:,\d+)?)")


@pytest.fixture(scope="session")
def invented(invented_var: Path) -> Iterator[Atlas]:
    snapshot = Shelf(invented_var / "snapshots").open_current()
    yield Atlas(snapshot)
    snapshot.reader.close()


def number(text: str) -> Decimal:
    found = amount_in(text)
    assert found is not None, text
    return Decimal(repr(found.value))


def check_reading(found: Profile, one: Reading) -> str:
    """What the sentence says of the difference: "same", "about", "more" or "less"; and that every number fits."""
    name = found.reference_name
    for text in sentences.all_sentences(one, found.place, found.reference, name):
        assert not FORBIDDEN.search(text), text
        assert text.endswith("."), text
    text = gap_words.distance(one, name)
    if one.gap is None or one.latest is None:
        assert text == ""
        return ""
    here, there = (number(exact(v or 0.0, one.indicator)) for v in (one.latest.value, one.against))
    told = SIZE.match(text) or SIZE.search(text)
    assert (Decimal(0) if told is None else number(told["size"])) == abs(here - there), text
    if here == there:
        assert text.startswith("Dat is even "), text
        return "same"
    assert not text.startswith("Dat is even "), text
    if " kan door afronding komen" in text or " kan toeval zijn" in text:
        assert text.startswith("Dat is ongeveer even "), text
        return "about"
    higher = re.search(r" (hoger|meer|verder|langer) dan in ", text) is not None
    assert higher == (here > there), text
    ratio = re.search(r"of ([\d,]+) keer", text)
    inverse = re.search(r"(?:is|was) het ([\d,]+) keer", text)
    assert not (ratio and inverse), text
    if inverse:
        assert not higher, text
        assert float(abs(number(inverse[1]) - there / here)) <= 0.0501, text
    if ratio:
        assert higher, text
        assert float(abs(number(ratio[1]) - here / there)) <= 0.0501, text
    return "more" if higher else "less"


def check_profile(atlas: Atlas, found: Profile) -> Counter[str]:
    said = {r.indicator.id: check_reading(found, r) for t in found.themes for r in t.readings}
    seen: Counter[str] = Counter(said.values())
    newest = atlas.cube.years[-1]
    better = {"higher": "more", "lower": "less"}
    for one in (*found.well, *found.other, *found.alike):
        assert one.latest is not None
        assert one.latest.year >= newest - 5
        assert str(one.latest.year) in gap_words.year_and_kind(one)
    for one in found.well:
        assert said[one.indicator.id] == better[str(one.indicator.direction)]
        assert sentences.standing(one) == "beter"
    for one in found.other:
        assert said[one.indicator.id] in {"more", "less"} - {better[str(one.indicator.direction)]}
        assert sentences.standing(one) == "minder goed"
    for one in found.alike:
        assert said[one.indicator.id] in ("same", "about")
        assert sentences.standing(one) == "ongeveer gelijk"
    for one in found.closing:
        assert one in found.other
        assert "kleiner geworden" in sentences.moved(one, found.reference_name)
        assert one.change is not None
        assert ("verhouding" in gap_words.closer(one)) == (one.change.ratio is not None)
    for one in found.older:
        assert one.latest is not None
        assert one.latest.year < newest - 5
    return seen


def test_every_place_of_the_invented_country(invented: Atlas) -> None:
    seen: Counter[str] = Counter()
    for code in sorted(invented.gazetteer.places):
        seen += check_profile(invented, profile(invented, code))
    assert min(seen[kind] for kind in ("same", "about", "more", "less")) > 100


def test_three_hundred_real_places(real_snapshot: Atlas) -> None:
    places = sorted(real_snapshot.gazetteer.places)
    chosen = random.Random(13).sample(places, 300)
    chosen += [code for code, place in real_snapshot.gazetteer.places.items() if place.named is not None]
    chosen += ["GM0014", "GM0518", "WK001409", "NL00"]
    seen: Counter[str] = Counter()
    for code in chosen:
        seen += check_profile(real_snapshot, profile(real_snapshot, code))
    assert min(seen[kind] for kind in ("same", "about", "more", "less")) > 100


@pytest.mark.parametrize("code", ["den-haag-zuidwest", "GM0014", "WK001409"])
def test_against_every_reference(real_snapshot: Atlas, code: str) -> None:
    for reference in references(real_snapshot.place(code)):
        assert check_profile(real_snapshot, profile(real_snapshot, code, reference)).total() > 10


def read(atlas: Atlas, code: str, indicator: str) -> tuple[Reading, str]:
    found = profile(atlas, code)
    return next(r for t in found.themes for r in t.readings if r.indicator.id == indicator), found.reference_name


def test_lonely_45_against_44_is_about_the_same(real_snapshot: Atlas) -> None:
    """It stood under "goed", and its sentence said one point more."""
    found = profile(real_snapshot, "GM0268")
    lonely, name = read(real_snapshot, "GM0268", "eenzaam")
    older = {r.indicator.id: sentences.standing(r) for r in found.older}
    assert older["regie_eigen_leven"] == "ongeveer gelijk"
    assert not {"eenzaam", "regie_eigen_leven"} & {r.indicator.id for r in (*found.well, *found.other)}
    assert sentences.standing(lonely) == "ongeveer gelijk"
    assert gap_words.distance(lonely, name) == (
        "Dat is ongeveer even veel als in Nederland: een verschil van 1\u00a0procentpunt kan door afronding komen."
    )
    assert gap_words.year_and_kind(lonely) == "2016, geschat, bij benadering"


def test_the_lowest_incomes_of_elan_fell_everywhere_in_2022(real_snapshot: Atlas) -> None:
    """And the gap of Den Haag Zuidwest went up and down: its ends do not tell it."""
    found, name = read(real_snapshot, "den-haag-zuidwest", "laagste_inkomens_elan")
    assert found.jumps == (2022,)
    assert "In 2022 veranderde dit cijfer overal tegelijk" in gap_words.jumped(found)
    assert "het grootst in 2018 (9,3\u00a0procentpunt)" in sentences.moved(found, name)
    assert found not in profile(real_snapshot, "den-haag-zuidwest").closing
    assert gap_words.course(found, name).startswith(
        "Hier was het 14,6\u00a0% in 2011, het hoogst in 2013 (19,7\u00a0%) en 11,2\u00a0% in 2022;"
    )


def test_health_estimates_have_no_model_of_chance(real_snapshot: Atlas) -> None:
    assert [i.id for i in real_snapshot.indicators.values() if i.counted and any(c.estimated for c in i.columns)] == []
    lonely, _name = read(real_snapshot, "GM0268", "eenzaam")
    assert lonely.bands == ({}, {})
    counted, _name = read(real_snapshot, "den-haag-zuidwest", "bijstand_elan")
    assert counted.bands[0][2022].low < 8.3 < counted.bands[0][2022].high
