"""What the page of all focus areas shows of each figure: words, a picture and a table, in name order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from toetssteen.answers.comparison.focus import FocusComparison, FocusFigure, FocusRow
from toetssteen.answers.figures.numbers import exact
from toetssteen.answers.snapshot.places import Place
from toetssteen.answers.words import sentences
from toetssteen.kernel.definitions import Direction, Domain, Indicator
from toetssteen.kernel.language import listed
from toetssteen.web.monitor.labels import higher_is_better
from toetssteen.web.ui.pictures import AreaRow, AreaRows, Mark, Picture, Words, area_rows
from toetssteen.web.ui.pictures.line import direction_words


@dataclass(frozen=True, slots=True, kw_only=True)
class FocusAreaRow:
    """One area in the table. value_link, city_link: to where the figures come from; "" where there is none."""

    name: str
    code: str
    value: str
    value_link: str
    spread: str
    city: str
    city_link: str
    how_known: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownAreas:
    """The areas without a figure for one and the same reason."""

    why: str
    names: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFigure:
    """One figure over all focus areas, ready for the page. Picture and table hold the areas with a figure; unknown: why the
    others have none, each reason said once."""

    id: str
    indicator: Indicator
    year: int
    years: tuple[int, ...]
    finding: str
    picture: Picture
    table: tuple[FocusAreaRow, ...]
    country: str
    unknown: tuple[UnknownAreas, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FocusPage:
    """What the template reads. themes, years: to choose from; year: the one that is asked for; silent: the areas of
    which it is not known which buurten they hold."""

    focus: FocusComparison
    figures: tuple[ShownFigure, ...]
    themes: tuple[Domain, ...]
    years: tuple[int, ...]
    year: int | None
    silent: tuple[Place, ...]


def focus_figure(focus: FocusComparison, figure: FocusFigure) -> ShownFigure:
    finding = _finding(focus, figure)
    return ShownFigure(
        id=figure.indicator.id,
        indicator=figure.indicator,
        year=figure.year,
        years=figure.years,
        finding=finding,
        picture=_picture(focus, figure, finding),
        table=tuple(_row(row, figure.indicator, figure.year) for row in figure.rows if row.value is not None),
        unknown=tuple(_unknown(figure.rows)),
        country="" if figure.country is None else exact(figure.country, figure.indicator),
    )


def _unknown(rows: Sequence[FocusRow]) -> Iterator[UnknownAreas]:
    """In the order in which a reason is met first."""
    names: dict[str, list[str]] = {}
    for row in rows:
        if row.value is None:
            names.setdefault(row.why, []).append(row.place.name)
    for why, places in names.items():
        yield UnknownAreas(why=why, names=listed(places))


def _finding(focus: FocusComparison, figure: FocusFigure) -> str:
    """For how many areas it is known, and how many of these lie on which side of the country: no area is singled out."""
    text = _("In {year} is dit bekend voor {n} van de {all} gebieden.").format(
        year=figure.year, n=figure.known, all=len(focus.places)
    )
    if figure.country is None:
        return text
    values = [row.value for row in figure.rows if row.value is not None]
    above = sum(1 for value in values if value > figure.country)
    return (
        text
        + " "
        + _("In {n} daarvan ligt het hoger dan in {country} ({value}).").format(
            n=above, country=focus.country_name, value=exact(figure.country, figure.indicator)
        )
    )


def _picture(focus: FocusComparison, figure: FocusFigure, finding: str) -> Picture:
    indicator = figure.indicator
    low, high = direction_words(higher_is_better(indicator))
    return area_rows(
        AreaRows(
            Words(
                _("{name} in {year}, de focusgebieden op alfabet").format(name=indicator.name, year=figure.year),
                finding,
            ),
            [
                AreaRow(row.place.name, row.value, [part.value for part in row.parts], row.city, row.why)
                for row in figure.rows
                if row.value is not None
            ],
            country=None if figure.country is None else Mark(focus.country_name, figure.country),
            unit=indicator.unit,
            decimals=indicator.decimals,
            low_word=low,
            high_word=high,
            parts_are=_("een wijk of buurt van het gebied"),
            reference_is=_("de gemeente waarin het ligt"),
            context=indicator.composition or indicator.direction is Direction.CONTEXT,
        ),
        f"gebieden-{indicator.id}",
    )


def _row(row: FocusRow, indicator: Indicator, year: int) -> FocusAreaRow:
    """The area's own figure and its gemeente's lead to where they come from."""
    point, value = row.point, row.value
    if point is None or value is None:
        raise ValueError("only an area with a figure is a row")
    values = [part.value for part in row.parts if part.value is not None]
    spread = f"{exact(min(values), indicator)} – {exact(max(values), indicator)}" if values else "–"
    how_known = ", ".join(dict.fromkeys((sentences.origin(point.kind), sentences.status(point.status))))
    return FocusAreaRow(
        name=row.place.name,
        code=row.place.code,
        value=exact(value, indicator),
        value_link=_source(indicator, row.place.code, year),
        spread=spread,
        city="–" if row.city is None else exact(row.city, indicator),
        city_link="" if row.city is None else _source(indicator, str(row.place.gemeente), year),
        how_known=how_known,
    )


def _source(indicator: Indicator, code: str, year: int) -> str:
    return reverse("monitor:lineage", kwargs={"name": indicator.id, "code": code, "year": year})
