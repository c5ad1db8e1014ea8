"""Money and numbers as people write them in a list."""

import re
from collections.abc import Sequence
from decimal import Decimal

from toetssteen.kernel.dutch import dutch
from toetssteen.web.imports.mapping import folded

_AMOUNT = re.compile(r"(?:€|EUR)? ?(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<cents>\d{2}))?(?:,-)?", re.ASCII)
# Longer than any amount in a list.
_LONGEST_AMOUNT = 40
_NUMBER = re.compile(r"(?:€|EUR)? ?(?P<minus>-?)(?P<whole>[0-9]+|[0-9]{1,3}(?:[.][0-9]{3})+)(?:,(?P<part>[0-9]+|-))?")


def amounts(texts: Sequence[tuple[str, str]]) -> str:
    """Money out of several columns, each behind what its name has of its own. "" and 0 say nothing."""
    titles = [title.replace("_", " ").split() for title, _text in texts]
    shared = 0
    while len(titles) > 1 and all(
        len(title) > shared + 1 and folded(title[shared]) == folded(titles[0][shared]) for title in titles
    ):
        shared += 1
    lines = [(" ".join(title[shared:]), _euro(text)) for title, (_name, text) in zip(titles, texts, strict=True)]
    return "\n".join(f"{title}: {text}" for title, text in lines if text)


def _euro(text: str) -> str:
    """A number as euros, with cents only where there are any; what is no number stays."""
    plain = " ".join(text.split()) if len(text) <= _LONGEST_AMOUNT else ""
    match = _AMOUNT.fullmatch(plain)
    if match is None:
        return text
    whole, cents = int(match["whole"].replace(".", "")), match["cents"] or "00"
    if not whole and cents == "00":
        return ""
    return f"€ {dutch(whole, 0)}" + (f",{cents}" if cents != "00" else "")


def number(text: str) -> Decimal | None:
    """ "1.250,5" -> 1250.5, with or without a euro sign in front; None for what is no number."""
    plain = " ".join(text.split()) if len(text) <= _LONGEST_AMOUNT else ""
    match = _NUMBER.fullmatch(plain)
    if match is None:
        return None
    part = (match["part"] or "").replace("-", "") or "0"
    return Decimal(f"{match['minus']}{match['whole'].replace('.', '')}.{part}")
