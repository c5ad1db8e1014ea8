"""Parts of a publisher's response: validators, retry delay, and complete JSON pages."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import httpx

from toetssteen.kernel.errors import SourceError
from toetssteen.kernel.language import _

ATTEMPTS = 6
PATIENCE = 60.0  # seconds without a single byte


class TransientError(Exception):
    """A failure that a retry may solve. after: seconds the publisher asks to wait. silent: the server did not answer."""

    def __init__(self, reason: str, after: float = 0.0, *, silent: bool = False) -> None:
        super().__init__(reason)
        self.after = after
        self.silent = silent


@dataclass(frozen=True, slots=True)
class Validators:
    """ETag and Last-Modified of a file, for conditional requests and for resuming."""

    etag: str = ""
    modified: str = ""

    @classmethod
    def of(cls, response: httpx.Response) -> "Validators":
        return cls(response.headers.get("ETag", ""), response.headers.get("Last-Modified", ""))

    @property
    def strong(self) -> str:
        """The value for If-Range, which may not be a weak ETag (RFC 9110, 13.1.5)."""
        return self.etag if self.etag and not self.etag.startswith("W/") else ("" if self.etag else self.modified)


def length_of(response: httpx.Response) -> int | None:
    text = response.headers.get("Content-Length", "")
    return int(text) if text.isdecimal() else None


def retry_after(response: httpx.Response) -> float:
    """Seconds of the Retry-After header, given as a number or a date; 0 without a valid one."""
    text = response.headers.get("Retry-After", "").strip()
    if text.isdecimal():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return 0.0
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - datetime.now(UTC)).total_seconds())


def parsed(path: Path, as_text: bool) -> Any:
    """The page, refused when it is half or says that something went wrong (some servers do so with status 200)."""
    try:
        number: dict[str, Any] = {"parse_float": str, "parse_int": str} if as_text else {}
        page = json.loads(path.read_bytes(), **number)
    except (ValueError, RecursionError):
        raise TransientError(_("er kwam een halve of beschadigde pagina")) from None
    error = (
        next((page[key] for key in ("error", "odata.error") if key in page), None) if isinstance(page, dict) else None
    )
    if error is not None:
        message = error.get("message", "") if isinstance(error, dict) else error
        text = message.get("value", "") if isinstance(message, dict) else message
        raise TransientError(_("de server meldt een fout: {text}").format(text=str(text)[:200]))
    return page


class UnreachableError(SourceError):
    """The publisher's machine does not answer at all: asking it for another table will not help now."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """most_bytes: over all requests of a visit, counted after unpacking. most_seconds: from its start."""

    most_bytes: int
    most_seconds: float
    attempts: int = ATTEMPTS
    patience: float = PATIENCE
