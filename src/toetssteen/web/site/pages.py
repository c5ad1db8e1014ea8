"""The page decorator, the frame around a page, and the pages for errors."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from toetssteen.kernel.bounds import LARGEST_WHOLE
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.web.site.errors import EXPECTED, expected_answer
from toetssteen.web.site.hooks import hook_values
from toetssteen.web.ui.navigation import NavigationLink

View = Callable[..., HttpResponseBase]


def show(request: HttpRequest, template: str, context: Mapping[str, object], status: int = 200) -> HttpResponse:
    """A page with the frame around it."""
    return render(request, template, {**frame(), **context}, status=status)


def frame() -> dict[str, object]:
    """Context of the frame of every page, from the hook `frame`."""
    return {name: value for frame_of_app in hook_values("frame") for name, value in frame_of_app().items()}


def message(
    request: HttpRequest, title: str, text: str, status: int, links: Sequence[NavigationLink] = ()
) -> HttpResponse:
    """A page that says one thing."""
    return show(request, "ui/message.html", {"title": title, "text": text, "links": links}, status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's `handler400`."""
    return show(request, "ui/400.html", {}, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for PermissionDenied, caught by `page` or not (Django's `handler403`)."""
    return show(request, "ui/403.html", {"exception": str(exception or "")}, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for a name that does not exist, with its own words, and for an address that does not (`handler404`).

    The text of an Http404 is left out: it can be Django's.
    """
    own_words = isinstance(exception, UnknownNameError)
    context = {"title": _("Niet gevonden"), "reason": str(exception)} if own_words else {}
    return show(request, "ui/404.html", context, 404)


def errors_become_pages(status: int) -> Callable[[View], View]:
    """Decorator: an expected error becomes a page that says so. status: of what is neither unknown nor forbidden."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, **parameters: object) -> HttpResponseBase:
            try:
                return view(request, **parameters)
            except UnknownNameError as problem:
                return not_found(request, problem)
            except PermissionDenied as problem:
                return forbidden(request, problem)
            except EXPECTED as problem:
                answer = expected_answer(problem, status)
                return message(request, answer.title, answer.text, answer.status)

        return wrapped

    return decorate


def allowing(*methods: str) -> Callable[[View], View]:
    """Decorator: OPTIONS is answered without making the page, and other methods than these are refused."""
    headers = {"Allow": ", ".join((*methods, "OPTIONS"))}

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, **parameters: object) -> HttpResponseBase:
            if request.method in methods:
                return view(request, **parameters)
            return HttpResponse(status=204 if request.method == "OPTIONS" else 405, headers=headers)

        return wrapped

    return decorate


def page(view: View) -> View:
    """Decorator of every page that is made for whoever asks: no cache keeps the answer for another reader."""

    @errors_become_pages(status=409)
    def answered(request: HttpRequest, **parameters: object) -> HttpResponseBase:
        if any(isinstance(value, int) and value > LARGEST_WHOLE for value in parameters.values()):
            # No database keeps such a number, and not every question about it is answered with "none".
            raise UnknownNameError(_("Wat u zoekt, is er niet. Kijk het adres na."))
        return view(request, **parameters)

    @wraps(view)
    @allowing("GET", "HEAD", "POST")
    def wrapped(request: HttpRequest, **parameters: object) -> HttpResponseBase:
        response = answered(request, **parameters)
        patch_cache_control(response, private=True, no_cache=True)
        return response

    return wrapped
