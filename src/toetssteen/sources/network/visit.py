"""One visit to one publisher: requests that share bounds on bytes and time, retried with patience, resumed where possible.

`sleep` and `clock` are arguments, so that the tests do not wait.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential_jitter

from toetssteen import __version__
from toetssteen.kernel.errors import FilePosition, SourceError
from toetssteen.kernel.language import _
from toetssteen.sources.network.kinds import HEAD, ContentKind, refusal
from toetssteen.sources.network.responses import (
    Bounds,
    TransientError,
    UnreachableError,
    Validators,
    length_of,
    parsed,
    retry_after,
)

USER_AGENT = f"Toetssteen/{__version__} (buurtcijfers uit open data; vraagt hooguit eens per dag)"
REDIRECTS = 5
_TRANSIENT = frozenset({408, 425, 429, 500, 502, 503, 504})
_REDIRECT = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
_REPORT_EVERY = 10_000_000
_back_off = wait_exponential_jitter(initial=1, max=60, jitter=2)

Progress = Callable[[str], None]


@dataclass(slots=True)
class _Partial:
    """What is on disk of a download so far, and which version it is of."""

    size: int = 0
    validators: Validators = field(default_factory=Validators)


class Visit:
    """Requests to the hosts of one source. Close it, or use it as a context."""

    def __init__(
        self,
        source: str,
        address: str,
        bounds: Bounds,
        hosts: tuple[str, ...] = (),
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        progress: Progress = lambda text: None,
    ) -> None:
        self._source = source
        self._bounds = bounds
        self._start = httpx.URL(address)
        self._hosts = {self._start.host, *hosts}
        self._sleep, self._clock, self._progress = sleep, clock, progress
        self._deadline = clock() + bounds.most_seconds
        self._received = 0
        self._reported = 0
        self._http = httpx.Client(
            headers={"User-Agent": USER_AGENT},
            timeout=httpx.Timeout(min(bounds.patience, bounds.most_seconds), connect=min(20.0, bounds.patience)),
            follow_redirects=False,
        )

    def __enter__(self) -> "Visit":
        return self

    def __exit__(self, *_anything: object) -> None:
        self._http.close()

    def json(self, url: str, scratch: Path, *, as_text: bool = True) -> Any:
        """A page of JSON; `as_text`: numbers as the text they were written as (0.10 stays 0.10).

        Half a page and an error within a page are tried again. Raises SourceError when they stay.
        """
        page: list[Any] = []

        def parse(path: Path) -> None:
            page[:] = [parsed(path, as_text)]

        self.fetch(url, scratch / "page.json", ContentKind.JSON, check=parse)
        return page[0]

    def fetch(
        self,
        url: str,
        into: Path,
        kind: ContentKind,
        known: Validators | None = None,
        check: Callable[[Path], None] = lambda path: None,
    ) -> Validators | None:
        """Download to `into`; None when the publisher says that `known` is still its newest version.

        check: may raise TransientError. Raises SourceError: refused, too large, too slow, another kind, still failing.
        """
        self.allowed(httpx.URL(url))
        partial = _Partial()
        into.unlink(missing_ok=True)

        def attempt() -> Validators | None:
            validators = self._attempt(url, into, kind, known, partial)
            if validators is not None:
                try:
                    check(into)
                except TransientError:
                    partial.size = 0
                    raise
            return validators

        retrying = Retrying(
            retry=retry_if_exception_type(TransientError),
            stop=stop_after_attempt(self._bounds.attempts),
            wait=self._pause,
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return retrying(attempt)
        except TransientError as problem:
            into.unlink(missing_ok=True)
            error = self._error(
                _("Ophalen lukte niet, ook niet na {n} keer proberen: {why}").format(
                    n=self._bounds.attempts, why=problem
                )
                if self._bounds.attempts > 1
                else _("Ophalen lukte niet: {why}").format(why=problem),
                _("Probeer het later opnieuw. Wat er al was, blijft in gebruik."),
            )
            if problem.silent:
                raise UnreachableError(error.what, error.place, error.remedy) from problem
            raise error from problem

    def allowed(self, url: httpx.URL) -> httpx.URL:
        """The address. Raises SourceError for another host, or for http after https."""
        secure = url.scheme == "https" or (url.scheme == "http" and self._start.scheme == "http")
        if not secure or url.host not in self._hosts or url.userinfo:
            raise self._error(
                _("De uitgever stuurt ons naar {where}, en dat staat niet in de bronbeschrijving").format(
                    where=f"{url.scheme}://{url.host}"[:80]
                ),
                _("Klopt dat adres, zet het dan bij “hosts” in de bronbeschrijving. Er is niets opgehaald."),
            )
        return url

    def _attempt(
        self, url: str, into: Path, kind: ContentKind, known: Validators | None, partial: _Partial
    ) -> Validators | None:
        try:
            with self._open(url, self._headers(kind, known, partial)) as response:
                if response.status_code == httpx.codes.NOT_MODIFIED and known is not None:
                    return None
                self._judge(response, partial)
                self._write(response, into, kind, partial)
                return Validators.of(response)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            raise TransientError(_("de server is niet te bereiken"), silent=True) from None
        except httpx.TimeoutException:
            raise TransientError(_("de server antwoordt niet op tijd")) from None
        except (httpx.TransportError, httpx.DecodingError) as problem:
            raise TransientError(_("de verbinding brak af ({why})").format(why=type(problem).__name__)) from problem

    def _headers(self, kind: ContentKind, known: Validators | None, partial: _Partial) -> dict[str, str]:
        # A page is small and packs well; a file must be resumable, and a range counts packed bytes.
        headers = {"Accept-Encoding": "gzip" if kind is ContentKind.JSON else "identity"}
        if kind is ContentKind.JSON:
            headers["Accept"] = "application/json"
        if partial.size and kind is not ContentKind.JSON and partial.validators.strong:
            headers |= {"Range": f"bytes={partial.size}-", "If-Range": partial.validators.strong}
            return headers
        partial.size = 0
        if known is not None and known.etag:
            headers["If-None-Match"] = known.etag
        if known is not None and known.modified:
            headers["If-Modified-Since"] = known.modified
        return headers

    @contextmanager
    def _open(self, url: str, headers: dict[str, str]) -> Iterator[httpx.Response]:
        """The answer, after at most `REDIRECTS` allowed redirects."""
        target = httpx.URL(url)
        for _n in range(REDIRECTS + 1):
            response = self._http.send(self._http.build_request("GET", target, headers=headers), stream=True)
            try:
                if response.status_code not in _REDIRECT or "Location" not in response.headers:
                    yield response
                    return
                target = self.allowed(target.join(response.headers["Location"]))
            finally:
                response.close()
        raise self._error(_("De uitgever blijft ons doorsturen"), _("Controleer het adres in de bronbeschrijving."))

    def _judge(self, response: httpx.Response, partial: _Partial) -> None:
        """Accept the response for writing. Raises TransientError or SourceError."""
        status = response.status_code
        if status == httpx.codes.PARTIAL_CONTENT:
            start, _dash, _rest = response.headers.get("Content-Range", "").removeprefix("bytes ").partition("-")
            if partial.size and start == str(partial.size) and Validators.of(response) == partial.validators:
                return
            partial.size = 0
            raise TransientError(_("de rest van het bestand past niet bij het begin"))
        if status == httpx.codes.OK:
            partial.size = 0
            return
        if status == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE and partial.size:
            partial.size = 0
            raise TransientError(_("de rest van het bestand is er niet"))
        if status in _TRANSIENT:
            raise TransientError(_("de server zegt {status}").format(status=status), retry_after(response))
        if status in _GONE:
            raise self._error(
                _("Op dit adres is niets (meer): de server zegt {status}").format(status=status),
                _("Kijk bij de uitgever waar de gegevens nu staan en pas de bronbeschrijving aan."),
            )
        raise self._error(
            _("De server weigert: {status}").format(status=status),
            _("Kijk bij de uitgever of het adres en de vraag nog kloppen."),
        )

    def _write(self, response: httpx.Response, into: Path, kind: ContentKind, partial: _Partial) -> None:
        length = length_of(response)
        if length is not None and self._received + length > self._bounds.most_bytes:
            raise self._too_large()
        # Packed against our wish: then a range would count other bytes than those on disk.
        packed = response.headers.get("Content-Encoding", "identity").lower() != "identity"
        partial.validators = Validators() if packed else Validators.of(response)
        head = b"" if partial.size == 0 else None  # the beginning of a resumed file was checked before
        with into.open("ab" if partial.size else "wb") as file:
            for chunk in response.iter_bytes():
                self._count(len(chunk))
                if head is not None:
                    head = self._look(head + chunk, kind, response)
                file.write(chunk)
                partial.size += len(chunk)
        if partial.size == 0:
            raise TransientError(_("er kwam niets"))
        if head is not None:
            self._look(head.ljust(HEAD), kind, response)

    def _look(self, head: bytes, kind: ContentKind, response: httpx.Response) -> bytes | None:
        """The beginning while it is too short to check; None once it is checked. Raises SourceError for another kind."""
        if len(head) < HEAD:
            return head
        reason = refusal(kind, head, response.headers.get("Content-Type", ""))
        if reason is not None:
            raise self._error(reason, _("Open het adres in een browser om te zien wat de uitgever zegt."))
        return None

    def _count(self, size: int) -> None:
        self._received += size
        if self._received > self._bounds.most_bytes:
            raise self._too_large()
        if self._clock() > self._deadline:
            raise self._too_slow()
        if self._received - self._reported >= _REPORT_EVERY:
            self._reported = self._received
            self._progress(_("{source}: {size} MB").format(source=self._source, size=self._received // 1_000_000))

    def _pause(self, state: RetryCallState) -> float:
        """Seconds until the next attempt. Raises SourceError when that would be past the end."""
        problem = state.outcome.exception() if state.outcome is not None else None
        pause = max(_back_off(state), problem.after if isinstance(problem, TransientError) else 0.0)
        if self._clock() + pause > self._deadline:
            raise self._too_slow() from problem
        self._progress(
            _("{source}: {why}; over {pause:.0f} s opnieuw").format(source=self._source, why=problem, pause=pause)
        )
        return pause

    def _too_large(self) -> SourceError:
        return self._error(
            _("Er komt meer dan {size} MB").format(size=self._bounds.most_bytes // 1_000_000),
            _("Klopt dat, verhoog dan “most_bytes” in de bronbeschrijving. Er is niets bewaard."),
        )

    def _too_slow(self) -> SourceError:
        return self._error(
            _("Het duurt langer dan {n:.0f} seconden").format(n=self._bounds.most_seconds),
            _("Probeer het later opnieuw, of verhoog “most_seconds” in de bronbeschrijving. Er is niets bewaard."),
        )

    def _error(self, message: str, remedy: str) -> SourceError:
        return SourceError(message, FilePosition(f"{self._source}, {self._start.host}"), remedy)
