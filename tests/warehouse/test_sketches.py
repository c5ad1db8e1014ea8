"""Outlines too coarse to measure with are drawn, and decide nothing about which code is which ground."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shapely
from warehouse import small_country
from warehouse.conftest import Workshop

from toetssteen.kernel.areas import AreaCode
from toetssteen.kernel.cells import Outlines
from toetssteen.kernel.definitions import Source
from toetssteen.warehouse import build as building
from toetssteen.warehouse.divisions import RECODED, Register
from toetssteen.warehouse.opening import open_snapshot

OEVERWIJK, NEW, KADEWIJK = AreaCode("WK900102"), AreaCode("WK900112"), AreaCode("WK900103")


def built(workshop: Workshop, monkeypatch: pytest.MonkeyPatch, *, sketched: bool) -> tuple[Register, Path, list[int]]:
    """Of 2021 a map on which Oeverwijk goes on under another code and name, and Kadewijk lies far away.

    The register, the folder of the snapshot and the divisions of wijken that are drawn.
    """
    figures = workshop.tables["figures-2021"][0]
    assert figures.changes is not None
    marked = zip(figures.codes, figures.changes.tolist(), strict=True)
    workshop.tables["figures-2021"] = (
        replace(
            figures,
            codes=tuple(NEW if code == OEVERWIJK else code for code in figures.codes),
            names=tuple("Nieuwstad" if name == "Oeverwijk" else name for name in figures.names),
            changes=np.array([RECODED if code == OEVERWIJK else mark for code, mark in marked], dtype=np.int8),
        ),
    )
    maps = (
        small_country.source("map-2019", 2019, figures=False, geometry=True),
        small_country.source("map-2021", 2021, figures=False, geometry=True, sketched=sketched),
    )
    others = (source for source in workshop.known.sources if not source.geometry)
    workshop.known = replace(workshop.known, sources=(*others, *maps))
    monkeypatch.setattr(building, "read_outlines", lambda _path, source: outlines(source))
    snapshot = open_snapshot(workshop.shelf.folder / workshop.build())
    drawn = [sheet.division_year for sheet in snapshot.manifest.outlines if sheet.level == "wijk"]
    snapshot.reader.close()
    assert isinstance(snapshot.register, Register)
    return snapshot.register, snapshot.folder, drawn


def outlines(source: Source) -> Outlines:
    drawn = replace(small_country.outlines(source.division_year), source=source.id, sketched=source.sketched)
    if source.division_year == 2019:
        return drawn
    away = shapely.to_wkb(shapely.box(190_000, 450_000, 191_000, 451_000))
    return replace(
        drawn,
        codes=tuple(NEW if code == OEVERWIJK else code for code in drawn.codes),
        shapes=tuple(
            away if code == KADEWIJK else shape for code, shape in zip(drawn.codes, drawn.shapes, strict=True)
        ),
    )


def test_a_measured_map_links_and_parts(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    register, folder, drawn = built(workshop, monkeypatch, sketched=False)
    assert [(link.former, link.code, link.by) for link in register.links] == [(OEVERWIJK, NEW, "outline")]
    assert not register.same_place(KADEWIJK, 2019, 2021)
    assert drawn == [2019, 2021]
    assert (folder / "geometry" / "2021-wijk.json").is_file()


def test_a_sketch_is_drawn_and_neither_links_nor_parts(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    register, folder, drawn = built(workshop, monkeypatch, sketched=True)
    assert register.links == []
    assert register.same_place(KADEWIJK, 2019, 2021)
    assert drawn == [2019, 2021]
    assert (folder / "geometry" / "2021-wijk.json").is_file()
