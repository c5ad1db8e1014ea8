"""Lists are kept as they stood in their file, with how they are read; an activity's status may be unknown, its days known by their year."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

ACTIVITIES = ("activity", "historicalactivity")
STATUS = [
    ("onbekend", "niet bekend"),
    ("idee", "idee"),
    ("gepland", "gepland"),
    ("bezig", "bezig"),
    ("stil", "ligt stil"),
    ("klaar", "klaar"),
    ("gestopt", "gestopt"),
]
EXACT = [("dag", "op de dag"), ("maand", "op de maand"), ("jaar", "op het jaar")]
OPEN = [("open", "doorlopend: geen einde")]
EXACTLY = {
    "start_exact": "hoe precies het begin bekend is",
    "end_exact": "hoe precies het einde bekend is",
    "status_day_exact": "hoe precies de dag van de stand bekend is",
}


def as_worksheet(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    """The rows of before had their number in the file in front."""
    for run in apps.get_model("programmes", "ImportRun").objects.all():
        last = max((int(row[0]) for row in run.rows if row and str(row[0]).isdecimal()), default=1)
        grid = [run.header, *([""] * len(run.header) for _n in range(1, last))]
        for row in run.rows:
            if row and str(row[0]).isdecimal():
                grid[int(row[0]) - 1] = row[1:]
        run.sheets = [{"name": "", "rows": grid}]
        run.recipe = {"columns": {field: [column] for field, column in run.mapping.items()}}
        run.save()


class Migration(migrations.Migration):
    dependencies = [("programmes", "0004_programmes_by_year")]
    operations = [
        migrations.AddField("importrun", "sheets", models.JSONField(default=list), preserve_default=False),
        migrations.AddField("importrun", "recipe", models.JSONField(default=dict)),
        migrations.AddField("importrun", "made", models.JSONField(default=list)),
        migrations.RunPython(as_worksheet, migrations.RunPython.noop, elidable=True),
        migrations.RemoveField("importrun", "header"),
        migrations.RemoveField("importrun", "rows"),
        migrations.RemoveField("importrun", "mapping"),
        *(
            migrations.AlterField(
                model, "status", models.CharField("stand", max_length=20, choices=STATUS, default="onbekend")
            )
            for model in ACTIVITIES
        ),
        *(
            migrations.AddField(
                model,
                name,
                models.CharField(
                    said, max_length=10, choices=EXACT + OPEN if name == "end_exact" else EXACT, default="dag"
                ),
            )
            for model in ACTIVITIES
            for name, said in EXACTLY.items()
        ),
        *(
            migrations.AddField(
                model,
                "day_exact",
                models.CharField(f"hoe precies die {what} bekend is", max_length=10, choices=EXACT, default="dag"),
            )
            for one, what in (("decision", "dag"), ("statepromise", "datum"))
            for model in (one, f"historical{one}")
        ),
        *(
            migrations.AlterField(model, field, models.TextField(said, max_length=2000, blank=True))
            for one, field, said in (
                ("activity", "source", "bron"),
                ("alliance", "source", "bron"),
                ("statepromise", "document", "document"),
            )
            for model in (one, f"historical{one}")
        ),
        *(
            migrations.AddField(model, "status_day", models.DateField("de stand is van", null=True, blank=True))
            for model in ACTIVITIES
        ),
    ]
