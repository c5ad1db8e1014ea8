"""How a place stands and whether it moves; all figures worked out by hand from `warehouse.small_country`."""

import pytest

from toetssteen.analysis.gap import Movement, Standing
from toetssteen.answers.figures.against_reference import Reading, Reference, reading
from toetssteen.answers.figures.profile import Profile, profile, references
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.kernel.cells import Status
from toetssteen.kernel.errors import UnknownNameError


def read(atlas: Atlas, code: str, indicator: str, reference: Reference, baseline: int | None = None) -> Reading:
    return reading(atlas, atlas.place(code), atlas.indicator(indicator), reference, baseline)


def ids(readings: tuple[Reading, ...]) -> list[str]:
    return [one.indicator.id for one in readings]


def theme(found: Profile, domain: str) -> list[str]:
    return next(ids(t.readings) for t in found.themes if t.domain.id == domain)


def test_against_the_city_the_gap_in_points_halves_and_the_ratio_stays(atlas: Atlas) -> None:
    """18 to 8 per cent in Lindehof, 9 to 4 in Rietstad."""
    found = read(atlas, "WK900101", "laag_inkomen", Reference.CITY)
    assert found.latest is not None
    assert (found.latest.value, found.against) == (8.0, 4.0)
    assert found.gap is not None
    assert (found.gap.points, found.gap.ratio) == (4.0, 2.0)
    assert found.standing is Standing.WORSE
    assert found.change is not None
    assert (found.change.first_year, found.change.last_year) == (2019, 2021)
    assert (found.change.first.points, found.change.first.ratio) == (9.0, 2.0)
    assert (found.change.points, found.change.ratio) == (Movement.SMALLER, Movement.SAME)


def test_against_the_rest_of_the_city(atlas: Atlas) -> None:
    found = read(atlas, "WK900101", "laag_inkomen", Reference.REST)
    assert found.against == pytest.approx((300 * 5 + 400 * 6) / 700)
    assert found.standing is Standing.WORSE
    assert found.change is None, "Kadewijk's boundary moved in 2021, so the rest is another rest"


def test_against_the_country(atlas: Atlas) -> None:
    found = read(atlas, "WK900101", "laag_inkomen", Reference.COUNTRY)
    assert found.against == pytest.approx(4.0)
    assert found.change is not None
    assert found.change.first.points == pytest.approx(18 - 8.7), "13,000 of 1,500 is 8.667, shown as 8,7"


def test_against_its_own_first_year_or_another(atlas: Atlas) -> None:
    first = read(atlas, "WK900101", "laag_inkomen", Reference.START)
    assert first.against == 18.0
    assert first.gap is not None
    assert first.gap.points == -10.0
    assert first.standing is Standing.BETTER
    assert first.change is None
    assert read(atlas, "WK900101", "laag_inkomen", Reference.START, 2020).against == 13.0
    assert read(atlas, "WK900101", "laag_inkomen", Reference.START, 2021).against is None, "not against itself"


def test_no_baseline_before_a_break(atlas: Atlas) -> None:
    found = read(atlas, "WK900103", "laag_inkomen", Reference.START)
    assert found.latest is not None
    assert found.latest.value == 6.0
    assert (found.against, found.gap, found.standing) == (None, None, None)


def test_an_indicator_of_one_year_has_level_and_gap_and_no_change(atlas: Atlas) -> None:
    found = read(atlas, "WK900101", "rapportcijfer", Reference.CITY)
    assert found.years_known == 1
    assert found.latest is not None
    assert found.latest.status is Status.ESTIMATED
    assert found.gap is not None
    assert (found.gap.points, found.gap.ratio) == (-2.0, None), "a score has no true zero"
    assert found.standing is Standing.WORSE
    assert found.change is None


def test_a_total_has_no_gap_to_the_total_of_another_place(atlas: Atlas) -> None:
    found = read(atlas, "WK900101", "inwoners", Reference.CITY)
    assert (found.against, found.gap, found.standing, found.change) == (1100, None, None, None)
    own = read(atlas, "GM9001", "inwoners", Reference.START)
    assert own.gap is not None
    assert own.gap.points == 100
    assert own.standing is Standing.UNDIRECTED


def test_a_place_without_a_figure_is_not_read(atlas: Atlas) -> None:
    found = read(atlas, "BU90010101", "laag_inkomen", Reference.CITY)
    assert (found.latest, found.gap, found.places, found.parts) == (None, None, (), ())


def test_a_gap_within_the_rounding_is_the_same(atlas: Atlas) -> None:
    """Zeezicht's wijk Strand is all of Duindorp: 4.0 against 4.0."""
    assert read(atlas, "WK900201", "laag_inkomen", Reference.CITY).standing is Standing.SAME


