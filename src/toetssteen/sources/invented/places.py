"""What a country is made of: cities, years, what is special where, what changes when. One `Size` is one country."""

from dataclasses import dataclass

from toetssteen.sources.invented.changes import DivisionChange
from toetssteen.sources.invented.programmes import InventedProgramme


@dataclass(frozen=True, slots=True)
class City:
    """A gemeente: a centre (wijk 00) and rings of wijken around it, numbered clockwise from north.

    centre, radius: metres. rings: (wijken, plots in each) from the inside out. offset: how much worse (+) or
    better (-) off than the other cities, in standard deviations of the latent factor. size: mean
    number of inhabitants of an ordinary buurt.
    """

    number: int
    name: str
    centre: tuple[float, float]
    radius: float
    rings: tuple[tuple[int, int], ...]
    offset: float
    size: float

    @property
    def wijken(self) -> int:
        return 1 + sum(wijken for wijken, _plots in self.rings)


@dataclass(frozen=True, slots=True)
class Fence:
    """Where the points stand that close the map from outside: `points` on each ring at `reaches` times a city's
    radius, those left out that come nearer than `gap` times the radius of any city. inland: whether there may be some between cities, inside the country."""

    points: int = 60
    reaches: tuple[float, ...] = (1.17, 1.45, 1.9)
    gap: float = 1.15
    inland: bool = True


@dataclass(frozen=True, slots=True)
class InventedFocusArea:
    """A focus area of whole wijken, (gemeente, wijk) as in the codes. by_parts: known only by its parts."""

    id: str
    name: str
    wijken: tuple[tuple[int, int], ...]
    by_parts: bool = False


@dataclass(frozen=True, slots=True)
class Size:
    """One invented country, small or full. All of it hashes: what is worked out from it is kept.

    word: how a user asks for it. folder: of its files, and how its sources' ids begin.
    divisions: the years whose boundaries differ from the year before; the first year is one.
    students: (gemeente, wijk, buurt); new_wijken: filled from the first year on, half full after `midway` years.
    loadings: domain -> weights of the general factor, of the urban factor and of its own; `usual_loading` for others.
    shock: standard deviations of what lasts one year, (wijk, plot). renewal: wijken where people are replaced,
    from `renewal_from` on. turnover: indicators whose stayers and movers are known.
    by_city: a random map is drawn per city, so that it can be large.
    """

    word: str
    country: str
    folder: str
    years: tuple[int, ...]
    divisions: tuple[int, ...]
    cities: tuple[City, ...]
    centre_plots: int
    focus: tuple[InventedFocusArea, ...]
    students: frozenset[tuple[int, int, int]]
    new_wijken: tuple[tuple[int, int], ...]
    changes: tuple[DivisionChange, ...]
    fence: Fence = Fence()
    midway: float = 5.0
    usual_loading: tuple[float, float, float] = (0.8, 0.0, 0.6)
    loadings: tuple[tuple[str, float, float, float], ...] = ()
    shock: tuple[float, float] = (0.0, 0.0)
    renewal: tuple[tuple[int, int], ...] = ()
    renewal_from: int = 0
    programmes: tuple[InventedProgramme, ...] = ()
    turnover: tuple[str, ...] = ()
    by_city: bool = False

    @property
    def first_year(self) -> int:
        return self.years[0]

    @property
    def last_year(self) -> int:
        return self.years[-1]

    @property
    def focus_wijken(self) -> frozenset[tuple[int, int]]:
        return frozenset(wijk for area in self.focus for wijk in area.wijken)

    def loading(self, domain: str) -> tuple[float, float, float]:
        return next((weights for name, *weights in self.loadings if name == domain), self.usual_loading)  # type: ignore[return-value]  # a star gives a list

    def row(self, year: int) -> int:
        """Position of a year in every (t, ...) array."""
        return self.years.index(year)
