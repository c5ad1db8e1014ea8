"""How far a target is, in words (B1). The rule is `analysis.towards`; nothing here says why a figure changed, or that something
helped."""

from decimal import Decimal

from toetssteen.analysis.course import Course
from toetssteen.analysis.equal import Cause
from toetssteen.analysis.towards import TargetDistance, TargetVerdict, Unclear
from toetssteen.answers.figures.numbers import amount, exact
from toetssteen.answers.figures.towards import TargetProgress
from toetssteen.kernel.definitions import Indicator
from toetssteen.kernel.dutch import short_unit, with_unit
from toetssteen.kernel.language import _


def distance_words(distance: TargetDistance) -> str:
    """The name of a distance, for headings, counts and the API."""
    return {
        TargetDistance.REACHED: _("gehaald"),
        TargetDistance.REACHED_ELSEWHERE_TOO: _("gehaald, maar elders ook"),
        TargetDistance.CLOSER: _("dichterbij"),
        TargetDistance.SAME: _("even ver"),
        TargetDistance.FURTHER: _("verder weg"),
        TargetDistance.UNCLEAR: _("nog niet te zeggen"),
        TargetDistance.NO_FIGURE: _("geen cijfer"),
    }[distance]


def target_amount(value: float | Decimal | None, indicator: Indicator) -> str:
    """A target with its unit, with as many decimals as it was typed with: 4,5 does not become 5."""
    return with_unit(value, indicator.unit, target_decimals(value, indicator))


def target_decimals(value: float | Decimal | None, indicator: Indicator) -> int:
    """Never fewer than the figure itself is shown with."""
    if value is None or indicator.unit == "x 1.000 euro":
        return indicator.decimals
    exponent = Decimal(str(value)).normalize().as_tuple().exponent
    return max(indicator.decimals, -exponent if isinstance(exponent, int) else 0)


def explained(progress: TargetProgress, target: str) -> list[str]:
    """The numbers and years behind a distance, one thought each. target: the target with its unit; "" where there is none."""
    judged = progress.verdict
    texts = [_here(progress), _there(progress), *_why(judged, progress, target)]
    if judged.near is not None and target:
        near = {
            Cause.ROUNDING: _("Het verschil met {target} is kleiner dan de afronding van het cijfer."),
            Cause.CHANCE: _("Het verschil met {target} is zo klein dat het toeval kan zijn."),
        }
        texts.append(near[judged.near].format(target=target))
    return [text for text in texts if text]


def _here(progress: TargetProgress) -> str:
    own, latest, indicator = progress.own, progress.latest, progress.indicator
    if latest is None:
        if progress.secret:
            return _("De uitgever houdt het cijfer van deze plek geheim.")
        return _("Van deze plek is dit cijfer niet bekend.")
    if own is None:
        return _("Hier is het {value} ({year}).").format(
            value=short_amount(latest.value or 0, indicator), year=latest.year
        )
    if progress.elsewhere is None:
        text = (
            _("Hier bleef het {last} ({years}).")
            if own.ends.same_shown
            else _("Hier van {first} naar {last} ({years}).")
        )
        return text.format(**_ends(own, indicator), years=_years(own))
    return ""


def _there(progress: TargetProgress) -> str:
    """Here and there in one sentence, over the same years; or why there is no rest."""
    own, elsewhere, indicator = progress.own, progress.elsewhere, progress.indicator
    if own is None:
        return ""
    if elsewhere is not None:
        here = _("Hier bleef het {last}") if own.ends.same_shown else _("Hier van {first} naar {last}")
        there = _("in {rest} bleef het {last}") if elsewhere.ends.same_shown else _("in {rest} van {first} naar {last}")
        return _("{here}, {there} ({years}).").format(
            here=here.format(**_ends(own, indicator)),
            there=there.format(rest=progress.reference_name, **_ends(elsewhere, indicator)),
            years=_years(own),
        )
    if progress.reference is None:
        return _("Er is geen rest om naast te leggen.")
    if progress.breaks and not progress.reason:
        text = _("Van {rest} zijn de jaren voor en na {year} niet te vergelijken.")
        return text.format(rest=progress.reference_name, year=progress.breaks[-1])
    text = _("Van {rest} is dit over deze jaren niet bekend.").format(rest=progress.reference_name)
    return f"{text} {_because(progress.reason)}".strip()


def _because(reason: str) -> str:
    return f"{reason[0].upper()}{reason[1:].rstrip('.')}." if reason else ""


def _why(judged: TargetVerdict, progress: TargetProgress, target: str) -> list[str]:
    if judged.why is None:
        return []
    texts = {
        Unclear.NO_TARGET: _("Er is nog geen streefwaarde."),
        Unclear.NO_SIDE: _("Of meer of minder hier beter is, volgt niet uit wat is afgesproken."),
        Unclear.MODELLED: _("Dit cijfer komt uit een rekenmodel. Daaraan is niet te zien of een doel dichterbij komt."),
        Unclear.NO_BEGIN: _("Er is nog geen later jaar dat met het begin te vergelijken is."),
        Unclear.CHANCE: _("Dat verschil kan toeval zijn."),
    }
    return [texts[judged.why]]


def short_amount(value: float, indicator: Indicator) -> str:
    """With a unit of one sign or word; "per 1.000 inwoners" is said once, beside the goal."""
    return exact(value, indicator) if short_unit(indicator.unit) else amount(value, indicator)


def _ends(run: Course, indicator: Indicator) -> dict[str, str]:
    return {"first": short_amount(run.ends.reference, indicator), "last": short_amount(run.ends.value, indicator)}


def _years(run: Course) -> str:
    return f"{run.first_year}–{run.last_year}"
