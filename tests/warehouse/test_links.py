"""The same ground under another code is found by evidence, and only then."""

from collections.abc import Mapping, Sequence

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from warehouse.small_country import table

from toetssteen.kernel.areas import AreaCode, Level
from toetssteen.kernel.cells import PublishedTable
from toetssteen.sources.invented.division import RECODED, REDRAWN, UNCHANGED, divisions
from toetssteen.sources.invented.small import SMALL
from toetssteen.warehouse.divisions import Register, register
from toetssteen.warehouse.geometry import OutlineSet
from toetssteen.warehouse.ground import FIRST, LAST, Stretch
from toetssteen.warehouse.links import link, overlaps

OLD, NEW = AreaCode("WK900101"), AreaCode("WK900111")
SIDE = 1000.0  # metres, so a square is a hundred hectares


def sheet(year: int, shapes: Mapping[str, shapely.Geometry], level: Level = Level.WIJK) -> OutlineSet:
    return OutlineSet(
        year, level, tuple(AreaCode(c) for c in shapes), tuple(shapely.to_wkb(s) for s in shapes.values()), ("map",)
    )


def square(x: float, width: float = SIDE) -> shapely.Geometry:
    return shapely.box(x, 0, x + width, SIDE)


def tables(
    changes: Sequence[int] | None = None,
    surfaces: tuple[float, float] = (100.0, 100.0),
    names: tuple[str, str] = ("", ""),
) -> list[PublishedTable]:
    """One wijk in 2019 and one with another code in 2020."""
    return [
        table("a", 2019, [OLD], {}, names={OLD: names[0]}, surface=[surfaces[0]]),
        table("b", 2020, [NEW], {}, names={NEW: names[1]}, surface=[surfaces[1]], changes=changes),
    ]


def pairs(found: Register) -> list[tuple[str, str, int, int, str]]:
    return [(one.former, one.code, one.earlier, one.later, one.by) for one in found.links]


DRAWN = [sheet(2019, {OLD: square(0)}), sheet(2020, {NEW: square(0)})]
LINKED = [(OLD, NEW, 2019, 2020, "outline")]


@pytest.mark.parametrize(
    ("given_tables", "sheets", "expected"),
    [
        pytest.param(tables(), DRAWN, LINKED, id="the same outline"),
        pytest.param(tables([2]), DRAWN, LINKED, id="recoded, and the same outline"),
        pytest.param(tables([1]), DRAWN, [], id="the publisher says it was there already"),
        pytest.param(tables([3]), DRAWN, [], id="the publisher says the boundary changed"),
        pytest.param(tables([2]), [], [], id="recoded, but from what?"),
        pytest.param(tables(), [DRAWN[0]], [], id="outlines on one side only"),
        pytest.param(tables(), [DRAWN[0], sheet(2020, {NEW: square(0, 1049)})], LINKED, id="just within the threshold"),
        pytest.param(tables(), [DRAWN[0], sheet(2020, {NEW: square(0, 1060)})], [], id="just too large"),
        pytest.param(tables(), [DRAWN[0], sheet(2020, {NEW: square(1000)})], [], id="next door"),
        pytest.param(tables(surfaces=(100, 110)), DRAWN, [], id="a surface that contradicts the outline"),
        pytest.param(tables(names=("Linde", "Linde")), [], [(OLD, NEW, 2019, 2020, "name")], id="name and surface"),
        pytest.param(tables([2], names=("Linde", "LINDE")), [], [(OLD, NEW, 2019, 2020, "name")], id="capitals aside"),
        pytest.param(tables(names=("Linde", "Eik")), [], [], id="another name"),
        pytest.param(tables(surfaces=(100, 103), names=("Linde", "Linde")), [], [], id="a name with another surface"),
        pytest.param(
            tables(names=("Linde", "Linde")),
            [DRAWN[0], sheet(2020, {NEW: square(500)})],
            [],
            id="where outlines speak, a name does not",
        ),
    ],
)
def test_evidence(
    given_tables: list[PublishedTable], sheets: list[OutlineSet], expected: list[tuple[str, str, int, int, str]]
) -> None:
    assert pairs(link(register(given_tables), sheets)) == expected


