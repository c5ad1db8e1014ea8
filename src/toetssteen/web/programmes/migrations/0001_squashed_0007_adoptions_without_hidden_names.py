"""Alliances and all they keep, as they are after 0007."""

import uuid

import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import toetssteen.web.ui.bounds
from toetssteen.web.accounts.migrations._at_once import grouped


class Migration(migrations.Migration):
    replaces = [
        ("programmes", "0001_alliances_and_activities"),
        ("programmes", "0002_lists_taken_over"),
        ("programmes", "0003_plans_targets_and_promises"),
        ("programmes", "0004_programmes_by_year"),
        ("programmes", "0005_lists_of_any_shape"),
        ("programmes", "0006_sensible_days_years_and_numbers"),
        ("programmes", "0007_adoptions_without_hidden_names"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0006_attempts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Alliance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            name="Goal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "visibility",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "alleen wie het schrijft (concept)"),
                            (1, "de alliantie"),
                            (2, "ook de raad"),
                            (3, "iedereen"),
                        ],
                        default=0,
                        verbose_name="wie mag het zien",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("entry", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True, verbose_name="laatst gewijzigd")),
                ("why", models.TextField(blank=True, max_length=2000, verbose_name="waarom we denken dat dit helpt")),
                (
                    "assumption",
                    models.TextField(blank=True, max_length=2000, verbose_name="wat daarvoor waar moet zijn"),
                ),
                (
                    "evidence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "nog niet gezegd"),
                            ("vermoeden", "vermoeden, nog niet onderzocht"),
                            ("ervaring", "ervaring van wie het doet"),
                            ("onderzocht", "elders onderzocht, met vergelijking"),
                            ("aangetoond", "hier onderzocht, met vergelijking"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="hoe zeker weten we dat",
                    ),
                ),
                (
                    "failing",
                    models.CharField(blank=True, max_length=300, verbose_name="waaraan we zien dat het niet klopt"),
                ),
                ("level", models.CharField(default="doel", max_length=60, verbose_name="soort")),
                ("name", models.CharField(max_length=200, verbose_name="doel")),
                ("about", models.TextField(blank=True, max_length=3000, verbose_name="uitleg")),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=0, validators=[django.core.validators.MaxValueValidator(9999)], verbose_name="volgorde"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=500, verbose_name="bron")),
                (
                    "alliance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_records",
                        to="programmes.alliance",
                        verbose_name="alliantie",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_records",
                        to="accounts.organisation",
                        verbose_name="wie doet het",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="programmes.goal",
                        verbose_name="hoort onder",
                    ),
                ),
            ],
            options={
                "verbose_name": "doel",
                "verbose_name_plural": "doelen",
                "ordering": ("order", "name"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "visibility",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "alleen wie het schrijft (concept)"),
                            (1, "de alliantie"),
                            (2, "ook de raad"),
                            (3, "iedereen"),
                        ],
                        default=0,
                        verbose_name="wie mag het zien",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("entry", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True, verbose_name="laatst gewijzigd")),
                ("why", models.TextField(blank=True, max_length=2000, verbose_name="waarom we denken dat dit helpt")),
                (
                    "assumption",
                    models.TextField(blank=True, max_length=2000, verbose_name="wat daarvoor waar moet zijn"),
                ),
                (
                    "evidence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "nog niet gezegd"),
                            ("vermoeden", "vermoeden, nog niet onderzocht"),
                            ("ervaring", "ervaring van wie het doet"),
                            ("onderzocht", "elders onderzocht, met vergelijking"),
                            ("aangetoond", "hier onderzocht, met vergelijking"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="hoe zeker weten we dat",
                    ),
                ),
                (
                    "failing",
                    models.CharField(blank=True, max_length=300, verbose_name="waaraan we zien dat het niet klopt"),
                ),
                ("name", models.CharField(max_length=200, verbose_name="naam")),
                ("change", models.TextField(blank=True, max_length=2000, verbose_name="wat verandert er voor wie")),
                (
                    "start",
                    models.DateField(
                        blank=True, null=True, validators=[toetssteen.web.ui.bounds.sensible_day], verbose_name="begin"
                    ),
                ),
                (
                    "start_exact",
                    models.CharField(
                        choices=[("dag", "op de dag"), ("maand", "op de maand"), ("jaar", "op het jaar")],
                        default="dag",
                        max_length=10,
                        verbose_name="hoe precies het begin bekend is",
                    ),
                ),
                (
                    "end",
                    models.DateField(
                        blank=True, null=True, validators=[toetssteen.web.ui.bounds.sensible_day], verbose_name="einde"
                    ),
                ),
                (
                    "end_exact",
                    models.CharField(
                        choices=[
                            ("dag", "op de dag"),
                            ("maand", "op de maand"),
                            ("jaar", "op het jaar"),
                            ("open", "doorlopend: geen einde"),
                        ],
                        default="dag",
                        max_length=10,
                        verbose_name="hoe precies het einde bekend is",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("onbekend", "niet bekend"),
                            ("idee", "idee"),
                            ("gepland", "gepland"),
                            ("bezig", "bezig"),
                            ("stil", "ligt stil"),
                            ("klaar", "klaar"),
                            ("gestopt", "gestopt"),
                        ],
                        default="onbekend",
                        max_length=20,
                        verbose_name="stand",
                    ),
                ),
                (
                    "status_day",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[toetssteen.web.ui.bounds.sensible_day],
                        verbose_name="de stand is van",
                    ),
                ),
                (
                    "status_day_exact",
                    models.CharField(
                        choices=[("dag", "op de dag"), ("maand", "op de maand"), ("jaar", "op het jaar")],
                        default="dag",
                        max_length=10,
                        verbose_name="hoe precies de dag van de stand bekend is",
                    ),
                ),
                ("money", models.TextField(blank=True, max_length=1000, verbose_name="geld, in woorden")),
                ("key", models.CharField(blank=True, max_length=60, verbose_name="eigen nummer")),
                ("contact", models.CharField(blank=True, max_length=200, verbose_name="vragen aan")),
                (
                    "path",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "geen proef"),
                            ("proef", "proef loopt"),
                            ("bewijs", "er is bewijs verzameld"),
                            ("volgende", "gaat naar een volgende wijk"),
                            ("gewoon", "wordt gewoon beleid"),
                            ("zelfstandig", "gaat zelfstandig verder"),
                            ("stopt", "stopt"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="proef",
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "nog niet gezegd"),
                            ("open", "nog niet besloten"),
                            ("gewoon", "wordt gewoon beleid"),
                            ("zelfstandig", "gaat zelfstandig verder"),
                            ("ander", "ander geld gezocht"),
                            ("stopt", "stopt"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="als het geld stopt",
                    ),
                ),
                ("after_money", models.TextField(blank=True, max_length=1000, verbose_name="wat er dan gebeurt")),
                ("after_by", models.CharField(blank=True, max_length=150, verbose_name="wie daarover besluit")),
                (
                    "after_day",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[toetssteen.web.ui.bounds.sensible_day],
                        verbose_name="wanneer dat besloten wordt",
                    ),
                ),
                ("group", models.CharField(blank=True, max_length=200, verbose_name="voor welke mensen")),
                (
                    "group_size",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(2147483647)],
                        verbose_name="om hoeveel mensen gaat het",
                    ),
                ),
                ("source", models.TextField(blank=True, max_length=2000, verbose_name="bron")),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_records",
                        to="accounts.organisation",
                        verbose_name="wie doet het",
                    ),
                ),
                (
                    "partners",
                    models.ManyToManyField(
                        blank=True, related_name="partner_in", to="accounts.organisation", verbose_name="wie doet mee"
                    ),
                ),
                (
                    "alliance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_records",
                        to="programmes.alliance",
                        verbose_name="alliantie",
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="programmes.goal",
                        verbose_name="doel",
                    ),
                ),
                (
                    "places",
                    models.ManyToManyField(
                        blank=True, related_name="activities", to="programmes.placename", verbose_name="waar"
                    ),
                ),
            ],
            options={
                "verbose_name": "activiteit",
                "verbose_name_plural": "activiteiten",
                "ordering": ("name", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HistoricalActivity",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "visibility",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "alleen wie het schrijft (concept)"),
                            (1, "de alliantie"),
                            (2, "ook de raad"),
                            (3, "iedereen"),
                        ],
                        default=0,
                        verbose_name="wie mag het zien",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("created", models.DateTimeField(blank=True, editable=False)),
                ("changed", models.DateTimeField(blank=True, editable=False, verbose_name="laatst gewijzigd")),
                ("why", models.TextField(blank=True, max_length=2000, verbose_name="waarom we denken dat dit helpt")),
                (
                    "assumption",
                    models.TextField(blank=True, max_length=2000, verbose_name="wat daarvoor waar moet zijn"),
                ),
                (
                    "evidence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "nog niet gezegd"),
                            ("vermoeden", "vermoeden, nog niet onderzocht"),
                            ("ervaring", "ervaring van wie het doet"),
                            ("onderzocht", "elders onderzocht, met vergelijking"),
                            ("aangetoond", "hier onderzocht, met vergelijking"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="hoe zeker weten we dat",
                    ),
                ),
                (
                    "failing",
                    models.CharField(blank=True, max_length=300, verbose_name="waaraan we zien dat het niet klopt"),
                ),
                ("name", models.CharField(max_length=200, verbose_name="naam")),
                ("change", models.TextField(blank=True, max_length=2000, verbose_name="wat verandert er voor wie")),
                (
                    "start",
                    models.DateField(
                        blank=True, null=True, validators=[toetssteen.web.ui.bounds.sensible_day], verbose_name="begin"
                    ),
                ),
                (
                    "start_exact",
                    models.CharField(
                        choices=[("dag", "op de dag"), ("maand", "op de maand"), ("jaar", "op het jaar")],
                        default="dag",
                        max_length=10,
                        verbose_name="hoe precies het begin bekend is",
                    ),
                ),
                (
                    "end",
                    models.DateField(
                        blank=True, null=True, validators=[toetssteen.web.ui.bounds.sensible_day], verbose_name="einde"
                    ),
                ),
                (
                    "end_exact",
                    models.CharField(
                        choices=[
                            ("dag", "op de dag"),
                            ("maand", "op de maand"),
                            ("jaar", "op het jaar"),
                            ("open", "doorlopend: geen einde"),
                        ],
                        default="dag",
                        max_length=10,
                        verbose_name="hoe precies het einde bekend is",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("onbekend", "niet bekend"),
                            ("idee", "idee"),
                            ("gepland", "gepland"),
                            ("bezig", "bezig"),
                            ("stil", "ligt stil"),
                            ("klaar", "klaar"),
                            ("gestopt", "gestopt"),
                        ],
                        default="onbekend",
                        max_length=20,
                        verbose_name="stand",
                    ),
                ),
                (
                    "status_day",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[toetssteen.web.ui.bounds.sensible_day],
                        verbose_name="de stand is van",
                    ),
                ),
                (
                    "status_day_exact",
                    models.CharField(
                        choices=[("dag", "op de dag"), ("maand", "op de maand"), ("jaar", "op het jaar")],
                        default="dag",
                        max_length=10,
                        verbose_name="hoe precies de dag van de stand bekend is",
                    ),
                ),
                ("money", models.TextField(blank=True, max_length=1000, verbose_name="geld, in woorden")),
                ("key", models.CharField(blank=True, max_length=60, verbose_name="eigen nummer")),
                ("contact", models.CharField(blank=True, max_length=200, verbose_name="vragen aan")),
                (
                    "path",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "geen proef"),
                            ("proef", "proef loopt"),
                            ("bewijs", "er is bewijs verzameld"),
                            ("volgende", "gaat naar een volgende wijk"),
                            ("gewoon", "wordt gewoon beleid"),
                            ("zelfstandig", "gaat zelfstandig verder"),
                            ("stopt", "stopt"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="proef",
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "nog niet gezegd"),
                            ("open", "nog niet besloten"),
                            ("gewoon", "wordt gewoon beleid"),
                            ("zelfstandig", "gaat zelfstandig verder"),
                            ("ander", "ander geld gezocht"),
                            ("stopt", "stopt"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="als het geld stopt",
                    ),
                ),
                ("after_money", models.TextField(blank=True, max_length=1000, verbose_name="wat er dan gebeurt")),
                ("after_by", models.CharField(blank=True, max_length=150, verbose_name="wie daarover besluit")),
                (
                    "after_day",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[toetssteen.web.ui.bounds.sensible_day],
                        verbose_name="wanneer dat besloten wordt",
                    ),
                ),
                ("group", models.CharField(blank=True, max_length=200, verbose_name="voor welke mensen")),
                (
                    "group_size",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(2147483647)],
                        verbose_name="om hoeveel mensen gaat het",
                    ),
                ),
                ("source", models.TextField(blank=True, max_length=2000, verbose_name="bron")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "alliance",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programmes.alliance",
                        verbose_name="alliantie",
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programmes.goal",
                        verbose_name="doel",
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
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="wie doet het",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical activiteit",
                "verbose_name_plural": "historical activiteiten",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalActivity_partners",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programmes.activity",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="programmes.historicalactivity",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalActivity_partners",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
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
                "verbose_name": "historical alliantie",
                "verbose_name_plural": "historical allianties",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFinding",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "visibility",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "alleen wie het schrijft (concept)"),
                            (1, "de alliantie"),
                            (2, "ook de raad"),
                            (3, "iedereen"),
                        ],
                        default=0,
                        verbose_name="wie mag het zien",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("created", models.DateTimeField(blank=True, editable=False)),
                ("changed", models.DateTimeField(blank=True, editable=False, verbose_name="laatst gewijzigd")),
                ("name", models.CharField(max_length=200, verbose_name="bevinding")),
                ("text", models.TextField(blank=True, max_length=5000, verbose_name="toelichting")),
                ("reply", models.TextField(blank=True, max_length=5000, verbose_name="wat de organisatie ervan zegt")),
                ("offered", models.DateField(blank=True, editable=False, null=True, verbose_name="voorgelegd op")),
                ("read", models.DateField(blank=True, editable=False, null=True, verbose_name="gelezen op")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "about",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="over welke organisatie",
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
                        to="programmes.alliance",
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
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="wie doet het",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical bevinding",
                "verbose_name_plural": "historical bevindingen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalGoal",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "visibility",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "alleen wie het schrijft (concept)"),
                            (1, "de alliantie"),
                            (2, "ook de raad"),
                            (3, "iedereen"),
                        ],
                        default=0,
                        verbose_name="wie mag het zien",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("created", models.DateTimeField(blank=True, editable=False)),
                ("changed", models.DateTimeField(blank=True, editable=False, verbose_name="laatst gewijzigd")),
                ("why", models.TextField(blank=True, max_length=2000, verbose_name="waarom we denken dat dit helpt")),
                (
                    "assumption",
                    models.TextField(blank=True, max_length=2000, verbose_name="wat daarvoor waar moet zijn"),
                ),
                (
                    "evidence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "nog niet gezegd"),
                            ("vermoeden", "vermoeden, nog niet onderzocht"),
                            ("ervaring", "ervaring van wie het doet"),
                            ("onderzocht", "elders onderzocht, met vergelijking"),
                            ("aangetoond", "hier onderzocht, met vergelijking"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="hoe zeker weten we dat",
                    ),
                ),
                (
                    "failing",
                    models.CharField(blank=True, max_length=300, verbose_name="waaraan we zien dat het niet klopt"),
                ),
                ("level", models.CharField(default="doel", max_length=60, verbose_name="soort")),
                ("name", models.CharField(max_length=200, verbose_name="doel")),
                ("about", models.TextField(blank=True, max_length=3000, verbose_name="uitleg")),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=0, validators=[django.core.validators.MaxValueValidator(9999)], verbose_name="volgorde"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=500, verbose_name="bron")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "alliance",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programmes.alliance",
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
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="wie doet het",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programmes.goal",
                        verbose_name="hoort onder",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical doel",
                "verbose_name_plural": "historical doelen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMeeting",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "visibility",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "alleen wie het schrijft (concept)"),
                            (1, "de alliantie"),
                            (2, "ook de raad"),
                            (3, "iedereen"),
                        ],
                        default=0,
                        verbose_name="wie mag het zien",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("created", models.DateTimeField(blank=True, editable=False)),
                ("changed", models.DateTimeField(blank=True, editable=False, verbose_name="laatst gewijzigd")),
                ("name", models.CharField(max_length=200, verbose_name="overleg")),
                (
                    "starts",
                    toetssteen.web.ui.bounds.Moment(
                        validators=[toetssteen.web.ui.bounds.sensible_day], verbose_name="begint"
                    ),
                ),
                (
                    "ends",
                    toetssteen.web.ui.bounds.Moment(
                        blank=True,
                        null=True,
                        validators=[toetssteen.web.ui.bounds.sensible_day],
                        verbose_name="eindigt",
                    ),
                ),
                ("where", models.CharField(blank=True, max_length=200, verbose_name="waar")),
                ("open", models.BooleanField(default=False, verbose_name="bewoners zijn welkom")),
                ("agenda", models.TextField(blank=True, max_length=5000, verbose_name="agenda")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "alliance",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programmes.alliance",
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
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="wie doet het",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical overleg",
                "verbose_name_plural": "historical overleggen",
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
                        blank=True, null=True, validators=[toetssteen.web.ui.bounds.sensible_day], verbose_name="vanaf"
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
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "alliance",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programmes.alliance",
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
            name="HistoricalMilestone",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="stap")),
                ("due", models.DateField(validators=[toetssteen.web.ui.bounds.sensible_day], verbose_name="klaar op")),
                (
                    "done",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[toetssteen.web.ui.bounds.sensible_day],
                        verbose_name="klaar sinds",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programmes.activity",
                        verbose_name="activiteit",
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
                "verbose_name": "historical stap",
                "verbose_name_plural": "historical stappen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOutput",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="wat")),
                ("unit", models.CharField(max_length=60, verbose_name="eenheid")),
                ("people", models.BooleanField(default=False, verbose_name="dit zijn mensen")),
                (
                    "dwellings",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "geen woningen"),
                            ("nieuw", "nieuwe woningen"),
                            ("opgeknapt", "opgeknapte woningen"),
                            ("zuinig", "zuiniger gemaakte woningen"),
                            ("gesloopt", "gesloopte woningen"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="woningen",
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1900),
                            django.core.validators.MaxValueValidator(2200),
                        ],
                        verbose_name="jaar",
                    ),
                ),
                (
                    "planned",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[toetssteen.web.ui.bounds.sensible_amount],
                        verbose_name="gepland",
                    ),
                ),
                (
                    "realised",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[toetssteen.web.ui.bounds.sensible_amount],
                        verbose_name="gerealiseerd",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programmes.activity",
                        verbose_name="activiteit",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="door",
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
                "verbose_name": "historical prestatie",
                "verbose_name_plural": "historical prestaties",
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
                    models.BooleanField(default=False, editable=False, verbose_name="uit de meegeleverde lijst"),
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
                (
                    "keeper",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programmes.alliance",
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
            name="HistoricalStatePromise",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "visibility",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "alleen wie het schrijft (concept)"),
                            (1, "de alliantie"),
                            (2, "ook de raad"),
                            (3, "iedereen"),
                        ],
                        default=0,
                        verbose_name="wie mag het zien",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("created", models.DateTimeField(blank=True, editable=False)),
                ("changed", models.DateTimeField(blank=True, editable=False, verbose_name="laatst gewijzigd")),
                ("department", models.CharField(max_length=150, verbose_name="ministerie")),
                ("post", models.CharField(blank=True, max_length=150, verbose_name="bewindspersoon (functie)")),
                (
                    "post_since",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[toetssteen.web.ui.bounds.sensible_day],
                        verbose_name="functie vanaf",
                    ),
                ),
                (
                    "post_until",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[toetssteen.web.ui.bounds.sensible_day],
                        verbose_name="functie tot en met",
                    ),
                ),
                ("domain", models.CharField(max_length=40, verbose_name="onderwerp")),
                ("name", models.CharField(max_length=300, verbose_name="wat is toegezegd")),
                (
                    "substance",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "niets"),
                            (1, "aangekondigd"),
                            (2, "uitgewerkt"),
                            (3, "afgesproken"),
                            (4, "loopt"),
                        ],
                        default=0,
                        verbose_name="inhoud",
                    ),
                ),
                (
                    "programme",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "niets"),
                            (1, "aangekondigd"),
                            (2, "uitgewerkt"),
                            (3, "afgesproken"),
                            (4, "loopt"),
                        ],
                        default=0,
                        verbose_name="programma",
                    ),
                ),
                (
                    "finance",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "niets"),
                            (1, "aangekondigd"),
                            (2, "uitgewerkt"),
                            (3, "afgesproken"),
                            (4, "loopt"),
                        ],
                        default=0,
                        verbose_name="geld",
                    ),
                ),
                ("document", models.TextField(blank=True, max_length=2000, verbose_name="document")),
                (
                    "day",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[toetssteen.web.ui.bounds.sensible_day],
                        verbose_name="datum van het document",
                    ),
                ),
                (
                    "day_exact",
                    models.CharField(
                        choices=[("dag", "op de dag"), ("maand", "op de maand"), ("jaar", "op het jaar")],
                        default="dag",
                        max_length=10,
                        verbose_name="hoe precies die datum bekend is",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "alliance",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programmes.alliance",
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
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="wie doet het",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical toezegging van het Rijk",
                "verbose_name_plural": "historical toezeggingen van het Rijk",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.CharField(max_length=200, verbose_name="bestand")),
                ("sheets", models.JSONField()),
                ("recipe", models.JSONField(default=dict)),
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
                        to="programmes.alliance",
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
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "visibility",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "alleen wie het schrijft (concept)"),
                            (1, "de alliantie"),
                            (2, "ook de raad"),
                            (3, "iedereen"),
                        ],
                        default=0,
                        verbose_name="wie mag het zien",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("entry", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True, verbose_name="laatst gewijzigd")),
                ("name", models.CharField(max_length=200, verbose_name="overleg")),
                (
                    "starts",
                    toetssteen.web.ui.bounds.Moment(
                        validators=[toetssteen.web.ui.bounds.sensible_day], verbose_name="begint"
                    ),
                ),
                (
                    "ends",
                    toetssteen.web.ui.bounds.Moment(
                        blank=True,
                        null=True,
                        validators=[toetssteen.web.ui.bounds.sensible_day],
                        verbose_name="eindigt",
                    ),
                ),
                ("where", models.CharField(blank=True, max_length=200, verbose_name="waar")),
                ("open", models.BooleanField(default=False, verbose_name="bewoners zijn welkom")),
                ("agenda", models.TextField(blank=True, max_length=5000, verbose_name="agenda")),
                (
                    "alliance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_records",
                        to="programmes.alliance",
                        verbose_name="alliantie",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_records",
                        to="accounts.organisation",
                        verbose_name="wie doet het",
                    ),
                ),
            ],
            options={
                "verbose_name": "overleg",
                "verbose_name_plural": "overleggen",
                "ordering": ("starts", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HistoricalDecision",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "visibility",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "alleen wie het schrijft (concept)"),
                            (1, "de alliantie"),
                            (2, "ook de raad"),
                            (3, "iedereen"),
                        ],
                        default=0,
                        verbose_name="wie mag het zien",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("created", models.DateTimeField(blank=True, editable=False)),
                ("changed", models.DateTimeField(blank=True, editable=False, verbose_name="laatst gewijzigd")),
                ("name", models.CharField(max_length=300, verbose_name="besluit")),
                (
                    "day",
                    models.DateField(validators=[toetssteen.web.ui.bounds.sensible_day], verbose_name="besloten op"),
                ),
                (
                    "day_exact",
                    models.CharField(
                        choices=[("dag", "op de dag"), ("maand", "op de maand"), ("jaar", "op het jaar")],
                        default="dag",
                        max_length=10,
                        verbose_name="hoe precies die dag bekend is",
                    ),
                ),
                ("about", models.TextField(blank=True, max_length=3000, verbose_name="toelichting")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programmes.activity",
                        verbose_name="activiteit",
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
                        to="programmes.alliance",
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
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="wie doet het",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programmes.meeting",
                        verbose_name="overleg",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical besluit",
                "verbose_name_plural": "historical besluiten",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCommitment",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "visibility",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "alleen wie het schrijft (concept)"),
                            (1, "de alliantie"),
                            (2, "ook de raad"),
                            (3, "iedereen"),
                        ],
                        default=0,
                        verbose_name="wie mag het zien",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("created", models.DateTimeField(blank=True, editable=False)),
                ("changed", models.DateTimeField(blank=True, editable=False, verbose_name="laatst gewijzigd")),
                ("name", models.CharField(max_length=300, verbose_name="afspraak")),
                (
                    "due",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[toetssteen.web.ui.bounds.sensible_day],
                        verbose_name="klaar op",
                    ),
                ),
                (
                    "done",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[toetssteen.web.ui.bounds.sensible_day],
                        verbose_name="klaar sinds",
                    ),
                ),
                ("outcome", models.TextField(blank=True, max_length=2000, verbose_name="wat ervan kwam")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "alliance",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programmes.alliance",
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
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="wie doet het",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programmes.meeting",
                        verbose_name="overleg",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical afspraak",
                "verbose_name_plural": "historical afspraken",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "visibility",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "alleen wie het schrijft (concept)"),
                            (1, "de alliantie"),
                            (2, "ook de raad"),
                            (3, "iedereen"),
                        ],
                        default=0,
                        verbose_name="wie mag het zien",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("entry", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True, verbose_name="laatst gewijzigd")),
                ("name", models.CharField(max_length=300, verbose_name="besluit")),
                (
                    "day",
                    models.DateField(validators=[toetssteen.web.ui.bounds.sensible_day], verbose_name="besloten op"),
                ),
                (
                    "day_exact",
                    models.CharField(
                        choices=[("dag", "op de dag"), ("maand", "op de maand"), ("jaar", "op het jaar")],
                        default="dag",
                        max_length=10,
                        verbose_name="hoe precies die dag bekend is",
                    ),
                ),
                ("about", models.TextField(blank=True, max_length=3000, verbose_name="toelichting")),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="programmes.activity",
                        verbose_name="activiteit",
                    ),
                ),
                (
                    "alliance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_records",
                        to="programmes.alliance",
                        verbose_name="alliantie",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_records",
                        to="accounts.organisation",
                        verbose_name="wie doet het",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="programmes.meeting",
                        verbose_name="overleg",
                    ),
                ),
            ],
            options={
                "verbose_name": "besluit",
                "verbose_name_plural": "besluiten",
                "ordering": ("-day", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "visibility",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "alleen wie het schrijft (concept)"),
                            (1, "de alliantie"),
                            (2, "ook de raad"),
                            (3, "iedereen"),
                        ],
                        default=0,
                        verbose_name="wie mag het zien",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("entry", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True, verbose_name="laatst gewijzigd")),
                ("name", models.CharField(max_length=300, verbose_name="afspraak")),
                (
                    "due",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[toetssteen.web.ui.bounds.sensible_day],
                        verbose_name="klaar op",
                    ),
                ),
                (
                    "done",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[toetssteen.web.ui.bounds.sensible_day],
                        verbose_name="klaar sinds",
                    ),
                ),
                ("outcome", models.TextField(blank=True, max_length=2000, verbose_name="wat ervan kwam")),
                (
                    "alliance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_records",
                        to="programmes.alliance",
                        verbose_name="alliantie",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_records",
                        to="accounts.organisation",
                        verbose_name="wie doet het",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="programmes.meeting",
                        verbose_name="overleg",
                    ),
                ),
            ],
            options={
                "verbose_name": "afspraak",
                "verbose_name_plural": "afspraken",
                "ordering": ("due", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "since",
                    models.DateField(
                        blank=True, null=True, validators=[toetssteen.web.ui.bounds.sensible_day], verbose_name="vanaf"
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
                        to="programmes.alliance",
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
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="stap")),
                ("due", models.DateField(validators=[toetssteen.web.ui.bounds.sensible_day], verbose_name="klaar op")),
                (
                    "done",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[toetssteen.web.ui.bounds.sensible_day],
                        verbose_name="klaar sinds",
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="milestones",
                        to="programmes.activity",
                        verbose_name="activiteit",
                    ),
                ),
            ],
            options={
                "verbose_name": "stap",
                "verbose_name_plural": "stappen",
                "ordering": ("due", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Output",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="wat")),
                ("unit", models.CharField(max_length=60, verbose_name="eenheid")),
                ("people", models.BooleanField(default=False, verbose_name="dit zijn mensen")),
                (
                    "dwellings",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "geen woningen"),
                            ("nieuw", "nieuwe woningen"),
                            ("opgeknapt", "opgeknapte woningen"),
                            ("zuinig", "zuiniger gemaakte woningen"),
                            ("gesloopt", "gesloopte woningen"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="woningen",
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1900),
                            django.core.validators.MaxValueValidator(2200),
                        ],
                        verbose_name="jaar",
                    ),
                ),
                (
                    "planned",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[toetssteen.web.ui.bounds.sensible_amount],
                        verbose_name="gepland",
                    ),
                ),
                (
                    "realised",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[toetssteen.web.ui.bounds.sensible_amount],
                        verbose_name="gerealiseerd",
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outputs",
                        to="programmes.activity",
                        verbose_name="activiteit",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outputs",
                        to="accounts.organisation",
                        verbose_name="door",
                    ),
                ),
            ],
            options={
                "verbose_name": "prestatie",
                "verbose_name_plural": "prestaties",
                "ordering": ("name", "by__name", "year", "pk"),
            },
        ),
        migrations.CreateModel(
            name="HistoricalTarget",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "visibility",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "alleen wie het schrijft (concept)"),
                            (1, "de alliantie"),
                            (2, "ook de raad"),
                            (3, "iedereen"),
                        ],
                        default=0,
                        verbose_name="wie mag het zien",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("created", models.DateTimeField(blank=True, editable=False)),
                ("changed", models.DateTimeField(blank=True, editable=False, verbose_name="laatst gewijzigd")),
                ("indicator", models.CharField(max_length=80, verbose_name="cijfer")),
                (
                    "base_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1900),
                            django.core.validators.MaxValueValidator(2200),
                        ],
                        verbose_name="jaar van de nulmeting",
                    ),
                ),
                (
                    "base",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[toetssteen.web.ui.bounds.sensible_amount],
                        verbose_name="nulmeting",
                    ),
                ),
                ("snapshot", models.CharField(blank=True, max_length=60, verbose_name="momentopname van de nulmeting")),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "nog niet gekozen"),
                            ("zichzelf", "de plek zelf, vroeger"),
                            ("gemeente", "de gemeente"),
                            ("land", "Nederland"),
                            ("vergelijkbaar", "vergelijkbare gebieden"),
                            ("bewoners", "wat bewoners willen"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="vergeleken met",
                    ),
                ),
                (
                    "value",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[toetssteen.web.ui.bounds.sensible_amount],
                        verbose_name="streefwaarde",
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1900),
                            django.core.validators.MaxValueValidator(2200),
                        ],
                        verbose_name="in welk jaar",
                    ),
                ),
                ("steps", models.JSONField(blank=True, default=list, verbose_name="tussendoelen")),
                ("chooser", models.CharField(blank=True, max_length=200, verbose_name="gekozen door")),
                ("reason", models.TextField(blank=True, max_length=2000, verbose_name="waarom deze")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "alliance",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programmes.alliance",
                        verbose_name="alliantie",
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programmes.goal",
                        verbose_name="doel",
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
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="wie doet het",
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
                        to="programmes.placename",
                        verbose_name="waar gemeten",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical streefwaarde",
                "verbose_name_plural": "historical streefwaarden",
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
                        to="programmes.alliance",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="programmes.historicalalliance",
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
                        to="programmes.placename",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalAlliance_places",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalActivity_places",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programmes.activity",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="programmes.historicalactivity",
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
                        to="programmes.placename",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalActivity_places",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="alliance",
            name="places",
            field=models.ManyToManyField(related_name="alliances", to="programmes.placename", verbose_name="plekken"),
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "visibility",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "alleen wie het schrijft (concept)"),
                            (1, "de alliantie"),
                            (2, "ook de raad"),
                            (3, "iedereen"),
                        ],
                        default=0,
                        verbose_name="wie mag het zien",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("entry", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True, verbose_name="laatst gewijzigd")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("gebiedsplan", "gebiedsplan (15 tot 20 jaar)"),
                            ("uitvoering", "uitvoeringsprogramma (ongeveer 4 jaar)"),
                        ],
                        max_length=20,
                        verbose_name="soort plan",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="naam")),
                (
                    "since",
                    models.DateField(
                        blank=True, null=True, validators=[toetssteen.web.ui.bounds.sensible_day], verbose_name="vanaf"
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
                ("about", models.TextField(blank=True, max_length=10000, verbose_name="waar het plan over gaat")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("schrijven", "wordt geschreven"),
                            ("voorgelegd", "voorgelegd voor reacties"),
                            ("vastgesteld", "vastgesteld"),
                        ],
                        default="schrijven",
                        max_length=20,
                        verbose_name="hoe ver het is",
                    ),
                ),
                (
                    "react_until",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[toetssteen.web.ui.bounds.sensible_day],
                        verbose_name="reageren kan tot en met",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=500, verbose_name="bron")),
                (
                    "above",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="below",
                        to="programmes.plan",
                        verbose_name="hoort bij gebiedsplan",
                    ),
                ),
                (
                    "alliance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_records",
                        to="programmes.alliance",
                        verbose_name="alliantie",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_records",
                        to="accounts.organisation",
                        verbose_name="wie doet het",
                    ),
                ),
            ],
            options={
                "verbose_name": "plan",
                "verbose_name_plural": "plannen",
                "ordering": ("kind", "since", "name"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HistoricalRemark",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "visibility",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "alleen wie het schrijft (concept)"),
                            (1, "de alliantie"),
                            (2, "ook de raad"),
                            (3, "iedereen"),
                        ],
                        default=0,
                        verbose_name="wie mag het zien",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("created", models.DateTimeField(blank=True, editable=False)),
                ("changed", models.DateTimeField(blank=True, editable=False, verbose_name="laatst gewijzigd")),
                ("name", models.CharField(max_length=200, verbose_name="waarover")),
                ("text", models.TextField(max_length=5000, verbose_name="reactie")),
                ("answer", models.TextField(blank=True, max_length=3000, verbose_name="wat ermee gedaan is")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "alliance",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programmes.alliance",
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
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="wie doet het",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programmes.plan",
                        verbose_name="plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical reactie",
                "verbose_name_plural": "historical reacties",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPlan",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "visibility",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "alleen wie het schrijft (concept)"),
                            (1, "de alliantie"),
                            (2, "ook de raad"),
                            (3, "iedereen"),
                        ],
                        default=0,
                        verbose_name="wie mag het zien",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("created", models.DateTimeField(blank=True, editable=False)),
                ("changed", models.DateTimeField(blank=True, editable=False, verbose_name="laatst gewijzigd")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("gebiedsplan", "gebiedsplan (15 tot 20 jaar)"),
                            ("uitvoering", "uitvoeringsprogramma (ongeveer 4 jaar)"),
                        ],
                        max_length=20,
                        verbose_name="soort plan",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="naam")),
                (
                    "since",
                    models.DateField(
                        blank=True, null=True, validators=[toetssteen.web.ui.bounds.sensible_day], verbose_name="vanaf"
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
                ("about", models.TextField(blank=True, max_length=10000, verbose_name="waar het plan over gaat")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("schrijven", "wordt geschreven"),
                            ("voorgelegd", "voorgelegd voor reacties"),
                            ("vastgesteld", "vastgesteld"),
                        ],
                        default="schrijven",
                        max_length=20,
                        verbose_name="hoe ver het is",
                    ),
                ),
                (
                    "react_until",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[toetssteen.web.ui.bounds.sensible_day],
                        verbose_name="reageren kan tot en met",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=500, verbose_name="bron")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "alliance",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programmes.alliance",
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
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="wie doet het",
                    ),
                ),
                (
                    "above",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programmes.plan",
                        verbose_name="hoort bij gebiedsplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical plan",
                "verbose_name_plural": "historical plannen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="historicalactivity",
            name="plan",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="programmes.plan",
                verbose_name="uitvoeringsprogramma",
            ),
        ),
        migrations.CreateModel(
            name="Adoption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="versie")),
                (
                    "day",
                    models.DateField(validators=[toetssteen.web.ui.bounds.sensible_day], verbose_name="vastgesteld op"),
                ),
                (
                    "visibility",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "alleen wie het schrijft (concept)"),
                            (1, "de alliantie"),
                            (2, "ook de raad"),
                            (3, "iedereen"),
                        ],
                        verbose_name="wie mag het zien",
                    ),
                ),
                ("content", models.JSONField()),
                ("created", models.DateTimeField(auto_now_add=True)),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adoptions",
                        to="programmes.decision",
                        verbose_name="besluit",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adoptions",
                        to="programmes.plan",
                        verbose_name="plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "vastgestelde versie",
                "verbose_name_plural": "vastgestelde versies",
                "ordering": ("-number",),
            },
        ),
        migrations.AddField(
            model_name="activity",
            name="plan",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="activities",
                to="programmes.plan",
                verbose_name="uitvoeringsprogramma",
            ),
        ),
        migrations.CreateModel(
            name="Programme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    models.BooleanField(default=False, editable=False, verbose_name="uit de meegeleverde lijst"),
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
                        to="programmes.alliance",
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
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="programmes.placename",
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
                        to="programmes.programme",
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
                        to="programmes.alliance",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="programmes.historicalalliance",
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
                        to="programmes.programme",
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
                blank=True, related_name="alliances", to="programmes.programme", verbose_name="programma's"
            ),
        ),
        migrations.CreateModel(
            name="ProgrammePlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        to="programmes.placename",
                        verbose_name="plek",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="places",
                        to="programmes.programme",
                        verbose_name="programma",
                    ),
                ),
            ],
            options={
                "verbose_name": "plek van een programma",
                "verbose_name_plural": "plekken van programma's",
                "ordering": ("programme", "place__name", "first_year"),
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "visibility",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "alleen wie het schrijft (concept)"),
                            (1, "de alliantie"),
                            (2, "ook de raad"),
                            (3, "iedereen"),
                        ],
                        default=0,
                        verbose_name="wie mag het zien",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("entry", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True, verbose_name="laatst gewijzigd")),
                ("name", models.CharField(max_length=200, verbose_name="waarover")),
                ("text", models.TextField(max_length=5000, verbose_name="reactie")),
                ("answer", models.TextField(blank=True, max_length=3000, verbose_name="wat ermee gedaan is")),
                (
                    "alliance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_records",
                        to="programmes.alliance",
                        verbose_name="alliantie",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_records",
                        to="accounts.organisation",
                        verbose_name="wie doet het",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remarks",
                        to="programmes.plan",
                        verbose_name="plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "reactie",
                "verbose_name_plural": "reacties",
                "ordering": ("created", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StatePromise",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "visibility",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "alleen wie het schrijft (concept)"),
                            (1, "de alliantie"),
                            (2, "ook de raad"),
                            (3, "iedereen"),
                        ],
                        default=0,
                        verbose_name="wie mag het zien",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("entry", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True, verbose_name="laatst gewijzigd")),
                ("department", models.CharField(max_length=150, verbose_name="ministerie")),
                ("post", models.CharField(blank=True, max_length=150, verbose_name="bewindspersoon (functie)")),
                (
                    "post_since",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[toetssteen.web.ui.bounds.sensible_day],
                        verbose_name="functie vanaf",
                    ),
                ),
                (
                    "post_until",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[toetssteen.web.ui.bounds.sensible_day],
                        verbose_name="functie tot en met",
                    ),
                ),
                ("domain", models.CharField(max_length=40, verbose_name="onderwerp")),
                ("name", models.CharField(max_length=300, verbose_name="wat is toegezegd")),
                (
                    "substance",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "niets"),
                            (1, "aangekondigd"),
                            (2, "uitgewerkt"),
                            (3, "afgesproken"),
                            (4, "loopt"),
                        ],
                        default=0,
                        verbose_name="inhoud",
                    ),
                ),
                (
                    "programme",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "niets"),
                            (1, "aangekondigd"),
                            (2, "uitgewerkt"),
                            (3, "afgesproken"),
                            (4, "loopt"),
                        ],
                        default=0,
                        verbose_name="programma",
                    ),
                ),
                (
                    "finance",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "niets"),
                            (1, "aangekondigd"),
                            (2, "uitgewerkt"),
                            (3, "afgesproken"),
                            (4, "loopt"),
                        ],
                        default=0,
                        verbose_name="geld",
                    ),
                ),
                ("document", models.TextField(blank=True, max_length=2000, verbose_name="document")),
                (
                    "day",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[toetssteen.web.ui.bounds.sensible_day],
                        verbose_name="datum van het document",
                    ),
                ),
                (
                    "day_exact",
                    models.CharField(
                        choices=[("dag", "op de dag"), ("maand", "op de maand"), ("jaar", "op het jaar")],
                        default="dag",
                        max_length=10,
                        verbose_name="hoe precies die datum bekend is",
                    ),
                ),
                (
                    "alliance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_records",
                        to="programmes.alliance",
                        verbose_name="alliantie",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_records",
                        to="accounts.organisation",
                        verbose_name="wie doet het",
                    ),
                ),
            ],
            options={
                "verbose_name": "toezegging van het Rijk",
                "verbose_name_plural": "toezeggingen van het Rijk",
                "ordering": ("department", "domain", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "visibility",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "alleen wie het schrijft (concept)"),
                            (1, "de alliantie"),
                            (2, "ook de raad"),
                            (3, "iedereen"),
                        ],
                        default=0,
                        verbose_name="wie mag het zien",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("entry", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True, verbose_name="laatst gewijzigd")),
                ("indicator", models.CharField(max_length=80, verbose_name="cijfer")),
                (
                    "base_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1900),
                            django.core.validators.MaxValueValidator(2200),
                        ],
                        verbose_name="jaar van de nulmeting",
                    ),
                ),
                (
                    "base",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[toetssteen.web.ui.bounds.sensible_amount],
                        verbose_name="nulmeting",
                    ),
                ),
                ("snapshot", models.CharField(blank=True, max_length=60, verbose_name="momentopname van de nulmeting")),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "nog niet gekozen"),
                            ("zichzelf", "de plek zelf, vroeger"),
                            ("gemeente", "de gemeente"),
                            ("land", "Nederland"),
                            ("vergelijkbaar", "vergelijkbare gebieden"),
                            ("bewoners", "wat bewoners willen"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="vergeleken met",
                    ),
                ),
                (
                    "value",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[toetssteen.web.ui.bounds.sensible_amount],
                        verbose_name="streefwaarde",
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1900),
                            django.core.validators.MaxValueValidator(2200),
                        ],
                        verbose_name="in welk jaar",
                    ),
                ),
                ("steps", models.JSONField(blank=True, default=list, verbose_name="tussendoelen")),
                ("chooser", models.CharField(blank=True, max_length=200, verbose_name="gekozen door")),
                ("reason", models.TextField(blank=True, max_length=2000, verbose_name="waarom deze")),
                (
                    "alliance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_records",
                        to="programmes.alliance",
                        verbose_name="alliantie",
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to="programmes.goal",
                        verbose_name="doel",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_records",
                        to="accounts.organisation",
                        verbose_name="wie doet het",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to="programmes.placename",
                        verbose_name="waar gemeten",
                    ),
                ),
            ],
            options={
                "verbose_name": "streefwaarde",
                "verbose_name_plural": "streefwaarden",
                "ordering": ("goal", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "visibility",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "alleen wie het schrijft (concept)"),
                            (1, "de alliantie"),
                            (2, "ook de raad"),
                            (3, "iedereen"),
                        ],
                        default=0,
                        verbose_name="wie mag het zien",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("entry", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("changed", models.DateTimeField(auto_now=True, verbose_name="laatst gewijzigd")),
                ("name", models.CharField(max_length=200, verbose_name="bevinding")),
                ("text", models.TextField(blank=True, max_length=5000, verbose_name="toelichting")),
                ("reply", models.TextField(blank=True, max_length=5000, verbose_name="wat de organisatie ervan zegt")),
                ("offered", models.DateField(blank=True, editable=False, null=True, verbose_name="voorgelegd op")),
                ("read", models.DateField(blank=True, editable=False, null=True, verbose_name="gelezen op")),
                (
                    "about",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="accounts.organisation",
                        verbose_name="over welke organisatie",
                    ),
                ),
                (
                    "alliance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_records",
                        to="programmes.alliance",
                        verbose_name="alliantie",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_records",
                        to="accounts.organisation",
                        verbose_name="wie doet het",
                    ),
                ),
            ],
            options={
                "verbose_name": "bevinding",
                "verbose_name_plural": "bevindingen",
                "ordering": ("-created", "pk"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("visibility__in", [0, 1, 2, 3])), name="programmes_finding_visibility"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.CheckConstraint(
                condition=models.Q(("visibility__in", [0, 1, 2, 3])), name="programmes_goal_visibility"
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("visibility__in", [0, 1, 2, 3])), name="programmes_meeting_visibility"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("visibility__in", [0, 1, 2, 3])), name="programmes_decision_visibility"
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(("visibility__in", [0, 1, 2, 3])), name="programmes_commitment_visibility"
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.UniqueConstraint(fields=("alliance", "organisation"), name="programmes_member_once"),
        ),
        migrations.AddConstraint(
            model_name="output",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("planned__isnull", True), ("planned__gte", 0), _connector="OR"),
                    models.Q(("realised__isnull", True), ("realised__gte", 0), _connector="OR"),
                ),
                name="programmes_output_not_below_nothing",
                violation_error_message="Een aantal kan niet kleiner dan 0 zijn.",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(("visibility__in", [0, 1, 2, 3])), name="programmes_plan_visibility"
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__isnull", True), ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="programmes_plan_ends_after_it_starts",
                violation_error_message="Het einde ligt voor het begin. Kijk de datums na.",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(("above__isnull", True), ("kind", "uitvoering"), _connector="OR"),
                name="programmes_area_plan_on_top",
                violation_error_message="Een gebiedsplan staat bovenaan. Kies “uitvoeringsprogramma”, of haal het plan erboven weg.",
            ),
        ),
        migrations.AddConstraint(
            model_name="adoption",
            constraint=models.UniqueConstraint(fields=("plan", "number"), name="programmes_adoption_once"),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["alliance", "visibility", "status"], name="programmes__allianc_c84e1f_idx"),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(("visibility__in", [0, 1, 2, 3])), name="programmes_activity_visibility"
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.UniqueConstraint(
                condition=models.Q(("key", ""), _negated=True),
                fields=("alliance", "key"),
                name="programmes_activity_key_once",
                violation_error_message="Er is al een activiteit met dit eigen nummer.",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("start__isnull", True), ("end__isnull", True), ("end__gte", models.F("start")), _connector="OR"
                ),
                name="programmes_activity_ends_after_it_starts",
                violation_error_message="Het einde ligt voor het begin. Kijk de datums na.",
            ),
        ),
        migrations.AddConstraint(
            model_name="programmeplace",
            constraint=models.UniqueConstraint(
                condition=models.Q(("first_year__isnull", False)),
                fields=("programme", "place", "first_year"),
                name="programmes_place_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="programmeplace",
            constraint=models.UniqueConstraint(
                condition=models.Q(("first_year__isnull", True)),
                fields=("programme", "place"),
                name="programmes_place_always_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="remark",
            constraint=models.CheckConstraint(
                condition=models.Q(("visibility__in", [0, 1, 2, 3])), name="programmes_remark_visibility"
            ),
        ),
        migrations.AddConstraint(
            model_name="statepromise",
            constraint=models.CheckConstraint(
                condition=models.Q(("visibility__in", [0, 1, 2, 3])), name="programmes_statepromise_visibility"
            ),
        ),
        migrations.AddConstraint(
            model_name="statepromise",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("substance__in", [0, 1, 2, 3, 4]),
                    ("programme__in", [0, 1, 2, 3, 4]),
                    ("finance__in", [0, 1, 2, 3, 4]),
                ),
                name="programmes_statepromise_firmness",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(("visibility__in", [0, 1, 2, 3])), name="programmes_target_visibility"
            ),
        ),
    ]
    operations = grouped(operations)
