"""The gap, its change and the course of both figures, in words (B1). Every number is the one shown elsewhere on the page,
and the one rule for equal decides the words (see `analysis.equal`)."""

from toetssteen.analysis.course import Course, Turn
from toetssteen.analysis.equal import Cause, FigureComparison
from toetssteen.analysis.gap import GapChange, Movement
from toetssteen.answers.figures.against_reference import Reading
from toetssteen.answers.figures.numbers import amount, exact
from toetssteen.indicators.aggregate import FigureKind
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import Indicator
from toetssteen.kernel.dutch import dutch, with_unit
from toetssteen.kernel.language import _


def unit_of_gap(indicator: Indicator) -> str:
    """The unit of a difference: procentpunt for shares."""
    return _("procentpunt") if indicator.unit == "%" else indicator.unit


def size(points: float, indicator: Indicator) -> str:
    """A difference with its unit, without its sign."""
    return with_unit(abs(points), unit_of_gap(indicator), indicator.decimals)


def sides(indicator: Indicator) -> tuple[str, str]:
    """What lies above and below is called, by unit."""
    unit = indicator.unit
    if unit == "km":
        return _("verder"), _("dichterbij")
    if unit == "weken":
        return _("langer"), _("korter")
    if unit in ("aantal", "personen", "kWh", "m³") or " per " in f" {unit}":
        return _("meer"), _("minder")
    return _("hoger"), _("lager")


def _side(points: float, indicator: Indicator) -> str:
    return sides(indicator)[0 if points > 0 else 1]


def _much(indicator: Indicator) -> str:
    """ "zo veel", by unit."""
    return {"km": _("zo ver"), "weken": _("zo lang")}.get(indicator.unit, _("zo veel"))


def _even(indicator: Indicator) -> str:
    return {"km": _("even ver"), "weken": _("even lang")}.get(indicator.unit, _("even veel"))


def is_rough(reading: Reading) -> bool:
    """Whether a figure of the comparison comes from a model, or is worked out with weights that are not exact."""
    points = [p for p in (reading.latest, reading.beside) if p is not None]
    return any(p.status is Status.ESTIMATED or p.kind is FigureKind.APPROXIMATE for p in points)


def distance(reading: Reading, name: str) -> str:
    """The gap in points and as a ratio, of the larger to the smaller: "Dat is 4,0 procentpunt hoger dan in Rietstad, of 2,00
    keer zo veel."; "" for none."""
    comparison, indicator = reading.seen, reading.indicator
    if comparison is None:
        return ""
    if comparison.same_shown:
        return _("Dat is {even} als in {name}.").format(even=_even(indicator), name=name)
    if comparison.equal is not None:
        text = _("Dat is ongeveer {even} als in {name}: een verschil van {size} {why}.")
        return text.format(
            even=_even(indicator), name=name, size=size(comparison.points, indicator), why=_may_be(comparison.equal)
        )
    pattern = (
        _("Dat is ongeveer {size} {side} dan in {name}")
        if is_rough(reading)
        else _("Dat is {size} {side} dan in {name}")
    )
    text = pattern.format(size=size(comparison.points, indicator), side=_side(comparison.points, indicator), name=name)
    return text + _ratio_words(reading, comparison, name)


def _ratio_words(reading: Reading, comparison: FigureComparison, name: str) -> str:
    """The end of the sentence on the gap, with the ratio where there is one: nobody says "0,62 keer zo veel"."""
    much = _much(reading.indicator)
    if comparison.points > 0 and comparison.ratio is not None:
        ratio = dutch(comparison.ratio, comparison.ratio_decimals)
        return _(", of {ratio} keer {much}.").format(ratio=ratio, much=much)
    if comparison.points < 0 and comparison.inverse is not None:
        pattern = _(". In {name} was het {ratio} keer {much}.")
        if not _against_itself(reading):
            pattern = _(". In {name} is het {ratio} keer {much}.")
        return pattern.format(name=name, ratio=dutch(comparison.inverse, comparison.inverse_decimals), much=much)
    return "."


def _may_be(cause: Cause) -> str:
    return {Cause.ROUNDING: _("kan door afronding komen"), Cause.CHANCE: _("kan toeval zijn")}[cause]


