"""What a snapshot says of itself, as JSON beside its data."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from toetssteen.kernel.areas import AreaCode
from toetssteen.kernel.cells import Note
from toetssteen.kernel.definitions import Domain, Indicator, NamedArea, Source

Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Delivery:
    """One year of one file: `deliveries` in the cube point here (position + 1)."""

    source: str
    file: str
    sha256: str
    retrieved: str
    year: int
    division_year: int


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at before the switch. `fatal` checks that are not ok refuse the snapshot."""

    name: str
    ok: bool
    detail: str
    fatal: bool = True


@dataclass(frozen=True, slots=True)
class OutlineFile:
    """Outlines of one division year and level: TopoJSON at geometry/<division>-<level>.json."""

    division_year: int
    level: str
    codes: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """Identity and contents of a snapshot. `inputs` is the hash of raw files, definitions and program version."""

    id: str
    created: str
    inputs: str
    program: str
    invented: bool
    country: str
    cells: int
    deliveries: tuple[Delivery, ...]
    outlines: tuple[OutlineFile, ...]
    checks: tuple[Check, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Definitions:
    """The definitions a snapshot was built with: pages use these, so that a figure keeps its meaning."""

    indicators: tuple[Indicator, ...]
    domains: tuple[Domain, ...]
    sources: tuple[Source, ...]
    named_areas: tuple[NamedArea, ...]


def write_json(path: Path, content: object) -> None:
    """Write frozen facts as readable JSON."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(content, enc_hook=_plain), indent=1))


def read_json(path: Path, kind: type[Kind]) -> Kind:
    """The facts as `kind`. Raises OSError and msgspec.MsgspecError."""
    return msgspec.json.decode(path.read_bytes(), type=kind, dec_hook=_area_code)


def _plain(value: object) -> object:
    """An area code is a string; msgspec asks about every kind of string that is not its own."""
    if isinstance(value, AreaCode):
        return str(value)
    raise NotImplementedError(type(value).__name__)


def _area_code(kind: type, value: object) -> object:
    if kind is AreaCode:
        return AreaCode(value)
    raise NotImplementedError(kind.__name__)