def test_two_of_one_name_are_no_evidence() -> None:
    other = AreaCode("WK900102")
    both = [
        table("a", 2019, [OLD, other], {}, names={OLD: "Linde", other: "Linde"}, surface=[100.0, 100.0]),
        table("b", 2020, [NEW], {}, names={NEW: "Linde"}, surface=[100.0]),
    ]
    assert link(register(both), []).links == []
    twice = [
        table("a", 2019, [OLD], {}, names={OLD: "Linde"}, surface=[100.0]),
        table("b", 2020, [NEW, other], {}, names={NEW: "Linde", other: "Linde"}, surface=[100.0, 100.0]),
    ]
    assert link(register(twice), []).links == []


@pytest.mark.parametrize("holder", [OLD, NEW])
def test_a_division_of_codes_alone_hides_no_link_and_its_cells_go_with_the_code(holder: AreaCode) -> None:
    """A file of 2020 gives neither names nor surfaces nor marks: the ground went on under another code in 2021."""
    found = link(
        register(
            [
                table("a", 2019, [OLD], {}, surface=[100.0]),
                table("b", 2020, [holder], {}, names={}),
                table("c", 2021, [NEW], {}, names={NEW: "Nu"}, surface=[100.0]),
            ]
        ),
        [DRAWN[0], sheet(2021, {NEW: square(0)})],
    )
    assert pairs(found) == [(OLD, NEW, 2019, 2021, "outline")]
    since, until = (2021, 2020) if holder == OLD else (2020, 2019)
    assert found.history(NEW) == (Stretch(NEW, since, LAST), Stretch(OLD, FIRST, until))


def test_a_new_code_first_seen_without_a_surface_is_linked_when_its_surface_is_known() -> None:
    """Amsterdam's codes of 2023 came in a file of incomes with names alone; the surfaces came with 2024."""
    found = link(
        register(
            [
                table("a", 2022, [OLD], {}, names={OLD: "Linde"}, surface=[100.0]),
                table("b", 2023, [NEW], {}, names={NEW: "Linde"}),
                table("c", 2024, [NEW], {}, names={NEW: "Linde"}, surface=[100.0]),
            ]
        ),
        [],
    )
    assert pairs(found) == [(OLD, NEW, 2022, 2024, "name")]
    assert found.history(NEW) == (Stretch(NEW, 2023, LAST), Stretch(OLD, FIRST, 2022))


def test_a_code_given_to_other_ground_keeps_the_two_apart() -> None:
    """Two wijken exchange their codes; the publisher says both were recoded."""
    a, b = AreaCode("WK900101"), AreaCode("WK900102")
    found = link(
        register(
            [
                table("a", 2019, [a, b], {}, surface=[100.0, 200.0]),
                table("b", 2020, [a, b], {}, surface=[200.0, 100.0], changes=[2, 2]),
            ]
        ),
        [
            sheet(2019, {a: square(0), b: square(1000, 2000)}),
            sheet(2020, {b: square(0), a: square(1000, 2000)}),
        ],
    )
    assert {(one.former, one.code) for one in found.links} == {(a, b), (b, a)}
    assert found.history(a) == (Stretch(a, 2020, LAST), Stretch(b, FIRST, 2019))
    assert found.successor(a) is None
    assert found.same_ground(a, 2020, b, 2019)
    assert not found.may_compare(a, 2019, 2020)


def test_a_history_over_two_recodings() -> None:
    newest = AreaCode("WK900121")
    found = link(
        register([*tables(), table("c", 2021, [newest], {}, names={newest: "Nu"}, surface=[100.0])]),
        [*DRAWN, sheet(2021, {newest: square(0)})],
    )
    assert found.history(newest) == (Stretch(newest, 2021, LAST), Stretch(NEW, 2020, 2020), Stretch(OLD, FIRST, 2019))
    assert found.same_ground(newest, 2021, OLD, 2019)
    assert found.former_names(newest) == (NEW, OLD)
    successor = found.successor(OLD)
    assert successor is not None
    assert successor.code == NEW


