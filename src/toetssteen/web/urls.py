"""Every address: each app brings its own, the highest app first."""

from django.urls import include, path

from toetssteen.web.settings import rooms

urlpatterns = [path("", include(module)) for module in rooms.with_urls()]
# Whatever nobody caught; the other error pages are templates.
handler500 = "toetssteen.web.snapshots.trouble.server_error"
