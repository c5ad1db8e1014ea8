"""Amounts that were floats become decimal numbers, on the database that the tests run on."""

from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE, AFTER = "0012_lists_in_their_own_app", "0014_amounts_as_decimals"
KEPT = {
    0.1: "0.1",
    0.1 + 0.2: "0.3",
    100 / 3: "33.3333333333",
    1234567.891: "1234567.891",
    1234567890123.0: "1234567890123",
    1e15: "1000000000000000",
    0.000001: "0.000001",
    0.0: "0",
}

Migrate = Callable[[str], Apps]


@pytest.fixture
def migrate(transactional_db: None) -> Iterator[Migrate]:
    """Brings the tables of programmes to a migration and gives the models as they were there."""

    def to(name: str) -> Apps:
        executor = MigrationExecutor(connection)
        return executor.migrate([("programmes", name)]).apps

    yield to
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def rows(apps: Apps, **values: object) -> tuple[object, object]:
    """An output and a target with these values."""
    alliance = apps.get_model("alliances", "Alliance").objects.create(key="hier", name="Hier")
    place = apps.get_model("alliances", "PlaceName").objects.create(code="hier", name="Hier")
    activity = apps.get_model("programmes", "Activity").objects.create(alliance=alliance, name="Bomen")
    goal = apps.get_model("programmes", "Goal").objects.create(alliance=alliance, name="Groen")
    output = apps.get_model("programmes", "Output")
    for number in KEPT:
        output.objects.create(activity=activity, name="Bomen", unit="bomen", year=2026, planned=number)
    target = apps.get_model("programmes", "Target")
    return output, target.objects.create(alliance=alliance, goal=goal, indicator="inwoners", place=place, **values)


def test_every_amount_is_kept(migrate: Migrate) -> None:
    steps = [[2027 + index, number] for index, number in enumerate(KEPT)]
    rows(migrate(BEFORE), base=-1.1, value=-0.1 * 3, steps=steps)
    apps = migrate(AFTER)
    outputs = apps.get_model("programmes", "Output").objects.order_by("pk")
    assert [one.planned for one in outputs] == [Decimal(amount) for amount in KEPT.values()]
    assert all(one.realised is None for one in outputs)
    target = apps.get_model("programmes", "Target").objects.get()
    assert (target.base, target.value) == (Decimal("-1.1"), Decimal("-0.3"))
    assert [amount for _year, amount in target.steps] == [Decimal(amount) for amount in KEPT.values()]


def test_what_is_no_amount_stops_the_upgrade_and_nothing_is_written(migrate: Migrate) -> None:
    apps = migrate(BEFORE)
    output, first = rows(apps)
    target = apps.get_model("programmes", "Target")
    shared = {field: getattr(first, field) for field in ("alliance", "goal", "place", "indicator")}
    unfit = [
        target.objects.create(**shared, **values)
        for values in ({"value": 1e300}, {"base": float("inf")}, {"value": -1.5e15}, {"steps": [[2027, 1e16]]})
    ]
    with pytest.raises(Exception, match="cannot be kept as amounts") as refused:
        migrate(AFTER)
    lines = str(refused.value).splitlines()
    for row in unfit:
        assert any(line.startswith(f"programmes_target, id {row.pk}: ") for line in lines)
    assert "upgrade again" in lines[-1]
    assert list(output.objects.order_by("pk").values_list("planned", flat=True)) == list(KEPT)
    migrate(BEFORE)
    target.objects.all().delete()
