"""What the pages of any kind of record show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from toetssteen.web.ui.tables import Table

if TYPE_CHECKING:
    from toetssteen.web.alliances.models import Alliance
    from toetssteen.web.records.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldText:
    """A field of a record in words. label: its name for people."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPage:
    """A record to read. fields: those that say something to this reader; change, history: addresses, "" where the reader
    may not go there."""

    record: Record
    name: str
    fields: tuple[FieldText, ...]
    all_of: str
    all_of_name: str
    change: str
    history: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordListPage:
    """The records of a kind in one alliance. table: None when this reader sees none; add, upload: addresses of a form
    and of a list to take over, "" for who may not."""

    alliance: Alliance
    heading: str
    table: Table | None
    add: str
    add_title: str
    upload: str
