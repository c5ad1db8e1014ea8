"""The definition of comparable places: it loads, and what may not be in it is refused with file and key."""

from pathlib import Path

import pytest

from toetssteen.cli.snapshots import real_definitions
from toetssteen.indicators.comparable_places import LEVELS, ComparablePlaces, load_comparable_places
from toetssteen.kernel.definitions import Indicator
from toetssteen.kernel.errors import DefinitionError
from toetssteen.kernel.home import Home

FILE = Home.find().definitions / "comparable-places.yaml"


@pytest.fixture(scope="module")
def indicators() -> tuple[Indicator, ...]:
    return real_definitions(Home.find()).indicators


def load(tmp_path: Path, indicators: tuple[Indicator, ...], old: str, new: str) -> ComparablePlaces:
    """The definition with one text replaced."""
    text = FILE.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file = tmp_path / FILE.name
    file.write_text(text.replace(old, new), encoding="utf-8")
    return load_comparable_places(file, indicators)


def test_it_looks_at_every_domain_and_always_at_young_people_and_people_alone(
    indicators: tuple[Indicator, ...],
) -> None:
    definition = load_comparable_places(FILE, indicators)
    by_id = {indicator.id: indicator for indicator in indicators}
    judged = {domain.id for domain in real_definitions(Home.find()).domains}
    assert judged == {by_id[name].domain for feature in definition.features for name in feature.indicators}
    always = {name for feature in definition.features if feature.always for name in feature.indicators}
    assert {"aandeel_15_24", "eenpersoonshuishoudens"} <= always
    assert set(definition.windows) == set(LEVELS)


@pytest.mark.parametrize(
    "name",
    ["leefbaarheid_bewoners", "leefbaarheid_score", "leefbaarheid_klasse", "migratieachtergrond", "aandeel_westers"],
)
def test_origin_is_refused_whatever_it_is_called(tmp_path: Path, indicators: tuple[Indicator, ...], name: str) -> None:
    with pytest.raises(DefinitionError, match=rf"comparable-places.yaml.*features\[\d+\].*“{name}”.*herkomst"):
        load(tmp_path, indicators, "[leefbaarheid_omgeving]", f"[leefbaarheid_omgeving, {name}]")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("[wmo_per_1000]", "[wmo_per_duizend]", "“wmo_per_duizend” bestaat niet"),
        ("{id: omvang,", "{id: woz,", "“woz” staat er twee keer"),
        ("least: 5", "least: 11", "niet meer dan “nearest”"),
        ("caliper: 0.6", "caliper: 0", "meer dan nul"),
        ("caliper: 0.6", "caliper: .inf", "meer dan nul"),
        ("balance: 0.5", "balance: .nan", "meer dan nul"),
        ("shared: 0.75", "shared: 1.5", "niet meer dan 1"),
        ("sizes: [2500, 5000,", "sizes: [5000, 2500,", "lopen op"),
        ("wijk: {first: 2016, last: 2022}", "wijk: {first: 2023, last: 2022}", "eerste jaar"),
        ("  wijk: {first: 2016, last: 2022}\n", "", "gemeente, wijk en buurt"),
        ("at_least: 20", "at_least: 0", "meer dan nul"),
        ("nearest: 10", "nearest: tien", "comparable-places.yaml"),
        ("nearest: 10", "nearest: 10\nweigh: 3", "weigh"),
    ],
)
def test_a_fault_names_what_is_wrong(
    tmp_path: Path, indicators: tuple[Indicator, ...], old: str, new: str, words: str
) -> None:
    with pytest.raises(DefinitionError, match=words):
        load(tmp_path, indicators, old, new)
