"""The invented country's sources, and where an indicator's cells stand in them. No YAML mentions it."""

from toetssteen.kernel.definitions import ColumnUse, Indicator, Source
from toetssteen.kernel.language import _
from toetssteen.kernel.publication_lags import LagEvidence, PublicationLag, Sighting
from toetssteen.sources.invented.division import LEVELS
from toetssteen.sources.invented.figure_models import takes_part
from toetssteen.sources.invented.file_names import CHANGES, CODE, NAME, SURFACE, figures_file, outlines_file
from toetssteen.sources.invented.places import Size
from toetssteen.sources.invented.rounding import rounding_step
from toetssteen.sources.invented.streams import GENERATOR_VERSION

CSV_READER, GEOJSON_READER = "invented-csv", "invented-geojson"
_PUBLISHER = "Toetssteen (verzonnen)"


def sources(size: Size) -> tuple[Source, ...]:
    """Figures of every year, then outlines of every division and level."""
    figures = tuple(_figures(size, year) for year in size.years)
    return figures + tuple(_outlines(size, year, level) for year in size.divisions for level in LEVELS)


def column_uses(indicator: Indicator, size: Size) -> tuple[ColumnUse, ...]:
    """One per year; none for an indicator the invented country does not have.

    The last year is provisional, as a publisher's newest figures are; health comes from a model.
    """
    if not takes_part(indicator):
        return ()
    return tuple(
        ColumnUse(
            source=_id(size, year),
            column=indicator.id,
            rounding=rounding_step(indicator),
            estimated=indicator.domain == "gezondheid",
            provisional=year == size.last_year,
        )
        for year in size.years
    )


def publication_lags(size: Size) -> tuple[PublicationLag, ...]:
    """An invented pace, so that the calendar can be seen: figures come in May of the next year."""
    seen = LagEvidence(
        size.last_year, f"{size.last_year + 1}-05", Sighting.PUBLISHED, _("verzonnen, om te laten zien hoe het werkt")
    )
    return (
        PublicationLag(
            id="verzonnen",
            subject=_("Alle cijfers van het verzonnen land"),
            sources=tuple(_id(size, year) for year in size.years),
            every=1,
            evidence=(seen,),
        ),
    )


def _id(size: Size, year: int) -> str:
    return f"{size.folder}-{year}"


def _division(size: Size, year: int) -> int:
    """The division in force: its outlines are the ones that fit."""
    return max(division for division in size.divisions if division <= year)


def _figures(size: Size, year: int) -> Source:
    return Source(
        id=_id(size, year),
        publisher=_PUBLISHER,
        title=_("Verzonnen kerncijfers {year} van {country}").format(year=year, country=size.country),
        table=f"kerncijfers-{year}",
        address="",
        licence="CC0",
        reader=CSV_READER,
        file=figures_file(size, year),
        division_year=_division(size, year),
        year=year,
        version=str(GENERATOR_VERSION),
        notes=_("Deze cijfers zijn verzonnen. Ze gaan niet over een echte plaats."),
        options={"code": CODE, "name": NAME, "changes": CHANGES, "surface": SURFACE, "blank": "absent"},
        invented=True,
    )


def _outlines(size: Size, year: int, level: str) -> Source:
    return Source(
        id=f"{size.folder}-grenzen-{year}-{level}",
        publisher=_PUBLISHER,
        title=_("Verzonnen grenzen {year} van {country}: {level}").format(year=year, country=size.country, level=level),
        table=f"grenzen-{year}-{level}",
        address="",
        licence="CC0",
        reader=GEOJSON_READER,
        file=outlines_file(size, year, level),
        division_year=year,
        version=str(GENERATOR_VERSION),
        notes=_("Deze kaart is verzonnen. Het is geen echte plaats."),
        options={"code": CODE, "level": level},
        geometry=True,
        figures=False,
        invented=True,
    )
