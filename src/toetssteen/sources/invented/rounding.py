"""How far published figures are rounded."""

from toetssteen.kernel.definitions import AggregationRule, Indicator
from toetssteen.sources.invented.facts import fact_of

_RANDOM_STEP = 5.0
_MONEY_STEP = 100.0


def rounding_step(indicator: Indicator) -> float:
    """The step to which the published figures are rounded, in the indicator's unit."""
    if indicator.aggregation.rule is AggregationRule.SUM:
        return _RANDOM_STEP if fact_of(indicator) else 1.0
    if "euro" in indicator.unit:
        return _MONEY_STEP
    return 1e-6 if indicator.unit == "score" else float(10.0**-indicator.decimals)
