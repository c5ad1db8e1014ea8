"""A place as it is asked about, and the levels of parts it is made of."""

from dataclasses import dataclass

FINER = {"NL": ("GM", "WK", "BU"), "GM": ("WK", "BU"), "WK": ("BU",), "BU": (), "EI": ("BU", "WK", "GM")}


@dataclass(frozen=True, slots=True)
class Place:
    """level: "NL", "GM", "WK", "BU", or "EI" for a named area. members: its codes, whole: its wijken."""

    code: str
    name: str
    level: str
    gemeente: str
    members: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    cut: bool = False
    kind: str = ""

    @property
    def of_wijken(self) -> bool:
        """A named area that its source gives as wijken."""
        return self.level == "EI" and bool(self.members) and all(code[:2] == "WK" for code in self.members)

    @property
    def finer(self) -> tuple[str, ...]:
        """The levels of its parts, the first one first. An area that is whole wijken is made of these."""
        wijken_first = self.level == "EI" and self.whole and not self.cut
        return ("WK", "BU", "GM") if wijken_first else FINER[self.level]


def levels_of_rest(place: Place) -> tuple[str, ...]:
    """At which levels the rest of a city may be added up, the first one first: some publishers have no wijken."""
    if place.level == "EI":
        return place.finer
    return ("WK", "BU") if place.level == "WK" else (place.level,)
