"""Pages that are made of figures, when there are none or they cannot be read."""

from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from served_snapshots import installed_in

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.kernel.errors import SnapshotError
from toetssteen.web.accounts.roles import VISITOR
from toetssteen.web.snapshots import pages, selectors


@pages.with_snapshot
def _view(request: HttpRequest, atlas: Atlas, *, number: int) -> HttpResponse:
    return HttpResponse(f"{atlas.id} {number}")


def _answer() -> tuple[HttpRequest, HttpResponse]:
    request = RequestFactory().get("/x/")
    request.actor = VISITOR
    return request, _view(request, number=3)


def test_the_view_gets_the_serving_snapshot_and_the_log_its_name(invented_var: Path) -> None:
    with installed_in(invented_var):
        name = selectors.shelf().current()
        request, response = _answer()
    assert response.content.decode() == f"{name} 3"
    assert request.snapshot == name


def test_without_figures_a_page_says_so(tmp_path: Path) -> None:
    with installed_in(tmp_path):
        _request, response = _answer()
        assert pages.frame() == {"snapshot": None}
    assert response.status_code == 503
    assert "Er zijn nog geen cijfers" in response.content.decode()


def test_figures_that_cannot_be_opened_are_said_and_the_frame_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> Atlas:
        raise SnapshotError("De cijfers zijn beschadigd.")

    for module in (pages, selectors):
        monkeypatch.setattr(module, "serving", fail)
    _request, response = _answer()
    assert response.status_code == 503
    assert "De cijfers zijn beschadigd." in response.content.decode()
    assert "<header" in response.content.decode()
