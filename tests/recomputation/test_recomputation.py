"""Nothing a reader sees contradicts the publishers' files, itself, or another place where it stands.

One round over all places is made by the fixture `found`; each test asks it about one kind. A failing test lists every
kind's count and its first examples. To see all of them: pytest tests/recomputation -q.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from recomputation import numbers_check, twins_check, words_check
from recomputation.findings import Findings
from recomputation.ground import Ground
from recomputation.numbers_check import Truth
from recomputation.outlines import iou
from recomputation.raw import Raw
from recomputation.recount import EXACT, ROUGH, Recount
from recomputation.served import Site

AREAS = Path(__file__).resolve().parents[2] / "definitions" / "areas"

# Each kind, and how many of it must at least have been looked at: a page that changed its form may not pass unread.
KINDS = {
    "own number": 20_000,
    "reference number": 8_000,
    "reference told as rough": 0,
    "number of a part": 15_000,
    "how it is known": 15_000,
    "how silence is told": 100,
    "silence where nobody lives": 0,
    "secret told as unknown": 0,
    "estimates marked": 800,
    "year left out": 15_000,
    "sentence: level": 5_000,
    "sentence: year of the number": 5_000,
    "sentence: two shares in one manner": 500,
    "sentence: ratio of two shares": 500,
    "sentence: ratio of the larger": 1_000,
    "sentence: difference of two shares": 500,
    "sentence: reference": 2_000,
    "sentence: base year": 300,
    "sentence: base year of the difference": 0,
    "sentence: side": 2_000,
    "sentence: subtraction": 2_000,
    "sentence: even veel": 0,
    "sentence: ratio": 1_000,
    "sentence: ratio that says nothing": 1_000,
    "sentence: a distance is not higher": 0,
    "sentence: middle half": 0,
    "movement: years known": 0,
    "movement: over a break": 0,
    "movement: direction": 0,
    "movement: within rounding": 0,
    "movement: called the same": 0,
    "movement: ratio": 0,
    "movement: ratio within rounding": 0,
    "list: line without its figure": 1_000,
    "list: numbers of the table": 1_000,
    "list: year on the line": 1_000,
    "list: estimates marked": 0,
    "list: old figures apart": 0,
    "list: against its own numbers": 500,
    "list: against its sentence": 500,
    "list: closing in points": 0,
    "list: closing as a ratio": 0,
    "list: each figure once": 3_000,
    "ground: gone and not told": 50,
    "ground: in a list": 1_000,
    "ground: as the figure of today": 5_000,
    "ground: in a year": 10_000,
    "ground: in a short row": 4_000,
    "ground: API profile": 10_000,
    "ground: API series": 1_000,
    "ground: in an overview": 15_000,
    "ground: told of another place": 1_000,
    "ground: set apart though its own": 500,
    "part of another ground": 10_000,
    "overview: places": 200,
    "overview: number on the page": 10_000,
    "overview: name of its own division": 20_000,
    "overview: name of the newest division": 1_000,
    "focus areas: number": 80,
    "focus areas: number of the gemeente": 1,
    "lineage: the cell": 200,
    "lineage: column": 200,
    "lineage: recomputed": 100,
    "lineage: what divides it": 200,
    "field: value": 30_000,
    "field: compared value": 3_000,
    "field: difference": 5_000,
    "field: ratio": 3_000,
    "field: unit": 10_000,
    "field: status": 20_000,
    "field: how it is known": 10_000,
    "field: division": 300,
    "field: source": 200,
    "field: sources": 100,
    "field: earlier code": 0,
    "field: year of the compared value": 0,
    "field: year in the header of the csv": 0,
    "field: csv names its source": 1_000,
    "field: csv says whether invented": 1_000,
    "field: columns of the csv named apart": 500,
    "twin: API profile and page": 10_000,
    "twin: sentence of the API on the page": 10_000,
    "twin: same figures": 500,
    "twin: years": 500,
    "twin: API series and page": 1_000,
    "twin: API csv and JSON": 1_000,
    "twin: page csv and page": 2_000,
    "twin: overview csv and JSON": 15_000,
    "twin: rows of the API's csv": 500,
    "twin: rows of the page's csv": 500,
    "twin: rows of the overview's csv": 100,
}


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_contradicts(found: Findings, kind: str) -> None:
    assert found.looked[kind] >= KINDS[kind]
    if found.of(kind):
        pytest.fail(found.report(kind), pytrace=False)


def test_a_number_that_is_off_by_one_is_found(
    cells: Raw, survey: Ground, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The round has teeth: with one cell of the raw files changed, page, sentence and list contradict them."""
    true = cells.cells["laagste_inkomens", 2022]
    off = replace(true["WK051834"], value=(true["WK051834"].value or 0.0) + 1)
    monkeypatch.setitem(cells.cells, ("laagste_inkomens", 2022), true | {"WK051834": off})
    truth = Truth(Recount(cells, survey, AREAS), Recount(cells, survey, AREAS).place("WK051834"), "land")
    wrong = Findings()
    page = site.page("WK051834", "land")
    numbers_check.check(wrong, truth, page, "")
    words_check.check(wrong, truth, page, "")
    twins_check.profile(wrong, truth, site, page)
    kinds = {one.kind for one in wrong.found if one.figure == "laagste_inkomens"}
    assert {"own number", "sentence: level", "field: value"} <= kinds


