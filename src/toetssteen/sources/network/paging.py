"""A list that a publisher hands out in pages, to its end."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx

from toetssteen.kernel.errors import FilePosition, SourceError
from toetssteen.kernel.language import _
from toetssteen.sources.network.visit import Visit

MOST_PAGES = 10_000


def pages(visit: Visit, url: str, scratch: Path, link: str) -> Iterator[list[Mapping[str, Any]]]:
    """The rows of each page, following the key `link`. Raises SourceError: no list, a ring, another host, no end."""
    target: httpx.URL | None = httpx.URL(url)
    visited: set[str] = set()
    while target is not None:
        if str(target) in visited or len(visited) >= MOST_PAGES:
            raise SourceError(
                _("De uitgever blijft naar een volgende pagina verwijzen, zonder einde"),
                FilePosition(target.host),
                _("Probeer het later opnieuw. Blijft het zo, meld het dan bij de uitgever."),
            )
        visited.add(str(target))
        page = visit.json(str(visit.allowed(target)), scratch)
        yield rows_of(page, "value", target.host)
        following = page.get(link)
        target = target.join(following) if isinstance(following, str) and following else None


def rows_of(page: object, key: str, host: str) -> list[Mapping[str, Any]]:
    """The list under `key` of a page. Raises SourceError when it is not a list of records."""
    rows = page.get(key) if isinstance(page, Mapping) else None
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise SourceError(
            _("De pagina heeft niet de vorm die we kennen: de lijst “{key}” ontbreekt").format(key=key),
            FilePosition(host),
            _("Kijk bij de uitgever of de dienst is veranderd."),
        )
    return rows


def all_rows(visit: Visit, url: str, scratch: Path, link: str) -> list[Mapping[str, Any]]:
    """All rows of a list that fits in memory with ease."""
    return [row for page in pages(visit, url, scratch, link) for row in page]
