"""An area a reader puts together: what it is made of, what it may show, and that nothing of it stays behind."""

import numpy as np
import pytest

from toetssteen.answers.figures.against_reference import Reference
from toetssteen.answers.figures.lineage import lineage
from toetssteen.answers.figures.profile import profile, references
from toetssteen.answers.figures.rest import rest
from toetssteen.answers.figures.series import series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.custom_areas import LONGEST_NAME, MOST_PARTS, clean_name, read_code, write_code
from toetssteen.answers.snapshot.places import Place
from toetssteen.indicators.aggregate import FigureKind
from toetssteen.kernel.areas import Level
from toetssteen.kernel.cells import Status
from toetssteen.kernel.errors import UnknownNameError

PAIR = write_code(["WK900101", "WK900102"], "Ons paar")


def values(atlas: Atlas, place: Place, indicator: str) -> dict[int, float | None]:
    return {p.year: p.value for p in series(atlas, place, atlas.indicator(indicator)).points}


def test_the_code_holds_everything() -> None:
    assert write_code(["WK900102", "WK900101", "WK900102"], " Ons  paar ") == "eigen.WK900101.WK900102~Ons paar"
    assert read_code(PAIR) == (("WK900101", "WK900102"), "Ons paar")
    assert read_code(write_code(["A"])) == (("A",), "")


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("Ons paar", "Ons paar"),
        ("a/b\\c~d?e#f%g", "a b c d e f g"),
        ("\u202eomgekeerd\x00\n", "omgekeerd"),
        ("x" * 500, "x" * LONGEST_NAME),
        ("<b>vet</b>", "<b>vet< b>"),
        ("\ud800", ""),
    ],
)
def test_a_name_is_one_plain_line(name: str, seen: str) -> None:
    assert clean_name(name) == seen


def test_it_is_made_on_the_fly_and_stays_nowhere(atlas: Atlas) -> None:
    before = dict(atlas.gazetteer.places)
    place = atlas.place(PAIR)
    assert (place.name, place.level, place.custom, place.named) == ("Ons paar", Level.GEBIED, True, None)
    assert (place.members, place.whole, place.cut) == (("WK900101", "WK900102"), ("WK900101", "WK900102"), ())
    assert place.gemeente_name == "Rietstad"
    assert atlas.gazetteer.places == before
    assert atlas.place("eigen.WK900102.WK900101").name == "Lindehof en Oeverwijk"


def test_its_figures_are_those_of_its_parts(atlas: Atlas) -> None:
    found = values(atlas, atlas.place(PAIR), "laag_inkomen")
    assert found[2019] == pytest.approx((400 * 18 + 300 * 6) / 700)
    assert found[2021] == pytest.approx((400 * 8 + 300 * 5) / 700)
    assert values(atlas, atlas.place(PAIR), "inwoners") == {2019: 700, 2020: 710, 2021: 700}


def test_it_is_refused_where_it_would_tell_a_secret_figure(atlas: Atlas) -> None:
    """In 2020 Kadewijk, the third wijk, is secret and Rietstad's own figure is published: 6.5 less this would tell it."""
    found = series(atlas, atlas.place(PAIR), atlas.indicator("laag_inkomen")).at(2020)
    assert found is not None
    assert (found.value, found.kind) == (None, FigureKind.REFUSED)
    assert found.reason == "met dit cijfer zou iemand een geheim cijfer kunnen uitrekenen"


def test_it_is_refused_where_a_part_is_secret(atlas: Atlas) -> None:
    """A mean could leave out a part that carries less than a fifth; not here."""
    place = atlas.place("eigen.WK900101.WK900102.WK900103")
    point = series(atlas, place, atlas.indicator("laag_inkomen")).at(2020)
    assert point is not None
    assert point.value is None
    assert values(atlas, place, "laag_inkomen")[2021] is not None


def test_so_is_the_rest_of_its_city(atlas: Atlas) -> None:
    """Kadewijk is the rest of the pair: secret in 2020, known in the other years."""
    found = rest(atlas, atlas.place(PAIR), atlas.indicator("laag_inkomen"))
    assert {p.year: p.value for p in found.points} == {2019: 8.0, 2020: None, 2021: 6.0}
    kade = atlas.place("eigen.WK900101.WK900103")
    assert rest(atlas, kade, atlas.indicator("laag_inkomen")).at(2020).value is None


def test_buurten_that_fill_wijken_may_not_tell_the_secret_wijk(atlas: Atlas) -> None:
    """Its buurten fill Lindehof and Oeverwijk, so it is the pair in other words."""
    place = atlas.place("eigen.BU90010101.BU90010102.BU90010201")
    assert place.whole == ("WK900101", "WK900102")
    found = values(atlas, place, "laag_inkomen")
    assert found[2020] is None
    assert found[2019] == pytest.approx((400 * 18 + 300 * 6) / 700)
    assert values(atlas, place, "inwoners")[2021] == 700


