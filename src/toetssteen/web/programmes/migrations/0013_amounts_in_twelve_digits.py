"""Amounts become decimal numbers in the next migration; here each float becomes the amount that it stands for.

A number that is no amount (without an end, or larger than any amount) stops the upgrade before anything is written.
"""

from django.db import migrations

from toetssteen.kernel.bounds import amount_of

FIELDS = {"output": ("planned", "realised"), "target": ("base", "value")}
ADVICE = (
    "Put another number in the place of each, with the version that you have now or in the database, and upgrade again."
)


class UnfitAmountError(Exception):
    """Names every row with a number that is no amount."""


def in_twelve_digits(apps, schema_editor):
    unfit, changed = [], []
    for name, fields in FIELDS.items():
        for model in (apps.get_model("programmes", name), apps.get_model("programmes", f"historical{name}")):
            for row in model._default_manager.using(schema_editor.connection.alias).iterator():
                try:
                    if different := _rounded(row, fields):
                        changed.append((row, different))
                except ValueError as error:
                    unfit.append(f"{model._meta.db_table}, {model._meta.pk.column} {row.pk}: {error}")
    if unfit:
        raise UnfitAmountError("\n".join(["These numbers cannot be kept as amounts:", *unfit, ADVICE]))
    for row, fields in changed:
        row.save(using=schema_editor.connection.alias, update_fields=fields)


def _rounded(row, fields):
    """The fields whose number became another. Raises ValueError."""
    before = {field: getattr(row, field) for field in fields}
    after = {field: None if value is None else float(amount_of(value)) for field, value in before.items()}
    if hasattr(row, "steps"):
        before["steps"] = row.steps
        after["steps"] = [[year, float(amount_of(value))] for year, value in row.steps]
    different = [field for field in before if before[field] != after[field]]
    for field in different:
        setattr(row, field, after[field])
    return different


class Migration(migrations.Migration):
    dependencies = [("programmes", "0012_lists_in_their_own_app")]

    operations = [migrations.RunPython(in_twelve_digits, migrations.RunPython.noop)]
