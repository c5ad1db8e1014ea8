"""The small country: three cities, ready in a second. What Toetssteen shows when no data folder is given."""

from toetssteen.sources.invented.changes import Recode, Split
from toetssteen.sources.invented.places import City, InventedFocusArea, Size

SMALL = Size(
    word="small",
    country="Verzonnenland",
    folder="verzonnen",
    years=tuple(range(2013, 2025)),
    divisions=(2013, 2019),
    # Numbers from 9901: Statistics Netherlands has given none in that range.
    cities=(
        City(9901, "Rietstad", (150_000.0, 450_000.0), 5_600.0, ((6, 6), (11, 7)), 0.25, 1_700.0),
        City(9902, "Lindemonde", (161_500.0, 452_500.0), 5_000.0, ((5, 6), (9, 7)), 0.10, 1_400.0),
        City(9903, "Hoogoever", (156_500.0, 441_500.0), 4_400.0, ((4, 6), (7, 7)), -0.45, 1_200.0),
    ),
    centre_plots=8,
    focus=(
        InventedFocusArea("verzonnen-rietstad-oost", "Rietstad-Oost", ((9901, 2), (9901, 9), (9901, 10))),
        InventedFocusArea("verzonnen-lindemonde-west", "Lindemonde-West", ((9902, 4), (9902, 12)), by_parts=True),
    ),
    students=frozenset({(9901, 0, 6), (9901, 0, 7), (9901, 1, 0)}),
    new_wijken=((9901, 15),),
    # 18 is the first free number in Rietstad.
    changes=(Split(2019, (9901, 15), 3, 18), Recode(2019, (9902, 7), 27)),
)
