"""How to change an alliance itself: where it works and who sits at its table."""

import logging
from collections.abc import Iterable, Mapping

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from toetssteen.kernel.errors import ToetssteenError
from toetssteen.kernel.language import _
from toetssteen.web.accounts.roles import Actor
from toetssteen.web.accounts.selectors import user
from toetssteen.web.programmes.models import Alliance, Member, PlaceName
from toetssteen.web.programmes.rules import may_found, may_keep

log = logging.getLogger("toetssteen.programmes")


def seen(alliance: Alliance) -> int:
    """The number of the state that a writer sees; 0 for a new alliance."""
    newest = alliance.history.first() if alliance.pk else None
    return 0 if newest is None else newest.history_id


@transaction.atomic
def keep(
    alliance: Alliance,
    values: Mapping[str, object],
    places: Iterable[tuple[str, str]],
    members: Iterable[int],
    actor: Actor,
    saw: int,
) -> Alliance:
    """The alliance with these values, made or changed. places: code and name of each; members: numbers of organisations.

    Raises PermissionDenied, ValidationError, and ToetssteenError when somebody changed it after state `saw`.
    """
    new = alliance.pk is None
    current = alliance if new else Alliance.objects.select_for_update().get(pk=alliance.pk)
    if not (may_found(actor) if new else may_keep(actor, current.key)):
        log.warning("refused: user %s may not keep alliance %s", actor.user, current.key)
        raise PermissionDenied(_("Dat mag u hier niet doen."))
    if seen(current) != saw:
        raise ToetssteenError(
            _("Iemand anders heeft deze alliantie intussen gewijzigd. Kijk die na en sla dan opnieuw op.")
        )
    for name, value in values.items():
        setattr(current, name, value)
    current.full_clean()
    current.skip_history_when_saving = True
    current.save()
    current.places.set(
        [PlaceName.objects.get_or_create(code=code, defaults={"name": name})[0] for code, name in places]
    )
    _members(current, set(members), actor)
    del current.skip_history_when_saving
    current._history_user = user(actor.user)
    models.signals.post_save.send(Alliance, instance=current, created=new, raw=False, using=current._state.db)
    return current


def _members(alliance: Alliance, wanted: set[int], actor: Actor) -> None:
    who = user(actor.user)
    for member in alliance.members.all():
        if member.organisation_id not in wanted:
            member._history_user = who
            member.delete()
    known = set(alliance.members.values_list("organisation_id", flat=True))
    for organisation in sorted(wanted - known):
        member = Member(alliance=alliance, organisation_id=organisation)
        member._history_user = who
        member.save()
