"""Publishers of buurten without wijken, homes that nobody counted per buurt, and a count over another figure.

By hand from `warehouse.small_country`, with four files of 2021 more:

    crimes   counts of gemeenten and buurten, none of wijken; one crime per city without a known buurt
    buurten  owned homes and households of buurten; the households of Lindehof-Zuid are secret, Kade-West is not in it
    wijken   owned homes and homes of gemeenten and wijken; the owned homes of Kadewijk are secret
    whole    a figure of the area Dwars as a whole, which is secret
"""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from warehouse import small_country
from warehouse.conftest import Workshop

from toetssteen.answers.figures.lineage import lineage
from toetssteen.answers.figures.rest import rest
from toetssteen.answers.figures.series import series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.indicators.aggregate import FigureKind
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import Aggregation, AggregationRule, ColumnUse, Indicator, NamedArea
from toetssteen.warehouse import build as building
from toetssteen.warehouse.opening import open_snapshot

GEMEENTEN, WIJKEN, BUURTEN = (
    [code for code in small_country.NAMES if code.startswith(level)] for level in ("GM", "WK", "BU")
)
CRIMES = [36.0, 11.0, 9.0, 1.0, 6.0, 10.0, 9.0, 10.0]
OWNED = [50.0, 70.0, 20.0, 40.0, 30.0]
HOUSEHOLDS = [150.0, None, 120.0, 125.0, 260.0]
OWNED_OF_WIJKEN = [40.0, 30.0, 55.0, 20.0, None, 30.0]
HOMES = [500.0, 250.0, 200.0, 100.0, 200.0, 250.0]


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Atlas]:
    workshop = Workshop(tmp_path_factory.mktemp("levels"))
    known = workshop.known
    names = ("crimes", "buurten", "wijken", "whole")
    workshop.known = replace(
        known,
        indicators=(*known.indicators, *indicators()),
        sources=(*known.sources, *(small_country.source(name, 2021) for name in names)),
        named_areas=(*known.named_areas, *areas()),
    )
    of_buurten = [code for code in BUURTEN if code != "BU90010302"]
    files = (
        small_country.table("crimes", 2021, [*GEMEENTEN, *BUURTEN], {"N": CRIMES}),
        small_country.table("buurten", 2021, of_buurten, {"KOOP": OWNED, "HH": HOUSEHOLDS}),
        small_country.table("wijken", 2021, [*GEMEENTEN, *WIJKEN], {"KOOP": OWNED_OF_WIJKEN, "WON": HOMES}),
        small_country.table("whole", 2021, ["GB9001-DWARS"], {"T": small_country.column([None], Status.SECRET)}),
    )
    workshop.tables |= {file.source: (file,) for file in files}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "read", workshop.read)
        patch.setattr(building, "read_outlines", workshop.outlines)
        name = workshop.build()
    snapshot = open_snapshot(workshop.shelf.folder / name)
    yield Atlas(snapshot)
    snapshot.reader.close()


def areas() -> tuple[NamedArea, ...]:
    """Buurten that cut wijken through, and the buurten of one wijk."""
    area = NamedArea("", "", "gebied", "GM9001", "proef", True)
    across = {2019: ("BU90010102", "BU90010201", "BU90010301")}
    return (
        replace(area, id="dwars", name="Dwars", members=across),
        replace(area, id="kades", name="De Kades", members={2019: ("BU90010301", "BU90010302")}),
    )


def indicators() -> tuple[Indicator, ...]:
    people, low, *_others = small_country.indicators()
    count = replace(people, id="misdrijven", name="Misdrijven", columns=(ColumnUse("crimes", "N"),))
    rate = replace(
        people,
        id="misdrijven_per_1000",
        name="Misdrijven per 1.000 inwoners",
        aggregation=Aggregation(AggregationRule.RATIO, by="inwoners", count="misdrijven", exact=True),
        unit="per 1.000 inwoners",
        columns=(ColumnUse("crimes", "N", over="inwoners", least_divisor=120.0, factor=1000.0),),
        range=None,
    )
    owned = replace(
        low,
        id="koopwoningen",
        name="Koopwoningen",
        aggregation=Aggregation(AggregationRule.WEIGHTED, by="woningen", otherwise="huishoudens"),
        columns=(ColumnUse("wijken", "KOOP"), ColumnUse("buurten", "KOOP")),
    )
    homes = replace(people, id="woningen", name="Woningen", columns=(ColumnUse("wijken", "WON"),))
    households = replace(people, id="huishoudens", name="Huishoudens", columns=(ColumnUse("buurten", "HH"),))
    asked = replace(count, id="gevraagd", columns=(ColumnUse("whole", "T"), *count.columns))
    return count, rate, owned, homes, households, asked


def of(atlas: Atlas, code: str, indicator: str) -> tuple[float | None, FigureKind]:
    point = series(atlas, atlas.place(code), atlas.indicator(indicator)).at(2021)
    assert point is not None
    return point.value, point.kind


def rest_of(atlas: Atlas, code: str, indicator: str) -> tuple[float | None, FigureKind]:
    point = rest(atlas, atlas.place(code), atlas.indicator(indicator)).at(2021)
    assert point is not None
    return point.value, point.kind


