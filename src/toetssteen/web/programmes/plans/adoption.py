"""Adopting a plan, and what was adopted: frozen texts that nothing later changes."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from toetssteen.kernel.errors import ToetssteenError
from toetssteen.web.accounts.refusals import refuse
from toetssteen.web.accounts.roles import Actor
from toetssteen.web.alliances.rules import Action, Visibility, may
from toetssteen.web.programmes.models import Activity, Adoption, Decision, Goal, Plan, PlanKind, Stage
from toetssteen.web.records import services
from toetssteen.web.records.differences import texts
from toetssteen.web.records.readers import Reader, as_widely, readers_of
from toetssteen.web.records.record import Record

# What of each is fixed; the rest may change without a new version.
PLAN = ("name", "kind", "above", "since", "until", "about", "source")
GOAL = ("name", "level", "parent", "about", "why", "assumption", "evidence", "failing")
ACTIVITY = ("name", "change", "places", "owner", "partners", "goal", "start", "end", "status", "money")

# {"plan": {field: text}, "goals": [...], "programmes": [...], "activities": [{"id": …, field: text}]}
Content = dict[str, Any]


def frozen(plan: Plan) -> Content:
    """The plan in words, with what hangs on it that every reader of the plan may see, and no other names: of an area plan
    the goals and the implementation programmes, of an implementation programme its goals and activities."""
    shared, reader = as_widely(plan), readers_of(plan)
    activities = Activity.objects.filter(shared, plan=plan).order_by("pk")
    goals = Goal.objects.filter(shared).order_by("pk")
    if plan.kind == PlanKind.IMPLEMENTATION:
        goals = goals.filter(pk__in=activities.values("goal"))
    below = Plan.objects.filter(shared, above=plan).order_by("pk")
    return {
        "plan": _fixed(plan, PLAN, reader),
        "goals": [_fixed(record, GOAL, reader) for record in goals],
        "programmes": [_fixed(record, PLAN, reader) for record in below],
        "activities": [_fixed(record, ACTIVITY, reader) for record in activities],
    }


def _fixed(record: Record, fields: tuple[str, ...], reader: Reader) -> dict[str, object]:
    """What the readers may not know is left out, for it is not to be seen that there is something either: the text stays
    when who may see it changes."""
    field_texts = texts(record, type(record), reader) | dict.fromkeys(reader.unseen(record), "")
    return {"id": record.pk, **{name: field_texts[name] for name in fields if field_texts[name]}}


@transaction.atomic
def adopt(plan: Plan, day: date, decision: Decision | None, actor: Actor, seen: int) -> Adoption:
    """The plan as it is now becomes a version. Raises PermissionDenied, ConflictError, ToetssteenError for a concept."""
    current = Plan.objects.select_for_update().get(pk=plan.pk)
    if not may(actor, Action.PUBLISH, current.subject()):
        raise refuse(actor, "adopt", f"plan {current.pk}")
    if current.visibility == Visibility.CONCEPT:
        raise ToetssteenError(_("Dit plan is nog een concept. Laat het eerst zien aan de alliantie."))
    number = (current.adoptions.aggregate(last=Max("number"))["last"] or 0) + 1
    reason = _("Vastgesteld als versie {number}").format(number=number)
    current = services.change(current, {"stage": Stage.ADOPTED}, actor, seen, reason=reason)
    return Adoption.objects.create(
        plan=current,
        number=number,
        day=day,
        decision=decision,
        visibility=current.visibility,
        content=frozen(current),
    )


def since_then(then: Content, now: Content) -> list[str]:
    """What differs, in sentences: of the plan itself, and what came, went or changed among goals and activities."""
    sentences = []
    if {**then["plan"], "id": 0} != {**now["plan"], "id": 0}:
        sentences.append(_("De tekst van het plan is gewijzigd."))
    kinds = {"goals": _("doel"), "programmes": _("uitvoeringsprogramma"), "activities": _("activiteit")}
    for kind, word in kinds.items():
        before, after = ({row["id"]: row for row in content[kind]} for content in (then, now))
        sentences += [
            _("Erbij: {word} “{name}”.").format(word=word, name=after[i]["name"]) for i in after.keys() - before.keys()
        ]
        sentences += [
            _("Eruit: {word} “{name}”.").format(word=word, name=before[i]["name"]) for i in before.keys() - after.keys()
        ]
        changed = [after[i]["name"] for i in after.keys() & before.keys() if after[i] != before[i]]
        sentences += [_("Gewijzigd: {word} “{name}”.").format(word=word, name=name) for name in changed]
    return sorted(sentences)
