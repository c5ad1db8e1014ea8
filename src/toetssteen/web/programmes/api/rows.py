"""Alliances, programmes and activities as plain rows, for machines: what `actor` may see, with the names of the API (Dutch,
camelCase). Other kinds of records: `kind_rows`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
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
from toetssteen.web.programmes.models import (
    Activity,
    ActivityStatus,
    Output,
)
from toetssteen.web.records.readers import reader
from toetssteen.web.records.resources import ResourceRow, common, day, finite

if TYPE_CHECKING:
    from toetssteen.web.alliances.models import Alliance, Programme


def programmes() -> list[ResourceRow]:
    return [_programme(one) for one in alliance_selectors.programmes()]


def programme(key: str) -> ResourceRow:
    """Raises UnknownNameError."""
    return _programme(alliance_selectors.programme(key))


def _programme(one: Programme) -> ResourceRow:
    return {
        "id": one.key,
        "naam": one.name,
        "soort": one.sort,
        "leiding": one.leader,
        **_years(one),
        "hoeveel": one.intensity,
        "bron": one.source,
        "gecontroleerd": one.verified,
        "toelichting": one.note,
        "plekken": [
            {"code": place.place.code, "naam": place.place.name, **_years(place), "hoeveel": place.intensity}
            for place in one.places.all()
        ],
    }


def _years(one: Years) -> ResourceRow:
    return {"eersteJaar": one.first_year, "laatsteJaar": one.last_year}


def alliances() -> list[ResourceRow]:
    return [
        _alliance(one)
        for one in alliance_selectors.alliances().prefetch_related(*alliance_selectors.TABLE, "programmes")
    ]


def alliance(key: str) -> ResourceRow:
    """Raises UnknownNameError."""
    return _alliance(alliance_selectors.alliance(key))


def _alliance(one: Alliance) -> ResourceRow:
    return {
        "id": one.key,
        "naam": one.name,
        "aard": one.nature,
        "voorzitter": one.chair,
        "bewoners": one.residents_seat,
        "over": one.about,
        "vragenAan": one.contact,
        "plekken": [place.code for place in one.places.all()],
        "programmas": [programme.key for programme in one.programmes.all()],
        "leden": [{"id": m.organisation.key, "naam": m.organisation.name} for m in one.members.all()],
    }


def activities(
    actor: Actor, key: str | None, status: str | None, place: str | None, part: slice, now: str | None = None
) -> tuple[list[ResourceRow], int]:
    """This part of the list in the order of their names, and how many there are in all. key: of an alliance; place: code;
    status: as it was written down; now: as it holds today. Raises UnknownNameError."""
    found = _of(selectors.activities(actor).prefetch_related("partners"), key)
    if status is not None:
        found = found.filter(status=status)
    if now is not None:
        lost = standing.unclear(timezone.localdate())
        unknown = Q(status=ActivityStatus.UNKNOWN) | lost
        found = found.filter(unknown if now == ActivityStatus.UNKNOWN else Q(status=now) & ~lost)
    if place is not None:
        found = found.filter(places__code=place)
    return _activities(actor, found[part]), found.count()


def activity(actor: Actor, number: int) -> ResourceRow:
    """With its steps and outputs. Raises UnknownNameError."""
    found = selectors.activity(number, actor)
    people = inhabitants(found.places.all() or found.alliance.places.all())
    at_table = inside(actor, found.alliance.key, found.owner_id)

    [row] = _activities(actor, [found])
    return row | {
        "voorHoeveelMensen": count_number(count_for_reader(found.group_size, people, inside=at_table)),
        "stappen": [
            {"naam": one.name, "klaarOp": day(one.due), "klaarSinds": day(one.done)} for one in found.milestones.all()
        ],
        "prestaties": [
            _output(output, found, people, at_table=at_table) for output in found.outputs.select_related("by")
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


def _activities(actor: Actor, found: Iterable[Activity]) -> list[ResourceRow]:
    who, today = reader(actor), timezone.localdate()
    return [
        {
            **common(one),
            "eigenNummer": one.key,
            "watVerandert": one.change,
            "plekken": [place.code for place in one.places.all()],
            "partners": [partner.key for partner in one.partners.all()],
            "doel": who.number(one, "goal"),
            "plan": who.number(one, "plan"),
            "begin": day(one.start),
            "beginBekendOp": one.start_precision if one.start else None,
            "einde": day(one.end),
            "eindeBekendOp": one.end_precision if one.end else None,
            "stand": one.status,
            "standVan": day(one.status_day),
            "standNu": standing.now(one, today),
            "standInWoorden": standing.words(one, today),
            "geld": one.money,
            "vragenAan": one.contact,
            "waarom": one.why,
            "aanname": one.assumption,
            "zekerheid": one.evidence,
            "waaraanWeZienDatHetNietKlopt": one.failing,
            "alsHetGeldStopt": one.after,
            "watErDanGebeurt": one.after_money,
            "wieDaaroverBesluit": one.after_by,
            "besluitOp": day(one.after_day),
            "voorWie": one.group,
            "bron": one.source,
        }
        for one in found
    ]


def _of(found: QuerySet, key: str | None) -> QuerySet:
    """Raises UnknownNameError."""
    return found if key is None else found.filter(alliance=alliance_selectors.alliance(key))
