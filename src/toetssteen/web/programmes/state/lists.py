"""Lists of what the State promised: their columns, and what others call them."""

from toetssteen.web.programmes.called import topics
from toetssteen.web.records.importable import ImportField, ImportSpec

SPEC = ImportSpec(
    fields=(
        ImportField(name="name", called=("toezegging", "omschrijving", "naam")),
        ImportField(name="department", called=("departement", "afzender")),
        ImportField(name="domain", called=("domein", "thema"), choices=topics),
        ImportField(name="substance"),
        ImportField(name="programme"),
        ImportField(name="finance", called=("financiering", "budget")),
        ImportField(name="document", called=("brief", "kamerstuk", "bron")),
        ImportField(name="day", called=("datum",)),
        ImportField(name="owner", title="wie houdt het bij", called=("eigenaar", "organisatie", "wie")),
        ImportField(name="visibility", called=("publiek", "openbaar", "zichtbaar")),
        ImportField(name="post", called=("functie", "bewindspersoon")),
        ImportField(name="post_since"),
        ImportField(name="post_until", end_of="post_since"),
    ),
    first=(
        "name",
        "department",
        "domain",
        "substance",
        "programme",
        "finance",
        "document",
        "day",
        "owner",
        "visibility",
    ),
    most_rows=2_000,
)
