"""Operations of which the models are rendered once leave the same tables as one by one."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import migrations, models
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.utils import ConnectionHandler

from toetssteen.web.accounts.migrations._at_once import AtOnce, grouped

Operations = list[Operation]


def operations() -> Operations:
    """Models that point at one another, and more than one constraint on a model: some in the table, one an index."""
    number = ("id", models.BigAutoField(primary_key=True))
    street = ("street", models.ForeignKey("street", models.CASCADE))
    known = models.Q(("width__isnull", False))
    return [
        migrations.CreateModel("Street", [number, ("name", models.CharField(max_length=9)), ("width", models.FloatField(null=True))]),
        migrations.CreateModel("House", [number, street, ("height", models.IntegerField())]),
        migrations.AddField("Street", "corner", models.ForeignKey("house", models.SET_NULL, null=True)),
        migrations.CreateModel("Tree", [number, street]),
        migrations.AddConstraint("Street", models.CheckConstraint(condition=~models.Q(("name", "")), name="named")),
        migrations.AddConstraint("House", models.CheckConstraint(condition=models.Q(("height__gt", 0)), name="high")),
        migrations.AddConstraint("Street", models.UniqueConstraint(fields=["name"], condition=known, name="once")),
        migrations.RenameField("House", "height", "storeys"),
    ]  # fmt: skip


def tables(chosen: Operations, unblocked: Callable[[], Any]) -> list[tuple[str, str]]:
    """What these operations make in an empty database."""
    connection = ConnectionHandler({"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}})["default"]
    migration = migrations.Migration("first", "town")
    migration.operations = chosen
    with unblocked():
        state = ProjectState()
        assert state.apps is not None, "as `migrate` does, before the first operation"
        with connection.schema_editor() as editor:
            migration.apply(state, editor)
        with connection.cursor() as cursor:
            rows: list[tuple[str, str]] = cursor.execute("select name, sql from sqlite_master").fetchall()
        connection.close()
    return sorted(row for row in rows if row[1])


def test_the_tables_are_the_same(django_db_blocker: Any) -> None:
    one_by_one = tables(operations(), django_db_blocker.unblock)
    assert {"town_street", "town_house", "town_tree", "once"} <= {name for name, _sql in one_by_one}
    assert tables(grouped(operations()), django_db_blocker.unblock) == one_by_one


def test_new_models_go_together_and_constraints_of_different_models() -> None:
    sizes = [len(one.database_operations) if isinstance(one, AtOnce) else 1 for one in grouped(operations())]
    assert sizes == [2, 1, 1, 2, 1, 1]


def test_nothing_is_rendered_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    state, rendered = ProjectState(), list[str]()
    assert state.apps is not None
    monkeypatch.setattr(ProjectState, "_reload", lambda self, related: rendered.extend(sorted(map(str, related))))
    AtOnce([], operations()).state_forwards("town", state)
    assert rendered == []
    assert state.models["town", "house"].fields.keys() == {"id", "street", "storeys"}
