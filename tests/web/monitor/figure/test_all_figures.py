"""The list of all figures: everything can be reached, near-equal names are told apart, and a filter keeps what fits."""

import re

import pytest
from django.test import Client

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.coverage import coverage
from toetssteen.kernel.areas import Level

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("served")]
LINK = re.compile(r'href="/cijfers/([a-z0-9_]+)/"')


def listed(client: Client, query: str = "") -> list[str]:
    return LINK.findall(client.get(f"/cijfers/?{query}").content.decode())


def test_every_figure_stands_in_the_list_once(client: Client, atlas: Atlas) -> None:
    found = listed(client)
    assert sorted(found) == sorted(atlas.indicators)
    text = client.get("/cijfers/").content.decode()
    opened = LINK.findall(re.sub(r"<details.*?</details>", "", text, flags=re.DOTALL))
    rows = coverage(atlas).rows
    assert set(opened) == {row.indicator.id for row in rows if row.indicator.key and row.years}


@pytest.mark.parametrize("level", [Level.BUURT, Level.GEMEENTE])
def test_a_sort_of_place_keeps_the_figures_that_it_has(client: Client, atlas: Atlas, level: Level) -> None:
    there = {row.indicator.id for row in coverage(atlas).rows if level in row.levels}
    assert set(listed(client, f"niveau={level}")) == there


def test_words_find_figures_by_other_words_too_and_explain_them(client: Client, atlas: Atlas) -> None:
    found = listed(client, "q=schimmel")
    assert "vocht_en_schimmel" in found
    text = client.get("/cijfers/?q=schimmel").content.decode()
    assert atlas.indicator("vocht_en_schimmel").meaning in text
    assert listed(client, "q=huisarts&thema=leefomgeving") == ["afstand_huisarts"]


def test_a_figure_says_who_publishes_it_and_of_which_years(client: Client) -> None:
    text = " ".join(client.get("/cijfers/?q=inwoners&thema=bevolking").content.decode().split())
    row = re.search(r'/cijfers/inwoners/".*?</li>', text)[0]
    assert "Toetssteen, 2013–2024, per buurt, wijk, gemeente" in re.sub(r"\s+", " ", row)


def test_nothing_found_is_said(client: Client) -> None:
    assert listed(client, "q=qqqqqq") == []
    assert "Zo'n cijfer is er niet" in client.get("/cijfers/?q=qqqqqq").content.decode()


@pytest.mark.parametrize("query", ["thema=nergens", "niveau=straat"])
def test_what_is_not_there_to_choose_is_refused(client: Client, atlas: Atlas, query: str) -> None:
    assert client.get(f"/cijfers/?{query}").status_code == 404


def test_the_list_does_not_repeat_what_is_typed_as_markup(client: Client, atlas: Atlas) -> None:
    assert "<b>x" not in client.get("/cijfers/?q=%3Cb%3Ex").content.decode()
