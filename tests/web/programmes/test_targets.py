"""Goals on figures: the baseline comes from the publisher, what is missing is said, steps are read as people write them."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import sign_in
from web.conftest import Table

from toetssteen.answers.figures.series import series
from toetssteen.kernel.bounds import amount_of
from toetssteen.kernel.definitions import Direction
from toetssteen.kernel.dutch import typed_amount
from toetssteen.web.alliances.models import PlaceName
from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.programmes.goals import baselines
from toetssteen.web.programmes.goals.smart import lacks
from toetssteen.web.programmes.goals.target_forms import Steps
from toetssteen.web.programmes.models import Goal, Target, TargetReference
from toetssteen.web.snapshots.selectors import serving
from toetssteen.web.ui.forms import AmountField

FIGURE, CODE = "bijstand_per_1000", "WK990105"


@pytest.fixture
def goal(table: Table, invented_var: Path, monkeypatch: pytest.MonkeyPatch) -> Goal:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(invented_var))
    table.here.places.add(PlaceName.objects.create(code=CODE, name="Lindehof"))
    return Goal.objects.create(alliance=table.here, owner=table.ours, name="Werk", visibility=Visibility.PUBLIC)


def told(goal: Goal, **values: object) -> dict[str, object]:
    place = PlaceName.objects.get(code=CODE)
    fixed = {"goal": goal.pk, "indicator": FIGURE, "place": place.pk, "owner": goal.owner_id, "visibility": 3}
    return {**fixed, **values}


WHERE = "/alliantie/de-hoogte/streefwaarden/nieuw/"


def test_the_baseline_is_the_publishers_figure_and_nobody_types_it(goal: Goal, table: Table, client) -> None:
    atlas = serving()
    known = series(atlas, atlas.place(CODE), atlas.indicator(FIGURE))
    year = next(p.year for p in known.points if p.value is not None)
    sign_in(client, table.users["officer"])
    steps = f"{year + 2}: 60,5\n{year + 4}: 55"
    answer = {"base_year": year, "value": "50,5", "year": year + 6, "steps": steps, "base": "1", "snapshot": "x"}
    response = client.post(WHERE, told(goal, **answer))
    kept = Target.objects.get()
    assert response.headers["Location"] == f"/doel/{goal.pk}/#streef-{kept.pk}"
    assert (kept.base, kept.snapshot, kept.value) == (amount_of(known.at(year).value), atlas.id, Decimal("50.5"))
    assert kept.steps == [[year + 2, 60.5], [year + 4, 55.0]]
    page = client.get(f"/doel/{goal.pk}/").content.decode()
    assert f"In {year + 6} moest het" in page
    assert "Er staat niet wie deze streefwaarde koos." in page
    sources = re.findall(rf'href="([^"]*/{FIGURE}/{CODE}/\d{{4}}/)"', page)
    assert len(sources) == len(known.points)
    assert all(client.get(source).status_code == 200 for source in sources)
    assert "gepubliceerd" in page
    form = client.get(f"/streefwaarde/{kept.pk}/wijzigen/").content.decode()
    assert f"{year + 2}: 60,5" in form
    assert (
        f'<h1 class="nl-heading nl-heading--level-1">{atlas.indicator(FIGURE).name} in Lindehof wijzigen</h1>' in form
    )
    Target.objects.update(base=12.5)
    page = client.get(f"/doel/{goal.pk}/").content.decode()
    assert "de nulmeting is later herzien" in page
    # What was written down stays, as long as year, place and figure do.
    client.post(f"/streefwaarde/{kept.pk}/wijzigen/", told(goal, **{**answer, "seen": 1}))
    assert Target.objects.get().base == 12.5
    other = next(p.year for p in known.points if p.value is not None and p.year != year)
    later = {**answer, "base_year": other, "steps": "", "year": other + 6, "seen": 2}
    client.post(f"/streefwaarde/{kept.pk}/wijzigen/", told(goal, **later))
    assert Target.objects.get().base == known.at(other).value
    assert "Nulmeting" in client.get(f"/streefwaarde/{kept.pk}/geschiedenis/").content.decode()


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ({"base_year": 1950}, "Voor 1950 is van deze plek geen cijfer bekend"),
        ({"base_year": 2018, "year": 2017}, "ligt niet na de nulmeting"),
        ({"year": 2030, "steps": "2031: 4"}, "ligt tussen de nulmeting en het jaar"),
        ({"steps": "volgend jaar 4"}, "begrijpen wij niet"),
        ({"steps": "2027: 4\n2027: 5"}, "staat er twee keer"),
        ({"value": "ongeveer 4"}, "is geen getal"),
        ({"indicator": "aandeel_0_14"}, "een geldige keuze"),
        ({"indicator": "bestaat-niet"}, "een geldige keuze"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(
    goal: Goal, table: Table, client, answer: dict[str, object], problem: str
) -> None:
    sign_in(client, table.users["officer"])
    page = client.post(WHERE, told(goal, **answer)).content.decode().lower()
    assert problem.lower() in page
    assert not Target.objects.exists()


@pytest.mark.parametrize("who", ["visitor", "council", "alderman", "officer elsewhere"])
def test_who_may_not_add_does_not(goal: Goal, table: Table, client, who: str) -> None:
    if who != "visitor":
        sign_in(client, table.users[who])
    assert client.post(WHERE, told(goal)).status_code in (302, 403)
    assert not Target.objects.exists()


def test_a_target_that_is_not_public_and_figures_that_are_gone(goal: Goal, table: Table, client) -> None:
    place = PlaceName.objects.get(code=CODE)
    fixed = {"alliance": table.here, "goal": goal, "place": place}
    Target.objects.create(**fixed, indicator="is_weg", visibility=Visibility.PUBLIC)
    Target.objects.create(**fixed, indicator=FIGURE, chooser="de wethouder alleen", visibility=Visibility.ALLIANCE)
    page = client.get(f"/doel/{goal.pk}/").content.decode()
    assert "De cijfers van nu kennen dit cijfer of deze plek niet." in page
    assert "de wethouder alleen" not in page


def test_a_target_that_is_reached_says_so_and_shows_the_rest(goal: Goal, table: Table, client) -> None:
    atlas = serving()
    known = series(atlas, atlas.place(CODE), atlas.indicator(FIGURE))
    first, last = ([p for p in known.points if p.value is not None and p.year >= 2019][end] for end in (0, -1))
    fixed = {"alliance": table.here, "goal": goal, "place": PlaceName.objects.get(code=CODE), "indicator": FIGURE}
    kept = Target.objects.create(
        **fixed, base_year=first.year, value=amount_of(round(last.value) + 1), year=2035, visibility=Visibility.PUBLIC
    )
    page = re.sub(r"\s+", " ", client.get(f"/doel/{goal.pk}/").content.decode())
    assert "<strong>Gehaald" in page
    assert "in de rest van Rietstad van" in page
    # The table has a column for each line that is drawn.
    assert "In de rest van Rietstad</th>" in page
    [row] = client.get(f"/v1/streefwaarden?alliantie={table.here.key}").json()["streefwaarden"]
    assert row["afstand"].startswith("gehaald")
    assert " ".join(row["afstandUitgelegd"].split()) in page
    # What was typed with a decimal keeps it, and is not reached by rounding it away.
    Target.objects.filter(pk=kept.pk).update(value=amount_of(round(last.value) - 0.5))
    page = re.sub(r"\s+", " ", client.get(f"/doel/{goal.pk}/").content.decode())
    assert f"In 2035 moet het hooguit {round(last.value) - 1},5" in page
    assert "<strong>Gehaald" not in page


def test_a_goal_without_a_figure_says_that_it_cannot_be_seen(goal: Goal, client) -> None:
    page = client.get(f"/doel/{goal.pk}/").content.decode()
    assert "Geen cijfer. Bij dit doel staat hier geen streefwaarde" in page
    assert "mag zien" not in page


@given(st.decimals(-(10**9), 10**9, places=2))
def test_numbers_are_read_as_people_write_them(number) -> None:  # type: ignore[no-untyped-def]
    text = f"{number:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    assert typed_amount(text) == number
    assert typed_amount(str(number).replace(".", ",")) == number


@given(st.dictionaries(st.integers(1900, 2100), st.decimals(-(10**5), 10**5, places=4), max_size=6))
def test_steps_come_back_as_they_were(steps: dict[int, Decimal]) -> None:
    rows = [[year, steps[year]] for year in sorted(steps)]
    field = Steps(required=False)
    assert field.clean(field.prepare_value(rows)) == rows
    assert all(AmountField().clean(AmountField().prepare_value(value)) == value for value in steps.values())


def words(target: Target, direction: Direction, pace: float, quickest: float) -> list[str]:
    from dataclasses import replace

    found = replace(serving().indicator(FIGURE), direction=direction)
    return [f"{one.about}: {one.text}" for one in lacks(target, found, pace, quickest)]


def test_what_a_smart_target_lacks_is_said_in_the_order_of_the_word(goal: Goal) -> None:
    nothing = float("nan")
    bare = Target(goal=goal, indicator=FIGURE)
    assert [one.split(":")[0] for one in words(bare, Direction.LOWER, nothing, nothing)] == [
        "Meetbaar", "Meetbaar", "Afgesproken", "Afgesproken", "Haalbaar", "In de tijd",
    ]  # fmt: skip
    whole = Target(
        base=10.0, base_year=2020, value=8.0, year=2030, steps=[[2025, 9.0]], chooser="wij", reason="daarom",
        reference=TargetReference.CITY,
    )  # fmt: skip
    assert words(whole, Direction.LOWER, -0.2, -0.5) == []
    assert words(whole, Direction.LOWER, -0.2, nothing) == []
    assert "verkeerde kant" in words(whole, Direction.HIGHER, -0.2, -0.5)[0]
    assert "Sneller dan" in words(whole, Direction.LOWER, -0.2, -0.1)[0]
    assert words(whole, Direction.LOWER, -0.2, -0.18) == [], "a reader would see 0,2 twice"
    whole.steps = []
    assert "geen tussendoelen" in words(whole, Direction.LOWER, -0.2, -0.5)[0]
    assert "Dit cijfer kennen wij niet" in lacks(whole, None, nothing, nothing)[0].text


def test_a_baseline_that_was_made_secret_is_told_nowhere(goal: Goal, table: Table, client, monkeypatch) -> None:
    Target.objects.create(
        goal=goal, alliance=table.here, owner=table.ours, visibility=Visibility.PUBLIC, indicator=FIGURE,
        place=PlaceName.objects.get(code=CODE), base_year=2015, base=617.25, value=50, year=2030,
    )  # fmt: skip
    assert "617" in client.get(f"/doel/{goal.pk}/").content.decode().partition("<main")[2]
    assert client.get("/v1/streefwaarden").json()["streefwaarden"][0]["nulmeting"] == 617.25
    monkeypatch.setattr(baselines, "is_withdrawn", lambda atlas, target: True)
    page = client.get(f"/doel/{goal.pk}/").content.decode()
    # Names of files in the head may hold any digits.
    assert "617" not in page.partition("<main")[2]
    assert "de uitgever heeft dat cijfer later geheim gemaakt" in page
    assert client.get("/v1/streefwaarden").json()["streefwaarden"][0]["nulmeting"] is None
