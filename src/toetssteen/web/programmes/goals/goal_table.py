"""The goals of the picture as a table: the same facts, a row for each target."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from toetssteen.analysis.course import Course
from toetssteen.analysis.towards import TargetDistance
from toetssteen.answers.words.target_words import distance_words, target_amount
from toetssteen.kernel.dutch import UNKNOWN, with_unit
from toetssteen.web.programmes.goals.goal_rows import GoalRow, TargetCell, evidence_cell
from toetssteen.web.programmes.models import Goal
from toetssteen.web.ui.tables import Table, TableColumn, TableRow


def goal_table(rows: Iterable[GoalRow], bare: Iterable[Goal]) -> Table:
    """bare: goals without a figure and without activities."""
    names = [_("Doel"), _("Cijfer"), _("Hier"), _("De rest"), _("Streefwaarde"), _("Hoe ver"), _("Vastgelegd bewijs")]
    filled = [line for row in rows if row.goal is not None for line in _of_goal(row, row.goal)]
    filled += [line for goal in bare for line in _of_goal(GoalRow(goal, [], evidence_cell(goal, ()), [], []), goal)]
    return Table(_("De doelen als tabel"), [TableColumn(name) for name in names], filled)


def _of_goal(row: GoalRow, goal: Goal) -> list[TableRow]:
    link = reverse("programmes:goal", kwargs={"number": goal.pk})
    evidence = "" if row.evidence is None else row.evidence.words
    if not row.targets:
        nothing = distance_words(TargetDistance.NO_FIGURE)
        return [TableRow(goal.name, [nothing, UNKNOWN, UNKNOWN, UNKNOWN, nothing, evidence], link)]
    return [TableRow(goal.name, [*_cells(cell), evidence], link) for cell in row.targets]


def _cells(cell: TargetCell) -> list[str]:
    far = cell.progress
    if far is None:
        return [cell.name, UNKNOWN, UNKNOWN, UNKNOWN, cell.heading]
    aim = UNKNOWN
    if cell.target.value is not None:
        aim = target_amount(cell.target.value, far.indicator)
        aim = _("{value} in {year}").format(value=aim, year=cell.target.year) if cell.target.year else aim
    unit, decimals = far.indicator.unit, far.indicator.decimals
    here = _run(far.own, unit, decimals)
    if far.own is None and far.latest is not None:
        here = _("{value} in {year}").format(value=with_unit(far.latest.value, unit, decimals), year=far.latest.year)
    return [cell.name, here, _run(far.elsewhere, unit, decimals), aim, cell.heading]


def _run(run: Course | None, unit: str, decimals: int) -> str:
    if run is None:
        return UNKNOWN
    return _("{first} in {first_year}, {last} in {last_year}").format(
        first=with_unit(run.ends.reference, unit, decimals),
        first_year=run.first_year,
        last=with_unit(run.ends.value, unit, decimals),
        last_year=run.last_year,
    )
