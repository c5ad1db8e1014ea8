"""The site as it is, with the kinds of `kinds` beside its own."""

from toetssteen.web.settings.base import *  # noqa: F403
from toetssteen.web.settings.base import INSTALLED_APPS as SHIPPED

INSTALLED_APPS = [*SHIPPED, "web.jobs.trial.apps.TrialConfig"]
