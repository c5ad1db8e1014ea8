"""The catalogue read by a second party: rdflib reads both forms, pyshacl holds it to what DCAT-AP-NL 3.0 demands."""

import pytest
from django.test import Client
from pyshacl import validate
from rdflib import DCAT, DCTERMS, RDF, Graph, URIRef
from rdflib.compare import isomorphic

from toetssteen.web.monitor.api import catalogue

# What the profile makes mandatory, as we read it; the official shapes are not among our test data.
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
