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

MOST_DAYS_IN_MONTHS = 730


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
    areas = list(dict.fromkeys(one.alliance.name for one in promises))
    pictures, today = [], timezone.localdate()
    for number, department in enumerate(state_matrix.departments(promises)):
        mine = [one for one in promises if one.department == department]
        rows = [
            MatrixRow(
                area,
                [
                    _cell(state_matrix.whole((o for o in mine if o.alliance.name == area and o.domain == t), today))
                    for t in topics()
                ],
            )
            for area in areas
        ]
        title = _("{department}: hoe vast het is, per gebied en onderwerp").format(department=department)
        pictures.append((department, _drawn(title, mine, rows, f"rijk{number}"), _table(mine, today, department)))
    return show(request, "programmes/state_everywhere.html", {"pictures": pictures, "summary": _summary(promises)})


def _found_only(promises: Sequence[StatePromise]) -> bool:
    """Whether this is what public sources say, and not what an alliance keeps."""
    return any(one.alliance.nature == Nature.EXAMPLE for one in promises)


def _summary(promises: Sequence[StatePromise]) -> str:
    """One sentence: how many, of whom, and how many without agreed money."""
    if not promises:
        return _("Er staan hier geen toezeggingen van het Rijk die u mag zien.")
    if _found_only(promises):
        found = ngettext(
            "Wij vonden {n} toezegging in openbare bronnen.",
            "Wij vonden {n} toezeggingen in openbare bronnen.",
            len(promises),
        )
        return (
            found.format(n=len(promises))
            + " "
            + _("Wat hier niet staat, vonden wij niet. Dat wil niet zeggen dat het er niet is.")
        )
    bare = sum(one.finance < Firmness.AGREED for one in promises)
    first = ngettext("Er staat {n} toezegging", "Er staan {n} toezeggingen", len(promises)).format(n=len(promises))
    count = len(state_matrix.departments(promises))
    second = ngettext("van {n} ministerie.", "van {n} ministeries.", count).format(n=count)
    third = (
        _("Bij {n} daarvan is over het geld nog niets afgesproken.").format(n=bare)
        if bare
        else _("Bij alle die hier staan, is over het geld iets afgesproken.")
    )
    return f"{first} {second} {third}"


def _of_area(promises: Sequence[StatePromise], name: str, today: date) -> Picture:
    """Three rows for each ministry: substance, programme, money."""
    rows = []
    for department in state_matrix.departments(promises):
        for part in PARTS:
            mine = [state_matrix.of(promises, department, topic) for topic in topics()]
            cells = [_cell(state_matrix.firmest(some, part, today)) for some in mine]
            rows.append(MatrixRow(_label(part), cells, department if part == PARTS[0] else ""))
    title = _("Wat het Rijk toezegde voor {name}").format(name=name)
    return _drawn(title, promises, rows, "rijk")


def _drawn(title: str, promises: Sequence[StatePromise], rows: Sequence[MatrixRow], prefix: str) -> Picture:
    only = _found_only(promises)
    data = Matrix(
        Words(title, _summary(promises)),
        list(topics().values()),
        rows,
        low=str(Firmness.ANNOUNCED.label),
        high=str(Firmness.RUNNING.label),
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
    for one in promises:
        day = one.says("day")
        who = f"{one.department} ({one.post})" if one.post else one.department
        cells = [who, topic(one.domain), *(_firmness(one, p, today) for p in PARTS)]
        cells.append(", ".join(text for text in (one.document, day) if text))
        rows.append(TableRow(one.name, [*cells, one.alliance.name] if department else cells))
    caption = _("Toezeggingen van {department}").format(department=department) if department else _("Alle toezeggingen")
    return Table(caption, [TableColumn(name) for name in names], rows)


def _firmness(one: StatePromise, part: str, today: date) -> str:
    firmness = Firmness(getattr(one, part))
    if state_matrix.ran(one, part, today):
        return _("liep {when}, nu onbekend").format(when=_on(one))
    if firmness == Firmness.NONE and _found_only([one]):
        return _("niet gevonden")
    return str(firmness.label)


def _on(one: StatePromise) -> str:
    form = _("op {day}") if one.day_precision == Precision.DAY else _("in {day}")
    return form.format(day=one.says("day"))


def _waits(one: state_matrix.Waiting, today: date) -> str:
    """How long, on what, and whether who promised it is still there."""
    parts = _(" en ").join(_label(part).lower() for part in one.lacking)
    if all(state_matrix.ran(one.promise, part, today) for part in one.lacking):
        found = _("{parts}: liep {when}, nu onbekend").format(parts=parts, when=_on(one.promise))
        return found + (_gone() if one.gone else ".")
    firmness = str(state_matrix.weakest_part(one.promise, today).label)
    found = _("{parts}: {firmness}").format(parts=parts, firmness=firmness)
    if one.days is None:
        found += _(", sinds wanneer staat er niet bij")
    elif one.days >= MOST_DAYS_IN_MONTHS:
        found += _(", al {n} jaar").format(n=one.days // 365)
    elif one.promise.day_precision != Precision.DAY:
        found += _(", sinds {day}").format(day=one.promise.says("day"))
    else:
        found += ngettext(", al {n} dag", ", al {n} dagen", one.days).format(n=one.days)
    return found + (_gone() if one.gone else ".")


def _gone() -> str:
    return _(". De functie van wie het toezegde, bestaat niet meer.")
