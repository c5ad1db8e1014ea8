"""Texts that look the same are the same: signs that nobody sees and blanks of another kind, folded before comparing."""

import re
import unicodedata

# Soft hyphen, marks of zero width and of direction, word joiners, byte order mark.
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# Joiners mean something between signs of other scripts and in emoji, and nothing beside a Latin letter or at an end.
_JOINER = re.compile("(?<![^\x00-\u024f])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x00-\u024f])")

# What no file may hold, blanks of other kinds, and ends of lines of other kinds.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BLANKS = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029]")


def visible(text: str) -> str:
    """The text without signs that nobody sees. Blanks and ends of lines stay."""
    return text if text.isascii() else _JOINER.sub("", _UNSEEN.sub("", text))


def folded(text: str) -> str:
    """The text in the one form in which texts are compared: nothing unseen, blanks and ends of lines as one blank, none
    at the ends, and a letter with its accent as one sign."""
    return text if text.isalnum() and text.isascii() else unicodedata.normalize("NFC", " ".join(visible(text).split()))


def lines(text: str) -> str:
    """The text with one kind of line end and of blank, without what nobody sees and what no file may hold."""
    text = _ENDS.sub("\n", text)
    return _CONTROL.sub("", text if text.isascii() else _BLANKS.sub(" ", visible(text)))