def test_no_kind_is_left_unasked(found: Findings) -> None:
    assert set(found.looked) - {"pages"} <= set(KINDS)


def test_enough_places_are_looked_at(found: Findings, places: list[str]) -> None:
    assert len(places) >= 300
    assert found.looked["pages"] >= 800
    assert {"WK099511", "WK001409", "GM0014", "WK051834", "GM0788", "WK003435", "groningen-noord"} <= set(places)
    assert {"den-haag-zuidwest", "utrecht-overvecht", "schiedam-nieuwland-en-oost"} <= set(places)


def test_all_focus_areas_are_looked_at(places: list[str], counted: Recount) -> None:
    named = [counted.place(code) for code in places if "-" in code or code.islower()]
    assert sum(place.kind == "focusgebied" for place in named) == 20


def test_the_raw_files_are_read_whole(cells: Raw) -> None:
    """The sums of the publishers, by year and level."""
    totals = {("WK", 2016): 16_974_935, ("WK", 2017): 17_078_610, ("WK", 2022): 17_588_925, ("WK", 2024): 17_942_715}
    totals |= {("GM", 2016): 16_979_120, ("GM", 2017): 17_081_507, ("GM", 2022): 17_590_672, ("GM", 2024): 17_942_942}
    totals |= {("BU", 2024): 17_942_915}
    for (level, year), total in totals.items():
        people = [c.value or 0 for code, c in cells.cells["inwoners", year].items() if code[:2] == level]
        assert sum(people) == total, (level, year)


def test_a_total_of_liveability_is_the_sum_of_its_parts(cells: Raw) -> None:
    """Over the 8,483 scored wijken and years; and a gemeente is its wijken, weighted by inhabitants."""
    parts = ("woningen", "bewoners", "voorzieningen", "veiligheid", "omgeving")
    seen = 0
    for year in (2012, 2014, 2016):
        for code, cell in cells.cells["leefbaarheid_score", year].items():
            if code[:2] == "WK" and cell.value is not None:
                pieces = [cells.cells[f"leefbaarheid_{part}", year][code].value or 0.0 for part in parts]
                assert abs(sum(pieces) - cell.value) < 1e-12
                seen += 1
    assert seen == 8_483


def test_what_codes_of_2016_mean_now(survey: Ground) -> None:
    """By the outlines of 2016 and 2022: how much of a wijk that kept its code is still the same ground."""
    before, after = survey.shapes["WK", 2016], survey.shapes["WK", 2022]
    overlaps = [iou(before[code], after[code]) for code in sorted(set(before) & set(after))]
    assert len(overlaps) == 2_522
    assert [sum(o < least for o in overlaps) for least in (0.05, 0.5, 0.8)] == [146, 189, 240]


def test_warande_was_zuiderzeewijk(survey: Ground, cells: Raw) -> None:
    assert cells.names[2016]["WK099511"] == ["Zuiderzeewijk"]
    assert survey.other("WK099511", 2016)
    assert not survey.other("WK099511", 2022)


def test_a_merged_gemeente_is_other_ground_and_an_island_with_more_beach_is_not(survey: Ground) -> None:
    assert survey.other("GM0014", 2016)
    assert survey.other("GM0575", 2016)
    assert not survey.other("GM0096", 2016)
    assert not survey.other("GM0014", 2022)
    assert not survey.other("WK051834", 2016)


