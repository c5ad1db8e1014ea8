"""A country of two cities for tests, small enough to work out by hand. Every name and figure is made up.

    Rietstad  GM9001  Lindehof  WK900101  Lindehof-Noord BU90010101, Lindehof-Zuid BU90010102
                      Oeverwijk WK900102  Oever          BU90010201
                      Kadewijk  WK900103  Kade-Oost      BU90010301, Kade-West BU90010302
    Duindorp  GM9002  Strand    WK900201  Zeezicht       BU90020101

2019 to 2021 follow the division of their own year. In 2021 Kadewijk grew by a fifth (change code 3): the same
place, whose years before may not be compared.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import shapely

from toetssteen.kernel.areas import AreaCode, Level
from toetssteen.kernel.cells import Outlines, PublishedColumn, PublishedTable, Status
from toetssteen.kernel.definitions import (
    Aggregation,
    AggregationRule,
    ColumnUse,
    Direction,
    Domain,
    Indicator,
    NamedArea,
    Source,
    Wanted,
)
from toetssteen.warehouse.build import RawFile
from toetssteen.warehouse.manifest import Definitions

COUNTRY = "Proefland"
NAMES = {
    "GM9001": "Rietstad",
    "GM9002": "Duindorp",
    "WK900101": "Lindehof",
    "WK900102": "Oeverwijk",
    "WK900103": "Kadewijk",
    "WK900201": "Strand",
    "BU90010101": "Lindehof-Noord",
    "BU90010102": "Lindehof-Zuid",
    "BU90010201": "Oever",
    "BU90010301": "Kade-Oost",
    "BU90010302": "Kade-West",
    "BU90020101": "Zeezicht",
}
YEARS = (2019, 2020, 2021)
# By year, in the order of NAMES. None is secret.
PEOPLE = {
    2019: (1000, 500, 400, 300, 300, 500, 300, 100, 300, 200, 100, 500),
    2020: (1010, 510, 400, 310, 300, 510, 300, 100, 310, 200, 100, 510),
    2021: (1100, 520, 400, 300, 400, 520, 300, 100, 300, 250, 150, 520),
}
# Per cent; buurten have no figure in the file at all.
LOW_INCOME: dict[int, tuple[float | None, ...]] = {
    2019: (9.0, 8.0, 18.0, 6.0, 8.0, 8.0),
    2020: (6.5, 6.0, 13.0, 5.0, None, 6.0),
    2021: (4.0, 4.0, 8.0, 5.0, 6.0, 4.0),
}
LIKED = (7.0, 6.0, 5.0, 8.0, 9.0, 6.0)
SURFACE = {"WK900103": {2019: 30.0, 2020: 30.0, 2021: 36.0}}
CHANGED = {("WK900103", 2021): 3}


def codes(*texts: str) -> tuple[AreaCode, ...]:
    return tuple(AreaCode.parse(text) for text in texts)


def column(values: Sequence[float | None], without: Status = Status.SECRET, mark: str = ".") -> PublishedColumn:
    """A column in which None is a cell without a number."""
    return PublishedColumn(
        np.array([np.nan if v is None else v for v in values], dtype=np.float64),
        np.array([without if v is None else Status.OBSERVED for v in values], dtype=np.uint8),
        {at: mark for at, v in enumerate(values) if v is None},
    )


def table(
    source: str,
    year: int,
    areas: Sequence[str],
    columns: Mapping[str, Sequence[float | None] | PublishedColumn],
    *,
    division_year: int | None = None,
    changes: Sequence[int] | None = None,
    surface: Sequence[float] | None = None,
    names: Mapping[str, str] = NAMES,
) -> PublishedTable:
    """One year of a publisher's file; the first area stands on row 2."""
    return PublishedTable(
        source=source,
        file=f"{source}.csv",
        year=year,
        division_year=year if division_year is None else division_year,
        codes=codes(*areas),
        rows=np.arange(2, 2 + len(areas), dtype=np.int32),
        columns={n: c if isinstance(c, PublishedColumn) else column(c) for n, c in columns.items()},
        names=tuple(names.get(a, "") for a in areas),
        changes=None if changes is None else np.array(changes, dtype=np.int8),
        surface=None if surface is None else np.array(surface, dtype=np.float64),
    )


def figures(year: int) -> PublishedTable:
    """Everything the statistics office publishes about a year: people of every area, incomes down to the wijk."""
    areas = list(NAMES)
    wide: list[float | None] = [*LOW_INCOME[year], *(None,) * 6]
    income = column(wide)
    income.statuses[6:] = Status.ABSENT
    return table(
        f"figures-{year}",
        year,
        areas,
        {"AANT_INW": PEOPLE[year], "P_LAAG": income, "M_INK": [100.0 * (i + 1) for i in range(len(areas))]},
        changes=[CHANGED.get((area, year), 1) for area in areas],
        surface=[SURFACE.get(area, {}).get(year, 10.0) for area in areas],
    )


def survey() -> PublishedTable:
    """A model's marks for one year, gemeenten and wijken."""
    return table("survey", 2021, list(NAMES)[:6], {"CIJFER": LIKED})


