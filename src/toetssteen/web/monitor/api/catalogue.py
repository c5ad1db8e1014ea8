"""The catalogue of DCAT-AP-NL 3.0: one dataset a figure, each with its forms, and the API as a data service.

Written as triples once, and from these as JSON-LD and as Turtle.
"""

import json
import re
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.coverage import Cover, coverage
from toetssteen.web.monitor.api.formats import TYPES, chosen, not_acceptable
from toetssteen.web.monitor.api.formats import json as as_json

PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_EU = "http://publications.europa.eu/resource/authority/"
PUBLIC = f"{_EU}access-right/PUBLIC"
DUTCH = f"{_EU}language/NLD"
YEARLY = f"{_EU}frequency/ANNUAL"
FILE_TYPES = {"json": f"{_EU}file-type/JSON", "csv": f"{_EU}file-type/CSV", "geojson": f"{_EU}file-type/GEOJSON"}
MEDIA = "https://www.iana.org/assignments/media-types/"
SOCIETY, REGIONS = f"{_EU}data-theme/SOCI", f"{_EU}data-theme/REGI"
# What the values of a property are. The profile demands that a catalogue says so of each, also of what it only refers to.
CLASSES = {
    "dct:accessRights": "dct:RightsStatement",
    "dct:accrualPeriodicity": "dct:Frequency",
    "dct:format": "dct:MediaTypeOrExtent",
    "dct:language": "dct:LinguisticSystem",
    "dct:license": "dct:LicenseDocument",
    "dcat:accessURL": "rdfs:Resource",
    "dcat:downloadURL": "rdfs:Resource",
    "dcat:endpointDescription": "rdfs:Resource",
    "dcat:endpointURL": "rdfs:Resource",
    "dcat:landingPage": "foaf:Document",
    "dcat:mediaType": "dct:MediaType",
    "dcat:theme": "skos:Concept",
    "foaf:page": "foaf:Document",
}
# The conditions that have an address of their own, as definitions of sources write them.
LICENCES = {
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC0": "https://creativecommons.org/publicdomain/zero/1.0/",
}
FORMS = ("jsonld", "turtle", "json")


@dataclass(frozen=True, slots=True)
class Iri:
    """Something with an address of its own."""

    address: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A literal: Dutch text, or a value of `kind` (xsd:date ...)."""

    text: str
    kind: str = ""


Value = Iri | Literal
Thing = dict[str, list[Value]]


def response(request: HttpRequest, atlas: Atlas, asked: str | None) -> HttpResponse:
    """As asked by name, else by Accept."""
    form = chosen(request, asked, FORMS)
    if form is None:
        return not_acceptable(request, FORMS)
    things = catalogue(request, atlas)
    if form == "turtle":
        return HttpResponse(turtle(things), content_type=f"{TYPES[form]}; charset=utf-8")
    return as_json(json_ld(things), TYPES[form])


def catalogue(request: HttpRequest, atlas: Atlas) -> dict[str, Thing]:
    """Every thing of the catalogue by its address: property -> values."""
    root = request.build_absolute_uri("/")
    service, publisher, contact = f"{root}v1", f"{root}#uitgever", f"{root}#contact"
    catalog = request.build_absolute_uri(reverse("api-v1:catalogus"))
    covers = [c for c in coverage(atlas).rows if c.years]
    modified = Literal(atlas.snapshot.manifest.created[:10], "xsd:date")
    common: Thing = {
        "dct:publisher": [Iri(publisher)],
        "dct:creator": [Iri(publisher)],
        "dcat:contactPoint": [Iri(contact)],
        "dct:license": [Iri(_conditions(request))],
        "dct:language": [Iri(DUTCH)],
        "dct:accessRights": [Iri(PUBLIC)],
        "dct:modified": [modified],
    }
    things: dict[str, Thing] = {
        publisher: {"rdf:type": [Iri("foaf:Agent")], "foaf:name": [Literal(settings.PUBLISHER)]},
        contact: {
            "rdf:type": [Iri("vcard:Organization"), Iri("vcard:Kind")],
            "vcard:fn": [Literal(settings.PUBLISHER)],
            "vcard:hasURL": [Iri(settings.CONTACT or root)],
        },
        catalog: {
            **common,
            "rdf:type": [Iri("dcat:Catalog")],
            "dct:title": [Literal(_("Open cijfers over buurten, wijken en gemeenten"))],
            "dct:description": [Literal(_("Wat er in Toetssteen staat, met de weg terug naar de uitgever."))],
            "dct:identifier": [Literal(catalog, "xsd:anyURI")],
            "dcat:service": [Iri(service)],
            "dcat:dataset": [],
        },
        service: {
            **common,
            "rdf:type": [Iri("dcat:DataService")],
            "dct:title": [Literal(_("Toetssteen open data"))],
            "dct:description": [Literal(_("Dezelfde antwoorden als de website, om te lezen."))],
            "dct:identifier": [Literal(service, "xsd:anyURI")],
            "dcat:theme": [Iri(SOCIETY)],
            "dcat:keyword": [Literal(domain) for domain in sorted({c.indicator.domain for c in covers})],
            "dcat:endpointURL": [Iri(service)],
            "dcat:endpointDescription": [Iri(request.build_absolute_uri(reverse("api-v1:openapi-json")))],
            "dcat:servesDataset": [],
        },
    }
    for cover in covers:
        address = request.build_absolute_uri(reverse("api-v1:cijfer", kwargs={"cijfer": cover.indicator.id}))
        licence = Iri(_licence(request, atlas, cover))
        things[address] = {**common, **_dataset(request, address, cover), "dct:license": [licence]}
        things.update(_distributions(request, cover, address, service, modified, licence))
        things[catalog]["dcat:dataset"].append(Iri(address))
        things[service]["dcat:servesDataset"].append(Iri(address))
    _name_classes(things)
    names = {SOCIETY: _("Bevolking en samenleving"), REGIONS: _("Regio's en steden")}
    for theme in names.keys() & things.keys():
        things[theme]["skos:prefLabel"] = [Literal(names[theme])]
    return things


def _name_classes(things: dict[str, Thing]) -> None:
    """Say of everything that is referred to what it is (see CLASSES)."""
    referred = [
        (value.address, CLASSES[name])
        for thing in things.values()
        for name, values in thing.items()
        if name in CLASSES
        for value in values
        if isinstance(value, Iri)
    ]
    for address, kind in dict.fromkeys(referred):
        things.setdefault(address, {}).setdefault("rdf:type", []).append(Iri(kind))


def _dataset(request: HttpRequest, address: str, cover: Cover) -> Thing:
    indicator = cover.indicator
    page = request.build_absolute_uri(reverse("monitor:figure", kwargs={"name": indicator.id}))
    return {
        "rdf:type": [Iri("dcat:Dataset")],
        "dct:title": [Literal(indicator.name)],
        "dct:description": [Literal(f"{indicator.meaning} {indicator.does_not_say}")],
        "dct:identifier": [Literal(address, "xsd:anyURI")],
        "dcat:theme": [Iri(SOCIETY), Iri(REGIONS)],
        "dcat:keyword": [Literal(indicator.domain)],
        "dcat:landingPage": [Iri(page)],
        "foaf:page": [Iri(request.build_absolute_uri(reverse("monitor:open_data")))],
        "dct:accrualPeriodicity": [Iri(YEARLY)],
        "dcat:distribution": [Iri(f"{address}#{form}") for form in FILE_TYPES],
    }


def _conditions(request: HttpRequest) -> str:
    """Where the conditions of every publisher stand, in the publisher's own words."""
    return request.build_absolute_uri(reverse("api-v1:bronnen"))


