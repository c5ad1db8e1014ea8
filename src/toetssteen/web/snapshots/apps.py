"""The app's name for Django."""

from django.utils.translation import gettext_lazy as _

from toetssteen.web.site import hooks


class SnapshotsConfig(hooks.WebApp):
    name = "toetssteen.web.snapshots"
    verbose_name = _("Momentopnamen")
    job_kinds = "toetssteen.web.snapshots.jobs.KINDS"
    frame = "toetssteen.web.snapshots.pages.frame"
