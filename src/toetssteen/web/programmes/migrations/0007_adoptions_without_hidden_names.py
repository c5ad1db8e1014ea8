"""Adopted versions no longer name a plan above that their readers could not see on that day.

Names of goals were left out from the beginning; only the area plan above an implementation programme was named always.
"""

from django.db import migrations


def clean(apps, schema_editor):
    """What was shown as widely as the version on the day it was adopted stays; what was not, or of which that is no
    longer known, is taken out of the text."""
    kinds = (apps.get_model("programmes", name) for name in ("Adoption", "Plan", "HistoricalPlan"))
    adoptions, plans, history = (kind.objects.using(schema_editor.connection.alias) for kind in kinds)

    def then(number, moment):
        states = history.filter(id=number, history_date__lte=moment).order_by("-history_date", "-history_id")
        return states.first() or plans.filter(pk=number).first()

    for adoption in adoptions.all():
        told = adoption.content.get("plan", {})
        if not told.get("above"):
            continue
        plan = then(adoption.plan_id, adoption.created)
        above = then(plan.above_id, adoption.created)
        if above is not None and above.alliance_id == plan.alliance_id and above.visibility >= adoption.visibility:
            continue
        del told["above"]
        adoption.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [("programmes", "0006_sensible_days_years_and_numbers")]

    # Back is nothing to do: what is gone was not to be read.
    operations = [migrations.RunPython(clean, migrations.RunPython.noop, elidable=False)]
