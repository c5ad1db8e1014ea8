"""Lists that were taken over. The table is there already: `programmes` made it, and gave it this name."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("alliances", "0001_initial"),
        ("programmes", "0011_lists_of_any_kind"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="ImportRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=40, verbose_name="soort")),
                        ("file", models.CharField(max_length=200, verbose_name="bestand")),
                        ("sheets", models.JSONField()),
                        ("mapping", models.JSONField(default=dict)),
                        ("done", models.JSONField(default=list)),
                        ("made", models.JSONField(default=list)),
                        ("created", models.DateTimeField(auto_now_add=True)),
                        ("applied", models.DateTimeField(blank=True, null=True, verbose_name="overgenomen op")),
                        ("undone", models.DateTimeField(blank=True, null=True, verbose_name="teruggedraaid op")),
                        (
                            "alliance",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="imports",
                                to="alliances.alliance",
                                verbose_name="alliantie",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="imports",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="gebruiker",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "overgenomen lijst",
                        "verbose_name_plural": "overgenomen lijsten",
                        "ordering": ("-created", "-pk"),
                    },
                )
            ]
        )
    ]
