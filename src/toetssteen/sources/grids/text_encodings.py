"""The encoding of a text file, from its byte order mark or from how accented letters are written."""

import codecs
import re
from collections.abc import Mapping

# Name in a definition or a form -> Python's name.
ENCODINGS: Mapping[str, str] = {
    "utf-8": "utf-8",
    "cp1252": "cp1252",
    "latin-1": "latin-1",
    "mac-roman": "mac_roman",
    "cp850": "cp850",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
}
MIXED = "mixed"
# Those that any bytes are valid in, the commonest first: it wins where others are as likely.
_ONE_BYTE = ("cp1252", "mac-roman", "cp850")
_LETTERS = frozenset("áàâäãåéèêëíìîïóòôöõøúùûüýÿçñßœæÁÀÂÄÅÉÈÊËÍÎÏÓÔÖØÚÜÇÑŒÆ")
_MARKS = frozenset("€£“”„‘’‚‹›«»–—…•·°²³½¼¾±×§©®™µ¿¡\u00a0")
_JOINS = frozenset("’‘–·")
_SAMPLE = 200_000


def marked(raw: bytes) -> str:
    """The encoding of the byte order mark, or ""."""
    if raw.startswith(codecs.BOM_UTF8):
        return "utf-8"
    return "utf-16" if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else ""


def likely_encoding(raw: bytes) -> str:
    """The encoding of a text, most likely: a name of ENCODINGS, or MIXED when some lines are UTF-8 and others are not."""
    if encoding := marked(raw) or _two_bytes(raw):
        return encoding
    if is_utf8(raw):
        return "utf-8"
    if any(not line.isascii() and is_utf8(line) for line in raw.splitlines()):
        return MIXED
    return likely_one_byte(raw)


def is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def likely_one_byte(raw: bytes) -> str:
    """The single-byte encoding that gives the most plausible words."""
    sample = raw[:_SAMPLE]
    return max(_ONE_BYTE, key=lambda name: _likelihood(sample.decode(ENCODINGS[name], errors="replace")))


def as_text(raw: bytes, encoding: str) -> str:
    """The text, without a mark. Raises UnicodeDecodeError. Of a MIXED file each line is read by itself."""
    if encoding == MIXED:
        fallback = ENCODINGS[likely_one_byte(b"\n".join(other_lines(raw)))]
        return "".join(
            line.decode("utf-8" if is_utf8(line) else fallback, errors="replace")
            for line in raw.splitlines(keepends=True)
        )
    mark = marked(raw)
    if mark == "utf-8":
        return raw.removeprefix(codecs.BOM_UTF8).decode(ENCODINGS[encoding])
    return raw.decode(mark or ENCODINGS[encoding])


def other_lines(raw: bytes) -> list[bytes]:
    """The lines of a MIXED file that are not UTF-8."""
    return [line for line in raw.splitlines() if not is_utf8(line)]


def _two_bytes(raw: bytes) -> str:
    """UTF-16 without a byte order mark, or "": every second byte of ordinary letters is zero."""
    sample = raw[: _SAMPLE // 2 * 2]
    pairs, even, odd = max(1, len(sample) // 2), sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 2 < pairs or min(even, odd) * 10 > pairs:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _likelihood(text: str) -> int:
    return sum(_fits(text, match.start()) for match in re.finditer(r"[^\x00-\x7f]", text))


def _fits(text: str, position: int) -> int:
    """The plausibility of a character in its place: letters within words, marks outside them."""
    sign, previous, following = text[position], text[position - 1 : position], text[position + 1 : position + 2]
    in_word = previous.isalpha() and following.isalpha()
    if sign in _LETTERS:
        if not (previous.isalpha() or following.isalpha()):
            return 0
        return -2 if sign.isupper() and previous.islower() else 2
    if sign in _MARKS:
        return -1 if in_word and sign not in _JOINS else 1
    return -2