def test_a_wijk_beside_a_buurt_stands_for_its_buurten(atlas: Atlas) -> None:
    place = atlas.place("eigen.BU90010301.WK900101")
    assert place.members == ("BU90010101", "BU90010102", "BU90010301")
    assert (place.whole, place.cut) == (("WK900101",), ("WK900103",))
    assert values(atlas, place, "inwoners")[2019] == 600
    assert values(atlas, place, "laag_inkomen").get(2019) is None


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("eigen.", "Kies ten minste 2"),
        ("eigen.WK900101", "Kies ten minste 2"),
        ("eigen.WK900101.wk900101", "Kies ten minste 2"),
        ("eigen.WK900101.WK999999", "“WK999999” kennen wij niet"),
        ("eigen.WK900101.GM9001", "“GM9001” kennen wij niet"),
        ("eigen.WK900101.<b>", "is geen code"),
        ("eigen.WK900101.WK900201", "in dezelfde gemeente"),
    ],
)
def test_what_is_no_area_is_refused_in_words(atlas: Atlas, code: str, says: str) -> None:
    with pytest.raises(UnknownNameError, match=says):
        atlas.place(code)


def test_it_may_not_be_too_small(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Atlas, "people", lambda self: np.full(len(self.cube.areas), 49.0))
    with pytest.raises(UnknownNameError, match="te klein: er wonen minder dan 100 mensen"):
        atlas.place(PAIR)
    monkeypatch.setattr(Atlas, "people", lambda self: np.full(len(self.cube.areas), np.nan))
    with pytest.raises(UnknownNameError, match="te klein"):
        atlas.place(PAIR)


def test_a_long_list_is_refused(real_snapshot: Atlas) -> None:
    cube, people = real_snapshot.cube, real_snapshot.people()
    codes = [c for c in cube.areas if c.level is Level.BUURT and c.gemeente == "GM0363" and people[cube.area_at(c)] > 0]
    with pytest.raises(UnknownNameError, match=f"ten hoogste {MOST_PARTS}"):
        real_snapshot.place(write_code(codes[: MOST_PARTS + 1]))
    assert len(real_snapshot.place(write_code(codes[:MOST_PARTS])).members) == MOST_PARTS


def test_it_is_held_against_its_city_first(atlas: Atlas) -> None:
    assert references(atlas.place(PAIR))[0] is Reference.CITY
    found = profile(atlas, PAIR)
    assert found.reference_name == "Rietstad"
    assert any(t.readings for t in found.themes)


def test_its_figures_lead_to_the_parts(atlas: Atlas) -> None:
    assert lineage(atlas, "laag_inkomen", PAIR, 2021).parts == ("WK900101", "WK900102")
    assert lineage(atlas, "laag_inkomen", PAIR, 2020).parts == ()


def test_vinkhuizen_put_together_by_hand_is_the_named_one(real_snapshot: Atlas) -> None:
    own = real_snapshot.place("eigen.BU00140900.BU00140901")
    named = real_snapshot.place("vinkhuizen")
    for indicator in ("inwoners", "aandeel_65_plus"):
        assert values(real_snapshot, own, indicator) == values(real_snapshot, named, indicator)


def test_no_real_area_shows_a_year_in_which_a_part_is_secret(real_snapshot: Atlas) -> None:
    """Random sets of wijken of real cities, over every indicator: a figure only where every part has its own."""
    atlas, cube = real_snapshot, real_snapshot.cube
    draw = np.random.default_rng(7)
    for city in ("GM0014", "GM0344", "GM0518"):
        wijken = [cube.areas[at] for at in atlas.gazetteer.under(city, Level.WIJK)]
        people = atlas.people()
        large = [c for c in wijken if people[cube.area_at(c)] > 100]
        place = atlas.place(write_code([str(c) for c in draw.choice(large, 3, replace=False)]))
        where = cube.areas_at(place.members)
        for name in cube.indicators:
            for point in series(atlas, place, atlas.indicator(name)).points:
                statuses = cube.statuses[cube.year_at(point.year), cube.indicator_at(name), where]
                if point.value is not None:
                    assert not (statuses == Status.SECRET).any(), (place.code, name, point.year)


def test_everything_but_the_secret_wijken_of_a_real_city_is_refused(real_snapshot: Atlas) -> None:
    """The adversary: all known wijken of a gemeente with a figure of its own; and, to see that the rule is not simply
    "no", all of them but one."""
    atlas, cube = real_snapshot, real_snapshot.cube
    people, tried, shown = atlas.people(), 0, 0
    for city in (p for p in atlas.gazetteer.places.values() if p.level is Level.GEMEENTE and cube.has_area(p.code)):
        where = atlas.gazetteer.under(city, Level.WIJK)
        if not 4 <= len(where) <= MOST_PARTS:
            continue
        for name in ("laagste_inkomens", "koopwoningen", "woz_waarde"):
            indicator, y = atlas.indicator(name), cube.year_at(2022)
            at = cube.indicator_at(name)
            known = where[~np.isnan(cube.values[y, at, where])]
            secret = where[cube.statuses[y, at, where] == Status.SECRET]
            whole = cube.values[y, at, cube.area_at(city.code)]
            if len(known) < 3 or not len(secret) or np.isnan(whole) or np.nansum(people[known[1:]]) < 100:
                continue
            everything, but_one = (
                series(atlas, atlas.place(write_code([cube.areas[w] for w in some])), indicator).at(2022)
                for some in (known, known[1:])
            )
            assert everything is None or everything.value is None, (city.code, name)
            shown += but_one is not None and but_one.value is not None
            tried += 1
        if tried > 120:
            break
    assert tried > 20
    assert shown > tried / 2
