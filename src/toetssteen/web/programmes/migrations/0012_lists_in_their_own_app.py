"""Lists that were taken over are kept by `imports`; the table is the one of before."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("imports", "0001_initial"), ("programmes", "0011_lists_of_any_kind")]

    operations = [migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel("ImportRun")])]
