"""The id of a request: it stands in every line that is logged for the request, and in its answer."""

import logging
import re
import secrets
from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="-")
_WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")


def well_formed(header: str) -> str:
    """The id a proxy gave the request, when it is one; else a new one. Nothing else gets into a header or a line."""
    return header if _WELL_FORMED.fullmatch(header) else secrets.token_hex(8)


class WithRequestId(logging.Filter):
    """Every line of a request bears its id; `-` outside one."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        return True
