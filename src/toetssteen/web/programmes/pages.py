"""What every page of the programme does: it is made for whoever asks, so no cache keeps it for another."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from toetssteen.kernel.bounds import LARGEST_WHOLE
from toetssteen.kernel.errors import ToetssteenError, UnknownNameError
from toetssteen.web.areas.pages import manifest, message

View = Callable[..., HttpResponseBase]


def page(view: View) -> View:
    """Turns what we expect to go wrong into a page that says so."""

    @wraps(view)
    def wrapped(request: HttpRequest, **parameters: object) -> HttpResponseBase:
        try:
            if any(isinstance(one, int) and one > LARGEST_WHOLE for one in parameters.values()):
                # No database keeps such a number, and not every question about it is answered with "none".
                raise UnknownNameError(_("Wat u zoekt, is er niet. Kijk het adres na."))
            response = view(request, **parameters)
        except UnknownNameError as problem:
            response = message(request, _("Niet gevonden"), str(problem), status=404)
        except PermissionDenied as problem:
            response = message(request, _("Dat mag u hier niet"), str(problem), status=403)
        except ToetssteenError as problem:
            response = message(request, _("Dat lukt nu niet"), str(problem), status=409)
        patch_cache_control(response, private=True, no_cache=True)
        return response

    return wrapped


def show(request: HttpRequest, template: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    """A page with the frame around it."""
    return render(request, template, {"snapshot": manifest(), **context}, status=status)
