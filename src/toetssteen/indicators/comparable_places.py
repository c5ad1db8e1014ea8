"""In what comparable places are alike and when they are alike enough, from `definitions/comparable-places.yaml`."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from toetssteen.kernel.areas import Level
from toetssteen.kernel.definitions import Indicator
from toetssteen.kernel.language import _
from toetssteen.sources.definitions.forbidden import FORBIDDEN
from toetssteen.sources.definitions.yaml_files import fault, load_yaml

# Levels on which there are candidates; a named area is compared with wijken.
LEVELS = (Level.GEMEENTE, Level.WIJK, Level.BUURT)
# Publishers' totals in which origin of residents is counted: the Leefbaarometer 2.0 as a whole, and its part on residents.
COUNTS_ORIGIN = frozenset({"leefbaarheid_bewoners", "leefbaarheid_score", "leefbaarheid_klasse"})
_ORIGIN = re.compile(r"herkomst|migratie|allochto|autochto|etnic|nationalit|geboorteland|westers", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Window:
    """The years of which figures count, first and last included. Fixed, so that a new year of figures changes no choice."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class MatchingFeature:
    """Something in which comparable places are alike.

    group: features of one group weigh as much together as another group. indicators: ids in order of preference; the first
    that enough places of a level know is the feature. logarithm: ratios count rather than differences (size, density).
    always: without it a choice is provisional, and said to be.
    """

    id: str
    name: str
    group: str
    indicators: tuple[str, ...]
    logarithm: bool = False
    always: bool = False


@dataclass(frozen=True, slots=True)
class StudentRule:
    """Places where this indicator is `at_least` so much are compared among themselves only."""

    indicator: str
    at_least: float


@dataclass(frozen=True, slots=True)
class ComparablePlaces:
    """windows: per level of the candidates. sizes: bounds of the size classes in inhabitants, for a named area.

    nearest: how many at the most. least: with fewer there is no comparison. caliper: no distance is larger. balance: how far the
    place may lie from the mean of the others, per feature. known: share of the places of a level that must know a feature.
    shared: share of the weight of all features that two places must both know.
    """

    windows: Mapping[Level, Window]
    features: tuple[MatchingFeature, ...]
    students: StudentRule
    sizes: tuple[float, ...]
    nearest: int
    least: int
    caliper: float
    balance: float
    known: float
    shared: float


def load_comparable_places(file: Path, indicators: Collection[Indicator]) -> ComparablePlaces:
    """The definition. Raises DefinitionError (file and key), also for a feature that counts the origin of residents."""
    definition: ComparablePlaces = load_yaml(file, ComparablePlaces)
    known = {indicator.id: indicator for indicator in indicators}
    _check_windows(file, definition)
    _check_numbers(file, definition)
    if not definition.features:
        raise fault(file, "features", _("Geef ten minste één kenmerk."))
    for position, feature in enumerate(definition.features):
        key = f"features[{position}]"
        if feature.id in {other.id for other in definition.features[:position]}:
            raise fault(file, f"{key}.id", _("“{id}” staat er twee keer.").format(id=feature.id[:60]))
        _check_feature(file, key, feature, known)
    _check_indicator(file, "students.indicator", definition.students.indicator, known)
    return definition


def _check_windows(file: Path, definition: ComparablePlaces) -> None:
    if set(definition.windows) != set(LEVELS):
        raise fault(file, "windows", _("Geef de jaren voor gemeente, wijk en buurt, en voor niets anders."))
    for level, window in definition.windows.items():
        if window.first > window.last:
            raise fault(file, f"windows.{level}", _("Het eerste jaar ligt na het laatste."))


def _check_numbers(file: Path, definition: ComparablePlaces) -> None:
    if not 1 <= definition.least <= definition.nearest:
        raise fault(file, "least", _("Dit is ten minste 1 en niet meer dan “nearest”."))
    for name in ("caliper", "balance"):
        if not 0 < getattr(definition, name) < float("inf"):
            raise fault(file, name, _("Dit is meer dan nul."))
    for name in ("known", "shared"):
        if not 0 < getattr(definition, name) <= 1:
            raise fault(file, name, _("Dit is meer dan 0 en niet meer dan 1."))
    if not all(a < b for a, b in zip((0.0, *definition.sizes), definition.sizes, strict=False)):
        raise fault(file, "sizes", _("De grenzen lopen op, vanaf meer dan nul."))
    if not 0 < definition.students.at_least < float("inf"):
        raise fault(file, "students.at_least", _("Dit is meer dan nul."))


def _check_feature(file: Path, key: str, feature: MatchingFeature, known: Mapping[str, Indicator]) -> None:
    if not all(text.strip() for text in (feature.id, feature.name, feature.group)) or not feature.indicators:
        raise fault(file, key, _("Geef “id”, “name”, “group” en “indicators”."))
    for position, name in enumerate(feature.indicators):
        _check_indicator(file, f"{key}.indicators[{position}]", name, known)


def _check_indicator(file: Path, key: str, name: str, known: Mapping[str, Indicator]) -> None:
    # Before whether it exists: what may not be is refused under any name.
    if _counts_origin(name, known.get(name)):
        text = _("“{name}” telt de herkomst van bewoners mee. Daarop zoeken wij geen vergelijkbare plekken.")
        raise fault(file, key, text.format(name=name[:60]))
    if name not in known:
        raise fault(file, key, _("Het cijfer “{name}” bestaat niet.").format(name=name[:60]))


def _counts_origin(name: str, indicator: Indicator | None) -> bool:
    if name in COUNTS_ORIGIN or _ORIGIN.search(name):
        return True
    if indicator is None:
        return False
    return bool(_ORIGIN.search(indicator.name)) or any(use.column in FORBIDDEN for use in indicator.columns)
