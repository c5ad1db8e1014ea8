"""Where a role can hold. An app that keeps areas names, as `role_areas` of its AppConfig, a function that gives the
name of each by key; this app knows no area of its own."""

from collections.abc import Callable, Mapping

from django.apps import apps
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from toetssteen.web.accounts.roles import EVERYWHERE


def names() -> dict[str, str]:
    """Name by key of every area there is now."""
    declared = [getattr(config, "role_areas", "") for config in apps.get_app_configs()]
    sources: list[Callable[[], Mapping[str, str]]] = [import_string(one) for one in declared if one]
    return {key: name for source in sources for key, name in source().items()}


def choices() -> list[tuple[str, str]]:
    """Everywhere, then each area in name order."""
    return [(EVERYWHERE, _("overal")), *sorted(names().items(), key=lambda pair: pair[1].casefold())]
