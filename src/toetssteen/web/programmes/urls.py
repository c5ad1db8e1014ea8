"""Addresses of the programme, in Dutch, as people read them."""

from django.urls import path

from toetssteen.web.programmes import activity_pages, alliance_pages, views

app_name = "programmes"
urlpatterns = [
    path("wat-gebeurt-er/", views.happening, name="happening"),
    path("beheer/allianties/nieuw/", alliance_pages.add, name="add_alliance"),
    path("alliantie/<slug:key>/wijzigen/", alliance_pages.change, name="change_alliance"),
    path("alliantie/<slug:key>/", views.alliance, name="alliance"),
    path("alliantie/<slug:key>/activiteiten/nieuw/", activity_pages.add, name="add_activity"),
    path("activiteit/<int:number>/", activity_pages.activity, name="activity"),
    path("activiteit/<int:number>/wijzigen/", activity_pages.change, name="change_activity"),
    path("activiteit/<int:number>/geschiedenis/", activity_pages.history, name="history"),
    path("activiteit/<int:number>/terug/<int:state>/", activity_pages.restore, name="restore"),
    path("organisatie/<slug:key>/", views.organisation, name="organisation"),
    path("mijn/", views.mine, name="mine"),
]
