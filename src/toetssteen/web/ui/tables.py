"""The table under a picture, and any other table of figures: texts in, no layout.

On a small screen each row of a table with several columns becomes a card, its cells with the name of their column before
them. The style sheet does it (`.cards` in media.css), from the `data-label` of each cell; the markup stays a table.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

# Fewer columns fit on every screen; of more a card is longer than a screen, and the table scrolls in its box.
FEWEST, MOST = 4, 9
_HEADER = re.compile(r"<th\b[^>]*>([^<]*(?:<(?!/th>)[^<]*)*)</th>")
CLASS = 'class="cards utrecht-table '


@dataclass(frozen=True, slots=True)
class TableColumn:
    """number: figures, set right with digits of one width."""

    name: str
    number: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """name: the row's header; link: where it leads, if anywhere. cells: texts, one for each further column."""

    name: str
    cells: Sequence[str]
    link: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """columns: the first is that of the row names. caption: what is in it, read out first.

    id: its name in the address of its download, unique on the page; "" for a table that is not offered. about: the
    ids of the figures in it.
    """

    caption: str
    columns: Sequence[TableColumn]
    rows: Sequence[TableRow]
    note: str = ""
    id: str = ""
    about: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row.cells) != len(self.columns) - 1:
                raise ValueError(f"row {row.name!r} has {len(row.cells)} cells for {len(self.columns) - 1} columns")

    @property
    def as_cards(self) -> bool:
        """Whether a small screen shows a card for each row."""
        return becomes_cards(len(self.columns))

    @property
    def body(self) -> SafeString:
        """The rows as HTML. Written here and not in a template, for a page can have a thousand of them."""
        names = [cell_label(column.name) if self.as_cards else "" for column in self.columns[1:]]
        numbers = [' class="n"' if column.number else "" for column in self.columns[1:]]
        starts = [f"<td{number}{name}>" for number, name in zip(numbers, names, strict=True)]
        return mark_safe("\n".join(_row(row, starts) for row in self.rows))  # noqa: S308


def _row(row: TableRow, starts: Sequence[str]) -> str:
    name = escape(row.name)
    if row.link:
        name = f'<a class="nl-link" href="{escape(row.link)}">{name}</a>'
    cells = [f"{start}{escape(cell)}</td>" for start, cell in zip(starts, row.cells, strict=True)]
    return f'<tr><th scope="row">{name}</th>{"".join(cells)}</tr>'


def becomes_cards(columns: int) -> bool:
    return FEWEST <= columns <= MOST


def cell_label(name: str) -> str:
    """The attribute of a cell."""
    return f' data-label="{escape(name)}"'


def labelled(html: str) -> str:
    """A table that a template wrote itself, ready to become cards; as it is where it has too few or too many columns."""
    head, end, body = html.partition("</thead>")
    names = [" ".join(unescape(strip_tags(name)).split()) for name in _HEADER.findall(head)]
    if not becomes_cards(len(names)):
        return html
    first, *rows = body.split("<tr")
    head = head.replace('class="utrecht-table ', CLASS, 1)
    return head + end + "<tr".join([first, *(_labelled_row(row, names) for row in rows)])


def _labelled_row(row: str, names: Sequence[str]) -> str:
    before, *cells = row.split("<td")
    at = before.count("<th")
    if "colspan" in row or at + len(cells) != len(names):
        return row
    return before + "".join(f"<td{cell_label(name)}{cell}" for name, cell in zip(names[at:], cells, strict=True))
