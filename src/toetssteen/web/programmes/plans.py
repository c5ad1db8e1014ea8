"""Adopting a plan, and what was adopted: frozen texts that nothing later changes."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from toetssteen.kernel.errors import ToetssteenError
from toetssteen.web.accounts.roles import Actor
from toetssteen.web.programmes import services
from toetssteen.web.programmes.differences import texts
from toetssteen.web.programmes.models import Activity, Adoption, Decision, Goal, Plan, PlanKind, Record, Stage
from toetssteen.web.programmes.rules import Action, Visibility, may

# What of each is fixed; the rest may change without a new version.
PLAN = ("name", "kind", "above", "since", "until", "about", "source")
GOAL = ("name", "level", "parent", "about", "why", "assumption", "evidence", "failing")
ACTIVITY = ("name", "change", "places", "owner", "partners", "goal", "start", "end", "status", "money")

# {"plan": {field: text}, "goals": [...], "programmes": [...], "activities": [{"id": …, field: text}]}
Content = dict[str, object]


def frozen(plan: Plan) -> Content:
    """The plan in words, with what hangs on it that a reader of the plan may see: of an area plan the goals and the
    implementation programmes, of an implementation programme its goals and activities."""
    shared = {"alliance": plan.alliance, "visibility__gte": plan.visibility}
    activities = Activity.objects.filter(plan=plan, visibility__gte=plan.visibility).order_by("pk")
    goals = Goal.objects.filter(**shared).order_by("pk")
    if plan.kind == PlanKind.IMPLEMENTATION:
        goals = goals.filter(pk__in=activities.values("goal"))
    hidden = set(
        Goal.objects.filter(alliance=plan.alliance, visibility__lt=plan.visibility).values_list("pk", flat=True)
    )
    return {
        "plan": _fixed(plan, PLAN, hidden),
        "goals": [_fixed(one, GOAL, hidden) for one in goals],
        "programmes": [_fixed(one, PLAN, hidden) for one in Plan.objects.filter(above=plan, **shared).order_by("pk")],
        "activities": [_fixed(one, ACTIVITY, hidden) for one in activities],
    }


def _fixed(record: Record, fields: tuple[str, ...], hidden: set[int]) -> dict[str, object]:
    """hidden: goals that the readers of the plan may not see; they are not named either."""
    said = texts(record, type(record))
    for name, number in (("goal", getattr(record, "goal_id", None)), ("parent", getattr(record, "parent_id", None))):
        if number in hidden and name in said:
            said[name] = ""
    return {"id": record.pk, **{name: said[name] for name in fields if said[name]}}


@transaction.atomic
def adopt(plan: Plan, day: date, decision: Decision | None, actor: Actor, seen: int) -> Adoption:
    """The plan as it is now becomes a version. Raises PermissionDenied, ConflictError, ToetssteenError for a concept."""
    current = Plan.objects.select_for_update().get(pk=plan.pk)
    if not may(actor, Action.PUBLISH, current.subject()):
        raise services.refuse(actor, "adopt", f"plan {current.pk}")
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
    found = []
    if {**then["plan"], "id": 0} != {**now["plan"], "id": 0}:
        found.append(_("De tekst van het plan is gewijzigd."))
    kinds = {"goals": _("doel"), "programmes": _("uitvoeringsprogramma"), "activities": _("activiteit")}
    for kind, word in kinds.items():
        before, after = ({one["id"]: one for one in content[kind]} for content in (then, now))
        found += [
            _("Erbij: {word} “{name}”.").format(word=word, name=after[i]["name"]) for i in after.keys() - before.keys()
        ]
        found += [
            _("Eruit: {word} “{name}”.").format(word=word, name=before[i]["name"]) for i in before.keys() - after.keys()
        ]
        changed = [after[i]["name"] for i in after.keys() & before.keys() if after[i] != before[i]]
        found += [_("Gewijzigd: {word} “{name}”.").format(word=word, name=name) for name in changed]
    return sorted(found)
