"""When figures appear: on the page of a figure, on the page about the figures and in its file."""

import pytest
from django.test import Client
from web.monitor.reading import seen

from toetssteen.answers.snapshot.atlas import Atlas

pytestmark = pytest.mark.usefixtures("served")


def test_the_page_of_a_figure_says_when_the_next_year_comes(client: Client, atlas: Atlas) -> None:
    text = seen(client.get("/cijfers/inwoners/").content).words
    year = atlas.cube.years[-1] + 1
    assert "Wanneer komt het volgende jaar?" in text
    assert f"Gaat het zoals eerder, dan komen de cijfers over {year} in mei {year + 1}." in text
    assert f"Cijfers over {year - 1} komen volgens de uitgever in mei {year}" in text


def test_the_page_about_the_figures_lists_every_subject_with_its_evidence(client: Client) -> None:
    text = seen(client.get("/over-de-cijfers/").content).words
    assert "Alle cijfers van het verzonnen land" in text
    assert "16 maanden na januari van hun jaar, zegt de uitgever" in text
    file = client.get("/over-de-cijfers/?deel=verwacht&als=csv").content.decode()
    assert "Alle cijfers van het verzonnen land" in file
    assert "verzonnen, om te laten zien hoe het werkt" in file
