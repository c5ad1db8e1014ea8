"""What the State promised: per area, and over all areas."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toetssteen.web.accounts.requests import ActorRequest
from toetssteen.web.alliances import selectors as alliance_selectors
from toetssteen.web.alliances.nature import Nature
from toetssteen.web.alliances.rules import Action, may
from toetssteen.web.programmes import selectors
from toetssteen.web.programmes.called import topic, topics
from toetssteen.web.programmes.models import Firmness, StatePromise
from toetssteen.web.programmes.state import matrix as state_matrix
from toetssteen.web.programmes.state.matrix import PARTS
from toetssteen.web.records.precision import Precision
from toetssteen.web.records.record import field_of
from toetssteen.web.site.pages import page, show
from toetssteen.web.ui.pictures import Picture, Words, matrix
from toetssteen.web.ui.pictures.matrix import CellKind, Matrix, MatrixCell, MatrixRow
from toetssteen.web.ui.tables import Table, TableColumn, TableRow

# A wait is said in days, then in months, then in years: never "392 dagen" beside "3 jaar".
MOST_DAYS, MOST_DAYS_IN_MONTHS = 120, 730
DAYS_IN_MONTH = 30.44


@page
def of_area(request: ActorRequest, key: str) -> HttpResponse:
    alliance = alliance_selectors.alliance(key)
    promises = list(selectors.promises(request.actor).filter(alliance=alliance))
    today = timezone.localdate()
    late = state_matrix.waiting(promises, today)
    missing = state_matrix.gaps(promises, topics())
    context = {
        "alliance": alliance,
        "promises": promises,
        "picture": _of_area(promises, alliance.name, today) if promises else None,
        "table": _table(promises, today) if promises else None,
        "summary": _summary(promises),
        # Out of public sources nobody can say what was not promised.
        "whole": not _found_only(promises),
        "waiting": [(one, _waits(one, today)) for one in late],
        "gaps": [topics()[one] for one in missing] if promises else [],
        "may_add": alliance_selectors.may_add_somewhere(request.actor, alliance),
        "kept": [
            one
            for one in promises
            if any(may(request.actor, act, one.subject()) for act in (Action.EDIT, Action.HISTORY))
        ],
    }
    return show(request, "programmes/state.html", context)


@page
def everywhere(request: ActorRequest) -> HttpResponse:
    """One matrix per ministry: areas in name order x topics."""
    promises = list(selectors.promises(request.actor).order_by("alliance__name"))
    areas = list(dict.fromkeys(promise.alliance.name for promise in promises))
    pictures, today = [], timezone.localdate()
    for number, department in enumerate(state_matrix.departments(promises)):
        of_department = [promise for promise in promises if promise.department == department]
        rows = [
            MatrixRow(
                area,
                [
                    _cell(
                        state_matrix.whole(
                            (
                                promise_of_area
                                for promise_of_area in of_department
                                if promise_of_area.alliance.name == area and promise_of_area.domain == domain
                            ),
                            today,
                        )
                    )
                    for domain in topics()
                ],
            )
            for area in areas
        ]
        title = _("{department}: hoe vast het is, per gebied en onderwerp").format(department=department)
        pictures.append(
            (department, _drawn(title, of_department, rows, f"rijk{number}"), _table(of_department, today, department))
        )
    return show(request, "programmes/state_everywhere.html", {"pictures": pictures, "summary": _summary(promises)})


def _found_only(promises: Sequence[StatePromise]) -> bool:
    """Whether this is what public sources say, and not what an alliance keeps."""
    return any(promise.alliance.nature == Nature.EXAMPLE for promise in promises)


def _summary(promises: Sequence[StatePromise]) -> str:
    """One sentence: how many, of whom, and how many without agreed money."""
    if not promises:
        return _("Er staan hier geen toezeggingen van het Rijk die u mag zien.")
    if _found_only(promises):
        sentence = ngettext(
            "Wij vonden {n} toezegging in openbare bronnen.",
            "Wij vonden {n} toezeggingen in openbare bronnen.",
            len(promises),
        )
        return (
            sentence.format(n=len(promises))
            + " "
            + _("Wat hier niet staat, vonden wij niet. Dat wil niet zeggen dat het er niet is.")
        )
    first = ngettext("Er staat {n} toezegging", "Er staan {n} toezeggingen", len(promises)).format(n=len(promises))
    count = len(state_matrix.departments(promises))
    second = ngettext("van {n} ministerie.", "van {n} ministeries.", count).format(n=count)
    return f"{first} {second} {_money(promises)}"


def _money(promises: Sequence[StatePromise]) -> str:
    """How firm the money is, in the words of the table: what is announced is more than nothing, and not agreed."""
    agreed = sum(promise.finance >= Firmness.AGREED for promise in promises)
    nothing = sum(promise.finance == Firmness.NONE for promise in promises)
    said = len(promises) - agreed - nothing
    parts = [
        _("bij {n} afgesproken").format(n=agreed) if agreed else "",
        _("bij {n} aangekondigd of uitgewerkt, nog niet afgesproken").format(n=said) if said else "",
        _("bij {n} staat er niets over").format(n=nothing) if nothing else "",
    ]
    return _("Het geld: {parts}.").format(parts="; ".join(part for part in parts if part))


def _of_area(promises: Sequence[StatePromise], name: str, today: date) -> Picture:
    """Three rows for each ministry: substance, programme, money."""
    rows = []
    for department in state_matrix.departments(promises):
        for part in PARTS:
            by_topic = [state_matrix.of(promises, department, topic) for topic in topics()]
            cells = [_cell(state_matrix.firmest(of_topic, part, today)) for of_topic in by_topic]
            rows.append(MatrixRow(_label(part), cells, department if part == PARTS[0] else ""))
    title = _("Wat het Rijk toezegde voor {name}").format(name=name)
    return _drawn(title, promises, rows, "rijk")


def _drawn(title: str, promises: Sequence[StatePromise], rows: Sequence[MatrixRow], prefix: str) -> Picture:
    only = _found_only(promises)
    data = Matrix(
        Words(title, _summary(promises)),
        list(topics().values()),
        rows,
        steps=[str(firmness.label) for firmness in Firmness if firmness != Firmness.NONE],
        wanted=_("toegezegd, over dit deel niets gevonden") if only else _("toegezegd, over dit deel staat hier niets"),
        # There may be promises that this reader may not see.
        nothing=_("Een puntje: niets gevonden.") if only else _("Een puntje: niets openbaar."),
    )
    return matrix(data, prefix)


def _cell(firmness: Firmness | None) -> MatrixCell:
    if firmness is None:
        return MatrixCell(CellKind.NOTHING)
    if firmness == Firmness.NONE:
        return MatrixCell(CellKind.WANTED)
    return MatrixCell(CellKind.VALUE, (firmness - 1) / (Firmness.RUNNING - 1))


def _label(part: str) -> str:
    return str(field_of(StatePromise, part).verbose_name).capitalize()


def _table(promises: Sequence[StatePromise], today: date, department: str = "") -> Table:
    """department: the one that all are of; then each row says which area it is about."""
    names = [_("Toezegging"), _("Ministerie"), _("Onderwerp"), *map(_label, PARTS), _("Document")]
    if department:
        names.append(_("Alliantie"))
    rows = []
    for promise in promises:
        day = promise.says("day")
        promiser = f"{promise.department} ({promise.post})" if promise.post else promise.department
        cells = [promiser, topic(promise.domain), *(_firmness(promise, p, today) for p in PARTS)]
        cells.append(", ".join(text for text in (promise.document, day) if text))
        rows.append(TableRow(promise.name, [*cells, promise.alliance.name] if department else cells))
    caption = _("Toezeggingen van {department}").format(department=department) if department else _("Alle toezeggingen")
    return Table(caption, [TableColumn(name) for name in names], rows)


def _firmness(promise: StatePromise, part: str, today: date) -> str:
    firmness = Firmness(getattr(promise, part))
    if state_matrix.ran(promise, part, today):
        return _("liep {when}, nu onbekend").format(when=_on(promise))
    if firmness == Firmness.NONE and _found_only([promise]):
        return _("niet gevonden")
    return str(firmness.label)


def _on(promise: StatePromise) -> str:
    form = _("op {day}") if promise.day_precision == Precision.DAY else _("in {day}")
    return form.format(day=promise.says("day"))


def _waits(waiting: state_matrix.Waiting, today: date) -> str:
    """How long, on what, and whether who promised it is still there."""
    parts = _(" en ").join(_label(part).lower() for part in waiting.lacking)
    if all(state_matrix.ran(waiting.promise, part, today) for part in waiting.lacking):
        text = _("{parts}: liep {when}, nu onbekend").format(parts=parts, when=_on(waiting.promise))
        return text + (_gone() if waiting.gone else ".")
    firmness = str(state_matrix.weakest_part(waiting.promise, today).label)
    text = _("{parts}: {firmness}").format(parts=parts, firmness=firmness)
    if waiting.days is None:
        text += _(", sinds wanneer staat er niet bij")
    elif waiting.days >= MOST_DAYS_IN_MONTHS:
        text += _(", al {n} jaar").format(n=waiting.days // 365)
    elif waiting.promise.day_precision != Precision.DAY:
        text += _(", sinds {day}").format(day=waiting.promise.says("day"))
    elif waiting.days > MOST_DAYS:
        text += _(", al {n} maanden").format(n=int(waiting.days / DAYS_IN_MONTH))
    else:
        text += ngettext(", al {n} dag", ", al {n} dagen", waiting.days).format(n=waiting.days)
    return text + (_gone() if waiting.gone else ".")


def _gone() -> str:
    return _(". De functie van wie het toezegde, bestaat niet meer.")