def test_the_parts_and_the_places_beside_it(atlas: Atlas) -> None:
    city = read(atlas, "GM9001", "laag_inkomen", Reference.COUNTRY)
    assert [(p.name, p.value) for p in city.parts] == [("Lindehof", 8.0), ("Oeverwijk", 5.0), ("Kadewijk", 6.0)]
    assert [p.name for p in city.places] == ["Rietstad", "Duindorp"]
    wijk = read(atlas, "WK900101", "inwoners", Reference.REST)
    assert [(p.name, p.value) for p in wijk.parts] == [("Lindehof-Noord", 300.0), ("Lindehof-Zuid", 100.0)]
    assert wijk.spread is not None
    assert wijk.spread.values.tolist() == [300, 400, 400]


def test_the_parts_of_a_named_area_are_those_that_have_the_figure(atlas: Atlas) -> None:
    """Its buurten have cells without a number; its wijken have the figures."""
    area = read(atlas, "oevers", "laag_inkomen", Reference.REST)
    assert [(p.name, p.value) for p in area.parts] == [("Lindehof", 8.0), ("Oeverwijk", 5.0)]
    assert [p.name for p in area.places] == ["Lindehof", "Oeverwijk", "Kadewijk"]
    people = read(atlas, "oevers", "inwoners", Reference.REST)
    assert len(people.parts) == 3
    assert len(people.places) == 5


def test_a_profile_opens_with_what_goes_well(atlas: Atlas) -> None:
    found = profile(atlas, "WK900102")
    assert found.reference is Reference.REST
    assert found.reference_name == "de rest van Rietstad"
    assert ids(found.well) == ["laag_inkomen", "rapportcijfer"]
    assert (found.other, found.closing) == ((), ())


def test_what_does_not_go_well_and_where_the_gap_closes(atlas: Atlas) -> None:
    found = profile(atlas, "WK900101", Reference.CITY)
    assert ids(found.well) == []
    assert ids(found.other) == ["laag_inkomen", "rapportcijfer"]
    assert ids(found.closing) == ["laag_inkomen"]
    assert found.reference_name == "Rietstad"
    assert found.snapshot == atlas.id


def test_only_key_indicators_with_a_direction_are_good_or_bad(atlas: Atlas) -> None:
    found = profile(atlas, "WK900102", Reference.CITY)
    named = {*ids(found.well), *ids(found.other)}
    assert named == {"laag_inkomen", "rapportcijfer"}, "not people (context), not the middle income (no key)"


def test_themes_say_what_is_known_unknown_and_wanted(atlas: Atlas) -> None:
    found = profile(atlas, "BU90010101")
    assert [t.domain.id for t in found.themes] == ["bevolking", "inkomen", "wonen"]
    people, income, home = found.themes
    assert ids(people.readings) == ["inwoners", "per_duizend"]
    assert [i.id for i in income.unknown_here] == ["laag_inkomen"]
    assert [i.id for i in home.wanted] == ["vocht_en_schimmel"]
    assert [i.id for i in home.unknown_here] == ["rapportcijfer"]


def test_one_theme_alone(atlas: Atlas) -> None:
    found = profile(atlas, "WK900101", domain="inkomen")
    assert [t.domain.id for t in found.themes] == ["inkomen"]
    assert theme(found, "inkomen") == ["laag_inkomen", "middelste_inkomen"]
    assert ids(found.other) == ["laag_inkomen"]


@pytest.mark.parametrize(
    ("code", "reference", "name"),
    [
        ("GM9001", None, "Proefland"),
        ("GM9001", Reference.REST, "de rest van Proefland"),
        ("NL00", None, "het eerste jaar"),
        ("oevers", None, "de rest van Rietstad"),
        ("oevers", Reference.COUNTRY, "Proefland"),
        ("BU90010101", Reference.CITY, "Rietstad"),
        ("onbekend-gebied", None, "de rest van Rietstad"),
    ],
)
def test_references_by_kind_of_place(atlas: Atlas, code: str, reference: Reference | None, name: str) -> None:
    assert profile(atlas, code, reference).reference_name == name


def test_references_and_years_that_make_no_sense(atlas: Atlas) -> None:
    with pytest.raises(UnknownNameError, match="kunnen we Proefland niet vergelijken"):
        profile(atlas, "NL00", Reference.CITY)
    with pytest.raises(UnknownNameError, match="kunnen we Rietstad niet vergelijken"):
        profile(atlas, "GM9001", Reference.CITY)
    with pytest.raises(UnknownNameError, match="Voor het jaar 1850"):
        profile(atlas, "WK900101", Reference.START, 1850)


def test_every_place_has_a_profile_against_every_reference(atlas: Atlas) -> None:
    for place in atlas.gazetteer.places.values():
        for reference in references(place):
            found = profile(atlas, place.code, reference)
            assert found.place is place
            for one in (*found.well, *found.other):
                assert one.gap is not None
