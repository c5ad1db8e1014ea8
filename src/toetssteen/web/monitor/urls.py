"""Addresses of the monitor, in Dutch, as people read them."""

from django.urls import path

from toetssteen.web.monitor import fixed_links, health
from toetssteen.web.monitor.about import open_data
from toetssteen.web.monitor.about import views as about
from toetssteen.web.monitor.changes import views as changes
from toetssteen.web.monitor.compare import views as compare
from toetssteen.web.monitor.custom import views as custom
from toetssteen.web.monitor.downloads import embedding
from toetssteen.web.monitor.figure import views as figure
from toetssteen.web.monitor.focus import views as focus
from toetssteen.web.monitor.lineage import views as lineage
from toetssteen.web.monitor.map import files as map_files
from toetssteen.web.monitor.map import views as map_views
from toetssteen.web.monitor.profile import sharing
from toetssteen.web.monitor.profile import views as profile
from toetssteen.web.monitor.search import views as search
from toetssteen.web.monitor.start import views as start

app_name = "monitor"
urlpatterns = [
    path("gezond", health.alive, name="alive"),
    path("gereed", health.ready, name="ready"),
    path("", start.start, name="start"),
    path("zoek/", search.search, name="search"),
    path("zoek/suggesties", search.suggested, name="suggestions"),
    path("plek/<str:code>/", profile.profile, name="profile"),
    path("vergelijken/", compare.compare_page, name="compare"),
    path("focusgebieden/", focus.focus_page, name="focus"),
    path("eigen-gebied/", custom.custom_page, name="custom"),
    path("cijfers/", figure.figures, name="figures"),
    path("cijfers/<slug:name>/", figure.figure, name="figure"),
    path("kaart/", map_views.map_page, name="map"),
    path("kaart/beeld", map_views.map_change, name="map_change"),
    path("kaart/plek", map_views.card, name="map_card"),
    path("herkomst/<slug:name>/<str:code>/<int:year>/", lineage.lineage, name="lineage"),
    path("over-de-cijfers/", about.about, name="about"),
    path("over-de-cijfers/tabellen/", changes.tables, name="tables"),
    path("wijzigingen/", changes.changes, name="changes"),
    path("gebieden/", search.areas, name="areas"),
    path("open-data/", open_data.open_data, name="open_data"),
    path("toegankelijkheid/", about.accessibility, name="accessibility"),
    path("privacy/", about.privacy, name="privacy"),
    path("vaste-link/", fixed_links.fixed_link, name="fixed_link"),
    path("inbed/", embedding.embedded, {"page": ""}, name="embedded_start"),
    path("inbed/<path:page>", embedding.embedded, name="embedded"),
    path("data/<str:snapshot>/grenzen/<str:file>", map_files.outlines, name="outlines"),
    path("data/<str:snapshot>/namen/<str:file>", map_files.names, name="names"),
    path("data/<str:snapshot>/tekening/<slug:name>/<str:file>/<int:year>.svg", map_files.still, name="still"),
    path("data/<str:snapshot>/plaatje/<str:code>.png", sharing.picture, name="share_picture"),
    path("data/<str:snapshot>/waarden/<slug:name>/<str:file>/<int:year>.bin", map_files.values, name="values"),
]
