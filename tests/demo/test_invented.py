"""The invented programme: as large as promised, allowed by the rules, and only beside the invented country."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from toetssteen.demo import invented
from toetssteen.web.accounts.roles import VISITOR
from toetssteen.web.accounts.selectors import organisations
from toetssteen.web.alliances.models import Alliance, PlaceName
from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.programmes import selectors
from toetssteen.web.programmes.models import Activity, Goal, Meeting
from toetssteen.web.snapshots.selectors import serving

pytestmark = pytest.mark.django_db


@pytest.fixture
def served(invented_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(invented_var))


def test_it_is_as_large_as_it_says_and_made_once(served: None) -> None:
    assert invented.make(serving(), date(2026, 11, 24))
    assert not invented.make(serving(), date(2026, 11, 24))
    counts = [kind.objects.count() for kind in (Alliance, PlaceName, Activity)]
    assert counts == [3, 8, 200]
    assert organisations().filter(invented=True).count() == 25
    years = {one.start.year for one in Activity.objects.all()}
    assert years == set(range(2017, 2027))
    assert {one.history.count() for one in Activity.objects.all()} == {1}
    assert not Goal.objects.filter(parent=None).exclude(level="coalitieakkoord").exists()
    public = Activity.objects.filter(visibility=Visibility.PUBLIC).count()
    assert selectors.activities(VISITOR).count() == public
    assert 120 <= public < 160
    assert Meeting.objects.filter(open=True).count() == 3


def test_every_page_shows_it_and_says_it_is_invented(served: None) -> None:
    call_command("inventedprogramme")
    client = Client()
    pages = ["/wat-gebeurt-er/", *(f"/alliantie/{one.key}/" for one in Alliance.objects.all()), "/plek/WK990105/"]
    pages.append(f"/activiteit/{Activity.objects.filter(visibility=3).first().pk}/")
    for page in pages:
        response = client.get(page)
        assert response.status_code == 200, page
        assert "verzonnen" in response.content.decode().lower(), page
        assert "None" not in response.content.decode(), page


def test_beside_real_figures_it_is_refused_and_hidden(
    served: None, real_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call_command("inventedprogramme")
    monkeypatch.setenv("TOETSSTEEN_VAR", str(real_var))
    assert "Rietstad" not in Client().get("/wat-gebeurt-er/").content.decode()
    assert Client().get("/alliantie/verzonnen-rietstad-oost/").status_code == 404
    Alliance.objects.update(nature="eigen")
    with pytest.raises(CommandError, match="verzonnen land"):
        call_command("inventedprogramme")
