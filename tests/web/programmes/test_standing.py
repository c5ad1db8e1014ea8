"""What was written down holds for the day it was written: what of it is known today, in words, lists, files and letters."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from people import sign_in
from web.conftest import Table

from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.imports import sheet
from toetssteen.web.imports.fields import list_kind_named
from toetssteen.web.programmes import digest, selectors
from toetssteen.web.programmes.activities import standing
from toetssteen.web.programmes.activities.lists import SPEC
from toetssteen.web.programmes.models import (
    Activity,
    ActivityStatus,
    Commitment,
    Firmness,
    Goal,
    Meeting,
    Plan,
    StatePromise,
)
from toetssteen.web.records.precision import Precision

TODAY = date(2026, 11, 24)
YEAR_AGO = date(2025, 11, 24)
PUBLIC = Visibility.PUBLIC


@pytest.fixture(autouse=True)
def _no_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(tmp_path))


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def written(table: Table, day: date, **values: object) -> Activity:
    """An activity as it was last changed here on that day."""
    made = table.activity(**({"visibility": PUBLIC} | values))
    Activity.objects.filter(pk=made.pk).update(changed=at(day))
    made.refresh_from_db()
    return made


@pytest.mark.parametrize(
    ("values", "words"),
    [
        # The example of the reader who was told “bezig” in 2026.
        (
            {"status": ActivityStatus.RUNNING, "status_day": date(2022, 1, 1), "status_day_precision": Precision.YEAR,
             "end": date(2025, 12, 31), "end_precision": Precision.YEAR},
            "was in 2022 bezig, zou in 2025 klaar zijn, nu onbekend",
        ),
        (
            {"status": ActivityStatus.RUNNING, "status_day": date(2021, 10, 1), "status_day_precision": Precision.MONTH},
            "was in oktober 2021 bezig, nu onbekend",
        ),
        ({"status": ActivityStatus.PAUSED, "status_day": date(2024, 5, 3)}, "lag op 3 mei 2024 stil, nu onbekend"),
        ({"status": ActivityStatus.PLANNED, "status_day": date(2024, 5, 3)}, "was op 3 mei 2024 gepland, nu onbekend"),
        ({"status": ActivityStatus.IDEA, "status_day": date(2024, 5, 3)}, "was op 3 mei 2024 een idee, nu onbekend"),
        # Told lately, but it should have ended.
        (
            {"status": ActivityStatus.RUNNING, "status_day": date(2026, 6, 1), "end": date(2026, 9, 30)},
            "was op 1 juni 2026 bezig, zou op 30 september 2026 klaar zijn, nu onbekend",
        ),
        ({"status": ActivityStatus.RUNNING, "status_day": date(2026, 6, 1)}, "bezig (stand van 1 juni 2026)"),
        ({"status": ActivityStatus.RUNNING, "end": TODAY}, "bezig"),
        ({"status": ActivityStatus.RUNNING, "end_precision": Precision.OPEN}, "bezig"),
        ({"status": ActivityStatus.DONE, "status_day": date(2015, 6, 1)}, "klaar (stand van 1 juni 2015)"),
        ({"status": ActivityStatus.STOPPED, "end": date(2015, 6, 1)}, "gestopt"),
        ({"status": ActivityStatus.UNKNOWN}, "niet bekend"),
    ],
)  # fmt: skip
def test_in_words(table: Table, values: dict[str, object], words: str) -> None:
    assert standing.words(written(table, TODAY, **values), TODAY) == words


def test_without_a_day_of_the_status_the_last_change_tells(table: Table) -> None:
    old = date(2024, 3, 3)
    said = {status: standing.words(written(table, old, status=status), TODAY) for status in ActivityStatus}
    assert said[ActivityStatus.RUNNING] == "was bij de laatste wijziging, op 3 maart 2024, bezig, nu onbekend"
    assert said[ActivityStatus.UNKNOWN] == "niet bekend; voor het laatst bijgewerkt op 3 maart 2024"
    assert said[ActivityStatus.DONE] == "klaar"


@pytest.mark.parametrize(
    ("day", "exact", "known"),
    [
        (YEAR_AGO, Precision.DAY, True),
        (YEAR_AGO - timedelta(1), Precision.DAY, False),
        (date(2025, 11, 1), Precision.MONTH, True),
        (date(2025, 10, 1), Precision.MONTH, False),
        (date(2025, 1, 1), Precision.YEAR, True),
        (date(2024, 1, 1), Precision.YEAR, False),
        (date(2024, 12, 31), Precision.YEAR, False),
    ],
)
def test_a_day_known_by_its_year_gets_the_whole_year(table: Table, day: date, exact: Precision, known: bool) -> None:
    one = written(table, TODAY, status=ActivityStatus.RUNNING, status_day=day, status_day_precision=exact)
    assert standing.unsure(one, TODAY) is not known
    assert Activity.objects.filter(standing.going_on(TODAY)).exists() is known


@pytest.mark.parametrize("today", [TODAY, date(2028, 2, 29), date(2027, 1, 1), date(2026, 12, 31)])
def test_one_and_the_whole_table_say_the_same(table: Table, today: date) -> None:
    limit = standing.year_before(today)
    days = [None, limit, limit - timedelta(1), limit + timedelta(1), today - timedelta(40), today - timedelta(2000)]
    ends = [None, today, today - timedelta(1), today - timedelta(500)]
    made = []
    for status, day, exact, end, old in product(
        ActivityStatus, days, [Precision.DAY, Precision.MONTH, Precision.YEAR], ends, [0, 364, 400]
    ):
        values = {"status": status, "status_day": day, "status_day_precision": exact, "end": end, "visibility": PUBLIC}
        one = Activity(alliance=table.here, name="x", **values)
        one.changed = at(today) - timedelta(old)
        made.append(one)
    Activity.objects.bulk_create(made)
    for one in made:
        # `auto_now` wrote another moment.
        one.changed = at(today) - timedelta([0, 364, 400][made.index(one) % 3])
    Activity.objects.bulk_update(made, ["changed"], batch_size=200)
    claims, going, lost = (
        set(Activity.objects.filter(wanted(today)).values_list("pk", flat=True))
        for wanted in (standing.claims, standing.going_on, standing.unclear)
    )
    assert going | lost == claims
    assert not going & lost
    assert going
    assert lost == {one.pk for one in Activity.objects.all() if standing.unsure(one, today)}


def test_a_year_before_a_leap_day() -> None:
    assert standing.year_before(date(2028, 2, 29)) == date(2027, 2, 28)
    assert standing.year_before(date(2029, 2, 28)) == date(2028, 2, 28)


@pytest.fixture
def three(table: Table) -> Table:
    """Something that goes on, something of years ago, something that is done."""
    today = timezone.localdate()
    written(table, today, name="Loopt nu", status=ActivityStatus.RUNNING)
    written(table, today, name="Van vroeger", status=ActivityStatus.RUNNING, status_day=date(2021, 10, 1),
            status_day_precision=Precision.MONTH, end=date(2025, 12, 31), end_precision=Precision.YEAR, key="7")  # fmt: skip
    written(table, today, name="Is af", status=ActivityStatus.DONE)
    return table


OLD = "was in oktober 2021 bezig, zou in 2025 klaar zijn, nu onbekend"


def before(text: str, one: str, other: str) -> bool:
    return text.index(one) < text.index(other)


def test_it_stands_apart_where_it_happens(three: Table) -> None:
    page = Client().get("/wat-gebeurt-er/").content.decode()
    assert before(page, "Loopt nu", "of dit nog loopt, weten wij niet")
    assert before(page, "of dit nog loopt, weten wij niet", "Van vroeger")
    assert OLD in page
    assert "Is af" not in page
    assert "bezig (stand van oktober 2021)" not in page


def test_it_stands_apart_on_the_page_of_the_alliance(three: Table) -> None:
    page = Client().get("/alliantie/de-hoogte/").content.decode()
    going, lost = page.split("Al meer dan een jaar niets gehoord, of het einde is voorbij: 1 activiteit")
    assert "Loopt nu" in going
    assert "Van vroeger" not in going
    assert before(lost, "Van vroeger", "Is af")
    assert OLD in lost


def test_it_stands_apart_with_the_organisation_the_goal_and_the_plan(three: Table) -> None:
    goal = Goal.objects.create(alliance=three.here, name="Doel", visibility=PUBLIC)
    plan = Plan.objects.create(alliance=three.here, name="Plan", kind="uitvoering", visibility=PUBLIC)
    Activity.objects.update(goal=goal, plan=plan)
    for address in ("/organisatie/onze-school/", f"/doel/{goal.pk}/", f"/plan/{plan.pk}/"):
        page = Client().get(address).content.decode()
        assert before(page, "Loopt nu", "of dit nog loopt, weten wij niet"), address
        assert before(page, "of dit nog loopt, weten wij niet", "Van vroeger"), address
        assert OLD in page
    activity = Activity.objects.get(name="Van vroeger")
    activity.milestones.create(name="Een stap", due=date(2022, 1, 1))
    page = Client().get(f"/activiteit/{activity.pk}/").content.decode()
    assert OLD in page
    assert "niet bekend" in page.split("Een stap")[1].split("</tr>")[0]


def test_in_files_it_says_how_it_stands_now(three: Table) -> None:
    rows = list(
        csv.DictReader(
            io.StringIO(Client().get("/alliantie/de-hoogte/activiteiten.csv").content.decode("utf-8-sig")),
            delimiter=";",
        )
    )
    old = next(row for row in rows if row["naam"] == "Van vroeger")
    assert (old["stand"], old["stand van"], old[str(SPEC.now[0])]) == ("bezig", "2021-10", OLD)
    book = load_workbook(io.BytesIO(Client().get("/alliantie/de-hoogte/activiteiten.xlsx").content)).active
    assert next(book.iter_rows(values_only=True)) == sheet.titles_today(list_kind_named("activity"))
    assert OLD in [row[-1] for row in book.iter_rows(values_only=True)]


def test_for_machines(three: Table) -> None:
    def told(query: str) -> dict[str, tuple[str, str]]:
        found = Client().get(f"/v1/activiteiten{query}").json()["activiteiten"]
        return {one["naam"]: (one["stand"], one["standNu"]) for one in found}

    assert told("") == {
        "Loopt nu": ("bezig", "bezig"),
        "Van vroeger": ("bezig", "onbekend"),
        "Is af": ("klaar", "klaar"),
    }
    assert set(told("?standNu=bezig")) == {"Loopt nu"}
    assert set(told("?standNu=onbekend")) == {"Van vroeger"}
    assert set(told("?stand=bezig")) == {"Loopt nu", "Van vroeger"}
    number = Activity.objects.get(name="Van vroeger").pk
    assert Client().get(f"/v1/activiteiten/{number}").json()["standInWoorden"] == OLD
    assert OLD in Client().get("/v1/activiteiten?formaat=csv").content.decode()


@pytest.mark.parametrize(
    ("who", "told"), [("partner", True), ("officer", True), ("stranger", False), ("council", False)]
)
def test_once_a_month_the_letter_asks_who_can_tell(three: Table, who: str, told: bool) -> None:
    now = timezone.now().replace(day=2)
    letter = digest.letter(three.actor(who), now - timedelta(7), now, "https://x.example")
    asked = letter is not None and "Loopt dit nog?" in letter.text
    assert asked is told
    if told:
        assert OLD in letter.text
        assert "Loopt nu (Alliantie De Hoogte), " not in letter.text
    middle = now.replace(day=20)
    again = digest.letter(three.actor(who), middle - timedelta(7), middle, "https://x.example")
    assert again is None or "Loopt dit nog?" not in again.text


def test_a_promise_that_ran_years_ago_is_not_said_to_run(table: Table) -> None:
    firm = {"substance": Firmness.RUNNING, "programme": Firmness.RUNNING, "finance": Firmness.RUNNING}
    fixed = {"alliance": table.here, "department": "Wonen", "domain": "wonen", "visibility": PUBLIC, **firm}
    StatePromise.objects.create(name="Oud", day=date(2022, 1, 1), day_precision=Precision.YEAR, **fixed)
    StatePromise.objects.create(name="Nieuw", day=timezone.localdate(), **fixed)
    StatePromise.objects.create(name="Zonder dag", **fixed)
    for address in ("/alliantie/de-hoogte/rijk/", "/rijk/"):
        page = Client().get(address).content.decode()
        row = page.split(">Oud</")[1].split("</tr>")[0]
        assert row.count("liep in 2022, nu onbekend") == 3
        assert "loopt" not in row
        assert page.count("liep in 2022") >= 3
        assert "loopt" in page.split(">Nieuw</")[1].split("</tr>")[0]
    mine = Client().get("/alliantie/de-hoogte/rijk/").content.decode()
    assert "Alles wat is toegezegd, loopt." not in mine
    found = Client().get("/v1/toezeggingen").json()["toezeggingen"]
    assert {one["naam"]: one["looptNogOnbekend"] for one in found} == {"Oud": True, "Nieuw": False, "Zonder dag": False}


def test_what_is_past_is_told_as_past(table: Table) -> None:
    """Meetings, what somebody would do, reactions to a plan, the year of a target."""
    now, long_ago = timezone.now(), date(2022, 5, 1)
    was = Meeting.objects.create(alliance=table.here, name="Tafel", starts=at(long_ago), open=True, visibility=PUBLIC)
    comes = Meeting.objects.create(
        alliance=table.here, name="Tafel", starts=now + timedelta(9), open=True, visibility=PUBLIC
    )
    Commitment.objects.create(
        alliance=table.here, owner=table.ours, meeting=was, name="Bomen kiezen", due=long_ago, visibility=PUBLIC
    )
    plan = Plan.objects.create(
        alliance=table.here,
        name="Plan",
        kind="gebiedsplan",
        stage="voorgelegd",
        react_until=long_ago,
        visibility=PUBLIC,
    )
    page = Client().get(f"/vergadering/{was.pk}/").content.decode()
    assert "Bewoners waren welkom." in page
    assert "zou klaar zijn op 1 mei 2022" in page
    assert "Bewoners zijn welkom." in Client().get(f"/vergadering/{comes.pk}/").content.decode()
    assert "Reageren kon tot en met 1 mei 2022." in Client().get(f"/plan/{plan.pk}/").content.decode()
    assert "reageren kon tot en met 1 mei 2022" in Client().get("/alliantie/de-hoogte/").content.decode()
    mine = sign_in(Client(), table.users["partner"]).get("/mijn/").content.decode()
    assert "zou klaar zijn op 1 mei 2022" in mine


def test_nobody_else_decides_what_goes_on() -> None:
    """The statuses of what goes on stand in one file of the web."""
    web = Path(selectors.__file__).parents[1]
    files = [file for file in web.rglob("*.py") if "migrations" not in file.parts]
    deciding = {file.name for file in files if "ActivityStatus.RUNNING" in file.read_text(encoding="utf-8")}
    assert deciding == {"standing.py"}
