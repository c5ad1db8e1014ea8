"""What alliances keep, under the same rules as the pages: everybody gets what is public, who signed in also the rest of
what they may see. It changes every day and belongs to no snapshot."""

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query

from toetssteen.web.monitor.api import formats
from toetssteen.web.monitor.api import programme_schemas as schemas
from toetssteen.web.monitor.api.service import resource
from toetssteen.web.programmes import rows

Key = Annotated[str, Path(pattern=r"^[a-z0-9_-]+$", max_length=80)]
OfAlliance = Annotated[str | None, Query(pattern=r"^[a-z0-9_-]+$", max_length=80, description="De alliantie.")]
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


@resource("/programmas", schemas.Programmas, name="programmas", living=True)
def programmes(request: HttpRequest) -> HttpResponse:
    """Landelijke, regionale en gemeentelijke programma's, met waar en wanneer ze gelden."""
    return formats.json({"programmas": rows.programmes()})


@resource("/programmas/{programma}", schemas.Programma, name="programma", living=True)
def programme(request: HttpRequest, programma: Key) -> HttpResponse:
    """Eén programma."""
    return formats.json(rows.programme(programma))


@resource("/allianties", schemas.Allianties, name="allianties", living=True)
def alliances(request: HttpRequest) -> HttpResponse:
    """De allianties, op naam."""
    return formats.json({"allianties": rows.alliances()})


@resource("/allianties/{alliantie}", schemas.Alliantie, name="alliantie", living=True)
def alliance(request: HttpRequest, alliantie: Key) -> HttpResponse:
    """Eén alliantie, met wie aan tafel zit."""
    return formats.json(rows.alliance(alliantie))


@resource("/activiteiten", schemas.Activiteiten, name="activiteiten", formats=("json", "csv"), living=True)
def activities(
    request: HttpRequest,
    alliantie: OfAlliance = None,
    stand: Annotated[
        Literal["idee", "gepland", "bezig", "stil", "klaar", "gestopt"] | None,
        Query(description="De stand zoals die is opgeschreven."),
    ] = None,
    standNu: Annotated[  # noqa: N803
        Literal["onbekend", "idee", "gepland", "bezig", "stil", "klaar", "gestopt"] | None,
        Query(description="De stand die vandaag nog geldt."),
    ] = None,
    plek: Annotated[str | None, Query(pattern=r"^[A-Za-z0-9-]+$", max_length=80)] = None,
    pagina: Annotated[int, Query(ge=1, le=100_000)] = 1,
    aantal: Annotated[int, Query(ge=1, le=1_000)] = 200,
    formaat: Annotated[Literal["json", "csv"] | None, Query()] = None,
) -> HttpResponse:
    """Wat allianties doen, op naam."""
    form = formats.chosen(request, formaat, ("json", "csv"))
    if form is None:
        return formats.not_acceptable(request, ("json", "csv"))
    part = slice((pagina - 1) * aantal, pagina * aantal)
    shown, number = rows.activities(request.actor, alliantie, stand, plek, part, standNu)
    if form == "csv":
        return formats.table("activiteiten", [_flat(row) for row in shown])
    return formats.json({"totaal": number, "pagina": pagina, "activiteiten": shown})


def _flat(row: rows.Row) -> rows.Row:
    return {name: ";".join(map(str, value)) if isinstance(value, list) else value for name, value in row.items()}


@resource("/activiteiten/{nummer}", schemas.EenActiviteit, name="activiteit", living=True)
def activity(request: HttpRequest, nummer: Number) -> HttpResponse:
    """Eén activiteit, met stappen en prestaties. Kleine aantallen mensen ziet alleen de alliantie."""
    return formats.json(rows.activity(request.actor, nummer))


@resource("/doelen", schemas.Doelen, name="doelen", living=True)
def goals(request: HttpRequest, alliantie: OfAlliance = None) -> HttpResponse:
    """Waar allianties het voor doen: de doelenboom."""
    return _all(request, "doelen", alliantie)


@resource("/plannen", schemas.Plannen, name="plannen", living=True)
def plans(request: HttpRequest, alliantie: OfAlliance = None) -> HttpResponse:
    """Gebiedsplannen en uitvoeringsprogramma's."""
    return _all(request, "plannen", alliantie)


@resource("/overleggen", schemas.Overleggen, name="overleggen", living=True)
def meetings(request: HttpRequest, alliantie: OfAlliance = None) -> HttpResponse:
    """Overleggen van allianties."""
    return _all(request, "overleggen", alliantie)


@resource("/besluiten", schemas.Besluiten, name="besluiten", living=True)
def decisions(request: HttpRequest, alliantie: OfAlliance = None) -> HttpResponse:
    """Wat allianties besloten, het nieuwste eerst."""
    return _all(request, "besluiten", alliantie)


@resource("/afspraken", schemas.Afspraken, name="afspraken", living=True)
def commitments(request: HttpRequest, alliantie: OfAlliance = None) -> HttpResponse:
    """Wie wat wanneer doet."""
    return _all(request, "afspraken", alliantie)


@resource("/toezeggingen", schemas.Toezeggingen, name="toezeggingen", living=True)
def promises(request: HttpRequest, alliantie: OfAlliance = None) -> HttpResponse:
    """Wat het Rijk toezegde."""
    return _all(request, "toezeggingen", alliantie)


@resource("/bevindingen", schemas.Bevindingen, name="bevindingen", living=True)
def findings(request: HttpRequest, alliantie: OfAlliance = None) -> HttpResponse:
    """Bevindingen. Wie een bevinding betreft, leest haar eerst."""
    return _all(request, "bevindingen", alliantie)


@resource("/streefwaarden", schemas.Streefwaarden, name="streefwaarden", living=True)
def targets(request: HttpRequest, alliantie: OfAlliance = None) -> HttpResponse:
    """Aan welk cijfer een doel hangt: nulmeting, streefwaarde en jaar, en wie dat waarom koos."""
    return _all(request, "streefwaarden", alliantie)


@resource("/reacties", schemas.Reacties, name="reacties", living=True)
def remarks(request: HttpRequest, alliantie: OfAlliance = None) -> HttpResponse:
    """Reacties op plannen, met wat ermee gedaan is."""
    return _all(request, "reacties", alliantie)


def _all(request: HttpRequest, kind: str, alliance: str | None) -> HttpResponse:
    return formats.json({kind: rows.KINDS[kind](request.actor, alliance)})
