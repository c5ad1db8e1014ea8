"""Records of every kind but activities as plain rows, for machines, with the names of the API (Dutch, camelCase).

A row names another record by its number only when the reader may see that one too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils import timezone

from toetssteen.web.programmes.goals import baselines
from toetssteen.web.programmes.models import (
    Commitment,
    Decision,
    Finding,
    Goal,
    Meeting,
    Plan,
    Remark,
    StatePromise,
    Target,
)
from toetssteen.web.programmes.state import matrix as state_matrix
from toetssteen.web.records.readers import Reader
from toetssteen.web.records.resources import ResourceRow, common, day, finite, moment

if TYPE_CHECKING:
    pass


def goals(found: Iterable[Goal], who: Reader) -> list[ResourceRow]:
    return [
        {
            **common(one),
            "soort": one.level,
            "hoortOnder": who.number(one, "parent"),
            "uitleg": one.about,
            "waarom": one.why,
            "aanname": one.assumption,
            "zekerheid": one.evidence,
            "waaraanWeZienDatHetNietKlopt": one.failing,
            "bron": one.source,
        }
        for one in found
    ]


def plans(found: Iterable[Plan], who: Reader) -> list[ResourceRow]:
    return [
        {
            **common(one),
            "soort": one.kind,
            "hoortOnder": who.number(one, "above"),
            "vanaf": day(one.since),
            "totEnMet": day(one.until),
            "over": one.about,
            "fase": one.stage,
            "reagerenTotEnMet": day(one.react_until),
            "bron": one.source,
        }
        for one in found
    ]


def meetings(found: Iterable[Meeting], who: Reader) -> list[ResourceRow]:
    return [
        {
            **common(one),
            "begint": moment(one.starts),
            "eindigt": moment(one.ends),
            "waar": one.where,
            "bewonersWelkom": one.open,
            "agenda": one.agenda,
        }
        for one in found
    ]


def decisions(found: Iterable[Decision], who: Reader) -> list[ResourceRow]:
    return [
        {
            **common(one),
            "overleg": who.number(one, "meeting"),
            "beslotenOp": day(one.day),
            "toelichting": one.about,
            "activiteit": who.number(one, "activity"),
        }
        for one in found
    ]


def commitments(found: Iterable[Commitment], who: Reader) -> list[ResourceRow]:
    return [
        {
            **common(one),
            "overleg": who.number(one, "meeting"),
            "klaarOp": day(one.due),
            "klaarSinds": day(one.done),
            "watErvanKwam": one.outcome,
        }
        for one in found
    ]


def promises(found: Iterable[StatePromise], who: Reader) -> list[ResourceRow]:
    today = timezone.localdate()
    return [
        {
            **common(one),
            "ministerie": one.department,
            "functie": one.post,
            "onderwerp": one.domain,
            "inhoud": one.get_substance_display(),
            "programma": one.get_programme_display(),
            "geld": one.get_finance_display(),
            "document": one.document,
            "dag": day(one.day),
            "looptNogOnbekend": any(state_matrix.ran(one, part, today) for part in state_matrix.PARTS),
        }
        for one in found
    ]


def findings(found: Iterable[Finding], who: Reader) -> list[ResourceRow]:
    return [
        {
            **common(one),
            "over": one.about.key if one.about else None,
            "tekst": one.text,
            "antwoord": one.reply,
            "gelezenOp": day(one.read),
        }
        for one in found
    ]


def targets(found: Iterable[Target], who: Reader) -> list[ResourceRow]:
    atlas = baselines.figures()
    return [
        {
            **common(one),
            "doel": who.number(one, "goal"),
            "cijfer": one.indicator,
            "plek": one.place.code,
            "beginjaar": one.base_year,
            "nulmeting": finite(baselines.shown(atlas, one)),
            "momentopname": one.snapshot,
            "vergelijkMet": one.reference,
            "streefwaarde": finite(one.value),
            "jaar": one.year,
            "tussendoelen": [{"jaar": year, "waarde": finite(value)} for year, value in one.steps],
            "gekozenDoor": one.chooser,
            "waaromDeze": one.reason,
        }
        for one in found
    ]


def remarks(found: Iterable[Remark], who: Reader) -> list[ResourceRow]:
    return [
        {
            **common(one),
            "plan": who.number(one, "plan"),
            "tekst": one.text,
            "watErmeeGedaanIs": one.answer,
        }
        for one in found
    ]
