"""A snapshot ready for questions: definitions by name, places, weights. Made once per snapshot."""

from collections.abc import Mapping, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from toetssteen.answers.snapshot.custom_areas import build_custom_area, read_code
from toetssteen.answers.snapshot.places import CUSTOM, Gazetteer, Place
from toetssteen.indicators.aggregate import fill_weights
from toetssteen.kernel.areas import COUNTRY, AreaCode
from toetssteen.kernel.cells import Floats, Status
from toetssteen.kernel.cube import Cube
from toetssteen.kernel.definitions import Alias, Domain, Indicator, Source
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.kernel.language import _
from toetssteen.kernel.publication_lags import PublicationLag
from toetssteen.warehouse.divisions import Register
from toetssteen.warehouse.ground import FIRST, LAST, Stretch, folded
from toetssteen.warehouse.manifest import DeliveredYear
from toetssteen.warehouse.opening import Snapshot

# The indicator that counts who lives somewhere: how large an area is.
PEOPLE = "inwoners"


class Atlas:
    """Everything an answer needs of one snapshot. Immutable in use; what it keeps is derived."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.cube = snapshot.cube
        definitions = snapshot.definitions
        self.indicators: dict[str, Indicator] = {i.id: i for i in definitions.indicators}
        self.domains: tuple[Domain, ...] = definitions.domains
        self.sources: dict[str, Source] = {s.id: s for s in definitions.sources}
        self.aliases: tuple[Alias, ...] = definitions.aliases
        self.publication_lags: tuple[PublicationLag, ...] = definitions.publication_lags
        self.gazetteer = Gazetteer(
            snapshot.cube,
            snapshot.register,
            snapshot.manifest.country,
            {area.id: area for area in definitions.named_areas},
        )
        register, cube = snapshot.register, snapshot.cube
        # Places whose figures stand under more codes than their own, or under their own only in some divisions.
        moved = {link.code for link in register.links} | {link.former for link in register.links}
        moved |= {code for codes in register.elsewhere.values() for code in codes}
        self._histories = {code: register.history(code) for code in moved}
        self.mergers = {merger.code: merger for merger in register.mergers}
        self.divisions = np.array([FIRST, *(d.division_year for d in snapshot.manifest.deliveries)], dtype=np.int32)
        # Codes that stood for other ground in some divisions: per code which ones, and as a mask over the cube's areas.
        self._elsewhere_of = _elsewhere_of(register)
        years, self._division_row = np.unique(self.divisions, return_inverse=True)
        self._elsewhere = np.zeros((len(years), len(cube.areas)), dtype=np.bool_)
        for row, year in enumerate(years.tolist()):
            codes = (code for code in register.elsewhere.get(year, ()) if cube.has_area(code))
            self._elsewhere[row, cube.areas_at(codes)] = True
        self.ground = _ground(cube, self._histories)
        self._names_then: dict[tuple[str, int], str] = {}
        self._weights: dict[str, Floats] = {}
        self._in_division: dict[int, NDArray[np.bool_]] = {}
        self._complete: dict[str, NDArray[np.bool_]] = {}

    @property
    def id(self) -> str:
        return self.snapshot.id

    @property
    def stamp(self) -> str:
        """A text that identifies the figures: the snapshot's id, and a checksum of the cells withdrawn since."""
        withdrawn = self.snapshot.withdrawn
        return f"{self.id}-{crc32(repr(sorted(withdrawn)).encode()):x}" if withdrawn else self.id

    def is_withdrawn(self, year: int, indicator: str, area: str) -> bool:
        """Whether a later snapshot made this cell secret, so that it is hidden here."""
        cell = self._position(year, indicator, area) if self.snapshot.withdrawn else None
        return cell is not None and cell in self.snapshot.withdrawn

    def is_secret(self, year: int, indicator: str, area: str) -> bool:
        """Whether the publisher withholds this cell; False where there is no such cell."""
        cell = self._position(year, indicator, area)
        return cell is not None and int(self.cube.statuses[cell]) == Status.SECRET

    def _position(self, year: int, indicator: str, area: str) -> tuple[int, int, int] | None:
        cube = self.cube
        if year not in cube.years or not cube.has_area(area) or not cube.has_indicator(indicator):
            return None
        return cube.year_at(year), cube.indicator_at(indicator), cube.area_at(area)

    def history(self, code: str) -> tuple[Stretch, ...]:
        """Under which codes a place has figures, newest first: see `Register.history`."""
        return self._histories.get(AreaCode(code)) or (Stretch(AreaCode(code), FIRST, LAST),)

    def elsewhere(self, code: str, divisions: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Per division year: whether `code` stood for other ground in it than it does today. Shape of `divisions`."""
        other_divisions = self._elsewhere_of.get(AreaCode(code))
        if other_divisions is None:
            return np.zeros(divisions.shape, dtype=np.bool_)
        return np.isin(divisions, other_divisions)

    def of_today(self, deliveries: NDArray[np.uint16], areas: NDArray[np.intp]) -> NDArray[np.bool_]:
        """(..., areas): whether each cell was measured on the ground that its code stands for today.

        deliveries: those of the cells, the areas on the last axis.
        """
        return ~self._elsewhere[self._division_row[deliveries], areas]

    def in_division(self, division: int) -> NDArray[np.bool_]:
        """(areas,): which areas exist in a division year, as far as any file says."""
        if division not in self._in_division:
            names = self.snapshot.register.names.get(division, {})
            self._in_division[division] = np.array([code in names for code in self.cube.areas])
        return self._in_division[division]

    def name_in(self, code: str, division: int) -> str:
        """What a place was called in a division; its name of today where that differs in spelling only."""
        today = (self.gazetteer.places.get(code) or self.place(code)).name
        name = self._names_then.get((code, division))
        if name is None:
            name = self.snapshot.register.name_in(AreaCode(code), division)
            differs = name != code and folded(name) != folded(today)
            self._names_then[code, division] = name = name if differs else today
        return name

    def names_in(self, codes: Sequence[AreaCode], divisions: NDArray[np.int32]) -> tuple[str, ...]:
        """`name_in` for several codes, each in its own division."""
        return tuple(self.name_in(code, division) for code, division in zip(codes, divisions.tolist(), strict=True))

    def place(self, code: str) -> Place:
        """The place with this CBS code or named-area id, or the one that a reader put together. Raises UnknownNameError."""
        if code.startswith(CUSTOM):
            return build_custom_area(self.gazetteer, *read_code(code), self.people())
        named_areas = self.gazetteer.named
        named = named_areas.get(code.strip()) or named_areas.get(AreaCode(code.strip().upper()).named_area)
        key = code.strip() if named is None else (named.code or named.id)
        place = self.gazetteer.places.get(key) or self.gazetteer.places.get(key.upper())
        if place is None:
            raise UnknownNameError(
                _("De plek “{code}” kennen wij niet. Zoek op naam, of op een code zoals WK001404.").format(
                    code=code[:40]
                )
            )
        return place

    def indicator(self, name: str) -> Indicator:
        """The definition with this id. Raises UnknownNameError."""
        if name not in self.indicators:
            raise UnknownNameError(_("Het cijfer “{name}” kennen wij niet.").format(name=name[:60]))
        return self.indicators[name]

    def weight_of(self, indicator: Indicator, members: NDArray[np.intp]) -> str | None:
        """Id of the indicator that weighs `members` in a mean; None when it is not weighted.

        Where nobody ever counted the first weight in one of them, all are weighed by the second.
        """
        by, otherwise = indicator.aggregation.by, indicator.aggregation.otherwise
        if by is None or otherwise is None or not self.cube.has_indicator(otherwise):
            return by
        delivered = self.cube.deliveries[:, self.cube.indicator_at(indicator.id), members].any(axis=0)
        return otherwise if np.isnan(self._filled(by)[-1, members[delivered]]).any() else by

    def weights(self, indicator: Indicator, members: NDArray[np.intp]) -> Floats | None:
        """(years, areas) weights for a weighted mean over `members`, gaps filled from the nearest year; None when it is
        not weighted.

        Second weights are secret where very few live: there the inhabitants stand in, of whom there are at least as many
        as households, so that the share that is covered is never overstated.
        """
        by = self.weight_of(indicator, members)
        if by is None:
            return None
        weights = self._filled(by)
        if by != indicator.aggregation.by and self.cube.has_indicator(PEOPLE):
            return np.where(np.isnan(weights), self._filled(PEOPLE), weights)
        return weights

    def people(self) -> Floats:
        """(areas,) inhabitants in the last year, or the nearest one before; NaN where nobody counted them."""
        if not self.cube.has_indicator(PEOPLE):
            return np.full(len(self.cube.areas), np.nan)
        return np.asarray(self._filled(PEOPLE)[-1])

    def _filled(self, name: str) -> Floats:
        if name not in self._weights:
            self._weights[name] = fill_weights(np.asarray(self.cube.values[:, self.cube.indicator_at(name), :]))
        return self._weights[name]

    def complete(self, region: AreaCode | str) -> NDArray[np.bool_]:
        """(deliveries + 1,): whether a delivery holds every part of `region` (a gemeente or the country)."""
        if region not in self._complete:
            deliveries = self.snapshot.manifest.deliveries
            scopes = [self.sources[d.source].scope for d in deliveries]
            self._complete[region] = np.array([False, *(COUNTRY in scope or region in scope for scope in scopes)])
        return self._complete[region]

    def delivery(self, number: int) -> DeliveredYear | None:
        """The delivery behind a value of the cube's `deliveries`; None for 0."""
        return self.snapshot.manifest.deliveries[number - 1] if number else None

    def rounding(self, indicator: Indicator, delivery: int) -> float:
        """The step the publisher rounds to in this delivery, in the indicator's unit; 0 when not rounded."""
        delivered = self.delivery(delivery)
        if delivered is None:
            return max((use.rounding for use in indicator.columns), default=0.0)
        return max((u.rounding for u in indicator.columns if u.source == delivered.source), default=0.0)


def _elsewhere_of(register: Register) -> dict[AreaCode, tuple[int, ...]]:
    by_code: dict[AreaCode, list[int]] = {}
    for division, codes in register.elsewhere.items():
        for code in codes:
            by_code.setdefault(code, []).append(division)
    return {code: tuple(divisions) for code, divisions in by_code.items()}


def _ground(cube: Cube, histories: Mapping[AreaCode, tuple[Stretch, ...]]) -> NDArray[np.intp]:
    """(areas,): for each area the position of the ground it is: its own, or that of the code it has now. A code that
    was given to other ground stays by itself, so that the two are never taken for one."""
    ground = np.arange(len(cube.areas), dtype=np.intp)
    never_moved = {
        code
        for code, stretches in histories.items()
        if len(stretches) == 1 and stretches[0].first == FIRST and not stretches[0].without
    }
    # Oldest links last, so that the newest code wins over the ones between.
    for code, stretches in sorted(histories.items(), key=lambda item: len(item[1])):
        for stretch in stretches[1:]:
            unmixed = stretch.code in never_moved or len(histories.get(stretch.code, ())) > 1
            if unmixed and cube.has_area(code) and cube.has_area(stretch.code):
                ground[cube.area_at(stretch.code)] = cube.area_at(code)
    return ground
