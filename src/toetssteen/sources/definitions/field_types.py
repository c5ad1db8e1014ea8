"""The types of a definition's fields, by their path in the file."""

import dataclasses
import re
import types
from collections.abc import Mapping
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

_STEP = re.compile(r"[^.\[\]]+|\[[^\[\]]*\]")


@cache
def fields_of(kind: type) -> Mapping[str, Any]:
    """Name of each field of a dataclass, and its type."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


def options_of(kind: Any) -> tuple[Any, ...]:
    """The member types of a union; for any other type, that type alone."""
    return get_args(kind) if get_origin(kind) in (Union, types.UnionType) else (kind,)


def type_at(kind: Any, path: str) -> Any:
    """The type at a path such as `columns[0].levels[...]`, or None when there is no such path."""
    for step in _STEP.findall(path):
        kind = next((inner for option in options_of(kind) if (inner := _inside(option, step)) is not None), None)
    return kind


def _inside(kind: Any, step: str) -> Any:
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return fields_of(kind).get(step)
    arguments = get_args(kind)
    if not arguments:
        return None
    # A mapping's value type comes last. A tuple's first type is that of its items.
    origin = get_origin(kind)
    return arguments[-1] if isinstance(origin, type) and issubclass(origin, Mapping) else arguments[0]
