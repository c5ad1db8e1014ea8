"""HTML as a browser takes it: the blanks by which a template is laid out are gone, so that a test may look for a tag
beside its text."""

import re

_BLOCKS = (
    "caption|dd|div|dl|dt|fieldset|form|h[1-6]|legend|li|nav|ol|option|p|section|summary|table|tbody|td|th|thead|tr|ul"
)
_AROUND_BLOCK = re.compile(rf" ?(</?(?:{_BLOCKS})\b[^>]*>) ?")


def packed(html: bytes) -> str:
    """`html` with every run of blanks as one, and none before the end of a tag or beside a block-level one."""
    folded = " ".join(html.decode().split()).replace(" >", ">")
    return _AROUND_BLOCK.sub(r"\1", folded)
