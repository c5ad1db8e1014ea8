"""Why there is no number: secret is not unknown, and where nobody lives nobody's figure is kept secret."""

from dataclasses import replace

import numpy as np
import pytest

from toetssteen.answers.figures.against_reference import Reference, reading
from toetssteen.answers.figures.profile import profile
from toetssteen.answers.figures.series import series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.words import sentences
from toetssteen.answers.words.absence import uninhabited, why_none
from toetssteen.indicators.aggregate import FigureKind
from toetssteen.kernel.areas import COUNTRY, Level
from toetssteen.kernel.cells import Status


def test_an_uninhabited_wijk_keeps_nobodys_figure_secret(real_snapshot: Atlas) -> None:
    cube = real_snapshot.cube
    counted = ~np.isnan(cube.values[:, cube.indicator_at("inwoners"), :])
    last = np.flatnonzero(counted.any(axis=1))[-1]
    people = cube.values[last, cube.indicator_at("inwoners"), :]
    empty = [cube.areas[at] for at in real_snapshot.gazetteer.under(COUNTRY, Level.WIJK) if people[at] == 0]
    assert empty
    for code in empty:
        # Crimes are known of a year later than inhabitants are.
        for year in (cube.years[last], cube.years[-1]):
            assert why_none(real_snapshot, code, year, Status.SECRET) == "hier wonen geen mensen"
            assert why_none(real_snapshot, code, year, Status.LATER) == "komt later"
    assert not uninhabited(real_snapshot, "WK001409", 2016)
    assert why_none(real_snapshot, "WK001409", 2016, Status.SECRET) == "geheim: te weinig mensen of woningen"
    assert not uninhabited(real_snapshot, "den-haag-zuidwest", 2016)


@pytest.mark.parametrize("code", ["WK003435", "WK001409", "den-haag-zuidwest"])
def test_secret_is_never_listed_as_unknown(real_snapshot: Atlas, code: str) -> None:
    place, secret = real_snapshot.place(code), 0
    for theme in profile(real_snapshot, code).themes:
        for one in theme.unknown_here:
            points = series(real_snapshot, place, one).points
            assert not points or points[-1].status is not Status.SECRET
        for one in theme.secret_here:
            assert series(real_snapshot, place, one).points[-1].status is Status.SECRET
            found = reading(real_snapshot, place, one, Reference.REST)
            assert "geheim" in sentences.level(found, place)
            secret += 1
    assert secret or code != "WK003435"


@pytest.mark.parametrize("code", ["GM0344", "WK034405", "utrecht-overvecht"])
def test_a_column_that_is_still_empty_is_not_yet_published(real_snapshot: Atlas, code: str) -> None:
    """The workbook of 2024 has a column for low incomes with not one figure in it; that of 2014 never was there."""
    place = real_snapshot.place(code)
    found = series(real_snapshot, place, real_snapshot.indicator("laag_inkomen"))
    point = found.at(2024)
    assert point is not None
    assert (point.value, point.status) == (None, Status.UNPUBLISHED)
    assert sentences.how_known(point, None) == ["nog niet gepubliceerd"]
    never = found.at(2014)
    assert never is None or never.status is not Status.UNPUBLISHED
    listed = {one.id for theme in profile(real_snapshot, code).themes for one in theme.unpublished}
    assert "laag_inkomen" in listed or found.latest is not None


def test_a_named_area_of_one_wijk_is_no_approximation(real_snapshot: Atlas) -> None:
    """Overvecht is one wijk: its figures are the publisher's own."""
    areas = [p for p in real_snapshot.gazetteer.places.values() if p.named and len(p.whole) == 1 and not p.cut]
    seen = 0
    for place in areas:
        wijk = real_snapshot.place(place.whole[0])
        for name in ("arbeidsdeelname", "eenzaam", "woz_waarde", "leefbaarheid_score"):
            whole, own = (series(real_snapshot, one, real_snapshot.indicator(name)) for one in (place, wijk))
            for point in whole.points:
                same = own.at(point.year)
                if point.value is not None and same is not None and point.value == same.value:
                    assert replace(point, kind=FigureKind.EXACT) == point or point.kind is FigureKind.PUBLISHED
                    seen += 1
    assert seen
