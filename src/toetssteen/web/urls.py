"""Every address: each app brings its own, the highest app first."""

from django.urls import include, path

from toetssteen.web.settings import rooms

urlpatterns = [path("", include(module)) for module in rooms.with_urls()]
handler400 = "toetssteen.web.site.pages.bad_request"
handler403 = "toetssteen.web.site.pages.forbidden"
handler404 = "toetssteen.web.site.pages.not_found"
handler500 = "toetssteen.web.site.views.server_error"
