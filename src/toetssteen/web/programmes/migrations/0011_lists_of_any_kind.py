"""A list that was taken over says of which kind its rows are; its table gets the name of its own app, not a row is written."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programmes", "0010_precision_of_days")]

    operations = [
        migrations.AddField(
            model_name="importrun",
            name="kind",
            field=models.CharField(default="activity", max_length=40, verbose_name="soort"),
            preserve_default=False,
        ),
        migrations.RenameField(model_name="importrun", old_name="recipe", new_name="mapping"),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.AlterModelTable("ImportRun", "imports_importrun")]
        ),
    ]
