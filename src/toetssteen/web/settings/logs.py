"""What is logged and in which form: plain lines, or one JSON object a line for whoever collects them.

Django and gunicorn are given the same settings. What a line may hold is listed here: no address of a visitor, no
browser, and of a question only the names of its parts, for what somebody searched for is nobody's business.
"""

import os
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from pythonjsonlogger.core import RESERVED_ATTRS

from toetssteen.web.settings import environment as env

FORMS = ("line", "json")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
# Django adds the whole request to some lines, with everything a visitor typed in it.
NEVER = ("request", "server_time", "status_code", "taskName")
NAMES = {"asctime": "time", "levelname": "level", "name": "logger"}


def logs(environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """For logging.config.dictConfig. Raises ImproperlyConfigured for a form or level that does not exist."""
    form, level = _one_of(env.LOG, FORMS, environment), _one_of(env.LOG_LEVEL, LEVELS, environment)
    ours = {"handlers": ["console"], "level": level, "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request_id": {"()": "toetssteen.web.site.request_ids.WithRequestId"}},
        "formatters": {
            "line": {"format": "{asctime} {levelname} {name} {request_id} {message}", "style": "{"},
            "json": {
                "()": "pythonjsonlogger.json.JsonFormatter",
                "fmt": "{asctime}{levelname}{name}{message}{request_id}",
                "style": "{",
                "datefmt": "%Y-%m-%dT%H:%M:%S%z",
                "rename_fields": NAMES,
                "reserved_attrs": [*RESERVED_ATTRS, *NEVER],
                "json_ensure_ascii": False,
            },
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": form, "filters": ["request_id"]}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # A page that is not there is no news for an administrator; the log of requests has it.
            "django.request": {"level": "ERROR"},
            "toetssteen": ours,
            "gunicorn.error": ours,
        },
    }


def _one_of(setting: env.Setting, allowed: tuple[str, ...], environment: Mapping[str, str]) -> str:
    value = env.text(setting, environment)
    if value not in allowed:
        raise ImproperlyConfigured(f"De instelling {setting.name} is “{value}”. Kies uit: {', '.join(allowed)}.")
    return value
