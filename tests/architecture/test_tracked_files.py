"""What may not stand in any file under version control, and how large a file may be."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 400  # lines
# Written in parts, for this file is looked at too.
REGISTRIES = re.compile(
    "|".join((r"pypi\.o" + "rg", r"pythonhosted\.o" + "rg", r"registry\.npm" + "js", r"registry\.yarn" + "pkg"))
)
PLACES = re.compile(r"(?<![\w.~-])/(?:ho" + r"me|wo" + r"rk|ro" + r"ot|Use" + r"rs|opt/[a-z]+)/[\w.-]+")
ROOMS_WITHOUT_SUBJECT = {"utils", "common", "helpers", "core", "misc", "shared"}


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    try:
        listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout: which files are ours is not known")
    return [ROOT / name for name in listing.split("\0") if name and (ROOT / name).is_file()]


def _lines_with(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    return [
        f"{file.relative_to(ROOT)}:{number}"
        for file in files
        for number, line in enumerate(file.read_bytes().decode("utf-8", "ignore").splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_file_names_a_package_registry(tracked: list[Path]) -> None:
    assert not _lines_with(REGISTRIES, tracked)


def test_no_file_holds_a_path_of_somebodys_machine(tracked: list[Path]) -> None:
    assert not _lines_with(PLACES, tracked)


def test_the_patterns_find_what_they_should() -> None:
    assert REGISTRIES.search("https://files.python" + "hosted.org/x")
    assert PLACES.search("see /ho" + "me/jo/data")
    assert not PLACES.search("https://example.nl/home/jo")


def test_files_of_code_stay_small(tracked: list[Path]) -> None:
    code = [f for f in tracked if f.suffix == ".py" and f.relative_to(ROOT).parts[0] in ("src", "starter")]
    # What `makemigrations` wrote is as long as the tables are.
    code = [f for f in code if f.parent.name != "migrations"]
    lengths = {str(f.relative_to(ROOT)): len(f.read_text(encoding="utf-8").splitlines()) for f in code}
    assert not {name: length for name, length in lengths.items() if length > LONGEST}


def test_no_room_without_a_subject(tracked: list[Path]) -> None:
    names = {part.removesuffix(".py") for file in tracked for part in file.relative_to(ROOT).parts}
    assert not names & ROOMS_WITHOUT_SUBJECT


def test_every_lock_says_the_same_of_a_package() -> None:
    locks = ["requirements.lock", "requirements-postgres.lock", "requirements-test.lock"]
    pins = [dict(re.findall(r"(?m)^([\w.-]+)==(\S+)", (ROOT / name).read_text())) for name in locks]
    for smaller, larger in pairwise(pins):
        assert smaller.items() <= larger.items()


def test_what_we_import_is_declared(tracked: list[Path]) -> None:
    """A package that only comes along with another is gone on the day the other drops it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["postgres"]]
    declared = {re.split(r"[\[<>=]", name)[0].lower() for name in wanted}
    known = packages_distributions()
    ours = [file for file in tracked if file.suffix == ".py" and file.is_relative_to(ROOT / "src")]
    imported = {name.split(".")[0] for file in ours for name in _imports(file)}
    strangers = imported - set(sys.stdlib_module_names) - {"toetssteen"}
    assert strangers
    assert not [name for name in strangers if not declared & {found.lower() for found in known.get(name, [])}]


def _imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
