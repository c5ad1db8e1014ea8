"""The models of alliances, whose tables `programmes` made and gave this name."""

import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import toetssteen.web.ui.bounds
from toetssteen.web.accounts.migrations._at_once import AtOnce


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0006_attempts"),
        ("programmes", "0008_tables_of_alliances"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce(
            state_operations=[
                migrations.CreateModel(
                    name="Alliance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.SlugField(max_length=80, unique=True, verbose_name="gebied")),
                        ("name", models.CharField(max_length=150, verbose_name="naam")),
                        ("chair", models.CharField(blank=True, max_length=150, verbose_name="voorzitter (functie)")),
                        (
                            "residents_seat",
                            models.CharField(blank=True, max_length=300, verbose_name="hoe bewoners meebeslissen"),
                        ),
                        ("about", models.TextField(blank=True, max_length=3000, verbose_name="over deze alliantie")),
                        ("contact", models.CharField(blank=True, max_length=200, verbose_name="vragen aan")),
                        (
                            "nature",
                            models.CharField(
                                choices=[
                                    ("eigen", "bijgehouden door de alliantie"),
                                    ("voorbeeld", "voorbeeld uit openbare bronnen"),
                                    ("verzonnen", "verzonnen"),
                                ],
                                default="eigen",
                                max_length=20,
                                verbose_name="aard",
                            ),
                        ),
                        ("source", models.TextField(blank=True, max_length=2000, verbose_name="bron")),
                    ],
                    options={
                        "verbose_name": "alliantie",
                        "verbose_name_plural": "allianties",
                        "ordering": ("name",),
                    },
                ),
                migrations.CreateModel(
                    name="PlaceName",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=80, unique=True, verbose_name="code")),
                        ("name", models.CharField(max_length=150, verbose_name="naam")),
                    ],
                    options={
                        "verbose_name": "plek",
                        "verbose_name_plural": "plekken",
                        "ordering": ("name", "code"),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAlliance",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("key", models.SlugField(max_length=80, verbose_name="gebied")),
                        ("name", models.CharField(max_length=150, verbose_name="naam")),
                        ("chair", models.CharField(blank=True, max_length=150, verbose_name="voorzitter (functie)")),
                        (
                            "residents_seat",
                            models.CharField(blank=True, max_length=300, verbose_name="hoe bewoners meebeslissen"),
                        ),
                        ("about", models.TextField(blank=True, max_length=3000, verbose_name="over deze alliantie")),
                        ("contact", models.CharField(blank=True, max_length=200, verbose_name="vragen aan")),
                        (
                            "nature",
                            models.CharField(
                                choices=[
                                    ("eigen", "bijgehouden door de alliantie"),
                                    ("voorbeeld", "voorbeeld uit openbare bronnen"),
                                    ("verzonnen", "verzonnen"),
                                ],
                                default="eigen",
                                max_length=20,
                                verbose_name="aard",
                            ),
                        ),
                        ("source", models.TextField(blank=True, max_length=2000, verbose_name="bron")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
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
                        "verbose_name": "historical alliantie",
                        "verbose_name_plural": "historical allianties",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalMember",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "since",
                            models.DateField(
                                blank=True,
                                null=True,
                                validators=[toetssteen.web.ui.bounds.sensible_day],
                                verbose_name="vanaf",
                            ),
                        ),
                        (
                            "until",
                            models.DateField(
                                blank=True,
                                null=True,
                                validators=[toetssteen.web.ui.bounds.sensible_day],
                                verbose_name="tot en met",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "alliance",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="alliances.alliance",
                                verbose_name="alliantie",
                            ),
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
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="accounts.organisation",
                                verbose_name="organisatie",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical lid",
                        "verbose_name_plural": "historical leden",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalProgramme",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "first_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1900),
                                    django.core.validators.MaxValueValidator(2200),
                                ],
                                verbose_name="eerste jaar",
                            ),
                        ),
                        (
                            "last_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1900),
                                    django.core.validators.MaxValueValidator(2200),
                                ],
                                verbose_name="laatste jaar",
                            ),
                        ),
                        ("intensity", models.CharField(blank=True, max_length=300, verbose_name="hoeveel er gebeurt")),
                        ("key", models.SlugField(max_length=80, verbose_name="sleutel")),
                        ("name", models.CharField(max_length=150, verbose_name="naam")),
                        (
                            "sort",
                            models.CharField(
                                choices=[
                                    ("nationaal", "landelijk programma"),
                                    ("regionaal", "regionaal programma"),
                                    ("gemeentelijk", "programma van de gemeente"),
                                    ("anders", "ander programma"),
                                ],
                                default="anders",
                                max_length=20,
                                verbose_name="soort",
                            ),
                        ),
                        ("leader", models.CharField(blank=True, max_length=150, verbose_name="wie het leidt")),
                        ("source", models.CharField(blank=True, max_length=300, verbose_name="waar dit staat")),
                        ("verified", models.BooleanField(default=False, verbose_name="nagegaan bij wie het leidt")),
                        ("note", models.TextField(blank=True, max_length=2000, verbose_name="toelichting")),
                        (
                            "nature",
                            models.CharField(
                                choices=[
                                    ("eigen", "bijgehouden door de alliantie"),
                                    ("voorbeeld", "voorbeeld uit openbare bronnen"),
                                    ("verzonnen", "verzonnen"),
                                ],
                                default="eigen",
                                editable=False,
                                max_length=20,
                            ),
                        ),
                        (
                            "defined",
                            models.BooleanField(
                                default=False, editable=False, verbose_name="uit de meegeleverde lijst"
                            ),
                        ),
                        (
                            "gone",
                            models.BooleanField(
                                default=False, editable=False, verbose_name="niet meer in de meegeleverde lijst"
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
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
                        (
                            "keeper",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="alliances.alliance",
                                verbose_name="welke alliantie dit bijhoudt",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical programma",
                        "verbose_name_plural": "historical programma's",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalAlliance_places",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                        (
                            "alliance",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_tablespace="",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="alliances.alliance",
                            ),
                        ),
                        (
                            "history",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="alliances.historicalalliance",
                            ),
                        ),
                        (
                            "placename",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_tablespace="",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="alliances.placename",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "HistoricalAlliance_places",
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.AddField(
                    model_name="alliance",
                    name="places",
                    field=models.ManyToManyField(
                        related_name="alliances", to="alliances.placename", verbose_name="plekken"
                    ),
                ),
                migrations.CreateModel(
                    name="Programme",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "first_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1900),
                                    django.core.validators.MaxValueValidator(2200),
                                ],
                                verbose_name="eerste jaar",
                            ),
                        ),
                        (
                            "last_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1900),
                                    django.core.validators.MaxValueValidator(2200),
                                ],
                                verbose_name="laatste jaar",
                            ),
                        ),
                        ("intensity", models.CharField(blank=True, max_length=300, verbose_name="hoeveel er gebeurt")),
                        ("key", models.SlugField(max_length=80, unique=True, verbose_name="sleutel")),
                        ("name", models.CharField(max_length=150, verbose_name="naam")),
                        (
                            "sort",
                            models.CharField(
                                choices=[
                                    ("nationaal", "landelijk programma"),
                                    ("regionaal", "regionaal programma"),
                                    ("gemeentelijk", "programma van de gemeente"),
                                    ("anders", "ander programma"),
                                ],
                                default="anders",
                                max_length=20,
                                verbose_name="soort",
                            ),
                        ),
                        ("leader", models.CharField(blank=True, max_length=150, verbose_name="wie het leidt")),
                        ("source", models.CharField(blank=True, max_length=300, verbose_name="waar dit staat")),
                        ("verified", models.BooleanField(default=False, verbose_name="nagegaan bij wie het leidt")),
                        ("note", models.TextField(blank=True, max_length=2000, verbose_name="toelichting")),
                        (
                            "nature",
                            models.CharField(
                                choices=[
                                    ("eigen", "bijgehouden door de alliantie"),
                                    ("voorbeeld", "voorbeeld uit openbare bronnen"),
                                    ("verzonnen", "verzonnen"),
                                ],
                                default="eigen",
                                editable=False,
                                max_length=20,
                            ),
                        ),
                        (
                            "defined",
                            models.BooleanField(
                                default=False, editable=False, verbose_name="uit de meegeleverde lijst"
                            ),
                        ),
                        (
                            "gone",
                            models.BooleanField(
                                default=False, editable=False, verbose_name="niet meer in de meegeleverde lijst"
                            ),
                        ),
                        (
                            "keeper",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="kept_programmes",
                                to="alliances.alliance",
                                verbose_name="welke alliantie dit bijhoudt",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "programma",
                        "verbose_name_plural": "programma's",
                        "ordering": ("name",),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalProgrammePlace",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "first_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1900),
                                    django.core.validators.MaxValueValidator(2200),
                                ],
                                verbose_name="eerste jaar",
                            ),
                        ),
                        (
                            "last_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1900),
                                    django.core.validators.MaxValueValidator(2200),
                                ],
                                verbose_name="laatste jaar",
                            ),
                        ),
                        ("intensity", models.CharField(blank=True, max_length=300, verbose_name="hoeveel er gebeurt")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
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
                        (
                            "place",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="alliances.placename",
                                verbose_name="plek",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="alliances.programme",
                                verbose_name="programma",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical plek van een programma",
                        "verbose_name_plural": "historical plekken van programma's",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalAlliance_programmes",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                        (
                            "alliance",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_tablespace="",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="alliances.alliance",
                            ),
                        ),
                        (
                            "history",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="alliances.historicalalliance",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_tablespace="",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="alliances.programme",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "HistoricalAlliance_programmes",
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.AddField(
                    model_name="alliance",
                    name="programmes",
                    field=models.ManyToManyField(
                        blank=True, related_name="alliances", to="alliances.programme", verbose_name="programma's"
                    ),
                ),
                migrations.CreateModel(
                    name="Member",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "since",
                            models.DateField(
                                blank=True,
                                null=True,
                                validators=[toetssteen.web.ui.bounds.sensible_day],
                                verbose_name="vanaf",
                            ),
                        ),
                        (
                            "until",
                            models.DateField(
                                blank=True,
                                null=True,
                                validators=[toetssteen.web.ui.bounds.sensible_day],
                                verbose_name="tot en met",
                            ),
                        ),
                        (
                            "alliance",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="members",
                                to="alliances.alliance",
                                verbose_name="alliantie",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="accounts.organisation",
                                verbose_name="organisatie",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lid",
                        "verbose_name_plural": "leden",
                        "ordering": ("organisation__name",),
                        "constraints": [
                            models.UniqueConstraint(fields=("alliance", "organisation"), name="programmes_member_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProgrammePlace",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "first_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1900),
                                    django.core.validators.MaxValueValidator(2200),
                                ],
                                verbose_name="eerste jaar",
                            ),
                        ),
                        (
                            "last_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1900),
                                    django.core.validators.MaxValueValidator(2200),
                                ],
                                verbose_name="laatste jaar",
                            ),
                        ),
                        ("intensity", models.CharField(blank=True, max_length=300, verbose_name="hoeveel er gebeurt")),
                        (
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="programmes",
                                to="alliances.placename",
                                verbose_name="plek",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="places",
                                to="alliances.programme",
                                verbose_name="programma",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "plek van een programma",
                        "verbose_name_plural": "plekken van programma's",
                        "ordering": ("programme", "place__name", "first_year"),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("first_year__isnull", False)),
                                fields=("programme", "place", "first_year"),
                                name="programmes_place_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("first_year__isnull", True)),
                                fields=("programme", "place"),
                                name="programmes_place_always_once",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
