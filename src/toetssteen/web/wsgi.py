"""What the web server runs."""

import os
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toetssteen.web.settings.base")
Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


def without_charset(inner: Wsgi) -> Wsgi:
    """Everything here is UTF-8. Django takes the letters of a request for what its header says, and fails before any
    page on a name that is no encoding of letters."""

    def outer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        kept = [part for part in environ.get("CONTENT_TYPE", "").split(";") if "charset" not in part.lower()]
        if "CONTENT_TYPE" in environ:
            environ["CONTENT_TYPE"] = ";".join(kept)
        return inner(environ, start_response)

    return outer


application = without_charset(get_wsgi_application())
# Django would load the pages at the first request: of every process, while somebody waits.
import_module(settings.ROOT_URLCONF)
