"""What can be asked. Names of resources and fields are Dutch, as the NL API Design Rules want."""

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Path, Query

from toetssteen.answers.figures import lineage as origins
from toetssteen.answers.figures import profile as profiles
from toetssteen.answers.figures.against_reference import Reference
from toetssteen.answers.figures.overview import Overview, overview
from toetssteen.answers.figures.series import series
from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.kernel.areas import COUNTRY, AreaCode, Level
from toetssteen.kernel.errors import UnknownNameError
from toetssteen.kernel.home import Home
from toetssteen.kernel.language import _
from toetssteen.warehouse.manifest import REFERENCED
from toetssteen.warehouse.opening import read_manifest
from toetssteen.warehouse.snapshots import Shelf
from toetssteen.web.monitor.api import catalogue, formats, geography, lineage_schemas, lineage_shapes, schemas, shapes
from toetssteen.web.monitor.api.service import AtlasRequest, Pinned, resource
from toetssteen.web.snapshots.selectors import index

Code = Annotated[str, Path(pattern=r"^[A-Za-z0-9-]+$", max_length=80)]
Name = Annotated[str, Path(pattern=r"^[a-z0-9_-]+$", max_length=80)]
Year = Annotated[int, Path(ge=1900, le=2100)]
AskedYear = Annotated[int | None, Query(ge=1900, le=2100)]
AskedLevel = Annotated[Literal["buurt", "wijk", "gemeente"] | None, Query()]
Within = Annotated[str | None, Query(pattern=r"^[A-Za-z0-9-]+$", max_length=80, description="Code van een gemeente.")]
AsTable = Annotated[Literal["json", "csv"] | None, Query()]
AsMap = Annotated[Literal["json", "csv", "geojson"] | None, Query()]


def _address(request: HttpRequest) -> shapes.Address:
    return lambda page, **names: request.build_absolute_uri(reverse(page, kwargs=names))


@resource("/momentopnamen", schemas.Momentopnamen, name="momentopnamen")
def snapshots(request: HttpRequest) -> HttpResponse:
    """Welke momentopnamen er zijn, de oudste eerst."""
    shelf = Shelf(Home.find().snapshots)
    current = shelf.current()
    manifests = [
        shapes.snapshot(
            read_manifest(shelf.folder / name),
            current=name == current,
            kept=(shelf.folder / name / REFERENCED).exists(),
        )
        for name in shelf.readable()
    ]
    return formats.json({"momentopnamen": manifests})


@resource("/bronnen", schemas.Bronnen, name="bronnen")
def sources(request: AtlasRequest, momentopname: Pinned = None) -> HttpResponse:
    """De publicaties waar de cijfers uit komen."""
    return formats.json(shapes.answer(request.atlas, bronnen=shapes.sources(request.atlas)))


@resource("/cijfers", schemas.Cijfers, name="cijfers")
def figures(request: AtlasRequest, momentopname: Pinned = None) -> HttpResponse:
    """Alle cijfers, met wat ze betekenen; ook die we zoeken en nog niet hebben."""
    return formats.json(shapes.answer(request.atlas, cijfers=shapes.figures(request.atlas, _address(request))))


@resource("/cijfers/{cijfer}", schemas.EenCijfer, name="cijfer")
def figure(request: AtlasRequest, cijfer: Name, momentopname: Pinned = None) -> HttpResponse:
    """Eén cijfer, met wat het betekent."""
    return formats.json(shapes.answer(request.atlas, **shapes.figure(request.atlas, cijfer, _address(request))))


