"""What the web server runs."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toetssteen.web.settings.base")
application = get_wsgi_application()
# Django would load the pages at the first request: of every process, while somebody waits.
import_module(settings.ROOT_URLCONF)
