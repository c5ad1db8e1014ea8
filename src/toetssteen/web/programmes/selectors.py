"""How to read what alliances keep. Whoever asks gets what they may see and nothing else."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Count, F, Max, Q, QuerySet, Sum
from django.utils import timezone

from toetssteen.answers.snapshot.around import Containment
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.kernel.language import _
from toetssteen.web.accounts.roles import VISITOR, Actor
from toetssteen.web.accounts.selectors import organisations
from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.alliances.selectors import alliances, last_states
from toetssteen.web.programmes.models import (
    Activity,
    Commitment,
    Decision,
    Finding,
    Goal,
    Meeting,
    Plan,
    StatePromise,
    Target,
)
from toetssteen.web.records.record import Record
from toetssteen.web.records.selectors import visible

if TYPE_CHECKING:
    from toetssteen.web.accounts.models import Organisation
    from toetssteen.web.alliances.models import Alliance

R = TypeVar("R", bound=Record)
SUBMITTED = Q(visibility__gt=Visibility.CONCEPT)
# Of an alliance: where it works and who sits at its table.
TABLE = ("places", "members__organisation")


def activities(actor: Actor) -> QuerySet[Activity]:
    """With what a table of them shows; who takes part is asked beside it by who shows that."""
    return visible(Activity, actor).select_related("goal").prefetch_related("places")


def activity(number: int, actor: Actor) -> Activity:
    """Raises UnknownNameError, also for one that `actor` may not see: that it exists is not told either."""
    visible_activity = activities(actor).filter(pk=number).first()
    if visible_activity is None:
        raise UnknownNameError(_("Deze activiteit is er niet, of u mag haar niet zien."))
    return visible_activity


def parties(actor: Actor, found: Alliance) -> set[int]:
    """The numbers of organisations that do something here that `actor` may see, whether or not they sit at the table."""
    visible_here = visible(Activity, actor).filter(alliance=found).order_by()
    numbers = {*visible_here.values_list("owner", flat=True), *visible_here.values_list("partners", flat=True)}
    return numbers - {None}


def organisations_in_sight(actor: Actor) -> QuerySet[Organisation]:
    """Those at the table of an alliance, and those that do something that `actor` may see; in name order."""
    seen = visible(Activity, actor).order_by()
    acting = Q(pk__in=seen.values("owner")) | Q(pk__in=seen.values("partners"))
    seated = Q(pk__in=alliances().values("members__organisation"))
    return organisations().filter(acting | seated)


def goals(actor: Actor, key: str) -> QuerySet[Goal]:
    return visible(Goal, actor).filter(alliance__key=key)


def goals_everywhere(actor: Actor) -> QuerySet[Goal]:
    """Of all alliances."""
    return visible(Goal, actor)


def targets(actor: Actor, key: str) -> QuerySet[Target]:
    """Of one alliance, with where they are measured."""
    return visible(Target, actor).filter(alliance__key=key).select_related("place")


def meetings(actor: Actor, key: str) -> QuerySet[Meeting]:
    """Of one alliance, the earliest first."""
    return visible(Meeting, actor).filter(alliance__key=key)


def decisions(actor: Actor, key: str) -> QuerySet[Decision]:
    """Of one alliance, the latest first."""
    return visible(Decision, actor).filter(alliance__key=key)


def commitments(actor: Actor, key: str) -> QuerySet[Commitment]:
    """Of one alliance, what is due soonest first."""
    return visible(Commitment, actor).filter(alliance__key=key)


def plans(actor: Actor) -> QuerySet[Plan]:
    return visible(Plan, actor)


def promises(actor: Actor) -> QuerySet[StatePromise]:
    """What the State promised, of all areas."""
    return visible(StatePromise, actor)


def findings(actor: Actor) -> QuerySet[Finding]:
    """The newest first."""
    return visible(Finding, actor).select_related("about")


def happening(actor: Actor, containment: Containment, standing: Q) -> QuerySet[Activity]:
    """The activities that stand so (see `standing`) in a place, or in what it lies in; what is said of no place holds
    where the alliance works."""
    codes = containment.inside | containment.covering
    wanted = Q(places__code__in=codes) | Q(places__isnull=True, alliance__places__code__in=codes)
    return activities(actor).filter(wanted & standing).distinct().order_by(F("end").asc(nulls_last=True), "name")


def next_open_meeting(actor: Actor, keys: set[str], day: date) -> Meeting | None:
    """The first meeting of these alliances from `day` on where residents are welcome."""
    return visible(Meeting, actor).filter(alliance__key__in=keys, open=True, starts__date__gte=day).first()


def last_decisions(actor: Actor, keys: set[str], most: int = 3) -> QuerySet[Decision]:
    return visible(Decision, actor).filter(alliance__key__in=keys)[:most]


def stamp() -> str:
    """Another text after any change of what everybody may see, and on another day: for the ETag of a public page that
    shows something of this. What is not public leaves no trace in it; nor does the number of changes."""
    facts: list[object] = [timezone.localdate()]
    for kind in (Activity, Meeting, Decision):
        # The versions too: a clock may be set back.
        states = visible(kind, VISITOR).order_by().aggregate(Count("pk"), Sum("version"), Max("changed"))
        facts += states.values()
    facts += visible(Activity, VISITOR).order_by("owner").values_list("owner__name", flat=True).distinct()
    facts += last_states()
    return f"-{sha256(repr(facts).encode()).hexdigest()[:16]}"
