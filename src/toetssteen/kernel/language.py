"""Words for the user, outside Django too: plain Dutch as source text, gettext for any other language.

Core and web have one translator: the same catalogue, under the name that Django looks for, in the same language. It is
one language an installation and not one a reader, for answers with words in them are kept per snapshot.
"""

import gettext as _gettext
from collections.abc import Sequence
from pathlib import Path

LANGUAGE = "nl"
CATALOGUES = Path(__file__).parents[1] / "locale"
DOMAIN = "django"
_translations = _gettext.translation(DOMAIN, CATALOGUES, languages=[LANGUAGE], fallback=True)


def _(text: str) -> str:
    """The text in the installation's language; the Dutch source text where no translation exists."""
    return _translations.gettext(text)


def listed(names: Sequence[str]) -> str:
    """ "a", "a en b", "a, b en c"."""
    if len(names) < 2:
        return "".join(names)
    return _("{first} en {last}").format(first=", ".join(names[:-1]), last=names[-1])
