"""A code that survives is no proof that the area did: there must be evidence."""

import pytest
from warehouse.small_country import codes, figures, table

from toetssteen.warehouse.divisions import Register, register

(WIJK,) = codes("WK900101")


def known(*years: tuple[int, int | None, float | None]) -> Register:
    """A register that knows of one wijk: (division year, change code, surface in hectares)."""
    return register(
        table(
            f"s{year}",
            year,
            [WIJK],
            {},
            changes=None if change is None else [change],
            surface=None if surface is None else [surface],
        )
        for year, change, surface in years
    )


@pytest.mark.parametrize(
    ("register", "same", "why"),
    [
        (known((2019, None, None), (2020, None, None)), False, "no evidence at all"),
        (known((2019, 1, None), (2020, 1, None)), True, "the publisher says unchanged"),
        (known((2019, 1, None), (2020, 3, None)), False, "the publisher says changed"),
        (known((2019, 1, None), (2020, 2, None)), False, "the code went to another place"),
        (known((2019, 1, None), (2020, 0, None)), False, "no code given"),
        (known((2019, None, 100.0), (2020, None, 105.0)), True, "five per cent is within the tolerance"),
        (known((2019, None, 100.0), (2020, None, 105.1)), False, "more than five per cent"),
        (known((2019, None, 100.0), (2020, None, 94.9)), False, "smaller by more than five per cent"),
        (known((2019, None, 3.0), (2020, None, 4.0)), True, "a small place, rounded to whole hectares"),
        (known((2019, 1, 100.0), (2020, 3, 100.0)), False, "a change code counts, even with an equal surface"),
        (known((2019, 1, 100.0), (2020, 1, 200.0)), False, "an unequal surface counts, even with a change code"),
        (known((2019, None, 100.0), (2020, None, None)), False, "a surface on one side only"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_evidence(register: Register, same: bool, why: str) -> None:
    assert register.may_compare(WIJK, 2019, 2020) is same, why
    assert register.may_compare(WIJK, 2020, 2019) is same, "order of asking"


def test_the_same_division_needs_no_evidence() -> None:
    assert Register().may_compare(WIJK, 2020, 2020)


def test_every_year_between_needs_a_change_code() -> None:
    assert known((2019, 1, None), (2020, 1, None), (2021, 1, None)).may_compare(WIJK, 2019, 2021)
    assert not known((2019, 1, None), (2021, 1, None)).may_compare(WIJK, 2019, 2021)
    assert not known((2019, 1, None), (2020, 3, None), (2021, 1, None)).may_compare(WIJK, 2019, 2021)


def test_the_first_file_to_name_a_place_wins_and_the_newest_division_is_shown() -> None:
    old, new, later = "Oude naam", "Nieuwe naam", "Te laat"
    found = register(
        [
            table("a", 2019, [WIJK], {}, names={WIJK: old}),
            table("b", 2020, [WIJK], {}, names={}),
            table("c", 2020, [WIJK], {}, names={WIJK: new}),
            table("d", 2020, [WIJK], {}, names={WIJK: later}),
        ]
    )
    assert found.names == {2019: {WIJK: old}, 2020: {WIJK: new}}
    assert found.latest_name(WIJK) == new
    assert found.latest_name(codes("WK900999")[0]) == "WK900999"


def test_all_codes_of_all_divisions_in_order() -> None:
    found = register([figures(2021), table("more", 2021, ["WK900299", "GM9000"], {})])
    assert found.codes() == sorted([*figures(2021).codes, *codes("WK900299", "GM9000")])
