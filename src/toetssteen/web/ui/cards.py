"""Tables as cards: on a small screen each row becomes a card, its cells with the name of their column before them.

The style sheet does it (`.cards` in media.css), from the `data-label` of each cell; the markup stays a table.
"""

import re
from collections.abc import Sequence
from html import escape, unescape

from django.utils.html import strip_tags

# Fewer columns fit on every screen; of more a card is longer than a screen, and the table scrolls in its box.
FEWEST, MOST = 4, 9
_HEADER = re.compile(r"<th\b[^>]*>([^<]*(?:<(?!/th>)[^<]*)*)</th>")
CLASS = 'class="cards utrecht-table '


def as_cards(columns: int) -> bool:
    return FEWEST <= columns <= MOST


def label(name: str) -> str:
    """The attribute of a cell."""
    return f' data-label="{escape(name)}"'


def labelled(html: str) -> str:
    """A table that a template wrote itself, ready to become cards; as it is where it has too few or too many columns."""
    head, end, body = html.partition("</thead>")
    names = [" ".join(unescape(strip_tags(name)).split()) for name in _HEADER.findall(head)]
    if not as_cards(len(names)):
        return html
    first, *rows = body.split("<tr")
    head = head.replace('class="utrecht-table ', CLASS, 1)
    return head + end + "<tr".join([first, *(_row(row, names) for row in rows)])


def _row(row: str, names: Sequence[str]) -> str:
    before, *cells = row.split("<td")
    at = before.count("<th")
    if "colspan" in row or at + len(cells) != len(names):
        return row
    return before + "".join(f"<td{label(name)}{cell}" for name, cell in zip(names[at:], cells, strict=True))
