"""The invented country's sources, and where an indicator's cells stand in them. No YAML mentions it."""

from toetssteen.kernel.definitions import ColumnUse, Indicator, Source
from toetssteen.kernel.language import _
from toetssteen.sources.invented.division import LEVELS
from toetssteen.sources.invented.files import CHANGES, CODE, NAME, SURFACE, figures_file, outlines_file
from toetssteen.sources.invented.places import COUNTRY_NAME, DIVISIONS, LAST_YEAR, YEARS
from toetssteen.sources.invented.publishing import rounding_step
from toetssteen.sources.invented.recipes import takes_part
from toetssteen.sources.invented.streams import GENERATOR_VERSION

CSV_READER, GEOJSON_READER = "invented-csv", "invented-geojson"
_PUBLISHER = "Toetssteen (verzonnen)"


def sources() -> tuple[Source, ...]:
    """Figures of every year, then outlines of every division and level."""
    figures = tuple(_figures(year) for year in YEARS)
    return figures + tuple(_outlines(year, level) for year in DIVISIONS for level in LEVELS)


def column_uses(indicator: Indicator) -> tuple[ColumnUse, ...]:
    """One per year; none for an indicator the invented country does not have.

    The last year is provisional, as a publisher's newest figures are; health comes from a model.
    """
    if not takes_part(indicator):
        return ()
    return tuple(
        ColumnUse(
            source=_id(year),
            column=indicator.id,
            rounding=rounding_step(indicator),
            estimated=indicator.domain == "gezondheid",
            provisional=year == LAST_YEAR,
        )
        for year in YEARS
    )


def _id(year: int) -> str:
    return f"verzonnen-{year}"


def _division(year: int) -> int:
    """The division in force: its outlines are the ones that fit."""
    return max(division for division in DIVISIONS if division <= year)


def _figures(year: int) -> Source:
    return Source(
        id=_id(year),
        publisher=_PUBLISHER,
        title=_("Verzonnen kerncijfers {year} van {country}").format(year=year, country=COUNTRY_NAME),
        table=f"kerncijfers-{year}",
        address="",
        licence="CC0",
        reader=CSV_READER,
        file=figures_file(year),
        division_year=_division(year),
        year=year,
        version=str(GENERATOR_VERSION),
        notes=_("Deze cijfers zijn verzonnen. Ze gaan niet over een echte plaats."),
        options={"code": CODE, "name": NAME, "changes": CHANGES, "surface": SURFACE, "blank": "absent"},
        invented=True,
    )


def _outlines(year: int, level: str) -> Source:
    return Source(
        id=f"verzonnen-grenzen-{year}-{level}",
        publisher=_PUBLISHER,
        title=_("Verzonnen grenzen {year} van {country}: {level}").format(year=year, country=COUNTRY_NAME, level=level),
        table=f"grenzen-{year}-{level}",
        address="",
        licence="CC0",
        reader=GEOJSON_READER,
        file=outlines_file(year, level),
        division_year=year,
        version=str(GENERATOR_VERSION),
        notes=_("Deze kaart is verzonnen. Het is geen echte plaats."),
        options={"code": CODE, "level": level},
        geometry=True,
        figures=False,
        invented=True,
    )
