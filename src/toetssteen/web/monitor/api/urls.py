"""The addresses of the API. A namespace of its own: `api-v1`."""

from django.urls import path

from toetssteen.web.monitor.api import programme_resources, resources  # noqa: F401 (registers every resource)
from toetssteen.web.monitor.api.description import openapi
from toetssteen.web.monitor.api.service import api

_resources, _app, _namespace = api.urls
urlpatterns = [path("v1/", ([*_resources, path("openapi.json", openapi, name="openapi-json")], _app, _namespace))]
