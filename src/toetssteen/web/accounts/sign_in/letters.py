"""Letters that leave after the answer: who asked cannot tell from the time it took whether there was anybody to write
to, and a mail server that fails does not show. The app that keeps jobs names, as `letter_queue` of its AppConfig, the
function that takes them; it stands higher, so this app knows no job."""

from collections.abc import Callable

from toetssteen.web.site.hooks import hook_values


def later(email: str, domain: str, *, secure: bool) -> None:
    """Soon a link to choose a password goes to `email`, if anybody has that address. domain: of the site; secure:
    whether it is reached by https."""
    queue: Callable[[str, str, bool], None]
    (queue,) = hook_values("letter_queue")
    queue(email, domain, secure)
