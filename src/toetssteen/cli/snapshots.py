"""build, status, publish, rollback."""

import sys
import time
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, TextIO

import msgspec

from toetssteen.indicators.aliases import load_aliases
from toetssteen.indicators.catalogue import load_domains, load_indicators
from toetssteen.indicators.country_checks import load_country_checks
from toetssteen.indicators.named_areas import load_named_areas
from toetssteen.indicators.publication_lags import load_publication_lags
from toetssteen.kernel.definitions import Source
from toetssteen.kernel.errors import SnapshotError
from toetssteen.kernel.home import Home
from toetssteen.kernel.language import _
from toetssteen.sources.definitions.catalogue import load_sources
from toetssteen.sources.deliveries.fetch import Fetched, latest_delivery
from toetssteen.sources.invented import FULL, SIZES, SMALL, Size, column_uses, named_areas, publication_lags, sources
from toetssteen.warehouse import build as warehouse
from toetssteen.warehouse.manifest import Definitions
from toetssteen.warehouse.opening import check_files, read_manifest
from toetssteen.warehouse.snapshots import Shelf

REAL_COUNTRY = "Nederland"
# Of files that were not used for the same reason, so many are named.
MOST_LEFT = 5


def say(text: str, where: TextIO | None = None) -> None:
    print(text, flush=True, file=where)


def shelf(home: Home) -> Shelf:
    return Shelf(home.snapshots)


def real_definitions(home: Home) -> Definitions:
    """The definitions of the checkout and of this installation, for publishers' figures."""
    folder = home.definitions
    indicators = load_indicators(*home.definition_folders("indicators"))
    known_sources = load_sources(*home.definition_folders("sources"))
    return Definitions(
        indicators,
        load_domains(folder / "domains.yaml"),
        known_sources,
        load_named_areas(*home.definition_folders("areas")),
        load_aliases(folder / "aliases.yaml"),
        load_publication_lags(folder / "publication-lags.yaml", known_sources, indicators),
        load_country_checks(folder / "country-checks.yaml", indicators),
    )


def invented_definitions(home: Home, size: Size = SMALL) -> Definitions:
    """The same indicators over an invented country's files and places."""
    folder = home.definitions
    indicators = tuple(replace(i, columns=column_uses(i, size)) for i in load_indicators(folder / "indicators"))
    return Definitions(
        indicators,
        load_domains(folder / "domains.yaml"),
        sources(size),
        named_areas(size),
        publication_lags=publication_lags(size),
    )


def report(fetched: Fetched, titles: Mapping[str, str] = MappingProxyType({})) -> None:
    """Print what a fetch did: what was recognised, used and left, missing files included. titles: of sources, by id."""
    say(
        _("Nieuw: {copied}. Ongewijzigd: {unchanged}. Niet gevonden: {missing}.").format(
            copied=len(fetched.copied), unchanged=len(fetched.unchanged), missing=len(fetched.missing)
        )
    )
    for source, file in fetched.missing:
        say(_("  {source}: {file} staat niet in de map").format(source=source, file=file))
    for file, source in fetched.recognised:
        say(
            _("Herkend aan de inhoud en gebruikt: {file} is {source}.").format(file=file, source=_named(source, titles))
        )
    for reason, files in _by_reason(fetched).items():
        names = ", ".join(files[:MOST_LEFT])
        more = _(" en nog {n}").format(n=len(files) - MOST_LEFT) if len(files) > MOST_LEFT else ""
        say(_("Niet gebruikt: {files}{more}: {reason}.").format(files=names, more=more, reason=reason))


def _by_reason(fetched: Fetched) -> dict[str, list[str]]:
    files: dict[str, list[str]] = {}
    for file, reason in fetched.left:
        files.setdefault(reason.rstrip("."), []).append(file)
    return files


def _named(source: str, titles: Mapping[str, str]) -> str:
    return f"{source} ({titles[source]})" if source in titles else source


def raw_files(raw: Path, known: tuple[Source, ...]) -> dict[str, warehouse.RawFile]:
    found = {source.id: latest_delivery(raw, source) for source in known}
    return {
        source: warehouse.RawFile(delivery.file, delivery.sha256, delivery.fetched.isoformat())
        for source, delivery in found.items()
        if delivery is not None
    }


