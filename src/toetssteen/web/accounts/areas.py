"""Where a role can hold. An app that keeps areas names, as `role_areas` of its AppConfig, a function that gives the
name of each by key; this app knows no area of its own."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from toetssteen.web.accounts.roles import EVERYWHERE
from toetssteen.web.site.hooks import hook_values


def names() -> dict[str, str]:
    """Name by key of every area there is now."""
    sources: list[Callable[[], Mapping[str, str]]] = hook_values("role_areas")
    return {key: name for source in sources for key, name in source().items()}


def choices() -> list[tuple[str, str]]:
    """Everywhere, then each area in name order."""
    return [(EVERYWHERE, _("overal")), *sorted(names().items(), key=lambda pair: pair[1].casefold())]
