"""Columns of files that name no units: the figures themselves must fit the unit that the name stands for."""

from dataclasses import replace

import numpy as np

from toetssteen.kernel.cells import NUMERIC, PublishedTable
from toetssteen.kernel.language import _
from toetssteen.kernel.published_columns import ResolvedColumn
from toetssteen.sources.columns.resolving import Refusal
from toetssteen.sources.publishers.family_tables import FamilyColumns

_SHARE, _COUNT = "%", "aantal"


def without_wrong_units(table: PublishedTable, columns: FamilyColumns) -> FamilyColumns:
    """The columns whose figures fit their unit; the others are refused. A share lies between 0 and 100, and nobody
    counts half a person."""
    reasons = {column.id: _contradiction(table, column) for column in columns.resolved}
    wrong = [column for column in columns.resolved if reasons[column.id]]
    refusals = tuple(
        Refusal(column.id, table.source, table.year, (f"“{column.title}” ({column.unit})",), reasons[column.id])
        for column in wrong
    )
    return replace(
        columns,
        resolved=tuple(column for column in columns.resolved if not reasons[column.id]),
        refusals=(*columns.refusals, *refusals),
    )


def _contradiction(table: PublishedTable, column: ResolvedColumn) -> str:
    for key in column.parts or (column.key,):
        published = table.columns[key]
        values = published.values[np.isin(published.statuses, NUMERIC)]
        if column.unit == _SHARE and ((values < 0) | (values > 100)).any():
            return _("de eenheid is %, maar er staan getallen boven de 100 of onder de 0")
        if column.unit == _COUNT and (values != np.round(values)).any():
            return _("de eenheid is een aantal, maar er staan getallen met cijfers achter de komma")
    return ""