def test_former_names_are_the_old_names_and_codes() -> None:
    found = link(register(tables(names=("Oud", "Nieuw"))), DRAWN)
    assert found.former_names(NEW) == (OLD, "Oud")
    assert found.former_names(OLD) == ()


# --- merged gemeenten -------------------------------------------------------------------------------------------------

FIRST_HALF, SECOND_HALF, JOINED = AreaCode("GM9001"), AreaCode("GM9002"), AreaCode("GM9003")


def gemeenten(year: int, *codes: AreaCode) -> PublishedTable:
    return table(str(year), year, list(codes), {}, names={c: f"Gemeente {c}" for c in codes})


def test_two_gemeenten_that_together_are_a_new_one() -> None:
    found = link(
        register([gemeenten(2019, FIRST_HALF, SECOND_HALF), gemeenten(2020, JOINED)]),
        [
            # Of the first division only wijken are drawn: their gemeenten are what they cover.
            sheet(2019, {"WK900101": square(0), "WK900102": square(1000), "WK900201": square(2000)}),
            sheet(2020, {JOINED: square(0, 3000)}, Level.GEMEENTE),
        ],
    )
    (merger,) = found.mergers
    assert (merger.code, merger.former, merger.drawn, merger.later) == (JOINED, (FIRST_HALF, SECOND_HALF), 2019, 2020)
    assert merger.whole
    assert merger.overlap == 1.0
    assert set(found.former_names(JOINED)) == {"GM9001", "GM9002", "Gemeente GM9001", "Gemeente GM9002"}


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ({JOINED: square(0, 3100)}, [(JOINED, False)]),  # something else came with it
        ({JOINED: square(0, 2900)}, []),  # a corner of the second half went elsewhere
        ({FIRST_HALF: square(0, 3000)}, [(FIRST_HALF, True)]),  # one took in the other
        ({JOINED: square(0, 2000), SECOND_HALF: square(2000)}, []),  # one went on alone under another code
    ],
    ids=["more", "less", "taken in", "recoded"],
)
def test_what_is_no_plain_merger(new: dict[AreaCode, shapely.Geometry], expected: list[tuple[str, bool]]) -> None:
    found = link(
        register([gemeenten(2019, FIRST_HALF, SECOND_HALF), gemeenten(2020, *new)]),
        [
            sheet(2019, {FIRST_HALF: square(0, 2000), SECOND_HALF: square(2000)}, Level.GEMEENTE),
            sheet(2020, new, Level.GEMEENTE),
        ],
    )
    assert [(one.code, one.whole) for one in found.mergers] == expected


# --- the invented country, of which the truth is known ----------------------------------------------------------------


def invented_register() -> tuple[Register, list[OutlineSet]]:
    found = []
    for division in divisions(SMALL):
        for layer in division.layers:
            names = dict(zip(layer.codes, layer.names, strict=True))
            changes = layer.changes.tolist() if division is divisions(SMALL)[-1] else None
            found.append(
                table(
                    layer.level,
                    division.year,
                    list(layer.codes),
                    {},
                    names=names,
                    changes=changes,
                    surface=layer.hectares,
                )
            )
    sheets = [
        sheet(d.year, dict(zip(y.codes, y.shapes, strict=True)), y.level) for d in divisions(SMALL) for y in d.layers
    ]
    return register(found), sheets


def truth() -> set[tuple[str, str]]:
    """(code before, code since) of every area that has exactly the plots of one with another code."""
    before, since = divisions(SMALL)
    found = set()
    for old, new in zip(before.layers, since.layers, strict=True):
        plots = {frozenset((old.member == i).nonzero()[0].tolist()): code for i, code in enumerate(old.codes)}
        for i, code in enumerate(new.codes):
            was = plots.get(frozenset((new.member == i).nonzero()[0].tolist()))
            if was is not None and was != code:
                found.add((was, code))
    return found


