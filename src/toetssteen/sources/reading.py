"""The one front door to publishers' files: which reader reads which layout."""

from collections.abc import Callable, Mapping
from pathlib import Path

from toetssteen.kernel.cells import Outlines, PublishedTable
from toetssteen.kernel.definitions import Source
from toetssteen.kernel.errors import DefinitionError, FilePosition, SourceError
from toetssteen.kernel.language import _
from toetssteen.sources.definitions.forbidden import refuse_forbidden
from toetssteen.sources.deliveries.renamed_columns import missing_column_error
from toetssteen.sources.grids.grid import MissingColumnError
from toetssteen.sources.publishers.cbs_kwb import read_kwb_csv, read_kwb_excel
from toetssteen.sources.publishers.cbs_wbk import read_wbk
from toetssteen.sources.publishers.elan import read_elan_means, read_elan_shares
from toetssteen.sources.publishers.groningen_grid import read_raster
from toetssteen.sources.publishers.invented_country import read_invented, read_invented_outlines
from toetssteen.sources.publishers.leefbaarometer import read_classes, read_scores, read_scores_csv
from toetssteen.sources.publishers.outlines import outlines_of
from toetssteen.sources.publishers.own_tables import read_own_table
from toetssteen.sources.publishers.politie import read_gemeenten, read_national
from toetssteen.sources.publishers.service_tables import read_features, read_odata
from toetssteen.sources.publishers.statline import read_export_csv, read_panel_csv, read_rows_json

Reader = Callable[[Path, Source, frozenset[str]], tuple[PublishedTable, ...]]


# The whole country's outlines of a year take some 300 MB. Files are read into memory, so what is far larger is refused.
MAX_BYTES = 2_000_000_000


def _bounded(path: Path) -> None:
    """Raises SourceError for a file that is larger than any publication we know, before anything is read."""
    try:
        size = path.stat().st_size
    except OSError:
        return  # whoever reads it says what is wrong
    if size > MAX_BYTES:
        raise SourceError(
            _("Het bestand is veel te groot ({size} MB)").format(size=size // 1_000_000),
            FilePosition(path.name),
            _("Controleer of het van de uitgever komt. We openen het niet."),
        )


def _no_figures(path: Path, source: Source, columns: frozenset[str]) -> tuple[PublishedTable, ...]:
    raise DefinitionError(_("Bron {id} heeft alleen grenzen, geen cijfers.").format(id=source.id))


READERS: Mapping[str, Reader] = {
    "cbs-wbk": read_wbk,
    "cbs-kwb-csv": read_kwb_csv,
    "cbs-kwb-excel": read_kwb_excel,
    "statline-json": read_rows_json,
    "statline-panel": read_panel_csv,
    "statline-export": read_export_csv,
    "elan-shares": read_elan_shares,
    "elan-means": read_elan_means,
    "leefbaarometer-scores": read_scores,
    "leefbaarometer-classes": read_classes,
    "leefbaarometer-csv": read_scores_csv,
    "raster": read_raster,
    "politie-gemeenten": read_gemeenten,
    "politie-nederland": read_national,
    "own-table": read_own_table,
    "odata-table": read_odata,
    "wfs-features": read_features,
    "outlines": _no_figures,
    "invented-csv": read_invented,
    "invented-geojson": _no_figures,
}


def read(path: Path, source: Source, columns: frozenset[str]) -> tuple[PublishedTable, ...]:
    """The tables in a file, one a year, with only `columns` (the publisher's names).

    Raises SourceError (the file is not what it should be) or DefinitionError (an unknown reader or option, or a
    column that never enters the product).
    """
    refuse_forbidden(source.id, columns)
    _bounded(path)
    if source.reader not in READERS:
        raise DefinitionError(
            _("Bron {id}: de lezer “{reader}” bestaat niet. Wel: {known}.").format(
                id=source.id, reader=source.reader, known=", ".join(READERS)
            )
        )
    if not source.figures:
        return _no_figures(path, source, columns)
    try:
        return READERS[source.reader](path, source, columns)
    except MissingColumnError as error:
        raise missing_column_error(error, source, path) from error


def read_outlines(path: Path, source: Source) -> Outlines:
    """The outlines in a file, in EPSG:28992. Raises SourceError or DefinitionError."""
    if not source.geometry:
        raise DefinitionError(_("Bron {id} heeft geen grenzen.").format(id=source.id))
    _bounded(path)
    if source.reader == "invented-geojson":
        # Its plane is invented too, so no EPSG code stands in the file.
        return read_invented_outlines(path, source)
    try:
        return outlines_of(path, source)
    except MissingColumnError as error:
        raise missing_column_error(error, source, path) from error
