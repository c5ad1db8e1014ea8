"""The regular expressions of the source, and whether one of them can take longer than its text is long."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import toetssteen

SRC = Path(toetssteen.__file__).parent
USES = ("compile", "match", "fullmatch", "search", "sub", "split", "findall", "finditer")
# Each position of these may begin a match of its own.
SEARCHING = ("search", "sub", "split", "findall", "finditer")
ALPHABET = frozenset(map(chr, range(256))) | set("–—€−…\u00a0٢")
Item = tuple[Any, Any]


def written() -> Iterator[tuple[str, str, bool]]:
    """Where, the pattern, and whether it searches; of every pattern in the source. What is put into an f-string is
    taken for a letter."""
    for path in sorted(SRC.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in USES:
                where = f"{path.relative_to(SRC)}:{node.lineno}"
                if isinstance(node.func.value, ast.Name) and node.func.value.id == "re" and node.args:
                    pattern = _text(node.args[0])
                    if pattern is not None:
                        yield where, pattern, node.func.attr in SEARCHING
            if isinstance(node, ast.keyword) and node.arg == "pattern" and (pattern := _text(node.value)) is not None:
                yield f"{path.relative_to(SRC)}:{node.value.lineno}", pattern, True


def compiled() -> Iterator[tuple[str, str, bool]]:
    """As `written`, of what stands compiled in a module, however it was put together."""
    for module in pkgutil.walk_packages(toetssteen.__path__, "toetssteen."):
        if module.name.endswith("__main__"):
            continue
        found = importlib.import_module(module.name)
        text = Path(str(found.__file__)).read_text(encoding="utf-8") if found.__file__ else ""
        for name, value in list(vars(found).items()):
            for pattern in _patterns(value):
                # Passed on (`form.finditer`) may be searched with as well.
                used = [use for use in USES if f"{name}.{use}(" in text]
                yield f"{module.name}.{name}", pattern, not used or any(use in SEARCHING for use in used)


def _patterns(value: object) -> Iterator[str]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value.pattern
    elif type(value) in (tuple, list):
        for one in value:  # type: ignore[attr-defined]
            yield from _patterns(one)


def _text(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(one.value) if isinstance(one, ast.Constant) else "x" for one in node.values)
    return None


def faults(pattern: str) -> list[str]:
    """What may make it slow: a repetition in a repetition that can split a text in more ways than one, and two
    repetitions after each other that can share a text."""
    found: list[str] = []
    _look(list(_parser.parse(pattern)), found)
    return found


def _look(items: Sequence[Item], found: list[str]) -> None:
    before: frozenset[str] = frozenset()
    for op, value in items:
        if _unbounded((op, value)):
            body = _bare(list(value[2]))
            if _repeats(body) and not _marked(body):
                found.append("a repetition in a repetition")
            if before & _letters(body[:1] if _marked(body) else body):
                found.append("two repetitions that share letters")
            before |= _letters(body)
        elif not _may_be_empty((op, value)):
            before = frozenset()
        for inner in _inside((op, value)):
            _look(inner, found)


def _bare(items: list[Item]) -> list[Item]:
    """Out of the brackets that stand around all of it."""
    while len(items) == 1 and items[0][0] is c.SUBPATTERN:
        items = list(items[0][1][3])
    return items


def _unbounded(item: Item) -> bool:
    return item[0] in (c.MAX_REPEAT, c.MIN_REPEAT) and item[1][1] is c.MAXREPEAT


def _inside(item: Item) -> list[list[Item]]:
    op, value = item
    if op in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
        return [list(value[2])]
    if op is c.SUBPATTERN:
        return [list(value[3])]
    if op is c.BRANCH:
        return [list(one) for one in value[1]]
    return [list(value[1])] if op in (c.ASSERT, c.ASSERT_NOT) else []


def _repeats(items: Sequence[Item]) -> bool:
    return any(_unbounded(one) or any(_repeats(inner) for inner in _inside(one)) for one in items)


def _marked(items: Sequence[Item]) -> bool:
    """Whether it begins with something that stands nowhere else in it, so that there is one way to repeat it."""
    first, rest = items[:1], items[1:]
    return bool(first) and not _may_be_empty(first[0]) and not _repeats(first) and not _letters(first) & _letters(rest)


def _may_be_empty(item: Item) -> bool:
    op, value = item
    if op in (c.MAX_REPEAT, c.MIN_REPEAT):
        return value[0] == 0 or all(map(_may_be_empty, value[2]))
    if op is c.SUBPATTERN:
        return all(map(_may_be_empty, value[3]))
    if op is c.BRANCH:
        return any(all(map(_may_be_empty, one)) for one in value[1])
    return op in (c.AT, c.ASSERT, c.ASSERT_NOT)


def _letters(items: Sequence[Item]) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for op, value in items:
        if op is c.LITERAL:
            found |= {chr(value)}
        elif op is c.NOT_LITERAL:
            found |= ALPHABET - {chr(value)}
        elif op is c.ANY:
            found |= ALPHABET - {"\n"}
        elif op is c.IN:
            found |= _set(value)
        elif op not in (c.ASSERT, c.ASSERT_NOT):
            for inner in _inside((op, value)):
                found |= _letters(inner)
    return found


_KINDS = {
    c.CATEGORY_DIGIT: str.isdecimal,
    c.CATEGORY_SPACE: str.isspace,
    c.CATEGORY_WORD: lambda one: one.isalnum() or one == "_",
}
_OTHERS = {c.CATEGORY_NOT_DIGIT: c.CATEGORY_DIGIT, c.CATEGORY_NOT_SPACE: c.CATEGORY_SPACE, c.CATEGORY_NOT_WORD: c.CATEGORY_WORD}  # fmt: skip


def _set(items: Sequence[Item]) -> frozenset[str]:
    found: set[str] = set()
    for op, value in items:
        if op is c.LITERAL:
            found.add(chr(value))
        elif op is c.RANGE:
            found |= {one for one in ALPHABET if value[0] <= ord(one) <= value[1]}
        elif op is c.CATEGORY:
            is_one = _KINDS[_OTHERS.get(value, value)]
            found |= {one for one in ALPHABET if bool(is_one(one)) is (value in _KINDS)}
    negated = any(op is c.NEGATE for op, _value in items)
    return frozenset(ALPHABET - found if negated else found)


def hard_texts(pattern: str, size: int) -> list[str]:
    """For each repetition of the pattern a text that begins as it wants, repeats it to this size, and then fails."""
    found: list[str] = []
    _hard(list(_parser.parse(pattern)), "", size, found)
    return [text + end for text in dict.fromkeys(found) for end in ("", "\x00", "(\x00")]


def _hard(items: Sequence[Item], before: str, size: int, found: list[str]) -> None:
    for item in items:
        if _unbounded(item):
            part = _sample(list(item[1][2])) or "a"
            found.append(before + part * (size // len(part)))
            found.append((before + part) * (size // len(before + part)))
        for inner in _inside(item):
            _hard(inner, before, size, found)
        before += _sample([item])


def _sample(items: Sequence[Item]) -> str:
    """Something short that fits."""
    made = ""
    for op, value in items:
        if op in (c.MAX_REPEAT, c.MIN_REPEAT):
            made += _sample(list(value[2])) * max(value[0], 1)
        elif op is c.SUBPATTERN:
            made += _sample(list(value[3]))
        elif op is c.BRANCH:
            made += _sample(list(value[1][0]))
        elif op not in (c.AT, c.ASSERT, c.ASSERT_NOT):
            made += min(_letters([(op, value)]) - {"\x00"}, default="", key=lambda one: (not one.isalnum(), one))
    return made
