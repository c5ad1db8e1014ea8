"""A country with everything the full one has, small enough to draw for many seeds."""

from toetssteen.sources.invented.changes import Merge, Recode, Shift, Split
from toetssteen.sources.invented.places import City, Fence, InventedFocusArea, Size
from toetssteen.sources.invented.programmes import InventedProgramme

_RINGS = ((4, 5), (8, 5))

MINI = Size(
    word="mini",
    country="Klein-Verzonnenland",
    folder="verzonnen-mini",
    years=tuple(range(2013, 2021)),
    divisions=(2013, 2016, 2018),
    cities=tuple(
        City(9901 + at, name, (100_000.0 + 11_000.0 * at, 450_000.0), 5_000.0, _RINGS, 0.2 * at, 1_200.0)
        for at, name in enumerate(("Rietstad", "Lindemonde", "Hoogoever"))
    ),
    centre_plots=5,
    focus=(
        InventedFocusArea("mini-een", "Rietstad-Oost", ((9901, 6), (9901, 7))),
        InventedFocusArea("mini-twee", "Lindemonde-West", ((9902, 9), (9902, 10)), by_parts=True),
    ),
    students=frozenset({(9901, 0, 3), (9901, 0, 4)}),
    new_wijken=((9902, 5),),
    changes=(
        Split(2016, (9901, 8), 3, 20),
        Recode(2018, (9902, 8), 21),
        Shift(2018, (9901, 9), 1, 0, 2),
        Merge(2016, 9903, 9902, 30),
    ),
    fence=Fence(inland=False),
    loadings=(("inkomen", 0.9, 0.1, 0.424), ("veiligheid", 0.5, 0.6, 0.624)),
    shock=(0.25, 0.15),
    renewal=((9901, 11), (9902, 11)),
    renewal_from=2015,
    programmes=(
        InventedProgramme(
            "mini-wijkaanpak", 2015, 2, 2014, "inkomen", 6, 0.5, (("laag_inkomen", -0.4), ("woz_waarde", 0.1))
        ),
        InventedProgramme(
            "mini-focus", 2017, 3, 2016, "veiligheid", 0, 0.5, (("misdrijven", -0.5), ("ses_woa_score", 0.2))
        ),
        InventedProgramme("mini-leeg", 2016, 1, 2015, "gezondheid", 3, 0.0, (("eenzaam", -0.5),)),
    ),
    turnover=("laag_inkomen", "netto_arbeidsparticipatie"),
    by_city=True,
)