def indicators() -> tuple[Indicator, ...]:
    people = Indicator(
        id="inwoners",
        name="Inwoners",
        meaning="Het aantal mensen.",
        does_not_say="Niets over wie er werkt.",
        domain="bevolking",
        unit="aantal",
        direction=Direction.CONTEXT,
        aggregation=Aggregation(AggregationRule.SUM, exact=True),
        sentence="In {gebied} wonen {waarde} mensen.",
        columns=tuple(ColumnUse(f"figures-{y}", "AANT_INW", rounding=5) for y in YEARS),
        range=(0, 1_000_000),
        key=True,
    )
    low = replace(
        people,
        id="laag_inkomen",
        name="Laag inkomen",
        meaning="Het deel van de mensen met een laag inkomen.",
        domain="inkomen",
        unit="%",
        direction=Direction.LOWER,
        aggregation=Aggregation(AggregationRule.WEIGHTED, by="inwoners"),
        sentence="In {gebied} woont {waarde} mensen in een huishouden met een laag inkomen.",
        columns=tuple(ColumnUse(f"figures-{y}", "P_LAAG", rounding=0.1) for y in YEARS),
        decimals=1,
        range=(0, 100),
    )
    middle = replace(
        low,
        id="middelste_inkomen",
        name="Middelste inkomen",
        unit="euro",
        direction=Direction.HIGHER,
        aggregation=Aggregation(AggregationRule.NONE),
        sentence="",
        columns=tuple(ColumnUse(f"figures-{y}", "M_INK") for y in YEARS),
        decimals=0,
        range=None,
        key=False,
    )
    density = replace(
        people,
        id="per_duizend",
        name="Inkomen per inwoner",
        unit="per 1.000",
        aggregation=Aggregation(AggregationRule.WEIGHTED, by="inwoners", exact=True),
        sentence="",
        columns=tuple(ColumnUse(f"figures-{y}", "M_INK", per="AANT_INW", factor=1000.0) for y in YEARS),
        range=None,
        key=False,
    )
    liked = replace(
        low,
        id="rapportcijfer",
        name="Rapportcijfer voor de buurt",
        domain="wonen",
        unit="score",
        direction=Direction.HIGHER,
        sentence="Mensen geven {gebied} een {waarde}.",
        columns=(ColumnUse("survey", "CIJFER", rounding=0.1, estimated=True),),
        range=(0, 10),
    )
    wanted = replace(
        liked,
        id="vocht_en_schimmel",
        name="Vocht en schimmel",
        columns=(),
        wanted=Wanted("de gemeente", "buurt", "Vraag het de gemeente.", Level.BUURT),
        key=False,
    )
    return people, low, middle, density, liked, wanted


def source(name: str, year: int, **changes: object) -> Source:
    made = Source(
        id=name,
        publisher="Proefbureau",
        title=f"Proefcijfers {name}",
        table="P1",
        address="https://proef.example",
        licence="CC BY 4.0",
        reader="proef",
        file=f"{name}.csv",
        division_year=year,
        year=year,
        version="1",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def named_areas() -> tuple[NamedArea, ...]:
    area = NamedArea("", "", "gebied", "GM9001", "proef", True)
    return (
        replace(area, id="lindehof-oost", name="Lindehof-Oost", members={2019: ("BU90010102",)}),
        replace(
            area,
            id="oevers",
            name="De Oevers",
            kind="focusgebied",
            members={2019: ("BU900101*", "BU90010201")},
            aliases=("Rivierkant",),
        ),
        replace(area, id="wijkenpaar", name="Wijkenpaar", members={2019: ("WK900101", "WK900102")}),
        replace(area, id="onbekend-gebied", name="Onbekend Gebied", members={}),
    )


def definitions() -> Definitions:
    return Definitions(
        indicators(),
        (
            Domain("bevolking", "Bevolking", "Wie wonen hier?"),
            Domain("inkomen", "Inkomen", "Komen mensen rond?"),
            Domain("wonen", "Wonen", "Hoe wonen mensen?"),
        ),
        (
            *(source(f"figures-{y}", y) for y in YEARS),
            source("survey", 2021),
            source("map-2021", 2021, figures=False, geometry=True),
        ),
        named_areas(),
    )


def tables() -> dict[str, tuple[PublishedTable, ...]]:
    """What reading each source gives, by source id."""
    return {**{f"figures-{y}": (figures(y),) for y in YEARS}, "survey": (survey(),)}


def outlines(division_year: int = 2021) -> Outlines:
    """The four wijken as neighbouring squares of a kilometre, three in Rietstad and one in Duindorp."""
    wijken = [code for code in codes(*NAMES) if code.level is Level.WIJK]
    squares = [shapely.box(150_000 + 1000 * i, 450_000, 151_000 + 1000 * i, 451_000) for i in range(4)]
    return Outlines(
        "map-2021",
        "map-2021.csv",
        division_year,
        Level.WIJK,
        tuple(wijken),
        tuple(shapely.to_wkb(square) for square in squares),
    )


def raw_files(folder: Path, known: Definitions) -> dict[str, RawFile]:
    """A file for every source, of which only the hash matters: what it holds comes from `tables`."""
    folder.mkdir(parents=True, exist_ok=True)
    found = {}
    for one in known.sources:
        path = folder / one.file
        path.write_text(one.id, encoding="utf-8")
        found[one.id] = RawFile(path, hashlib.sha256(one.id.encode()).hexdigest(), "2026-01-02")
    return found
