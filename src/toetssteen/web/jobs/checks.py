"""System check of TOETSSTEEN_SCHEDULE: its kinds of job and its times must exist."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error

from toetssteen.web.jobs import recurrence
from toetssteen.web.jobs.kinds import kinds


def check_schedule(app_configs: Sequence[AppConfig] | None, **_more: object) -> list[CheckMessage]:
    """Errors in TOETSSTEEN_SCHEDULE."""
    recurring_kinds = {kind.name for kind in kinds().values() if kind.schedule is not None}
    return [
        problem
        for name, moment in settings.JOB_SCHEDULE.items()
        if (problem := _problem(name, moment, recurring_kinds))
    ]


def _problem(name: str, moment: str, recurring_kinds: set[str]) -> Error | None:
    if name not in recurring_kinds:
        return Error(
            f"TOETSSTEEN_SCHEDULE noemt de taak “{name}”. Kies uit: {', '.join(sorted(recurring_kinds))}.",
            id="jobs.E001",
        )
    try:
        recurrence.parse(moment)
    except ValueError:
        words = f"TOETSSTEEN_SCHEDULE: “{moment}” is geen tijdstip. Schrijf 05:00, 15m (elke 15 minuten) of off."
        return Error(words, id="jobs.E002")
    return None
