"""Places side by side, by hand from `warehouse.small_country`: one year for all, no order but the reader's."""

import pytest

from toetssteen.analysis.distribution import Drift
from toetssteen.answers.comparison import compare_words
from toetssteen.answers.comparison.compare import MOST_PLACES, IndicatorRow, chosen, compare
from toetssteen.answers.figures.against_reference import Reference
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.kernel.areas import Level
from toetssteen.kernel.errors import UnknownNameError


def row(
    atlas: Atlas, codes: list[str], indicator: str = "laag_inkomen", reference: Reference | None = None
) -> IndicatorRow:
    found = compare(atlas, codes, atlas.indicator(indicator).domain, reference)
    return next(one for one in found.rows if one.indicator.id == indicator)


def test_the_figures_of_one_year_in_the_readers_order(atlas: Atlas) -> None:
    found = row(atlas, ["WK900103", "WK900101", "WK900102"])
    assert found.year == 2021
    assert [(e.place.name, e.value) for e in found.entries] == [
        ("Kadewijk", 6.0),
        ("Lindehof", 8.0),
        ("Oeverwijk", 5.0),
    ]
    assert found.against == pytest.approx(4.0)
    assert (found.kind, found.region, sorted(found.others.tolist())) == (Level.WIJK, "Rietstad", [5.0, 6.0, 8.0])


def test_the_words_name_every_place_the_year_and_the_reference(atlas: Atlas) -> None:
    found = row(atlas, ["WK900101", "WK900102", "WK900103"], reference=Reference.CITY)
    text = compare_words.finding(found, "Rietstad")
    assert text == (
        "In Lindehof woont 8,0 % mensen in een huishouden met een laag inkomen. In Oeverwijk is dat 5,0 % en in"
        " Kadewijk 6,0 %. In Rietstad is dat 4,0 %."
    ).replace(" %", "\u00a0%")


def test_they_came_closer_since_the_first_year_all_share(atlas: Atlas) -> None:
    """18 and 6 in 2019, 8 and 5 in 2021."""
    found = row(atlas, ["WK900101", "WK900102"]).apart
    assert found is not None
    assert (found.reach, found.alike, found.first_year, found.drift) == (3.0, False, 2019, Drift.CLOSER)


def test_a_break_of_one_leaves_no_stretch_for_all(atlas: Atlas) -> None:
    """Kadewijk's boundary moved in 2021."""
    found = row(atlas, ["WK900101", "WK900103"])
    assert found.apart is not None
    assert (found.apart.first_year, found.apart.drift) == (None, None)
    assert "Sinds" not in compare_words.apart(found)


def test_within_rounding_they_are_alike(atlas: Atlas) -> None:
    """Duindorp and its only wijk."""
    found = row(atlas, ["GM9002", "WK900201"])
    assert found.apart is not None
    assert found.apart.alike
    assert "niet meer dan afronding" in compare_words.apart(found)


def test_a_place_without_figures_is_named_and_does_not_choose_the_year(atlas: Atlas) -> None:
    found = row(atlas, ["WK900101", "BU90010101"])
    assert found.year == 2021
    assert [e.place.name for e in found.known] == ["Lindehof"]
    assert "Voor Lindehof-Noord is dit niet bekend." in compare_words.remarks(found)


def test_never_two_years(atlas: Atlas) -> None:
    """The pair is refused in 2020 and Kadewijk is secret then: 2021, or 2019, never a mix."""
    found = row(atlas, ["eigen.WK900101.WK900102", "WK900103"])
    assert found.year == 2021
    assert {e.point.year for e in found.known if e.point} == {2021}


def test_a_newer_figure_of_one_is_told(real_snapshot: Atlas) -> None:
    """Vinkhuizen is known in 2017 only, a wijk also in 2022."""
    found = row(real_snapshot, ["vinkhuizen", "WK001404"], "aandeel_15_24")
    assert found.year == 2017
    assert {e.point.year for e in found.entries if e.point} == {2017}
    (newer,) = (e for e in found.entries if e.latest and e.latest.year == 2022)
    assert f"Voor {newer.place.name} zijn er ook nieuwere cijfers" in compare_words.left_aside([found, found])
    assert compare_words.left_aside([]) == ""


def test_no_year_in_common_compares_nothing(real_snapshot: Atlas) -> None:
    """The Hague's panel ends in 2022 and nobody else is in it: beside Groningen there is one figure, not a comparison."""
    found = compare(real_snapshot, ["WK001404", "den-haag-zuidwest"], "zorg")
    for one in found.rows:
        years = {e.point.year for e in one.entries if e.point and e.point.value is not None}
        assert len(years) <= 1
        assert one.year in (None, *years)


def test_totals_have_no_reference_and_no_distance(atlas: Atlas) -> None:
    found = row(atlas, ["WK900101", "WK900102"], "inwoners")
    assert (found.reference, found.against, found.apart, len(found.others)) == (None, None, None, 0)


def test_doubles_fold_and_six_fit(atlas: Atlas) -> None:
    places, left = chosen(atlas, ["WK900101", " wk900101", "WK900101", "oevers"])
    assert ([p.code for p in places], left) == (["WK900101", "oevers"], ())
    codes = ["WK900101", "WK900102", "WK900103", "WK900201", "GM9001", "GM9002", "oevers", "GM9001"]
    places, left = chosen(atlas, codes)
    assert len(places) == MOST_PLACES
    assert left == ("oevers",)
    assert compare(atlas, codes).left_out == ("oevers",)


def test_what_can_be_asked(atlas: Atlas) -> None:
    assert compare(atlas, ["WK900101", "WK900102"]).references == (Reference.COUNTRY, Reference.CITY)
    assert compare(atlas, ["WK900101", "WK900201"]).references == (Reference.COUNTRY,)
    for codes, theme, reference in (
        ([], None, None),
        (["WK999999"], None, None),
        (["WK900101"], "geluk", None),
        (["WK900101", "WK900201"], None, Reference.CITY),
    ):
        with pytest.raises(UnknownNameError):
            compare(atlas, codes, theme, reference)


def test_the_country_is_not_held_against_itself(atlas: Atlas) -> None:
    assert row(atlas, ["NL00", "GM9001"]).reference is None


def test_the_opening_theme_is_one_that_is_known(atlas: Atlas) -> None:
    assert compare(atlas, ["WK900101", "WK900102"]).domain.id == "inkomen"
    assert compare(atlas, ["WK900101", "BU90010101"]).domain.id == "bevolking"


def test_listed() -> None:
    assert [compare_words.listed(list(names)) for names in ("", "a", "ab", "abc")] == ["", "a", "a en b", "a, b en c"]
