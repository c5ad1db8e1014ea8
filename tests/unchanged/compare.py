"""Says what differs between two recordings of `record`: 0 when nothing does, 1 when something does.

    python tests/unchanged/compare.py OLD NEW [--most KINDS]

Downloads and answers of the API are compared byte for byte, pages by their elements (see `documents`). Equal differences
are shown once, with the addresses that have them.
"""

import argparse
import difflib
import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from unchanged import documents

Answer = dict[str, Any]
# Of one kind of difference so many lines and addresses are shown.
LONGEST, NAMED = 40, 6


@dataclass(slots=True)
class Kind:
    """Differences that are equal but for their numbers. shown: the first of them; where: (database, address) -> roles."""

    shown: list[str]
    where: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def said(self) -> str:
        named = [
            f"  {database} {address}  ({', '.join(roles)})"
            for (database, address), roles in list(self.where.items())[:NAMED]
        ]
        if len(self.where) > NAMED:
            named.append(f"  ... and {len(self.where) - NAMED} addresses more")
        more = [f"  ... and {len(self.shown) - LONGEST} lines more"] if len(self.shown) > LONGEST else []
        return "\n".join([f"{len(self.where)} addresses:", *named, *self.shown[:LONGEST], *more])


class Recording:
    """A folder as `record` writes it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        found = sorted(folder.glob("*/addresses.json"))
        if not found:
            raise SystemExit(f"no recording in {folder}")
        self.roles = {
            (file.parent.name, one.stem) for file in found for one in file.parent.glob("*.json") if one != file
        }

    def answers(self, database: str, role: str) -> dict[str, Answer]:
        file = self.folder / database / f"{role}.json"
        return json.loads(file.read_text(encoding="utf-8"))

    def body(self, name: str) -> bytes:
        return documents.settled(gzip.decompress((self.folder / "bodies" / f"{name}.gz").read_bytes()))


def compare(old: Recording, new: Recording) -> list[Kind]:
    """The kinds of differences, the one with most addresses first."""
    kinds: dict[str, Kind] = {}
    cache: dict[tuple[str, str, str], list[str]] = {}
    for database, role in sorted(old.roles | new.roles):
        for address, found in differing(old, new, database, role, cache):
            key = re.sub(r"\d+", "0", "\n".join(found))
            kinds.setdefault(key, Kind(found)).where[database, address].append(role)
    return sorted(kinds.values(), key=lambda kind: -len(kind.where))


def differing(
    old: Recording, new: Recording, database: str, role: str, cache: dict[tuple[str, str, str], list[str]]
) -> Iterator[tuple[str, list[str]]]:
    """(address, what differs) of one role."""
    if (database, role) not in old.roles & new.roles:
        yield f"({role})", [f"only in the {'old' if (database, role) in old.roles else 'new'} recording"]
        return
    before, after = old.answers(database, role), new.answers(database, role)
    for address in sorted(before.keys() | after.keys()):
        if address not in before or address not in after:
            yield address, [f"asked in the {'old' if address in before else 'new'} recording only"]
        elif before[address] != after[address]:
            found = heads(before[address], after[address]) + bodies(old, new, before[address], after[address], cache)
            if found:
                yield address, found


def heads(before: Answer, after: Answer) -> list[str]:
    """What differs in status and headers."""
    found = []
    if before["status"] != after["status"]:
        found.append(f"- status {before['status']}\n+ status {after['status']}")
    for name in sorted(before["headers"].keys() | after["headers"].keys()):
        then, now = (documents.header(name, one["headers"].get(name, ""), kind(one)) for one in (before, after))
        if then != now:
            found.append(f"- {name}: {then or '(none)'}\n+ {name}: {now or '(none)'}")
    return found


def bodies(
    old: Recording, new: Recording, before: Answer, after: Answer, cache: dict[tuple[str, str, str], list[str]]
) -> list[str]:
    """What differs in the text, as `diff` writes it."""
    if before["body"] == after["body"]:
        return []
    # Many roles get the same answer.
    asked = (kind(before), before["body"], after["body"])
    if asked not in cache:
        cache[asked] = texts(kind(before), old.body(before["body"]), kind(after), new.body(after["body"]))
    return cache[asked]


def texts(kind_then: str, then: bytes, kind_now: str, now: bytes) -> list[str]:
    """What differs between two bodies that are not the same bytes."""
    if then == now:
        return []
    diff = difflib.unified_diff(documents.lines(kind_then, then), documents.lines(kind_now, now), n=1, lineterm="")
    return list(_lines(diff)) or ([] if documents.by_parts(kind_then, then) else ["the same content in other bytes"])


def _lines(diff: Iterator[str]) -> Iterator[str]:
    """Without the names of files and the numbers of lines; long lines cut, blanks at their ends shown."""
    for line in list(diff)[2:]:
        yield "@@" if line.startswith("@@") else repr(line[:300])[1:-1]


def kind(answer: Answer) -> str:
    return str(answer["headers"].get("content-type", ""))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--most", type=int, default=50, help="so many kinds of differences are shown")
    options = parser.parse_args(arguments)
    old, new = Recording(options.old), Recording(options.new)
    found = compare(old, new)
    for one in found[: options.most]:
        print(one.said(), end="\n\n")
    asked = sum(len(old.answers(*one)) for one in old.roles)
    differs = sum(len(roles) for one in found for roles in one.where.values())
    print(f"{asked} answers compared, {differs} differ, in {len(found)} kinds of differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
