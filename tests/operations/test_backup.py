"""A backup loses nothing, and a restore changes nothing unless it succeeds. On SQLite; PostgreSQL: test_database_copy."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tarfile
import threading
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from served_snapshots import installed_in

from toetssteen.cli import main
from toetssteen.operations import archive, installation
from toetssteen.warehouse import switching
from toetssteen.warehouse.snapshots import Shelf

ROOT = Path(__file__).resolve().parents[2]


def told(var: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """manage.py with these words, in this `var`."""
    environment = os.environ | {"TOETSSTEEN_VAR": str(var), "TOETSSTEEN_DATABASE": ""}
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)


@pytest.fixture
def var(invented_var: Path, empty_installation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation with figures, a database with a user in it, a key, and things that can be made again."""
    folder = tmp_path / "var"
    for part in (invented_var, empty_installation):
        shutil.copytree(part, folder, dirs_exist_ok=True)
    add_user(folder, "eerste")
    (folder / "refreshes").mkdir()
    (folder / "refreshes" / "2026-11-24.json").write_text("{}")
    (folder / "raw" / "real" / ".half-x").mkdir(parents=True)
    (folder / "raw" / "real" / ".half-x" / "half.csv").write_text("half")
    (folder / "tmp").mkdir(exist_ok=True)
    (folder / "tmp" / "scratch").write_text("x")
    monkeypatch.setenv("TOETSSTEEN_VAR", str(folder))
    monkeypatch.setenv("TOETSSTEEN_DATABASE", "")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "toetssteen.web.settings.base")
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    return folder


def add_user(var: Path, name: str, connection: sqlite3.Connection | None = None) -> None:
    """A row of accounts_user, with something in every column that must have it."""
    with closing(sqlite3.connect(var / "toetssteen.sqlite3", timeout=30)) as database:
        live = connection or database
        columns = live.execute("pragma table_info(accounts_user)").fetchall()
        values = {c[1]: name if "char" in c[2] else "2026-01-01" if "date" in c[2] else 0 for c in columns if c[3]}
        values.pop("id", None)
        values["email"] = f"{name}@voorbeeld.nl"
        marks = ", ".join("?" * len(values))
        live.execute(f"insert into accounts_user ({', '.join(values)}) values ({marks})", list(values.values()))
        if connection is None:
            live.commit()


def users(var: Path) -> set[str]:
    with closing(sqlite3.connect(var / "toetssteen.sqlite3")) as live:
        return {row[0] for row in live.execute("select name from accounts_user")}


def tree(var: Path) -> dict[str, bytes]:
    """Every file that is worth keeping, with its content; the database apart."""
    kept = [path for path in var.iterdir() if installation.is_kept(path)] + [var / "snapshots"]
    files = [f for path in kept for f in ([path] if path.is_file() else path.rglob("*")) if f.is_file()]
    shown = {f.relative_to(var).as_posix(): f.read_bytes() for f in files}
    return {n: b for n, b in shown.items() if not any(part.startswith(".") for part in n.split("/"))}


