"""Answers of the core as the plain values of an API answer: Dutch names in camelCase, statuses in words."""

from collections.abc import Callable

import numpy as np

from toetssteen.answers.figures.against_reference import Reading
from toetssteen.answers.figures.lineage import Lineage, PublishedCell
from toetssteen.answers.figures.overview import Overview
from toetssteen.answers.figures.profile import Profile, beside_name, is_old
from toetssteen.answers.figures.published import Point
from toetssteen.answers.figures.series import Series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.coverage import Cover, coverage
from toetssteen.answers.snapshot.places import Place
from toetssteen.answers.words import sentences
from toetssteen.kernel.areas import AreaCode, Level
from toetssteen.kernel.cells import Status
from toetssteen.kernel.definitions import Indicator, Source
from toetssteen.warehouse.manifest import Manifest
from toetssteen.web.monitor.api.words import CAUSE, DIRECTION, KIND, STANDING, STATUS

Shape = dict[str, object]
# Turns the name of a page and its parameters into a whole address.
Address = Callable[..., str]


def answer(atlas: Atlas, **content: object) -> Shape:
    """`content` with which snapshot it is from."""
    return {"momentopname": atlas.id, "verzonnen": atlas.snapshot.manifest.invented, **content}


def snapshot(manifest: Manifest, *, current: bool, kept: bool) -> Shape:
    return {
        "id": manifest.id,
        "gemaakt": manifest.created,
        "verzonnen": manifest.invented,
        "huidig": current,
        "blijft": kept,
    }


def sources(atlas: Atlas) -> list[Shape]:
    """The sources this snapshot holds something of, by id."""
    manifest = atlas.snapshot.manifest
    used = {d.source for d in manifest.deliveries} | {s for o in manifest.outlines for s in o.sources}
    return [
        _source(atlas, source) for source in sorted(atlas.sources.values(), key=lambda s: s.id) if source.id in used
    ]


def _source(atlas: Atlas, source: Source) -> Shape:
    held = [d for d in atlas.snapshot.manifest.deliveries if d.source == source.id]
    return {
        "id": source.id,
        "uitgever": source.publisher,
        "titel": source.title,
        "tabel": source.table,
        "versie": source.version,
        "adres": source.address,
        "licentie": source.licence,
        "verzonnen": source.invented,
        "jaren": sorted({d.year for d in held}),
        "opgehaald": held[0].retrieved if held else None,
        "indelingsjaar": source.division_year,
    }


def figures(atlas: Atlas, address: Address) -> list[Shape]:
    """Every definition, in the order of the files."""
    return [_figure(atlas, cover, address) for cover in coverage(atlas).rows]


def figure(atlas: Atlas, name: str, address: Address) -> Shape:
    atlas.indicator(name)
    (cover,) = (c for c in coverage(atlas).rows if c.indicator.id == name)
    return _figure(atlas, cover, address)


def _figure(atlas: Atlas, cover: Cover, address: Address) -> Shape:
    indicator = cover.indicator
    return {
        "id": indicator.id,
        "naam": indicator.name,
        "betekenis": indicator.meaning,
        "zegtNiet": indicator.does_not_say,
        "thema": indicator.domain,
        "eenheid": indicator.unit,
        "richting": DIRECTION[indicator.direction],
        "decimalen": indicator.decimals,
        "kenmerk": indicator.composition,
        "studentenTellenMee": indicator.students,
        "minsteAantal": indicator.minimum_cell,
        "bronnen": used_sources(atlas, indicator),
        "jaren": [year for year, n in zip(atlas.cube.years, cover.counts, strict=True) if n],
        "niveaus": [str(level) for level in cover.levels],
        "gezocht": None if indicator.wanted is None else indicator.wanted.holder,
        "gezochtVanaf": None if indicator.wanted is None else str(indicator.wanted.lowest),
        "pagina": address("monitor:figure", name=indicator.id),
    }


def place(atlas: Atlas, one: Place, address: Address) -> Shape:
    return {
        "code": str(one.code),
        "naam": one.name,
        "niveau": str(one.level),
        "gemeente": None if one.gemeente is None else str(one.gemeente),
        "gemeenteNaam": one.gemeente_name,
        "laatsteIndeling": _last_division(atlas, one),
        "pagina": address("monitor:profile", code=one.code),
    }


def _last_division(atlas: Atlas, one: Place) -> int | None:
    gone = None if one.level is Level.GEBIED else atlas.snapshot.register.gone_since(AreaCode(one.code))
    return None if gone is None else gone[0]


def place_in_full(atlas: Atlas, one: Place, address: Address) -> Shape:
    return {
        **place(atlas, one, address),
        "bestaatUit": [str(code) for code in atlas.gazetteer.parts(one)],
        "omschrijving": "" if one.named is None else one.named.note,
        "herkomst": "" if one.named is None else one.named.origin,
        "gecontroleerd": None if one.named is None else one.named.verified,
    }


def used_sources(atlas: Atlas, indicator: Indicator) -> list[str]:
    """Ids of the sources of an indicator that this snapshot holds something of."""
    held = {delivery.source for delivery in atlas.snapshot.manifest.deliveries}
    return sorted({use.source for use in indicator.columns} & held)