def changed(reading: Reading, name: str) -> str:
    """What became of the gap, in points and as a ratio; "" where there is no change to tell. name: of the reference."""
    change, indicator = reading.change, reading.indicator
    if change is None:
        return ""
    if change.turn is not None:
        return _turned_gap(change, change.turn, indicator)
    if change.points is Movement.CROSSED:
        return _ends(change, indicator, name) + "."
    if change.points is Movement.UNCLEAR:
        sentence = _from_to(change, indicator, name)
        text = f"{sentence}. " + _("Dat {why}.").format(why=_may_be(change.cause or Cause.ROUNDING))
    else:
        text = {
            Movement.SMALLER: _("Het verschil is sinds {year} kleiner geworden."),
            Movement.SAME: _("Het verschil is sinds {year} ongeveer even groot gebleven."),
            Movement.LARGER: _("Het verschil is sinds {year} groter geworden."),
        }[change.points].format(year=change.first_year)
    return f"{text} {_in_ratio(change, indicator)}".strip()


def _ends(change: GapChange, indicator: Indicator, name: str) -> str:
    """The side of the gap at the start and at the end."""
    text = _("In {first} was dat hier {before} {side} dan in {name}, in {last} {after} {other}")
    return text.format(
        first=change.first_year,
        before=size(change.first.points, indicator),
        side=_side(change.first.points, indicator),
        name=name,
        last=change.last_year,
        after=size(change.last.points, indicator),
        other=_side(change.last.points, indicator),
    )


def _from_to(change: GapChange, indicator: Indicator, name: str) -> str:
    if change.first.points * change.last.points < 0:
        return _ends(change, indicator, name)
    return _("Het verschil ging tussen {first} en {last} van {before} naar {after}").format(
        first=change.first_year,
        last=change.last_year,
        before=amount(abs(change.first.points), indicator),
        after=size(change.last.points, indicator),
    )


def _turned_gap(change: GapChange, turn: Turn, indicator: Indicator) -> str:
    """A gap that was larger or smaller between the ends than at both: all three, with the side where it changes."""
    values = (change.first.points, turn.value, change.last.points)
    sided = min(values) < 0 < max(values)

    def worded(points: float) -> str:
        return f"{size(points, indicator)} {_side(points, indicator)}" if sided else size(points, indicator)

    pattern = (
        _("Het verschil was {before} in {first}, het grootst in {year} ({there}) en {after} in {last}.")
        if turn.peak
        else _("Het verschil was {before} in {first}, het kleinst in {year} ({there}) en {after} in {last}.")
    )
    return pattern.format(
        before=worded(values[0]),
        first=change.first_year,
        year=turn.year,
        there=worded(values[1]),
        after=worded(values[2]),
        last=change.last_year,
    )


def _in_ratio(change: GapChange, indicator: Indicator) -> str:
    """The change as a ratio, where it differs from the change in points."""
    if change.ratio is None or change.ratio in (change.points, Movement.CROSSED):
        return ""
    if change.ratio_turn is not None:
        pattern = _("In verhouding was het in {year} het grootst.")
        if not change.ratio_turn.peak:
            pattern = _("In verhouding was het in {year} het kleinst.")
        return pattern.format(year=change.ratio_turn.year)
    if change.ratio is Movement.UNCLEAR:
        clear = change.points in (Movement.SMALLER, Movement.LARGER)
        return _("In verhouding is niet te zeggen of het veranderde.") if clear else ""
    return {
        Movement.SMALLER: _("Maar in verhouding is het kleiner geworden."),
        Movement.SAME: _("Maar in verhouding is het ongeveer gelijk gebleven."),
        Movement.LARGER: _("Maar in verhouding is het groter geworden."),
    }[change.ratio]


def closer(reading: Reading) -> str:
    """For the list of gaps that became smaller: from how much to how much, and what the ratio says."""
    change, indicator = reading.change, reading.indicator
    if change is None:
        return ""
    text = _("van {before} in {first} naar {after} in {last}").format(
        before=amount(abs(change.first.points), indicator),
        first=change.first_year,
        after=size(change.last.points, indicator),
        last=change.last_year,
    )
    ratio = {
        Movement.SMALLER: _("ook in verhouding kleiner"),
        Movement.SAME: _("in verhouding ongeveer gelijk gebleven"),
        Movement.UNCLEAR: _("in verhouding niet te zeggen"),
    }.get(change.ratio or Movement.CROSSED, "")
    return f"{text}; {ratio}" if ratio else text


