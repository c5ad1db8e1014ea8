"""The definitions that an own table becomes, as the YAML that somebody else would have written by hand."""

import dataclasses
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import yaml

from toetssteen.kernel.definitions import Aggregation, AggregationRule, ColumnUse, Direction, Indicator, Source
from toetssteen.kernel.language import _
from toetssteen.kernel.texts import folded
from toetssteen.sources.grids.text_encodings import ENCODINGS
from toetssteen.web.own_figures.models import FigureDescription, OwnTable, TableDescription

READER = "own-table"
LONGEST_SLUG = 40


@dataclass(frozen=True, slots=True)
class OwnDefinitions:
    """sources: one for each column of respondents, for a source has one. indicators: one for each figure."""

    sources: tuple[Source, ...]
    indicators: tuple[Indicator, ...]

    def files(self) -> dict[str, str]:
        """YAML by its path in the folder of definitions."""
        sources = {f"sources/{source.id}.yaml": as_yaml(source) for source in self.sources}
        return sources | {f"indicators/{indicator.id}.yaml": as_yaml(indicator) for indicator in self.indicators}


def source_prefix(table: int) -> str:
    """How the names of all sources of a table begin; nobody else names a source so."""
    return f"eigen-tabel-{table}-"


def indicator_prefix(table: int) -> str:
    return f"eigen_tabel_{table}_"


def definitions_of(table: OwnTable, description: TableDescription, places: dict[str, str]) -> OwnDefinitions:
    """places: what stands in the file -> code, as the reader has it."""
    groups: dict[tuple[str, int, str], str] = {}
    indicators, names = [], set[str]()
    for figure in description.taken:
        group = _group(description, figure)
        source = groups.setdefault(group, f"{source_prefix(table.pk)}{len(groups) + 1}")
        name = _free(indicator_prefix(table.pk) + slug(figure.column), names)
        indicators.append(_indicator(name, source, figure))
    sources = tuple(_source(table, description, group, name, places) for group, name in groups.items())
    return OwnDefinitions(sources, tuple(indicators))


def _group(description: TableDescription, figure: FigureDescription) -> tuple[str, int, str]:
    """What a source says once for all its columns; in the layout with a column for each year also the one figure."""
    figure_of_years = figure.column if description.layout == "years" else ""
    return figure.respondents, figure.least if figure.respondents else 0, figure_of_years


def _source(
    table: OwnTable, description: TableDescription, group: tuple[str, int, str], name: str, places: dict[str, str]
) -> Source:
    respondents, least, figure_of_years = group
    options = {
        "layout": description.layout,
        "skip": str(description.header - 1) if description.header > 1 else "",
        "sheet": description.sheet,
        "encoding": description.encoding if description.encoding in ENCODINGS else "",
        "delimiter": description.delimiter,
        "code": description.place,
        "level": description.level,
        "levels": "wijk=WK buurt=BU gemeente=GM" if description.level else "",
        "places": "\n".join(f"{text} = {code}" for text, code in places.items()),
        "period": description.year_column if description.layout != "years" else "",
        "variable": figure_of_years or (description.variable if description.layout == "long" else ""),
        "value": description.value if description.layout == "long" else "",
        "decimal": description.decimal,
        "suffix": "%" if any(figure.unit == "%" for figure in description.taken) else "",
        "secret": description.secret,
        "absent": description.absent,
        "later": description.later,
        "blank": description.blank,
        "respondents": respondents,
        "minimum": str(least) if respondents else "",
    }
    with_year = not description.year_column and description.layout != "years"
    return Source(
        id=name,
        publisher=table.publisher,
        title=table.title,
        table=table.title,
        address=table.address,
        licence=table.licence,
        reader=READER,
        file=file_name(table),
        division_year=description.division,
        year=description.year if with_year else None,
        options={option: text for option, text in options.items() if text},
        scope=(table.gemeente,),
    )


def _indicator(name: str, source: str, figure: FigureDescription) -> Indicator:
    return Indicator(
        id=name,
        name=figure.name,
        meaning=figure.meaning,
        does_not_say=figure.does_not_say,
        domain=figure.domain,
        unit=figure.unit,
        direction=Direction(figure.direction),
        aggregation=Aggregation(AggregationRule.NONE),
        columns=(ColumnUse(source, figure.column),),
        decimals=figure.decimals,
        range=(0.0, 100.0) if figure.unit == "%" else None,
        minimum_cell=figure.least if figure.respondents else 0,
        key=figure.key,
    )


def file_name(table: OwnTable) -> str:
    """Of the uploaded file among the deliveries: its own, without what no path may hold."""
    stem, dot, extension = table.file.rpartition(".")
    return f"{slug(stem or extension, '-')}{dot}{slug(extension)}" if dot else slug(table.file, "-")


def slug(text: str, between: str = "_") -> str:
    """Lower case letters and digits; never empty."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", between, plain).strip(between)[:LONGEST_SLUG].strip(between) or "cijfer"


def _free(name: str, names: set[str]) -> str:
    number, free = 1, name
    while free in names:
        number += 1
        free = f"{name}_{number}"
    names.add(free)
    return free


def as_yaml(definition: Source | Indicator) -> str:
    """The definition without what goes without saying."""
    return yaml.dump(_plain(definition), Dumper=_Plain, allow_unicode=True, sort_keys=False, width=160)


def _plain(value: Any) -> Any:
    """The value as YAML has it; of a dataclass only the fields that are not as they would be anyhow."""
    if dataclasses.is_dataclass(value):
        return {
            field.name: _plain(content)
            for field in dataclasses.fields(value)
            if (content := getattr(value, field.name)) != _default(field)
        }
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return dict(value) if isinstance(value, Mapping) else value


def _default(field: "dataclasses.Field[Any]") -> Any:
    """What a field is when nothing is said; MISSING where something must be."""
    return field.default if field.default_factory is dataclasses.MISSING else field.default_factory()


class _Plain(yaml.SafeDumper):
    """Texts of more lines as a block, for people; and no aliases, which the loader refuses."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Plain.add_representer(str, _text)


def explained_margin(margins: Sequence[float], unit: str) -> str:
    """A sentence on the margins of a survey; "" where there are none."""
    if not margins:
        return ""
    low, high = (f"{number:.3g}".replace(".", ",") for number in (min(margins), max(margins)))
    points = _("procentpunt") if unit == "%" else unit
    if low == high:
        return _("De marge van de onderzoekers is ± {high} {points}.").format(high=high, points=points)
    return _("De marge van de onderzoekers loopt per gebied van ± {low} tot ± {high} {points}.").format(
        low=low, high=high, points=points
    )


def place_lines(codes: dict[str, str]) -> dict[str, str]:
    """Places as the option of the reader has them: only what is no whole code already."""
    return {folded(text): code for text, code in codes.items() if text.strip().upper() != code}
