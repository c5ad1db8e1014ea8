"""Addresses of the programme, in Dutch, as people read them."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from toetssteen.web.alliances import alliance_pages, programme_pages
from toetssteen.web.programmes import history_pages, views
from toetssteen.web.programmes.activities import parts
from toetssteen.web.programmes.activities import views as activity_pages
from toetssteen.web.programmes.board import views as board_pages
from toetssteen.web.programmes.findings import views as finding_pages
from toetssteen.web.programmes.goals import alliance_goals
from toetssteen.web.programmes.goals import views as goal_pages
from toetssteen.web.programmes.plans import views as plan_pages
from toetssteen.web.programmes.state import views as state_pages

STEPS = {"rows": parts.MILESTONES, "title": _("Stappen van {name}")}
OUTPUTS = {"rows": parts.OUTPUTS, "title": _("Prestaties van {name}")}

app_name = "programmes"
urlpatterns = [
    path("wat-gebeurt-er/", views.happening, name="happening"),
    path("beheer/allianties/nieuw/", alliance_pages.add, name="add_alliance"),
    path("alliantie/<slug:key>/wijzigen/", alliance_pages.change, name="change_alliance"),
    path("alliantie/<slug:key>/geschiedenis/", history_pages.of_alliance, name="history_alliance"),
    path("alliantie/<slug:key>/doelen/", alliance_goals.alliance_goals, name="alliance_goals"),
    path("alliantie/<slug:key>/", views.alliance, name="alliance"),
    path("programmas/", programme_pages.programmes, name="programmes"),
    path("programma/<slug:key>/", programme_pages.programme, name="programme"),
    path("programma/<slug:key>/wijzigen/", programme_pages.change, name="change_programme"),
    path("programma/<slug:key>/geschiedenis/", history_pages.of_programme, name="history_programme"),
    path("beheer/programmas/nieuw/", programme_pages.add, name="add_programme"),
    path("rijk/", state_pages.everywhere, name="state_everywhere"),
    path("alliantie/<slug:key>/rijk/", state_pages.of_area, name="state"),
    path("plan/<int:number>/", plan_pages.plan, name="plan"),
    path("plan/<int:number>/vaststellen/", plan_pages.adopt, name="adopt_plan"),
    path("plan/<int:number>/versie/<int:which>/", plan_pages.version, name="plan_version"),
    path("bevinding/<int:number>/", finding_pages.finding, name="finding"),
    path("bevinding/<int:number>/gelezen/", finding_pages.answer, name="answer_finding"),
    path("activiteit/<int:number>/stappen/", parts.keep, STEPS, name="steps"),
    path("activiteit/<int:number>/prestaties/", parts.keep, OUTPUTS, name="outputs"),
    path("doel/<int:number>/", goal_pages.goal, name="goal"),
    path("activiteit/<int:number>/", activity_pages.activity, name="activity"),
    path("alliantie/<slug:key>/vergaderingen/", board_pages.meetings, name="meetings"),
    path("alliantie/<slug:key>/vergaderingen.ics", board_pages.meetings_calendar, name="calendar"),
    path("alliantie/<slug:key>/afspraken/", board_pages.commitments, name="commitments"),
    path("vergadering/<int:number>/", board_pages.meeting, name="meeting"),
    path("vergadering/<int:number>.ics", board_pages.meeting_calendar, name="meeting_calendar"),
    path("organisatie/<slug:key>/", views.organisation, name="organisation"),
    path("mijn/", views.mine, name="mine"),
]
