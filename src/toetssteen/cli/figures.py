"""series and lineage: what the page shows, on the command line."""

import csv
import sys
from argparse import Namespace

import msgspec

from toetssteen.answers.figures.calculation import CalculatedPart, Calculation
from toetssteen.answers.figures.lineage import Lineage, lineage
from toetssteen.answers.figures.numbers import exact
from toetssteen.answers.figures.published import Point
from toetssteen.answers.figures.published_cells import PublishedCell
from toetssteen.answers.figures.series import series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.open_atlases import open_atlas
from toetssteen.answers.snapshot.revisions import revised
from toetssteen.answers.words.sentences import origin, status
from toetssteen.kernel.errors import SnapshotError
from toetssteen.kernel.home import Home
from toetssteen.kernel.language import _
from toetssteen.warehouse.revisions import MOST
from toetssteen.warehouse.snapshots import Shelf


def serving() -> Atlas:
    stand = Shelf(Home.find().snapshots)
    name = stand.current()
    if name is None:
        raise SnapshotError(_("Er zijn nog geen cijfers. Begin met “python3 start.py setup”."))
    return open_atlas(stand.folder / name)


def print_json(answer: object) -> None:
    """One line of JSON; an area code is written as the string it is."""
    print(msgspec.json.encode(answer, enc_hook=str).decode())


def point_json(atlas: Atlas, point: Point) -> dict[str, object]:
    delivery = atlas.delivery(point.delivery)
    return {
        "year": point.year,
        "value": point.value,
        "status": point.status.name.lower(),
        "kind": str(point.kind),
        "comparable": point.comparable,
        "source": None if delivery is None else delivery.source,
        "divisionYear": None if delivery is None else delivery.division_year,
        "reason": point.reason,
        "formerCode": point.former or None,
    }


def show_series(arguments: Namespace) -> None:
    atlas = serving()
    indicator = atlas.indicator(arguments.indicator)
    all_series = [
        series(atlas, atlas.place(code), indicator, arguments.years)
        for code in arguments.areas.split(",")
        if code.strip()
    ]
    if arguments.json:
        answer = {
            "snapshot": atlas.id,
            "invented": atlas.snapshot.manifest.invented,
            "indicator": indicator.id,
            "unit": indicator.unit,
            "series": [
                {"code": s.code, "name": s.name, "points": [point_json(atlas, p) for p in s.points]} for s in all_series
            ],
        }
        print_json(answer)
        return
    for place_series in all_series:
        print(f"{place_series.code}  {place_series.name}: {indicator.name}")
        for point in place_series.points:
            value = "" if point.value is None else exact(point.value, indicator)
            why = point.reason or (status(point.status) if point.value is None else origin(point.kind))
            print(f"  {point.year}  {value:>14}  {why}")


def cell_json(cell: PublishedCell) -> dict[str, object]:
    return {
        "area": cell.area,
        "publisher": cell.publisher,
        "title": cell.title,
        "table": cell.table,
        "version": cell.version,
        "file": cell.file,
        "sha256": cell.sha256,
        "retrieved": cell.retrieved,
        "divisionYear": cell.division_year,
        "column": cell.column,
        "columnTitle": cell.column_title or None,
        "dividedBy": cell.divided_by or None,
        "dividedOver": cell.divided_over or None,
        "row": cell.row,
        "published": cell.published,
        "divisor": cell.divisor,
        "value": cell.value,
        "status": cell.status.name.lower(),
        "mark": cell.mark or None,
        "used": cell.used,
    }


def show_lineage(arguments: Namespace) -> None:
    atlas = serving()
    figure_lineage: Lineage = lineage(atlas, arguments.indicator, arguments.code, arguments.year)
    if arguments.json:
        answer = {
            "snapshot": figure_lineage.snapshot,
            "invented": atlas.snapshot.manifest.invented,
            "indicator": figure_lineage.indicator.id,
            "code": figure_lineage.code,
            "year": figure_lineage.year,
            "point": None if figure_lineage.point is None else point_json(atlas, figure_lineage.point),
            "cells": [cell_json(cell) for cell in figure_lineage.cells],
            "divisorCells": [cell_json(cell) for cell in figure_lineage.divisor_cells],
            "parts": list(figure_lineage.parts),
            "calculation": None if figure_lineage.calculation is None else calculation_json(figure_lineage.calculation),
        }
        print_json(answer)
        return
    if not figure_lineage.cells and not figure_lineage.parts:
        print(_("Hierover is niets bekend."))
    for cell in figure_lineage.cells:
        print(f"{cell.publisher}, {cell.title} ({cell.table})")
        print(_("  bestand {file}, rij {row}, kolom {column}").format(file=cell.file, row=cell.row, column=cell.column))
        if cell.column_title:
            print(_("  titel van de kolom: {title}").format(title=cell.column_title))
        # As it stands in the file, so without thousands' points.
        written = cell.mark or ("" if cell.published is None else f"{cell.published:.15g}")
        print(f"  {status(cell.status)}: {written}")
    if figure_lineage.calculation is not None:
        print(_("Berekend uit: {parts}").format(parts=", ".join(figure_lineage.parts)))
        for part in figure_lineage.calculation.parts:
            print(f"  {_part_in_words(part)}")


def calculation_json(calculation: Calculation) -> dict[str, object]:
    return {
        "rule": str(calculation.rule),
        "of": calculation.of.id,
        "by": None if calculation.by is None else calculation.by.id,
        "factor": calculation.factor,
        "unrounded": calculation.unrounded,
        "step": calculation.step or None,
        "parts": [
            {
                "code": part.code,
                "name": part.name,
                "value": part.value,
                "status": part.status.name.lower(),
                "missing": part.missing or None,
                "weight": None if part.weight is None else part.weight.value,
                "weightOf": None if part.weight is None else part.weight.indicator.id,
                "weightYear": None if part.weight is None else part.weight.year,
                "cell": None if part.cell is None else cell_json(part.cell),
            }
            for part in calculation.parts
        ],
    }


def _part_in_words(part: CalculatedPart) -> str:
    """One part with what it adds, as numbers stand in the files."""
    words = [f"{part.code} {part.name}:", part.missing if part.value is None else f"{part.value:.15g}"]
    if part.value is not None and part.missing:
        words.append(f"({part.missing})")
    if part.weight is not None:
        words.append(
            _("gewicht {value} ({name}, {year})").format(
                value=f"{part.weight.value:.15g}", name=part.weight.indicator.id, year=part.weight.year
            )
        )
    return " ".join(words)


def show_revisions(arguments: Namespace) -> None:
    """Every cell that is not what it was in the snapshot before, as CSV."""
    atlas = serving()
    revisions = revised(atlas, arguments.source, 0, MOST, atlas)
    if revisions is None:
        raise SnapshotError(_("Bij deze cijfers is geen vergelijking met eerdere cijfers bewaard."))
    writer = csv.writer(sys.stdout)
    writer.writerow(("code", "indicator", "year", "change", "ours", "source", "old", "new", "oldStatus", "newStatus"))
    for cell in revisions.cells:
        writer.writerow(
            (
                cell.code,
                cell.indicator_id,
                cell.year,
                cell.change.name.lower(),
                str(cell.ours).lower(),
                cell.source,
                "" if cell.old is None else cell.old,
                "" if cell.new is None else cell.new,
                cell.old_status.name.lower(),
                cell.new_status.name.lower(),
            )
        )
