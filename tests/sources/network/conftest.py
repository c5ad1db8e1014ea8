from collections.abc import Iterator

import pytest
from sources.network.server import Publisher, publisher


@pytest.fixture
def there() -> Iterator[Publisher]:
    """A publisher to fetch from."""
    with publisher() as found:
        yield found
