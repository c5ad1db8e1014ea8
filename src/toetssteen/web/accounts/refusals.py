"""Refusals that are written down."""

import logging

from django.core.exceptions import PermissionDenied

from toetssteen.kernel.language import _
from toetssteen.web.accounts.roles import Actor

log = logging.getLogger("toetssteen.access")


def refuse(actor: Actor, action: str, record: object) -> PermissionDenied:
    """A refusal, written down: who, what, which record."""
    log.warning("refused: user %s may not %s %s", actor.user, action, record)
    return PermissionDenied(_("Dat mag u hier niet doen."))
