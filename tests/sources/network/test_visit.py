"""One visit: patience, bounds, resuming, and refusing what is not what it says."""

import json
import threading
from pathlib import Path
from typing import Any

import httpx
import pytest
from sources.network.server import Answer, Publisher, packed, publisher

from toetssteen.kernel.errors import SourceError
from toetssteen.sources.network.kinds import ContentKind
from toetssteen.sources.network.responses import Bounds, Validators
from toetssteen.sources.network.visit import Visit

GPKG = b"SQLite format 3\x00" + bytes(range(256)) * 40


class Clock:
    """Time that passes only by sleeping."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def visit(there: Publisher, clock: Clock | None = None, hosts: tuple[str, ...] = (), **bounds: Any) -> Visit:
    limits = {"most_bytes": 1_000_000, "most_seconds": 600.0, "attempts": 4, "patience": 5.0} | bounds
    clock = clock or Clock()
    return Visit("bron", there.address, Bounds(**limits), hosts, sleep=clock.sleep, clock=lambda: clock.now)


def fetch(
    there: Publisher, into: Path, clock: Clock | None = None, kind: ContentKind = ContentKind.GPKG, **more: Any
) -> Any:
    with visit(there, clock, **more) as going:
        return going.fetch(f"{there.address}/kaart.gpkg", into / "kaart.gpkg", kind)


def test_who_we_are_is_said(there: Publisher, tmp_path: Path) -> None:
    there.on("/kaart.gpkg", Answer(GPKG))
    fetch(there, tmp_path)
    assert (tmp_path / "kaart.gpkg").read_bytes() == GPKG
    assert there.asked[0].headers["user-agent"].startswith("Toetssteen/")
    assert there.asked[0].headers["accept-encoding"] == "identity"


@pytest.mark.parametrize("mark", [{"ETag": '"a"'}, {"Last-Modified": "Wed, 21 Oct 2015 07:28:00 GMT"}])
def test_a_broken_download_goes_on_where_it_stopped(mark: dict[str, str], there: Publisher, tmp_path: Path) -> None:
    there.on(
        "/kaart.gpkg",
        Answer(GPKG, headers=mark, cut=3000),
        Answer(GPKG, headers=mark, ranges=True, cut=4000),
        Answer(GPKG, headers=mark, ranges=True),
    )
    fetch(there, tmp_path)
    assert (tmp_path / "kaart.gpkg").read_bytes() == GPKG
    assert [r.headers.get("range") for r in there.asked] == [None, "bytes=3000-", "bytes=7000-"]
    assert {r.headers.get("if-range") for r in there.asked[1:]} == set(mark.values())


def test_a_file_that_changed_meanwhile_starts_afresh(there: Publisher, tmp_path: Path) -> None:
    newer = GPKG[::-1]
    newer = GPKG[:16] + newer
    there.on(
        "/kaart.gpkg",
        Answer(GPKG, headers={"ETag": '"a"'}, cut=3000),
        Answer(newer, headers={"ETag": '"b"'}, ranges=True),
    )
    fetch(there, tmp_path)
    assert (tmp_path / "kaart.gpkg").read_bytes() == newer
    assert there.asked[1].headers["if-range"] == '"a"'


def test_a_server_that_ignores_the_range_or_lies_about_it(there: Publisher, tmp_path: Path) -> None:
    tag = {"ETag": '"a"'}
    there.on(
        "/kaart.gpkg",
        Answer(GPKG, headers=tag, cut=3000),
        Answer(GPKG[10:], 206, headers=tag | {"Content-Range": f"bytes 10-{len(GPKG) - 1}/{len(GPKG)}"}),
        Answer(GPKG, headers=tag, cut=2000),
        Answer(GPKG, headers=tag),  # the whole file, though a part was asked for
    )
    fetch(there, tmp_path)
    assert (tmp_path / "kaart.gpkg").read_bytes() == GPKG
    assert [r.headers.get("range") for r in there.asked] == [None, "bytes=3000-", None, "bytes=2000-"]


def test_without_a_mark_or_with_a_weak_one_nothing_is_resumed(there: Publisher, tmp_path: Path) -> None:
    there.on("/kaart.gpkg", Answer(GPKG, headers={"ETag": 'W/"a"'}, cut=3000), Answer(GPKG, cut=100), Answer(GPKG))
    fetch(there, tmp_path)
    assert (tmp_path / "kaart.gpkg").read_bytes() == GPKG
    assert not any("range" in r.headers for r in there.asked)


def test_less_than_was_promised_is_tried_again(there: Publisher, tmp_path: Path) -> None:
    there.on("/kaart.gpkg", Answer(GPKG, length=len(GPKG) + 50))
    with pytest.raises(SourceError, match="ook niet na 4 keer proberen: de verbinding brak af"):
        fetch(there, tmp_path)
    assert len(there.asked) == 4
    assert not (tmp_path / "kaart.gpkg").exists()


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_says_how_long_to_wait(status: int, there: Publisher, tmp_path: Path) -> None:
    clock = Clock()
    there.on("/kaart.gpkg", Answer(b"", status, {"Retry-After": "120"}), Answer(b"", 500), Answer(GPKG))
    fetch(there, tmp_path, clock)
    assert clock.slept[0] == 120
    assert 1 < clock.slept[1] < 10


def test_a_wait_beyond_our_time_ends_at_once(there: Publisher, tmp_path: Path) -> None:
    clock = Clock()
    there.on("/kaart.gpkg", Answer(b"", 429, {"Retry-After": "7200"}))
    with pytest.raises(SourceError, match="langer dan 600 seconden"):
        fetch(there, tmp_path, clock)
    assert clock.slept == []


def test_waiting_grows_and_differs(there: Publisher, tmp_path: Path) -> None:
    clock = Clock()
    there.on("/kaart.gpkg", Answer(b"", 502))
    with pytest.raises(SourceError, match="de server zegt 502"):
        fetch(there, tmp_path, clock, attempts=6)
    assert len(clock.slept) == 5
    assert all(2**n <= slept <= 2**n + 2 for n, slept in enumerate(clock.slept))


@pytest.mark.parametrize(("status", "words"), [(404, "niets"), (410, "niets"), (403, "weigert: 403"), (304, "weigert")])
def test_what_waiting_does_not_help(status: int, words: str, there: Publisher, tmp_path: Path) -> None:
    there.on("/kaart.gpkg", Answer(b"", status))
    with pytest.raises(SourceError, match=words):
        fetch(there, tmp_path)
    assert len(there.asked) == 1


def test_silence_is_not_waited_out(there: Publisher, tmp_path: Path) -> None:
    never = threading.Event()
    there.on("/kaart.gpkg", Answer(GPKG, pause=never), Answer(GPKG))
    fetch(there, tmp_path, patience=0.2)
    never.set()
    assert len(there.asked) == 2


def test_a_slow_trickle_ends_at_the_bound(there: Publisher, tmp_path: Path) -> None:
    clock = Clock()
    there.on("/kaart.gpkg", Answer(GPKG, endless=True))
    with visit(there, clock, most_bytes=10**12) as going:
        going._clock = lambda: clock.__setattr__("now", clock.now + 50) or clock.now  # type: ignore[func-returns-value]
        with pytest.raises(SourceError, match="langer dan 600 seconden"):
            going.fetch(f"{there.address}/kaart.gpkg", tmp_path / "k", ContentKind.GPKG)


def test_an_endless_body_ends_at_the_bound(there: Publisher, tmp_path: Path) -> None:
    there.on("/kaart.gpkg", Answer(GPKG, endless=True))
    with pytest.raises(SourceError, match="meer dan 1 MB"):
        fetch(there, tmp_path)
    assert (tmp_path / "kaart.gpkg").stat().st_size <= 1_000_000


def test_a_length_beyond_the_bound_is_not_begun(there: Publisher, tmp_path: Path) -> None:
    there.on("/kaart.gpkg", Answer(GPKG, length=2_000_000))
    with pytest.raises(SourceError, match="meer dan 1 MB"):
        fetch(there, tmp_path)
    assert not (tmp_path / "kaart.gpkg").exists()


def test_a_page_that_unpacks_to_more_than_the_bound(there: Publisher, tmp_path: Path) -> None:
    there.on("/kaart.gpkg", packed(b'{"value": "' + b" " * 5_000_000 + b'"}'))
    with pytest.raises(SourceError, match="meer dan 1 MB"):
        fetch(there, tmp_path, kind=ContentKind.JSON)


@pytest.mark.parametrize(
    ("kind", "body", "words"),
    [
        (
            ContentKind.GPKG,
            b"<!DOCTYPE html><title>Onderhoud</title>",
            "webpagina of een foutmelding in plaats van GPKG",
        ),
        (ContentKind.JSON, b"\n <html>", "in plaats van JSON"),
        (ContentKind.JSON, b"<?xml version='1.0'?><ows:ExceptionReport/>", "in plaats van JSON"),
        (ContentKind.JSON, b"a,b\n1,2\n", "is geen JSON"),
        (ContentKind.ZIP, b"Rar!\x1a\x07" * 200, "is geen ZIP"),
        (ContentKind.XLSX, GPKG, "is geen XLSX"),
        (ContentKind.CSV, b"<html>", "in plaats van CSV"),
    ],
)
def test_what_is_not_what_it_says_is_refused(
    kind: ContentKind, body: bytes, words: str, there: Publisher, tmp_path: Path
) -> None:
    there.on("/kaart.gpkg", Answer(body))
    with pytest.raises(SourceError, match=words):
        fetch(there, tmp_path, kind=kind)
    assert len(there.asked) == 1


def test_an_html_page_is_known_by_its_type_too(there: Publisher, tmp_path: Path) -> None:
    there.on("/kaart.gpkg", Answer(b"Sorry", headers={"Content-Type": "text/html; charset=utf-8"}))
    with pytest.raises(SourceError, match="webpagina"):
        fetch(there, tmp_path, kind=ContentKind.CSV)


def test_only_what_changed_is_fetched(there: Publisher, tmp_path: Path) -> None:
    mark = {"ETag": '"a"', "Last-Modified": "Wed, 21 Oct 2015 07:28:00 GMT"}
    there.on("/kaart.gpkg", Answer(GPKG, headers=mark), Answer(b"", 304))
    known = fetch(there, tmp_path)
    assert known == Validators('"a"', mark["Last-Modified"])
    with visit(there) as going:
        assert going.fetch(f"{there.address}/kaart.gpkg", tmp_path / "k", ContentKind.GPKG, known) is None
    assert there.asked[1].headers["if-none-match"] == '"a"'
    assert there.asked[1].headers["if-modified-since"] == mark["Last-Modified"]


def test_redirects_within_the_house(there: Publisher, tmp_path: Path) -> None:
    there.on("/kaart.gpkg", Answer(b"", 302, {"Location": "/elders"}))
    there.on("/elders", Answer(b"", 308, {"Location": f"{there.address}/daar"}))
    there.on("/daar", Answer(GPKG))
    fetch(there, tmp_path)
    assert there.paths() == ["/kaart.gpkg", "/elders", "/daar"]


@pytest.mark.parametrize("where", ["http://localhost:{port}/x", "file:///etc/passwd", "ftp://127.0.0.1/x", "//[::1]/x"])
def test_nobody_sends_us_elsewhere(where: str, there: Publisher, tmp_path: Path) -> None:
    port = there.address.rpartition(":")[2]
    there.on("/kaart.gpkg", Answer(b"", 302, {"Location": where.format(port=port)}))
    with pytest.raises(SourceError, match="niet in de bronbeschrijving"):
        fetch(there, tmp_path)
    assert there.paths() == ["/kaart.gpkg"]


def test_unless_the_definition_names_that_host(there: Publisher, tmp_path: Path) -> None:
    with publisher() as other:
        there.on("/kaart.gpkg", Answer(b"", 302, {"Location": other.address.replace("127.0.0.1", "localhost") + "/x"}))
        other.on("/x", Answer(GPKG))
        fetch(there, tmp_path, hosts=("localhost",))
    assert (tmp_path / "kaart.gpkg").read_bytes() == GPKG


def test_a_ring_of_redirects_ends(there: Publisher, tmp_path: Path) -> None:
    there.on("/kaart.gpkg", Answer(b"", 302, {"Location": "/kaart.gpkg"}))
    with pytest.raises(SourceError, match="doorsturen"):
        fetch(there, tmp_path)


def test_from_https_nobody_goes_to_http(tmp_path: Path) -> None:
    with Visit("bron", "https://example.test/x", Bounds(10, 10)) as going:
        with pytest.raises(SourceError, match=r"http://example\.test"):
            going.allowed(httpx.URL("http://example.test/x"))
        assert going.allowed(httpx.URL("https://example.test/y"))


def test_pages_keep_their_numbers_as_they_were_written(there: Publisher, tmp_path: Path) -> None:
    there.on("/p", packed(b'{"value": [{"a": 0.10, "b": 17942715, "c": null}]}'))
    with visit(there) as going:
        assert going.json(f"{there.address}/p", tmp_path) == {"value": [{"a": "0.10", "b": "17942715", "c": None}]}
    assert there.asked[0].headers["accept-encoding"] == "gzip"


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (b'{"value": [{"a": 1}, {"a"', "halve of beschadigde pagina"),
        (b'{"value": [1, {"error": ', "halve"),
        (
            json.dumps({"error": {"code": "500", "message": "Time-out in de databank"}}).encode(),
            "Time-out in de databank",
        ),
        (json.dumps({"odata.error": {"message": {"lang": "", "value": "Te veel"}}}).encode(), "Te veel"),
    ],
)
def test_a_half_page_and_an_error_inside_a_200(bad: bytes, words: str, there: Publisher, tmp_path: Path) -> None:
    there.on("/p", Answer(bad), Answer(b'{"value": []}'))
    with visit(there) as going:
        assert going.json(f"{there.address}/p", tmp_path) == {"value": []}
    there.on("/p", Answer(bad))
    with visit(there) as going, pytest.raises(SourceError, match=words):
        going.json(f"{there.address}/p", tmp_path)
