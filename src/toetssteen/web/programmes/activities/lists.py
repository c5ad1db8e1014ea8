"""Lists of activities: the columns that bureaus have, what they call them, and what is seen before they are taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toetssteen.web.accounts.roles import Actor
from toetssteen.web.programmes.activities import standing
from toetssteen.web.programmes.models import Plan, PlanKind
from toetssteen.web.programmes.models.activity import TEN, ActivityStatus
from toetssteen.web.records.importable import ImportField, ImportSpec, PreviewColumn, RelatedRecords, Values
from toetssteen.web.records.precision import Precision, described
from toetssteen.web.records.selectors import visible

if TYPE_CHECKING:
    from toetssteen.web.alliances.models import Alliance

_STATUS_STEMS = {
    "loopt": "bezig", "lopend": "bezig", "bezig": "bezig", "uitvoer": "bezig", "in uitvoer": "bezig", "actief": "bezig", "gestart": "bezig",
    "doorlop": "bezig", "voorbereid": "gepland", "in voorbereid": "gepland", "gepland": "gepland", "plan": "gepland", "ontwerp": "gepland", "besluit": "gepland",
    "in vb": "gepland", "start": "gepland", "nog starten": "gepland", "initiat": "idee", "idee": "idee", "verken": "idee", "afgerond": "klaar", "klaar": "klaar", "gereed": "klaar", "voltooid": "klaar", "opgeleverd": "klaar",
    "on hold": "stil", "hold": "stil", "stil": "stil", "pauze": "stil", "gepauz": "stil", "uitgesteld": "stil", "vertraagd": "bezig", "wacht": "stil",
    "gestopt": "gestopt", "stop": "gestopt", "vervallen": "gestopt", "geschrapt": "gestopt", "beeindigd": "gestopt",
}  # fmt: skip
# What a bureau calls its own goals is its own affair; the first level is a theme more often than not.
_GOALS = RelatedRecords(sorts=(("thema", "thema"), ("doel", "doel")), sort_field="level")
_CALLED_CHANGE = (
    "wat verandert er", "wat merkt", "voor wie wat", "doelgroep en resultaat", "beoogd resultaat", "beoogd effect", "omschrijving", "beschrijving",
    "description", "wat doen we", "resultaat", "effect",
)  # fmt: skip
_CALLED_OWNER = ("trekker", "wie", "hoofdorganisatie", "eigenaar", "penvoerder", "uitvoerder", "verantwoordelijke", "organisatie", "owner")  # fmt: skip


def _programmes(actor: Actor, alliance: Alliance) -> QuerySet[Plan]:
    return visible(Plan, actor).filter(alliance=alliance, kind=PlanKind.IMPLEMENTATION)


FIELDS = (
    ImportField(
        name="key",
        title="eigen nummer",
        called=("nr", "nummer", "projectnr", "projectnummer", "id", "code", "volgnummer"),
        hint=gettext_lazy("Een nummer dat niet verandert. Zonder nummer herkennen wij een activiteit aan haar naam."),
    ),
    ImportField(
        name="name",
        title="naam",
        called=("project", "activiteit", "projectnaam", "naam project", "naam activiteit", "titel", "title", "name"),
    ),
    ImportField(name="change", title="wat verandert er voor wie", called=_CALLED_CHANGE),
    ImportField(name="places", title="waar", called=("wijk", "buurt", "wijk buurt", "locatie", "gebied", "plek")),
    ImportField(
        name="owner",
        title="wie doet het",
        called=_CALLED_OWNER,
        hint=gettext_lazy("Staan er meer in één cel? De eerste doet het, de anderen doen mee."),
    ),
    ImportField(
        name="partners", title="wie doet mee", called=("partners", "betrokken partners", "samenwerking", "met")
    ),
    ImportField(
        name="goal",
        title="doel",
        called=("thema", "doel", "programmalijn", "actielijn", "pijler"),
        words=gettext_lazy("Doelen"),
        making=_GOALS,
    ),
    ImportField(
        name="start",
        title="begin",
        called=("start", "startdatum", "begin", "begindatum", "start date", "van", "looptijd", "periode", "planning"),
        hint=gettext_lazy("Staat er een periode, dan is dit de eerste dag."),
    ),
    ImportField(
        name="end",
        title="einde",
        called=("eind", "einddatum", "gereed", "end date", "tot en met", "looptijd", "periode", "planning"),
        hint=gettext_lazy("Staat er een periode, dan is dit de laatste dag."),
        end_of="start",
    ),
    ImportField(
        name="status",
        title="stand",
        called=("status", "fase", "stand van zaken", "voortgang"),
        empty=gettext_lazy("niet bekend"),
        unknown=ActivityStatus.UNKNOWN,
        stems=_STATUS_STEMS,
    ),
    ImportField(name="status_day", title="stand van"),
    ImportField(
        name="money",
        title="geld",
        called=("budget", "begroting", "kosten", "geld", "bedrag"),
        amounts=True,
    ),
    ImportField(name="visibility", title="wie mag het zien", called=("publiek", "openbaar", "zichtbaar")),
    ImportField(
        name="contact",
        title="vragen aan",
        hint=gettext_lazy("Staan hier namen van mensen? Neem de kolom dan niet over: deze pagina's zijn openbaar."),
        same_for_all=True,
    ),
    ImportField(name="why", title="waarom helpt dit"),
    ImportField(name="assumption", title="wat moet daarvoor waar zijn"),
    ImportField(name="evidence", title="hoe zeker weten we dat", same_for_all=False),
    ImportField(name="failing", title="waaraan zien we dat het niet klopt"),
    ImportField(name="path", title="proef", same_for_all=False),
    ImportField(name="after", title="als het geld stopt", same_for_all=False),
    ImportField(name="after_money", title="wat er dan gebeurt"),
    ImportField(name="after_by", title="wie daarover besluit"),
    ImportField(name="after_day", title="wanneer dat besloten wordt"),
    ImportField(
        name="plan",
        title="uitvoeringsprogramma",
        words=gettext_lazy("Uitvoeringsprogramma's"),
        records=_programmes,
    ),
    ImportField(name="group", title="voor welke mensen", called=("doelgroep", "voor wie")),
    ImportField(name="source", title="bron", called=("bron",), same_for_all=True),
)


def _owner(values: Values) -> str:
    return _named(values.get("owner"))


def _partners(values: Values) -> str:
    names = ", ".join(_named(partner) for partner in values.get("partners") or ())
    return _("met {names}").format(names=names) if names else ""


def _places(values: Values) -> str:
    return ", ".join(_named(place) for place in values.get("places") or ())


def _when(values: Values) -> str:
    """Begin and end as exactly as they are known."""
    days = [described(values.get(one), values.get(f"{one}_precision", Precision.DAY)) for one in ("start", "end")]
    return " – ".join(one or "?" for one in days) if any(days) else ""


def _status(values: Values) -> str:
    return str(ActivityStatus(values.get("status") or ActivityStatus.UNKNOWN).label)


def _goal(values: Values) -> str:
    return _named(values.get("goal"))


def _named(value: object) -> str:
    return str(getattr(value, "name", ""))


SPEC = ImportSpec(
    fields=FIELDS,
    key="key",
    first=("key", *TEN, "visibility", "contact"),
    most_rows=5_000,
    preview=(
        PreviewColumn(title=gettext_lazy("Wie doet het"), text=_owner, more=_partners),
        PreviewColumn(title=gettext_lazy("Waar"), text=_places),
        PreviewColumn(title=gettext_lazy("Wanneer"), text=_when),
        PreviewColumn(title=gettext_lazy("Stand"), text=_status),
        PreviewColumn(title=gettext_lazy("Doel"), text=_goal),
    ),
    below=(("change", 120), ("money", 80)),
    # Goes out and never comes in: whether what was written down still holds.
    now=("hoe het nu staat (wordt niet ingelezen)", standing.words),
    address="overnemen",
    empty_list="lege-lijst",
)
