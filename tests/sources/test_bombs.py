"""Files that are not what they say, read in a process with little memory: a clear error, and the process lives."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from sources.small_files import workbook

ROOT = Path(__file__).resolve().parents[2]
MEMORY = 1_500_000_000  # bytes of addresses; libraries alone take a part of it
READ = """
import resource, sys
from pathlib import Path
from sources.small_files import source
from toetssteen.kernel.errors import SourceError
from toetssteen.sources.reading import read
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]), int(sys.argv[2])))
try:
    read(Path(sys.argv[1]), source("cbs-kwb-excel", "k.xlsx", code="gwb", sheet="blad"), frozenset({"a"}))
except SourceError as problem:
    print("REFUSED", problem)
"""


def refused(path: Path) -> str:
    """What the reader says of the file, in a process that may not take more than MEMORY."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT / "tests")))}
    # One thread each: numpy otherwise claims addresses for every processor.
    environment |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-c", READ, str(path), str(MEMORY)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("REFUSED"), done.stdout
    assert "k.xlsx" in done.stdout
    return done.stdout


def with_part(path: Path, name: str, content: bytes) -> Path:
    """A workbook of which one part is replaced, compressed as small as it goes."""
    whole = workbook(path.with_name("whole.xlsx"), [("gwb", "a"), ("WK990100", 1)])
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return path


SHEET = "xl/worksheets/sheet1.xml"


def test_a_sheet_that_unpacks_to_half_a_gigabyte(tmp_path: Path) -> None:
    assert "te groot" in refused(with_part(tmp_path / "k.xlsx", SHEET, b" " * 500_000_000))


def test_a_sheet_that_says_it_is_small(tmp_path: Path) -> None:
    path = with_part(tmp_path / "k.xlsx", SHEET, b"<" + b" " * 400_000_000)
    raw = path.read_bytes()
    size = (400_000_001).to_bytes(4, "little")
    assert raw.count(size) >= 2, "in the part's own header and in the list at the end"
    path.write_bytes(raw.replace(size, (5_000).to_bytes(4, "little")))
    refused(path)


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml"])
def test_entities_that_blow_up(tmp_path: Path, part: str) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 10}">' for n in range(10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE a [{entities}]><a>&e9;</a>'
    refused(with_part(tmp_path / "k.xlsx", part, bomb.encode()))


def test_a_workbook_that_is_another_kind_of_file(tmp_path: Path) -> None:
    for content in (b"<html>Even geduld</html>", b"\x89PNG\r\n\x1a\n" * 1000, b"{}", b"SQLite format 3\x00" * 1000):
        (tmp_path / "k.xlsx").write_bytes(content)
        refused(tmp_path / "k.xlsx")
