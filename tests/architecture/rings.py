"""Who imports whom, and which modules stand in a ring: each reaches the other."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

Graph = Mapping[str, frozenset[str]]


def imports_of(source: Path) -> dict[str, frozenset[str]]:
    """Every module under `source` (the folder of the package) and the modules of that package it imports when it is
    loaded. An import inside a function runs later, one under TYPE_CHECKING never; a package is its `__init__`."""
    files = {_name(source, file): file for file in source.rglob("*.py")}
    return {name: frozenset(_targets(file, files)) - {name} for name, file in files.items()}


def _name(source: Path, file: Path) -> str:
    parts = file.relative_to(source.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _targets(file: Path, files: Mapping[str, Path]) -> Iterator[str]:
    for node in _when_loaded(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in files)
        elif isinstance(node, ast.ImportFrom) and node.module in files:
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            yield from whole & files.keys()
            if not whole <= files.keys():
                yield node.module


def _when_loaded(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        yield child
        yield from _when_loaded(child)


def rings(graph: Graph) -> list[set[str]]:
    """The strongly connected components of more than one module, the largest first (Kosaraju's two walks)."""
    order: list[str] = []
    seen: set[str] = set()
    for name in graph:
        order += _walk(name, graph, seen)
    turned: dict[str, set[str]] = {name: set() for name in graph}
    for name, targets in graph.items():
        for target in targets:
            turned[target].add(name)
    seen = set()
    found = [set(_walk(name, turned, seen)) for name in reversed(order)]
    return sorted((ring for ring in found if len(ring) > 1), key=len, reverse=True)


def _walk(start: str, graph: Mapping[str, set[str] | frozenset[str]], seen: set[str]) -> list[str]:
    """What can be reached from `start` and was not seen, each after everything it leads to."""
    if start in seen:
        return []
    seen.add(start)
    done: list[str] = []
    path = [(start, iter(sorted(graph[start])))]
    while path:
        name, targets = path[-1]
        following = next((target for target in targets if target not in seen), None)
        if following is None:
            done.append(name)
            path.pop()
        else:
            seen.add(following)
            path.append((following, iter(sorted(graph[following]))))
    return done
