"""The measures hold: nothing grows beyond what fits in the eye, and nothing imports in a ring."""

import ast
from pathlib import Path

import pytest

from tests.architecture import measure
from tests.architecture.measure import Code, annotated, code, modules_per_folder, spread, strict, too_long
from tests.architecture.rings import imports_of, rings

# What is still to be divided; a name leaves this list and never comes back.
LONG_YET = {}
FULL_YET: set[str] = set()


@pytest.fixture(scope="module")
def files() -> list[Code]:
    return code()


def test_no_file_is_too_long(files: list[Code]) -> None:
    assert not too_long(files).keys() - LONG_YET


def test_no_folder_is_too_full(files: list[Code]) -> None:
    full = {folder for folder, number in modules_per_folder(files).items() if number > measure.MOST_MODULES}
    assert not full - FULL_YET


def test_files_and_functions_are_no_longer_than_they_were(files: list[Code]) -> None:
    functions = spread(measure.function_lines(files))
    assert (functions[0] <= measure.FUNCTION_LIMITS[0], functions[1] <= measure.FUNCTION_LIMITS[1]) == (True, True)
    assert spread([file.lines for file in files])[0] <= measure.FILE_LIMITS[0]


def test_nothing_imports_in_a_ring() -> None:
    graph = imports_of(measure.SOURCE)
    assert "toetssteen.kernel.language" in graph["toetssteen.kernel.trouble"]
    assert rings(graph) == []


def test_a_ring_is_seen() -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": {"e"}, "e": {"d"}, "f": {"a"}}
    assert rings({name: frozenset(targets) for name, targets in graph.items()}) == [{"a", "b", "c"}, {"d", "e"}]


def test_only_what_runs_when_loaded_counts(tmp_path: Path) -> None:
    room = tmp_path / "ours"
    room.mkdir()
    (room / "__init__.py").write_text("")
    (room / "later.py").write_text("")
    (room / "one.py").write_text("import ours.two\nif TYPE_CHECKING:\n    import ours.later\n")
    (room / "two.py").write_text("from ours import one, name\ndef f():\n    import ours.later\n")
    graph = imports_of(room)
    assert graph["ours.one"] == {"ours.two"}
    assert graph["ours.two"] == {"ours.one", "ours"}
    assert rings(graph) == [{"ours.one", "ours.two"}]


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("def f(self, a: int, *b: int, **c: int) -> None: ...", True),
        ("def f(a, b: int) -> None: ...", False),
        ("def f(a: int): ...", False),
    ],
)
def test_a_function_has_every_type_or_not(written: str, whole: bool) -> None:
    (function,) = ast.parse(written).body
    assert isinstance(function, ast.FunctionDef)
    assert annotated(function) is whole


def test_the_nearest_setting_of_mypy_counts() -> None:
    settings = {
        "strict": True,
        "exclude": ["^src/ours/made/"],
        "overrides": [
            {"module": "ours.web.*", "ignore_errors": True},
            {"module": ["ours.web.records.*"], "ignore_errors": False, "disallow_untyped_defs": True},
        ],
    }
    modules = ("ours.kernel", "ours.web", "ours.web.pages", "ours.web.records.forms", "ours.made.one")
    assert [strict(module, settings) for module in modules] == [True, False, False, True, False]
