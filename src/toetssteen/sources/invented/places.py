"""The three invented cities: how large, where on the plane, and what is special about which wijk."""

from dataclasses import dataclass

COUNTRY_NAME = "Verzonnenland"
FIRST_YEAR, LAST_YEAR = 2013, 2024
YEARS = tuple(range(FIRST_YEAR, LAST_YEAR + 1))
# The years whose boundaries differ from the year before. Every other year keeps the last one's.
DIVISIONS = (2013, 2019)


@dataclass(frozen=True, slots=True)
class City:
    """A gemeente: a centre (wijk 00), an inner ring of wijken and an outer ring, numbered clockwise from north.

    centre, radius: metres. inner, outer: number of wijken in each ring. offset: how much worse (+) or
    better (-) off than the other cities, in standard deviations of the latent factor. size: mean
    number of inhabitants of an ordinary buurt.
    """

    number: int
    name: str
    centre: tuple[float, float]
    radius: float
    inner: int
    outer: int
    offset: float
    size: float

    @property
    def wijken(self) -> int:
        return 1 + self.inner + self.outer


# Numbers from 9901: Statistics Netherlands has given none in that range.
CITIES = (
    City(9901, "Rietstad", (150_000.0, 450_000.0), 5_600.0, 6, 11, 0.25, 1_700.0),
    City(9902, "Lindemonde", (161_500.0, 452_500.0), 5_000.0, 5, 9, 0.10, 1_400.0),
    City(9903, "Hoogoever", (156_500.0, 441_500.0), 4_400.0, 4, 7, -0.45, 1_200.0),
)

CENTRE_BUURTEN, INNER_BUURTEN, OUTER_BUURTEN = 8, 6, 7

# (gemeente, wijk) as in the codes.
FOCUS_WIJKEN = ((9901, 2), (9901, 9), (9901, 10), (9902, 4), (9902, 12))
STUDENT_BUURTEN = ((9901, 0, 6), (9901, 0, 7), (9901, 1, 0))
NEW_WIJK = (9901, 15)  # built from 2013 on; split in 2019
SPLIT_WIJK = (9901, 18)  # what the new half gets: the first free number
# Plots 02 and 03 of the new wijk are one buurt (02) until 2019; then 03 and up go to the new half.
SPLIT_FROM = 3
RECODED_WIJK = (9902, 7)
RECODED_TO = 27
WORK_BUURT = 6  # the last buurt of a wijk in an outer ring: industry or fields, few people
