"""Definition files: one YAML mapping a file, strictly into a kernel dataclass. Every fault is a DefinitionError."""

import dataclasses
from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar, get_args, get_origin

import msgspec
import yaml

from toetssteen.kernel.errors import DefinitionError
from toetssteen.kernel.language import _
from toetssteen.sources.definitions.field_types import fields_of, options_of
from toetssteen.sources.definitions.yaml_words import in_dutch

T = TypeVar("T")


class Named(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=Named)


class _Refused(yaml.MarkedYAMLError):
    """Valid YAML that is refused. `problem` is in Dutch; PyYAML's own problems are in English."""


class _StrictLoader(yaml.SafeLoader):
    """Safe loading that refuses a key given twice (the last would win) and aliases (which can explode)."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]  # the stubs of yaml leave it out
            raise _Refused(problem=_("Een verwijzing (*) mag hier niet."), problem_mark=mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys: set[str] = set()
        for key, _value in node.value:
            if key.value in keys:
                text = _("“{key}” staat er twee keer.").format(key=key.value)
                raise _Refused(problem=text, problem_mark=key.start_mark)
            if isinstance(key.value, str):
                keys.add(key.value)
        return super().construct_mapping(node, deep)


def load_folder(folder: Path, kind: type[N]) -> tuple[N, ...]:
    """Every `<id>.yaml` in the folder as `kind`, in the order of their names. Raises DefinitionError."""
    return tuple(_with_own_name(path, load_yaml(path, kind)) for path in sorted(folder.glob("*.yaml")))


def load_folders(folders: Sequence[Path], kind: type[N]) -> tuple[tuple[Path, N], ...]:
    """Every definition in the folders with its file, in folder order.

    Raises DefinitionError, also for an id in two folders: a later folder cannot redefine an earlier one."""
    by_id: dict[str, tuple[Path, N]] = {}
    for folder in folders:
        for definition in load_folder(folder, kind):
            path = folder / f"{definition.id}.yaml"
            if definition.id in by_id:
                raise fault(path, "id", _("“{id}” bestaat al. Kies een andere naam.").format(id=definition.id[:60]))
            by_id[definition.id] = (path, definition)
    return tuple(by_id.values())


def _with_own_name(path: Path, definition: N) -> N:
    if definition.id != path.stem:
        raise fault(path, "id", _("Het bestand heet anders dan de “id” ({id}).").format(id=definition.id[:60]))
    return definition


def load_yaml(path: Path, kind: Any) -> Any:
    """The file as `kind` (a dataclass, or tuple[dataclass, ...]); unknown keys and wrong types raise DefinitionError."""
    data = _parse(path)
    _refuse_unknown_keys(path, data, kind, "")
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        key, text = in_dutch(str(error), kind)
        raise fault(path, key, text) from error
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise fault(path, None, _("De inhoud past niet bij wat hier hoort te staan.")) from error


def fault(path: Path, key: str | None, text: str) -> DefinitionError:
    """The error for this file and key, in Dutch for the editor of the file."""
    place = path.parent.name + "/" + path.name
    if key:
        place += _(", bij “{key}”").format(key=key)
    return DefinitionError(f"{place}: {text}")


def _parse(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8-sig"), Loader=_StrictLoader)  # noqa: S506 (a SafeLoader)
    except OSError as error:
        raise fault(path, None, _("Dit bestand kan niet worden gelezen.")) from error
    except UnicodeDecodeError as error:
        raise fault(path, None, _("Dit bestand is geen tekst in UTF-8.")) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = (
            error.problem
            if isinstance(error, _Refused)
            else _("De YAML klopt niet. Kijk hier en op de regel erboven naar inspringen, dubbele punten en haakjes.")
        )
        raise fault(path, _("regel {line}").format(line=line), str(problem)) from error
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError, TypeError, AttributeError) as error:
        raise fault(path, None, _("Dit bestand is geen goede YAML.")) from error


def _refuse_unknown_keys(path: Path, data: Any, kind: Any, parent: str) -> None:
    """Raises DefinitionError for keys the dataclass does not have, which msgspec ignores."""
    for option in options_of(kind):
        if isinstance(option, type) and dataclasses.is_dataclass(option) and isinstance(data, Mapping):
            _refuse_in_mapping(path, data, fields_of(option), parent)
        elif get_origin(option) is tuple and isinstance(data, list):
            for position, item in enumerate(data):
                _refuse_unknown_keys(path, item, get_args(option)[0], f"{parent}[{position}]")


def _refuse_in_mapping(path: Path, data: Mapping[Any, Any], fields: Mapping[str, Any], parent: str) -> None:
    for key, value in data.items():
        full = f"{parent}.{key}" if parent else str(key)
        if key not in fields:
            raise fault(
                path, full[:80], _("Deze naam bestaat niet. Wel: {names}.").format(names=", ".join(sorted(fields)))
            )
        _refuse_unknown_keys(path, value, fields[key], full)
