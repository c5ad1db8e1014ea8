"""The catalogue read by a second party: rdflib reads both forms, pyshacl holds it to what DCAT-AP-NL 3.0 demands."""

from pathlib import Path

import pytest
from django.test import Client
from pyshacl import validate
from rdflib import DCAT, DCTERMS, RDF, SH, Graph, URIRef
from rdflib.compare import isomorphic

from toetssteen.web.monitor.api import catalogue

# What the profile makes mandatory, as we read it: for whoever has no official shapes at hand.
DEMANDS = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix : <urn:demand:> .

:catalogue a sh:NodeShape ; sh:targetClass dcat:Catalog ;
  sh:property [ sh:path dct:title ; sh:minCount 1 ], [ sh:path dct:description ; sh:minCount 1 ],
    [ sh:path dct:publisher ; sh:minCount 1 ; sh:maxCount 1 ; sh:class foaf:Agent ],
    [ sh:path dcat:contactPoint ; sh:minCount 1 ; sh:node :contact ], [ sh:path dct:license ; sh:minCount 1 ; sh:nodeKind sh:IRI ],
    [ sh:path dcat:dataset ; sh:minCount 1 ; sh:class dcat:Dataset ], [ sh:path dcat:service ; sh:class dcat:DataService ] .
:contact a sh:NodeShape ; sh:property [ sh:path vcard:fn ; sh:minCount 1 ; sh:maxCount 1 ],
    [ sh:path [ sh:alternativePath ( vcard:hasEmail vcard:hasURL ) ] ; sh:minCount 1 ; sh:nodeKind sh:IRI ] .
:dataset a sh:NodeShape ; sh:targetClass dcat:Dataset ;
  sh:property [ sh:path dct:title ; sh:minCount 1 ], [ sh:path dct:description ; sh:minCount 1 ],
    [ sh:path dct:identifier ; sh:minCount 1 ; sh:nodeKind sh:Literal ],
    [ sh:path dct:publisher ; sh:minCount 1 ; sh:maxCount 1 ; sh:class foaf:Agent ],
    [ sh:path dct:creator ; sh:minCount 1 ; sh:class foaf:Agent ],
    [ sh:path dcat:contactPoint ; sh:minCount 1 ; sh:node :contact ],
    [ sh:path dcat:theme ; sh:minCount 1 ; sh:nodeKind sh:IRI ],
    [ sh:path dct:accessRights ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ],
    [ sh:path dcat:distribution ; sh:minCount 1 ; sh:class dcat:Distribution ] .
:distribution a sh:NodeShape ; sh:targetClass dcat:Distribution ;
  sh:property [ sh:path dcat:accessURL ; sh:minCount 1 ; sh:nodeKind sh:IRI ], [ sh:path dct:license ; sh:minCount 1 ; sh:maxCount 1 ],
    [ sh:path dct:format ; sh:maxCount 1 ; sh:nodeKind sh:IRI ], [ sh:path dcat:mediaType ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] .
:service a sh:NodeShape ; sh:targetClass dcat:DataService ;
  sh:property [ sh:path dct:title ; sh:minCount 1 ], [ sh:path dcat:endpointURL ; sh:minCount 1 ; sh:nodeKind sh:IRI ],
    [ sh:path dcat:contactPoint ; sh:minCount 1 ; sh:node :contact ], [ sh:path dct:publisher ; sh:minCount 1 ],
    [ sh:path dcat:servesDataset ; sh:minCount 1 ; sh:class dcat:Dataset ] .
:agent a sh:NodeShape ; sh:targetClass foaf:Agent ; sh:property [ sh:path foaf:name ; sh:minCount 1 ] .
"""

# rdflib warns of itself when it reads JSON-LD.
pytestmark = [pytest.mark.usefixtures("served"), pytest.mark.filterwarnings("ignore:ConjunctiveGraph")]


def _graph(client: Client, name: str, form: str) -> Graph:
    response = client.get(f"/v1/catalogus?formaat={name}")
    return Graph().parse(data=response.content.decode(), format=form)


def test_both_forms_say_the_same(client: Client) -> None:
    assert isomorphic(_graph(client, "jsonld", "json-ld"), _graph(client, "turtle", "turtle"))


def test_it_holds_what_the_profile_demands(client: Client) -> None:
    found = _graph(client, "turtle", "turtle")
    agrees, _report, text = validate(found, shacl_graph=Graph().parse(data=DEMANDS, format="turtle"))
    assert agrees, text[:2000]


# The official files, in one graph: the European base, the Dutch profile, ranges of its properties and code lists.
OFFICIAL = (
    "dcat-ap-SHACL.ttl",
    "dcat-ap-nl-SHACL.ttl",
    "dcat-ap-nl-SHACL-klassebereik.ttl",
    "dcat-ap-nl-SHACL-klassebereik-codelijsten.ttl",
    "dcat-ap-nl-SHACL-aanbevolen.ttl",
)

# Recommended, and without an answer: no standard says what a figure of a buurt conforms to.
UNANSWERED = {str(DCTERMS.conformsTo)}


@pytest.mark.parametrize(
    ("version", "names"),
    [
        pytest.param("300", OFFICIAL, id="3.0.0"),
        # The European base of the working version holds a property that is no shape: no validator can read it.
        pytest.param(".", OFFICIAL[1:], id="working version"),
    ],
)
def test_it_agrees_with_the_official_shapes(
    client: Client, data_folder: Path, version: str, names: tuple[str, ...]
) -> None:
    """No violation, and of what is only recommended nothing but what we have no answer to."""
    shapes = Graph()
    for name in names:
        shapes.parse(data_folder / "dcat-ap-nl-3.0-shapes" / version / name, format="turtle")
    _agrees, report, text = validate(_graph(client, "turtle", "turtle"), shacl_graph=shapes)
    assert isinstance(report, Graph)
    results = list(report.subjects(RDF.type, SH.ValidationResult))
    violations = [result for result in results if report.value(result, SH.resultSeverity) == SH.Violation]
    assert not violations, text[:2000]
    assert {str(report.value(result, SH.resultPath)) for result in results} <= UNANSWERED


def test_every_form_it_names_is_there(client: Client) -> None:
    found = _graph(client, "turtle", "turtle")
    datasets = list(found.subjects(RDF.type, DCAT.Dataset))
    held = [c for c in client.get("/v1/cijfers").json()["cijfers"] if c["jaren"]]
    assert len(datasets) == len(held)
    for address in sorted(found.objects(None, DCAT.accessURL))[:30]:
        assert client.get(str(address).removeprefix("http://testserver")).status_code == 200


def test_a_licence_is_the_publishers_or_the_list_of_conditions(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def licences() -> set[str]:
        found = _graph(client, "turtle", "turtle")
        things = [thing for kind in (DCAT.Dataset, DCAT.Distribution) for thing in found.subjects(RDF.type, kind)]
        return {str(found.value(URIRef(str(thing)), DCTERMS.license)) for thing in things}

    said = {s["licentie"] for s in client.get("/v1/bronnen").json()["bronnen"]}
    assert said == {"CC0"}
    assert licences() == {catalogue.LICENCES["CC0"]}
    # A publisher with words of its own: nobody calls that CC BY.
    monkeypatch.setattr(catalogue, "LICENCES", {})
    assert licences() == {"http://testserver/v1/bronnen"}
