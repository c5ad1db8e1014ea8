"""What every indicator in this checkout must be: loadable, readable, traceable, free of what we never use."""

import re
from pathlib import Path

import pytest
from indicators.publishers_columns import column_names

from toetssteen.indicators.catalogue import load_domains, load_indicators
from toetssteen.kernel.areas import Level
from toetssteen.kernel.definitions import AggregationRule, Direction, Indicator, Source, Wanted
from toetssteen.sources.definitions.catalogue import load_sources

DEFINITIONS = Path(__file__).parents[2] / "definitions"
INDICATORS = load_indicators(DEFINITIONS / "indicators")
SOURCES: dict[str, Source] = {source.id: source for source in load_sources(DEFINITIONS / "sources")}
every = pytest.mark.parametrize("one", INDICATORS, ids=lambda one: one.id)

# An abbreviation, and the words that must explain it in the same definition.
EXPLAINED = {
    "CBS": "Centraal Bureau|gegevens van het CBS|Vraag het CBS|DUO|openbaar bij het CBS",
    "WOZ": "waarde die de gemeente",
    "WW": "werkloos is",
    "Wmo": "wet voor hulp",
    "ELAN": "Leids Universitair Medisch Centrum",
    "SES-WOA": "score van het CBS",
    "DUO": "Dienst Uitvoering Onderwijs",
    "UWV": "kantoor voor uitkeringen",
    "GGD": "gezondheidsdienst",
    "RIVM": "instituut voor gezondheid",
    "RIEC": "centrum waar overheden",
    "hbo": "hogeschool",
    "wo": "universiteit",
}
FORBIDDEN = re.compile(
    r"ethnicity|SHNTAB|GEDETIN|WEST_AL|N_W_AL|MAROKKO|ANT_ARU|SURINAM|TURKIJE|OVER_NW|background|allocht|a_nl_all|a_eur|a_neu|a_ge?b_|a_gbl|MINORETH",
    re.I,
)


def _prose(one: Indicator) -> str:
    parts = [one.name, one.meaning, one.does_not_say, one.sentence]
    if one.wanted:
        parts += [one.wanted.holder, one.wanted.level, one.wanted.because, one.wanted.how_to_ask]
    return " ".join(part if part.endswith(".") else part + "." for part in parts)


def test_enough_indicators_have_data_and_some_are_only_wanted() -> None:
    assert sum(bool(one.columns) for one in INDICATORS) >= 55
    assert sum(one.wanted is not None for one in INDICATORS) >= 10


def test_every_wish_names_the_smallest_place_it_may_stand_at_and_why() -> None:
    for file in (DEFINITIONS / "indicators").glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        assert ("\nwanted:\n" in text) == ("\n  lowest: " in text) == ("\n  because: " in text), file.name
    wanted = {one.id: one.wanted for one in INDICATORS if one.wanted is not None}
    for level in (Level.BUURT, Level.WIJK, Level.GEBIED):
        assert not wanted["ondermijning"].may_stand(level)
        assert not wanted["hulp_rond_18_jaar"].may_stand(level)
        # What is about ground and homes brands nobody.
        assert wanted["groen_in_de_buurt"].may_stand(level)
        assert wanted["vocht_en_schimmel"].may_stand(level)
    assert wanted["problematische_schulden"].may_stand(Level.GEBIED)
    assert not wanted["problematische_schulden"].may_stand(Level.BUURT)
    assert all(one.may_stand(Level.LAND) for one in wanted.values())
    assert not Wanted("", "", "").may_stand(Level.WIJK), "without a word it is named at no wijk"


def test_they_come_by_theme_then_key_then_id() -> None:
    order = [domain.id for domain in load_domains(DEFINITIONS / "domains.yaml")]
    keys = [(order.index(one.domain), not one.key, one.id) for one in INDICATORS]
    assert keys == sorted(keys)


def test_every_theme_has_two_to_five_key_indicators() -> None:
    for domain in load_domains(DEFINITIONS / "domains.yaml"):
        key = [one.id for one in INDICATORS if one.domain == domain.id and one.key]
        assert 2 <= len(key) <= 5, (domain.id, key)


@every
def test_words_are_plain(one: Indicator) -> None:
    prose = _prose(one)
    assert "indicator" not in prose.lower()
    assert max(len(sentence.split()) for sentence in re.split(r"[.:;] ", prose)) <= 30, prose
    for word in set(re.findall(r"\b(?:[A-Z]{2,}(?:-[A-Z]+)?|Wmo|hbo|wo)\b", prose)):
        assert word in EXPLAINED, f"{one.id}: explain {word}"
        assert re.search(EXPLAINED[word], prose), f"{one.id}: {word} is not explained"


@every
def test_the_sentence_can_be_said(one: Indicator) -> None:
    said = one.sentence.format(gebied="Vinkhuizen", waarde="1 op de 6")
    assert "Vinkhuizen" in said
    assert "1 op de 6" in said
    assert one.sentence.endswith(".")
    assert said[0].isupper()


@every
def test_composition_has_no_better(one: Indicator) -> None:
    if one.composition:
        assert one.direction is Direction.CONTEXT
    if one.unit == "%":
        assert one.range == (0, 100)


@every
def test_origin_suspects_and_detainees_are_never_used(one: Indicator) -> None:
    for use in one.columns:
        assert not FORBIDDEN.search(f"{use.column} {use.per or ''}"), use.column


@every
def test_its_sources_are_defined(one: Indicator) -> None:
    assert {use.source for use in one.columns} <= SOURCES.keys()
    assert all(SOURCES[use.source].figures for use in one.columns)


@every
def test_model_estimates_say_so(one: Indicator) -> None:
    if any(use.source.startswith(("gezondheid-wijken-2016", "rivm-")) for use in one.columns):
        assert all(use.estimated for use in one.columns)
        assert "schatting" in one.does_not_say


def test_population_and_the_weights() -> None:
    by_id = {one.id: one for one in INDICATORS}
    assert by_id["inwoners"].aggregation.rule is AggregationRule.SUM
    assert {one.aggregation.by for one in INDICATORS} == {
        None, "inwoners", "huishoudens", "woningen", "inwoners_elan", "huishoudens_ses_woa", "inwoners_15_plus",
    }  # fmt: skip
    for refused in ("vermogen_mediaan", "leefbaarheid_klasse", "spreiding_misdrijven", "ses_woa_spreiding"):
        assert by_id[refused].aggregation.rule is AggregationRule.NONE


def test_every_column_stands_in_the_publishers_file(data_folder: Path) -> None:
    headers = {
        id_: column_names(SOURCES[id_], data_folder)
        for id_ in {u.source for i in INDICATORS for u in i.columns}
        # Those of the network and of a family have tests of their own: tests/sources/network and tests/sources/columns.
        if SOURCES[id_].live is None and not SOURCES[id_].family
    }
    missing = [
        (one.id, use.source, name)
        for one in INDICATORS
        for use in one.columns
        for name in (use.column, use.per)
        if use.source in headers and name is not None and name not in headers[use.source]
    ]
    assert missing == []


def test_nothing_that_counts_origin_is_better_or_worse() -> None:
    """The total of the Leefbaarometer 2.0 holds a part that counts origin, so it is shown but never judged with."""
    found = {i.id: i for i in INDICATORS}
    for name in ("leefbaarheid_score", "leefbaarheid_klasse", "leefbaarheid_bewoners"):
        assert found[name].direction is Direction.CONTEXT
