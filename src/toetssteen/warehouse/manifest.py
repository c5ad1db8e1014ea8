"""The manifest of a snapshot: JSON beside its data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import msgspec

from toetssteen.kernel.areas import AreaCode
from toetssteen.kernel.cells import Note
from toetssteen.kernel.country_checks import CountryChecks
from toetssteen.kernel.definitions import Alias, Domain, Indicator, NamedArea, Source
from toetssteen.kernel.publication_lags import PublicationLag
from toetssteen.kernel.published_columns import ResolvedColumn
from toetssteen.warehouse import integrity

S = TypeVar("S")
REFERENCED = "referenced"
# Only in a file with a seal.
_SEALED_WORDS = (b'"seal"', b'"checksums"')
# Written after the rest was counted, or later.
UNCOUNTED = ("manifest.json", REFERENCED, "revisions.json", "revisions.npy")


@dataclass(frozen=True, slots=True)
class DeliveredYear:
    """One year of one file: `deliveries` in the cube point here (position + 1). resolved: the publisher's columns behind
    the names that our definitions use, where those are names of ours. unpublished: the columns that are there and empty, by
    the names our definitions use."""

    source: str
    file: str
    sha256: str
    retrieved: str
    year: int
    division_year: int
    resolved: tuple[ResolvedColumn, ...] = ()
    unpublished: tuple[str, ...] = ()

    def published(self, name: str) -> str:
        """What the publisher calls the column that a definition names."""
        return next((column.key for column in self.resolved if column.id == name), name)


@dataclass(frozen=True, slots=True)
class SnapshotCheck:
    """One check of a new snapshot. A `fatal` check that is not ok refuses it."""

    name: str
    ok: bool
    detail: str
    fatal: bool = True


@dataclass(frozen=True, slots=True)
class RefusedYear:
    """An indicator of which nothing of one year was loaded from a source, and why: a failed check, in words."""

    source: str
    year: int
    indicator: str
    why: str


@dataclass(frozen=True, slots=True)
class OutlineFile:
    """Outlines of one division year and level: TopoJSON at geometry/<division>-<level>.json."""

    division_year: int
    level: str
    codes: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """Identity and contents of a snapshot. `inputs` is the hash of raw files, definitions and program version.

    sizes: bytes of every other file of the snapshot, by its path: a copy that was cut short is found at once.
    checksums: the sha256 of the same files; none in a snapshot from before there were any. refused: what a check of the
    whole country kept out. seal: of the manifest itself.
    """

    id: str
    created: str
    inputs: str
    program: str
    invented: bool
    country: str
    cells: int
    deliveries: tuple[DeliveredYear, ...]
    outlines: tuple[OutlineFile, ...]
    checks: tuple[SnapshotCheck, ...]
    notes: tuple[Note, ...]
    sizes: Mapping[str, int]
    checksums: Mapping[str, str] = field(default_factory=dict)
    refused: tuple[RefusedYear, ...] = ()
    seal: str = integrity.UNSEALED


@dataclass(frozen=True, slots=True)
class Definitions:
    """The definitions a snapshot was built with: pages use these, so that a figure keeps its meaning."""

    indicators: tuple[Indicator, ...]
    domains: tuple[Domain, ...]
    sources: tuple[Source, ...]
    named_areas: tuple[NamedArea, ...]
    aliases: tuple[Alias, ...] = ()
    publication_lags: tuple[PublicationLag, ...] = ()
    country_checks: CountryChecks = field(default_factory=CountryChecks)


def sizes(folder: Path) -> dict[str, int]:
    """Bytes of every file below the folder, by its path in it; the manifest itself apart."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix(): path.stat().st_size for path in files}
    return {name: size for name, size in names.items() if name not in UNCOUNTED}


def write_json(path: Path, content: object) -> None:
    """Write frozen facts as readable JSON; sealed when their last field is `seal`. Whole or not at all."""
    text = msgspec.json.format(msgspec.json.encode(content, enc_hook=_plain), indent=1)
    half = path.with_name(f".half-{path.name}")
    half.write_bytes(integrity.sealed(text) if hasattr(content, "seal") else text)
    half.replace(path)


def read_json(path: Path, kind: type[S]) -> S:
    """The facts as `kind`. Raises OSError and msgspec.MsgspecError, and DamagedError for a seal that is broken.

    One from before there were seals bears none of their words; one spoiled bit cannot take both away.
    """
    text = path.read_bytes()
    bears_seal = "seal" in getattr(kind, "__dataclass_fields__", {}) and any(word in text for word in _SEALED_WORDS)
    if bears_seal and not integrity.is_sealed(text):
        raise integrity.damaged(path.parent.name, path.name)
    return msgspec.json.decode(text, type=kind, dec_hook=_area_code)


def _plain(value: object) -> object:
    """An area code is a string; msgspec asks about every kind of string that is not its own."""
    if isinstance(value, AreaCode):
        return str(value)
    raise NotImplementedError(type(value).__name__)


def _area_code(kind: type, value: object) -> object:
    if kind is AreaCode:
        return AreaCode(value)
    raise NotImplementedError(kind.__name__)
