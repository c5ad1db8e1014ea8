"""Pages about figures, over a database in which nothing stands."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place
from toetssteen.web.monitor.profile import happening
from toetssteen.web.programmes import selectors


@contextmanager
def asked_once_a_place() -> Iterator[None]:
    """A page and its downloads also ask the database what goes on in the place, which took half of the round. Nothing is
    in the database and nothing comes into it meanwhile, so one answer for each place is enough."""
    ask, answers = happening.happening, dict[str, happening.Happening | None]()

    def remembered(atlas: Atlas, place: Place) -> happening.Happening | None:
        if place.code not in answers:
            answers[place.code] = ask(atlas, place)
        return answers[place.code]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(happening, "happening", remembered)
        patch.setattr(selectors, "stamp", cache(selectors.stamp))
        yield
