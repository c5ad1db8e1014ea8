"""The field beside a day is called what it holds: its precision."""

from django.db import migrations

from toetssteen.web.accounts.migrations._at_once import AtOnce

FIELDS = (
    ("activity", "start"),
    ("activity", "end"),
    ("activity", "status_day"),
    ("decision", "day"),
    ("statepromise", "day"),
)

_RENAMES = [
    migrations.RenameField(model, f"{name}_exact", f"{name}_precision")
    for of, name in FIELDS
    for model in (of, f"historical{of}")
]


class Migration(migrations.Migration):
    dependencies = [("programmes", "0009_alliances_in_their_own_app")]

    operations = [AtOnce(_RENAMES, _RENAMES)]
