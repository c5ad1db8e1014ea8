"""The focus areas side by side: all of them, in name order, with a reason where there is no figure."""

import pytest

from toetssteen.answers.comparison.focus import focus, focus_places, reach
from toetssteen.answers.figures.series import series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.search import normalized
from toetssteen.kernel.errors import UnknownNameError


def test_one_area_by_hand(atlas: Atlas) -> None:
    found = focus(atlas)
    (figure,) = found.figures
    (row,) = figure.rows
    assert (figure.indicator.id, figure.year, figure.years) == ("laag_inkomen", 2021, (2019, 2020, 2021))
    assert row.place.name == "De Oevers"
    assert row.value == pytest.approx((400 * 8 + 300 * 5) / 700)
    assert [(p.name, p.value) for p in row.parts] == [("Lindehof", 8.0), ("Oeverwijk", 5.0)]
    assert (row.city, figure.country, row.why) == (4.0, pytest.approx(4.0), "")
    assert reach(figure) == (pytest.approx(4.0), 8.0)


def test_another_year(atlas: Atlas) -> None:
    (figure,) = focus(atlas, "inkomen", 2019).figures
    assert figure.year == 2019
    assert figure.rows[0].city == 9.0


def test_all_twenty_in_name_order_in_every_figure(real_snapshot: Atlas) -> None:
    places = focus_places(real_snapshot)
    assert len(places) == 20
    assert [p.name for p in places] == sorted((p.name for p in places), key=normalized)
    for theme in ("inkomen", "bevolking", "leefbaarheid"):
        for figure in focus(real_snapshot, theme).figures:
            assert tuple(row.place for row in figure.rows) == places


def test_a_row_says_why_it_is_empty(real_snapshot: Atlas) -> None:
    for figure in focus(real_snapshot, "inkomen").figures:
        for row in figure.rows:
            assert bool(row.why) == (row.value is None)
            if not row.place.members:
                assert row.why == "de buurten van dit gebied zijn niet bekend"
                assert row.parts == ()


def test_the_figures_are_those_of_the_profile(real_snapshot: Atlas) -> None:
    compared = 0
    for figure in focus(real_snapshot, "inkomen").figures:
        for row in figure.rows:
            point = series(real_snapshot, row.place, figure.indicator).at(figure.year)
            assert row.value == (None if point is None else point.value)
            compared += row.value is not None
    assert compared > 3


def test_names_that_do_not_exist(atlas: Atlas) -> None:
    with pytest.raises(UnknownNameError):
        focus(atlas, "geluk")
    with pytest.raises(UnknownNameError):
        focus(atlas, None, 1900)
