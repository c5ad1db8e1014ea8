"""Numbers, years and days that cannot be: refused where they are typed, and harmless where they already stand."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.test import Client
from people import sign_in
from web.conftest import Table

from toetssteen.kernel.bounds import LARGEST, is_amount, is_year, whole
from toetssteen.web.accounts import models as of_accounts
from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.programmes import models as of_programmes
from toetssteen.web.programmes.goals.target_forms import Steps
from toetssteen.web.programmes.models import (
    Activity,
    Decision,
    Goal,
    Meeting,
    Milestone,
    Output,
    Plan,
    StatePromise,
    Target,
)
from toetssteen.web.records.kinds import kinds
from toetssteen.web.ui.bounds import sensible_amount, sensible_day
from toetssteen.web.ui.forms import AmountField

NINES = "9" * 400


@pytest.fixture(autouse=True)
def _figures(invented_var, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(invented_var))


@pytest.mark.parametrize("text", ["", "-1", "1.0", "²", "٣", " 1", "9" * 11, "9" * 5000, str(2**31), None, 1])
def test_what_is_no_whole_number(text: object) -> None:
    assert whole(text) is None


def test_whole_numbers_and_amounts() -> None:
    assert [whole("0"), whole("007"), whole(str(2**31 - 1)), whole("20", 20), whole("21", 20)] == [
        0,
        7,
        2**31 - 1,
        20,
        None,
    ]
    assert [is_amount(one) for one in (0, -1e15, 1e15, 1.1e15, float("inf"), float("nan"), None, "1")] == [True] * 3 + [
        False
    ] * 5
    assert [is_year(one) for one in (1899, 1900, 2200, 2201, float("nan"), None)] == [
        False,
        True,
        True,
        False,
        False,
        False,
    ]


def every_field() -> list[models.Field]:
    kinds = [one for room in (of_programmes, of_accounts) for one in vars(room).values() if isinstance(one, type)]
    real = {one for one in kinds if issubclass(one, models.Model) and not one._meta.abstract}
    tables = {one for one in real if not one.__name__.startswith("Historical")}
    return [field for one in tables for field in one._meta.concrete_fields if field.editable]


def test_every_day_and_every_number_that_people_type_has_bounds() -> None:
    """A field that is added without them is found here."""
    bare = []
    for field in every_field():
        if isinstance(field, models.DateField) and not field.name.startswith(("last_login", "created", "changed")):
            machine = getattr(field, "auto_now", False) or field.model.__name__ in ("ImportRun", "User", "Attempt")
            bare += [] if machine or sensible_day in field.validators else [str(field)]
        assert not isinstance(field, models.FloatField), f"{field}: an amount is an ExactAmount"
        if isinstance(field, models.DecimalField) and sensible_amount not in field.validators:
            bare.append(str(field))
        if isinstance(field, models.PositiveIntegerField | models.PositiveSmallIntegerField) and not field.choices:
            own = field.model.__name__ in ("Adoption", "ImportRun")
            bare += [] if own or field._validators else [str(field)]
    assert bare == []


@pytest.mark.parametrize("text", [NINES, f"-{NINES}", "1e400", "inf", "NaN", "9" * 17, "1," + "0" * 60])
def test_an_amount_without_an_end_is_no_amount(text: str) -> None:
    with pytest.raises(ValidationError, match="geen getal, of het is te groot"):
        AmountField().clean(text)
    with pytest.raises(ValidationError, match="begrijpen wij niet"):
        Steps().clean(f"2027: {text}")


@pytest.mark.parametrize(
    "text",
    ["1899: 1", "2201: 1", f"{NINES}: 1", "٢٠٢٧: 1", "2027", ":", "\n".join(f"{y}: 1" for y in range(1950, 2050))],
)
def test_a_step_in_a_year_that_cannot_be(text: str) -> None:
    with pytest.raises(ValidationError):
        Steps().clean(text)


DAYS = [
    ("activiteit", "start"),
    ("overleg", "starts"),
    ("besluit", "day"),
    ("afspraak", "due"),
    ("plan", "since"),
    ("toezegging", "day"),
]


@pytest.mark.parametrize(("sort", "name"), DAYS)
@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2201-01-01", "9999-12-31"])
def test_a_year_that_cannot_be_is_said_beside_its_field(table: Table, sort: str, name: str, day: str) -> None:
    address = {"overleg": "vergadering"}.get(sort, sort)
    kind = next(one for one in kinds() if one.address == address)
    text = f"{day}T23:59" if name == "starts" else day
    form = kind.form({name: text}, actor=table.actor("officer"), alliance=table.here)
    assert "1900 tot en met 2200" in " ".join(form.errors[name])


def stored(table: Table) -> dict[str, str]:
    """What an earlier version let in, in the tables themselves; the addresses that show it."""
    fixed = {"alliance": table.here, "owner": table.ours, "visibility": Visibility.PUBLIC}
    ends, begins = date(9999, 12, 31), date(1, 1, 1)
    activity = Activity.objects.create(**fixed, name="Ver weg", start=begins, end=ends, status_day=begins)
    Milestone.objects.create(activity=activity, name="Ooit", due=ends, done=begins)
    for planned, realised in ((LARGEST, 1.0), (1e-12, LARGEST), (999999999999999, 0.0)):
        for people in (True, False):
            Output.objects.create(
                activity=activity, name="Veel", unit="x", year=1, planned=planned, realised=realised, people=people
            )
    last, first = datetime(9999, 12, 31, 23, 59, tzinfo=UTC), datetime(1, 1, 1, tzinfo=UTC)
    meetings = [
        Meeting.objects.create(**fixed, name=f"Op {one:%Y}", starts=one, ends=one, open=True) for one in (first, last)
    ]
    meetings.append(Meeting.objects.create(**fixed, name="Zonder einde", starts=last, open=True))
    goal = Goal.objects.create(**fixed, name="Oneindig")
    for value in (float("inf"), float("-inf"), 1e308):
        steps = [[2025, value], [10**9, 1.0], [1, 2.0]]
        Target.objects.create(
            **fixed,
            goal=goal,
            indicator="inwoners",
            place=table.here.places.get(),
            base_year=1,
            base=-LARGEST,
            year=32767,
            value=LARGEST,
            steps=[[y, v] for y, v in steps if abs(v) < 1e309 and v == v and abs(v) != float("inf")],
        )
    Decision.objects.create(**fixed, name="Lang geleden", day=begins)
    StatePromise.objects.create(**fixed, name="Ooit", department="BZK", domain="wonen", day=begins, post_until=begins)
    plan = Plan.objects.create(
        **fixed, name="Ver", kind="gebiedsplan", since=begins, until=ends, react_until=ends, stage="voorgelegd"
    )
    found = [
        f"/activiteit/{activity.pk}/",
        f"/doel/{goal.pk}/",
        f"/plan/{plan.pk}/",
        "/",
        "/wat-gebeurt-er/",
        "/rijk/",
        "/plek/de-hoogte/",
    ]
    found += [
        f"/alliantie/de-hoogte/{part}"
        for part in (
            "",
            "overleg/",
            "overleg.ics",
            "afspraken/",
            "rijk/",
            "plannen/",
            "activiteiten.csv",
            "activiteiten.xlsx",
        )
    ]
    for one in meetings:
        found += [f"/vergadering/{one.pk}/", f"/vergadering/{one.pk}/agenda.ics"]
    found += [
        f"/v1/{part}"
        for part in (
            "activiteiten",
            f"activiteiten/{activity.pk}",
            "streefwaarden",
            "overleggen",
            "besluiten",
            "toezeggingen",
            "plannen",
        )
    ]
    for kind, one in (
        ("activiteit", activity),
        ("doel", goal),
        ("plan", plan),
        ("vergadering", meetings[0]),
        ("vergadering", meetings[1]),
    ):
        found += [f"/{kind}/{one.pk}/{part}/" for part in ("wijzigen", "geschiedenis")]
    found += [f"/activiteit/{activity.pk}/prestaties/", f"/activiteit/{activity.pk}/stappen/", "/mijn/"]
    return dict.fromkeys(found, "")


def test_what_already_stands_there_breaks_no_page(table: Table) -> None:
    clients = {"visitor": Client(), "officer": sign_in(Client(), table.users["officer"])}
    seen = 0
    for address in stored(table):
        for who, client in clients.items():
            answer = client.get(address)
            assert answer.status_code in {200, 302, 403, 404}, (who, address, answer.status_code)
            seen += answer.status_code == 200
            if address.startswith("/v1/") and answer.status_code == 200:
                assert b"Infinity" not in answer.content, address
    assert seen > 40


@pytest.mark.parametrize("digits", ["9" * 11, "9" * 400, "9" * 5000])
def test_numbers_of_thousands_of_digits_are_no_fault(table: Table, digits: str) -> None:
    one = table.activity()
    state = one.history.first().history_id
    client = sign_in(Client(), table.users["officer"])
    sent = {
        "seen": digits,
        "name": "x",
        "owner": digits,
        "goal": digits,
        "places": digits,
        "partners": [digits, "1"],
        "group_size": digits,
        "visibility": digits,
    }
    assert client.post(f"/activiteit/{one.pk}/wijzigen/", sent).status_code == 200
    assert client.post(f"/activiteit/{one.pk}/terug/{state}/", {"seen": digits}).status_code == 403
    assert client.post(f"/activiteit/{one.pk}/terug/{digits}/", {"seen": "1"}).status_code == 404
    assert client.post(f"/activiteit/{one.pk}/stappen/", {"seen": digits}).status_code == 403
    for path in (
        f"/activiteit/{digits}/",
        f"/vergadering/{digits}/agenda.ics",
        f"/plan/{digits}/versie/1/",
        f"/plan/1/versie/{digits}/",
        f"/alliantie/de-hoogte/overnemen/{digits}/",
        f"/v1/activiteiten/{digits}",
    ):
        assert client.get(path).status_code in {400, 404, 422}, path
    for query in (
        f"/wat-gebeurt-er/?pagina={digits}",
        f"/wijzigingen/?deel={digits}",
        f"/kaart/?jaar={digits}",
        f"/activiteit/{one.pk}/?x={digits}",
    ):
        assert client.get(query).status_code in {200, 404}, query


def test_a_page_asked_for_thousands_of_rows_makes_no_more_than_it_can_hold(table: Table) -> None:
    one = table.activity()
    client = sign_in(Client(), table.users["officer"])
    for asked in ("2000", "9" * 4000, "-1", "x"):
        sent = {"rij-TOTAL_FORMS": asked, "rij-INITIAL_FORMS": "0", "rij-0-name": "x", "seen": "1"}
        answer = client.post(f"/activiteit/{one.pk}/prestaties/", sent)
        # Fewer than none is none: nothing to keep.
        assert answer.status_code == (302 if asked == "-1" else 200)
        assert asked == "-1" or len(answer.context["rows"].forms) <= 300
    assert not one.outputs.exists()