@resource("/cijfers/{cijfer}/waarden", schemas.Waarden, name="waarden", formats=("json", "csv", "geojson"))
def values(
    request: AtlasRequest,
    cijfer: Name,
    niveau: AskedLevel = None,
    jaar: AskedYear = None,
    binnen: Within = None,
    formaat: AsMap = None,
    momentopname: Pinned = None,
) -> HttpResponse:
    """Eén cijfer voor alle plekken van een niveau, in een jaar, op volgorde van code."""
    available = ("json", "csv", "geojson")
    form = formats.chosen(request, formaat, available)
    if form is None:
        return formats.not_acceptable(request, available)
    atlas = request.atlas
    within = COUNTRY if binnen is None else atlas.place(binnen).code
    asked = overview(atlas, cijfer, None if niveau is None else Level(niveau), jaar, within)
    sources, rows = _sources(atlas, asked), shapes.values(asked)
    if form == "csv":
        of_all = {
            "jaar": asked.year,
            "eenheid": asked.indicator.unit,
            "indelingsjaar": asked.division_year,
            "bronnen": " ".join(sources),
            **_of_snapshot(atlas),
        }
        return formats.table(f"{cijfer}-{asked.level}-{asked.year}", [{**row, **of_all} for row in rows])
    content = shapes.answer(atlas, **shapes.overview(asked, sources))
    if form == "geojson":
        outlines = {} if asked.outlines is None else geography.geometries(atlas, asked.outlines)
        return formats.json(geography.collection(rows, outlines, **content), formats.TYPES["geojson"])
    return formats.json({**content, "waarden": rows})


def _of_snapshot(atlas: Atlas) -> shapes.Shape:
    """What every row of a file says: a file travels without its address."""
    return {"momentopname": atlas.id, "verzonnen": atlas.snapshot.manifest.invented}


def _sources(atlas: Atlas, overview: Overview) -> list[str]:
    """The publications behind the cells of an overview."""
    cube, areas = atlas.cube, atlas.cube.areas_at(overview.codes)
    cells = cube.deliveries[cube.year_at(overview.year), cube.indicator_at(overview.indicator.id), areas]
    deliveries = map(atlas.delivery, set(cells.tolist()))
    return sorted({delivery.source for delivery in deliveries if delivery is not None})


