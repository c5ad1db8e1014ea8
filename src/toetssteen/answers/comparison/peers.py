"""The places that are comparable with a place: how they were found, how alike they are, and when none is good enough."""

from dataclasses import dataclass

import numpy as np

from toetssteen.analysis.comparable import Match, MatchingRule, Verdict, match
from toetssteen.answers.comparison.peer_candidates import Candidates, candidates
from toetssteen.answers.comparison.peer_features import (
    FeatureTable,
    LeftOutFeature,
    OwnRow,
    UsedFeature,
    feature_table,
    own_row,
)
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.places import Place
from toetssteen.indicators.comparable_places import ComparablePlaces
from toetssteen.kernel.areas import Level
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.kernel.language import _


@dataclass(frozen=True, slots=True)
class Peer:
    code: str
    name: str
    gemeente_name: str
    distance: float


@dataclass(frozen=True, slots=True)
class FeatureBalance:
    """One feature. value: of the place; peers: mean of the peers that know it; both as published, None where unknown.
    before, after: the place minus the mean of all candidates and of the peers, in units of spread. even: whether `after` is within
    the rule; None where there is nothing to hold against each other."""

    used: UsedFeature
    value: float | None
    peers: float | None
    before: float | None
    after: float | None
    even: bool | None


@dataclass(frozen=True, slots=True)
class Peers:
    """level: of the candidates. compared: candidates of which enough is known. within: how many of them are really comparable.
    nearest: the smallest distance there is. places: the nearest of them, at most `rule.nearest`."""

    place: Place
    level: Level
    verdict: Verdict
    rule: MatchingRule
    places: tuple[Peer, ...]
    compared: int
    within: int
    nearest: float | None
    candidates: Candidates
    balance: tuple[FeatureBalance, ...]
    left_out: tuple[LeftOutFeature, ...]

    @property
    def lacking(self) -> tuple[LeftOutFeature, ...]:
        """What should always be looked at and cannot: the choice is provisional then."""
        return tuple(item for item in self.left_out if item.feature.always)


def peers(atlas: Atlas, definition: ComparablePlaces, place: Place) -> Peers:
    """The comparable places of a gemeente, wijk, buurt or named area. Raises UnknownNameError for a place that cannot have any."""
    if place.level is Level.LAND:
        raise UnknownNameError(_("Voor het hele land zijn er geen vergelijkbare plekken."))
    if place.custom:
        raise UnknownNameError(_("Voor een gebied dat u zelf samenstelt zoeken wij geen vergelijkbare plekken."))
    if place.without_parts:
        raise UnknownNameError(
            _("Welke buurten bij {name} horen is niet bekend. Daarom zoeken wij geen vergelijkbare plekken.").format(
                name=place.name
            )
        )
    level = Level.WIJK if place.level is Level.GEBIED else place.level
    table = feature_table(atlas, definition, level)
    own = own_row(atlas, table, place)
    if own is None:
        raise UnknownNameError(
            _("{name} staat niet in de nieuwste indeling. Daarom zijn er geen vergelijkbare plekken.").format(
                name=place.name
            )
        )
    allowed = candidates(atlas, definition, table, place, own)
    rule = rule_of(definition)
    found = match(own.features, own.at, allowed.allowed, np.arange(len(own.features.known), dtype=np.intp), rule)
    return Peers(
        place,
        level,
        found.verdict,
        rule,
        tuple(
            _peer(atlas, table.codes[at], distance)
            for at, distance in zip(found.positions.tolist(), found.distances.tolist(), strict=True)
        ),
        found.compared,
        found.within,
        found.nearest,
        allowed,
        _balance(table, own, found),
        table.left_out,
    )


def rule_of(definition: ComparablePlaces) -> MatchingRule:
    return MatchingRule(definition.nearest, definition.least, definition.caliper, definition.balance, definition.shared)


def _peer(atlas: Atlas, code: str, distance: float) -> Peer:
    place = atlas.place(code)
    return Peer(code, place.name, place.gemeente_name, distance)


def _balance(table: FeatureTable, own: OwnRow, found: Match) -> tuple[FeatureBalance, ...]:
    chosen = table.values[found.positions]
    return tuple(
        FeatureBalance(
            used,
            _number(own.values[at]),
            _mean(chosen[:, at].tolist()),
            _number(found.before[at]),
            _number(found.after[at]),
            None if np.isnan(found.after[at]) else at not in found.uneven,
        )
        for at, used in enumerate(table.used)
    )


def _mean(values: list[float]) -> float | None:
    known = [value for value in values if not np.isnan(value)]
    return sum(known) / len(known) if known else None


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
