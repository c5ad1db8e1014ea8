"""Build a snapshot beside the serving one: read, lay out, check, and only then put it on the shelf."""

import hashlib
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import msgspec

from toetssteen import __version__
from toetssteen.kernel.areas import COUNTRY
from toetssteen.kernel.cells import Outlines, PublishedTable, Status
from toetssteen.kernel.errors import SnapshotError
from toetssteen.kernel.language import _
from toetssteen.kernel.trouble import why
from toetssteen.sources.deliveries.fetch import check_intact
from toetssteen.sources.reading import read, read_outlines
from toetssteen.warehouse import durable, geometry, store
from toetssteen.warehouse.checks.country import sift
from toetssteen.warehouse.checks.tables import check, check_named_areas
from toetssteen.warehouse.divisions import register
from toetssteen.warehouse.integrity import checksums
from toetssteen.warehouse.links import link
from toetssteen.warehouse.manifest import Definitions, DeliveredYear, Manifest, SnapshotCheck, sizes, write_json
from toetssteen.warehouse.opening import Labels, check_files, read_manifest, write_arrays
from toetssteen.warehouse.panel import panel, wanted_columns
from toetssteen.warehouse.snapshots import UNFINISHED, Shelf

# Raise when the layout of a snapshot changes, so that the same inputs are built again.
LAYOUT = 6


@dataclass(frozen=True, slots=True)
class RawFile:
    """A publisher's file as fetched."""

    path: Path
    sha256: str
    retrieved: str


Progress = Callable[[str], None]


def build(
    shelf: Shelf,
    definitions: Definitions,
    files: Mapping[str, RawFile],
    *,
    country: str,
    now: datetime | None = None,
    progress: Progress = lambda text: None,
) -> str:
    """Build a snapshot from `files` (source id -> raw file) and return its id. Does not change the serving one.

    The same inputs return the existing snapshot. Raises SourceError for a file that is not
    what it should be and SnapshotError for a failed check; nothing half-made stays behind.
    """
    moment = now or datetime.now(UTC)
    sources = [source for source in definitions.sources if source.id in files]
    inputs = _hash(definitions, files)
    with shelf.lock("build"):
        shelf.clear_unfinished()
        if (existing := _existing(shelf, inputs)) is not None:
            shelf.make_newest(shelf.folder / existing)
            return existing
        name = shelf.free_name(f"{moment:%Y-%m-%d}-{inputs[:8]}")
        folder = shelf.folder / f"{UNFINISHED}{name}"
        try:
            (folder / "cube").mkdir(parents=True)
            (folder / "geometry").mkdir()
            columns = wanted_columns(definitions.indicators)
            tables: list[PublishedTable] = []
            outlines: list[Outlines] = []
            for source in sources:
                progress(source.title)
                path = files[source.id].path
                check_intact(path)
                if source.figures:
                    tables.extend(read(path, source, columns.get(source.id, frozenset())))
                if source.geometry:
                    outlines.append(read_outlines(path, source))
            if not tables:
                raise SnapshotError(_("In deze bestanden staan geen cijfers. Haal eerst bestanden met cijfers op."))
            manifest = _fill(folder, name, inputs, moment, country, definitions, files, tables, outlines, progress)
            refused = [c for c in manifest.checks if c.fatal and not c.ok]
            if refused:
                raise SnapshotError(
                    _("De nieuwe cijfers zijn afgekeurd en niet bewaard: {why}.").format(
                        why="; ".join(f"{c.name} ({c.detail})" for c in refused[:5])
                    )
                )
            progress(_("Op de schijf vastleggen"))
            shelf.make_newest(folder)
            durable.tree(folder)
            folder.replace(shelf.folder / name)
            durable.folder(shelf.folder)
        except (OSError, duckdb.Error) as problem:
            shutil.rmtree(folder, ignore_errors=True)
            raise SnapshotError(
                _(
                    "De nieuwe cijfers zijn niet bewaard ({why}). Kijk of er ruimte is op de schijf. Wat er al was blijft te zien."
                ).format(
                    why=_("de schijf is vol of niet te beschrijven")
                    if isinstance(problem, duckdb.Error)
                    else why(problem)
                )
            ) from problem
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    return name


