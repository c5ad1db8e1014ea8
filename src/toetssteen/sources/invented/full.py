"""The full country: twelve cities, as many wijken and buurten as the Netherlands, twenty years, three programmes.

For benchmarks, and to check methods on: what is true here is written down beside the figures.
"""

from itertools import chain

import numpy as np

from toetssteen.sources.invented.changes import DivisionChange, Merge, Recode, Shift, Split
from toetssteen.sources.invented.places import City, Fence, InventedFocusArea, Size
from toetssteen.sources.invented.programmes import InventedProgramme

FOLDER = "verzonnen-groot"
_RADIUS, _APART = 12_000.0, 26_000.0
_NAMES = (
    *("Rietstad", "Lindemonde", "Hoogoever", "Wulpendam"),
    *("Eikenmonde", "Zilverwaard", "Kraanveste", "Ottermeer"),
    *("Biezenhaven", "Duinveste", "Gagelstad", "Zwanenwold"),
)
_OFFSETS = (0.35, 0.1, -0.45, 0.2, -0.15, -0.3, 0.45, 0.0, -0.1, 0.25, -0.25, -0.05)
_SIZES = (1_650.0, 1_400.0, 1_200.0, 1_300.0, 1_150.0, 1_250.0, 1_700.0, 1_300.0, 1_200.0, 1_500.0, 1_100.0, 1_150.0)
# Seven wijken more in every next ring; the outer ones have fewer plots. 253 wijken and 1,163 plots a city.
_RINGS = tuple((7 * ring, 5 if ring < 7 else 4) for ring in range(1, 9))
_WIJKEN = 1 + sum(wijken for wijken, _plots in _RINGS)
_FIRST, _REDRAWN, _NEWEST = 2005, 2012, 2019
# The general factor (worse off), the urban factor; what is left is the domain's own. docs/methods/verzonnen-land.md
_LOADINGS = {
    "jeugd": (0.65, 0.10),
    "onderwijs": (0.80, -0.25),
    "werk": (0.85, 0.00),
    "inkomen": (0.90, 0.10),
    "gezondheid": (0.75, -0.10),
    "zorg": (0.60, -0.20),
    "wonen": (0.60, 0.50),
    "leefomgeving": (0.10, 0.70),
    "leefbaarheid": (0.65, 0.35),
    "veiligheid": (0.55, 0.55),
    "bevolking": (0.30, 0.40),
}


def _city(position: int) -> City:
    """On a grid of triangles, so that neighbouring cities touch."""
    row, column = divmod(position, 4)
    centre = (95_000.0 + _APART * (column + 0.5 * (row % 2)), 400_000.0 + round(_APART * np.sqrt(0.75)) * row)
    number = 9901 + position
    return City(number, _NAMES[position], centre, _RADIUS, _RINGS, _OFFSETS[position], _SIZES[position])


def _first_of_ring(ring: int) -> int:
    """Number of the first wijk in a ring, rings counted from 1."""
    return 1 + sum(wijken for wijken, _plots in _RINGS[: ring - 1])


def _focus() -> tuple[InventedFocusArea, ...]:
    """Twenty areas of three wijken side by side: two in the first eight cities, one in the others."""
    found = []
    sides = ("Oost", "West")
    for position, name in enumerate(_NAMES):
        for at, side in enumerate(sides[: 2 if position < 8 else 1]):
            ring = 4 + (position + at) % 3
            # Clockwise from north: a quarter on for the east, three quarters for the west.
            first = _first_of_ring(ring) + (7 * ring) * (1 + 2 * at) // 4
            # One is known only by two of its parts, as in the small country.
            by_parts = (position, at) == (1, 1)
            wijken = tuple((9901 + position, first + step) for step in range(2 if by_parts else 3))
            ident = f"{FOLDER}-{name}-{side}".lower()
            found.append(InventedFocusArea(ident, f"{name}-{side}", wijken, by_parts))
    return tuple(found)


