"""The shape of every answer, for the description in /v1/openapi.json. Answers are made as plain values in
`shapes`; a test holds the two together."""

from typing import Literal

from ninja import Field, Schema

Niveau = Literal["buurt", "wijk", "gemeente", "land", "gebied"]
Status = Literal[
    "vastgesteld", "geschat", "voorlopig", "geheim", "komt-later", "gestopt", "geen-cijfer", "nog-niet-gepubliceerd"
]
Bepaling = Literal["gepubliceerd", "berekend", "benaderd", "niet-te-berekenen"]
Richting = Literal["hoger-is-beter", "lager-is-beter", "geen-beter-of-slechter"]

Oordeel = Literal["beter", "ongeveer-gelijk", "minder-goed", "geen-beter-of-slechter"]


class Probleem(Schema):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    instance: str


class Antwoord(Schema):
    """Every answer says from which snapshot it is, and whether the country is invented."""

    momentopname: str = Field(
        description="Van welke momentopname deze cijfers zijn. Gebruik ?momentopname= om daarbij te blijven."
    )
    verzonnen: bool = Field(description="Waar: dit is een verzonnen land, om mee te oefenen.")


class Momentopname(Schema):
    id: str
    gemaakt: str
    verzonnen: bool
    huidig: bool
    blijft: bool = Field(description="Waar: iemand verwijst ernaar, deze wordt niet opgeruimd.")


class Momentopnamen(Schema):
    momentopnamen: list[Momentopname]


class Bron(Schema):
    id: str
    uitgever: str
    titel: str
    tabel: str
    versie: str
    adres: str
    licentie: str
    verzonnen: bool
    jaren: list[int]
    opgehaald: str | None
    indelingsjaar: int


class Bronnen(Antwoord):
    bronnen: list[Bron]


class VolgendJaar(Schema):
    """When the next year of a figure would come, from dated evidence only."""

    jaar: int | None = Field(description="Het volgende jaar; leeg als er geen vast ritme bekend is.")
    vanaf: str | None = Field(description="Niet eerder dan deze maand, als het gaat zoals eerder; leeg: niet bekend.")
    uiterlijk: str | None = Field(
        description="Uiterlijk in deze maand, als het gaat zoals eerder; leeg: niet bekend. Geen belofte."
    )
    toelichting: str
    bewijs: list[str]


class Cijfer(Schema):
    """The definition of a figure."""

    id: str
    naam: str
    betekenis: str
    zegtNiet: str
    thema: str
    eenheid: str
    richting: Richting
    decimalen: int
    kenmerk: bool = Field(description="Zegt wie er wonen, niet hoe goed het gaat.")
    studentenTellenMee: bool
    bezoekersTellenMee: bool
    minsteAantal: int = Field(
        description="De uitgever geeft het cijfer vanaf zoveel mensen of woningen; 0 is geen grens."
    )
    bronnen: list[str]
    jaren: list[int]
    niveaus: list[Niveau]
    gezocht: str | None = Field(description="Er is nog geen bron; wie het cijfer heeft.")
    gezochtVanaf: Niveau | None = Field(
        description="De kleinste soort plek waarbij dit gezochte cijfer genoemd mag worden."
    )
    volgendJaar: VolgendJaar
    pagina: str


class Cijfers(Antwoord):
    cijfers: list[Cijfer]


class EenCijfer(Antwoord, Cijfer):
    pass


class Plek(Schema):
    code: str
    naam: str
    niveau: Niveau
    gemeente: str | None
    gemeenteNaam: str
    laatsteIndeling: int | None = Field(
        description="De plek staat niet meer in de nieuwste indeling; in welke voor het laatst. Leeg: zij bestaat nog."
    )
    pagina: str


class Plekken(Antwoord):
    pagina: int
    aantal: int = Field(description="Hoeveel plekken er op een pagina staan.")
    totaal: int
    plekken: list[Plek]


class EenPlek(Antwoord, Plek):
    bestaatUit: list[str] = Field(description="De delen: wijken van een gemeente, buurten van een wijk of gebied.")
    omschrijving: str
    herkomst: str = Field(description="Waar de grenzen van een gebied vandaan komen.")
    gecontroleerd: bool | None


class Punt(Schema):
    jaar: int
    waarde: float | None
    status: Status
    bepaling: Bepaling
    vergelijkbaar: bool = Field(description="Met het vorige jaar waarvan een cijfer bekend is.")
    bron: str | None = Field(description="De publicatie van dit getal; leeg als het uit de delen is berekend.")
    indelingsjaar: int | None
    reden: str
    eerdereCode: str | None = Field(description="De code die de plek dat jaar had, als die anders was.")
    anderePlek: str | None = Field(
        description="De code hoorde dat jaar bij andere grond dan nu: hoe de plek van toen heette. Dan is `waarde` leeg."
    )
    waardeAnderePlek: float | None = Field(
        description="Wat toen onder deze code is gepubliceerd, over de plek van toen."
    )
    indelingAnderePlek: int | None = Field(description="De indeling waarin de code bij die andere grond hoorde.")
    herkomst: str = Field(description="Adres van de weg terug naar de cel van de uitgever.")


class Reeks(Antwoord):
    cijfer: str
    eenheid: str
    bronnen: list[str]
    code: str
    naam: str
    punten: list[Punt]


class Lezing(Schema):
    """One figure of a profile, set beside its reference."""

    cijfer: str
    naam: str
    thema: str
    eenheid: str
    jaar: int
    waarde: float
    status: Status
    bepaling: Bepaling
    vergelekenWaarde: float | None
    vergelekenJaar: int | None = Field(description="Het jaar van de waarde waarmee vergeleken wordt.")
    verschil: float | None
    verhouding: float | None
    verschilGetoond: float | None = Field(
        description="Het verschil van de afgeronde cijfers, zoals de pagina het toont."
    )
    verhoudingGetoond: float | None = Field(
        description="De verhouding van de afgeronde cijfers; leeg waar afronding er niets van overlaat."
    )
    oordeel: Oordeel | None
    gelijkDoor: Literal["afronding", "toeval"] | None = Field(
        description="Wat dit verschil alleen al kan maken; leeg als de cijfers echt verschillen."
    )
    oud: bool = Field(description="Meer dan vijf jaar ouder dan de nieuwste cijfers.")
    zinnen: list[str]
    herkomst: str


class Profiel(Antwoord):
    code: str
    naam: str
    vergelekenMet: str
    lezingen: list[Lezing]


class Waarde(Schema):
    code: str
    naam: str = Field(description="Zoals de plek heette in de indeling van het cijfer.")
    waarde: float | None
    status: Status
    zelfdePlek: bool = Field(description="Onwaar: de code hoort nu bij andere grond dan waarover dit cijfer gaat.")


class Waarden(Antwoord):
    cijfer: str
    naam: str
    eenheid: str
    niveau: Niveau
    jaar: int
    indelingsjaar: int | None
    bronnen: list[str]
    waarden: list[Waarde]