def course(reading: Reading, name: str) -> str:
    """What became of the level itself, here and in the reference: "Hier steeg het tussen 2011 en 2022 van 4,0 naar 12,0 %;
    ook in Rietstad steeg het, van 3,0 naar 10,0 %."; "" where the gap to an earlier year says it already."""
    own, there, indicator = reading.own, reading.there, reading.indicator
    if own is None or (_against_itself(reading) and own.turn is None):
        return ""
    text = _("Hier {went}").format(went=_course_clause(own, indicator))
    if there is not None:
        text += "; " + _reference_clause(own, there, indicator, name)
    return text + "."


def _against_itself(reading: Reading) -> bool:
    return reading.reference is None and reading.gap is not None


def _reference_clause(own: Course, there: Course, indicator: Indicator, name: str) -> str:
    alike = own.turn is None and there.turn is None and own.ends.equal is None and there.ends.equal is None
    if alike and own.ends.points * there.ends.points > 0:
        ends = _between(there, indicator)
        if there.ends.points > 0:
            return _("ook in {name} steeg het, {ends}").format(name=name, ends=ends)
        return _("ook in {name} daalde het, {ends}").format(name=name, ends=ends)
    return _("in {name} {went}").format(name=name, went=_course_clause(there, indicator, years=False))


def _course_clause(course: Course, indicator: Indicator, *, years: bool = True) -> str:
    """ "steeg het tussen 2011 en 2022 van 4,0 naar 12,0 %"."""
    ends = course.ends
    if course.turn is not None:
        pattern = (
            _("was het {before} in {first}, het hoogst in {year} ({there}) en {after} in {last}")
            if course.turn.peak
            else _("was het {before} in {first}, het laagst in {year} ({there}) en {after} in {last}")
        )
        return pattern.format(
            before=exact(ends.reference, indicator),
            first=course.first_year,
            year=course.turn.year,
            there=exact(course.turn.value, indicator),
            after=exact(ends.value, indicator),
            last=course.last_year,
        )
    when = _(" tussen {first} en {last}").format(first=course.first_year, last=course.last_year) if years else ""
    if ends.same_shown:
        return _("bleef het{when} gelijk, op {value}").format(when=when, value=exact(ends.value, indicator))
    if ends.equal is not None:
        return _("bleef het{when} ongeveer gelijk: {ends}").format(when=when, ends=_between(course, indicator))
    if ends.points > 0:
        return _("steeg het{when} {ends}").format(when=when, ends=_between(course, indicator))
    return _("daalde het{when} {ends}").format(when=when, ends=_between(course, indicator))


def _between(course: Course, indicator: Indicator) -> str:
    return _("van {before} naar {after}").format(
        before=exact(course.ends.reference, indicator)
        if indicator.unit in ("euro", "€", "x 1.000 euro")
        else amount(course.ends.reference, indicator),
        after=exact(course.ends.value, indicator),
    )


def jumped(reading: Reading) -> str:
    """A warning when the figure jumped in nearly all places in one of these years; else ""."""
    if not reading.jumps:
        return ""
    return _("In {years} veranderde dit cijfer overal tegelijk; dat kan aan de telling liggen.").format(
        years=_(" en ").join(str(year) for year in reading.jumps)
    )


def start_value(reading: Reading) -> str:
    """What the figure was at the start of its course, for a list: "was 4,0 % in 2011"; "" where it is about the same."""
    own, indicator = reading.own, reading.indicator
    if own is None or _against_itself(reading) or (own.turn is None and own.ends.equal is not None):
        return ""
    text = _("was {value} in {year}").format(value=exact(own.ends.reference, indicator), year=own.first_year)
    if own.turn is not None:
        text += _(", {value} in {year}").format(value=exact(own.turn.value, indicator), year=own.turn.year)
    return text


def year_and_kind(reading: Reading) -> str:
    """Year and what kind of figure, for a list: "2016, geschat"."""
    point = reading.latest
    if point is None:
        return ""
    kind = {Status.ESTIMATED: _("geschat"), Status.PROVISIONAL: _("voorlopig")}.get(point.status)
    rough = _("bij benadering") if point.kind is FigureKind.APPROXIMATE else None
    return ", ".join([str(point.year), *(word for word in (kind, rough) if word)])
