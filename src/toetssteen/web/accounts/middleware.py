"""Who asks, on every request: `request.actor`, looked up when first asked for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from toetssteen.web.accounts.selectors import actor


def actors(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Django middleware; stands after the one that knows the user."""

    def middleware(request: HttpRequest) -> HttpResponse:
        # Lazy: a page that does not ask who it is for reads no session and sets no cookie.
        request.actor = SimpleLazyObject(lambda: actor(request.user))
        return get_response(request)

    return middleware
