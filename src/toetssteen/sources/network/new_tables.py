"""New tables of a family in the publisher's catalogue: known by their exact title, added by a person."""

import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from toetssteen.kernel.table_families import AddedTable, ListedTables, TableFamily
from toetssteen.kernel.texts import folded
from toetssteen.sources.network.described import LINK4
from toetssteen.sources.network.fetching import RetryPolicy
from toetssteen.sources.network.paging import all_rows
from toetssteen.sources.network.responses import Bounds
from toetssteen.sources.network.visit import Visit

MOST_BYTES, MOST_SECONDS = 20_000_000, 120.0
_NUMBER = re.compile(r"[0-9A-Za-z]{4,12}")


def new_tables(families: Iterable[TableFamily], policy: RetryPolicy | None = None) -> tuple[AddedTable, ...]:
    """Tables of later years than a family has. Raises SourceError when a catalogue does not answer."""
    return tuple(
        table
        for family in families
        if family.listed is not None
        for table in later_tables(family, family.listed, _listed(family, family.listed, policy or RetryPolicy()))
    )


def later_tables(family: TableFamily, listed: ListedTables, rows: Sequence[Mapping[str, Any]]) -> list[AddedTable]:
    """Of the rows of a catalogue those with the exact title and a later year; a year that is listed twice is left out."""
    newest = max((table.year for table in family.tables if table.year is not None), default=0)
    title = re.compile(re.escape(listed.title).replace(re.escape("{year}"), r"(\d{4})"))
    by_year: dict[int, set[str]] = {}
    for row in rows:
        match = title.fullmatch(folded(str(row.get("Title") or "")))
        number = str(row.get("Identifier") or "").strip()
        if match and int(match[1]) > newest and _NUMBER.fullmatch(number):
            by_year.setdefault(int(match[1]), set()).add(number)
    return [
        AddedTable(listed.source.format(year=year), family.id, numbers.pop(), year, year)
        for year, numbers in sorted(by_year.items())
        if len(numbers) == 1
    ]


def _listed(family: TableFamily, listed: ListedTables, policy: RetryPolicy) -> list[Mapping[str, Any]]:
    start = listed.title.partition("{year}")[0].strip()
    wanted = quote(f"contains(Title,'{start}')")
    question = f"?$select=Identifier,Title&$filter={wanted}"
    bounds = Bounds(MOST_BYTES, MOST_SECONDS, policy.attempts, policy.patience)
    with (
        tempfile.TemporaryDirectory() as scratch,
        Visit(family.id, listed.address, bounds, sleep=policy.sleep, clock=policy.clock) as visit,
    ):
        return list(all_rows(visit, f"{listed.address}{question}", Path(scratch), LINK4))
