"""The loader on definitions that are wrong: always a DefinitionError that names file and key, never another error."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toetssteen.indicators.catalogue import load_domains, load_indicators
from toetssteen.indicators.named_areas import load_named_areas
from toetssteen.kernel.areas import Level
from toetssteen.kernel.errors import DefinitionError

DEFINITIONS = Path(__file__).parents[2] / "definitions"
DOMAINS = '- {id: wonen, name: Wonen, question: "Hoe?"}\n- {id: bevolking, name: Wie, question: "Wie?"}\n'
GOOD = """\
id: woningen
name: Woningen
meaning: Het aantal woningen.
does_not_say: Niet of zij goed zijn.
domain: wonen
unit: aantal
direction: context
aggregation: {rule: sum, exact: true}
range: [0, 100]
columns:
- {source: bron, column: WON, rounding: 5, levels: [wijk, buurt]}
"""
SHARE = GOOD.replace("id: woningen", "id: koop").replace("{rule: sum, exact: true}", "{rule: weighted, by: woningen}")
AREA = "id: noord\nname: Noord\nkind: gebied\ngemeente: GM0014\norigin: Brief\nverified: false\n"


def _folder(root: Path, **files: str) -> Path:
    folder = root / "indicators"
    folder.mkdir(exist_ok=True)
    (root / "domains.yaml").write_text(DOMAINS, encoding="utf-8")
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_good_definition_becomes_the_kernel_words(tmp_path: Path) -> None:
    share, count = load_indicators(_folder(tmp_path, woningen=GOOD, koop=SHARE))
    assert (share.id, count.id) == ("koop", "woningen")
    assert share.aggregation.by == "woningen"
    assert count.columns[0].levels == (Level.WIJK, Level.BUURT)
    assert count.columns[0].rounding == 5
    assert count.range == (0.0, 100.0)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("name: Woningen", "naam: Woningen", "bij “naam”: Deze naam bestaat niet"),
        ("column: WON", "colum: WON", r"bij “columns\[0\].colum”"),
        ("unit: aantal\n", "", "bij “unit”: Dit ontbreekt. Vul het in"),
        (
            "unit: aantal",
            "unit: 3",
            "bij “unit”: Hier hoort tekst, maar er staat een geheel getal. Zet er aanhalingstekens omheen",
        ),
        (
            "direction: context",
            "direction: omhoog",
            "bij “direction”: 'omhoog' is hier geen geldige keuze. Kies uit: higher, lower, context",
        ),
        ("rounding: 5", "over: bestaat_niet", r"bij “columns\[0\].over”: “bestaat_niet” is geen cijfer dat telt"),
        ("rounding: 5", "over: woningen", r"bij “columns\[0\].over”: Een cijfer wordt maar door één ander"),
        ("rounding: 5", "least_divisor: 50", r"bij “columns\[0\].least_divisor”"),
        ("rule: sum", "rule: sum, otherwise: woningen", "bij “aggregation.otherwise”: Alleen bij"),
        ("domain: wonen", "domain: geluk", "bij “domain”: Het thema “geluk” bestaat niet"),
        ("rule: sum", "rule: weighted, by: bestaat_niet", "bij “aggregation.by”: Het gewicht “bestaat_niet”"),
        ("rule: sum", "rule: sum, by: woningen", "bij “aggregation.by”: Alleen bij"),
        ("[0, 100]", "[100, 0]", "bij “range”"),
        ("[0, 100]", "[0, .nan]", "bij “range”"),
        ("[0, 100]", "[0, 1, 2]", "bij “range”"),
        ("rounding: 5", "factor: 0", r"bij “columns\[0\]”"),
        ("id: woningen", "id: huizen", "bij “id”: Het bestand heet anders"),
        ("name: Woningen", "name: Woningen\nname: Huizen", "bij “regel 3”: “name” staat er twee keer"),
        ("name: Woningen", "name: &a Woningen\nshort: *a", "bij “regel 3”: Een verwijzing"),
        ("[0, 100]", "[0, 100", "bij “regel [0-9]+”: De YAML klopt niet"),
        ("name: Woningen", "name: ' '", "bij “name”: Dit is leeg"),
        ("columns:\n- {source: bron, column: WON, rounding: 5, levels: [wijk, buurt]}\n", "", "wie de cijfers heeft"),
        (
            "columns:",
            "breaks: [{year: 2021, why: x, source: y}, {year: 2020, why: x, source: y}]\ncolumns:",
            "bij “breaks”: Zet breuken op volgorde",
        ),
        ("columns:", "breaks: [{year: 2021, why: ' ', source: y}]\ncolumns:", "bij “breaks”: Zeg bij elke breuk"),
        ("levels: [wijk, buurt]", "levels: [stad]", "'stad' is hier geen geldige keuze. Kies uit: buurt, wijk,"),
    ],
)
def test_a_fault_names_file_and_key(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert old in GOOD
    with pytest.raises(DefinitionError, match=r"^indicators/woningen.yaml") as caught:
        load_indicators(_folder(tmp_path, woningen=GOOD.replace(old, new)))
    assert caught.match(expected)


def test_a_weight_must_be_a_sum(tmp_path: Path) -> None:
    other = SHARE.replace("id: koop", "id: huur").replace("by: woningen", "by: koop")
    with pytest.raises(DefinitionError, match=r"huur.yaml, bij “aggregation.by”: .*kun je zelf niet optellen"):
        load_indicators(_folder(tmp_path, woningen=GOOD, koop=SHARE, huur=other))


def test_a_theme_stands_once(tmp_path: Path) -> None:
    file = tmp_path / "domains.yaml"
    file.write_text(DOMAINS + DOMAINS, encoding="utf-8")
    with pytest.raises(DefinitionError, match="“wonen” staat er twee keer"):
        load_domains(file)


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"- a\n- b", b"\x00", b"[" * 3000, b"a: " + b"9" * 5000, b"d: 2026-13-45"]
)
def test_no_content_whatever_gives_another_error(tmp_path: Path, content: bytes) -> None:
    folder = _folder(tmp_path)
    (folder / "woningen.yaml").write_bytes(content)
    with pytest.raises(DefinitionError, match=r"woningen\.yaml"):
        load_indicators(folder)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), junk=st.text(alphabet="{}[]:-&*!|>'\"#%@`,? \n\tax0.é", max_size=12))
def test_mangled_yaml_loads_or_is_a_definition_error(tmp_path: Path, seed: int, junk: str) -> None:
    chance = random.Random(seed)
    start = chance.randrange(len(GOOD))
    mangled = GOOD[:start] + junk + GOOD[start + chance.randrange(20) :]
    assert _outcome(_folder(tmp_path, woningen=mangled)) in ("woningen", "DefinitionError: indicators/woningen.yaml")


def _outcome(folder: Path) -> str:
    """The id that loaded, or the error with the file it names; any other error goes through."""
    try:
        return load_indicators(folder)[0].id
    except DefinitionError as error:
        return f"DefinitionError: {str(error)[: len('indicators/woningen.yaml')]}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (AREA.replace("gebied", "stadsdeel"), "bij “kind”"),
        (AREA.replace("GM0014", "Groningen"), "bij “gemeente”"),
        (AREA + "members: {2024: [BU03630000]}", "bij “members.2024”"),
        (AREA + "members: {2024: [BU00140900, BU00140900]}", "twee keer"),
        (AREA + "members: {2024: []}", "geen codes"),
        (AREA + "parts: [zuid]", "bij “parts”: Het gebied “zuid” bestaat niet"),
        (AREA + "variants: [noord]", "bij “variants”"),
        (AREA + "leden: {}", "bij “leden”"),
    ],
)
def test_a_wrong_area_names_file_and_key(tmp_path: Path, text: str, expected: str) -> None:
    (tmp_path / "noord.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError, match=expected):
        load_named_areas(tmp_path)


WISH = GOOD.split("columns:")[0] + "wanted: {holder: wij, level: wijk, how_to_ask: vraag, lowest: LEVEL}\n"


def test_a_wish_names_a_level_that_is_there(tmp_path: Path) -> None:
    (found,) = load_indicators(_folder(tmp_path, woningen=WISH.replace("LEVEL", "wijk")))
    assert found.wanted is not None
    assert found.wanted.lowest is Level.WIJK
    (found,) = load_indicators(_folder(tmp_path, woningen=WISH.replace(", lowest: LEVEL", "")))
    assert found.wanted is not None
    assert found.wanted.lowest is Level.GEMEENTE
    for wrong in ("gebied", "straat", "3"):
        with pytest.raises(DefinitionError, match="lowest"):
            load_indicators(_folder(tmp_path, woningen=WISH.replace("LEVEL", wrong)))
