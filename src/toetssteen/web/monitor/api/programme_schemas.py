"""The shape of what alliances keep, for the description in /v1/openapi.json. `programmes.rows` makes it; a test holds
the two together."""

from ninja import Field, Schema

Dag = str | None


class PlekVanProgramma(Schema):
    code: str
    naam: str
    eersteJaar: int | None  # noqa: N815
    laatsteJaar: int | None  # noqa: N815
    hoeveel: str


class Programma(Schema):
    id: str
    naam: str
    soort: str
    leiding: str
    eersteJaar: int | None = Field(description="Leeg: niet bekend.")  # noqa: N815
    laatsteJaar: int | None = Field(description="Leeg: niet bekend, of geen einde.")  # noqa: N815
    hoeveel: str
    bron: str
    gecontroleerd: bool
    toelichting: str
    plekken: list[PlekVanProgramma]


class Programmas(Schema):
    programmas: list[Programma]


class Organisatie(Schema):
    id: str
    naam: str


class Alliantie(Schema):
    id: str
    naam: str
    aard: str = Field(description="eigen, voorbeeld of verzonnen.")
    voorzitter: str
    bewoners: str
    over: str
    vragenAan: str  # noqa: N815
    plekken: list[str]
    programmas: list[str]
    leden: list[Organisatie]


class Allianties(Schema):
    allianties: list[Alliantie]


class Onderdeel(Schema):
    """What every record has."""

    nummer: int
    naam: str
    alliantie: str
    eigenaar: str | None
    zichtbaarVoor: str  # noqa: N815
    versie: int
    gewijzigd: str


class Activiteit(Onderdeel):
    eigenNummer: str  # noqa: N815
    watVerandert: str  # noqa: N815
    plekken: list[str]
    partners: list[str]
    doel: int | None
    plan: int | None
    begin: Dag
    beginBekendOp: str | None = Field(description="dag, maand of jaar: zo precies is het begin bekend.")  # noqa: N815
    einde: Dag
    eindeBekendOp: str | None = Field(description="dag, maand of jaar: zo precies is het einde bekend.")  # noqa: N815
    stand: str = Field(description="De stand zoals die is opgeschreven.")
    standVan: Dag  # noqa: N815
    standNu: str = Field(  # noqa: N815
        description="De stand die vandaag nog geldt: onbekend als er al meer dan een jaar niets gehoord is, of als het einde voorbij is."
    )
    standInWoorden: str  # noqa: N815
    geld: str
    vragenAan: str  # noqa: N815
    waarom: str
    aanname: str
    zekerheid: str
    waaraanWeZienDatHetNietKlopt: str  # noqa: N815
    alsHetGeldStopt: str  # noqa: N815
    watErDanGebeurt: str  # noqa: N815
    wieDaaroverBesluit: str  # noqa: N815
    besluitOp: Dag  # noqa: N815
    voorWie: str  # noqa: N815
    bron: str


class Activiteiten(Schema):
    totaal: int
    pagina: int
    activiteiten: list[Activiteit]


class Stap(Schema):
    naam: str
    klaarOp: Dag  # noqa: N815
    klaarSinds: Dag  # noqa: N815


class Prestatie(Schema):
    naam: str
    eenheid: str
    woningen: str | None
    door: str | None
    jaar: int
    gepland: float | None
    gerealiseerd: float | None
    teKlein: bool = Field(description="Waar: een aantal mensen is te klein om te laten zien.")  # noqa: N815


class EenActiviteit(Activiteit):
    voorHoeveelMensen: int | None  # noqa: N815
    stappen: list[Stap]
    prestaties: list[Prestatie]


class Doel(Onderdeel):
    soort: str
    hoortOnder: int | None  # noqa: N815
    uitleg: str
    waarom: str
    aanname: str
    zekerheid: str
    waaraanWeZienDatHetNietKlopt: str  # noqa: N815
    bron: str


class Doelen(Schema):
    doelen: list[Doel]


class Plan(Onderdeel):
    soort: str
    hoortOnder: int | None  # noqa: N815
    vanaf: Dag
    totEnMet: Dag  # noqa: N815
    over: str
    fase: str
    reagerenTotEnMet: Dag  # noqa: N815
    bron: str


class Plannen(Schema):
    plannen: list[Plan]


class Overleg(Onderdeel):
    begint: str
    eindigt: str | None
    waar: str
    bewonersWelkom: bool  # noqa: N815
    agenda: str


class Overleggen(Schema):
    overleggen: list[Overleg]


class Besluit(Onderdeel):
    overleg: int | None
    beslotenOp: str  # noqa: N815
    toelichting: str
    activiteit: int | None


class Besluiten(Schema):
    besluiten: list[Besluit]


class Afspraak(Onderdeel):
    overleg: int | None
    klaarOp: Dag  # noqa: N815
    klaarSinds: Dag  # noqa: N815
    watErvanKwam: str  # noqa: N815


class Afspraken(Schema):
    afspraken: list[Afspraak]


class Toezegging(Onderdeel):
    ministerie: str
    functie: str
    onderwerp: str
    inhoud: str
    programma: str
    geld: str
    document: str
    dag: Dag
    looptNogOnbekend: bool = Field(  # noqa: N815
        description="Of een deel “loopt” volgens een document van meer dan een jaar geleden: of dat nog zo is, weten wij niet."
    )


class Toezeggingen(Schema):
    toezeggingen: list[Toezegging]


class Bevinding(Onderdeel):
    over: str | None
    tekst: str
    antwoord: str
    gelezenOp: Dag  # noqa: N815


class Bevindingen(Schema):
    bevindingen: list[Bevinding]


class Tussendoel(Schema):
    jaar: int
    waarde: float


class Streefwaarde(Onderdeel):
    doel: int | None
    cijfer: str
    plek: str
    beginjaar: int | None
    nulmeting: float | None = Field(description="Zoals de uitgever haar gaf in deze momentopname.")
    momentopname: str
    vergelijkMet: str  # noqa: N815
    streefwaarde: float | None
    jaar: int | None
    tussendoelen: list[Tussendoel]
    gekozenDoor: str  # noqa: N815
    waaromDeze: str  # noqa: N815


class Streefwaarden(Schema):
    streefwaarden: list[Streefwaarde]


class Reactie(Onderdeel):
    plan: int | None
    tekst: str
    watErmeeGedaanIs: str  # noqa: N815


class Reacties(Schema):
    reacties: list[Reactie]
