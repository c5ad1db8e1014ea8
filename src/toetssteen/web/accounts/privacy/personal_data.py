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
class TableJudgement:
    """One table. model: app and name, as Django writes it; ground: the legal ground for what is personal in it."""

    model: str
    ground: str = ""
    personal: dict[str, PersonalField] = field(default_factory=dict)
    impersonal: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _File:
    tables: tuple[TableJudgement, ...]


def load(path: Path) -> dict[str, TableJudgement]:
    """The tables by name. Raises DefinitionError: an empty sentence, no ground, a field or table judged twice."""
    tables = load_yaml(path, _File).tables
    judged: dict[str, TableJudgement] = {}
    for table in tables:
        if table.model in judged:
            raise fault(path, table.model, "Deze tabel staat er twee keer.")
        if twice := table.personal.keys() & set(table.impersonal):
            raise fault(path, table.model, f"Dit veld staat in beide lijsten: {', '.join(sorted(twice))}.")
        if table.personal and not table.ground.strip():
            raise fault(path, table.model, "Noem bij “ground” de grondslag.")
        for name, sentences in table.personal.items():
            if not (sentences.what.strip() and sentences.why.strip() and sentences.keep.strip()):
                raise fault(path, f"{table.model}.{name}", "Vul “what”, “why” en “keep” in.")
        judged[table.model] = table
    return judged


@lru_cache(maxsize=1)
def shipped() -> dict[str, TableJudgement]:
    return load(Home.find().definitions / FILE)
