"""Own tables, their history and their files."""

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("jobs", "0001_jobs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalOwnTable",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("title", models.CharField(max_length=150, verbose_name="naam")),
                ("publisher", models.CharField(max_length=150, verbose_name="van wie de cijfers zijn")),
                ("gemeente", models.CharField(max_length=6, verbose_name="gemeente")),
                ("address", models.URLField(max_length=300, verbose_name="waar iemand meer leest")),
                ("licence", models.CharField(max_length=200, verbose_name="wat anderen ermee mogen")),
                ("file", models.CharField(max_length=200, verbose_name="bestand")),
                ("description", models.JSONField(default=dict, verbose_name="beschrijving")),
                ("created", models.DateTimeField(blank=True, editable=False, verbose_name="begonnen")),
                ("published", models.DateTimeField(blank=True, null=True, verbose_name="openbaar sinds")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical eigen tabel",
                "verbose_name_plural": "historical eigen tabellen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="OwnTable",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=150, verbose_name="naam")),
                ("publisher", models.CharField(max_length=150, verbose_name="van wie de cijfers zijn")),
                ("gemeente", models.CharField(max_length=6, verbose_name="gemeente")),
                ("address", models.URLField(max_length=300, verbose_name="waar iemand meer leest")),
                ("licence", models.CharField(max_length=200, verbose_name="wat anderen ermee mogen")),
                ("file", models.CharField(max_length=200, verbose_name="bestand")),
                ("description", models.JSONField(default=dict, verbose_name="beschrijving")),
                ("created", models.DateTimeField(auto_now_add=True, verbose_name="begonnen")),
                ("published", models.DateTimeField(blank=True, null=True, verbose_name="openbaar sinds")),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="jobs.job",
                        verbose_name="taak",
                    ),
                ),
            ],
            options={
                "verbose_name": "eigen tabel",
                "verbose_name_plural": "eigen tabellen",
                "ordering": ("title", "pk"),
            },
        ),
        migrations.CreateModel(
            name="OwnFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", models.BinaryField(verbose_name="inhoud")),
                (
                    "draft_since",
                    models.DateTimeField(
                        blank=True, default=django.utils.timezone.now, null=True, verbose_name="concept sinds"
                    ),
                ),
                (
                    "table",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stored",
                        to="own_figures.owntable",
                        verbose_name="tabel",
                    ),
                ),
            ],
            options={
                "verbose_name": "bestand van een eigen tabel",
                "verbose_name_plural": "bestanden van eigen tabellen",
            },
        ),
    ]
