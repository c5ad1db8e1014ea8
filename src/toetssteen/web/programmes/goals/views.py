"""A goal, to read: why we believe it, and how far its figures are."""

from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from toetssteen.analysis.equal import compare
from toetssteen.answers.figures.numbers import decimals_shown, exact
from toetssteen.answers.figures.towards import TargetProgress, Towards, towards
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.words import sentences
from toetssteen.answers.words.target_words import distance_words, explained, target_amount
from toetssteen.kernel.bounds import is_amount, is_year
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import Direction, Indicator
from toetssteen.kernel.dutch import with_unit
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.web.accounts.requests import ActorRequest
from toetssteen.web.alliances import selectors as alliance_selectors
from toetssteen.web.alliances.rules import Action, may
from toetssteen.web.programmes import called, selectors
from toetssteen.web.programmes.activities import listings
from toetssteen.web.programmes.goals import baselines
from toetssteen.web.programmes.goals.progress import points_of, progress
from toetssteen.web.programmes.goals.smart import Lack, lacks
from toetssteen.web.programmes.models import Goal, Target
from toetssteen.web.records import selectors as record_selectors
from toetssteen.web.records.readers import reader
from toetssteen.web.site.pages import page, show
from toetssteen.web.snapshots.selectors import serving
from toetssteen.web.ui.pictures import PathChart, PathLine, PathPoint, Picture, Words, path
from toetssteen.web.ui.tables import Table, TableColumn, TableRow


@dataclass(frozen=True, slots=True)
class TargetView:
    """A target as a reader meets it: how far it is and why, then the picture, then the table, then what is missing."""

    target: Target
    name: str
    distance: str
    explained: list[str]
    sentences: list[str]
    picture: Picture | None
    table: Table | None
    lacks: list[Lack]


@page
def goal(request: ActorRequest, number: int) -> HttpResponse:
    goal = record_selectors.one(Goal, number, request.actor)
    atlas, key, today = serving(), goal.alliance.key, timezone.localdate()
    targets = record_selectors.visible(Target, request.actor).filter(goal=goal).select_related("place")
    below = selectors.goals(request.actor, key).filter(parent=goal)
    activities = selectors.activities(request.actor).filter(goal=goal)
    context = {
        "goal": goal,
        "above": reader(request.actor).known(goal.parent),
        "below": below,
        "activities": listings.apart(_("Wat hiervoor gebeurt"), activities, today),
        "targets": [_shown(atlas, target, today.year) for target in targets],
        "may_edit": may(request.actor, Action.EDIT, goal.subject()),
        "may_see_history": may(request.actor, Action.HISTORY, goal.subject()),
        "may_add": alliance_selectors.may_add_somewhere(request.actor, goal.alliance),
    }
    return show(request, "programmes/goal.html", context)


def _steps(target: Target) -> list[tuple[int, float]]:
    """Baseline, milestones and target, as far as they are chosen, and as far as they can be drawn."""
    ends = [(target.base_year, target.base), (target.year, target.value)]
    return [(int(y), float(v)) for y, v in [*ends, *target.steps] if is_year(y) and is_amount(v)]


def _shown(atlas: Atlas | None, target: Target, this_year: int) -> TargetView:
    withdrawn = baselines.is_withdrawn(baselines.figures(), target)
    if withdrawn:
        target.base = None  # for showing; nothing here saves it
    try:
        if atlas is None:
            raise UnknownNameError("")
        indicator, place = atlas.indicator(target.indicator), atlas.place(target.place.code)
        way = towards(atlas, place, indicator, _steps(target))
    except UnknownNameError:
        sentence = _("De cijfers van nu kennen dit cijfer of deze plek niet.")
        missing = lacks(target, None, float("nan"), float("nan"))
        return TargetView(target, target.indicator, "", [], [sentence], None, None, missing)
    name, far = called.target(target), progress(atlas, target)
    texts = _sentences(target, indicator, way, this_year)
    if withdrawn:
        texts.append(_("De nulmeting laten we niet zien: de uitgever heeft dat cijfer later geheim gemaakt."))
    return TargetView(
        target,
        name,
        distance_words(far.verdict.distance),
        explained(far, target_amount(target.value, indicator) if target.value is not None else ""),
        texts,
        _picture(target, indicator, far, name, " ".join(texts)),
        _table(target, far, name),
        lacks(target, indicator, way.pace, way.quickest),
    )


