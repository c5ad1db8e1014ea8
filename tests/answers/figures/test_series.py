"""A place through the years: published, worked out from its parts, or refused; and the rest of its city."""

from dataclasses import replace

import numpy as np
import pytest

from toetssteen.answers.figures.rest import rest
from toetssteen.answers.figures.series import Series, series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.words.sentences import how_known
from toetssteen.indicators.aggregate import FigureKind
from toetssteen.kernel.areas import AreaCode
from toetssteen.kernel.cells import Status
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.kernel.published_columns import SeriesBreak

Shown = list[tuple[int, float | None, FigureKind, bool]]


def of(atlas: Atlas, code: str, indicator: str, years: tuple[int, int] | None = None) -> Series:
    return series(atlas, atlas.place(code), atlas.indicator(indicator), years)


def rest_of(atlas: Atlas, code: str, indicator: str) -> Series:
    return rest(atlas, atlas.place(code), atlas.indicator(indicator))


def shown(found: Series) -> Shown:
    return [(p.year, None if p.value is None else round(p.value, 3), p.kind, p.comparable) for p in found.points]


def test_a_published_series(atlas: Atlas) -> None:
    found = of(atlas, "WK900101", "inwoners")
    assert shown(found) == [
        (2019, 400, FigureKind.PUBLISHED, False),
        (2020, 400, FigureKind.PUBLISHED, True),
        (2021, 400, FigureKind.PUBLISHED, True),
    ]
    assert found.values.tolist() == [400, 400, 400]
    assert found.comparable.tolist() == [False, True, True]
    assert found.name == "Lindehof"


def test_a_changed_boundary_breaks_the_series(atlas: Atlas) -> None:
    assert [p.comparable for p in of(atlas, "WK900103", "inwoners").points] == [False, True, False]


def test_another_way_of_counting_breaks_the_series_and_is_said(atlas: Atlas) -> None:
    broken = replace(atlas.indicator("inwoners"), breaks=(SeriesBreak(2021, "Nu telt iedereen.", "CBS"),))
    found = series(atlas, atlas.place("WK900101"), broken)
    assert [p.comparable for p in found.points] == [False, True, False]
    assert found.comparable.tolist() == [False, True, False]
    assert [p.broken for p in found.points] == ["", "", "Nu telt iedereen."]
    last, first = found.points[-1], found.points[0]
    assert "niet te vergelijken met het cijfer ervoor: Nu telt iedereen." in how_known(last, first)


def test_only_the_years_that_are_asked_for(atlas: Atlas) -> None:
    found = of(atlas, "WK900101", "inwoners", (2020, 2020))
    assert shown(found) == [(2020, 400, FigureKind.PUBLISHED, False)], "there is no year before it to compare with"
    assert np.isnan(found.values[[0, 2]]).all()


def test_the_country_is_worked_out_and_never_breaks(atlas: Atlas) -> None:
    assert shown(of(atlas, "NL00", "inwoners")) == [
        (2019, 1500, FigureKind.EXACT, False),
        (2020, 1520, FigureKind.EXACT, True),
        (2021, 1620, FigureKind.EXACT, True),
    ]
    assert shown(of(atlas, "NL00", "laag_inkomen")) == [
        (2019, round((1000 * 9 + 500 * 8) / 1500, 3), FigureKind.APPROXIMATE, False),
        (2020, round((1010 * 6.5 + 510 * 6) / 1520, 3), FigureKind.APPROXIMATE, True),
        (2021, 4.0, FigureKind.APPROXIMATE, True),
    ]


def test_a_named_area_of_whole_wijken_uses_them_where_buurten_are_silent(atlas: Atlas) -> None:
    place = atlas.place("oevers")
    assert (place.whole, place.cut) == (("WK900101", "WK900102"), ())
    assert shown(of(atlas, "oevers", "inwoners")) == [
        (2019, 700, FigureKind.EXACT, False),
        (2020, 710, FigureKind.EXACT, True),
        (2021, 700, FigureKind.EXACT, True),
    ]
    assert shown(of(atlas, "oevers", "laag_inkomen"))[0] == (
        2019,
        round((400 * 18 + 300 * 6) / 700, 3),
        FigureKind.APPROXIMATE,
        False,
    )


def test_a_named_area_that_cuts_a_wijk_does_not_get_its_figure(atlas: Atlas) -> None:
    place = atlas.place("lindehof-oost")
    assert (place.whole, place.cut) == ((), ("WK900101",))
    assert of(atlas, "lindehof-oost", "inwoners").values.tolist() == [100, 100, 100]
    found = of(atlas, "lindehof-oost", "laag_inkomen")
    assert found.latest is None
    assert {(p.kind, p.reason) for p in found.points} == {
        (FigureKind.REFUSED, "van geen van de delen is er een cijfer over dit jaar")
    }


