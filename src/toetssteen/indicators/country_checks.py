"""What figures of the whole country must be, from `definitions/country-checks.yaml`."""

import math
from collections.abc import Collection, Iterator
from pathlib import Path

from toetssteen.kernel.country_checks import CountryChecks
from toetssteen.kernel.definitions import AggregationRule, Indicator
from toetssteen.kernel.language import _
from toetssteen.sources.definitions.yaml_files import fault, load_yaml


def load_country_checks(file: Path, indicators: Collection[Indicator]) -> CountryChecks:
    """Every check. Raises DefinitionError (file and key)."""
    checks: CountryChecks = load_yaml(file, CountryChecks)
    by_id = {indicator.id: indicator for indicator in indicators}
    for key, names, evidence in _entries(checks):
        for name in names:
            if name not in by_id:
                raise fault(file, key, _("Het cijfer “{name}” bestaat niet.").format(name=name[:60]))
        if not checks.evidence.get(evidence, "").strip():
            raise fault(file, f"{key}.evidence", _("Zeg waar dat staat (“evidence”)."))
    _check_numbers(file, checks)
    for position, parts in enumerate(checks.parts):
        if by_id[parts.indicator].aggregation.rule is not AggregationRule.SUM:
            text = _("“{of}” is geen cijfer dat telt hoeveel er zijn.").format(of=parts.indicator)
            raise fault(file, f"parts[{position}].indicator", text)
    return checks


def _check_numbers(file: Path, checks: CountryChecks) -> None:
    for position, bounds in enumerate(checks.bounds):
        if not (math.isfinite(bounds.low) and math.isfinite(bounds.high) and bounds.low < bounds.high):
            raise fault(file, f"bounds[{position}]", _("De laagste waarde staat eerst, de hoogste daarna."))
    for position, total in enumerate(checks.sums):
        if not (math.isfinite(total.total) and 0 <= total.tolerance < math.inf):
            raise fault(file, f"sums[{position}]", _("“tolerance” is nul of hoger."))
    for position, parts in enumerate(checks.parts):
        if not 0 <= parts.tolerance < 1:
            raise fault(file, f"parts[{position}]", _("“tolerance” is nul of hoger, en minder dan 1."))


def _entries(checks: CountryChecks) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Of each check its key, the indicators it names and the key of its evidence."""
    for position, bounds in enumerate(checks.bounds):
        yield f"bounds[{position}]", (bounds.indicator,), bounds.evidence
    for position, total in enumerate(checks.sums):
        yield f"sums[{position}]", total.indicators, total.evidence
    for position, order in enumerate(checks.orders):
        yield f"orders[{position}]", order.indicators, order.evidence
    for position, parts in enumerate(checks.parts):
        yield f"parts[{position}]", (parts.indicator,), parts.evidence
