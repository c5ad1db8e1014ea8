"""Who shares the page of a place shows what it found there."""

import pytest
from django.test import Client

from toetssteen.answers.figures.profile import profile
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.web.monitor.profile.at_a_glance import at_a_glance

pytestmark = pytest.mark.django_db


def test_the_description_of_a_place_is_its_finding(client: Client, atlas: Atlas) -> None:
    finding = at_a_glance(atlas, profile(atlas, "verzonnen-rietstad-oost")).headline
    assert finding
    text = client.get("/plek/verzonnen-rietstad-oost/").content.decode()
    assert f'<meta property="og:description" content="Rietstad-Oost: {finding}.">' in text
