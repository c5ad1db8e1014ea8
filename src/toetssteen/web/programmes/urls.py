"""Addresses of the programme, in Dutch, as people read them."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from toetssteen.web.programmes import activity_pages, alliance_pages, views
from toetssteen.web.programmes.forms import ActivityForm, GoalForm
from toetssteen.web.programmes.models import Activity, Goal, Record
from toetssteen.web.programmes.record_pages import Sort


def _activity(record: Record) -> str:
    return reverse("programmes:activity", kwargs={"number": record.pk})


def _goal(record: Record) -> str:
    return reverse("programmes:alliance", kwargs={"key": record.alliance.key}) + f"#doel-{record.pk}"


SORTS = (
    Sort(
        name="activity",
        model=Activity,
        form=ActivityForm,
        address="activiteit",
        adding="activiteiten/nieuw",
        add_title=_("Activiteit toevoegen voor {alliance}"),
        shown=_activity,
    ),
    Sort(
        name="goal",
        model=Goal,
        form=GoalForm,
        address="doel",
        adding="doelen/nieuw",
        add_title=_("Doel toevoegen voor {alliance}"),
        shown=_goal,
    ),
)

app_name = "programmes"
urlpatterns = [
    path("wat-gebeurt-er/", views.happening, name="happening"),
    path("beheer/allianties/nieuw/", alliance_pages.add, name="add_alliance"),
    path("alliantie/<slug:key>/wijzigen/", alliance_pages.change, name="change_alliance"),
    path("alliantie/<slug:key>/", views.alliance, name="alliance"),
    path("activiteit/<int:number>/", activity_pages.activity, name="activity"),
    path("organisatie/<slug:key>/", views.organisation, name="organisation"),
    path("mijn/", views.mine, name="mine"),
    *(url for sort in SORTS for url in sort.urls()),
]
