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
    """What a result says. what: what it is, in words; where: the alliance, "" for an organisation."""

    name: str
    address: str
    what: str
    where: str = ""


DescribedRecord = Described[FoundRecord]


def activities(actor: Actor) -> Iterator[DescribedRecord]:
    rows = selectors.activities(actor).prefetch_related(None).select_related(None).select_related("alliance")
    for one in rows.only("name", "change", "status", "alliance__name"):
        address = reverse("programmes:activity", kwargs={"number": one.pk})
        found = FoundRecord(name=one.name, address=address, what=one.get_status_display(), where=one.alliance.name)
        yield Described(found, one.name, about=one.change)


def organisations(actor: Actor) -> Iterator[DescribedRecord]:
    for one in selectors.organisations_in_sight(actor):
        address = reverse("programmes:organisation", kwargs={"key": one.key})
        yield Described(FoundRecord(name=one.name, address=address, what=one.get_kind_display()), one.name)


def goals(actor: Actor) -> Iterator[DescribedRecord]:
    rows = selectors.goals_everywhere(actor).select_related(None).select_related("alliance")
    for one in rows.only("name", "about", "level", "alliance__name"):
        address = reverse("programmes:goal", kwargs={"number": one.pk})
        found = FoundRecord(name=one.name, address=address, what=one.level, where=one.alliance.name)
        yield Described(found, one.name, about=one.about)


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
