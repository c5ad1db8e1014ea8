"""The container cannot be built here (no podman): that everything it names exists can be seen all the same."""

import re
import subprocess
from pathlib import Path

import pytest

from toetssteen.web.settings import environment as env

ROOT = Path(__file__).resolve().parents[2]
FILE = (ROOT / "Containerfile").read_text(encoding="utf-8")
STEPS = [
    " ".join(step.split()) for step in re.sub(r"\\\n", " ", FILE).splitlines() if step and not step.startswith("#")
]
LAST = STEPS[max(n for n, step in enumerate(STEPS) if step.startswith("FROM")) :]
GUIDE = (ROOT / "docs" / "beheer" / "installeren.md").read_text(encoding="utf-8")


def test_what_is_copied_exists_and_is_under_version_control() -> None:
    names = [n for s in STEPS if s.startswith("COPY ") and "--from" not in s for n in s.split()[1:-1]]
    assert {"src", "definitions", "manage.py"} <= set(names)
    assert not [name for name in names if not (ROOT / name).exists()]
    try:
        listing = subprocess.run(["git", "ls-files", *names], cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout: which files are ours is not known")
    assert not [n for n in names if not any(x == n or x.startswith(n + "/") for x in listing.stdout.splitlines())]


def test_every_stage_that_is_copied_from_was_made_before() -> None:
    stages: set[str] = set()
    for step in STEPS:
        if match := re.search(r"--from=(\w+)|^FROM (\w+) AS", step):
            assert (match[1] or match[2]) in stages, step
        if match := re.search(r"^FROM \S+ AS (\w+)", step):
            stages.add(match[1])
    assert stages == {"build", "frontend", "collected"}


def test_it_runs_without_root_on_one_volume_and_looks_whether_it_lives() -> None:
    words = {step.split()[0]: step for step in LAST}
    assert words["USER"] == "USER 10001"
    assert words["VOLUME"] == "VOLUME /var/lib/toetssteen"
    assert "/gezond" in words["HEALTHCHECK"]
    assert "--config=python:toetssteen.web.settings.server" in words["CMD"]
    assert LAST.index(words["USER"]) > max(n for n, step in enumerate(LAST) if step.startswith(("RUN", "COPY")))


def test_its_settings_exist() -> None:
    names = {setting.name for setting in env.SETTINGS}
    named = set(re.findall(r"TOETSSTEEN_[A-Z_]+", FILE + GUIDE))
    assert len(named) > 8
    assert named <= names


def test_no_secret_is_in_the_image() -> None:
    assert "SECRET_KEY" not in FILE
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert {"var", ".git", ".venv"} <= set(ignored)


def test_the_guide_and_the_container_start_the_same_server() -> None:
    (unit,) = re.findall(r"(?m)^ExecStart=\S*/gunicorn (.*)$", GUIDE)
    assert unit.split()[0] == "--config=python:toetssteen.web.settings.server"
    assert "ReadWritePaths=" in GUIDE
    assert "X-Forwarded-Proto" in GUIDE
