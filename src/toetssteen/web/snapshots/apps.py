"""The app's name for Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SnapshotsConfig(AppConfig):
    name = "toetssteen.web.snapshots"
    verbose_name = _("Momentopnamen")
    job_kinds = "toetssteen.web.snapshots.jobs.KINDS"
