"""Searching on the page: places, figures, themes, and of what alliances keep only what the reader may see."""

import re
from urllib.parse import quote

import pytest
from django.db import DatabaseError
from django.test import Client
from people import sign_in
from web.conftest import Table
from web.monitor.reading import seen

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.web.accounts.models import Organisation
from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.monitor.search import records
from toetssteen.web.programmes.models import Goal

pytestmark = pytest.mark.usefixtures("served")

_GROUP = re.compile(r'<h2[^>]* id="(\w+)">(.*?)<ul class="found">(.*?)</ul>', re.S)
_RESULT = re.compile(r'<a[^>]*class="nl-link"[^>]*href="([^"]+)"[^>]*>([^<]+)</a>')


def found(client: Client, question: str, more: str = "") -> dict[str, list[tuple[str, str]]]:
    """Address and name of the results, by group."""
    text = client.get(f"/zoek/?q={quote(question)}{more}").content.decode()
    return {name: _RESULT.findall(results) for name, _heading, results in _GROUP.findall(text)}


def names(client: Client, question: str) -> dict[str, list[str]]:
    return {group: [name for _address, name in results] for group, results in found(client, question).items()}


def test_a_subject_gives_its_figure_and_no_place_that_is_like_it(client: Client) -> None:
    assert found(client, "schimmel") == {"cijfers": [("/cijfers/vocht_en_schimmel/", "Woningen met vocht of schimmel")]}
    assert found(client, "lekkage") == found(client, "schimmel")


@pytest.mark.parametrize(
    ("question", "group", "first"),
    [
        ("bijstand", "cijfers", "/cijfers/bijstand_per_1000/"),
        ("bijstandsuitkering", "cijfers", "/cijfers/bijstand_per_1000/"),
        ("hoeveel mensen hebben bijstand", "cijfers", "/cijfers/bijstand_per_1000/"),
        ("huisarts", "cijfers", "/cijfers/afstand_huisarts/"),
        ("huisartsen", "cijfers", "/cijfers/afstand_huisarts/"),
        ("dokter", "cijfers", "/cijfers/afstand_huisarts/"),
        ("veiligheid", "themas", "/cijfers/#veiligheid"),
        ("criminaliteit", "themas", "/cijfers/#veiligheid"),
        ("wonen", "themas", "/cijfers/#wonen"),
    ],
)
def test_subjects_by_other_words(client: Client, question: str, group: str, first: str) -> None:
    assert found(client, question)[group][0][0] == first


def test_a_result_says_what_it_is_and_by_which_word_it_was_found(client: Client) -> None:
    words = seen(client.get("/zoek/?q=dokter").content).words
    assert "Afstand tot de huisarts cijfer over Leefomgeving · gevonden met “dokter”" in words
    assert "Woningen met vocht of schimmel cijfer over Wonen" in seen(client.get("/zoek/?q=schimmel").content).words
    assert "Rietstad gemeente · GM9901" in seen(client.get("/zoek/?q=rietstad").content).words


def test_the_exact_place_first_and_the_larger_before_the_smaller_of_the_same_name(client: Client, atlas: Atlas) -> None:
    assert found(client, "rietstad")["plekken"][0] == ("/plek/GM9901/", "Rietstad")
    assert [a for a, _n in found(client, "Kuipersoord")["plekken"]][:2] == [
        "/plek/verzonnen-lindemonde-west-1/",
        "/plek/WK990204/",
    ]
    people = dict(zip(atlas.cube.areas, atlas.people().tolist(), strict=True))
    assert people["WK990227"] > people["WK990207"]
    assert [a for a, _n in found(client, "Bijvoetwijk")["plekken"]][:2] == ["/plek/WK990227/", "/plek/WK990207/"]
    assert found(client, "gemeente Rietstad")["plekken"][0][0] == "/plek/GM9901/"


def test_the_sort_of_which_something_is_called_just_so_comes_first(client: Client) -> None:
    assert next(iter(found(client, "rietstad"))) == "plekken"
    assert list(found(client, "veiligheid"))[:2] == ["themas", "cijfers"]


