"""Addresses of the monitor, in Dutch, as people read them."""

from django.urls import path

from toetssteen.web.monitor import health, pinned, views
from toetssteen.web.monitor.about import open_data as open_data_pages
from toetssteen.web.monitor.changes import views as revision_pages
from toetssteen.web.monitor.compare import views as compare_pages
from toetssteen.web.monitor.custom import views as custom_pages
from toetssteen.web.monitor.downloads import embedding
from toetssteen.web.monitor.focus import views as focus_pages
from toetssteen.web.monitor.map import files as data

app_name = "monitor"
urlpatterns = [
    path("gezond", health.alive, name="alive"),
    path("gereed", health.ready, name="ready"),
    path("", views.start, name="start"),
    path("zoek/", views.search, name="search"),
    path("plek/<str:code>/", views.profile, name="profile"),
    path("vergelijken/", compare_pages.compare_page, name="compare"),
    path("focusgebieden/", focus_pages.focus_page, name="focus"),
    path("eigen-gebied/", custom_pages.custom_page, name="custom"),
    path("cijfers/", views.figures, name="figures"),
    path("cijfers/<slug:name>/", views.figure, name="figure"),
    path("kaart/", views.map_page, name="map"),
    path("kaart/beeld", views.map_change, name="map_change"),
    path("herkomst/<slug:name>/<str:code>/<int:year>/", views.lineage, name="lineage"),
    path("over-de-cijfers/", views.about, name="about"),
    path("wijzigingen/", revision_pages.changes, name="changes"),
    path("gebieden/", views.areas, name="areas"),
    path("open-data/", open_data_pages.open_data, name="open_data"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("vaste-link/", pinned.fixed_link, name="fixed_link"),
    path("inbed/<path:page>", embedding.embedded, name="embedded"),
    path("data/<str:snapshot>/grenzen/<str:file>", data.outlines, name="outlines"),
    path("data/<str:snapshot>/waarden/<slug:name>/<str:file>/<int:year>.bin", data.values, name="values"),
]
