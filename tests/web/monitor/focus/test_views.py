"""The focus areas side by side: every area is in the table or named once with why there is no figure of it."""

import pytest
from django.test import Client
from web.monitor.reading import seen

from toetssteen.answers.comparison.compare import themes
from toetssteen.answers.comparison.focus import FocusFigure, FocusRow, focus, focus_places
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.web.monitor.focus.context import focus_figure

pytestmark = pytest.mark.django_db


def test_every_area_is_there_once(atlas: Atlas) -> None:
    names = sorted(place.name for place in focus_places(atlas))
    for theme in themes(atlas):
        answer = focus(atlas, theme.id, None)
        for figure in answer.figures:
            shown = focus_figure(answer, figure)
            unknown = [name for reason in shown.unknown for name in reason.names.replace(" en ", ", ").split(", ")]
            assert sorted([row.name for row in shown.table] + unknown) == names


def test_a_reason_is_said_once_for_all_areas_that_have_it(atlas: Atlas) -> None:
    answer = focus(atlas, "inkomen", None)
    first = answer.figures[0]
    bare = [FocusRow(row.place, None, (), None, "niet bekend") for row in first.rows[1:]]
    figure = FocusFigure(first.indicator, first.year, first.years, (first.rows[0], *bare), first.country)
    shown = focus_figure(answer, figure)
    assert [row.name for row in shown.table] == [first.rows[0].place.name]
    (reason,) = shown.unknown
    assert reason.why == "niet bekend"
    assert all(row.place.name in reason.names for row in bare)
    assert str(shown.picture).count(first.rows[1].place.name) == 0


@pytest.mark.usefixtures("served")
def test_the_page_filters_by_theme_and_year(client: Client) -> None:
    words = seen(client.get("/focusgebieden/?thema=gezondheid&jaar=2020").content).words
    assert "in 2020" in words
    assert client.get("/focusgebieden/?thema=nergens").status_code == 404
