"""No text makes a regular expression of ours take longer than it is long."""

import re
from time import perf_counter

import pytest
from architecture.patterns import compiled, faults, hard_texts, written

# A pattern and whether it searches -> where it stands.
Patterns = dict[tuple[str, bool], str]
# Where only the whole of a text is asked for, though by another name.
WHOLE = {"toetssteen.web.imports.parsing.dates._FORMS"}
# Of what nobody sends: where -> why it may stay.
SAFE = {"web/ui/pictures/alone.py": "a picture that we drew; what people typed stands in it without brackets"}


@pytest.fixture(scope="module")
def every() -> Patterns:
    """Of the whole source; read when it is asked for, for every worker collects this file."""
    return {(pattern, searches): where for where, pattern, searches in (*written(), *compiled())}


def test_the_patterns_are_found(every: Patterns) -> None:
    """Those put together out of pieces too."""
    assert len(every) > 50
    places = set(every.values())
    assert any(where.endswith("vocabulary._WEAK") or "vocabulary.py" in where for where in places)
    assert any("dates" in where for where in places)


@pytest.mark.parametrize(
    "pattern",
    [r"(a+)+$", r"(?:\s*x\s*)*y", r"\s*([^()]+?)\s*\)?\s*$", r"\d+\d+x", r"[\d.]*\d+x", r"(a|b+)*c", r"(?:.*,)*x", r"a*b?a*c"],
)  # fmt: skip
def test_what_explodes_is_refused(pattern: str) -> None:
    assert faults(pattern)


@pytest.mark.parametrize(
    "pattern", [r"[a-z0-9]+(?:-[a-z0-9]+)*", r"\d{1,3}(?:\.\d{3})+|\d+", r"\S+ .*", r"a+b+c", r"<[^>]*>"]
)
def test_what_is_quick_is_let_through(pattern: str) -> None:
    assert faults(pattern) == []


def test_no_pattern_has_repetitions_that_can_share_a_text(every: Patterns) -> None:
    assert {where: (pattern, found) for (pattern, _), where in every.items() if (found := faults(pattern))} == {}


def seconds(made: "re.Pattern[str]", text: str, *, searches: bool) -> float:
    """The quickest of three times; a clock that stops for another process is not the pattern's fault."""
    times = []
    for _again in range(3):
        begun = perf_counter()
        made.fullmatch(text)
        if searches:
            made.sub("", text)
        times.append(perf_counter() - begun)
    return min(times)


@pytest.mark.long  # a clock on a busy machine is no evidence; the parsed form above is held in every run
def test_four_times_the_text_takes_no_more_than_some_times_the_time(every: Patterns) -> None:
    """Linear is 4, quadratic 16; under a millisecond nothing is said."""
    slow = {}
    for (pattern, searches), where in every.items():
        if where.split(":")[0] in SAFE:
            continue
        made, anywhere = re.compile(pattern), searches and where not in WHOLE
        for short, long in zip(hard_texts(pattern, 1_000), hard_texts(pattern, 4_000), strict=True):
            took = seconds(made, long, searches=anywhere)
            if took > 0.003 and took > 10 * seconds(made, short, searches=anywhere):
                slow[where] = (pattern, long[:40], round(took, 4))
    assert slow == {}
