"""Nothing invented may be mistaken for a real place."""

import csv
import json
from pathlib import Path

import pytest

from toetssteen.sources.invented import FULL, SMALL, named_areas
from toetssteen.sources.invented.division import divisions
from toetssteen.sources.invented.naming import area_number, buurt_names, wijk_names


def real_gemeenten(data_folder: Path) -> tuple[set[str], set[str]]:
    """Names and codes of all gemeenten in the publishers' files of 2021 and 2002-2024."""
    names, codes = set(), set()
    for file in ("cbs-kwb-2021-gemeenten/gemeenten_2021_tidy.csv", "cbs-kwb-2024/inwoners_gemeenten_2002_2024.csv"):
        with (data_folder / file).open(encoding="utf-8-sig", newline="") as handle:
            for row in csv.DictReader(handle):
                for cell in row.values():
                    text = (cell or "").strip()
                    codes |= {text} if text.startswith("GM") and len(text) == 6 else set()
                    names |= {text.casefold()} if text and not text[0].isdigit() else set()
    return names, codes


def test_no_name_or_code_is_that_of_a_real_gemeente(data_folder: Path) -> None:
    names, codes = real_gemeenten(data_folder)
    assert len(codes) > 300
    both = [d for size in (SMALL, FULL) for d in divisions(size)]
    invented = {name for d in both for layer in d.layers for name in layer.names}
    invented |= {size.country for size in (SMALL, FULL)}
    invented |= {area.name for size in (SMALL, FULL) for area in named_areas(size)}
    assert not {name.casefold() for name in invented} & names
    assert not {code for d in both for code in d.gemeenten.codes} & codes


def test_city_names_stand_in_no_list_of_real_wijken(data_folder: Path) -> None:
    text = json.dumps(
        [path.read_text(encoding="utf-8", errors="replace") for path in (data_folder / "cbs-kwb-2022").glob("*.csv")]
    ).casefold()
    assert "vinkhuizen" in text or "binnenstad" in text
    assert not [name for name in divisions(FULL)[0].gemeenten.names if name.casefold() in text]


def test_words_do_not_repeat() -> None:
    assert len(set(buurt_names(136, 90, 77))) == 303
    assert len(set(wijk_names(18, 15, 12))) == 46


def test_named_areas_say_that_they_do_not_exist() -> None:
    areas = {area.id: area for area in named_areas(SMALL)}
    focus = [area for area in areas.values() if area.kind == "focusgebied"]
    assert len(focus) == 2
    assert {area.exhaustive for area in focus} == {True, False}
    assert len({area.gemeente for area in focus}) == 2
    for area in areas.values():
        assert "erzonnen" in area.origin
        assert not area.verified
        assert all(part in areas for part in area.parts)


def test_members_exist_in_their_division_and_parts_make_the_whole() -> None:
    areas = {area.id: area for area in named_areas(SMALL)}
    known = {division.year: set(division.buurten.codes) for division in divisions(SMALL)}
    for area in areas.values():
        assert set(area.members) == set(known)
        for year, codes in area.members.items():
            assert codes
            assert set(codes) <= known[year]
            assert all(code[2:6] == area.gemeente[2:] for code in codes)
            if area.parts:
                assert set(codes) == {code for part in area.parts for code in areas[part].members[year]}


def test_named_areas_are_plain_enough_to_write_down() -> None:
    codes = [code for area in named_areas(SMALL) for members in area.members.values() for code in members]
    assert {type(code) for code in codes} == {str}


def test_a_large_country_repeats_names_between_cities_and_never_in_one() -> None:
    counts = (1163, 1163, 1163)
    names = buurt_names(*counts)
    assert len(names) == sum(counts)
    cities = [names[start : start + 1163] for start in range(0, 3 * 1163, 1163)]
    assert all(len(set(city)) == 1163 for city in cities)
    assert not any(here == there for here, there in zip(*cities[:2], strict=True))
    with pytest.raises(ValueError, match="possible"):
        wijk_names(5_000)


def test_numbers_of_two_signs_are_in_the_order_of_text() -> None:
    written = [area_number(number) for number in range(1036)]
    assert written[:2] == ["00", "01"]
    assert written[99:102] == ["99", "A0", "A1"]
    assert written[-1] == "ZZ"
    assert written == sorted(set(written))
    with pytest.raises(ValueError, match="1036"):
        area_number(1036)
