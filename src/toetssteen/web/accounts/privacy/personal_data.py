"""What is kept about people: `definitions/personal-data.yaml`, judged field by field. A test holds it to the models."""

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from toetssteen.kernel.home import Home
from toetssteen.sources.definitions.yaml_files import fault, load_yaml

FILE = "personal-data.yaml"
# What the package for history adds to every table of history, and to every copy of a list.
HISTORY_PERSONAL = frozenset({"history_user"})
HISTORY_IMPERSONAL = frozenset(
    {"history_id", "history_date", "history_change_reason", "history_type", "m2m_history", "history"}
)


@dataclass(frozen=True, slots=True)
class PersonalField:
    """what it is, why it is kept, until when: sentences for the person it is about."""

    what: str
    why: str
    keep: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One table. model: app and name, as Django writes it; ground: the legal ground for what is personal in it."""

    model: str
    ground: str = ""
    personal: dict[str, PersonalField] = field(default_factory=dict)
    impersonal: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _File:
    tables: tuple[Judged, ...]


def load(path: Path) -> dict[str, Judged]:
    """The tables by name. Raises DefinitionError: an empty sentence, no ground, a field or table judged twice."""
    tables = load_yaml(path, _File).tables
    found: dict[str, Judged] = {}
    for one in tables:
        if one.model in found:
            raise fault(path, one.model, "Deze tabel staat er twee keer.")
        if twice := one.personal.keys() & set(one.impersonal):
            raise fault(path, one.model, f"Dit veld staat in beide lijsten: {', '.join(sorted(twice))}.")
        if one.personal and not one.ground.strip():
            raise fault(path, one.model, "Noem bij “ground” de grondslag.")
        for name, told in one.personal.items():
            if not (told.what.strip() and told.why.strip() and told.keep.strip()):
                raise fault(path, f"{one.model}.{name}", "Vul “what”, “why” en “keep” in.")
        found[one.model] = one
    return found


@lru_cache(maxsize=1)
def shipped() -> dict[str, Judged]:
    return load(Home.find().definitions / FILE)
