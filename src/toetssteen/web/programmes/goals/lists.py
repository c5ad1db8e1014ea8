"""Lists of goals: their columns, and what others call them."""

from toetssteen.web.records.importable import ImportField, ImportSpec

SPEC = ImportSpec(
    fields=(
        ImportField(name="name", called=("naam", "ambitie", "doelstelling", "omschrijving")),
        ImportField(name="level", called=("soort", "niveau", "laag"), same_for_all=True),
        ImportField(name="parent", title="hoort onder", called=("bovenliggend doel", "valt onder", "pijler", "thema")),
        ImportField(name="about", called=("toelichting", "beschrijving")),
        ImportField(name="owner", title="wie houdt het bij", called=("eigenaar", "trekker", "organisatie", "wie")),
        ImportField(name="visibility", called=("publiek", "openbaar", "zichtbaar")),
        ImportField(name="why"),
        ImportField(name="assumption"),
        ImportField(name="evidence"),
        ImportField(name="failing"),
        ImportField(name="order", called=("volgnummer", "nr", "nummer")),
        ImportField(name="source"),
    ),
    parent="parent",
    first=("name", "level", "parent", "about", "owner", "visibility"),
    most_rows=1_000,
)
