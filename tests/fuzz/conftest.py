"""The alliances and people of the tests of programmes, with one record of each sort."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fuzz.measuring import Costs
from web.conftest import Table, table
from web.programmes.seals import World

from toetssteen.web.records.record import Record

__all__ = ["table"]


@pytest.fixture(autouse=True)
def _figures(invented_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(invented_var))


@pytest.fixture
def made(table: Table) -> list[Record]:
    """Records of every sort in every state."""
    return [one.row for one in World.made(table).sealed if isinstance(one.row, Record)]


@pytest.fixture
def costs(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> Iterator[Costs]:
    """Printed when the target is done, also when it fails."""
    found = Costs(request.node.name)
    yield found
    with capsys.disabled():
        print(found.said())
