"""The types that a definition's fields have, by the path at which a fault stands in the file."""

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
    """The types that a union takes; of anything else the type itself."""
    return get_args(kind) if get_origin(kind) in (Union, types.UnionType) else (kind,)


def type_at(kind: Any, path: str) -> Any:
    """The type of what stands at a path such as `columns[0].levels[...]`; None where the path leads nowhere."""
    for step in _STEP.findall(path):
        kind = next((inner for option in options_of(kind) if (inner := _inside(option, step)) is not None), None)
    return kind


def _inside(kind: Any, step: str) -> Any:
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return fields_of(kind).get(step)
    arguments = get_args(kind)
    if not arguments:
        return None
    # A mapping's values come last; of a tuple the first stands for all, or for itself.
    origin = get_origin(kind)
    return arguments[-1] if isinstance(origin, type) and issubclass(origin, Mapping) else arguments[0]
