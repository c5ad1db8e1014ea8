"""The files of a fetch, and the version markers that make the next fetch conditional."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from toetssteen.sources.network.responses import Validators


@dataclass(frozen=True, slots=True)
class KnownVersion:
    """How the publisher marks what we have: a version of a table, or the validators of a file."""

    version: str = ""
    validators: Validators = field(default_factory=Validators)

    @classmethod
    def of(cls, record: Mapping[str, Any] | None, address: str) -> "KnownVersion":
        """From the record of the newest delivery; nothing when that came from a folder or another address."""
        live = record.get("live") if record is not None else None
        if not isinstance(live, Mapping) or live.get("address") != address:
            return cls()
        return cls(str(live.get("version", "")), Validators(str(live.get("etag", "")), str(live.get("modified", ""))))

    def as_record(self, address: str) -> dict[str, str]:
        return {
            "address": address,
            "version": self.version,
            "etag": self.validators.etag,
            "modified": self.validators.modified,
        }


@dataclass(frozen=True, slots=True)
class HeldFile:
    """The same file of the same address, in the delivery of another source."""

    path: Path
    known: KnownVersion


@dataclass(frozen=True, slots=True)
class Content:
    """files: written, the source's own file first. original: where they came from. twice: cells that came twice, alike."""

    files: tuple[Path, ...]
    original: str
    known: KnownVersion
    twice: int = 0
