"""The page for who wants the figures themselves: what there is to ask, and examples to paste."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.web.monitor.api.description import described
from toetssteen.web.monitor.pages import show, snapshot_page

SHORT = {
    "application/json": "JSON",
    "text/csv": "CSV",
    "application/geo+json": "GeoJSON",
    "application/ld+json": "JSON-LD",
    "text/turtle": "Turtle",
}
PYTHON = """\
import csv, io, urllib.request

address = "{values}?niveau=wijk&formaat=csv"
with urllib.request.urlopen(address) as answer:
    rows = list(csv.DictReader(io.StringIO(answer.read().decode("utf-8"))))
known = [row for row in rows if row["waarde"]]
print(len(rows), "wijken,", len(known), "met een cijfer")
"""
R = """\
wijken <- read.csv("{values}?niveau=wijk&formaat=csv", encoding = "UTF-8", na.strings = "")
summary(wijken$waarde)
"""
CURL = """\
curl --fail --output wijken.csv "{values}?niveau=wijk&formaat=csv"
"""
POWER_QUERY = """\
let
    Bron = Csv.Document(Web.Contents("{values}?niveau=wijk&formaat=csv"), [Delimiter = ",", Encoding = 65001]),
    Kop = Table.PromoteHeaders(Bron, [PromoteAllScalars = true]),
    Getallen = Table.TransformColumnTypes(Kop, {{{{"waarde", type number}}, {{"jaar", Int64.Type}}}}, "en-US")
in
    Getallen
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One address of the API. link: to try it, where it needs no names."""

    path: str
    summary: str
    forms: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeExample:
    name: str
    how: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDataPage:
    """What the template reads."""

    resources: tuple[Resource, ...]
    examples: tuple[CodeExample, ...]


@snapshot_page
def open_data(request: HttpRequest, atlas: Atlas) -> HttpResponse:
    name = "inwoners" if atlas.cube.has_indicator("inwoners") else atlas.cube.indicators[0]
    values = request.build_absolute_uri(reverse("api-v1:waarden", kwargs={"cijfer": name}))
    page = OpenDataPage(resources=tuple(resources()), examples=tuple(examples(values)))
    return show(request, atlas, "monitor/open_data.html", page)


def resources() -> list[Resource]:
    """What the API's own description says there is."""
    rows = []
    for path, operations in described("/v1/")["paths"].items():
        get = operations["get"]
        forms = ", ".join(SHORT[kind] for kind in get["responses"][200]["content"])
        rows.append(Resource(path=path, summary=get["summary"], forms=forms, link="" if "{" in path else path))
    return rows


def examples(values: str) -> list[CodeExample]:
    """For the tools people ask for. values: the whole address of a figure's values on this very site."""
    texts = (
        ("Excel", _("Kies Gegevens, Gegevens ophalen, Lege query, Geavanceerde editor. Plak dit:"), POWER_QUERY),
        ("R", _("Plak dit in R of RStudio:"), R),
        ("Python", _("Python heeft hiervoor niets extra's nodig:"), PYTHON),
        ("curl", _("Plak dit in een opdrachtvenster om de tabel te bewaren:"), CURL),
    )
    return [CodeExample(name=name, how=how, code=code.format(values=values)) for name, how, code in texts]
