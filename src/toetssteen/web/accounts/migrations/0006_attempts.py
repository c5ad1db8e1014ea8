import django.utils.timezone
from django.db import migrations, models

# Of the package that counted wrong passwords until now: addresses of who tried, which nobody needs any more.
OLD_TABLES = (
    "axes_accessattemptexpiration",
    "axes_accessattempt",
    "axes_accessfailurelog",
    "axes_accesslog",
)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_sensible_days_years_and_numbers"),
    ]

    operations = [
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
        migrations.RunSQL([f"DROP TABLE IF EXISTS {table}" for table in OLD_TABLES], migrations.RunSQL.noop),
    ]
