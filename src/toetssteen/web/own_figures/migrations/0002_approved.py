"""Whether somebody said that everybody may see the figures."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("own_figures", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalowntable",
            name="approved",
            field=models.BooleanField(default=False, verbose_name="iedereen mag het zien"),
        ),
        migrations.AddField(
            model_name="owntable",
            name="approved",
            field=models.BooleanField(default=False, verbose_name="iedereen mag het zien"),
        ),
    ]
