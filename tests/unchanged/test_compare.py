"""What the comparison of two recordings calls a difference, and what it sets aside."""

import gzip
import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest
from unchanged import compare

PAGE = '<html><body class="a"><p id="x">Een <b>woord</b></p>{}</body></html>'
HTML, CSV, JSON = "text/html; charset=utf-8", "text/csv; charset=utf-8", "application/json"


def recording(folder: Path, answers: dict[str, tuple[str, bytes]], *, status: int = 200, **headers: str) -> Path:
    """One database, one role; answers: (content type, body) by address."""
    (folder / "bodies").mkdir(parents=True)
    (folder / "kept").mkdir()
    (folder / "kept" / "addresses.json").write_text(json.dumps(sorted(answers)))
    found = {}
    for address, (kind, body) in answers.items():
        name = hashlib.sha256(body).hexdigest()
        (folder / "bodies" / f"{name}.gz").write_bytes(gzip.compress(body))
        found[address] = {"status": status, "headers": {"content-type": kind, **headers}, "body": name}
    (folder / "kept" / "visitor.json").write_text(json.dumps(found))
    return folder


def differs(tmp_path: Path, kind: str, old: bytes, new: bytes) -> bool:
    old_one = recording(tmp_path / "old", {"/x/": (kind, old)})
    return compare.main([str(old_one), str(recording(tmp_path / "new", {"/x/": (kind, new)}))]) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (PAGE, PAGE.replace("><", ">\n  <").replace("Een ", "Een\n")),
        ('<p id="x" class="a">', "<p class='a'  id=x>"),
        ('<input name="csrfmiddlewaretoken" value="abc">', '<input name="csrfmiddlewaretoken" value="xyz">'),
        (
            '<script nonce="abc" src="/static/x.0123456789ab.js">',
            '<script nonce="xyz" src="/static/x.ba9876543210.js">',
        ),
        ("<p>caf&eacute;</p>", "<p>café</p>"),
        ("<!doctype html><p>", "<!DOCTYPE html><p>"),
    ],
)
def test_pages_are_equal_when_their_elements_are(tmp_path: Path, old: str, new: str) -> None:
    assert not differs(tmp_path, HTML, old.encode(), new.encode())


@pytest.mark.parametrize(
    "new",
    [
        PAGE.replace("woord", "Woord"),
        PAGE.replace("<b>", "<i>").replace("</b>", "</i>"),
        PAGE.replace('class="a"', 'class="a b"'),
        PAGE.replace("{}", "<p></p>"),
        PAGE.replace("Een ", "Een\u00a0"),
    ],
)
def test_pages_differ_when_an_element_does(tmp_path: Path, new: str) -> None:
    assert differs(tmp_path, HTML, PAGE.encode(), new.encode())


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        (CSV, b"a;b\r\n", b"a;b\n"),
        (CSV, b"\xef\xbb\xbfa", b"a"),
        (JSON, b'{"a": 1}', b'{"a":1}'),
        (JSON, b"[1]", b"[2]"),
    ],
)
def test_downloads_differ_by_a_byte(tmp_path: Path, kind: str, old: bytes, new: bytes) -> None:
    assert differs(tmp_path, kind, old, new)


def test_what_the_machine_says_of_itself_is_set_aside(tmp_path: Path) -> None:
    assert not differs(tmp_path, JSON, b'{"uitleg": "67053 MB vrij"}', b'{"uitleg": "9 MB vrij"}')


def test_a_workbook_is_what_its_parts_hold(tmp_path: Path) -> None:
    def book(made: str, cell: str, moment: int) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as zipped:
            core = f'<dcterms:created xsi:type="x">{made}</dcterms:created>'
            zipped.writestr(zipfile.ZipInfo("docProps/core.xml", (2026, 1, moment, 0, 0, 0)), core)
            zipped.writestr(zipfile.ZipInfo("xl/sheet1.xml", (2026, 1, moment, 0, 0, 0)), f"<c>{cell}</c>")
        return out.getvalue()

    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert not differs(tmp_path / "equal", kind, book("2026-01-01", "een", 1), book("2026-01-02", "een", 2))
    assert differs(tmp_path / "other", kind, book("2026-01-01", "een", 1), book("2026-01-01", "twee", 1))


def test_status_headers_and_what_was_not_asked_are_differences(tmp_path: Path) -> None:
    same = {"/x/": (CSV, b"a")}
    old = str(recording(tmp_path / "old", same, etag='"1"'))
    assert compare.main([old, str(recording(tmp_path / "same", same, etag='"1"'))]) == 0
    assert compare.main([old, str(recording(tmp_path / "etag", same, etag='"2"'))]) == 1
    assert compare.main([old, str(recording(tmp_path / "status", same, etag='"1"', status=404))]) == 1
    assert compare.main([old, str(recording(tmp_path / "more", same | {"/y/": (CSV, b"a")}, etag='"1"'))]) == 1


def test_the_mark_of_a_page_follows_from_its_text(tmp_path: Path) -> None:
    same = {"/x/": (HTML, b"<p>a")}
    old = recording(tmp_path / "old", same, etag='"1"')
    assert compare.main([str(old), str(recording(tmp_path / "new", same, etag='"2"'))]) == 0


def test_equal_differences_are_shown_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Also when they differ in their numbers: one cause, many addresses."""
    before = {f"/x/{n}/": (HTML, f"<p>wijk {n}<p>oud".encode()) for n in range(9)}
    after = {f"/x/{n}/": (HTML, f"<p>wijk {n}<p>nieuw".encode()) for n in range(9)}
    found = compare.main([str(recording(tmp_path / "old", before)), str(recording(tmp_path / "new", after))])
    said = capsys.readouterr().out
    assert found == 1
    assert said.count("-oud") == said.count("+nieuw") == 1
    assert "9 addresses:" in said
    assert "9 answers compared, 9 differ, in 1 kinds" in said
