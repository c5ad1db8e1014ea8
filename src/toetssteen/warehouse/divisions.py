"""Which areas exist in which wijk- en buurtindeling, and whether one may be compared with itself a division later.

A code that survives is no proof that the area did, so there must be evidence: the publisher's change codes
for every year between, or a surface that differs by less than SURFACE_TOLERANCE. A code that does not survive is no
proof that the area went: `links` finds the same ground under another code, and the register keeps what it found.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from toetssteen.kernel.areas import AreaCode, Level
from toetssteen.kernel.cells import Floats, PublishedTable
from toetssteen.warehouse.ground import (
    FIRST,
    LAST,
    SURFACE_ROUNDING,
    SURFACE_TOLERANCE,
    AreaFacts,
    GroundLink,
    Merger,
    Stretch,
    alike,
    comparable,
    folded,
)

UNCHANGED, RECODED, REDRAWN = 1, 2, 3
# Intersection over union of two outlines. Below it a code means other ground, whatever its name or surface.
SAME_PLACE = 0.8
# Beside an equal or another name a surface must agree better than when only the code speaks.
NAMED_SURFACE = 0.01


@dataclass(slots=True)
class Register(AreaFacts):
    """The files' facts on each area, and what follows from them.

    links, mergers: what `links` found.
    overlaps[earlier][later][code]: intersection over union (0..1) of the outlines of one code in two drawn divisions.
    elsewhere[division]: codes that stood for other ground in that division than in the newest that holds them.
    newest[level]: the newest division with areas of this level over the whole country; a code missing there is gone.
    """

    links: list[GroundLink] = field(default_factory=list)
    mergers: list[Merger] = field(default_factory=list)
    overlaps: dict[int, dict[int, dict[AreaCode, float]]] = field(default_factory=dict)
    elsewhere: dict[int, list[AreaCode]] = field(default_factory=dict)
    newest: dict[Level, int] = field(default_factory=dict)

    def gone_since(self, code: AreaCode) -> tuple[int, int] | None:
        """(last division that holds the code, newest division of its level), or None for a code still in use."""
        divisions, newest = self.divisions_of(code), self.newest.get(code.level)
        if newest is None or not divisions or divisions[-1] >= newest:
            return None
        return divisions[-1], newest

    def may_compare(self, code: AreaCode, earlier: int, later: int) -> bool:
        """Whether `code` is the same place with the same border in both division years, as far as the files prove."""
        return self._proven(code, earlier, later) and self.same_place(code, earlier, later)

    def same_place(self, code: AreaCode, earlier: int, later: int) -> bool:
        """Whether `code` stood for the same place in both division years; its border may have moved a little.

        Where the border moved in a year between and nothing says how far, the code is the same place when it was so in
        a division before that.
        """
        if earlier == later:
            return True
        first, last = sorted((earlier, later))
        evidence = self._evidence(code, first, last)
        if evidence is None:
            earlier_years = (year for year in self.divisions_of(code) if year < first)
            return any(self._evidence(code, year, last) for year in earlier_years)
        return evidence

    def _evidence(self, code: AreaCode, first: int, last: int) -> bool | None:
        """Whether `code` is the same place in both divisions; None: its border moved and nothing says how far.

        In this order: the publisher's marks for every year between; the outlines; the surface; a recoding; years in
        which the code was away; the names.
        """
        marks = self._marks(code, first, last)
        if all(mark == UNCHANGED for mark in marks):
            return True
        share = self.overlap(code, first, last)
        if share is not None:
            return share >= SAME_PLACE
        if RECODED in marks:
            return False
        surfaces = comparable(self.surface(code, first), self.surface(code, last))
        was_away = self._away(code, first, last)
        if surfaces is None:
            return None if REDRAWN in marks else self._called_alike(code, first, last, proof=was_away)
        difference = abs(surfaces[1] - surfaces[0])
        if difference > max((1 - SAME_PLACE) * max(surfaces), SURFACE_ROUNDING):
            return False
        close = difference <= max(NAMED_SURFACE * surfaces[0], SURFACE_ROUNDING)
        return (close and not was_away) or self._called_alike(code, first, last, proof=was_away)

    def overlap(self, code: AreaCode, earlier: int, later: int) -> float | None:
        """Intersection over union of the outlines of `code` in two divisions; None where they are not known.

        A division without an outline has that of the nearest drawn one in which the files prove the same border.
        """
        first, last = sorted((earlier, later))
        drawn = sorted({*self.overlaps, *(year for pairs in self.overlaps.values() for year in pairs)})
        drawn_first, drawn_last = (self._drawn_as(code, year, drawn) for year in (first, last))
        if drawn_first is None or drawn_last is None:
            return None
        return (
            1.0
            if drawn_first == drawn_last
            else self.overlaps.get(min(drawn_first, drawn_last), {}).get(max(drawn_first, drawn_last), {}).get(code)
        )

    def _drawn_as(self, code: AreaCode, division: int, drawn: Iterable[int]) -> int | None:
        near = sorted(drawn, key=lambda year: (abs(year - division), year))
        return next((y for y in near if self._is_drawn(code, y) and self._same_border(code, division, y)), None)

    def _same_border(self, code: AreaCode, division: int, other_division: int) -> bool:
        marks = self._marks(code, min(division, other_division), max(division, other_division))
        return all(mark == UNCHANGED for mark in marks) or self._proven(code, division, other_division)

    def _is_drawn(self, code: AreaCode, division: int) -> bool:
        return any(code in shares for shares in self.overlaps.get(division, {}).values()) or any(
            code in pairs.get(division, ()) for pairs in self.overlaps.values()
        )

    def _marks(self, code: AreaCode, first: int, last: int) -> list[int | None]:
        """The publisher's change marks of the years after `first` up to `last`; 0 is no mark."""
        return [self.changes.get(year, {}).get(code) or None for year in range(first + 1, last + 1)]

    def _away(self, code: AreaCode, first: int, last: int) -> bool:
        """Whether a division between, that covers the code's own gemeente or is that of the whole country, lacks it."""
        between = (names for year, names in self.names.items() if first < year < last)
        gemeente = code if code.level is Level.GEMEENTE else code.gemeente
        return any(
            code not in names
            and any(
                listed.level is code.level and (gemeente == code or listed.gemeente == gemeente) for listed in names
            )
            for names in between
        )

    def _called_alike(self, code: AreaCode, first: int, last: int, *, proof: bool) -> bool:
        """Whether the names agree. proof: two names are needed; otherwise a name missing on one side is no objection."""
        first_name, last_name = (folded(self.names.get(year, {}).get(code, "")) for year in (first, last))
        if first_name and last_name:
            return alike(first_name, last_name)
        if code.level is Level.BUURT and (wijk := code.parent) is not None and self._moved(wijk, first, last):
            return False
        return not proof and (first_name == last_name or self._follows(code, first, last))

    def _follows(self, code: AreaCode, first: int, last: int) -> bool:
        """Whether a division that does not name the code belongs with the other one: by the named division that it goes
        with. It may lie between two in which the code stood for different ground: then the codes of its gemeente tell
        which of both that is."""
        nameless, other = (last, first) if self.names[first].get(code) else (first, last)
        named = [year for year in self.divisions_of(code) if self.names[year][code]]
        before = max((year for year in named if year < nameless), default=None)
        after = min((year for year in named if year > nameless), default=None)
        if before is None or after is None:
            return True
        goes_with = after
        if not self.same_place(code, before, after):
            listed, listed_after = (self.listed_beside(self.names[year], code, year) for year in (nameless, after))
            goes_with = after if listed == listed_after else before
        return goes_with == other or self.same_place(code, goes_with, other)

    def _moved(self, wijk: AreaCode, first: int, last: int) -> bool:
        """Whether both divisions hold the wijk, and it stood for other ground in one of them."""
        held = all(wijk in self.names.get(year, ()) for year in (first, last))
        return held and not self.same_place(wijk, first, last)

    def _proven(self, code: AreaCode, earlier: int, later: int) -> bool:
        """Marks and surfaces prove the same border; see docs/methods/vergelijkbaarheid.md."""
        if earlier == later:
            return True
        first, last = sorted((earlier, later))
        codes = [self.changes.get(year, {}).get(code) for year in range(first + 1, last + 1)]
        if any(change not in (None, 0, UNCHANGED) for change in codes):
            return False
        surfaces = comparable(self.surface(code, first), self.surface(code, last))
        if surfaces is not None:
            return abs(surfaces[1] - surfaces[0]) <= max(SURFACE_TOLERANCE * surfaces[0], SURFACE_ROUNDING)
        return all(change == UNCHANGED for change in codes)

    def link_of(self, code: AreaCode, division: int = LAST) -> GroundLink | None:
        """The link from `code` in `division` to its former code, or None."""
        links = [link for link in self.links if link.code == code and link.later <= division]
        return max(links, key=lambda link: link.later, default=None)

    def successor(self, code: AreaCode) -> GroundLink | None:
        """The link by which the ground of `code` went on under another code. None for a code that is in use again."""
        link = max((link for link in self.links if link.former == code), key=lambda link: link.earlier, default=None)
        return None if link is None or self._lives(code, link.later) else link

    def _lives(self, code: AreaCode, since: int) -> bool:
        return any(year >= since and code in names for year, names in self.names.items())

    def history(self, code: AreaCode) -> tuple[Stretch, ...]:
        """Under which codes the ground of `code` has figures, the newest first.

        A code that was given to other ground loses the divisions in which it meant something else.
        """
        stretches: list[Stretch] = []
        current, last = code, LAST
        while True:
            link = self.link_of(current, last)
            given_away = [
                self._since(candidate)
                for candidate in self.links
                if candidate.former == current and candidate.later <= last and self._lives(current, candidate.later)
            ]
            first = max([FIRST, *given_away] + ([] if link is None else [self._since(link)]))
            stretches.append(Stretch(current, first, last, self._elsewhere_within(current, first, last)))
            if link is None or first > link.later:
                return tuple(stretches)
            current, last = link.former, self._until(link)

    def _since(self, link: GroundLink) -> int:
        """The first division in which the code of a link stands for its ground."""
        between = (d for d in self.divisions_of(link.code) if link.earlier < d < link.later)
        return next((d for d in between if self.same_place(link.code, d, link.later)), link.later)

    def _until(self, link: GroundLink) -> int:
        """The last division in which the former code of a link stands for its ground."""
        between = (d for d in self.divisions_of(link.former) if link.earlier < d < self._since(link))
        return max((d for d in between if self.same_place(link.former, link.earlier, d)), default=link.earlier)

    def _elsewhere_within(self, code: AreaCode, first: int, last: int) -> tuple[int, ...]:
        """The divisions between in which the code stood for other ground than in the newest of them."""
        divisions = [division for division in self.divisions_of(code) if first <= division <= last]
        return tuple(d for d in divisions[:-1] if not self.same_place(code, d, divisions[-1]))

    def same_ground(self, code: AreaCode, division: int, former: AreaCode, earlier: int) -> bool:
        """Whether `code` in `division` may be compared with `former` in `earlier`, over the links between them."""
        current, current_division = code, division
        while current != former:
            link = self.link_of(current, current_division)
            if link is None or not self.may_compare(current, link.later, current_division):
                return False
            current, current_division = link.former, link.earlier
        return self.may_compare(current, earlier, current_division)

    def former_names(self, code: AreaCode) -> tuple[str, ...]:
        """Former names and codes of a place, the latest first, for search; without its present name."""
        stretches = list(self.history(code))
        for merger in self.mergers:
            if merger.code == code:
                stretches += [Stretch(former, FIRST, merger.later - 1) for former in merger.former if former != code]
        names: dict[str, None] = {}
        for stretch in stretches:
            if stretch.code != code:
                names[str(stretch.code)] = None
            for division in sorted(self.names, reverse=True):
                if stretch.holds(division) and (name := self.names[division].get(stretch.code)):
                    names[name] = None
        names.pop(self.latest_name(code), None)
        return tuple(names)


