"""How somebody's own list is read: which worksheet, which row names the columns, which column is what, and what their
words mean. Plain texts and numbers, so that it can be kept for the next time."""

from dataclasses import asdict, dataclass, field

# A row that is not taken over.
LEAVE = "niet"


@dataclass(slots=True)
class ColumnMapping:
    """sheet: name of the worksheet; header: row of the file that names the columns, deep: in how many rows.

    columns: field -> names of the columns it comes from. otherwise: field -> what a new activity gets where the list
    says nothing. words: vocabulary -> word of the list in lower case -> what it means (see `vocabulary`). apart: rows that
    are taken otherwise, by their number or name -> LEAVE, or who may see them. hidden: LEAVE when rows that Excel does
    not show are not taken. over: what was changed here and is taken from this list all the same (see `preview.CellConflict`);
    of this list only.
    """

    sheet: str = ""
    header: int = 1
    deep: int = 1
    columns: dict[str, list[str]] = field(default_factory=dict)
    otherwise: dict[str, str] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    apart: dict[str, str] = field(default_factory=dict)
    hidden: str = ""
    over: list[str] = field(default_factory=list)

    def kept(self) -> dict[str, object]:
        """As it is stored; `ColumnMapping(**kept)` gives it back."""
        return asdict(self)
