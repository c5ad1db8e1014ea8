"""Which divisions' cells belong to the place that a code means today."""

from collections.abc import Mapping

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from warehouse.small_country import table

from toetssteen.kernel.areas import AreaCode, Level
from toetssteen.kernel.cells import PublishedTable
from toetssteen.warehouse.divisions import Register, register
from toetssteen.warehouse.geometry import OutlineSet
from toetssteen.warehouse.ground import FIRST, LAST, Stretch
from toetssteen.warehouse.links import link

CODE = AreaCode("WK900101")
NEIGHBOUR = AreaCode("WK900102")


def sheet(year: int, width: float, at: float = 0.0) -> OutlineSet:
    """One rectangle of 1 km high, `width` km wide, starting `at` km."""
    shape = shapely.to_wkb(shapely.box(1000 * at, 0, 1000 * (at + width), 1000))
    return OutlineSet(year, Level.WIJK, (CODE,), (shape,), ("map",))


def of(year: int, name: str = "", surface: float | None = None, change: int = 0) -> PublishedTable:
    return table(
        f"s{year}",
        year,
        [CODE],
        {},
        names={CODE: name},
        surface=None if surface is None else [surface],
        changes=[change] if change else None,
    )


@pytest.mark.parametrize(("listed_beside", "follows_later"), [(["WK900105"], True), (["WK900104"], False), ([], False)])
def test_codes_alone_between_two_grounds_go_with_the_list_that_is_theirs(
    listed_beside: list[str], follows_later: bool
) -> None:
    """CODE was one wijk beside WK900104 and is another beside WK900105. A file of the year between gives codes only."""
    found = register(
        [
            table("a", 2019, [CODE, "WK900104"], {}, names={CODE: "Eik", "WK900104": "Beuk"}),
            table("b", 2020, [CODE, *listed_beside], {}, names={}),
            table("c", 2021, [CODE, "WK900105"], {}, names={CODE: "Linde", "WK900105": "Es"}),
        ]
    )
    assert not found.same_place(CODE, 2019, 2021)
    assert found.same_place(CODE, 2020, 2021) is follows_later
    assert found.same_place(CODE, 2019, 2020) is not follows_later
    assert link(found, []).elsewhere == {2019: [CODE]} | ({} if follows_later else {2020: [CODE]})


@pytest.mark.parametrize(
    ("tables", "sheets", "same"),
    [
        pytest.param([of(2019), of(2020)], [sheet(2019, 1), sheet(2020, 1.25)], True, id="outlines cover four fifths"),
        pytest.param([of(2019), of(2020)], [sheet(2019, 1), sheet(2020, 1.26)], False, id="outlines cover less"),
        pytest.param(
            [of(2019, "Eik", 100), of(2020, "Eik", 100)],
            [sheet(2019, 1), sheet(2020, 1, at=5)],
            False,
            id="outlines count before an equal name and surface",
        ),
        pytest.param(
            [of(2019, "Eik", 100), of(2020, "Linde", 130, change=1)],
            [sheet(2019, 1), sheet(2020, 1.3)],
            True,
            id="the publisher says unchanged",
        ),
        pytest.param(
            [of(2019, "Eik", 100), of(2020, "Eik", 100, change=2)], [], False, id="the publisher says recoded"
        ),
        pytest.param([of(2019, "Eik", 100), of(2020, "Eik", 124, change=3)], [], True, id="a moved border, a little"),
        pytest.param([of(2019, "Eik", 100), of(2020, "Eik", 130, change=3)], [], False, id="a moved border, far"),
        pytest.param([of(2019, "Eik"), of(2020, "Eik", change=3)], [], False, id="a moved border, nobody says how far"),
        pytest.param([of(2019, "Eik", 100), of(2020, "Linde", 100)], [], True, id="another name on an equal surface"),
        pytest.param([of(2019, "Eik", 100), of(2020, "Linde", 110)], [], False, id="another name and surface"),
        pytest.param([of(2019, "Eik"), of(2020, "Linde")], [], False, id="another name and nothing else"),
        pytest.param([of(2019, "Wijk 01 Eik"), of(2020, "EIK")], [], True, id="a name with its number before it"),
        pytest.param([of(2019, "Eik"), of(2020)], [], True, id="no name on one side and nothing against it"),
    ],
)
def test_evidence(tables: list[PublishedTable], sheets: list[OutlineSet], same: bool) -> None:
    found = link(register(tables), sheets)
    assert found.same_place(CODE, 2019, 2020) is found.same_place(CODE, 2020, 2019) is same
    assert found.elsewhere == ({} if same else {2019: [CODE]})
    assert found.history(CODE) == (Stretch(CODE, FIRST, LAST, () if same else (2019,)),)
    if not same:
        assert not found.may_compare(CODE, 2019, 2020)


