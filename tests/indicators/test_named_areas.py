"""The named areas of this checkout, against the publishers' own counts."""

import csv
import json
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from toetssteen.indicators.named_areas import load_named_areas

DEFINITIONS = Path(__file__).parents[2] / "definitions"
AREAS = {area.id: area for area in load_named_areas(DEFINITIONS / "areas")}
LETTER = ("vinkhuizen", "paddepoel", "selwerd", "de-hoogte", "indische-buurt", "oosterparkwijk")


@pytest.fixture(scope="module")
def buurten_2024(data_folder: Path) -> dict[str, int]:
    with (data_folder / "cbs-kwb-2024" / "inwoners_buurten.csv").open(encoding="utf-8-sig") as file:
        return {row["nhood_id"]: int(row["population"]) for row in csv.DictReader(file) if row["population"].isdigit()}


@pytest.fixture(scope="module")
def wijken_2024(data_folder: Path) -> dict[str, int]:
    path = data_folder / "cbs-kwb-2024" / "stripped_filtered_data_2024.json"
    rows = json.loads(path.read_text(encoding="utf-8"))
    return {code: row["AantalInwoners_5"] for code, row in rows.items() if code.startswith("WK")}


def _inhabitants(area: str, counts: dict[str, int], year: int = 2024) -> int:
    return sum(n for code, n in counts.items() if any(fnmatchcase(code, p) for p in AREAS[area].members[year]))


def test_twenty_focus_areas_in_nineteen_gemeenten_none_verified() -> None:
    focus = [area for area in AREAS.values() if area.kind == "focusgebied"]
    assert len(focus) == 20
    assert len({area.gemeente for area in focus}) == 19
    assert not any(area.verified for area in AREAS.values())
    assert AREAS["zaandam-oost"].gemeente == "GM0479"


def test_unknown_buurten_are_said_to_be_unknown() -> None:
    for area in AREAS.values():
        assert area.origin
        if not area.members:
            assert "is niet gevonden" in area.note, area.id


def test_groningen_noord_opens_with_the_list_that_fits_its_population() -> None:
    shown, letter, deal = (AREAS[f"groningen-noord{suffix}"] for suffix in ("", "-brief", "-regiodeal"))
    assert shown.exhaustive
    assert not letter.exhaustive
    assert shown.members == deal.members
    assert (shown.variants, letter.variants, deal.variants) == ((letter.id,), (shown.id,), (letter.id,))
    assert letter.parts == LETTER
    assert shown.parts == deal.parts == (*LETTER, "tuinwijk", "professorenbuurt")
    assert [area.kind for area in (shown, letter, deal)] == ["focusgebied", "gebied", "gebied"]


@pytest.mark.parametrize("area", ["groningen-noord", "groningen-noord-brief", "groningen-noord-regiodeal"])
def test_parts_make_the_whole_without_overlap(area: str) -> None:
    for year, codes in AREAS[area].members.items():
        parts = [code for part in AREAS[area].parts for code in AREAS[part].members[year]]
        assert sorted(parts) == sorted(codes)


def test_inhabitants_of_groningen_noord_in_2024(buurten_2024: dict[str, int]) -> None:
    assert _inhabitants("groningen-noord-brief", buurten_2024) == 54_375
    assert _inhabitants("groningen-noord", buurten_2024) == 62_485


def test_focus_areas_count_as_many_as_their_source_says(
    data_folder: Path, buurten_2024: dict[str, int], wijken_2024: dict[str, int]
) -> None:
    """The sums of buurten, against the list that came with the drafts; what was inferred or unknown stays unknown."""
    with (data_folder / "focus-areas" / "check.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = {row["id"]: row for row in csv.DictReader(lines)}
    assert len(rows) == 15
    for name, row in rows.items():
        certain = (
            row["zekerheid"].split()[0] in ("hoog", "middel-hoog", "middel") and "afgeleid" not in row["zekerheid"]
        )
        assert bool(AREAS[name].members) == certain, name
        if not certain:
            assert "is niet gevonden" in AREAS[name].note
            assert "Nodig is de lijst van" in AREAS[name].note
            continue
        people = _inhabitants(name, {**buurten_2024, **wijken_2024})
        in_buurten = _in_buurten(name, buurten_2024)
        assert int(row["som_2024"]) in (people, in_buurten), name


def _in_buurten(area: str, counts: dict[str, int]) -> int:
    """Inhabitants of all buurten of the wijken (or buurten) of an area; the first eight signs of both codes agree."""
    starts = tuple(code.replace("WK", "BU") for code in AREAS[area].members[2024])
    return sum(n for code, n in counts.items() if code.startswith(starts))


def test_vinkhuizen_in_2017(data_folder: Path) -> None:
    content = (data_folder / "groningen-2017" / "buurt2017.dbf").read_bytes()
    assert AREAS["vinkhuizen"].members[2017] == ("BU00140900", "BU00140901")
    counts = {code: _dbf_value(content, code, "AANT_INW") for code in AREAS["vinkhuizen"].members[2017]}
    assert counts == {"BU00140900": 6_150, "BU00140901": 4_780}


def test_stadsdelen_of_amsterdam_in_2024(wijken_2024: dict[str, int]) -> None:
    assert _inhabitants("amsterdam-nieuw-west", wijken_2024) == 164_725
    assert _inhabitants("amsterdam-zuidoost", wijken_2024) == 92_350


def test_every_code_of_2024_exists(buurten_2024: dict[str, int], wijken_2024: dict[str, int]) -> None:
    known = [*buurten_2024, *wijken_2024]
    for area in AREAS.values():
        for pattern in area.members.get(2024, ()):
            assert any(fnmatchcase(code, pattern) for code in known), (area.id, pattern)


def _dbf_value(content: bytes, code: str, column: str) -> int:
    """One number of the row whose first field is `code`: fixed widths, as dBASE has them."""
    header, width = int.from_bytes(content[8:10], "little"), int.from_bytes(content[10:12], "little")
    offset = 1
    for at in range(32, header - 1, 32):
        if content[at : at + 11].split(b"\0")[0].decode() == column:
            size = content[at + 16]
            break
        offset += content[at + 16]
    for start in range(header, len(content), width):
        row = content[start : start + width]
        if row[1 : 1 + len(code)].decode() == code:
            return int(float(row[offset : offset + size]))
    raise AssertionError(f"{code} is not in the file")
