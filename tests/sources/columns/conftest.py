from collections.abc import Iterator
from pathlib import Path

import pytest
from sources.network.server import Publisher, publisher


@pytest.fixture(scope="session")
def evidence(data_folder: Path) -> Path:
    """What publishers call their columns, as others wrote it down, with whole metadata as examples."""
    folder = data_folder.parent / "columns"
    if not folder.is_dir():
        pytest.skip(f"no evidence on columns in {folder}")
    return folder


@pytest.fixture
def there() -> Iterator[Publisher]:
    """A publisher on this machine that serves nothing yet."""
    with publisher() as served:
        yield served
