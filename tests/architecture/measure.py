"""How large the code is, and how it holds together: the table of ARCHITECTURE.md. `just measure [--write]`"""

import ast
import io
import re
import sys
import tokenize
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from math import ceil
from pathlib import Path

from tests.architecture.rings import imports_of, rings

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "toetssteen"
PAGE = ROOT / "ARCHITECTURE.md"
OPEN, CLOSE = "<!-- just measure -->\n", "<!-- end of just measure -->\n"
# No worse than this, for median and 95 of 100.
FILE_LIMITS, FUNCTION_LIMITS = (93, 271), (7, 24)
LONGEST_FILE, MOST_MODULES = 300, 20
IGNORES = ("type: ignore", "noqa", "pragma")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One file of code. path: from the root of the checkout."""

    path: str
    text: str = field(repr=False)
    tree: ast.Module = field(repr=False)

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    @property
    def functions(self) -> list[Function]:
        return [node for node in ast.walk(self.tree) if isinstance(node, Function)]

    @property
    def in_web(self) -> bool:
        return self.path.startswith("src/toetssteen/web/")

    @property
    def module(self) -> str:
        return self.path.removeprefix("src/").removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def code() -> list[Code]:
    """Every file with code of the program itself; migrations are generated, and a room's sentence is no code."""
    files = [ROOT / "start.py", *(ROOT / "starter").rglob("*.py"), *SOURCE.rglob("*.py")]
    made = []
    for file in sorted(files):
        text = file.read_text(encoding="utf-8")
        tree = ast.parse(text)
        if file.parent.name != "migrations" and any(not _is_sentence(node) for node in tree.body):
            made.append(Code(path=file.relative_to(ROOT).as_posix(), text=text, tree=tree))
    return made


def _is_sentence(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def spread(numbers: Sequence[int]) -> tuple[int, int, int]:
    """Median, 95 of 100, and most."""
    ordered = sorted(numbers)
    return ordered[ceil(len(ordered) * 0.5) - 1], ordered[ceil(len(ordered) * 0.95) - 1], ordered[-1]


def function_lines(files: Iterable[Code]) -> list[int]:
    return [(node.end_lineno or node.lineno) - node.lineno + 1 for file in files for node in file.functions]


def too_long(files: Iterable[Code]) -> dict[str, int]:
    """Files over the limit, and their lines."""
    return {file.path: file.lines for file in files if file.lines > LONGEST_FILE}


def modules_per_folder(files: Iterable[Code]) -> Counter[str]:
    """How many modules each folder has, the fullest first; `__init__` is the folder itself."""
    modules = [file.path for file in files if not file.path.endswith("/__init__.py")]
    return Counter(path.rpartition("/")[0] for path in modules)


def annotated(function: Function) -> bool:
    """Whether everything that goes in and comes out has a type."""
    given = function.args
    named = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
    open_ones = [one for one in named if one is not None and one.annotation is None and one.arg not in ("self", "cls")]
    return function.returns is not None and not open_ones


def _looks_away(override: Mapping[str, object]) -> bool:
    """Whether mypy lets errors through there."""
    return bool(override.get("ignore_errors") or override.get("disable_error_code"))


def strict(module: str, settings: Mapping[str, object]) -> bool:
    """Whether mypy, as pyproject.toml sets it, lets no function of this module go untyped and no error through."""
    if any(re.search(pattern, f"src/{module.replace('.', '/')}.py") for pattern in _list(settings.get("exclude"))):
        return False
    answer = bool(settings.get("strict") or settings.get("disallow_untyped_defs"))
    overrides = [(name, o) for o in _list(settings.get("overrides")) for name in _list(o["module"])]
    for name, override in sorted(overrides, key=lambda pair: len(pair[0])):  # the longest pattern says most
        if fnmatch(module, name) or fnmatch(f"{module}.", name):
            answer = bool(override.get("disallow_untyped_defs", answer)) and not _looks_away(override)
    return answer


def _list(value: object) -> list:
    return value if isinstance(value, list) else [] if value is None else [value]


def local_imports(files: Iterable[Code]) -> list[str]:
    """Every import inside a function."""
    return [
        f"{file.path}:{node.lineno}"
        for file in files
        for function in file.functions
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]


def ignores(files: Iterable[Code]) -> Counter[str]:
    """How many comments tell a tool to look away."""
    found: Counter[str] = Counter()
    for file in files:
        for token in tokenize.generate_tokens(io.StringIO(file.text).readline):
            if token.type == tokenize.COMMENT:
                found.update(word for word in IGNORES if re.search(rf"#\s*{word}\b", token.string))
    return found


def table(files: Sequence[Code]) -> str:
    """The measures as a table of Markdown."""
    folder, most = modules_per_folder(files).most_common(1)[0]
    largest = rings(imports_of(SOURCE))
    web = [file for file in files if file.in_web]
    functions = [function for file in web for function in file.functions]
    mypy = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]
    looked_away = ignores(files)
    rows = [
        ("files of code", len(files), ""),
        ("lines of a file: median / 95 % / most", _three(file.lines for file in files), (*FILE_LIMITS, LONGEST_FILE)),
        ("lines of a function: median / 95 % / most", _three(function_lines(files)), FUNCTION_LIMITS),
        ("modules in the fullest folder", f"{most} (`{folder}`)", MOST_MODULES),
        ("modules in the largest ring of imports", len(largest[0]) if largest else "none", "none"),
        ("functions of `web` with every type", f"{_share(map(annotated, functions))}", ""),
        ("modules of `web` under strict mypy", f"{_share(strict(file.module, mypy) for file in web)}", ""),
        ("imports inside a function", len(local_imports(files)), "none"),
        (" / ".join(f"`{word}`" for word in IGNORES), " / ".join(str(looked_away[word]) for word in IGNORES), ""),
    ]
    head = "| measure | now | at most |\n|---|---|---|\n"
    return head + "".join(f"| {name} | {now} | {_limit(limit)} |\n" for name, now, limit in rows)


def _three(numbers: Iterable[int]) -> str:
    return " / ".join(map(str, spread(list(numbers))))


def _limit(limit: object) -> str:
    return " / ".join(map(str, limit)) if isinstance(limit, tuple) else str(limit)


def _share(truths: Iterable[bool]) -> str:
    known = list(truths)
    return f"{sum(known)} of {len(known)} ({100 * sum(known) // max(1, len(known))} %)"


def write(made: str) -> None:
    """Put the table between the two marks of ARCHITECTURE.md."""
    before, _open, rest = PAGE.read_text(encoding="utf-8").partition(OPEN)
    _old, _close, after = rest.partition(CLOSE)
    PAGE.write_text(before + OPEN + made + CLOSE + after, encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    files = code()
    made = table(files)
    print(made)
    for path, lines in sorted(too_long(files).items(), key=lambda pair: -pair[1]):
        print(f"over {LONGEST_FILE} lines: {path} ({lines})")
    for folder, number in modules_per_folder(files).items():
        if number > MOST_MODULES:
            print(f"over {MOST_MODULES} modules: {folder} ({number})")
    for ring in rings(imports_of(SOURCE)):
        print("ring:", ", ".join(sorted(ring)))
    for place in local_imports(files):
        print("import inside a function:", place)
    if "--write" in arguments:
        write(made)


if __name__ == "__main__":
    main(sys.argv[1:])
