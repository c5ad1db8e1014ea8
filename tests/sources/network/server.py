"""A publisher on this machine: it speaks HTTP as the real ones do, and fails in the ways they fail.

A path has a list of answers; each request takes the next, the last one stays. What was asked is kept.
"""

import gzip
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote_plus


@dataclass(frozen=True)
class Answer:
    """length: what Content-Length claims (None = the truth, -1 = no such header). cut: hang up after so many bytes.
    ranges: take Range and If-Range seriously. endless: keep sending. pause: wait for this before the body."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None
    cut: int | None = None
    ranges: bool = False
    endless: bool = False
    pause: threading.Event | None = None


Say = Callable[["Request"], Answer]


@dataclass(frozen=True)
class Request:
    path: str
    headers: Mapping[str, str]


class Publisher:
    """answers: path with its question mark (decoded) -> answers in turn."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.answers: dict[str, list[Answer | Say]] = {}
        self.asked: list[Request] = []

    def on(self, path: str, *answers: Answer | Say) -> None:
        self.answers[path] = list(answers)

    def paths(self) -> list[str]:
        return [request.path for request in self.asked]

    def answer(self, request: Request) -> Answer:
        self.asked.append(request)
        turn = self.answers.get(request.path) or self.answers.get(request.path.partition("?")[0])
        if not turn:
            return Answer(b"not here", 404)
        given = turn.pop(0) if len(turn) > 1 else turn[0]
        return given if isinstance(given, Answer) else given(request)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    publisher: Publisher

    def do_GET(self) -> None:
        request = Request(unquote_plus(self.path), {name.lower(): value for name, value in self.headers.items()})
        answer = self.publisher.answer(request)
        status, body, more = answer.status, answer.body, dict(answer.headers)
        if answer.ranges and "range" in request.headers:
            mark = answer.headers.get("ETag") or answer.headers.get("Last-Modified")
            start = int(request.headers["range"].removeprefix("bytes=").removesuffix("-"))
            if request.headers.get("if-range") == mark:
                more["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
                status, body = 206, body[start:]
        self.send_response(status)
        for name, value in more.items():
            self.send_header(name, value)
        if answer.endless or answer.length == -1:
            self.send_header("Connection", "close")
            self.close_connection = True
        elif status != 304:
            self.send_header("Content-Length", str(len(body) if answer.length is None else answer.length))
        self.end_headers()
        if answer.pause is not None:
            answer.pause.wait(10)
        try:
            self._send(answer, body)
        except OSError:
            self.close_connection = True  # the other side had enough

    def _send(self, answer: Answer, body: bytes) -> None:
        while answer.endless:
            self.wfile.write(body)
        self.wfile.write(body if answer.cut is None else body[: answer.cut])
        if answer.cut is not None or (answer.length or 0) > len(body):
            self.close_connection = True

    def log_message(self, *_arguments: Any) -> None:
        pass


@contextmanager
def publisher() -> Iterator[Publisher]:
    """A publisher on a free port, until the end of the block."""

    class Handler(_Handler):
        pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        Handler.publisher = Publisher(f"http://127.0.0.1:{server.server_address[1]}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield Handler.publisher
        finally:
            server.shutdown()
            thread.join()


def packed(body: bytes) -> Answer:
    return Answer(gzip.compress(body), headers={"Content-Encoding": "gzip", "Content-Type": "application/json"})
