"""All indicators and the themes they belong to, from `definitions/`."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from toetssteen.kernel.areas import Level
from toetssteen.kernel.definitions import AggregationRule, Domain, Indicator
from toetssteen.kernel.language import _
from toetssteen.sources.definitions.families import families_beside, over_tables
from toetssteen.sources.definitions.yaml_files import fault, load_folders, load_yaml


def load_domains(file: Path) -> tuple[Domain, ...]:
    """The themes, in the order pages show them. Raises DefinitionError."""
    domains: tuple[Domain, ...] = load_yaml(file, tuple[Domain, ...])
    ids: set[str] = set()
    for position, domain in enumerate(domains):
        if domain.id in ids:
            raise fault(file, f"[{position}].id", _("“{id}” staat er twee keer.").format(id=domain.id))
        ids.add(domain.id)
    return domains


def load_indicators(*folders: Path) -> tuple[Indicator, ...]:
    """Every indicator, by theme, key ones first, then id. Themes: `domains.yaml` beside the first folder.

    A use of a family of tables becomes a use of each of its tables. Raises DefinitionError (file and key) where a
    definition does not fit its kind, its theme or its weights.
    """
    order = {domain.id: place for place, domain in enumerate(load_domains(folders[0].parent / "domains.yaml"))}
    families = families_beside(*folders)
    written = load_folders(folders, Indicator)
    indicators = [(path, replace(one, columns=over_tables(one.columns, families))) for path, one in written]
    by_id = {indicator.id: indicator for _path, indicator in indicators}
    for path, indicator in indicators:
        _check(path, indicator, order, by_id)
    return tuple(sorted(by_id.values(), key=lambda each: (order[each.domain], not each.key, each.id)))


def _check(path: Path, indicator: Indicator, domains: Mapping[str, int], by_id: Mapping[str, Indicator]) -> None:
    if indicator.domain not in domains:
        raise fault(path, "domain", _("Het thema “{domain}” bestaat niet.").format(domain=indicator.domain[:60]))
    _check_aggregation(path, indicator, by_id)
    _check_counted(path, indicator, by_id)
    _check_numbers(path, indicator)
    _check_divisors(path, indicator, by_id)
    _check_breaks(path, indicator)
    if bool(indicator.columns) == (indicator.wanted is not None):
        raise fault(path, "columns", _("Geef óf kolommen (“columns”), óf wie de cijfers heeft (“wanted”)."))
    if indicator.wanted is not None and indicator.wanted.lowest is Level.GEBIED:
        raise fault(path, "wanted.lowest", _("Kies buurt, wijk, gemeente of land."))
    for name, text in (
        ("name", indicator.name),
        ("meaning", indicator.meaning),
        ("does_not_say", indicator.does_not_say),
    ):
        if not text.strip():
            raise fault(path, name, _("Dit is leeg."))


def _check_aggregation(path: Path, indicator: Indicator, by_id: Mapping[str, Indicator]) -> None:
    aggregation = indicator.aggregation
    others = {"by": aggregation.by, "otherwise": aggregation.otherwise, "count": aggregation.count}
    needed = {AggregationRule.WEIGHTED: {"by"}, AggregationRule.RATIO: {"by", "count"}}.get(aggregation.rule, set())
    allowed = needed | ({"otherwise"} if aggregation.rule is AggregationRule.WEIGHTED else set())
    for key, other in others.items():
        if other is None and key not in needed:
            continue
        if key not in allowed:
            raise fault(path, f"aggregation.{key}", _("Alleen bij “weighted” of “ratio” hoort een ander cijfer."))
        if other is None or other not in by_id:
            raise fault(path, f"aggregation.{key}", _("Het gewicht “{by}” bestaat niet.").format(by=str(other)[:60]))
        if by_id[other].aggregation.rule is not AggregationRule.SUM:
            raise fault(path, f"aggregation.{key}", _("Het gewicht “{by}” kun je zelf niet optellen.").format(by=other))


def _check_counted(path: Path, indicator: Indicator, by_id: Mapping[str, Indicator]) -> None:
    if indicator.counted is None:
        return
    of = indicator.counted.of
    if of not in by_id or by_id[of].aggregation.rule is not AggregationRule.SUM:
        raise fault(path, "counted.of", _("“{of}” is geen cijfer dat telt hoeveel er zijn.").format(of=of[:60]))
    if indicator.unit != "%" and not indicator.unit.startswith("per 1.000 "):
        raise fault(path, "counted", _("Dit kan alleen bij een deel in % of een aantal per 1.000."))
    if any(use.estimated for use in indicator.columns):
        raise fault(path, "counted", _("Een schatting met een rekenmodel is geen telling. Laat “counted” weg."))


def _check_numbers(path: Path, indicator: Indicator) -> None:
    if indicator.range is not None and not _rising(indicator.range):
        raise fault(path, "range", _("De laagste waarde staat eerst, de hoogste daarna."))
    if indicator.decimals < 0 or indicator.minimum_cell < 0:
        raise fault(path, "decimals", _("“decimals” en “minimum_cell” zijn nul of hoger."))
    for position, use in enumerate(indicator.columns):
        if not math.isfinite(use.factor) or use.factor == 0 or not 0 <= use.rounding < math.inf:
            raise fault(path, f"columns[{position}]", _("“factor” is niet nul, “rounding” is nul of hoger."))
        if not 0 <= use.count_step < math.inf or (use.count_step and use.per is None):
            raise fault(path, f"columns[{position}]", _("“count_step” is nul of hoger, en kan alleen naast “per”."))


def _check_divisors(path: Path, indicator: Indicator, by_id: Mapping[str, Indicator]) -> None:
    for position, use in enumerate(indicator.columns):
        key = f"columns[{position}]"
        if use.over is not None:
            below = by_id.get(use.over)
            if below is None or below.aggregation.rule is not AggregationRule.SUM:
                raise fault(
                    path, f"{key}.over", _("“{of}” is geen cijfer dat telt hoeveel er zijn.").format(of=use.over)
                )
            if use.per is not None or any(other.over is not None for other in below.columns):
                raise fault(path, f"{key}.over", _("Een cijfer wordt maar door één ander cijfer gedeeld."))
        if not 0 <= use.least_divisor < math.inf or (use.least_divisor and use.per is None and use.over is None):
            raise fault(path, f"{key}.least_divisor", _("Dit is nul of hoger, en kan alleen naast “per” of “over”."))


def _check_breaks(path: Path, indicator: Indicator) -> None:
    years = [each.year for each in indicator.breaks]
    if years != sorted(set(years)):
        raise fault(path, "breaks", _("Zet breuken op volgorde, elk jaar één keer."))
    if any(not each.why.strip() or not each.source.strip() for each in indicator.breaks):
        raise fault(path, "breaks", _("Zeg bij elke breuk waarom (“why”) en waar dat staat (“source”)."))


def _rising(bounds: Sequence[float]) -> bool:
    return all(math.isfinite(bound) for bound in bounds) and bounds[0] < bounds[1]
