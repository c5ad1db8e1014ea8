"""Amounts are decimal numbers, as they were typed."""

from django.db import migrations

from toetssteen.web.ui.bounds import AmountsByYear, ExactAmount

FIELDS = (
    ("output", "planned", "gepland"),
    ("output", "realised", "gerealiseerd"),
    ("target", "base", "nulmeting"),
    ("target", "value", "streefwaarde"),
)


class Migration(migrations.Migration):
    dependencies = [("programmes", "0013_amounts_in_twelve_digits")]

    operations = [
        migrations.AlterField(model, name, ExactAmount(blank=True, null=True, verbose_name=title))
        for of, name, title in FIELDS
        for model in (of, f"historical{of}")
    ] + [
        migrations.AlterField(model, "steps", AmountsByYear(blank=True, default=list, verbose_name="tussendoelen"))
        for model in ("target", "historicaltarget")
    ]
