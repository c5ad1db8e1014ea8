"""Addresses of jobs."""

from django.urls import path

from toetssteen.web.jobs import views

app_name = "jobs"
urlpatterns = [
    path("beheer/taken/", views.jobs, name="jobs"),
    path("beheer/taken/<int:number>/", views.job, name="job"),
    path("beheer/taken/<int:number>/stoppen/", views.cancel, name="cancel"),
    path("beheer/taken/<int:number>/nog-eens/", views.again, name="again"),
    path("beheer/taken/vanzelf/<slug:kind>/", views.schedule, name="schedule"),
    path("beheer/taken/vanzelf/<slug:kind>/nu/", views.run_now, name="run_now"),
]
