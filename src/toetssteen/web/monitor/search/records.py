"""What alliances keep, to be searched: activities, organisations and goals, each as far as who asks may see it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from django.db import Error as DatabaseTrouble
from django.urls import reverse

from toetssteen.answers.snapshot.subjects import Described
from toetssteen.web.accounts.roles import VISITOR, Actor
from toetssteen.web.programmes import selectors
from toetssteen.web.snapshots.selectors import asked_for

log = logging.getLogger("toetssteen.programmes")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRecord:
    """What a result says. view, key: where it stands; what: what it is, in words; where: the alliance, "" for an
    organisation."""

    name: str
    view: str
    key: int | str
    what: str
    where: str = ""

    @property
    def address(self) -> str:
        return reverse(self.view, args=[self.key])


DescribedRecord = Described[FoundRecord]


# Rows of values: who searches makes one of each record there is, and most are not shown.
def activities(actor: Actor) -> Iterator[DescribedRecord]:
    rows = selectors.activities(actor).prefetch_related(None)
    called = dict(rows.model._meta.get_field("status").flatchoices)
    for number, name, about, status, alliance in rows.values_list("pk", "name", "change", "status", "alliance__name"):
        what = str(called.get(status, status))
        found = FoundRecord(name=name, view="programmes:activity", key=number, what=what, where=alliance)
        yield Described(found, name, about=about)


def organisations(actor: Actor) -> Iterator[DescribedRecord]:
    for one in selectors.organisations_in_sight(actor):
        what = one.get_kind_display()
        yield Described(FoundRecord(name=one.name, view="programmes:organisation", key=one.key, what=what), one.name)


def goals(actor: Actor) -> Iterator[DescribedRecord]:
    rows = selectors.goals_everywhere(actor).values_list("pk", "name", "about", "level", "alliance__name")
    for number, name, about, level, alliance in rows:
        found = FoundRecord(name=name, view="programmes:goal", key=number, what=level, where=alliance)
        yield Described(found, name, about=about)


KINDS: dict[str, Callable[[Actor], Iterator[DescribedRecord]]] = {
    "activiteiten": activities,
    "organisaties": organisations,
    "doelen": goals,
}


def searchable(actor: Actor) -> dict[str, list[DescribedRecord]] | None:
    """Everything `actor` may see, by kind. Nothing beside figures of another day, which today's records say nothing of;
    None when the database does not answer, for the rest is found without it."""
    if asked_for.get() is not None:
        return {}
    try:
        return {kind: list(rows(actor)) for kind, rows in KINDS.items()}
    except DatabaseTrouble:
        log.exception("no answer from the database to a search")
        return None


def stamp() -> str:
    """Another text after any change of what a visitor can find: for the ETag of their page."""
    rows = searchable(VISITOR)
    return "-?" if rows is None else f"-{sha256(repr(rows).encode(errors='replace')).hexdigest()[:16]}"
