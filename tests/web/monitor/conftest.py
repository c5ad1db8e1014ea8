"""The pages on the invented country."""

from pathlib import Path

import pytest
from warehouse import small_country
from warehouse.conftest import Workshop

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.warehouse import build as building
from toetssteen.web.snapshots import selectors


@pytest.fixture(autouse=True)
def empty_programme(db: None) -> None:
    """A profile also shows what alliances do there, from the database. A test that asks for no more of it runs on SQLite
    only (see `tests/conftest.py`)."""


@pytest.fixture
def served(invented_var: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The site shows the invented country."""
    monkeypatch.setenv("TOETSSTEEN_VAR", str(invented_var))
    return invented_var


@pytest.fixture
def atlas(served: Path) -> Atlas:
    found = selectors.serving()
    assert found is not None
    return found


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """A site of which a test may make and break the figures: the small country of the warehouse's tests."""
    made = Workshop(tmp_path)
    monkeypatch.setattr(building, "read", made.read)
    monkeypatch.setattr(building, "read_outlines", lambda path, source: small_country.outlines())
    monkeypatch.setenv("TOETSSTEEN_VAR", str(tmp_path))
    return made
