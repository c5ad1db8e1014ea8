"""Amounts are kept as they were typed: no digit comes or goes on the way through form, database, page, list and API."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from people import sign_in
from web.conftest import Table

from toetssteen.kernel.bounds import AMOUNT_DECIMALS, AMOUNT_DIGITS, LARGEST
from toetssteen.kernel.dutch import as_typed
from toetssteen.web.accounts.roles import VISITOR
from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.imports.sheet import number
from toetssteen.web.programmes.api import rows as api_rows
from toetssteen.web.programmes.goals.target_forms import Steps
from toetssteen.web.programmes.models import Goal, Output, Target
from toetssteen.web.records.differences import texts
from toetssteen.web.records.readers import reader
from toetssteen.web.ui.forms import AmountField

AMOUNTS = st.builds(
    lambda digits, decimals: Decimal(digits).scaleb(-decimals),
    st.integers(-(10**AMOUNT_DIGITS) + 1, 10**AMOUNT_DIGITS - 1),
    st.integers(0, AMOUNT_DECIMALS),
)
IN_ONE_TRANSACTION = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def target(table: Table, **values: object) -> Target:
    goal = Goal.objects.create(alliance=table.here, owner=table.ours, name="Werk")
    place = table.here.places.get()
    return Target.objects.create(
        alliance=table.here, owner=table.ours, goal=goal, indicator="inwoners", place=place, **values
    )


@IN_ONE_TRANSACTION
@given(amount=AMOUNTS)
def test_what_was_typed_comes_back(table: Table, amount: Decimal) -> None:
    """Through the form, the database and the form again: the same amount, and from then on the same text."""
    field, steps = AmountField(), Steps()
    typed = as_typed(amount)
    kept = target(table, value=field.clean(typed), steps=steps.clean(f"2027: {typed}"))
    kept.refresh_from_db()
    assert (kept.value, kept.steps) == (amount, [[2027, amount]])
    assert isinstance(kept.steps[0][1], Decimal)
    text = field.prepare_value(kept.value)
    assert field.clean(text) == amount
    assert steps.prepare_value(kept.steps) == f"2027: {text}"
    assert not field.has_changed(kept.value, text)
    assert texts(kept, Target, reader(VISITOR))["value"] == text == number(kept.value)
    kept.save()
    kept.refresh_from_db()
    assert field.prepare_value(kept.value) == text


@IN_ONE_TRANSACTION
@given(parts=st.lists(st.decimals(0, 10**6, places=2), max_size=8))
def test_a_sum_has_no_rest(table: Table, parts: list[Decimal]) -> None:
    """Of ten tenths a float makes 0.9999999999999999; the database and Python make one."""
    activity = table.activity()
    for year, part in enumerate(parts, start=2020):
        Output.objects.create(activity=activity, name="Bomen", unit="bomen", year=year, planned=part)
    kept = list(activity.outputs.values_list("planned", flat=True))
    assert sum(kept) == sum(parts)


@pytest.mark.parametrize("typed", ["1,1234567890123", "12345678,90123456", "999999999999999,9"])
def test_more_digits_than_a_database_keeps_are_refused(typed: str) -> None:
    """Rather than rounded where nobody sees it."""
    with pytest.raises(ValidationError, match="te veel cijfers"):
        AmountField().clean(typed)
    with pytest.raises(ValidationError, match="Regel 1: dit getal heeft te veel cijfers"):
        Steps().clean(f"2027: {typed}")


@pytest.mark.parametrize("typed", [str(int(LARGEST)), "0,000000000001", "1.250,5", "0,10", "-0,5"])
def test_the_largest_and_the_smallest_amount(table: Table, typed: str) -> None:
    kept = target(table, value=AmountField().clean(typed))
    kept.refresh_from_db()
    assert kept.value == Decimal(typed.replace(".", "").replace(",", "."))


def test_machines_get_plain_numbers(table: Table, client, invented_var, monkeypatch: pytest.MonkeyPatch) -> None:
    """As they were before amounts were decimal numbers: a JSON number without the zeros of the database."""
    monkeypatch.setenv("TOETSSTEEN_VAR", str(invented_var))
    activity = table.activity(Visibility.PUBLIC)
    Output.objects.create(activity=activity, name="Bomen", unit="bomen", year=2026, planned=12, realised=Decimal("0.1"))
    answer = client.get(f"/v1/activiteiten/{activity.pk}").content.decode()
    assert '"gepland":12.0,"gerealiseerd":0.1,"teKlein":false' in answer
    (row,) = api_rows.activity(VISITOR, activity.pk)["prestaties"]
    assert (row["gepland"], row["gerealiseerd"]) == (12, 0.1)


def test_the_form_of_outputs_shows_what_was_typed(table: Table, client) -> None:
    activity = table.activity()
    Output.objects.create(activity=activity, name="Bomen", unit="bomen", year=2026, planned=Decimal("120.50"))
    page = sign_in(client, table.users["officer"]).get(f"/activiteit/{activity.pk}/prestaties/").content.decode()
    assert 'name="rij-0-planned" value="120,5"' in page


def test_the_database_itself_keeps_a_decimal_number(table: Table) -> None:
    """SQLite has no type for it, and keeps fifteen digits; PostgreSQL has."""
    kept = target(table, value=Decimal("123456789.012345"))
    with connection.cursor() as cursor:
        cursor.execute("select value from programmes_target where id = %s", [kept.pk])
        (value,) = cursor.fetchone()
    assert Decimal(str(value)) == Decimal("123456789.012345")
