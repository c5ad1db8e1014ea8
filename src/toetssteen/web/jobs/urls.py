"""Addresses of jobs."""

from django.urls import path

from toetssteen.web.jobs import pages

app_name = "jobs"
urlpatterns = [
    path("beheer/taken/", pages.jobs, name="jobs"),
    path("beheer/taken/<int:number>/", pages.job, name="job"),
    path("beheer/taken/<int:number>/stoppen/", pages.cancel, name="cancel"),
    path("beheer/taken/<int:number>/nog-eens/", pages.again, name="again"),
    path("beheer/taken/vanzelf/<slug:kind>/", pages.schedule, name="schedule"),
    path("beheer/taken/vanzelf/<slug:kind>/nu/", pages.run_now, name="run_now"),
]