def _existing(shelf: Shelf, inputs: str) -> str | None:
    """The id of an intact snapshot of the same inputs, or None. A damaged one is built again under another name."""
    for name in reversed(shelf.ids()):
        try:
            if read_manifest(shelf.folder / name).inputs == inputs and check_files(shelf.folder / name):
                return name
        except SnapshotError:
            continue
    return None


def _fill(
    folder: Path,
    name: str,
    inputs: str,
    moment: datetime,
    country: str,
    definitions: Definitions,
    files: Mapping[str, RawFile],
    tables: Sequence[PublishedTable],
    outlines: Sequence[Outlines],
    progress: Progress,
) -> Manifest:
    progress(_("Cijfers ordenen"))
    sheets = geometry.sheets(outlines)
    countrywide = {source.id for source in definitions.sources if COUNTRY in source.scope}
    measurable = geometry.sheets(piece for piece in outlines if not piece.sketched)
    areas = link(register(tables, countrywide), measurable)
    sifted = sift(tables, definitions.sources, definitions.indicators, definitions.country_checks)
    for refusal in sifted.checks:
        if not refusal.ok:
            progress(refusal.detail)
    with_data = [now for now, before in zip(sifted.indicators, definitions.indicators, strict=True) if before.columns]
    cube, cells = panel(tables, with_data, areas)
    deliveries = tuple(
        DeliveredYear(
            source=t.source,
            file=t.file,
            sha256=files[t.source].sha256,
            retrieved=files[t.source].retrieved,
            year=t.year,
            division_year=t.division_year,
            resolved=t.resolved,
            unpublished=tuple(n for n, c in t.columns.items() if (c.statuses == Status.UNPUBLISHED).all()),
        )
        for t in tables
    )
    for delivery in deliveries:
        if delivery.unpublished:
            progress(_still_empty(delivery))
    checks: list[SnapshotCheck] = check(tables, definitions.sources, with_data, cube, areas)
    checks.extend(check_named_areas(tables, definitions.named_areas))
    checks.extend(sifted.checks)
    progress(_("Cijfers wegschrijven"))
    write_arrays(folder / "cube", cube)
    write_json(folder / "cube" / "labels.json", Labels(cube.years, cube.indicators, cube.areas))
    count = store.write(folder / "cells.duckdb", cube, cells, deliveries)
    progress(_("Grenzen tekenen"))
    drawn = tuple(
        geometry.write(sheet, folder / "geometry", areas.names.get(sheet.division_year, {})) for sheet in sheets
    )
    write_json(folder / "register.json", areas)
    write_json(folder / "definitions.json", definitions)
    counted = sizes(folder)
    manifest = Manifest(
        id=name,
        created=moment.isoformat(timespec="seconds"),
        inputs=inputs,
        program=__version__,
        invented=any(source.invented for source in definitions.sources if source.id in files),
        country=country,
        cells=count,
        deliveries=deliveries,
        outlines=drawn,
        checks=tuple(checks),
        notes=tuple(n for t in tables for n in t.notes) + tuple(n for o in outlines for n in o.notes),
        sizes=counted,
        checksums=checksums(folder, counted),
        refused=sifted.refused,
    )
    write_json(folder / "manifest.json", manifest)
    return manifest


def _still_empty(delivery: DeliveredYear) -> str:
    titles = {column.id: column.title for column in delivery.resolved}
    return _("{file} {year}: nog niet gepubliceerd, de kolom is er en is helemaal leeg: {columns}.").format(
        file=delivery.file,
        year=delivery.year,
        columns=", ".join(titles.get(name, name) for name in delivery.unpublished),
    )


def _hash(definitions: Definitions, files: Mapping[str, RawFile]) -> str:
    digest = hashlib.sha256(f"{LAYOUT} {__version__}".encode())
    digest.update(msgspec.json.encode(definitions))
    for source in sorted(files):
        digest.update(f"{source} {files[source].sha256} {files[source].retrieved}".encode())
    return digest.hexdigest()
