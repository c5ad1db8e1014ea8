"""What a reader should know beside a figure: who counts, how it was rounded, what students do to it."""

from django.utils.translation import gettext as _

from toetssteen.answers.figures.against_reference import Reading
from toetssteen.answers.figures.numbers import amount, exact
from toetssteen.answers.figures.parts import sums_of_levels
from toetssteen.answers.figures.published import Point
from toetssteen.answers.figures.steps import count_step, step
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place
from toetssteen.indicators.aggregate import FigureKind
from toetssteen.kernel.areas import Level
from toetssteen.kernel.definitions import Indicator
from toetssteen.web.monitor.labels import PLURAL


def distorted(indicator: Indicator) -> str:
    """The mark on a figure that visitors or students distort. The reason holds for incomes only; for schooling no
    warning is needed."""
    if indicator.visitors:
        return _("Let op: bezoekers tellen mee. Waar een centrum of winkels liggen, is het cijfer hoger.")
    if not indicator.students or indicator.domain == "onderwijs":
        return ""
    if indicator.domain == "inkomen":
        return _("Let op: studenten tellen mee. Zij hebben vaak een laag inkomen, maar meestal voor korte tijd.")
    return _("Let op: studenten tellen mee.")


def of_rounded_count(atlas: Atlas, reading: Reading) -> list[str]:
    """The bounds of the figure, where its count was rounded and there are few people."""
    point, indicator = reading.latest, reading.indicator
    if point is None or point.value is None or not count_step(atlas, indicator, point):
        return []
    half = step(atlas, indicator, reading.series, point) / 2
    low, high = (amount(end, indicator) for end in (max(0.0, point.value - half), point.value + half))
    if low == high:
        return []
    return [
        _("De uitgever rondt het aantal achter dit cijfer af. Daardoor kan het hier van {low} tot {high} zijn.").format(
            low=low, high=exact(point.value + half, indicator)
        )
    ]


def of_two_sums(atlas: Atlas, place: Place, indicator: Indicator, point: Point) -> str:
    """That wijken and buurten of an area add up to different numbers, each rounded; "" where they do not."""
    if place.level is not Level.GEBIED or point.kind is FigureKind.PUBLISHED:
        return ""
    sums = sums_of_levels(atlas, place, indicator, point.year)
    if len(sums) < 2 or sums[0][1] == sums[1][1]:
        return ""
    (shown, value), (other, other_value) = sums[:2]
    return _(
        "Opgeteld uit de {shown} zijn het er {value}, uit de {other} {other_value}. De uitgever rondt elke buurt en elke wijk apart af. Wij laten het getal van de {shown} zien. Een cijfer dat er alleen per buurt is, zoals dat van misdrijven, berekenen wij met de inwoners van de buurten."
    ).format(
        shown=PLURAL[shown],
        value=exact(value, indicator),
        other=PLURAL[other],
        other_value=exact(other_value, indicator),
    )


def of_definition(indicator: Indicator) -> list[str]:
    notes = []
    if indicator.composition:
        notes.append(_("Dit zegt wie hier wonen, niet hoe goed het gaat."))
    if indicator.counted is not None:
        notes.append(
            _(
                "De uitgever telde dit. Van jaar op jaar schommelt zo'n telling ook door toeval, vooral op een kleine"
                " plek. Een verschil dat in 19 van de 20 jaren door toeval kan komen, noemen we geen verschil."
            )
        )
    if indicator.minimum_cell:
        notes.append(
            _("De uitgever geeft dit cijfer alleen bij ten minste {n} mensen of woningen.").format(
                n=indicator.minimum_cell
            )
        )
    return notes
