"""Hooks by which an app extends the apps below it, which cannot import it.

A hook holds a dotted name, because its value cannot be imported before Django has loaded all models.
An apps.py imports this module and not `WebApp` itself: Django takes the one AppConfig that it finds by name in there.
"""

from typing import Any, ClassVar, Literal

from django.apps import AppConfig, apps
from django.utils.module_loading import import_string

from toetssteen.web.ui.navigation import Navigation

Hook = Literal["role_areas", "record_kinds", "job_kinds", "letter_queue", "frame", "warming", "retention_rules"]


class WebApp(AppConfig):
    """One of our apps.

    navigation: its pages in the menu and the foot; `ui.navigation` reads it. role_areas: a function that gives the name of
    each area where a role can hold, by key (`accounts.areas`). record_kinds: a tuple of `records.kinds.RecordKind`.
    job_kinds: a tuple of `jobs.kinds.JobKind`. letter_queue: the function that takes a letter to be sent later
    (`accounts.sign_in.letters`); one app has it. frame: a function that gives what the frame of every page shows, by the
    name that `ui/base.html` has for it (`pages.show`). warming: a `snapshots.warming.Warming`. retention_rules: a function
    that gives rules on how long what is about people is kept (`accounts.privacy.retention`).
    """

    navigation: ClassVar[Navigation | None] = None
    role_areas: str = ""
    record_kinds: str = ""
    job_kinds: str = ""
    letter_queue: str = ""
    frame: str = ""
    warming: str = ""
    retention_rules: str = ""


def hook_values(hook: Hook) -> list[Any]:
    """The values that the apps have for a hook, in the order of INSTALLED_APPS. Raises ImportError for a name of nothing."""
    names: list[str] = [getattr(app, hook) for app in apps.get_app_configs() if isinstance(app, WebApp)]
    return [import_string(name) for name in names if name]
