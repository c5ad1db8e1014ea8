"""All indicators and the themes they belong to, from `definitions/`."""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

from toetssteen.kernel.areas import Level
from toetssteen.kernel.definitions import AggregationRule, Domain, Indicator
from toetssteen.kernel.language import _
from toetssteen.sources.definitions.yaml_files import fault, load_folders, load_yaml


def load_domains(file: Path) -> tuple[Domain, ...]:
    """The themes, in the order pages show them. Raises DefinitionError."""
    domains: tuple[Domain, ...] = load_yaml(file, tuple[Domain, ...])
    seen: set[str] = set()
    for position, domain in enumerate(domains):
        if domain.id in seen:
            raise fault(file, f"[{position}].id", _("“{id}” staat er twee keer.").format(id=domain.id))
        seen.add(domain.id)
    return domains


def load_indicators(*folders: Path) -> tuple[Indicator, ...]:
    """Every indicator, by theme, key ones first, then id. The themes stand beside the first folder, in `domains.yaml`.

    Raises DefinitionError (file and key) where a definition does not fit its kind, its theme or its weights.
    """
    order = {domain.id: place for place, domain in enumerate(load_domains(folders[0].parent / "domains.yaml"))}
    found = load_folders(folders, Indicator)
    by_id = {indicator.id: indicator for _path, indicator in found}
    for path, indicator in found:
        _check(path, indicator, order, by_id)
    return tuple(sorted(by_id.values(), key=lambda one: (order[one.domain], not one.key, one.id)))


def _check(path: Path, one: Indicator, domains: Mapping[str, int], by_id: Mapping[str, Indicator]) -> None:
    if one.domain not in domains:
        raise fault(path, "domain", _("Het thema “{domain}” bestaat niet.").format(domain=one.domain[:60]))
    _check_aggregation(path, one, by_id)
    _check_counted(path, one, by_id)
    _check_numbers(path, one)
    if bool(one.columns) == (one.wanted is not None):
        raise fault(path, "columns", _("Geef óf kolommen (“columns”), óf wie de cijfers heeft (“wanted”)."))
    if one.wanted is not None and one.wanted.lowest is Level.GEBIED:
        raise fault(path, "wanted.lowest", _("Kies buurt, wijk, gemeente of land."))
    for name, text in (("name", one.name), ("meaning", one.meaning), ("does_not_say", one.does_not_say)):
        if not text.strip():
            raise fault(path, name, _("Dit is leeg."))


def _check_aggregation(path: Path, one: Indicator, by_id: Mapping[str, Indicator]) -> None:
    weight = one.aggregation.by
    if one.aggregation.rule is not AggregationRule.WEIGHTED:
        if weight is not None:
            raise fault(path, "aggregation.by", _("Alleen bij “weighted” hoort een gewicht."))
        return
    if weight is None or weight not in by_id:
        raise fault(path, "aggregation.by", _("Het gewicht “{by}” bestaat niet.").format(by=str(weight)[:60]))
    if by_id[weight].aggregation.rule is not AggregationRule.SUM:
        raise fault(path, "aggregation.by", _("Het gewicht “{by}” kun je zelf niet optellen.").format(by=weight))


def _check_counted(path: Path, one: Indicator, by_id: Mapping[str, Indicator]) -> None:
    if one.counted is None:
        return
    of = one.counted.of
    if of not in by_id or by_id[of].aggregation.rule is not AggregationRule.SUM:
        raise fault(path, "counted.of", _("“{of}” is geen cijfer dat telt hoeveel er zijn.").format(of=of[:60]))
    if one.unit != "%" and not one.unit.startswith("per 1.000 "):
        raise fault(path, "counted", _("Dit kan alleen bij een deel in % of een aantal per 1.000."))
    if any(use.estimated for use in one.columns):
        raise fault(path, "counted", _("Een schatting met een rekenmodel is geen telling. Laat “counted” weg."))


def _check_numbers(path: Path, one: Indicator) -> None:
    if one.range is not None and not _rising(one.range):
        raise fault(path, "range", _("De laagste waarde staat eerst, de hoogste daarna."))
    if one.decimals < 0 or one.minimum_cell < 0:
        raise fault(path, "decimals", _("“decimals” en “minimum_cell” zijn nul of hoger."))
    for position, use in enumerate(one.columns):
        if not math.isfinite(use.factor) or use.factor == 0 or not 0 <= use.rounding < math.inf:
            raise fault(path, f"columns[{position}]", _("“factor” is niet nul, “rounding” is nul of hoger."))
        if not 0 <= use.count_step < math.inf or (use.count_step and use.per is None):
            raise fault(path, f"columns[{position}]", _("“count_step” is nul of hoger, en kan alleen naast “per”."))


def _rising(bounds: Sequence[float]) -> bool:
    return all(math.isfinite(bound) for bound in bounds) and bounds[0] < bounds[1]
