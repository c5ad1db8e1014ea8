"""What must be true before a snapshot may serve."""

from dataclasses import replace

import pytest
from warehouse.small_country import column, figures, indicators, source, table

from toetssteen.kernel.cells import PublishedTable, Status
from toetssteen.kernel.definitions import Expectation, Indicator
from toetssteen.warehouse.checks.tables import check
from toetssteen.warehouse.divisions import register
from toetssteen.warehouse.manifest import SnapshotCheck
from toetssteen.warehouse.panel import panel

YEAR = 2019


def checks(
    expect: Expectation,
    *more: PublishedTable,
    first: PublishedTable | None = None,
    known: tuple[Indicator, ...] = indicators(),
) -> list[SnapshotCheck]:
    found = [first or figures(YEAR), *more]
    listed = register(found)
    cube, _cells = panel(found, known, listed)
    sources = [source(f"figures-{YEAR}", YEAR, expect=expect), *(source(t.source, t.year) for t in more)]
    return check(found, sources, known, cube, listed)


def failed(found: list[SnapshotCheck]) -> list[tuple[str, str, bool]]:
    return [(one.name, one.detail, one.fatal) for one in found if not one.ok]


def test_what_was_expected_is_there() -> None:
    totals = {"AANT_INW": {"gemeente": 1500, "wijk": 1500, "buurt": 1500}}
    found = checks(Expectation(rows=12, totals=totals, secret_share=0.5))
    assert failed(found) == []
    assert [one.name for one in found].count("bekend totaal") == 3
    assert "aantal rijen" in [one.name for one in found]
    assert "mogelijke waarden" in [one.name for one in found]


def test_a_row_too_few() -> None:
    assert failed(checks(Expectation(rows=13))) == [
        ("aantal rijen", "figures-2019.csv 2019: 12 rijen, verwacht 13", True)
    ]


def test_a_total_that_is_one_off() -> None:
    assert failed(checks(Expectation(totals={"AANT_INW": {"wijk": 1501}}))) == [
        ("bekend totaal", "figures-2019.csv 2019: AANT_INW telt op tot 1500 over elke wijk, verwacht 1501", True)
    ]


def test_a_total_of_a_column_nobody_uses_is_not_read_and_not_checked() -> None:
    assert failed(checks(Expectation(totals={"NIET_GELEZEN": {"wijk": 1}}))) == []


def test_too_many_cells_without_a_number() -> None:
    """Of P_LAAG the six buurten are empty; of the other columns nothing is."""
    assert failed(checks(Expectation(secret_share=0.49))) == [
        (
            "deel zonder getal",
            "figures-2019.csv 2019: kolom P_LAAG heeft bij 50% geen getal, verwacht hoogstens 49%",
            True,
        )
    ]
    assert failed(checks(Expectation(secret_share=0.5))) == []


def test_values_that_cannot_be() -> None:
    known = (replace(indicators()[0], range=(0, 999)),)
    assert failed(checks(Expectation(), known=known)) == [
        ("mogelijke waarden", "inwoners: 1 waarden buiten 0 tot 999, zoals 1000 voor GM9001 in 2019", True)
    ]


@pytest.mark.parametrize("bounds", [(0, 1000), None])
def test_the_bounds_themselves_are_possible(bounds: tuple[float, float] | None) -> None:
    assert failed(checks(Expectation(), known=(replace(indicators()[0], range=bounds),))) == []


def strangers(number: int, all_together: int) -> PublishedTable:
    """A table without names in which `number` wijken of Rietstad are in no list of that year."""
    unknown = [f"WK9001{n:02}" for n in range(50, 50 + number)]
    areas = [*unknown, *["WK900101"] * 0, *(f"WK9002{n:02}" for n in range(1, 1 + all_together - number))]
    return table("strange", YEAR, areas, {"X": [1.0] * len(areas)}, names={})


def every_wijk() -> PublishedTable:
    """The list of the year with a hundred wijken in Duindorp."""
    areas = [*figures(YEAR).codes, *(f"WK9002{n:02}" for n in range(2, 100))]
    people = column([1.0] * len(areas))
    return table(f"figures-{YEAR}", YEAR, areas, {"AANT_INW": people}, names=dict.fromkeys(areas, "naam"))


def test_a_few_unknown_codes_are_told_many_are_refused() -> None:
    few = failed(checks(Expectation(), strangers(1, 50), first=every_wijk()))
    assert few == [
        (
            "onbekende codes",
            "strange.csv 2019: 1 van 50 codes staan niet in de lijst van 2019, zoals WK900150",
            False,
        )
    ]
    ((_name, _detail, fatal),) = failed(checks(Expectation(), strangers(3, 50), first=every_wijk()))
    assert fatal


def test_codes_of_a_city_without_a_list_are_not_called_unknown() -> None:
    stranger = table("strange", YEAR, ["WK900301"], {"X": [1.0]}, names={})
    assert failed(checks(Expectation(), stranger)) == []


def test_secret_cells_are_not_out_of_range() -> None:
    one = table(f"figures-{YEAR}", YEAR, ["GM9001"], {"AANT_INW": column([None], Status.SECRET)})
    assert failed(checks(Expectation(), first=one)) == []
