"""The id of a request, in every line logged for the request and in a header of its answer."""

import logging
import re
import secrets
from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="-")
_WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")


def well_formed(header: str) -> str:
    """The id that a proxy gave the request when it is well formed, else a new one."""
    return header if _WELL_FORMED.fullmatch(header) else secrets.token_hex(8)


class WithRequestId(logging.Filter):
    """Adds the id of the request to each log record; `-` outside a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        return True
