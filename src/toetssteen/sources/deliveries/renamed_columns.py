"""Renamed columns: a missing column is reported with the most similar names; none is chosen."""

import csv
import json
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from rapidfuzz import fuzz

from toetssteen.kernel.definitions import Source
from toetssteen.kernel.errors import FilePosition, SourceError
from toetssteen.kernel.language import _
from toetssteen.sources.deliveries.companions import columns_file
from toetssteen.sources.grids.grid import MissingColumnError

SHOWN = 3
LEAST = 60.0  # of 100; below this two names have little in common
# CBS numbers the columns of a StatLine table through: AantalInwoners_5 was AantalInwoners_4 before a column came in.
_NUMBER = re.compile(r"_\d+$")


def missing_column_error(error: MissingColumnError, source: Source, path: Path) -> SourceError:
    """The error for a column that a file lacks, with table, year and the most similar columns and their titles."""
    titles = titles_beside(path)
    near = nearest(error.column, error.header, titles)
    year = _(" ({year})").format(year=source.year) if source.year else ""
    message = _("Deze kolom staat niet in het bestand van bron {id}, tabel {table}{year}").format(
        id=source.id, table=source.table, year=year
    )
    remedy = (
        _("Lijkt erop: {names}. We kiezen niet zelf: is de kolom hernoemd, pas dan de definitie aan.").format(
            names=", ".join(_named(name, titles) for name in near)
        )
        if near
        else _("Er is geen kolom die erop lijkt. Kijk of dit het goede bestand is, of pas de definitie aan.")
    )
    return SourceError(message, FilePosition(error.place.file, error.place.row, error.column), remedy)


def nearest(column: str, header: tuple[str, ...], titles: Mapping[str, str]) -> tuple[str, ...]:
    """At most `SHOWN` names of the header that look like `column`, by name or by title; the best first, ties by name."""
    scored = [(-_likeness(column, name, titles.get(name, "")), name) for name in header if name]
    return tuple(name for score, name in sorted(scored)[:SHOWN] if -score >= LEAST)


def _likeness(column: str, name: str, title: str) -> float:
    """Similarity of 0..100, ignoring StatLine's number and capitals."""
    bare = _bare(column)
    return max(float(fuzz.ratio(bare, _bare(name))), float(fuzz.ratio(bare, _bare(title))) if title else 0.0)


def _bare(name: str) -> str:
    return "".join(letter for letter in _NUMBER.sub("", name).lower() if letter.isalnum())


def _named(name: str, titles: Mapping[str, str]) -> str:
    title = titles.get(name, "")
    return f"“{name}” ({title})" if title and title != name else f"“{name}”"


def titles_beside(path: Path) -> dict[str, str]:
    """The publisher's titles of the columns, from the list that lies beside the file; nothing where none lies there."""
    listed = path.with_name(columns_file(PurePosixPath(path.name)).name)
    properties = path.with_name("DataProperties.json")
    try:
        if listed.is_file():
            with listed.open(encoding="utf-8", newline="") as file:
                return {row["kolom"]: row["titel"] for row in csv.DictReader(file, delimiter=";")}
        if properties.is_file():
            loaded = json.loads(properties.read_text(encoding="utf-8"))
            return {str(item["Key"]): str(item["Title"]).strip() for item in loaded if item.get("Key")}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}  # Titles only improve an error message; failing to read them is no error.
    return {}