def test_a_typing_error_is_mended_and_told(client: Client) -> None:
    page = seen(client.get("/zoek/?q=rietsad").content)
    assert page.headings[0] == "Niets gevonden voor “rietsad”"
    assert "Bedoelde u Rietstad?" in page.words
    assert found(client, "rietsad")["plekken"][0][0] == "/plek/GM9901/"
    response = client.get("/zoek/?q=schimel")
    assert "Bedoelde u schimmel?" in seen(response.content).words
    assert 'href="/zoek/?q=schimmel"' in response.content.decode()
    assert found(client, "schimel") == found(client, "schimmel")
    assert "Bedoelde u" not in seen(client.get("/zoek/?q=schimmel").content).words


def test_a_subject_in_a_place_is_looked_for_apart(client: Client) -> None:
    results = found(client, "bijstand in Rietstad")
    assert results["plekken"] == [("/plek/GM9901/", "Rietstad")]
    assert results["cijfers"][0][0] == "/cijfers/bijstand_per_1000/"
    words = seen(client.get("/zoek/?q=bijstand+in+Rietstad").content).words
    assert "Wij zochten apart naar “bijstand” en naar de plek Rietstad." in words


def test_nothing_is_found_for_nothing(client: Client) -> None:
    page = seen(client.get("/zoek/?q=xqzwvk").content)
    assert (page.headings[0], found(client, "xqzwvk")) == ("Niets gevonden voor “xqzwvk”", {})
    assert "Bedoelde u" not in page.words


def test_a_long_group_is_cut_short_and_shown_whole_on_request(client: Client) -> None:
    short = client.get("/zoek/?q=mensen")
    number = int(re.search(r"Toon alle (\d+)\s+cijfers", short.content.decode())[1])
    assert number > len(found(client, "mensen")["cijfers"]) == 8
    whole = found(client, "mensen", "&soort=cijfers")
    assert {group: len(results) for group, results in whole.items()} == {"cijfers": number}
    assert found(client, "mensen", "&soort=%22%3E") == found(client, "mensen")


def test_a_code_leads_straight_to_its_place(client: Client) -> None:
    assert client.get("/zoek/?q=wk990101").headers["Location"] == "/plek/WK990101/"
    # The id of a named area is a word too.
    assert client.get("/zoek/?q=verzonnen-rietstad-oost").status_code == 200


def test_activities_goals_and_organisations(client: Client, table: Table) -> None:
    activity = table.activity(Visibility.PUBLIC, name="Zwemles voor iedereen", change="Kinderen leren zwemmen.")
    goal = Goal.objects.create(
        alliance=table.here, owner=table.ours, name="Ieder kind kan zwemmen", visibility=Visibility.PUBLIC
    )
    results = found(client, "zwem")
    assert results["activiteiten"] == [(f"/activiteit/{activity.pk}/", "Zwemles voor iedereen")]
    assert results["doelen"] == [(f"/doel/{goal.pk}/", "Ieder kind kan zwemmen")]
    assert found(client, "leren zwemmen")["activiteiten"] == results["activiteiten"]
    assert found(client, "huis en thuis")["organisaties"] == [("/organisatie/huis-en-thuis/", "Huis en Thuis")]
    words = seen(client.get("/zoek/?q=zwem").content).words
    assert "Zwemles voor iedereen niet bekend · Alliantie De Hoogte" in words
    assert "Huis en Thuis woningcorporatie" in seen(client.get("/zoek/?q=huis+en+thuis").content).words


