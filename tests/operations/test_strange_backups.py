"""An archive can be whole and say it is ours, and still hold what must not come in: nothing of it is put back."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from operations.test_backup import tree, users, var
from warehouse.damage import flip

from toetssteen.cli import main
from toetssteen.operations import archive
from toetssteen.warehouse.opening import check_files
from toetssteen.warehouse.snapshots import Shelf

__all__ = ["var"]
Change = Callable[[Path], None]


def remade(file: Path, change: Change) -> None:
    """The same backup with something else in it, and a list that agrees."""
    contents, work = archive.verify(file), file.with_name("werk")
    work.mkdir()
    archive.unpack(file, contents, work)
    change(work)
    file.unlink()
    files = sorted((p.relative_to(work).as_posix(), p) for p in work.rglob("*") if p.is_file())
    archive.write(file, files, program="0", created=contents.created, serving=contents.serving)


def sql(text: str) -> Change:
    def change(work: Path) -> None:
        with closing(sqlite3.connect(work / "database" / "database.sqlite3")) as copy:
            copy.executescript(text)

    return change


def put(name: str, content: bytes) -> Change:
    def change(work: Path) -> None:
        place = work / "var" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)

    return change


def fewer_migrations(work: Path) -> None:
    facts = json.loads((work / "database" / "database.json").read_text())
    facts["migrations"].pop()
    (work / "database" / "database.json").write_text(json.dumps(facts))


def spoiled(work: Path) -> None:
    (folder,) = (p.parent for p in (work / "var" / "snapshots").glob("*/manifest.json"))
    flip(folder / "cube" / "values.npy", 8 * 1000)


def cut_database(work: Path) -> None:
    file = work / "database" / "database.sqlite3"
    file.write_bytes(file.read_bytes()[:30_000])


TRIGGER = "create trigger kwaad after insert on accounts_user begin update accounts_user set is_superuser = 1; end;"
STRANGE: dict[str, tuple[Change, str]] = {
    "trigger": (sql(TRIGGER), "hoort: trigger kwaad"),
    "view": (sql("create view kwaad as select * from accounts_user;"), "hoort: view kwaad"),
    "virtual table": (sql("create virtual table kwaad using fts5(tekst);"), "iets dat er niet hoort: table kwaad"),
    "another table": (sql("create table kwaad (a int);"), "andere tabellen dan Toetssteen maakt (kwaad)"),
    "another column": (sql("alter table accounts_user add column kwaad int;"), "maakt (accounts_user)"),
    "another index": (sql("create index k on accounts_user (name);"), "maakt (accounts_user)"),
    "an unknown migration": (
        sql("insert into django_migrations (app, name, applied) values ('accounts', '9999_x', '2026-01-01');"),
        "niet die waarvan de lijst spreekt",
    ),
    "fewer migrations than it has": (fewer_migrations, "niet die waarvan de lijst spreekt"),
    "no database": (lambda work: (work / "database" / "database.sqlite3").unlink(), "zit niet in de reservekopie"),
    "half a database": (cut_database, "database"),
    "no facts": (lambda work: (work / "database" / "database.json").write_text("{}") and None, "De database weigert"),
    "key of one letter": (put("secret-key", b"a"), "geheime sleutel in de reservekopie is te kort"),
    "key of one letter many times": (put("secret-key", b"a" * 64), "geheime sleutel in de reservekopie is te kort"),
    "key that is no text": (put("secret-key", bytes(range(128, 200))), "geheime sleutel in de reservekopie"),
    "current elsewhere": (put("snapshots/current", b"../../etc\n"), "wijst cijfers aan die er niet in zitten"),
    "current of nothing": (put("snapshots/current", b"2020-01-01-00000000\n"), "wijst cijfers aan"),
    "no current": (lambda work: (work / "var" / "snapshots" / "current").unlink(), "wijst cijfers aan"),
    "damaged figures": (spoiled, "cube/values.npy is beschadigd"),
    "a script for the site": (put("static/ui/print.js", b"alert(1)"), "hoort: static"),
    "a database beside it": (put("toetssteen.sqlite3", b"x"), "hoort: toetssteen.sqlite3"),
    "hidden": (put("eigen/.verborgen", b"x"), "hoort: eigen/.verborgen"),
    "a restore of its own": (put(".restore-x/switch.json", b"[]"), "hoort: .restore-x"),
    "beside the snapshots": (put("snapshots/kwaad/x", b"x"), "hoort: snapshots/kwaad"),
}


@pytest.mark.parametrize(("change", "words"), STRANGE.values(), ids=STRANGE.keys())
def test_what_does_not_belong_is_refused_and_nothing_changes(
    var: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], change: Change, words: str
) -> None:
    file = tmp_path / "kopie.tar"
    assert main(["backup", str(file)]) == 0
    remade(file, change)
    before = tree(var)
    assert main(["restore", "--replace", str(file)]) == 1
    errors = capsys.readouterr().err
    assert words in errors
    for raw in ("sqlite3.Op", "Traceback", "Error", str(tmp_path)):
        assert raw not in errors
    assert tree(var) == before
    assert users(var) == {"eerste"}
    assert not [p for p in var.iterdir() if p.name.startswith(".restore")]


def test_the_same_backup_made_again_unchanged_is_put_back(var: Path, tmp_path: Path) -> None:
    file = tmp_path / "kopie.tar"
    assert main(["backup", str(file)]) == 0
    remade(file, lambda work: None)
    assert main(["restore", "--replace", str(file)]) == 0
    assert users(var) == {"eerste"}


def test_a_previous_that_points_nowhere_is_left_out(var: Path, tmp_path: Path) -> None:
    file = tmp_path / "kopie.tar"
    assert main(["backup", str(file)]) == 0
    remade(file, put("snapshots/previous", b"2020-01-01-00000000\n"))
    assert main(["restore", "--replace", str(file)]) == 0
    assert not (var / "snapshots" / "previous").exists()


def test_damaged_figures_never_keep_people_s_work_from_being_saved(
    var: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shelf, file = Shelf(var / "snapshots"), tmp_path / "kopie.tar"
    name = shelf.current()
    assert name is not None
    flip(shelf.folder / name / "cube" / "statuses.npy", 8 * 1000)
    assert main(["backup", str(file)]) == 0
    errors = capsys.readouterr().err
    assert "cube/statuses.npy is beschadigd" in errors
    assert "Ze zitten niet in de reservekopie." in errors
    contents = archive.verify(file)
    assert contents.serving is None
    assert not [name for name in contents.files if name.startswith("var/snapshots/")]
    assert "database/database.sqlite3" in contents.files
    assert main(["restore", "--replace", str(file)]) == 0
    assert users(var) == {"eerste"}
    assert shelf.ids() == []


def test_a_backup_holds_whole_figures(var: Path, tmp_path: Path) -> None:
    assert main(["backup", str(tmp_path / "kopie.tar")]) == 0
    into = tmp_path / "uit"
    into.mkdir()
    archive.unpack(tmp_path / "kopie.tar", archive.verify(tmp_path / "kopie.tar"), into)
    assert check_files(Shelf(into / "var" / "snapshots").open_current().folder)