def _changes(cities: range) -> tuple[DivisionChange, ...]:
    """In 2012 and 2019 a dozen wijken split, get another code, or have a border moved; in 2012 the last city merges.

    Rings 3 and 5: no focus area starts there with these numbers, and every wijk has five plots.
    """
    third, fifth = _first_of_ring(3), _first_of_ring(5)
    found: list[DivisionChange] = []
    for at, number in enumerate(cities):
        early = _REDRAWN if at % 2 == 0 else _NEWEST
        late = _NEWEST if at % 2 == 0 else _REDRAWN
        found.append(Split(early, (number, third), 3, _WIJKEN))
        found.append(Recode(late, (number, third + 10), _WIJKEN + 1))
        found += [Shift(late, (number, fifth + step), 1, 0, 2) for step in (0, 15, 30)]
    found.append(Merge(_REDRAWN, cities[-1], cities[-2], _WIJKEN + 2))
    return tuple(found)


def _students() -> frozenset[tuple[int, int, int]]:
    """In six cities: part of the centre, the second ring's north and two wijken further out."""
    ring = _first_of_ring(2)
    wijken = chain(((0, plot) for plot in (4, 5, 6, 7)), ((ring + w, plot) for w in (0, 1) for plot in range(5)))
    return frozenset((9901 + 2 * city, wijk, plot) for city, (wijk, plot) in _product(6, tuple(wijken)))


def _own(general: float, urban: float) -> float:
    """What makes the factor's variance one."""
    return float(np.sqrt(1.0 - general**2 - urban**2))


def _product(cities: int, places: tuple[tuple[int, int], ...]) -> list[tuple[int, tuple[int, int]]]:
    return [(city, place) for city in range(cities) for place in places]


_CITIES = tuple(_city(position) for position in range(len(_NAMES)))
_NUMBERS = range(_CITIES[0].number, _CITIES[-1].number + 1)
_SIXTH = _first_of_ring(6)

PROGRAMMES = (
    InventedProgramme(
        id="verzonnen-wijkaanpak",
        start=2009,
        ramp=3,
        selected_in=2008,
        domain="inkomen",
        areas=40,
        working=0.5,
        effects=(("laag_inkomen", -0.20), ("sociaal_minimum", -0.15), ("woz_waarde", 0.05)),
    ),
    InventedProgramme(
        id="verzonnen-focusgebieden",
        start=2019,
        ramp=4,
        selected_in=2018,
        domain="veiligheid",
        areas=0,
        working=0.7,
        effects=(("misdrijven", -0.25), ("netto_arbeidsparticipatie", 0.12)),
    ),
    InventedProgramme(
        id="verzonnen-ontmoeting",
        start=2015,
        ramp=2,
        selected_in=2014,
        domain="gezondheid",
        areas=30,
        working=1 / 3,
        effects=(("eenzaam", -0.18), ("bijstand", -0.10)),
    ),
)

FULL = Size(
    word="full",
    country="Groot-Verzonnenland",
    folder=FOLDER,
    years=tuple(range(_FIRST, 2025)),
    divisions=(_FIRST, _REDRAWN, _NEWEST),
    cities=_CITIES,
    centre_plots=8,
    focus=_focus(),
    students=_students(),
    new_wijken=tuple((number, _SIXTH + 20) for number in _NUMBERS[::2]),
    changes=_changes(_NUMBERS),
    fence=Fence(points=150, reaches=(1.15, 1.2, 1.35, 1.7), gap=1.1, inland=False),
    midway=8.0,
    loadings=tuple((name, general, urban, _own(general, urban)) for name, (general, urban) in _LOADINGS.items()),
    shock=(0.25, 0.15),
    renewal=tuple((number, _SIXTH + step) for number in _NUMBERS[1::2] for step in (36, 37)),
    renewal_from=2012,
    programmes=PROGRAMMES,
    turnover=("laag_inkomen", "bijstand_per_1000", "netto_arbeidsparticipatie"),
    by_city=True,
)
