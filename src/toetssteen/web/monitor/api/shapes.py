"""Answers of the core as the plain values of an API answer: Dutch names in camelCase, statuses in words."""

from collections.abc import Callable

import numpy as np

from toetssteen.answers.figures.against_reference import Reading
from toetssteen.answers.figures.overview import Overview
from toetssteen.answers.figures.profile import Profile, beside_name, is_old
from toetssteen.answers.figures.published import Point
from toetssteen.answers.figures.series import Series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.coverage import Cover, coverage
from toetssteen.answers.snapshot.places import Place
from toetssteen.answers.words import sentences
from toetssteen.answers.words.publication import next_year
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
    source_ids = {d.source for d in manifest.deliveries} | {s for o in manifest.outlines for s in o.sources}
    return [
        _source(atlas, source)
        for source in sorted(atlas.sources.values(), key=lambda s: s.id)
        if source.id in source_ids
    ]


def _source(atlas: Atlas, source: Source) -> Shape:
    deliveries = [d for d in atlas.snapshot.manifest.deliveries if d.source == source.id]
    return {
        "id": source.id,
        "uitgever": source.publisher,
        "titel": source.title,
        "tabel": source.table,
        "versie": source.version,
        "adres": source.address,
        "licentie": source.licence,
        "verzonnen": source.invented,
        "jaren": sorted({d.year for d in deliveries}),
        "opgehaald": deliveries[0].retrieved if deliveries else None,
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
        "bezoekersTellenMee": indicator.visitors,
        "minsteAantal": indicator.minimum_cell,
        "bronnen": used_sources(atlas, indicator),
        "jaren": [year for year, n in zip(atlas.cube.years, cover.counts, strict=True) if n],
        "niveaus": [str(level) for level in cover.levels],
        "gezocht": None if indicator.wanted is None else indicator.wanted.holder,
        "gezochtVanaf": None if indicator.wanted is None else str(indicator.wanted.lowest),
        "volgendJaar": _next_year(atlas, indicator),
        "pagina": address("monitor:figure", name=indicator.id),
    }


def _next_year(atlas: Atlas, indicator: Indicator) -> Shape:
    coming = next_year(atlas, indicator)
    expected = coming.expected
    return {
        "jaar": None if expected is None else expected.year,
        "vanaf": None if expected is None or expected.first is None else str(expected.first),
        "uiterlijk": None if expected is None or expected.last is None else str(expected.last),
        "toelichting": coming.text,
        "bewijs": list(coming.evidence),
    }


def place_in_short(atlas: Atlas, place: Place, address: Address) -> Shape:
    return {
        "code": str(place.code),
        "naam": place.name,
        "niveau": str(place.level),
        "gemeente": None if place.gemeente is None else str(place.gemeente),
        "gemeenteNaam": place.gemeente_name,
        "laatsteIndeling": _last_division(atlas, place),
        "pagina": address("monitor:profile", code=place.code),
    }


def _last_division(atlas: Atlas, place: Place) -> int | None:
    gone = None if place.level is Level.GEBIED else atlas.snapshot.register.gone_since(AreaCode(place.code))
    return None if gone is None else gone[0]


def place_in_full(atlas: Atlas, place: Place, address: Address) -> Shape:
    return {
        **place_in_short(atlas, place, address),
        "bestaatUit": [str(code) for code in atlas.gazetteer.parts(place)],
        "omschrijving": "" if place.named is None else place.named.note,
        "herkomst": "" if place.named is None else place.named.origin,
        "gecontroleerd": None if place.named is None else place.named.verified,
    }


def used_sources(atlas: Atlas, indicator: Indicator) -> list[str]:
    """Ids of the sources of an indicator that this snapshot holds something of."""
    delivered = {delivery.source for delivery in atlas.snapshot.manifest.deliveries}
    return sorted({use.source for use in indicator.columns} & delivered)


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


def profile(atlas: Atlas, profile: Profile, address: Address) -> Shape:
    """The readings that have a figure, theme by theme, as the page shows them."""
    return {
        "code": str(profile.place.code),
        "naam": profile.place.name,
        "vergelekenMet": profile.reference_name,
        "lezingen": [_reading(atlas, profile, r, address) for theme in profile.themes for r in theme.readings],
    }


def _reading(atlas: Atlas, profile: Profile, reading: Reading, address: Address) -> Shape:
    point, indicator = reading.latest, reading.indicator
    if point is None or point.value is None:
        raise ValueError(f"{indicator.id} has no figure")
    texts = sentences.all_sentences(reading, profile.place, profile.reference, beside_name(profile, reading))
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
        "zinnen": list(texts),
        "herkomst": address("monitor:lineage", name=indicator.id, code=profile.place.code, year=point.year),
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
