"""Alliances, programmes and activities as plain rows, for machines: what `actor` may see, with the names of the API (Dutch,
camelCase). Other kinds of records: `kind_rows`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils import timezone

from toetssteen.web.accounts.roles import Actor
from toetssteen.web.alliances import selectors as alliance_selectors
from toetssteen.web.alliances.rules import inside
from toetssteen.web.alliances.years import Years
from toetssteen.web.programmes import selectors
from toetssteen.web.programmes.activities import standing
from toetssteen.web.programmes.activities.counts import (
    count_for_reader,
    count_number,
    inhabitants,
    is_suppressed,
)
from toetssteen.web.programmes.models import Activity, Output
from toetssteen.web.records.readers import reader
from toetssteen.web.records.resources import ResourceRow, common, day, finite

if TYPE_CHECKING:
    from toetssteen.web.alliances.models import Alliance, Programme


def programmes() -> list[ResourceRow]:
    return [_programme(programme) for programme in alliance_selectors.programmes()]


def programme(key: str) -> ResourceRow:
    """Raises UnknownNameError."""
    return _programme(alliance_selectors.programme(key))


def _programme(programme: Programme) -> ResourceRow:
    return {
        "id": programme.key,
        "naam": programme.name,
        "soort": programme.sort,
        "leiding": programme.leader,
        **_years(programme),
        "hoeveel": programme.intensity,
        "bron": programme.source,
        "gecontroleerd": programme.verified,
        "toelichting": programme.note,
        "plekken": [
            {"code": place.place.code, "naam": place.place.name, **_years(place), "hoeveel": place.intensity}
            for place in programme.places.all()
        ],
    }


def _years(holder: Years) -> ResourceRow:
    return {"eersteJaar": holder.first_year, "laatsteJaar": holder.last_year}


def alliances() -> list[ResourceRow]:
    return [
        _alliance(alliance)
        for alliance in alliance_selectors.alliances().prefetch_related(*alliance_selectors.TABLE, "programmes")
    ]


def alliance(key: str) -> ResourceRow:
    """Raises UnknownNameError."""
    return _alliance(alliance_selectors.alliance(key))


def _alliance(alliance: Alliance) -> ResourceRow:
    return {
        "id": alliance.key,
        "naam": alliance.name,
        "aard": alliance.nature,
        "voorzitter": alliance.chair,
        "bewoners": alliance.residents_seat,
        "over": alliance.about,
        "vragenAan": alliance.contact,
        "plekken": [place.code for place in alliance.places.all()],
        "programmas": [programme.key for programme in alliance.programmes.all()],
        "leden": [{"id": m.organisation.key, "naam": m.organisation.name} for m in alliance.members.all()],
    }


def activities(
    actor: Actor, key: str | None, status: str | None, place: str | None, part: slice, now: str | None = None
) -> tuple[list[ResourceRow], int]:
    """This part of the list in the order of their names, and how many there are in all. key: of an alliance; place: code;
    status: as it was written down; now: as it holds today. Raises UnknownNameError."""
    matches = _of(selectors.activities(actor).prefetch_related("partners"), key)
    if status is not None:
        matches = matches.filter(status=status)
    if now is not None:
        matches = matches.filter(standing.stands_as(now, timezone.localdate()))
    if place is not None:
        matches = matches.filter(places__code=place)
    return _activities(actor, matches[part]), matches.count()


def activity(actor: Actor, number: int) -> ResourceRow:
    """With its steps and outputs. Raises UnknownNameError."""
    activity = selectors.activity(number, actor)
    people = inhabitants(activity.places.all() or activity.alliance.places.all())
    at_table = inside(actor, activity.alliance.key, activity.owner_id)

    [row] = _activities(actor, [activity])
    return row | {
        "voorHoeveelMensen": count_number(count_for_reader(activity.group_size, people, inside=at_table)),
        "stappen": [
            {"naam": milestone.name, "klaarOp": day(milestone.due), "klaarSinds": day(milestone.done)}
            for milestone in activity.milestones.all()
        ],
        "prestaties": [
            _output(output, activity, people, at_table=at_table) for output in activity.outputs.select_related("by")
        ],
    }


def _output(output: Output, activity: Activity, people: float, *, at_table: bool) -> ResourceRow:
    inside = at_table or not output.people
    planned, realised = (
        count_for_reader(amount, people, inside=inside) for amount in (output.planned, output.realised)
    )
    return {
        "naam": output.name,
        "eenheid": output.unit,
        "woningen": output.dwellings or None,
        "door": str(output.by or activity.owner or "") or None,
        "jaar": output.year,
        "gepland": finite(count_number(planned)),
        "gerealiseerd": finite(count_number(realised)),
        "teKlein": is_suppressed(planned) or is_suppressed(realised),
    }


def _activities(actor: Actor, records: Iterable[Activity]) -> list[ResourceRow]:
    current_reader, today = reader(actor), timezone.localdate()
    return [
        {
            **common(activity),
            "eigenNummer": activity.key,
            "watVerandert": activity.change,
            "plekken": [place.code for place in activity.places.all()],
            "partners": [partner.key for partner in activity.partners.all()],
            "doel": current_reader.number(activity, "goal"),
            "plan": current_reader.number(activity, "plan"),
            "begin": day(activity.start),
            "beginBekendOp": activity.start_precision if activity.start else None,
            "einde": day(activity.end),
            "eindeBekendOp": activity.end_precision if activity.end else None,
            "stand": activity.status,
            "standVan": day(activity.status_day),
            "standNu": standing.now(activity, today),
            "standInWoorden": standing.words(activity, today),
            "geld": activity.money,
            "vragenAan": activity.contact,
            "waarom": activity.why,
            "aanname": activity.assumption,
            "zekerheid": activity.evidence,
            "waaraanWeZienDatHetNietKlopt": activity.failing,
            "alsHetGeldStopt": activity.after,
            "watErDanGebeurt": activity.after_money,
            "wieDaaroverBesluit": activity.after_by,
            "besluitOp": day(activity.after_day),
            "voorWie": activity.group,
            "bron": activity.source,
        }
        for activity in records
    ]


def _of(records: QuerySet, key: str | None) -> QuerySet:
    """Raises UnknownNameError."""
    return records if key is None else records.filter(alliance=alliance_selectors.alliance(key))
