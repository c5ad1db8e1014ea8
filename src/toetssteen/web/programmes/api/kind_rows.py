"""Records of every kind but activities as plain rows, for machines, with the names of the API (Dutch, camelCase).

A row names another record by its number only when the reader may see that one too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils import timezone

from toetssteen.analysis.towards import TargetDistance
from toetssteen.answers.figures.towards import TargetProgress
from toetssteen.answers.words.target_words import distance_words, explained, target_amount
from toetssteen.web.programmes.goals import baselines
from toetssteen.web.programmes.goals.progress import known_progress
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


def goals(records: Iterable[Goal], reader: Reader) -> list[ResourceRow]:
    return [
        {
            **common(goal),
            "soort": goal.level,
            "hoortOnder": reader.number(goal, "parent"),
            "uitleg": goal.about,
            "waarom": goal.why,
            "aanname": goal.assumption,
            "zekerheid": goal.evidence,
            "waaraanWeZienDatHetNietKlopt": goal.failing,
            "bron": goal.source,
        }
        for goal in records
    ]


def plans(records: Iterable[Plan], reader: Reader) -> list[ResourceRow]:
    return [
        {
            **common(plan),
            "soort": plan.kind,
            "hoortOnder": reader.number(plan, "above"),
            "vanaf": day(plan.since),
            "totEnMet": day(plan.until),
            "over": plan.about,
            "fase": plan.stage,
            "reagerenTotEnMet": day(plan.react_until),
            "bron": plan.source,
        }
        for plan in records
    ]


def meetings(records: Iterable[Meeting], reader: Reader) -> list[ResourceRow]:
    return [
        {
            **common(meeting),
            "begint": moment(meeting.starts),
            "eindigt": moment(meeting.ends),
            "waar": meeting.where,
            "bewonersWelkom": meeting.open,
            "agenda": meeting.agenda,
        }
        for meeting in records
    ]


def decisions(records: Iterable[Decision], reader: Reader) -> list[ResourceRow]:
    return [
        {
            **common(decision),
            "overleg": reader.number(decision, "meeting"),
            "beslotenOp": day(decision.day),
            "toelichting": decision.about,
            "activiteit": reader.number(decision, "activity"),
        }
        for decision in records
    ]


def commitments(records: Iterable[Commitment], reader: Reader) -> list[ResourceRow]:
    return [
        {
            **common(commitment),
            "overleg": reader.number(commitment, "meeting"),
            "klaarOp": day(commitment.due),
            "klaarSinds": day(commitment.done),
            "watErvanKwam": commitment.outcome,
        }
        for commitment in records
    ]


def promises(records: Iterable[StatePromise], reader: Reader) -> list[ResourceRow]:
    today = timezone.localdate()
    return [
        {
            **common(promise),
            "ministerie": promise.department,
            "functie": promise.post,
            "onderwerp": promise.domain,
            "inhoud": promise.get_substance_display(),
            "programma": promise.get_programme_display(),
            "geld": promise.get_finance_display(),
            "document": promise.document,
            "dag": day(promise.day),
            "looptNogOnbekend": any(state_matrix.ran(promise, part, today) for part in state_matrix.PARTS),
        }
        for promise in records
    ]


def findings(records: Iterable[Finding], reader: Reader) -> list[ResourceRow]:
    return [
        {
            **common(finding),
            "over": finding.about.key if finding.about else None,
            "tekst": finding.text,
            "antwoord": finding.reply,
            "gelezenOp": day(finding.read),
        }
        for finding in records
    ]


def targets(records: Iterable[Target], reader: Reader) -> list[ResourceRow]:
    atlas = baselines.figures()
    return [
        {
            **common(target),
            "doel": reader.number(target, "goal"),
            "cijfer": target.indicator,
            "plek": target.place.code,
            "beginjaar": target.base_year,
            "nulmeting": finite(baselines.shown(atlas, target)),
            "momentopname": target.snapshot,
            "vergelijkMet": target.reference,
            "streefwaarde": finite(target.value),
            "jaar": target.year,
            "tussendoelen": [{"jaar": year, "waarde": finite(value)} for year, value in target.steps],
            **_distance(known_progress(atlas, target), target),
            "gekozenDoor": target.chooser,
            "waaromDeze": target.reason,
        }
        for target in records
    ]


def _distance(far: TargetProgress | None, target: Target) -> ResourceRow:
    """The words of the pages, by the same rule."""
    if far is None:
        return {"afstand": distance_words(TargetDistance.NO_FIGURE), "afstandUitgelegd": ""}
    aim = "" if target.value is None else target_amount(target.value, far.indicator)
    return {"afstand": distance_words(far.verdict.distance), "afstandUitgelegd": " ".join(explained(far, aim))}


def remarks(records: Iterable[Remark], reader: Reader) -> list[ResourceRow]:
    return [
        {
            **common(remark),
            "plan": reader.number(remark, "plan"),
            "tekst": remark.text,
            "watErmeeGedaanIs": remark.answer,
        }
        for remark in records
    ]