def _licence(request: HttpRequest, atlas: Atlas, cover: Cover) -> str:
    """The licence of a figure when all its publications in this snapshot share one with an address. Else the list of
    conditions: we do not call something CC BY that its publisher did not."""
    delivered = {d.source for d in atlas.snapshot.manifest.deliveries}
    sources = {use.source for use in cover.indicator.columns} & delivered & atlas.sources.keys()
    licences = {atlas.sources[source].licence for source in sources}
    return LICENCES.get(licences.pop(), _conditions(request)) if len(licences) == 1 else _conditions(request)


def _distributions(
    request: HttpRequest, cover: Cover, address: str, service: str, modified: Literal, licence: Iri
) -> dict[str, Thing]:
    values = request.build_absolute_uri(reverse("api-v1:waarden", kwargs={"cijfer": cover.indicator.id}))
    return {
        f"{address}#{form}": {
            "rdf:type": [Iri("dcat:Distribution")],
            "dct:title": [Literal(_("{name}, als {form}").format(name=cover.indicator.name, form=form.upper()))],
            "dct:license": [licence],
            "dct:modified": [modified],
            "dct:language": [Iri(DUTCH)],
            "dct:format": [Iri(kind)],
            "dcat:mediaType": [Iri(f"{MEDIA}{TYPES[form]}")],
            "dcat:accessURL": [Iri(f"{values}?formaat={form}")],
            "dcat:downloadURL": [Iri(f"{values}?formaat={form}")],
            "dcat:accessService": [Iri(service)],
        }
        for form, kind in FILE_TYPES.items()
    }


def json_ld(things: dict[str, Thing]) -> dict[str, object]:
    """The things as one JSON-LD graph."""
    return {"@context": PREFIXES, "@graph": [_node(address, thing) for address, thing in things.items()]}


def _node(address: str, thing: Thing) -> dict[str, object]:
    node: dict[str, object] = {"@id": address}
    for name, values in thing.items():
        if name == "rdf:type":
            node["@type"] = [v.address for v in values if isinstance(v, Iri)]
        else:
            node[name] = [_json_value(v) for v in values]
    return node


def _json_value(value: Value) -> dict[str, str]:
    if isinstance(value, Iri):
        return {"@id": value.address}
    return {"@value": value.text, "@type": value.kind} if value.kind else {"@value": value.text, "@language": "nl"}


def turtle(things: dict[str, Thing]) -> str:
    """The same things as Turtle."""
    head = [f"@prefix {name}: <{address}> ." for name, address in PREFIXES.items()]
    return "\n".join([*head, "", *(_paragraph(address, thing) for address, thing in things.items())])


def _paragraph(address: str, thing: Thing) -> str:
    lines = [
        f"    {'a' if name == 'rdf:type' else name} {', '.join(_turtle_value(v) for v in values)}"
        for name, values in thing.items()
        if values
    ]
    return f"<{address}>\n" + " ;\n".join(lines) + " .\n"


_PREFIXED = re.compile("(" + "|".join(PREFIXES) + "):[A-Za-z]+")


def _turtle_value(value: Value) -> str:
    if isinstance(value, Iri):
        return value.address if _PREFIXED.fullmatch(value.address) else f"<{value.address}>"
    # A JSON string is a Turtle string too.
    text = json.dumps(value.text, ensure_ascii=False)
    return f"{text}^^{value.kind}" if value.kind else f"{text}@nl"