def register(tables: Iterable[PublishedTable], countrywide: Collection[str] | None = None) -> Register:
    """Collect what all tables say of their areas. The first file to name a place in a division year wins.

    countrywide: ids of the sources that hold every area of the country; None: all of them.
    """
    result = Register()
    for table in tables:
        if countrywide is None or table.source in countrywide:
            for level in {code.level for code in table.codes}:
                result.newest[level] = max(result.newest.get(level, 0), table.division_year)
        names = result.names.setdefault(table.division_year, {})
        result.surfaces.setdefault(table.division_year, {})
        changes = result.changes.setdefault(table.division_year, {})
        for position, code in enumerate(table.codes):
            name = table.names[position] if table.names else ""
            if not names.get(code):
                names[code] = name
            for known, column in _sizes(result, table):
                if column[position] > 0:
                    known.setdefault(code, float(column[position]))
            if table.changes is not None and table.changes[position]:
                changes.setdefault(code, int(table.changes[position]))
    return result


def _sizes(register: Register, table: PublishedTable) -> Iterator[tuple[dict[AreaCode, float], Floats]]:
    """The surfaces that the register keeps of the table's division, each with the column of the table that gives it."""
    division = table.division_year
    for known, column in ((register.surfaces, table.surface), (register.lands, table.land), (register.dry, table.dry)):
        if column is not None:
            yield known.setdefault(division, {}), column
