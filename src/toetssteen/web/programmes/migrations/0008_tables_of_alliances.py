"""The tables of alliances and of programmes over places get the names of their own app; not a row is written."""

from django.db import migrations

from toetssteen.web.accounts.migrations._at_once import AtOnce

MOVED = (
    "Alliance",
    "HistoricalAlliance",
    "HistoricalAlliance_places",
    "HistoricalAlliance_programmes",
    "HistoricalMember",
    "HistoricalProgramme",
    "HistoricalProgrammePlace",
    "Member",
    "PlaceName",
    "Programme",
    "ProgrammePlace",
)

_RENAMES = [migrations.AlterModelTable(name, f"alliances_{name.lower()}") for name in MOVED]


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_squashed_0007_adoptions_without_hidden_names")]

    operations = [
        migrations.SeparateDatabaseAndState(database_operations=[AtOnce(_RENAMES, _RENAMES)]),
    ]
