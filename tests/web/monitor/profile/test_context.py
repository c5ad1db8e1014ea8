"""What a profile makes of figures is made once a snapshot, and is the same page each time."""

import gc
import weakref
from pathlib import Path

import pytest
from django.test import Client
from web.conftest import Table, table

from toetssteen.answers.figures import profile as answers
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.open_atlases import OpenAtlases, open_atlas
from toetssteen.kernel.areas import Level
from toetssteen.web.alliances.models import PlaceName
from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.monitor.custom import context as custom
from toetssteen.web.monitor.profile import context
from toetssteen.web.monitor.profile.context import ProfileQuery
from toetssteen.web.snapshots import selectors

__all__ = ["table"]
PAGE = "/plek/WK990102/"


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch, served: Path) -> list[str]:
    """The places whose figures were worked out, one for each time."""
    # Another atlas keeps nothing yet.
    open_atlas.cache_clear()
    made: list[str] = []
    work_out = answers.profile

    def counting(atlas: Atlas, code: str, *more: object, now_only: bool) -> answers.Profile:
        made.append(code)
        return work_out(atlas, code, *more, now_only=now_only)

    monkeypatch.setattr(answers, "profile", counting)
    return made


def test_the_next_reader_gets_the_same_page_and_nothing_is_worked_out_again(client: Client, counted: list[str]) -> None:
    first = client.get(PAGE).content
    assert client.get(PAGE).content == first
    assert counted == ["WK990102"]


@pytest.mark.parametrize("query", ["?met=land", "?met=begin", "?met=begin&sinds=2016", "?thema=wonen"])
def test_another_question_is_another_page(client: Client, counted: list[str], query: str) -> None:
    plain, other = client.get(PAGE), client.get(PAGE + query)
    assert other.status_code == 200
    assert other.content != plain.content
    assert client.get(PAGE).content == plain.content
    assert counted == ["WK990102"] * 2


def test_a_question_it_cannot_answer_is_refused_each_time(client: Client, counted: list[str]) -> None:
    for _turn in range(2):
        assert client.get("/plek/NL00/?met=stad").status_code == 404
    assert counted == ["NL00"] * 2


def test_a_fixed_link_and_the_plain_page_keep_their_own_addresses(client: Client, atlas: Atlas) -> None:
    plain = client.get(PAGE).content
    fixed = client.get(f"/stand/{atlas.id}{PAGE}").content.decode()
    assert f'href="/stand/{atlas.id}/plek/' in fixed
    assert 'href="/plek/' not in fixed.replace(f'href="{PAGE}"', ""), "but for the link to the page of now"
    assert client.get(PAGE).content == plain


def test_what_goes_on_is_asked_anew(client: Client, table: Table, counted: list[str]) -> None:
    table.here.places.set([PlaceName.objects.create(code="WK990102", name="Wijk")])
    assert "Sport na school" not in client.get(PAGE).content.decode()
    record = table.activity(Visibility.PUBLIC, status="bezig")
    record.places.set(table.here.places.all())
    assert "Sport na school" in client.get(PAGE).content.decode()
    assert counted == ["WK990102"]


def test_areas_of_ones_own_push_nothing_out(client: Client, counted: list[str]) -> None:
    own = "/plek/eigen.WK990101.WK990102~Ons%20paar/"
    for _turn in range(2):
        assert client.get(own).status_code == 200
    assert len(counted) == 2, "not kept"


def test_what_is_kept_goes_with_its_snapshot(served: Path, atlas: Atlas) -> None:
    opened = OpenAtlases(most=1)
    other = opened(atlas.snapshot.folder)
    context.prepared(other, ProfileQuery("WK990102"))
    assert selectors.index(other).search("Lindehof")
    assert custom._newest(other, Level.WIJK)
    gone = weakref.ref(other)
    opened.cache_clear()
    del other
    gc.collect()
    assert gone() is None
