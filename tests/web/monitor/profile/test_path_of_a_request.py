"""The page of a profile is followed from request to HTML through few modules."""

import sys
from pathlib import Path
from types import FrameType

import pytest
from django.test import Client

ADDRESS = "/plek/WK990101/"
# The apps that answer it. Who signs in, what the programme keeps, and how a picture or a table looks are read apart.
APPS = tuple(f"toetssteen.web.{app}." for app in ("monitor", "snapshots", "site"))
MODULES_AT_MOST = 12


def modules_run(client: Client, address: str) -> set[str]:
    """The modules of the project of which a function, or a method, runs while the address is answered."""
    names = set[str]()

    def note(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call":
            names.add(frame.f_globals.get("__name__", ""))

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        response = client.get(address)
    finally:
        sys.setprofile(before)
    assert response.status_code == 200
    return {name for name in names if name.startswith("toetssteen.")}


@pytest.mark.django_db
def test_a_profile_that_was_made_before_runs_through_few_modules(served: Path, client: Client) -> None:
    assert client.get(ADDRESS).status_code == 200
    modules = modules_run(client, ADDRESS)
    assert "toetssteen.web.monitor.profile.views" in modules
    assert len({name for name in modules if name.startswith(APPS)}) <= MODULES_AT_MOST, sorted(modules)
