"""Nobody else on the machine reads what an installation keeps: what is made, and what was made before."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from toetssteen.kernel.private import tighten
from toetssteen.web.settings.database import own_files

ROOT = Path(__file__).resolve().parents[3]


def open_to_others(folder: Path) -> list[str]:
    paths = [folder, *folder.rglob("*")]
    return [str(p.relative_to(folder)) for p in paths if not p.is_symlink() and stat.S_IMODE(p.lstat().st_mode) & 0o077]


def run(var: Path, *command: str, **more: str) -> None:
    environment = os.environ | {"TOETSSTEEN_VAR": str(var), "TOETSSTEEN_DATABASE": "", "PYTHONPATH": str(ROOT / "src")}
    # As on most machines: others may read.
    subprocess.run([sys.executable, *command], cwd=ROOT, env=environment | more, check=True, umask=0o022)


LETTER = """
import django
django.setup()
from django.core.mail import send_mail
send_mail("Kies een wachtwoord", "https://...", None, ["jo@voorbeeld.nl"])
"""


def test_whatever_our_commands_make_is_for_their_own_user_only(tmp_path: Path) -> None:
    var = tmp_path / "var"
    run(var, "manage.py", "migrate", "--no-input", "-v", "0")
    run(var, "-m", "toetssteen.cli", "sample")
    run(var, "-c", LETTER, DJANGO_SETTINGS_MODULE="toetssteen.web.settings.base")
    names = {p.name for p in var.iterdir()}
    assert {"toetssteen.sqlite3", "secret-key", "mail", "raw", "invented"} <= names
    assert open_to_others(var) == []


def test_what_an_earlier_version_made_is_tightened_when_the_server_starts(tmp_path: Path) -> None:
    var, outside = tmp_path / "var", tmp_path / "elders"
    for folder in (var / "mail", outside):
        folder.mkdir(parents=True)
    for file in (
        var / "toetssteen.sqlite3",
        var / "mail" / "brief.log",
        outside / "db.sqlite3",
        outside / "db.sqlite3-wal",
    ):
        file.write_text("x")
        file.chmod(0o644)
    (outside / "van-een-ander.txt").write_text("x")
    (var / "mail").chmod(0o755)
    (var / "link").symlink_to(outside / "van-een-ander.txt")
    (outside / "van-een-ander.txt").chmod(0o644)
    code = "import toetssteen.web.settings.server as server; assert server.umask == 0o077"
    run(var, "-c", code, TOETSSTEEN_DATABASE=f"sqlite:///{outside / 'db.sqlite3'}")
    assert open_to_others(var) == []
    assert [name for name in open_to_others(outside) if name != "."] == ["van-een-ander.txt"], "not ours to change"


def test_only_what_others_may_is_taken_away_and_counted(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    (tmp_path / "a").chmod(0o754)
    (tmp_path / "b").write_text("x")
    (tmp_path / "b").chmod(0o400)
    tmp_path.chmod(0o700)
    assert tighten([tmp_path, tmp_path / "nergens"]) == 1
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "b").stat().st_mode) == 0o400


@pytest.mark.parametrize("address", ["", "postgres://a:b@c/d", "sqlite:////nergens/x.sqlite3"])
def test_a_database_elsewhere_has_files_only_when_it_is_sqlite_and_there(address: str) -> None:
    assert own_files(address) == []


def test_the_unit_and_the_start_set_the_mask_too() -> None:
    assert re.search(r"^UMask=0077$", (ROOT / "docs" / "beheer" / "installeren.md").read_text(), re.M)
    assert "only_for_us()" in (ROOT / "starter" / "command.py").read_text()
