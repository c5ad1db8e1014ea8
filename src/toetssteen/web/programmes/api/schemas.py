"""The shape of what alliances keep, for the description in /v1/openapi.json. `rows` makes it; a test holds
the two together."""

from ninja import Field, Schema

from toetssteen.web.records.resources import Onderdeel

Dag = str | None


class PlekVanProgramma(Schema):
    code: str
    naam: str
    eersteJaar: int | None
    laatsteJaar: int | None
    hoeveel: str


class Programma(Schema):
    id: str
    naam: str
    soort: str
    leiding: str
    eersteJaar: int | None = Field(description="Leeg: niet bekend.")
    laatsteJaar: int | None = Field(description="Leeg: niet bekend, of geen einde.")
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
    vragenAan: str
    plekken: list[str]
    programmas: list[str]
    leden: list[Organisatie]


class Allianties(Schema):
    allianties: list[Alliantie]


class Activiteit(Onderdeel):
    eigenNummer: str
    watVerandert: str
    plekken: list[str]
    partners: list[str]
    doel: int | None
    plan: int | None
    begin: Dag
    beginBekendOp: str | None = Field(description="dag, maand of jaar: zo precies is het begin bekend.")
    einde: Dag
    eindeBekendOp: str | None = Field(description="dag, maand of jaar: zo precies is het einde bekend.")
    stand: str = Field(description="De stand zoals die is opgeschreven.")
    standVan: Dag
    standNu: str = Field(
        description="De stand die vandaag nog geldt: onbekend als er al meer dan een jaar niets gehoord is, of als het einde voorbij is."
    )
    standInWoorden: str
    geld: str
    vragenAan: str
    waarom: str
    aanname: str
    zekerheid: str
    waaraanWeZienDatHetNietKlopt: str
    alsHetGeldStopt: str
    watErDanGebeurt: str
    wieDaaroverBesluit: str
    besluitOp: Dag
    voorWie: str
    bron: str


class Activiteiten(Schema):
    totaal: int
    pagina: int
    activiteiten: list[Activiteit]


class Stap(Schema):
    naam: str
    klaarOp: Dag
    klaarSinds: Dag


class Prestatie(Schema):
    naam: str
    eenheid: str
    woningen: str | None
    door: str | None
    jaar: int
    gepland: float | None
    gerealiseerd: float | None
    teKlein: bool = Field(description="Waar: een aantal mensen is te klein om te laten zien.")


class EenActiviteit(Activiteit):
    voorHoeveelMensen: int | None
    stappen: list[Stap]
    prestaties: list[Prestatie]


class Doel(Onderdeel):
    soort: str
    hoortOnder: int | None
    uitleg: str
    waarom: str
    aanname: str
    zekerheid: str
    waaraanWeZienDatHetNietKlopt: str
    bron: str


class Plan(Onderdeel):
    soort: str
    hoortOnder: int | None
    vanaf: Dag
    totEnMet: Dag
    over: str
    fase: str
    reagerenTotEnMet: Dag
    bron: str


class Overleg(Onderdeel):
    begint: str
    eindigt: str | None
    waar: str
    bewonersWelkom: bool
    agenda: str


class Besluit(Onderdeel):
    overleg: int | None
    beslotenOp: str
    toelichting: str
    activiteit: int | None


class Afspraak(Onderdeel):
    overleg: int | None
    klaarOp: Dag
    klaarSinds: Dag
    watErvanKwam: str


class Toezegging(Onderdeel):
    ministerie: str
    functie: str
    onderwerp: str
    inhoud: str
    programma: str
    geld: str
    document: str
    dag: Dag
    looptNogOnbekend: bool = Field(
        description="Of een deel “loopt” volgens een document van meer dan een jaar geleden: of dat nog zo is, weten wij niet."
    )


class Bevinding(Onderdeel):
    over: str | None
    tekst: str
    antwoord: str
    gelezenOp: Dag


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
    vergelijkMet: str
    streefwaarde: float | None
    jaar: int | None
    tussendoelen: list[Tussendoel]
    afstand: str = Field(
        description="Hoe ver het doel is: gehaald; gehaald, maar elders ook; dichterbij; even ver; verder weg; nog niet te zeggen; geen cijfer. Zegt niets over de oorzaak."
    )
    afstandUitgelegd: str = Field(description="De cijfers en jaren waar dat op rust, in woorden.")
    gekozenDoor: str
    waaromDeze: str


class Reactie(Onderdeel):
    plan: int | None
    tekst: str
    watErmeeGedaanIs: str