def away(surface: float | None, names: tuple[str, str]) -> Register:
    """The code is there in 2019 and 2021; in 2020 its gemeente has another wijk only."""
    between = table("b", 2020, [NEIGHBOUR], {})
    return link(register([of(2019, names[0], surface), between, of(2021, names[1], surface)]), [])


@pytest.mark.parametrize(
    ("found", "same"),
    [
        pytest.param(away(None, ("", "")), False, id="nothing else is known"),
        pytest.param(away(100, ("", "")), False, id="an equal surface is not enough"),
        pytest.param(away(100, ("Eik", "Eik")), True, id="name and surface are equal"),
        pytest.param(away(None, ("Eik", "Linde")), False, id="another name"),
    ],
)
def test_a_code_that_returns_after_years_away_is_another_place_until_shown_otherwise(
    found: Register, same: bool
) -> None:
    assert found.same_place(CODE, 2019, 2021) is same


def test_a_division_without_an_outline_has_that_of_a_year_with_the_same_border() -> None:
    """2018 and 2020 are drawn. 2017 is as 2018 by the publisher's mark, 2021 as 2020 by its surface."""
    tables = [of(2017), of(2018, change=1), of(2020, surface=100), of(2021, surface=101)]
    found = link(register(tables), [sheet(2018, 1), sheet(2020, 1, at=3)])
    assert found.overlap(CODE, 2017, 2021) == 0.0
    assert found.elsewhere == {2017: [CODE], 2018: [CODE]}


def test_a_border_that_moved_unmeasured_between_two_equal_outlines() -> None:
    """2017 is drawn as 2020 is; of 2018 we know only that the border moved after it."""
    tables = [of(2017, change=1), of(2018, change=3), of(2019, change=3), of(2020, change=1)]
    found = link(register(tables), [sheet(2017, 1), sheet(2020, 1)])
    assert found.elsewhere == {}


def test_a_code_missing_in_the_newest_division_of_the_country_is_gone() -> None:
    country = [table("a", 2019, [CODE, NEIGHBOUR], {}), table("b", 2021, [NEIGHBOUR], {})]
    assert register(country).gone_since(CODE) == (2019, 2021)
    assert register(country).gone_since(NEIGHBOUR) is None
    assert register(country, countrywide={"a"}).gone_since(CODE) is None, (
        "a file of one city says nothing of the others"
    )


SIDE = st.integers(1, 40)


@settings(max_examples=200, deadline=None)
@given(first=SIDE, second=SIDE, at=st.integers(0, 40), east=st.integers(-50_000, 50_000))
def test_as_an_overlap_counted_square_by_square(first: int, second: int, at: int, east: int) -> None:
    one, other = set(range(first)), set(range(at, at + second))
    share = len(one & other) / len(one | other)
    found = link(register([of(2019), of(2020)]), [sheet(2019, first, at=east), sheet(2020, second, at=at + east)])
    assert found.overlap(CODE, 2019, 2020) == pytest.approx(share, abs=1e-4)
    assert found.same_place(CODE, 2019, 2020) is (round(share, 4) >= 0.8)


def shares(found: Register) -> Mapping[str, float]:
    return {str(code): share for code, share in found.overlaps[2019][2020].items()}


def test_the_overlap_of_a_code_does_not_depend_on_who_is_old() -> None:
    there = link(register([of(2019), of(2020)]), [sheet(2019, 3), sheet(2020, 4)])
    back = link(register([of(2019), of(2020)]), [sheet(2019, 4), sheet(2020, 3)])
    assert shares(there) == shares(back) == {"GM9001": 0.75, "WK900101": 0.75}