def build(arguments: Namespace) -> None:
    home = Home.find()
    size = SIZES[arguments.invented] if arguments.invented else None
    definitions = invented_definitions(home, size) if size else real_definitions(home)
    files = raw_files(home.raw / ("invented" if size else "real"), definitions.sources)
    if not files:
        sample = "toetssteen sample --full" if size is FULL else "toetssteen sample"
        verb = sample if size else "toetssteen fetch --from MAP"
        raise SnapshotError(_("Er zijn nog geen bestanden opgehaald. Doe eerst “{verb}”.").format(verb=verb))
    start = time.monotonic()

    def progress(text: str) -> None:
        say(f"  {time.monotonic() - start:5.1f} s  {text}")

    before = shelf(home).ids()
    name = warehouse.build(
        shelf(home),
        definitions,
        files,
        country=size.country if size else REAL_COUNTRY,
        progress=progress,
    )
    if arguments.publish:
        # By name: what was rolled back is shown again when somebody asks for just these figures.
        _publish(shelf(home), name, note_clock=name not in before)
    else:
        say(_("Klaar: {name}. Toon deze cijfers met “toetssteen publish”.").format(name=name))


def status(arguments: Namespace) -> None:
    """Every snapshot, each file of it read and compared. Raises SnapshotError at the end when one is damaged."""
    stand = shelf(Home.find())
    current = stand.current()
    rows, damaged = [], []
    for name in stand.ids():
        row, problem = _looked_at(stand, name, current)
        if row is not None:
            rows.append(row)
        if problem:
            damaged.append(name)
            say(problem, sys.stderr)
    if arguments.json:
        print(msgspec.json.encode(rows).decode())
    elif not rows and not damaged:
        say(_("Er zijn nog geen cijfers."))
    else:
        for row in rows:
            _show(row)
    if damaged:
        raise SnapshotError(_("Er zijn beschadigde cijfers: {ids}.").format(ids=", ".join(damaged)))


def _looked_at(stand: Shelf, name: str, current: str | None) -> tuple[dict[str, Any] | None, str]:
    """The row of one snapshot, None when its manifest cannot be read; and what is wrong with it."""
    problem = ""
    whole: bool | None
    try:
        manifest = read_manifest(stand.folder / name)
    except SnapshotError as unreadable:
        return None, str(unreadable)
    try:
        # Unknown for a snapshot from before there were checksums.
        whole = check_files(stand.folder / name) or None
    except SnapshotError as spoiled:
        problem, whole = str(spoiled), False
    return {
        "id": name,
        "serving": name == current,
        "created": manifest.created,
        "invented": manifest.invented,
        "cells": manifest.cells,
        "whole": whole,
        "failedChecks": [c.detail for c in manifest.checks if not c.ok],
    }, problem


def _show(row: dict[str, Any]) -> None:
    marks = [_("getoond")] if row["serving"] else []
    if row["whole"] is None:
        marks.append(_("van voor de controlegetallen: niet na te kijken"))
    elif not row["whole"]:
        marks.append(_("beschadigd"))
    kind = _("verzonnen") if row["invented"] else _("echt")
    say(f"{row['id']}  {row['created']}  {kind:9}  {row['cells']:>9} cellen  {', '.join(marks)}")


def publish(arguments: Namespace) -> None:
    _publish(shelf(Home.find()), arguments.snapshot, note_clock=True)


def _publish(stand: Shelf, name_or_newest: str | None, *, note_clock: bool) -> None:
    """note_clock: say so when the snapshot carries an earlier date than one made before it; of one that was there
    already that says nothing of the clock."""
    name = stand.publish(name_or_newest)
    say(_("Nu te zien: {name}").format(name=name))
    later = stand.after_the_clock(name) if note_clock else None
    if later is not None:
        say(
            _(
                "Let op: deze cijfers zijn ná {other} gemaakt, maar dragen een eerdere datum. De klok van deze computer "
                "is teruggezet, of liep toen voor. Kijk of de datum nu klopt."
            ).format(other=later)
        )


def rollback(arguments: Namespace) -> None:
    say(_("Nu weer te zien: {name}").format(name=shelf(Home.find()).rollback()))