@pytest.mark.parametrize("visibility", [Visibility.CONCEPT, Visibility.ALLIANCE])
def test_what_is_hidden_is_found_by_nobody_who_may_not_see_it(
    client: Client, table: Table, visibility: Visibility
) -> None:
    hidden = Organisation.objects.create(key="wormenhotel", name="Wormenhotel", kind=Organisation.Kind.OTHER)
    activity = table.activity(visibility, name="Zwemles voor iedereen", change="Kinderen leren zwemmen.", owner=hidden)
    Goal.objects.create(alliance=table.here, owner=hidden, name="Ieder kind kan zwemmen", visibility=visibility)
    nothing = client.get("/zoek/?q=qzwem").headers["ETag"]
    for who in ("visitor", "nobody", "officer elsewhere"):
        reader = Client() if who == "visitor" else sign_in(Client(), table.users[who])
        for question in ("zwem", "zwemles", "leren zwemmen", "wormenhotel", "Zwemmles voor iedereen", "wormenhottel"):
            text = reader.get(f"/zoek/?q={quote(question)}").content.decode()
            assert f"/activiteit/{activity.pk}/" not in text
            assert not re.search(
                r"Zwemles voor iedereen|Ieder kind|Wormenhotel|zwemles|wormenhotel\b", _answer(text, question)
            )
    # Nor does the mark of the page tell of it.
    activity.name = "Iets heel anders"
    activity.save()
    assert client.get("/zoek/?q=qzwem").headers["ETag"] == nothing
    if visibility == Visibility.ALLIANCE:
        officer = sign_in(Client(), table.users["officer"])
        assert found(officer, "iets heel anders")["activiteiten"][0][0] == f"/activiteit/{activity.pk}/"
        assert found(officer, "wormenhotel")["organisaties"]


def _answer(text: str, question: str) -> str:
    """The page without the question that it repeats."""
    return text.replace(question, "").replace(quote(question), "")


def test_an_organisation_that_does_nothing_here_is_not_found(client: Client, table: Table) -> None:
    Organisation.objects.create(key="zeilschool", name="Zeilschool", kind=Organisation.Kind.SCHOOL)
    assert "organisaties" not in found(client, "zeilschool")


def test_a_new_activity_is_another_page_for_a_visitor(client: Client, table: Table) -> None:
    before = client.get("/zoek/?q=zwem").headers["ETag"]
    table.activity(Visibility.PUBLIC, name="Zwemles voor iedereen")
    after = client.get("/zoek/?q=zwem", headers={"if-none-match": before})
    assert (after.status_code, after.headers["ETag"] != before) == (200, True)
    # Of a member no cache keeps anything.
    member = sign_in(Client(), table.users["partner"]).get("/zoek/?q=zwem")
    assert "ETag" not in member.headers
    assert "private" in member.headers["Cache-Control"]


def test_beside_figures_of_another_day_stands_nothing_of_today(client: Client, table: Table, atlas: Atlas) -> None:
    table.activity(Visibility.PUBLIC, name="Zwemles voor iedereen")
    assert "Zwemles" not in client.get(f"/stand/{atlas.id}/zoek/?q=zwem").content.decode()


def test_figures_are_found_when_the_database_does_not_answer(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(actor: object) -> list[object]:
        raise DatabaseError

    monkeypatch.setitem(records.KINDS, "activiteiten", broken)
    response = client.get("/zoek/?q=schimmel")
    assert b"/cijfers/vocht_en_schimmel/" in response.content
    assert "konden wij nu niet doorzoeken" in seen(response.content).words


def test_suggestions_are_the_same_for_everybody(client: Client, table: Table) -> None:
    table.activity(Visibility.PUBLIC, name="Schimmel weg uit de flat")
    response = client.get("/zoek/suggesties?q=schimm")
    assert response.json() == {
        "suggestions": [
            {
                "name": "Woningen met vocht of schimmel",
                "what": "cijfer over Wonen",
                "address": "/cijfers/vocht_en_schimmel/",
            }
        ]
    }
    assert "public" in response.headers["Cache-Control"]
    assert client.get("/zoek/suggesties?q=rietst").json()["suggestions"][0]["address"] == "/plek/GM9901/"
    assert client.get("/zoek/suggesties?q=").json() == client.get("/zoek/suggesties").json() == {"suggestions": []}
    assert len(client.get("/zoek/suggesties?q=mensen").json()["suggestions"]) == 4


def test_the_box_on_every_page_says_where_its_suggestions_are(client: Client) -> None:
    for address in ("/", "/cijfers/", "/plek/WK990101/"):
        assert 'data-suggestions="/zoek/suggesties"' in client.get(address).content.decode()