def test_crimes_over_inhabitants_and_homes_by_households(counted: Recount, cells: Raw) -> None:
    """By hand: Vinkhuizen-Noord and -Zuid in 2024, with 197 and 284 crimes, 6,000 and 4,805 inhabitants, 3,665 and 2,430
    households, homes of 231,000 and 244,000 euros."""
    rate = cells.own("geregistreerde_misdrijven_per_1000", 2024, "BU00140900")
    assert rate is not None
    assert rate.value == pytest.approx(1000 * 197 / 6000)
    whole = counted.place("vinkhuizen")
    crime = counted.series(whole, cells.figures["geregistreerde_misdrijven_per_1000"])[2024]
    assert (crime.value, crime.known) == (pytest.approx(1000 * (197 + 284) / (6000 + 4805)), EXACT)
    homes = counted.series(whole, cells.figures["woz_waarde"])[2024]
    mean = (231_000 * 3665 + 244_000 * 2430) / (3665 + 2430)
    assert round(mean) == 236_183
    assert (homes.value, homes.known) == (236_000, ROUGH), "the publisher gives thousands, and so does the mean"


def test_an_area_of_whole_wijken_goes_by_these(counted: Recount, cells: Raw) -> None:
    """Oosterparkwijk has 12,970 inhabitants as a wijk, and 12,975 as five buurten; the rest is made of wijken too."""
    place, people = counted.place("oosterparkwijk"), cells.figures["inwoners"]
    answer = counted.series(place, people)[2024]
    assert (answer.value, answer.known) == (12_970, EXACT)
    assert sum(cells.cells["inwoners", 2024][code].value or 0 for code in place.members) == 12_975
    others = counted.rest(place, people, 2024)
    wijken = [c for c in cells.cells["inwoners", 2024] if c.startswith("WK0014") and c != "WK001404"]
    assert others is not None
    assert {code for code, _cell in others.cells} == set(wijken)
    assert others.value == sum(cells.cells["inwoners", 2024][code].value or 0 for code in wijken)


def test_crimes_where_few_people_live_count_in_the_rate_of_the_area(counted: Recount, cells: Raw) -> None:
    """Arnhem-Oost: 3,709 crimes in 2024, of which 398 in buurten too small for a rate of their own."""
    rate = counted.series(counted.place("arnhem-oost"), cells.figures["geregistreerde_misdrijven_per_1000"])[2024]
    assert rate.value == pytest.approx(68.2, abs=0.05)
    assert sum(cell.value or 0 for _code, cell in rate.cells) == 3_709
    few = [code for code, _cell in rate.cells if (cells.cells["inwoners", 2024][code].value or 0) < 200]
    assert sum(cell.value or 0 for code, cell in rate.cells if code in few) == 398


def test_a_buurt_without_a_row_is_missing(counted: Recount, cells: Raw) -> None:
    """De Hoogte is in no file of crimes: no sum of an area that it is part of, and no exact rate."""
    place = counted.place("groningen-noord")
    assert cells.own("geregistreerde_misdrijven", 2024, "BU00140300") is None
    assert counted.series(place, cells.figures["geregistreerde_misdrijven"])[2024].value is None
    rate = counted.series(place, cells.figures["geregistreerde_misdrijven_per_1000"])[2024]
    assert rate.value is not None
    assert rate.known == ROUGH


def test_a_share_beyond_its_range_is_on_the_bound(cells: Raw) -> None:
    """Some buurten of Amsterdam have more households of one person than households, both rounded to fives."""
    shares = [c.value for c in cells.cells["eenpersoonshuishoudens", 2019].values() if c.value is not None]
    assert max(shares) == 100


def test_the_sums_of_a_focus_area_are_these(counted: Recount) -> None:
    """By hand: Bouwlust en Vrederust, Morgenstond and Moerwijk; the buurten of Groningen-Noord."""
    south_west = counted.place("den-haag-zuidwest")
    people = {c: counted.raw.own("inwoners", 2022, c).value for c in south_west.members}
    poor = {c: counted.raw.own("laagste_inkomens", 2022, c).value for c in south_west.members}
    mean = sum(people[c] * poor[c] for c in people) / sum(people.values())
    answer = counted.series(south_west, counted.raw.figures["laagste_inkomens"])[2022]
    assert (answer.value, answer.known) == (pytest.approx(mean), ROUGH)
    for area, people_of_area in (("groningen-noord", 62_485), ("groningen-noord-brief", 54_375)):
        north = counted.series(counted.place(area), counted.raw.figures["inwoners"])[2024]
        assert (north.value, north.known) == (people_of_area, EXACT)
