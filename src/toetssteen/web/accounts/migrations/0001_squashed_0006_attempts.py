"""People, organisations, roles and attempts, as they are after 0006."""

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import toetssteen.web.ui.bounds
from toetssteen.web.accounts.migrations._at_once import grouped


class Migration(migrations.Migration):
    replaces = [
        ("accounts", "0001_users"),
        ("accounts", "0002_organisations_and_roles"),
        ("accounts", "0003_history_of_people"),
        ("accounts", "0004_weekly_letter"),
        ("accounts", "0005_sensible_days_years_and_numbers"),
        ("accounts", "0006_attempts"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=80, unique=True, verbose_name="sleutel")),
                ("name", models.CharField(max_length=150, unique=True, verbose_name="naam")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("gemeente", "gemeente"),
                            ("rijk", "ministerie of rijksdienst"),
                            ("corporatie", "woningcorporatie"),
                            ("school", "school of schoolbestuur"),
                            ("politie", "politie of justitie"),
                            ("zorg", "zorg"),
                            ("welzijn", "welzijnswerk"),
                            ("werkgever", "ondernemers en werkgevers"),
                            ("bewoners", "bewonersorganisatie"),
                            ("overig", "anders"),
                        ],
                        default="overig",
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                ("website", models.URLField(blank=True, verbose_name="website")),
                ("about", models.TextField(blank=True, max_length=2000, verbose_name="wat deze organisatie doet")),
                ("invented", models.BooleanField(default=False, verbose_name="verzonnen")),
                (
                    "ended",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[toetssteen.web.ui.bounds.sensible_day],
                        verbose_name="bestaat niet meer sinds",
                    ),
                ),
            ],
            options={
                "verbose_name": "organisatie",
                "verbose_name_plural": "organisaties",
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mailadres")),
                ("name", models.CharField(max_length=150, verbose_name="naam")),
                ("is_active", models.BooleanField(default=True, verbose_name="mag inloggen")),
                (
                    "joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="gebruiker sinds"
                    ),
                ),
                ("digest", models.BooleanField(default=False, verbose_name="elke week een e-mail")),
                ("digested", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "gebruiker",
                "verbose_name_plural": "gebruikers",
                "ordering": ("name", "email"),
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=12)),
                ("account", models.CharField(max_length=32)),
                ("place", models.CharField(max_length=32)),
                ("browser", models.CharField(blank=True, max_length=16)),
                ("at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["what", "account", "at"], name="accounts_attempt_account"),
                    models.Index(fields=["what", "place", "at"], name="accounts_attempt_place"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalOrganisation",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.SlugField(max_length=80, verbose_name="sleutel")),
                ("name", models.CharField(db_index=True, max_length=150, verbose_name="naam")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("gemeente", "gemeente"),
                            ("rijk", "ministerie of rijksdienst"),
                            ("corporatie", "woningcorporatie"),
                            ("school", "school of schoolbestuur"),
                            ("politie", "politie of justitie"),
                            ("zorg", "zorg"),
                            ("welzijn", "welzijnswerk"),
                            ("werkgever", "ondernemers en werkgevers"),
                            ("bewoners", "bewonersorganisatie"),
                            ("overig", "anders"),
                        ],
                        default="overig",
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                ("website", models.URLField(blank=True, verbose_name="website")),
                ("about", models.TextField(blank=True, max_length=2000, verbose_name="wat deze organisatie doet")),
                ("invented", models.BooleanField(default=False, verbose_name="verzonnen")),
                (
                    "ended",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[toetssteen.web.ui.bounds.sensible_day],
                        verbose_name="bestaat niet meer sinds",
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
            ],
            options={
                "verbose_name": "historical organisatie",
                "verbose_name_plural": "historical organisaties",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalUser",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("email", models.EmailField(db_index=True, max_length=254, verbose_name="e-mailadres")),
                ("name", models.CharField(max_length=150, verbose_name="naam")),
                ("is_active", models.BooleanField(default=True, verbose_name="mag inloggen")),
                (
                    "joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="gebruiker sinds"
                    ),
                ),
                ("digest", models.BooleanField(default=False, verbose_name="elke week een e-mail")),
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
                "verbose_name": "historical gebruiker",
                "verbose_name_plural": "historical gebruikers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalGrant",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("partner", "partner"),
                            ("programmabureau", "medewerker van het programmabureau"),
                            ("onderzoeker", "onderzoeker"),
                            ("wethouder", "wethouder"),
                            ("raad", "raadslid"),
                            ("rekenkamer", "rekenkamer"),
                            ("beheerder", "beheerder"),
                        ],
                        max_length=20,
                        verbose_name="rol",
                    ),
                ),
                ("area", models.SlugField(blank=True, help_text="Leeg: overal.", max_length=80, verbose_name="gebied")),
                (
                    "since",
                    models.DateField(
                        default=django.utils.timezone.localdate,
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
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gebruiker",
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
                "verbose_name": "historical rol van een gebruiker",
                "verbose_name_plural": "historical rollen van gebruikers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("partner", "partner"),
                            ("programmabureau", "medewerker van het programmabureau"),
                            ("onderzoeker", "onderzoeker"),
                            ("wethouder", "wethouder"),
                            ("raad", "raadslid"),
                            ("rekenkamer", "rekenkamer"),
                            ("beheerder", "beheerder"),
                        ],
                        max_length=20,
                        verbose_name="rol",
                    ),
                ),
                ("area", models.SlugField(blank=True, help_text="Leeg: overal.", max_length=80, verbose_name="gebied")),
                (
                    "since",
                    models.DateField(
                        default=django.utils.timezone.localdate,
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grants",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gebruiker",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="accounts.organisation",
                        verbose_name="organisatie",
                    ),
                ),
            ],
            options={
                "verbose_name": "rol van een gebruiker",
                "verbose_name_plural": "rollen van gebruikers",
                "ordering": ("user", "role", "area"),
            },
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                name="accounts_user_email_in_lower_case",
                violation_error_message="Schrijf het e-mailadres in kleine letters.",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("organisation__isnull", False)),
                fields=("user", "role", "organisation", "area"),
                name="accounts_grant_once",
                violation_error_message="Deze rol heeft deze gebruiker al.",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("organisation__isnull", True)),
                fields=("user", "role", "area"),
                name="accounts_grant_without_organisation_once",
                violation_error_message="Deze rol heeft deze gebruiker al.",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                name="accounts_grant_ends_after_it_starts",
                violation_error_message="De laatste dag ligt voor de eerste dag.",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("role", "partner"), _negated=True), ("organisation__isnull", False), _connector="OR"
                ),
                name="accounts_partner_has_organisation",
                violation_error_message="Een partner hoort bij een organisatie. Kies er een.",
            ),
        ),
    ]
    operations = grouped(operations)
