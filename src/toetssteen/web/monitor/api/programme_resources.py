"""What alliances keep, under the same rules as the pages: everybody gets what is public, who signed in also the rest of
what they may see. It changes every day and belongs to no snapshot."""

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query

from toetssteen.web.accounts.requests import ActorRequest
from toetssteen.web.monitor.api import formats
from toetssteen.web.monitor.api.service import resource
from toetssteen.web.programmes.api import rows, schemas
from toetssteen.web.records.kinds import RecordKind, kinds
from toetssteen.web.records.resources import ApiResource, ResourceRow, listed, resource_of

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
    request: ActorRequest,
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
    activities, number = rows.activities(request.actor, alliantie, stand, plek, part, standNu)
    if form == "csv":
        return formats.table("activiteiten", [_flat(row) for row in activities])
    return formats.json({"totaal": number, "pagina": pagina, "activiteiten": activities})


def _flat(row: ResourceRow) -> ResourceRow:
    return {name: ";".join(map(str, value)) if isinstance(value, list) else value for name, value in row.items()}


@resource("/activiteiten/{nummer}", schemas.EenActiviteit, name="activiteit", living=True)
def activity(request: ActorRequest, nummer: Number) -> HttpResponse:
    """Eén activiteit, met stappen en prestaties. Kleine aantallen mensen ziet alleen de alliantie."""
    return formats.json(rows.activity(request.actor, nummer))


def _listing(kind: RecordKind, listing: ApiResource) -> None:
    """Registers the list of a kind."""

    def view(request: ActorRequest, alliantie: OfAlliance = None) -> HttpResponse:
        return formats.json({listing.name: listed(kind, listing, request.actor, alliantie)})

    view.__doc__ = listing.summary
    resource(f"/{listing.name}", listing.answer(), name=listing.name, living=True)(view)


# Activities have filters of their own, above.
for one in kinds():
    if one.name != "activity":
        _listing(one, resource_of(one))
