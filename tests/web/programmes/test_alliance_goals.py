"""Halen we het doel: one page for an alliance, with what each reader may see and nothing more."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from people import sign_in
from web.conftest import Table

from toetssteen.kernel.bounds import amount_of
from toetssteen.web.alliances.models import PlaceName
from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.programmes.activities.bars import bar, bare_name, fraction
from toetssteen.web.programmes.models import Activity, ActivityStatus, Goal, Target
from toetssteen.web.ui.pictures.goals import BarState

FIGURE, AREA = "bijstand_per_1000", "verzonnen-lindemonde-west"
WHERE = "/alliantie/de-hoogte/doelen/"
PUBLIC = Visibility.PUBLIC
# Nothing on this page may say that something helped, or why a figure changed.
CLAIMS = re.compile(r"geholpen|dankzij|heeft effect|daardoor|doordat|omdat", re.IGNORECASE)


@pytest.fixture
def here(table: Table, invented_var: Path, monkeypatch: pytest.MonkeyPatch) -> Table:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(invented_var))
    table.here.places.add(PlaceName.objects.create(code=AREA, name="Lindemonde-West"))
    return table


def goal(table: Table, name: str, **more: object) -> Goal:
    return Goal.objects.create(**{"alliance": table.here, "name": name, "visibility": PUBLIC, **more})


def target(of: Goal, value: float, **more: object) -> Target:
    place = PlaceName.objects.get(code=AREA)
    fixed = {"alliance": of.alliance, "goal": of, "indicator": FIGURE, "place": place, "base_year": 2017, "year": 2029}
    return Target.objects.create(**{**fixed, "value": amount_of(value), "visibility": PUBLIC, **more})


def page(client: Client | None = None, **query: str) -> str:
    response = (client or Client()).get(WHERE, query)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def words(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def test_how_far_every_goal_is_stands_in_words(here: Table) -> None:
    target(goal(here, "Werk"), 91)
    target(goal(here, "Meer werk"), 50)
    goal(here, "Gezond")
    text = words(page())
    assert (
        "2 van de 3 doelen hebben een cijfer: 1 keer gehaald, maar elders ook; 1 keer dichterbij. Bij het andere doel staat geen cijfer."
        in text
    )
    assert "Hier van 101 naar 84, in de rest van Lindemonde van 47 naar 39 (2017–2023)." in text
    assert "Zonder cijfer is niet te zien of een doel dichterbij komt." in text
    assert "1 doel zonder cijfer en zonder activiteiten die hier staan Gezond" in text
    assert not CLAIMS.search(text)
    # Its table says the same as its picture.
    table = words(page().split("De doelen als tabel")[-1])
    assert "101 per 1.000 inwoners in 2017, 84 per 1.000 inwoners in 2023" in table
    assert "91 per 1.000 inwoners in 2029" in table


def test_without_a_figure_nobody_says_how_far(here: Table) -> None:
    assert "Bij deze alliantie staan nog geen doelen." in page()
    goal(here, "Gezond")
    assert "Bij geen van de 1 doelen staat een cijfer. Of ze dichterbij komen, is niet te zien." in page()


def test_what_is_unknown_for_many_is_said_once(here: Table) -> None:
    for number in range(17):
        goal(here, f"Doel {number}")
    here.activity(PUBLIC, name="Sport", goal=goal(here, "Gezond"))
    text = words(page())
    rows, bare = text.split("17 doelen zonder cijfer en zonder activiteiten die hier staan")
    assert rows.count("Geen cijfer") == 1
    assert all(f"Doel {number} " in bare for number in range(17))
    assert "Bij geen van de 18 doelen staat een cijfer." in rows
    # A choice of activities leaves no room for goals without.
    assert "Doel 3 " not in words(page(naam="sport"))
    assert "Doel 3 " in words(page(thema="Doel 3")).split("U ziet 1 van de 18 doelen")[1]


def test_what_only_holds_other_goals_together_is_no_row(here: Table) -> None:
    top = goal(here, "Iedereen doet mee")
    target(goal(here, "Werk", parent=top), 91)
    text = page()
    assert "Iedereen doet mee" not in text.split('class="goal-rows"')[1].split("goal-key")[0]
    assert "1 van de 1 doelen heeft een cijfer" in text


def test_a_secret_figure_is_hatched_and_said(here: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    from toetssteen.web.programmes.goals import goal_rows

    known = goal_rows.known_progress

    def withheld(atlas: object, of: Target) -> object:
        from dataclasses import replace

        from toetssteen.kernel.cells import Status

        far = known(atlas, of)
        points = tuple(replace(p, value=None, status=Status.SECRET) for p in far.figures.points)
        return replace(far, figures=replace(far.figures, points=points), latest=None, own=None, elsewhere=None)

    monkeypatch.setattr(goal_rows, "known_progress", withheld)
    target(goal(here, "Werk"), 91)
    text = page()
    assert 'class="goal-void goal-withheld"' in text
    assert "De uitgever houdt het cijfer van deze plek geheim." in text


@pytest.mark.parametrize("who", ["visitor", "council", "officer"])
def test_nobody_learns_of_what_they_may_not_see(here: Table, who: str) -> None:
    target(goal(here, "Werk"), 91)
    hidden = goal(here, "Geheim doel", visibility=Visibility.ALLIANCE, owner=here.ours)
    target(hidden, 50, visibility=Visibility.ALLIANCE)
    here.activity(Visibility.ALLIANCE, name="Geheime activiteit", goal=hidden)
    here.activity(PUBLIC, name="Open onder geheim", goal=hidden)
    client = Client()
    if who != "visitor":
        sign_in(client, here.users[who])
    text = page(client)
    sees = who == "officer"
    assert ("Geheim doel" in text) == sees
    assert ("Geheime activiteit" in text) == sees
    assert ("2 van de 2 doelen hebben een cijfer" in text) == sees
    # What is public under a goal that is not, stands by itself.
    assert "Open onder geheim" in text
    assert ("Bij geen doel dat hier staat" in text) != sees


def test_choosing_by_theme_place_organisation_state_and_name(here: Table) -> None:
    work, health = goal(here, "Werk"), goal(here, "Gezond")
    place = PlaceName.objects.create(code="WK990201", name="Lepelaaroord")
    today = timezone.localdate()
    one = here.activity(PUBLIC, name="Leerwerkplek", goal=work, status=ActivityStatus.RUNNING, status_day=today)
    one.places.add(place)
    here.activity(PUBLIC, name="Buurtmoestuin", goal=health, owner=here.others, status=ActivityStatus.DONE)
    for query, shown in (
        ({"thema": "Werk"}, "Leerwerkplek"),
        ({"thema": "Gezond"}, "Buurtmoestuin"),
        ({"plek": "WK990201"}, "Leerwerkplek"),
        ({"wie": "huis-en-thuis"}, "Buurtmoestuin"),
        ({"stand": "bezig"}, "Leerwerkplek"),
        ({"stand": "klaar"}, "Buurtmoestuin"),
        ({"naam": "moes"}, "Buurtmoestuin"),
    ):
        rows = page(**query).split('class="goal-rows"')[1]
        other = {"Leerwerkplek", "Buurtmoestuin"} - {shown}
        assert shown in rows, query
        assert not [name for name in other if name in rows], query
        assert "U ziet 1 van de 2 doelen, en 1 van de 2 activiteiten." in page(**query)
    assert "Niets gevonden dat hierbij past." in page(stand="gestopt")


def test_bars_say_in_words_what_they_show(here: Table) -> None:
    of = goal(here, "Werk")
    here.activity(
        PUBLIC, name="Sport", goal=of, status=ActivityStatus.RUNNING, status_day=date(2021, 10, 1),
        start=date(2020, 1, 1), end=date(2025, 12, 31),
    )  # fmt: skip
    text = page()
    assert "was op 1 oktober 2021 bezig" in text
    assert "van 1 januari 2020 tot en met 31 december 2025" in text
    assert "niet bekend, of lang niets gehoord" in text.split("goal-key")[1]


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2022, 1, 1), 2022.0), (date(2022, 7, 2), 2022.5), (date(2024, 12, 31), 2024 + 365 / 366)],
)
def test_a_day_as_a_year_with_a_fraction(day: date, year: float) -> None:
    assert fraction(day) == pytest.approx(year, abs=0.002)


def test_a_bar_never_claims_what_is_not_known_any_more(here: Table) -> None:
    today = date(2026, 6, 1)
    old = Activity(status=ActivityStatus.RUNNING, status_day=date(2021, 10, 1), changed=timezone.now())
    fresh = Activity(status=ActivityStatus.RUNNING, status_day=date(2026, 1, 1), changed=timezone.now())
    assert (bar(old, today).state, bar(fresh, today).state) == (BarState.UNKNOWN, BarState.RUNNING)


def test_one_line_for_what_is_called_alike_but_for_years_and_place(here: Table) -> None:
    of = goal(here, "Werk")
    place = PlaceName.objects.get(code=AREA)
    for years in ("2017–2019", "2020-2022"):
        here.activity(PUBLIC, name=f"Huiswerkhulp in Lindemonde-West ({years})", goal=of).places.add(place)
    alone = here.activity(PUBLIC, name="(2020)", goal=of)
    assert bare_name(alone) == "(2020)"
    text = page()
    link = "/wat-gebeurt-er/?naam=Huiswerkhulp&amp;alliantie=de-hoogte&amp;stand=alles"
    assert text.count(f'href="{link}"') == 1
    listed = Client().get(link.replace("&amp;", "&")).content.decode()
    assert listed.count("Huiswerkhulp in Lindemonde-West (20") == 2


def test_the_page_of_the_alliance_leads_there(here: Table) -> None:
    target(goal(here, "Werk"), 91)
    text = Client().get("/alliantie/de-hoogte/").content.decode()
    assert "1 van de 1 doelen heeft een cijfer: gehaald, maar elders ook." in text
    assert f'href="{WHERE}"' in text


def test_without_figures_the_page_still_stands(here: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target(goal(here, "Werk"), 91)
    monkeypatch.setenv("TOETSSTEEN_VAR", str(tmp_path))
    text = page()
    assert "De cijfers van nu kennen dit cijfer of deze plek niet." in text
    assert "Bij geen van de 1 doelen staat een cijfer" in text
