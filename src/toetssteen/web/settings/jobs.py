"""When recurring jobs run, where an installation wants it otherwise. A system check says what does not exist."""

from collections.abc import Iterable

from django.core.exceptions import ImproperlyConfigured

from toetssteen.web.settings import environment as env


def schedule(words: Iterable[str]) -> dict[str, str]:
    """By the name of the kind: "05:00", "15m" or "off". Raises ImproperlyConfigured for what is not NAME=MOMENT."""
    moments: dict[str, str] = {}
    for word in words:
        name, equals, moment = (part.strip() for part in word.partition("="))
        if not (name and equals and moment) or name in moments:
            raise ImproperlyConfigured(
                f"In de instelling {env.SCHEDULE.name} staat “{word}”. Schrijf taak=tijdstip, zoals refresh=05:00."
            )
        moments[name] = moment
    return moments
