"""Tables as municipalities have them, and a gemeente to read them for."""

import msgspec

from toetssteen.web.imports import worksheets
from toetssteen.web.own_figures.models import FigureDescription, OwnTable, TableDescription
from toetssteen.web.own_figures.services.checking import CheckedTable, checked
from toetssteen.web.own_figures.services.places import Places
from toetssteen.web.own_figures.services.recognising import recognised

SURVEY = """Bewonersenquête 2023;;;;;
Wijk;Tevreden met de buurt;Rapportcijfer;Aantal antwoorden;Marge;Opmerking
Centrum;71,4 %;7,1;412;4,2;
Lindehof;58,9 %;6,4;388;5,0;
Havenkwartier;80,0 %;7,9;32;12,5;klein
Totaal;66,1 %;7,0;832;2,0;
"""
SWING = """geolevel;geoitem;Perioden;onderwerp;waarde
wijk;0;2021;Tevreden;60,5
wijk;1;2021;Tevreden;x
wijk;0;2023;Tevreden;62,0
wijk;1;2023;Tevreden;58,0
buurt;101;2023;Tevreden;55,5
wijk;0;2023;Voelt zich weleens onveilig;21,0
"""
YEARS = "buurt;Tevreden 2021;Tevreden 2023\nLindehof-Noord;50;55\nLindehof-Zuid;;57\n"
PLACES = Places(
    "GM9901",
    2023,
    {
        "GM9901": "Rietstad",
        "WK990100": "Centrum",
        "WK990101": "Lindehof",
        "WK990102": "Havenkwartier",
        "BU99010000": "Centrum",
        "BU99010100": "Lindehof-Noord",
        "BU99010101": "Lindehof-Zuid",
        "BU99010200": "Havenkwartier",
    },
)


def described(
    text: str, name: str = "tabel.csv", **changes: object
) -> tuple[TableDescription, list[worksheets.Worksheet]]:
    """The table as recognised, with these changes."""
    content = text.encode()
    sheets = worksheets.read(name, content)
    description = recognised(sheets, content, PLACES)
    return msgspec.structs.replace(description, **changes), sheets


def told(figure: FigureDescription, **changes: object) -> FigureDescription:
    """The figure with everything said that must be."""
    words = {"meaning": "Wat mensen zeiden.", "does_not_say": "Wie niet antwoordde.", "public": True}
    return msgspec.structs.replace(figure, **(words | changes))


def outcome(text: str, description: TableDescription, places: Places = PLACES) -> CheckedTable:
    """What comes of it."""
    record = OwnTable(
        pk=7, title="Enquête", publisher="Gemeente Rietstad", gemeente="GM9901",
        address="https://www.example.org/enquete", licence="vrij", file="Enquête 2023.csv",
        description=msgspec.to_builtins(description),
    )  # fmt: skip
    return checked(record, text.encode(), worksheets.read("tabel.csv", text.encode()), places)


def all_told(description: TableDescription, **changes: object) -> TableDescription:
    """Every figure told of, and totals known as no area."""
    figures = tuple(told(figure, **changes) for figure in description.figures)
    return msgspec.structs.replace(description, figures=figures, places={**description.places, "Totaal": "-"})