def series(atlas: Atlas, series: Series, indicator: Indicator) -> Shape:
    """What holds for all points of a series."""
    return {
        "cijfer": indicator.id,
        "eenheid": indicator.unit,
        "bronnen": used_sources(atlas, indicator),
        "code": str(series.code),
        "naam": series.name,
    }


def points(atlas: Atlas, series: Series, indicator: Indicator, address: Address) -> list[Shape]:
    return [_point(atlas, point, series.code, indicator.id, address) for point in series.points]


def _point(atlas: Atlas, point: Point, code: str, name: str, address: Address) -> Shape:
    delivery = atlas.delivery(point.delivery)
    return {
        "jaar": point.year,
        "waarde": point.value,
        "status": STATUS[point.status],
        "bepaling": KIND[point.kind],
        "vergelijkbaar": point.comparable,
        "bron": None if delivery is None else delivery.source,
        "indelingsjaar": None if delivery is None else delivery.division_year,
        "reden": point.reason,
        "eerdereCode": str(point.former) if point.former else None,
        "anderePlek": None if point.elsewhere is None else point.elsewhere.name,
        "waardeAnderePlek": None if point.elsewhere is None else point.elsewhere.value,
        "indelingAnderePlek": None if point.elsewhere is None else point.elsewhere.division_year,
        "herkomst": address("monitor:lineage", name=name, code=code, year=point.year),
    }


def profile(atlas: Atlas, found: Profile, address: Address) -> Shape:
    """The readings that have a figure, theme by theme, as the page shows them."""
    return {
        "code": str(found.place.code),
        "naam": found.place.name,
        "vergelekenMet": found.reference_name,
        "lezingen": [_reading(atlas, found, r, address) for theme in found.themes for r in theme.readings],
    }


def _reading(atlas: Atlas, found: Profile, reading: Reading, address: Address) -> Shape:
    point, indicator = reading.latest, reading.indicator
    if point is None or point.value is None:
        raise ValueError(f"{indicator.id} has no figure")
    said = sentences.all_of(reading, found.place, found.reference, beside_name(found, reading))
    seen = reading.seen
    return {
        "cijfer": indicator.id,
        "naam": indicator.name,
        "thema": indicator.domain,
        "eenheid": indicator.unit,
        "jaar": point.year,
        "waarde": point.value,
        "status": STATUS[point.status],
        "bepaling": KIND[point.kind],
        "vergelekenWaarde": reading.against if reading.gap is not None else None,
        "vergelekenJaar": None if reading.gap is None or reading.beside is None else reading.beside.year,
        "verschil": None if reading.gap is None else reading.gap.points,
        "verhouding": None if reading.gap is None else reading.gap.ratio,
        "verschilGetoond": None if seen is None else seen.points,
        "verhoudingGetoond": None if seen is None else seen.ratio,
        "oordeel": None if reading.standing is None else STANDING[reading.standing],
        "gelijkDoor": None if seen is None or seen.equal is None else CAUSE[seen.equal],
        "oud": is_old(atlas, reading),
        "zinnen": list(said),
        "herkomst": address("monitor:lineage", name=indicator.id, code=found.place.code, year=point.year),
    }


def overview(overview: Overview, sources: list[str]) -> Shape:
    """What holds for all values of an overview. sources: ids of those of its cells."""
    return {
        "cijfer": overview.indicator.id,
        "naam": overview.indicator.name,
        "eenheid": overview.indicator.unit,
        "niveau": str(overview.level),
        "jaar": overview.year,
        "indelingsjaar": overview.division_year,
        "bronnen": sources,
    }


def values(overview: Overview) -> list[Shape]:
    """The places of an overview, in the order of their codes."""
    values, statuses, today = overview.values.tolist(), overview.statuses.tolist(), overview.of_today.tolist()
    return [
        {
            "code": str(overview.codes[i]),
            "naam": overview.names[i],
            "waarde": None if values[i] != values[i] else values[i],
            "status": STATUS[Status(statuses[i])],
            "zelfdePlek": today[i],
        }
        for i in np.argsort(np.array(overview.codes, dtype=str), kind="stable").tolist()
    ]


def lineage(found: Lineage) -> Shape:
    point = found.point
    return {
        "cijfer": found.indicator.id,
        "code": str(found.place.code),
        "naam": found.place.name,
        "jaar": found.year,
        "waarde": None if point is None else point.value,
        "status": None if point is None else STATUS[point.status],
        "bepaling": None if point is None else KIND[point.kind],
        "reden": "" if point is None else point.reason,
        "cellen": [_cell(cell) for cell in found.cells],
        "delen": [str(code) for code in found.parts],
    }


def _cell(cell: PublishedCell) -> Shape:
    return {
        "code": str(cell.area),
        "uitgever": cell.publisher,
        "titel": cell.title,
        "tabel": cell.table,
        "versie": cell.version,
        "adres": cell.address,
        "licentie": cell.licence,
        "bestand": cell.file,
        "sha256": cell.sha256,
        "opgehaald": cell.retrieved,
        "indelingsjaar": cell.division_year,
        "kolom": cell.column,
        "gedeeldDoor": cell.divided_by,
        "gedeeldDoorIndicator": cell.divided_over,
        "rij": cell.row,
        "gepubliceerd": cell.published,
        "deler": cell.divisor,
        "waarde": cell.value,
        "status": STATUS[cell.status],
        "teken": cell.mark,
        "gebruikt": cell.used,
    }
