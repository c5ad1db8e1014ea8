"""Texts that look the same are the same: signs that nobody sees and blanks of another kind, folded before comparing."""

import re
import unicodedata

# Soft hyphen, marks of zero width and of direction, word joiners, byte order mark.
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# Joiners mean something between signs of other scripts and in emoji, and nothing beside a Latin letter or at an end.
_JOINER = re.compile("(?<![^\x00-\u024f])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x00-\u024f])")


def visible(text: str) -> str:
    """The text without signs that nobody sees. Blanks and ends of lines stay."""
    return text if text.isascii() else _JOINER.sub("", _UNSEEN.sub("", text))


def folded(text: str) -> str:
    """The text in the one form in which texts are compared: nothing unseen, blanks and ends of lines as one blank, none
    at the ends, and a letter with its accent as one sign."""
    return text if text.isalnum() and text.isascii() else unicodedata.normalize("NFC", " ".join(visible(text).split()))
