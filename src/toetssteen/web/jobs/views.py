"""Pages about jobs: all of them for administrators, one for who asked for it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from toetssteen.web.accounts.access import form_page, signed_in
from toetssteen.web.accounts.requests import ActorRequest
from toetssteen.web.jobs import context, rules, scheduling, selectors, services
from toetssteen.web.jobs.forms import ChooseSchedule
from toetssteen.web.jobs.kinds import title
from toetssteen.web.jobs.models import ACTIVE, Job, RunState
from toetssteen.web.jobs.scheduling import Planned
from toetssteen.web.site.pages import page, show

SHOWN = 100


@form_page
@page
@signed_in
def jobs(request: ActorRequest) -> HttpResponse:
    """Every job, what runs by itself, and whether anything runs jobs at all."""
    rules.demand_administrator(request.actor)
    state = request.GET.get("toestand", "")
    newest = list(selectors.jobs(state)[: SHOWN + 1])
    planned = [(recurring, selectors.last_ended(recurring.kind.name)) for recurring in scheduling.planned()]
    content = {
        "jobs": context.jobs_table(newest[:SHOWN]) if newest else None,
        "more": len(newest) > SHOWN,
        "schedule": context.schedule_table(planned),
        "states": RunState.choices,
        "asked": state,
        "alive": selectors.worker_alive(),
        "heard": context.moment(selectors.last_heard()),
    }
    return show(request, "jobs/jobs.html", content)


@form_page
@page
@signed_in
def job(request: ActorRequest, number: int) -> HttpResponse:
    """One job. Raises Http404 also for who may not see it."""
    record = _job(request, number)
    content = {
        "job": record,
        "title": title(record.kind),
        "state": context.state(record),
        "facts": context.facts_table(record),
        "active": record.state in ACTIVE,
        "percent": round(100 * record.progress),
        "may_cancel": record.state in ACTIVE and not record.cancel_asked and rules.may_cancel(request.actor, record),
        "inside": rules.may_see_inside(request.actor),
        "alive": selectors.worker_alive(),
    }
    return show(request, "jobs/job.html", content)


@require_POST
@page
@signed_in
def cancel(request: ActorRequest, number: int) -> HttpResponse:
    services.cancel(request.actor, _job(request, number))
    return redirect("jobs:job", number)


@require_POST
@page
@signed_in
def again(request: ActorRequest, number: int) -> HttpResponse:
    return redirect("jobs:job", services.again(request.actor, _job(request, number)).pk)


@form_page
@page
@signed_in
def schedule(request: ActorRequest, kind: str) -> HttpResponse:
    """When a recurring job runs."""
    rules.demand_administrator(request.actor)
    planned = _planned(kind)
    form = ChooseSchedule(planned.own, request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.reschedule(request.actor, kind, form.own())
        return redirect("jobs:jobs")
    content = {
        "planned": planned,
        "form": form,
        "rule": context.rule(planned.rule),
        "default": context.rule(planned.default),
        "next_at": context.moment(planned.next_at),
        "jobs": context.jobs_table(selectors.jobs().filter(kind=kind)[:10]),
    }
    return show(request, "jobs/schedule.html", content)


@require_POST
@page
@signed_in
def run_now(request: ActorRequest, kind: str) -> HttpResponse:
    rules.demand_administrator(request.actor)
    return redirect("jobs:job", services.run_now(request.actor, _planned(kind).kind.name).pk)


def _job(request: ActorRequest, number: int) -> Job:
    record = selectors.job_for(request.actor, number)
    if record is None:
        raise Http404
    return record


def _planned(name: str) -> Planned:
    for planned in scheduling.planned():
        if planned.kind.name == name:
            return planned
    raise Http404
