"""The focus areas side by side: words, one picture a figure, and its table; in name order."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from toetssteen.answers.comparison.compare import themes
from toetssteen.answers.comparison.focus import Focus, FocusFigure, FocusRow, focus
from toetssteen.answers.figures.numbers import exact
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.words import sentences
from toetssteen.kernel.definitions import Direction, Indicator
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.web.monitor.downloads import figures as download_figures
from toetssteen.web.monitor.labels import higher_is_better
from toetssteen.web.monitor.pages import show, snapshot_page
from toetssteen.web.ui.pictures import AreaRow, AreaRows, Mark, Picture, Words, area_rows
from toetssteen.web.ui.pictures.line import direction_words


@dataclass(frozen=True, slots=True)
class TableRow:
    """One area in the table. value_link, city_link: to where the figures come from; "" where there is none."""

    name: str
    code: str
    value: str
    value_link: str
    spread: str
    city: str
    city_link: str
    told: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure over all focus areas, ready for the page."""

    id: str
    indicator: Indicator
    year: int
    years: tuple[int, ...]
    finding: str
    picture: Picture
    table: tuple[TableRow, ...]
    country: str


@snapshot_page
def focus_page(request: HttpRequest, atlas: Atlas) -> HttpResponse:
    year = request.GET.get("jaar", "")
    if year and not (year.isdecimal() and len(year) == 4):
        raise UnknownNameError(_("“{text}” is geen jaar. Schrijf een jaar als 2016.").format(text=year[:20]))
    found = focus(atlas, request.GET.get("thema", "") or None, int(year) if year else None)
    context = {
        "focus": found,
        "shown": [_shown(found, figure) for figure in found.figures],
        "themes": themes(atlas),
        "years": sorted({year for figure in found.figures for year in figure.years}),
        "year": int(year) if year else None,
        "silent": [place for place in found.places if not place.members],
    }
    return show(
        request, atlas, "monitor/focus.html", context, [download_figures.of_focus(one) for one in context["shown"]]
    )


def _shown(found: Focus, figure: FocusFigure) -> Shown:
    finding = _finding(found, figure)
    return Shown(
        figure.indicator.id,
        figure.indicator,
        figure.year,
        figure.years,
        finding,
        _picture(found, figure, finding),
        tuple(_row(row, figure.indicator, figure.year) for row in figure.rows),
        "" if figure.country is None else exact(figure.country, figure.indicator),
    )


def _finding(found: Focus, figure: FocusFigure) -> str:
    """For how many areas it is known, and how many of these lie on which side of the country: no area is singled out."""
    text = _("In {year} is dit bekend voor {n} van de {all} gebieden.").format(
        year=figure.year, n=figure.known, all=len(found.places)
    )
    if figure.country is None:
        return text
    values = [row.value for row in figure.rows if row.value is not None]
    above = sum(1 for value in values if value > figure.country)
    return (
        text
        + " "
        + _("In {n} daarvan ligt het hoger dan in {country} ({value}).").format(
            n=above, country=found.country_name, value=exact(figure.country, figure.indicator)
        )
    )


def _picture(found: Focus, figure: FocusFigure, finding: str) -> Picture:
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
            ],
            country=None if figure.country is None else Mark(found.country_name, figure.country),
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


def _row(row: FocusRow, indicator: Indicator, year: int) -> TableRow:
    """The area's own figure and its gemeente's lead to where they come from."""
    if row.point is None or row.value is None:
        return TableRow(row.place.name, row.place.code, "–", "", "–", "–", "", row.why)
    values = [part.value for part in row.parts if part.value is not None]
    spread = f"{exact(min(values), indicator)} – {exact(max(values), indicator)}" if values else "–"
    told = ", ".join(dict.fromkeys((sentences.origin(row.point.kind), sentences.status(row.point.status))))
    return TableRow(
        row.place.name,
        row.place.code,
        exact(row.value, indicator),
        _source(indicator, row.place.code, year),
        spread,
        "–" if row.city is None else exact(row.city, indicator),
        "" if row.city is None else _source(indicator, str(row.place.gemeente), year),
        told,
    )


def _source(indicator: Indicator, code: str, year: int) -> str:
    return reverse("monitor:lineage", kwargs={"name": indicator.id, "code": code, "year": year})