def _sentences(target: Target, indicator: Indicator, way: Towards, this_year: int) -> list[str]:
    def said(value: float | Decimal | None) -> str:
        return with_unit(value, indicator.unit, indicator.decimals)

    texts = []
    if target.value is not None and target.year is not None:
        over = target.year < this_year
        text = _("In {year} moest het {value} zijn.") if over else _("In {year} moet het {value} zijn.")
        bound = {Direction.LOWER: _("hooguit {value}"), Direction.HIGHER: _("minstens {value}")}
        value = bound.get(indicator.direction, "{value}").format(value=target_amount(target.value, indicator))
        texts.append(text.format(year=target.year, value=value))
    if target.base is not None:
        texts.append(_("In {year} was het {value}.").format(year=target.base_year, value=said(target.base)))
    if way.latest is not None and way.latest.year != target.base_year:
        texts.append(_("In {year} is het {value}.").format(year=way.latest.year, value=said(way.latest.value)))
        if way.latest.status is not Status.OBSERVED:
            texts.append(_("Dat cijfer is {status}.").format(status=sentences.status(way.latest.status)))
        if way.agreed == way.agreed:
            texts.append(_("Bij de afgesproken weg hoort dan {value}.").format(value=said(way.agreed)))
    if way.base is not None and target.base is not None and _revised(way.base, float(target.base), indicator):
        text = _("De uitgever geeft voor {year} nu {value}: de nulmeting is later herzien.")
        texts.append(text.format(year=target.base_year, value=said(way.base)))
    if not texts:
        texts.append(_("Hier staat nog niet waar vandaan en waarheen."))
    return texts


def _revised(now: float, then: float, indicator: Indicator) -> bool:
    """Whether a reader sees two numbers."""
    return not compare(now, then, steps=(0.0, 0.0), decimals=decimals_shown(indicator)).same_shown


def _picture(target: Target, indicator: Indicator, far: TargetProgress, name: str, words: str) -> Picture | None:
    known = points_of(far.figures)
    if not any(point.value is not None for point in known):
        return None
    steps = sorted(_steps(target))
    others = [] if far.reference is None else [PathLine(far.reference_name, points_of(far.reference))]
    agreed = [PathLine(_("afspraak"), [PathPoint(year, value) for year, value in steps])] if len(steps) > 1 else []
    drawn = PathChart(
        Words(name, words),
        PathLine(target.place.name, known),
        references=[*(other for other in others if other.runs), *agreed],
        unit=indicator.unit,
        decimals=indicator.decimals,
        step=far.step,
    )
    return path(drawn, f"doel{target.pk}")


def _table(target: Target, far: TargetProgress, name: str) -> Table:
    """Each measured year with how it is known and the way to its source, beside the rest and what was agreed."""
    indicator, figures, agreed = far.indicator, far.figures, dict(_steps(target))
    source = reverse("monitor:lineage", args=[indicator.id, target.place.code, 0]).removesuffix("0/")
    first = next((point for point in figures.points if point.value is not None), None)
    rows = []
    for year in sorted({*agreed, *(point.year for point in figures.points)}):
        point = figures.at(year)
        measured = with_unit(point.value, indicator.unit, indicator.decimals) if point else ""
        how_known = ", ".join(sentences.how_known(point, first)) if point else ""
        cells = [measured, _there(far, year), _planned(target, agreed, year, indicator), how_known]
        rows.append(TableRow(str(year), cells, f"{source}{year}/" if point else ""))
    rest = _("In {rest}").format(rest=far.reference_name) if far.reference_name else _("De rest")
    names = [(_("Gemeten"), True), (rest, True), (_("Afgesproken"), True), (_("Hoe bekend"), False)]
    columns = [TableColumn(_("Jaar")), *(TableColumn(words, number=number) for words, number in names)]
    return Table(_("{name}, per jaar").format(name=name), columns, rows)


def _there(far: TargetProgress, year: int) -> str:
    point = None if far.reference is None else far.reference.at(year)
    return "" if point is None or point.value is None else exact(point.value, far.indicator)


def _planned(target: Target, agreed: dict[int, float], year: int, indicator: Indicator) -> str:
    """The baseline is the publisher's; what people typed keeps its decimals."""
    if year not in agreed:
        return ""
    return (exact if year == target.base_year else target_amount)(agreed[year], indicator)
