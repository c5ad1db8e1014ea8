"""What a surface, a name or the codes around it can say of the ground under a code, and what not."""

from dataclasses import replace

import numpy as np
import pytest
from warehouse.small_country import table

from toetssteen.kernel.areas import AreaCode
from toetssteen.kernel.cells import PublishedTable
from toetssteen.warehouse.divisions import register
from toetssteen.warehouse.ground import Surface, alike, comparable

CODE = AreaCode("WK900101")
BUURT = AreaCode("BU90010101")


def of(year: int, code: AreaCode, name: str = "", size: Surface | None = None, change: int = 0) -> PublishedTable:
    plain = table(f"{code}-{year}", year, [code], {}, names={code: name}, changes=[change] if change else None)
    if size is None:
        return plain
    total, land, dry = (None if one is None else np.array([one]) for one in (size.total, size.land, size.dry))
    return replace(plain, surface=total, land=land, dry=dry)


@pytest.mark.parametrize(
    ("first", "last", "held"),
    [
        (Surface(total=100, land=60), Surface(total=104), (100, 104)),
        (Surface(dry=100), Surface(dry=90), (100, 90)),
        (Surface(dry=100), Surface(total=250, land=80), None),
        (Surface(total=250, land=80), Surface(dry=100), None),
        (Surface(dry=100), Surface(total=250), None),
        (Surface(dry=86), Surface(total=115, land=114), (86, 114)),
        (Surface(total=115, land=114), Surface(dry=86), (114, 86)),
        (Surface(dry=98), Surface(total=100, land=60), (98, 100)),
        (Surface(dry=130), Surface(total=100, land=60), (130, 100)),
        (Surface(), Surface(total=100), None),
    ],
)
def test_surfaces_are_held_against_what_measures_the_same(
    first: Surface, last: Surface, held: tuple[float, float] | None
) -> None:
    assert comparable(first, last) == held


def test_a_gemeente_with_much_water_kept_its_border() -> None:
    """Measured without its lake in one year and with it in the next, and the publisher says that nothing changed."""
    city = AreaCode("GM9001")
    found = register(
        [
            of(2022, city, "Meerstad", Surface(dry=139)),
            of(2023, city, "Meerstad", Surface(total=249, land=129), change=1),
        ]
    )
    assert found.may_compare(city, 2022, 2023)
    assert found.same_place(city, 2022, 2023)


def test_land_that_grew_is_other_ground_however_much_water_there_is() -> None:
    found = register([of(2022, CODE, "Oost", Surface(dry=86)), of(2024, CODE, "Oost", Surface(total=160, land=114))])
    assert not found.same_place(CODE, 2022, 2024)


def test_codes_alone_between_two_equal_grounds_are_that_ground_and_not_todays() -> None:
    """Oost was 86 hectares in 2017 and in 2022, and grew to 115: a file of 2020 with codes alone is about the 86."""
    found = register(
        [
            of(2017, CODE, "Oost", Surface(total=86)),
            of(2020, CODE),
            of(2022, CODE, "Oost", Surface(total=86)),
            of(2024, CODE, "Oost", Surface(total=115)),
        ]
    )
    assert found.same_place(CODE, 2020, 2022)
    assert found.same_place(CODE, 2017, 2020)
    assert not found.same_place(CODE, 2020, 2024)


def test_a_buurt_of_which_nothing_is_known_is_other_ground_where_its_wijk_is() -> None:
    sizes = [of(2020, CODE, "Oost", Surface(total=86)), of(2024, CODE, "Oost", Surface(total=115))]
    alone = register([of(2020, BUURT), of(2024, BUURT, "Linde")])
    moved = register([*sizes, of(2020, BUURT), of(2024, BUURT, "Linde")])
    named = register([*sizes, of(2020, BUURT, "Linde"), of(2024, BUURT, "Linde")])
    assert alone.same_place(BUURT, 2020, 2024)
    assert not moved.same_place(BUURT, 2020, 2024)
    assert named.same_place(BUURT, 2020, 2024), "two equal names speak for the buurt itself"


@pytest.mark.parametrize(
    ("name", "other", "same"),
    [
        ("jacquesveldmanbuurt", "jacquesveltmanbuurt", True),
        ("louiscrispijnbuurt", "louischrispijnbuurt", True),
        ("nieuwendammmerdijkwest", "nieuwendammerdijkwest", True),
        ("zuiderzeewijk", "warande", False),
        ("geuzenveldi", "geuzenveldu", False),  # the last letter may be a numeral
        ("bloemenbuurt1", "bloemenbuurt2", False),
        ("wijk1noord", "wijk2noord", False),  # a digit is no slip
        ("bergen", "berger", False),  # too short to tell
        ("noorderhof", "noordenhoek", False),
    ],
)
def test_one_letter_typed_otherwise_is_one_name(name: str, other: str, same: bool) -> None:
    assert alike(name, other) is alike(other, name) is same


def test_a_buurt_with_a_slip_in_its_name_keeps_its_years() -> None:
    code = AreaCode("BU0363FN02")
    found = register([of(2023, code, "Jacques Veldmanbuurt"), of(2024, code, "Jacques Veltmanbuurt")])
    assert found.same_place(code, 2023, 2024)
    assert not found.may_compare(code, 2023, 2024), "a like name is no proof that the border stayed"
