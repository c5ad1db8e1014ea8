"""Words for the user, outside Django too: plain Dutch as source text, gettext for any other language."""

import gettext as _gettext
from pathlib import Path

DOMAIN = "toetssteen"
_translations = _gettext.translation(DOMAIN, localedir=Path(__file__).parents[1] / "locale", fallback=True)


def _(text: str) -> str:
    """The text in the reader's language; the Dutch source text where no translation exists."""
    return _translations.gettext(text)
