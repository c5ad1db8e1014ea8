"""What the way back from a figure looks like, for the description of the open data API."""

from typing import Literal

from ninja import Field, Schema

from toetssteen.web.monitor.api.schemas import Antwoord, Bepaling, Status


class Cel(Schema):
    """One cell as the publisher wrote it."""

    code: str
    uitgever: str
    titel: str
    tabel: str
    versie: str
    adres: str
    licentie: str
    bestand: str
    sha256: str
    opgehaald: str
    indelingsjaar: int
    kolom: str
    gedeeldDoor: str
    gedeeldDoorIndicator: str = Field(
        description="Het cijfer waardoor is gedeeld, als de deler in een ander bestand staat. Van dezelfde plek en hetzelfde jaar."
    )
    rij: int
    gepubliceerd: float | None
    deler: float | None
    waarde: float | None
    status: Status
    teken: str = Field(description="Wat er stond, als er geen getal stond.")
    gebruikt: bool


class Deel(Schema):
    """Een deel van een berekend cijfer, met wat het bijdraagt."""

    code: str
    naam: str
    waarde: float | None
    status: Status
    teltMee: bool
    reden: str = Field(description="Waarom het deel niet meetelt.")
    gewicht: float | None
    gewichtCijfer: str | None
    gewichtJaar: int | None = Field(description="Van een ander jaar als het gewicht van het jaar zelf niet bekend is.")
    cel: Cel | None
    celGewicht: Cel | None


class Berekening(Schema):
    """Hoe een cijfer uit de delen volgt: factor * boven / onder, of bij een optelling boven."""

    regel: Literal["sum", "weighted", "ratio"]
    van: str = Field(description="Het cijfer waarvan de waarden van de delen zijn.")
    gewicht: str | None
    factor: float
    boven: float
    onder: float | None
    uitkomst: float
    afgerondOp: float | None
    delen: list[Deel]


class CijferVanPlek(Schema):
    """Het cijfer van een plek in dat jaar."""

    code: str
    naam: str
    waarde: float | None
    status: Status | None
    bepaling: Bepaling | None


class Herkomst(Antwoord):
    cijfer: str
    code: str
    naam: str
    jaar: int
    waarde: float | None
    status: Status | None
    bepaling: Bepaling | None
    reden: str
    cellen: list[Cel]
    cellenDeler: list[Cel] = Field(description="De cel waardoor is gedeeld, als die in een ander bestand staat.")
    delen: list[str] = Field(description="Uit deze plekken is het cijfer berekend.")
    berekening: Berekening | None
    geheel: CijferVanPlek | None = Field(description="Bij een rest: de stad of het land.")
    zonder: CijferVanPlek | None = Field(description="Bij een rest: de plek die er niet in zit.")