def test_an_area_of_wijken_gets_the_figure_of_their_buurten(country: Atlas) -> None:
    """Lindehof and Oeverwijk: 9 + 1 + 6. The publisher has no wijken."""
    assert of(country, "wijkenpaar", "misdrijven") == (16, FigureKind.EXACT)
    assert lineage(country, "misdrijven", "wijkenpaar", 2021).parts == ("BU90010101", "BU90010102", "BU90010201")
    assert of(country, "WK900101", "misdrijven") == (10, FigureKind.EXACT)


def test_so_does_the_rest_of_its_city(country: Atlas) -> None:
    """Kade-Oost and Kade-West; not the city's 36 minus 16, for a crime without a known buurt is nobody's."""
    assert rest_of(country, "wijkenpaar", "misdrijven") == (19, FigureKind.EXACT)
    assert rest_of(country, "WK900101", "misdrijven") == (25, FigureKind.EXACT)
    assert rest_of(country, "wijkenpaar", "misdrijven_per_1000") == (pytest.approx(1000 * 19 / 400), FigureKind.EXACT)


def test_wijken_go_before_their_buurten(country: Atlas) -> None:
    """Both are published of owned homes; wijken are weighed by homes: (55 x 200 + 20 x 100) / 300."""
    value, kind = of(country, "wijkenpaar", "koopwoningen")
    assert (value, kind) == (pytest.approx(13_000 / 300), FigureKind.APPROXIMATE)
    found = lineage(country, "koopwoningen", "wijkenpaar", 2021)
    assert found.parts == ("WK900101", "WK900102")
    assert country.weight_of(found.indicator, country.cube.areas_at(found.parts)) == "woningen"


def test_where_homes_were_never_counted_households_weigh(country: Atlas) -> None:
    """100 inhabitants of Lindehof-Zuid where the households are secret, 120 and 125: all three by the second weight."""
    value, kind = of(country, "dwars", "koopwoningen")
    assert (value, kind) == (pytest.approx((70 * 100 + 20 * 120 + 40 * 125) / 345), FigureKind.APPROXIMATE)
    found = lineage(country, "koopwoningen", "dwars", 2021)
    members = country.cube.areas_at(found.parts)
    assert country.weight_of(found.indicator, members) == "huishoudens"
    weights = country.weights(found.indicator, members)
    assert weights is not None
    assert weights[country.cube.year_at(2021), members].tolist() == [100, 120, 125]


def test_a_count_over_another_figure_leads_back_to_both(country: Atlas) -> None:
    (cell,) = lineage(country, "misdrijven_per_1000", "BU90010101", 2021).cells
    assert (cell.column, cell.divided_by, cell.divided_over) == ("N", "", "inwoners")
    assert (cell.published, cell.divisor, cell.value) == (9, 300, 30)
    (divided,) = lineage(country, "per_duizend", "WK900101", 2021).cells
    assert (divided.divided_by, divided.divided_over) == ("AANT_INW", "")


def test_of_too_few_people_there_is_no_rate_and_they_count_in_that_of_the_area(country: Atlas) -> None:
    """Lindehof-Zuid has 100 inhabitants. Lindehof: 10 crimes among 400; with Oeverwijk 16 among 700."""
    point = series(country, country.place("BU90010102"), country.indicator("misdrijven_per_1000")).at(2021)
    assert point is not None
    assert (point.value, point.status) == (None, Status.ABSENT)
    assert of(country, "wijkenpaar", "misdrijven_per_1000") == (pytest.approx(1000 * 16 / 700), FigureKind.EXACT)
    assert of(country, "WK900101", "misdrijven_per_1000") == (pytest.approx(1000 * 10 / 400), FigureKind.EXACT)


def test_buurten_that_are_whole_wijken_go_by_the_wijken(country: Atlas) -> None:
    """De Oevers are the buurten of Lindehof and Oeverwijk; so is what is left of the city made of its wijken."""
    assert lineage(country, "koopwoningen", "oevers", 2021).parts == ("WK900101", "WK900102")
    assert of(country, "oevers", "koopwoningen") == of(country, "wijkenpaar", "koopwoningen")
    assert rest_of(country, "oevers", "inwoners") == (400, FigureKind.EXACT)


def test_a_buurt_without_a_row_is_missing_from_the_sum_of_its_wijk(country: Atlas) -> None:
    """Kade-West exists in 2021 and is not in the file of households; Kade-Oost has 125 of them."""
    assert of(country, "WK900103", "huishoudens") == (None, FigureKind.REFUSED)
    assert of(country, "kades", "huishoudens") == (None, FigureKind.REFUSED)
    assert of(country, "WK900102", "huishoudens") == (120, FigureKind.EXACT)


def test_a_secret_wijk_has_no_rest_by_way_of_buurten(country: Atlas) -> None:
    """The city's own figure is published: with the rest of its buurten anybody could work out Kadewijk."""
    assert series(country, country.place("WK900103"), country.indicator("koopwoningen")).at(2021) is not None
    value, kind = rest_of(country, "WK900103", "koopwoningen")
    assert (value, kind) == (None, FigureKind.REFUSED)


def test_nor_has_an_area_that_is_this_wijk(country: Atlas) -> None:
    assert rest_of(country, "kades", "koopwoningen") == (None, FigureKind.REFUSED)


def test_nor_has_an_area_whose_own_figure_is_secret(country: Atlas) -> None:
    """Published of Dwars as a whole and of no part of it: the buurten of the rest are published, and yet tell nothing."""
    assert rest_of(country, "dwars", "misdrijven") == (18, FigureKind.EXACT)
    assert rest_of(country, "dwars", "gevraagd") == (None, FigureKind.REFUSED)