def test_everything_comes_back_elsewhere(var: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "kopie.tar"
    assert main(["backup", str(file)]) == 0, capsys.readouterr().err
    assert stat.S_IMODE(file.stat().st_mode) == 0o600, "a key and people's data are in it"
    assert not [p for p in tmp_path.iterdir() if p.name.endswith(".part")]
    elsewhere = tmp_path / "elders"
    with installed_in(elsewhere):
        assert main(["restore", str(file)]) == 0, capsys.readouterr().err
    assert tree(elsewhere) == tree(var)
    assert users(elsewhere) == {"eerste"}
    assert stat.S_IMODE((elsewhere / "secret-key").stat().st_mode) == 0o600
    assert not (elsewhere / "tmp").exists()
    assert not [p for p in elsewhere.iterdir() if p.name.startswith(".")], "nothing is left lying about"
    shelf = Shelf(elsewhere / "snapshots")
    shelf.open_current().reader.close()
    assert shelf.ids() == Shelf(var / "snapshots").ids()


def test_nothing_is_replaced_unless_asked(var: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "kopie.tar"
    assert main(["backup", str(file)]) == 0
    before = tree(var)
    add_user(var, "later")
    (var / "eigen").mkdir()
    (var / "eigen" / "later.csv").write_text("later")
    assert main(["restore", str(file)]) == 1
    assert "--replace" in capsys.readouterr().err
    assert users(var) == {"eerste", "later"}
    assert main(["restore", "--replace", str(file)]) == 0
    assert users(var) == {"eerste"}
    assert tree(var) == before
    assert (var / "tmp" / "scratch").exists(), "what can be made again is left alone"


def test_a_database_with_users_is_something_too(var: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, elsewhere = tmp_path / "kopie.tar", tmp_path / "elders"
    assert main(["backup", str(file)]) == 0
    told(elsewhere, "migrate", "--no-input", "-v", "0")
    add_user(elsewhere, "ander")
    with installed_in(elsewhere):
        assert main(["restore", str(file)]) == 1
    assert "--replace" in capsys.readouterr().err
    assert users(elsewhere) == {"ander"}


def test_a_backup_never_overwrites(var: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "kopie.tar"
    file.write_text("van mij")
    assert main(["backup", str(file)]) == 1
    assert "bestaat al" in capsys.readouterr().err
    assert file.read_text() == "van mij"
    assert main(["backup", str(tmp_path / "nergens" / "kopie.tar")]) == 1
    assert "bestaat niet" in capsys.readouterr().err


def test_users_made_during_a_backup_are_in_it_whole_or_not_at_all(var: Path, tmp_path: Path) -> None:
    stop, written = threading.Event(), []

    def busy() -> None:
        with closing(sqlite3.connect(var / "toetssteen.sqlite3", timeout=30, isolation_level=None)) as live:
            number = 0
            while not stop.is_set():
                live.execute("begin immediate")
                add_user(var, f"paar-{number}-a", live)
                add_user(var, f"paar-{number}-b", live)
                live.execute("commit")
                written.append(number)
                number += 1

    thread = threading.Thread(target=busy)
    thread.start()
    try:
        while len(written) < 20:
            stop.wait(0.01)
        before = len(written)
        assert main(["backup", str(tmp_path / "kopie.tar")]) == 0
        during = len(written) - before
    finally:
        stop.set()
        thread.join(30)
    assert during > 0, "the writer had to go on meanwhile"
    with installed_in(tmp_path / "elders"):
        assert main(["restore", str(tmp_path / "kopie.tar")]) == 0
    restored = users(tmp_path / "elders") - {"eerste"}
    pairs = {name.rsplit("-", 1)[0] for name in restored}
    assert len(restored) == 2 * len(pairs), "half a transaction"
    assert {f"paar-{n}" for n in range(before)} <= pairs, "what was there before the backup began"


def test_a_publish_during_a_backup_harms_neither(var: Path, tmp_path: Path) -> None:
    shelf, stop = Shelf(var / "snapshots"), threading.Event()
    name = shelf.current()
    failures: list[str] = []

    def busy() -> None:
        while not stop.is_set():
            try:
                shelf.publish(name)
            except Exception as problem:
                if "ander proces bezig" not in str(problem):
                    failures.append(str(problem))
            stop.wait(0.01)

    thread = threading.Thread(target=busy)
    thread.start()
    try:
        assert main(["backup", str(tmp_path / "kopie.tar")]) == 0
    finally:
        stop.set()
        thread.join(30)
    assert not failures
    assert archive.verify(tmp_path / "kopie.tar").serving == name


def flipped(raw: bytes) -> bytes:
    position = raw.index(b"manifest.json") + 1500
    return raw[:position] + bytes([raw[position] ^ 1]) + raw[position + 1 :]


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda raw: b"",
    "cut in half": lambda raw: raw[: len(raw) // 2],
    "cut near the end": lambda raw: raw[:-12000],
    "one bit": flipped,
    "not a tar": lambda raw: b"PK\x03\x04" + raw,
    "zeros": lambda raw: bytes(20_000),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_archive_changes_nothing(
    var: Path, tmp_path: Path, damage: Callable[[bytes], bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "kopie.tar"
    assert main(["backup", str(file)]) == 0
    file.write_bytes(damage(file.read_bytes()))
    before = tree(var)
    assert main(["restore", "--replace", str(file)]) == 1
    assert "geen reservekopie van Toetssteen, of is beschadigd" in capsys.readouterr().err
    assert tree(var) == before
    assert users(var) == {"eerste"}


def _tar(file: Path, *members: tuple[tarfile.TarInfo, bytes], mode: str = "w:") -> Path:
    with tarfile.open(file, mode) as tar:
        for member, content in members:
            member.size = member.size or len(content)
            tar.addfile(member, BytesIO(content))
    return file


def _named(name: str, kind: bytes = tarfile.REGTYPE, target: str = "") -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, target
    return member


HOSTILE = {
    "up": _named("var/../../buiten"),
    "absolute": _named("/tmp/buiten"),
    "elsewhere": _named("etc/passwd"),
    "symbolic link": _named("var/link", tarfile.SYMTYPE, "../.."),
    "hard link": _named("var/link", tarfile.LNKTYPE, "/etc/passwd"),
    "device": _named("var/device", tarfile.CHRTYPE),
    "pipe": _named("var/pipe", tarfile.FIFOTYPE),
    "folder": _named("var/map", tarfile.DIRTYPE),
    "backslash": _named("var\\..\\buiten"),
    "dot": _named("var/./buiten"),
    "list by another hand": _named(archive.LIST),
}


@pytest.mark.parametrize("member", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_archive_is_refused_before_anything_is_written(
    tmp_path: Path, member: tarfile.TarInfo, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _tar(tmp_path / "kopie.tar", (member, b"x" if member.isreg() else b""))
    with installed_in(tmp_path / "elders"):
        assert main(["restore", "--replace", str(file)]) == 1
    assert "geen reservekopie" in capsys.readouterr().err
    assert not (tmp_path / "elders").exists()
    assert not (tmp_path / "buiten").exists()


def test_a_compressed_archive_is_no_backup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = _tar(tmp_path / "kopie.tar", (_named("var/bom"), bytes(50_000_000)), mode="w:gz")
    with installed_in(tmp_path / "elders"):
        assert main(["restore", str(file)]) == 1
    assert "geen reservekopie" in capsys.readouterr().err
    assert not (tmp_path / "elders").exists()


def test_a_member_that_says_more_than_there_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    member = _named("var/groot")
    member.size = 10**15
    file = tmp_path / "kopie.tar"
    file.write_bytes(member.tobuf() + bytes(1024))
    with installed_in(tmp_path / "elders"):
        assert main(["restore", str(file)]) == 1
    assert "geen reservekopie" in capsys.readouterr().err


def test_the_same_name_twice_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = _tar(tmp_path / "kopie.tar", (_named("var/a"), b"1"), (_named("var/a"), b"2"))
    with installed_in(tmp_path / "elders"):
        assert main(["restore", str(file)]) == 1
    assert "hoort: var/a" in capsys.readouterr().err


def test_files_that_cannot_be_switched_are_put_back(
    var: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "kopie.tar"
    assert main(["backup", str(file)]) == 0
    (var / "refreshes" / "later.json").write_text("later")
    before, really, times = tree(var), switching.move, []

    def fail_at_the_fourth(source: Path, target: Path, moved: list[tuple[Path, Path]]) -> None:
        times.append(source)
        if len(times) == 4:
            raise OSError(5, "Input/output error")
        really(source, target, moved)

    monkeypatch.setattr(switching, "move", fail_at_the_fourth)
    assert main(["restore", "--replace", str(file)]) == 1
    assert "weer zoals ze waren" in capsys.readouterr().err
    assert tree(var) == before