def test_a_named_area_given_as_wijken(atlas: Atlas) -> None:
    assert of(atlas, "wijkenpaar", "inwoners").values.tolist() == [700, 710, 700]


def test_a_named_area_without_members_knows_nothing(atlas: Atlas) -> None:
    assert of(atlas, "onbekend-gebied", "inwoners").points == ()


@pytest.mark.parametrize("code", ["BU90010101", "BU90010201", "BU90020101"])
def test_a_buurt_never_gets_the_figure_of_its_wijk(atlas: Atlas, code: str) -> None:
    """Oever and Zeezicht are even the only buurt of their wijk."""
    found = of(atlas, code, "laag_inkomen")
    assert found.latest is None
    assert {p.status for p in found.points} == {Status.ABSENT}
    assert of(atlas, code, "rapportcijfer").points == ()


def test_a_withheld_figure_of_a_wijk_is_not_worked_out(atlas: Atlas) -> None:
    point = of(atlas, "WK900103", "laag_inkomen").at(2020)
    assert point is not None
    assert (point.value, point.status, point.kind) == (None, Status.SECRET, FigureKind.PUBLISHED)


def test_a_median_of_several_is_refused(atlas: Atlas) -> None:
    found = of(atlas, "oevers", "middelste_inkomen")
    assert found.latest is None
    assert {p.reason for p in found.points} == {"dit cijfer kunnen we niet uit de delen optellen of middelen"}


def test_what_a_model_estimated_stays_an_estimate(atlas: Atlas) -> None:
    published = of(atlas, "WK900101", "rapportcijfer").latest
    added = of(atlas, "oevers", "rapportcijfer").latest
    assert published is not None
    assert added is not None
    assert published.status is Status.ESTIMATED
    assert added.status is Status.ESTIMATED
    assert added.value == pytest.approx((400 * 5 + 300 * 8) / 700)


def test_the_rest_of_the_city_leaves_the_place_out(atlas: Atlas) -> None:
    found = rest_of(atlas, "WK900101", "inwoners")
    assert found.values.tolist() == [600, 610, 700]
    assert found.name == "de rest van Rietstad"
    assert rest_of(atlas, "oevers", "inwoners").values.tolist() == [300, 300, 400]
    assert rest_of(atlas, "BU90010102", "inwoners").values.tolist() == [
        300 + 300 + 200 + 100,
        910,
        300 + 300 + 250 + 150,
    ]
    weighted = rest_of(atlas, "WK900101", "laag_inkomen")
    assert weighted.values[0] == (300 * 6 + 300 * 8) / 600
    assert weighted.values[2] == pytest.approx((300 * 5 + 400 * 6) / 700)


def test_the_rest_of_the_country_leaves_the_city_out(atlas: Atlas) -> None:
    found = rest_of(atlas, "GM9001", "inwoners")
    assert found.name == "de rest van Proefland"
    assert found.values.tolist() == [500, 510, 520]


def test_the_rest_with_a_withheld_part_is_refused(atlas: Atlas) -> None:
    point = rest_of(atlas, "WK900101", "laag_inkomen").at(2020)
    assert point is not None
    assert point.value is None
    assert point.reason == "van te veel delen ontbreekt het cijfer: wij kennen 51 %"


def test_the_rest_never_tells_the_secret_of_the_place_itself(atlas: Atlas) -> None:
    """All others of 2020 are published: city less rest would be Kadewijk."""
    point = rest_of(atlas, "WK900103", "laag_inkomen").at(2020)
    assert point is not None
    assert (point.value, point.kind) == (None, FigureKind.REFUSED)
    assert point.reason == "het cijfer van deze plek zelf is geheim"
    other = rest_of(atlas, "WK900103", "laag_inkomen").at(2019)
    assert other is not None
    assert other.value == pytest.approx((400 * 18 + 300 * 6) / 700)


def test_a_place_without_figures_has_no_rest_either(atlas: Atlas) -> None:
    """Otherwise the rest would quietly be the whole city."""
    gone = replace(atlas.place("onbekend-gebied"), members=(AreaCode("BU90019999"),))
    assert rest(atlas, gone, atlas.indicator("rapportcijfer")).points == ()


def test_names_that_do_not_exist(atlas: Atlas) -> None:
    with pytest.raises(UnknownNameError, match="De plek “WK999999” kennen wij niet"):
        atlas.place("WK999999")
    with pytest.raises(UnknownNameError, match="Het cijfer “geluk” kennen wij niet"):
        atlas.indicator("geluk")
    assert atlas.place(" wk900101 ").name == "Lindehof"