@resource("/plekken", schemas.Plekken, name="plekken", formats=("json", "csv"))
def places(
    request: AtlasRequest,
    niveau: Annotated[Literal["buurt", "wijk", "gemeente", "land", "gebied"] | None, Query()] = None,
    binnen: Within = None,
    zoek: Annotated[
        str | None, Query(min_length=1, max_length=100, description="Naam of code; een typefout mag.")
    ] = None,
    pagina: Annotated[int, Query(ge=1, le=100_000)] = 1,
    aantal: Annotated[int, Query(ge=1, le=20_000)] = 1000,
    formaat: AsTable = None,
    momentopname: Pinned = None,
) -> HttpResponse:
    """De plekken, op volgorde van code; met `zoek` wat het meest lijkt eerst."""
    form = formats.chosen(request, formaat, ("json", "csv"))
    if form is None:
        return formats.not_acceptable(request, ("json", "csv"))
    atlas = request.atlas
    region = None if binnen is None else atlas.place(binnen).code
    if zoek is None:
        matches = sorted(atlas.gazetteer.places.values(), key=lambda p: str(p.code))
    else:
        matches = [match.place for match in index(atlas).search(zoek, most=100)]
    chosen = [p for p in matches if niveau in (None, str(p.level)) and region in (None, COUNTRY, p.gemeente, p.code)]
    rows = [shapes.place_in_short(atlas, p, _address(request)) for p in chosen[(pagina - 1) * aantal : pagina * aantal]]
    if form == "csv":
        response = formats.table("plekken", [{**row, **_of_snapshot(atlas)} for row in rows])
    else:
        content = shapes.answer(atlas, pagina=pagina, aantal=aantal, totaal=len(chosen), plekken=rows)
        response = formats.json(content)
    links = _links(request, pagina, -(-len(chosen) // aantal))
    if links:
        response.headers["Link"] = links
    return response


def _links(request: HttpRequest, page: int, last: int) -> str:
    """RFC 8288: the page before and the one after."""
    links = []
    for number, relation in ((page - 1, "prev"), (page + 1, "next")):
        if 1 <= number <= last:
            query = request.GET.copy()
            query["pagina"] = str(number)
            links.append(f'<{request.build_absolute_uri(request.path)}?{query.urlencode()}>; rel="{relation}"')
    return ", ".join(links)


@resource("/plekken/{code}", schemas.EenPlek, name="plek")
def place(request: AtlasRequest, code: Code, momentopname: Pinned = None) -> HttpResponse:
    """Eén plek, met haar delen."""
    content = shapes.place_in_full(request.atlas, request.atlas.place(code), _address(request))
    return formats.json(shapes.answer(request.atlas, **content))


@resource("/plekken/{code}/cijfers", schemas.Profiel, name="profiel")
def profile(
    request: AtlasRequest,
    code: Code,
    met: Annotated[
        Literal["rest", "stad", "land", "begin"] | None, Query(description="Waarmee vergeleken wordt.")
    ] = None,
    momentopname: Pinned = None,
) -> HttpResponse:
    """Het profiel van een plek: van elk cijfer het laatste jaar, het verschil en de zinnen van de website."""
    answer = profiles.profile(request.atlas, code, None if met is None else Reference(met))
    return formats.json(shapes.answer(request.atlas, **shapes.profile(request.atlas, answer, _address(request))))


@resource("/plekken/{code}/cijfers/{cijfer}", schemas.Reeks, name="reeks", formats=("json", "csv"))
def one_series(
    request: AtlasRequest,
    code: Code,
    cijfer: Name,
    formaat: AsTable = None,
    momentopname: Pinned = None,
) -> HttpResponse:
    """Eén cijfer van een plek door de jaren, met breuken en de weg terug naar de uitgever."""
    form = formats.chosen(request, formaat, ("json", "csv"))
    if form is None:
        return formats.not_acceptable(request, ("json", "csv"))
    atlas = request.atlas
    indicator = atlas.indicator(cijfer)
    if not atlas.cube.has_indicator(cijfer):
        raise UnknownNameError(_("Van het cijfer “{name}” hebben we nog geen bron.").format(name=indicator.name))
    asked = series(atlas, atlas.place(code), indicator)
    points = shapes.points(atlas, asked, indicator, _address(request))
    if form == "csv":
        of_all = {
            "cijfer": cijfer,
            "eenheid": indicator.unit,
            "code": asked.code,
            "bronnen": " ".join(shapes.used_sources(atlas, indicator)),
            **_of_snapshot(atlas),
        }
        return formats.table(f"{cijfer}-{asked.code}", [{**point, **of_all} for point in points])
    return formats.json({**shapes.answer(atlas, **shapes.series(atlas, asked, indicator)), "punten": points})


@resource("/herkomst/{cijfer}/{code}/{jaar}", lineage_schemas.Herkomst, name="herkomst")
def lineage(request: AtlasRequest, cijfer: Name, code: Code, jaar: Year, momentopname: Pinned = None) -> HttpResponse:
    """De weg van een cijfer terug naar bestand, rij en kolom van de uitgever; van een berekend cijfer elk deel ervan."""
    answer = origins.lineage(request.atlas, cijfer, code, jaar)
    return formats.json(shapes.answer(request.atlas, **lineage_shapes.lineage(answer)))


@resource("/grenzen/{jaar}/{niveau}", dict, name="grenzen", formats=("json", "geojson"))
def outlines(
    request: AtlasRequest,
    jaar: Year,
    niveau: Annotated[Literal["buurt", "wijk", "gemeente"], Path()],
    momentopname: Pinned = None,
) -> HttpResponse:
    """Grenzen van een indelingsjaar als GeoJSON, in lengte- en breedtegraad, vereenvoudigd voor een kaart."""
    atlas = request.atlas
    geometries = geography.geometries(atlas, geography.outlines_file(atlas, jaar, Level(niveau)))
    names = atlas.snapshot.register.names.get(jaar, {})
    rows: list[shapes.Shape] = [{"code": code, "naam": names.get(AreaCode(code), "")} for code in sorted(geometries)]
    form = formats.chosen(request, None, ("geojson", "json"))
    if form is None:
        return formats.not_acceptable(request, ("geojson", "json"))
    content = geography.collection(rows, geometries, **shapes.answer(atlas, indelingsjaar=jaar))
    return formats.json(content, formats.TYPES[form])


@resource("/catalogus", dict, name="catalogus", formats=("json", "jsonld", "turtle"))
def dcat(
    request: AtlasRequest,
    formaat: Annotated[Literal["jsonld", "turtle"] | None, Query()] = None,
    momentopname: Pinned = None,
) -> HttpResponse:
    """De catalogus volgens DCAT-AP-NL 3.0, voor data.overheid.nl en andere verzamelaars."""
    return catalogue.response(request, request.atlas, formaat)
