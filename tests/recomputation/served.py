"""The product as a reader touches it: addresses in, pages and answers out."""

import csv
import io
import json
import os
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from recomputation.pages import Page, profile


@dataclass(frozen=True, slots=True)
class Csv:
    """A table as it was downloaded. Two columns may have one name, so lines are lists."""

    header: list[str]
    lines: list[list[str]]

    @property
    def rows(self) -> list[dict[str, str]]:
        return [dict(zip(self.header, line, strict=True)) for line in self.lines]

    @property
    def names(self) -> list[str]:
        return [name.lower() for name in self.header]


@dataclass(slots=True)
class Site:
    """get: (status, body) of an address."""

    get: Callable[[str], tuple[int, str]]
    pages: dict[str, Page] = field(default_factory=dict)

    def page(self, code: str, reference: str = "") -> Page:
        address = f"/plek/{code}/?alles=ja" + (f"&met={reference}" if reference else "")
        if address not in self.pages:
            self.pages[address] = profile(self.text(address))
        return self.pages[address]

    def text(self, address: str) -> str:
        status, body = self.get(address)
        if status != 200:
            raise AssertionError(f"{address}: {status}")
        return body

    def there(self, address: str) -> bool:
        return self.get(address)[0] == 200

    def json(self, address: str) -> Any:
        return json.loads(self.text(f"/v1{address}"))

    def csv(self, address: str) -> "Csv":
        text = self.text(address).lstrip("\ufeff")
        first = text.partition("\n")[0]
        delimiter = ";" if first.count(";") > first.count(",") else ","
        lines = [line for line in csv.reader(io.StringIO(text), delimiter=delimiter) if line]
        return Csv(lines[0] if lines else [], lines[1:])


def of_django(client: Any, var: Path, database: Callable[[], AbstractContextManager[object]]) -> Site:
    """Answers of Django's test client over the snapshots of `var`. database: opens it for one question."""

    def get(address: str) -> tuple[int, str]:
        before = os.environ.get("TOETSSTEEN_VAR", "")
        os.environ["TOETSSTEEN_VAR"] = str(var)
        try:
            with database():
                response = client.get(address)
                content = b"".join(response.streaming_content) if response.streaming else response.content
                return response.status_code, content.decode()
        finally:
            os.environ["TOETSSTEEN_VAR"] = before

    return Site(get)


def number_in(text: str) -> float | None:
    """A number of a csv: 12,6 or 12.6; None for anything else."""
    found = re.fullmatch(r"-?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?", text.strip())
    return float(found[0].replace(",", ".")) if found else None
