"""Plans: what an alliance means to do, what was said about it, and what was adopted."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from toetssteen.kernel.errors import UnknownNameError
from toetssteen.web.accounts.access import signed_in
from toetssteen.web.accounts.requests import ActorRequest
from toetssteen.web.alliances import selectors as alliance_selectors
from toetssteen.web.alliances.rules import Action, Subject, Visibility, may
from toetssteen.web.programmes import selectors
from toetssteen.web.programmes.activities import listings
from toetssteen.web.programmes.models import Activity, Adoption, Goal, Plan, Remark, Stage
from toetssteen.web.programmes.plans import adoption as plans
from toetssteen.web.programmes.plans.forms import AdoptForm
from toetssteen.web.records import selectors as record_selectors
from toetssteen.web.records import services
from toetssteen.web.records.readers import reader
from toetssteen.web.records.record import Record, field_of
from toetssteen.web.site.pages import page, show
from toetssteen.web.ui.tables import Table, TableColumn, TableRow


@page
def plan(request: ActorRequest, number: int) -> HttpResponse:
    plan = record_selectors.one(Plan, number, request.actor)
    actor, subject = request.actor, plan.subject()
    adopted = [adoption for adoption in plan.adoptions.select_related("decision") if _may_see(request, adoption)]
    # What the version says beside what is so now; both as a reader of the plan sees it.
    same_readers = bool(adopted) and adopted[0].visibility == plan.visibility
    activities = selectors.activities(actor).filter(plan=plan)
    remarks = record_selectors.visible(Remark, actor).filter(plan=plan)
    context = {
        "plan": plan,
        "above": reader(actor).known(plan.above),
        "below": selectors.plans(actor).filter(above=plan),
        "activities": listings.apart(_("De activiteiten"), activities, timezone.localdate()),
        "adopted": adopted,
        "changed": plans.since_then(adopted[0].content, plans.frozen(plan)) if same_readers else [],
        "remarks": remarks,
        "lies_open": _lies_open(plan),
        "may_add": alliance_selectors.may_add_somewhere(actor, plan.alliance),
        "may_edit": may(actor, Action.EDIT, subject),
        "may_see_history": may(actor, Action.HISTORY, subject),
        "may_adopt": may(actor, Action.PUBLISH, subject) and plan.visibility > Visibility.CONCEPT,
    }
    return show(request, "programmes/plan.html", context)


def _lies_open(plan: Plan) -> bool:
    today = timezone.localdate()
    return plan.stage == Stage.REVIEW and (plan.react_until is None or plan.react_until >= today)


def _may_see(request: ActorRequest, adoption: Adoption) -> bool:
    """A version stays for whom it was adopted, whatever becomes of the plan."""
    subject = Subject(adoption.plan.alliance.key, adoption.plan.owner_id, Visibility(adoption.visibility))
    return may(request.actor, Action.SEE, subject)


@page
def version(request: ActorRequest, number: int, which: int) -> HttpResponse:
    adoption = Adoption.objects.filter(plan=number, number=which).select_related("plan__alliance", "decision").first()
    if adoption is None or not _may_see(request, adoption):
        raise UnknownNameError(_("Deze versie is er niet, of u mag haar niet zien."))
    alliance_selectors.alliance(adoption.plan.alliance.key)
    content, decision = adoption.content, adoption.decision
    context = {
        "adoption": adoption,
        "plan": adoption.plan,
        "decision": reader(request.actor).known(decision),
        "told": [(_name(Plan, field), text) for field, text in content["plan"].items() if field not in ("id", "name")],
        "goals": _table(_("Doelen"), Goal, content["goals"], plans.GOAL),
        "programmes": _table(_("Uitvoeringsprogramma's"), Plan, content["programmes"], plans.PLAN),
        "activities": _table(_("Activiteiten"), Activity, content["activities"], plans.ACTIVITY),
        "name": content["plan"]["name"],
    }
    return show(request, "programmes/plan_version.html", context)


def _name(kind: type[Record], field: str) -> str:
    return str(field_of(kind, field).verbose_name).capitalize()


def _table(caption: str, kind: type[Record], items: list[dict[str, str]], fields: tuple[str, ...]) -> Table | None:
    """Only the columns that say something."""
    used = [field for field in fields[1:] if any(field in item for item in items)]
    if not items:
        return None
    rows = [TableRow(item["name"], [item.get(field, "") for field in used]) for item in items]
    return Table(
        caption, [TableColumn(_name(kind, "name")), *(TableColumn(_name(kind, field)) for field in used)], rows
    )


@signed_in
@page
@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: ActorRequest, number: int) -> HttpResponseBase:
    plan = record_selectors.one(Plan, number, request.actor)
    if not may(request.actor, Action.PUBLISH, plan.subject()):
        raise PermissionDenied(_("Alleen het programmabureau legt vast dat een plan is vastgesteld."))
    form = AdoptForm(request.POST or None, actor=request.actor, plan=plan)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            adoption = plans.adopt(plan, values["day"], values["decision"], request.actor, values["seen"])
            return redirect("programmes:plan_version", number=number, which=adoption.number)
        except services.ConflictError:
            form.data = {**request.POST.dict(), "seen": str(Plan.objects.get(pk=number).version)}
            form.add_error(None, _("Iemand anders heeft het plan intussen gewijzigd. Lees het na en leg het dan vast."))
    return show(request, "programmes/plan_adopt.html", {"plan": plan, "form": form})
