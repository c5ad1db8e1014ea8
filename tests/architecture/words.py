"""The words of the code, and where a word stands that another one has replaced: the table of docs/glossary.md."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GLOSSARY = ROOT / "docs" / "glossary.md"
HEADING = "## Words of the code"
FOLDERS = ("src", "starter", "tests")
# Columns of the database keep their name: as a field of a model, an attribute and a keyword.
COLUMNS = frozenset({"offered"})
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_TAG = re.compile(r"\{[{%](.*?)[%}]\}", re.DOTALL)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_NAME = re.compile(r"(?P<dot>\.?)(?P<name>[A-Za-z_]\w*)(?P<keyword>=?)")


@dataclass(frozen=True, slots=True)
class Identifier:
    """A name in a file. member: it is an attribute, a keyword, or a field of a class."""

    name: str
    member: bool = False


def twins(page: str) -> dict[str, str]:
    """Each forbidden twin with the word that is used in its place."""
    table = page.partition(f"{HEADING}\n")[2].partition("\n## ")[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line.startswith("|")
    ]
    replaced: dict[str, list[str]] = {}
    for word, _meaning, cell in rows[2:]:
        for twin in cell.split(","):
            replaced.setdefault(twin.strip("` "), []).append(word)
    return {twin: " or ".join(uses) for twin, uses in replaced.items()}


def words(name: str) -> list[str]:
    """The words of a name in snake_case or CamelCase, in lower case."""
    return [word.lower() for word in _WORD.findall(name)]


def holds(name: str, twin: str) -> bool:
    """Whether the words of `twin` stand one after another in `name`, the last of them also with the s of a plural."""
    whole, part = words(name), words(twin)
    plural = [*part[:-1], f"{part[-1]}s"]
    return any(whole[start : start + len(part)] in (part, plural) for start in range(len(whole) - len(part) + 1))


def in_python(text: str) -> Iterator[Identifier]:
    tree = ast.parse(text)
    fields = {
        target
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for statement in node.body
        if isinstance(statement, ast.Assign | ast.AnnAssign)
        for target in ast.walk(statement)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name):
                yield Identifier(name, node in fields)
            case ast.Attribute(attr=name):
                yield Identifier(name, member=True)
            case ast.keyword(arg=str(name)):
                yield Identifier(name, member=True)
            case (
                ast.FunctionDef(name=name)
                | ast.AsyncFunctionDef(name=name)
                | ast.ClassDef(name=name)
                | ast.arg(arg=name)
            ):
                yield Identifier(name)
            case ast.alias(name=name, asname=other):
                yield from (Identifier(part) for part in (*name.split("."), other or ""))
            case ast.ImportFrom(module=str(module)):
                yield from (Identifier(part) for part in module.split("."))
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                yield Identifier(name)


def in_template(text: str) -> Iterator[Identifier]:
    for tag in _TAG.findall(text):
        for found in _NAME.finditer(_QUOTED.sub('""', tag)):
            yield Identifier(found["name"], member=bool(found["dot"]))


def in_files(root: Path) -> Iterator[tuple[str, Identifier]]:
    """Every name in a file of code or a template, and the parts of every path. Migrations keep the names they had."""
    for folder in FOLDERS:
        for file in sorted((root / folder).rglob("*")):
            path = file.relative_to(root)
            if not file.is_file() or {"migrations", "node_modules", "vendor", "__pycache__"} & set(path.parts):
                continue
            yield from ((path.as_posix(), Identifier(part.partition(".")[0])) for part in path.parts)
            if file.suffix == ".py":
                yield from ((path.as_posix(), one) for one in in_python(file.read_text(encoding="utf-8")))
            elif "templates" in path.parts:
                yield from ((path.as_posix(), one) for one in in_template(file.read_text(encoding="utf-8")))


def forbidden(root: Path, replaced: dict[str, str]) -> list[str]:
    """A line for each file with a name that holds a forbidden twin."""
    places: dict[Identifier, set[str]] = {}
    for path, identifier in in_files(root):
        places.setdefault(identifier, set()).add(path)
    return sorted(
        f"{path}: {identifier.name}: say {word}, not {twin}"
        for identifier, paths in places.items()
        for twin, word in replaced.items()
        if holds(identifier.name, twin) and not (identifier.member and _column(identifier.name) in COLUMNS)
        for path in paths
    )


def _column(name: str) -> str:
    """Of a lookup in the database: `offered__lte` asks about `offered`."""
    return name.partition("__")[0]