@pytest.mark.parametrize("outlines", [True, False], ids=["by outline", "by name and surface"])
def test_every_recoding_of_the_invented_country_is_found_and_nothing_else(outlines: bool) -> None:
    known, sheets = invented_register()
    found = link(known, sheets if outlines else [])
    assert len(truth()) == 11
    assert {(one.former, one.code) for one in found.links} == truth()
    assert found.mergers == []
    since = divisions(SMALL)[-1]
    linked = {one.code for one in found.links}
    for layer in since.layers:
        for code, change in zip(layer.codes, layer.changes.tolist(), strict=True):
            assert (code in linked) == (change == RECODED)
            assert found.may_compare(code, *(d.year for d in divisions(SMALL))) == (change == UNCHANGED)
            assert change != REDRAWN or [stretch.code for stretch in found.history(code)] == [code]


# --- against a slow second way, on areas made of squares ---------------------------------------------------------------

SQUARES = 8
Members = list[int]


def areas(members: Members, number: Mapping[int, int]) -> dict[AreaCode, frozenset[int]]:
    """Code -> its squares."""
    return {
        AreaCode(f"WK9001{number[one]:02}"): frozenset(i for i, m in enumerate(members) if m == one)
        for one in sorted(set(members))
    }


def shape(squares: frozenset[int]) -> shapely.Geometry:
    return shapely.union_all([shapely.box(i % 4, i // 4, i % 4 + 1, i // 4 + 1) for i in squares])


def linked(before: dict[AreaCode, frozenset[int]], since: dict[AreaCode, frozenset[int]]) -> set[tuple[str, str]]:
    two = [
        table(str(year), year, list(one), {}, surface=[100.0 * len(s) for s in one.values()])
        for year, one in ((2019, before), (2020, since))
    ]
    sheets = [sheet(y, {c: shape(s) for c, s in one.items()}) for y, one in ((2019, before), (2020, since))]
    return {(one.former, one.code) for one in link(register(two), sheets).links}


def slowly(before: dict[AreaCode, frozenset[int]], since: dict[AreaCode, frozenset[int]]) -> set[tuple[str, str]]:
    """The rule in words: the same squares, another code, and neither code goes on on the squares it had."""
    found = set()
    for code, squares in since.items():
        for former, were in before.items():
            code_goes_on = before.get(code) == squares
            former_goes_on = since.get(former) == were
            if code != former and squares == were and not code_goes_on and not former_goes_on:
                found.add((former, code))
    return found


MEMBERS = st.lists(st.integers(0, 4), min_size=SQUARES, max_size=SQUARES)
NUMBERS = st.permutations(range(8)).map(lambda order: dict(enumerate(order)))


@settings(max_examples=150, deadline=None)
@given(before=MEMBERS, moved=st.lists(st.tuples(st.integers(0, 7), st.integers(0, 4)), max_size=3), numbers=NUMBERS)
def test_links_are_those_of_the_slow_way_and_one_to_one(
    before: Members, moved: list[tuple[int, int]], numbers: dict[int, int]
) -> None:
    since = list(before)
    for at, to in moved:
        since[at] = to
    old, new = areas(before, {i: i for i in range(8)}), areas(since, numbers)
    found = linked(old, new)
    assert found == slowly(old, new)
    assert len({former for former, _code in found}) == len({code for _former, code in found}) == len(found)


@settings(max_examples=60, deadline=None)
@given(before=MEMBERS, numbers=NUMBERS, names=NUMBERS)
def test_other_codes_give_the_same_links(before: Members, numbers: dict[int, int], names: dict[int, int]) -> None:
    def renamed(code: str) -> str:
        return f"WK9001{names[int(code[-2:])]:02}"

    old, new = areas(before, {i: i for i in range(8)}), areas(before, numbers)
    again = linked({AreaCode(renamed(c)): s for c, s in old.items()}, {AreaCode(renamed(c)): s for c, s in new.items()})
    assert again == {(renamed(a), renamed(b)) for a, b in linked(old, new)}


@settings(max_examples=60, deadline=None)
@given(first=MEMBERS, second=MEMBERS)
def test_overlap_is_that_of_the_squares(first: Members, second: Members) -> None:
    one, two = (
        list(areas(first, {i: i for i in range(8)}).values()),
        list(areas(second, {i: i for i in range(8)}).values()),
    )
    for i, j, share in overlaps([shape(s) for s in one], [shape(s) for s in two]):
        assert share == pytest.approx(len(one[i] & two[j]) / len(one[i] | two[j]))
