"""The pages, asked as every role; what is typed wrong; two writers at once."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from people import sign_in
from web.alliances.test_rules import DOES, SEES
from web.conftest import WHO, Table

from toetssteen.web.alliances.models import PlaceName
from toetssteen.web.alliances.rules import Action, Visibility
from toetssteen.web.programmes.models import Activity

SCRIPT = '<script>alert("x")</script>'


@pytest.fixture(autouse=True)
def _no_figures(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The programme stands without figures."""
    monkeypatch.setenv("TOETSSTEEN_VAR", str(tmp_path))


def signed_in(table: Table, who: str) -> Client:
    client = Client()
    if who != "visitor":
        sign_in(client, table.users[who])
    return client


def sent(table: Table, **more: object) -> dict[str, object]:
    return {"name": "Sport na school", "owner": table.ours.pk, "status": "bezig", "visibility": 0, **more}


@pytest.mark.parametrize("state", list(Visibility))
@pytest.mark.parametrize("who", ["visitor", *WHO])
def test_every_page_as_everybody(table: Table, who: str, state: Visibility) -> None:
    """Nobody learns of a record they may not see, on its own page or on any other."""
    record = table.activity(state, name="Geheim-of-niet", status="bezig")
    client = signed_in(table, who)
    sees = who in SEES[state]
    own = f"/activiteit/{record.pk}/"
    assert client.get(own).status_code == (200 if sees else 404)
    # Who is not signed in is asked to, and learns nothing of what is there.
    away = 302 if who == "visitor" else 404 if not sees else None
    assert client.get(f"{own}wijzigen/").status_code == (away or (200 if who in DOES[Action.EDIT] else 403))
    assert client.get(f"{own}geschiedenis/").status_code == (away or (200 if who in DOES[Action.HISTORY] else 403))
    for page in ("/wat-gebeurt-er/", "/alliantie/de-hoogte/", "/organisatie/onze-school/"):
        response = client.get(page)
        assert response.status_code == 200
        assert ("Geheim-of-niet" in response.content.decode()) == sees, page
        assert response.headers["Cache-Control"] == "private, no-cache"
    posted = client.post(f"{own}wijzigen/", sent(table, name="Omgegooid", seen=1, visibility=int(state)))
    assert posted.status_code == (away or (302 if who in DOES[Action.EDIT] else 403))
    assert Activity.objects.filter(name="Omgegooid").exists() == (sees and who in DOES[Action.EDIT])
    state_number = record.history.last().history_id
    restored = client.post(f"{own}terug/{state_number}/", {"seen": 2})
    assert restored.status_code == (404 if not sees else 302 if who == "officer" else 403)


def test_a_visitor_gets_no_cookie(table: Table) -> None:
    for page in ("/wat-gebeurt-er/", "/alliantie/de-hoogte/", "/organisatie/onze-school/"):
        assert not Client().get(page).cookies


def test_what_is_not_there_is_said(table: Table) -> None:
    for page in ("/alliantie/niet/", "/organisatie/niet/", "/activiteit/99999/"):
        response = Client().get(page)
        assert response.status_code == 404
        assert "Niet gevonden" in response.content.decode()


def test_ten_fields_make_an_activity(table: Table) -> None:
    client = signed_in(table, "partner")
    where = reverse("records:add_activity", kwargs={"key": "de-hoogte"})
    page = client.get(where).content.decode()
    assert "Met deze tien vragen bent u klaar" in page
    data = sent(
        table, places=[table.here.places.get().pk], partners=[table.others.pk], start="2026-01-01", end="2027-12-31"
    )
    response = client.post(where, data)
    made = Activity.objects.get()
    assert response.headers["Location"] == f"/activiteit/{made.pk}/"
    shown = client.get(response.headers["Location"]).content.decode()
    for text in ("Huis en Thuis", "De Hoogte", "31 december 2027", "Nog niet ingevuld:"):
        assert text in shown
    assert "Sport na school" in client.get("/mijn/").content.decode()


def test_errors_stand_beside_the_field_and_on_top(table: Table) -> None:
    client = signed_in(table, "officer")
    where = reverse("records:add_activity", kwargs={"key": "de-hoogte"})
    page = client.post(
        where, sent(table, name="", start="2026-02-30", end="2020-01-01", money="Blijft staan")
    ).content.decode()
    assert "Nog niet opgeslagen" in page
    assert page.count("Voer een geldige datum in") == 2
    assert "Blijft staan" in page
    page = client.post(where, sent(table, start="2026-02-01", end="2020-01-01")).content.decode()
    assert "Het einde ligt voor het begin" in page
    assert not Activity.objects.exists()


def test_the_second_writer_sees_both_versions(table: Table) -> None:
    record = table.activity()
    first, second = signed_in(table, "partner"), signed_in(table, "officer")
    where = f"/activiteit/{record.pk}/wijzigen/"
    assert first.post(where, sent(table, name="Van de eerste", seen=1)).status_code == 302
    response = second.post(where, sent(table, name="Van de tweede", money="Van mij", seen=1))
    page = response.content.decode()
    assert response.status_code == 409
    assert "Zo staat het er nu" in page
    assert "<td>Van de eerste</td>" in page.replace("<p>", "").replace("</p>", "")
    assert 'value="Van de tweede"' in page
    assert 'name="seen" value="2"' in page
    assert Activity.objects.get().name == "Van de eerste"
    assert second.post(where, sent(table, name="Van de tweede", money="Van mij", seen=2)).status_code == 302
    history = second.get(f"/activiteit/{record.pk}/geschiedenis/").content.decode()
    assert "Van de eerste" in history
    assert "Van de tweede" in history


@pytest.mark.parametrize(
    "field", ["name", "change", "money", "contact", "why", "assumption", "failing", "after_money", "source"]
)
def test_scripts_are_text(table: Table, field: str) -> None:
    record = table.activity(Visibility.PUBLIC, **{field: SCRIPT})
    client = signed_in(table, "officer")
    for page in ("", "wijzigen/", "geschiedenis/"):
        assert SCRIPT not in client.get(f"/activiteit/{record.pk}/{page}").content.decode()
    assert SCRIPT not in client.get("/alliantie/de-hoogte/").content.decode()


def test_forged_numbers_of_others_are_refused(table: Table) -> None:
    """An owner, place or visibility that the form did not offer."""
    elsewhere = PlaceName.objects.create(code="elders", name="Elders")
    client = signed_in(table, "partner")
    where = reverse("records:add_activity", kwargs={"key": "de-hoogte"})
    for forged in ({"owner": table.others.pk}, {"visibility": 3}, {"places": [elsewhere.pk]}):
        assert client.post(where, sent(table, **forged)).status_code == 200
    other = reverse("records:add_activity", kwargs={"key": "elders"})
    assert client.post(other, sent(table)).status_code == 403
    assert not Activity.objects.exists()


@pytest.mark.parametrize("new", [True, False])
def test_work_is_kept_when_the_session_ends_in_a_long_form(table: Table, new: bool) -> None:
    client = signed_in(table, "partner")
    where = "/alliantie/de-hoogte/activiteiten/nieuw/" if new else f"/activiteit/{table.activity().pk}/wijzigen/"
    form = client.get(where).content.decode()
    owner = re.search(r'name="kept_for" value="([^"]+)"', form)
    assert owner is not None
    client.post("/uitloggen/")
    sent_away = client.post(where, sent(table, name="Een uur geschreven", seen=1, kept_for=owner[1]))
    assert sent_away.status_code == 302
    assert sent_away.headers["Location"].startswith("/inloggen/?next=")
    assert not Activity.objects.filter(name="Een uur geschreven").exists()
    sign_in(client, table.users["partner"])
    page = client.get(where).content.decode()
    assert 'value="Een uur geschreven"' in page


def test_what_goes_on_comes_a_page_at_a_time_and_is_found_by_name(table: Table) -> None:
    for n in range(101):
        table.activity(Visibility.PUBLIC, name=f"Activiteit {n:03}", status="bezig")
    table.activity(Visibility.ALLIANCE, name="Verborgen werk", status="bezig")
    first = Client().get("/wat-gebeurt-er/").content.decode()
    assert "pagina 1 van 2 (101 activiteiten)" in first
    assert "Activiteit 099" in first
    assert "Activiteit 100" not in first
    assert "Activiteit 100" in Client().get("/wat-gebeurt-er/?pagina=2").content.decode()
    assert "pagina 2 van 2" in Client().get("/wat-gebeurt-er/?pagina=99").content.decode()
    found = Client().get("/wat-gebeurt-er/?naam=teit+07").content.decode()
    assert "Activiteit 070" in found
    assert "Activiteit 080" not in found
    assert "Niets gevonden" in Client().get("/wat-gebeurt-er/?naam=verborgen").content.decode()


@pytest.mark.parametrize(
    ("who", "says"),
    [
        ("administrator", "/beheer/mensen/"),
        ("auditor", "Met uw rol leest u mee"),
        ("nobody", "U hebt nog geen rol"),
        ("officer", "Er staan nog geen activiteiten van u of uw gebied"),
        ("partner everywhere", "/alliantie/elders/"),
    ],
)
def test_who_has_no_activities_reads_what_to_do(table: Table, who: str, says: str) -> None:
    assert says in signed_in(table, who).get("/mijn/").content.decode()


def test_what_is_not_chosen_is_said_in_words(table: Table) -> None:
    client = signed_in(table, "officer")
    for page in ("activiteiten", "doelen", "streefwaarden", "besluiten", "plannen", "reacties", "bevindingen"):
        form = client.get(f"/alliantie/de-hoogte/{page}/nieuw/").content.decode()
        assert "---" not in form.replace("<!--", ""), page
        assert "kies een" in form or "kies er een" in form, page


def test_a_goal_without_a_number_stands_first(table: Table) -> None:
    from toetssteen.web.programmes.models import Goal

    client = signed_in(table, "officer")
    goal = {"name": "Meer groen", "level": "doel", "owner": table.ours.pk, "visibility": "0", "order": ""}
    assert client.post("/alliantie/de-hoogte/doelen/nieuw/", goal).status_code == 302
    assert Goal.objects.get().order == 0


def test_what_goes_on_is_chosen_counted_and_put_in_order(table: Table) -> None:
    today = timezone.localdate()
    shared = {"status": "bezig", "status_day": today}
    table.activity(Visibility.PUBLIC, name="A laat", end=date(2040, 1, 1), **shared)
    table.activity(Visibility.PUBLIC, name="B vroeg", end=date(2039, 1, 1), **shared)
    table.activity(Visibility.PUBLIC, name="C klaar", status="klaar")
    table.activity(Visibility.PUBLIC, name="D elders", alliance=table.there, **shared)
    table.activity(Visibility.PUBLIC, name="E van vroeger", status="bezig", status_day=date(2021, 10, 1))
    kept = Activity.objects.get(name="B vroeg")
    kept.partners.add(table.others)

    def shown(query: str) -> str:
        text = Client().get(f"/wat-gebeurt-er/?{query}").content.decode()
        return "".join(re.findall(r"activiteit/\d+/\">([A-E]) ", text))

    assert shown("") == "ABDE"
    assert shown("sorteer=einde") == "BADE"
    assert shown("stand=klaar") == "C"
    assert shown("stand=alles") == "ABCDE"
    assert shown("stand=bezig") == "ABD"
    assert shown("stand=onbekend") == "E"
    assert shown("alliantie=elders") == "D"
    assert shown("wie=huis-en-thuis") == "B"
    assert shown("naam=laat") == "A"
    text = Client().get("/wat-gebeurt-er/").content.decode()
    assert "4 activiteiten." in text
    assert "Van 1 hoorden wij al meer dan een jaar niets" in re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("name", ["naam", "thema", "wie", "alliantie", "stand", "sorteer"])
@pytest.mark.parametrize("value", ["\0", "' or 1=1 --", "é" * 5_000, "%"])
def test_a_hostile_choice_finds_nothing_or_everything(table: Table, name: str, value: str) -> None:
    table.activity(Visibility.ALLIANCE, name="Geheime activiteit", status="klaar")
    response = Client().get("/wat-gebeurt-er/", {name: value, "stand": "alles"} if name != "stand" else {name: value})
    assert response.status_code == 200
    assert "Geheime activiteit" not in response.content.decode()


def test_a_choice_stays_on_the_next_page(table: Table) -> None:
    for number in range(101):
        table.activity(Visibility.PUBLIC, name=f"Sport & spel {number:03}", status="klaar")
    first = Client().get("/wat-gebeurt-er/?stand=klaar&naam=sport+%26+spel").content.decode()
    [address] = re.findall(r'rel="next"\s+href="([^"]+)"', first)
    assert address == "?naam=sport+%26+spel&amp;stand=klaar&amp;pagina=2"
    assert "Sport &amp; spel 100" in Client().get(f"/wat-gebeurt-er/{address.replace('&amp;', '&')}").content.decode()


def test_who_takes_part_is_named_where_nobody_said_who_does_it(table: Table) -> None:
    activity = table.activity(Visibility.PUBLIC, status="klaar", owner=None)
    activity.partners.add(table.others)
    table.here.members.all().delete()
    page = re.sub(r"\s+", " ", Client().get("/alliantie/de-hoogte/").content.decode())
    assert "mee doen: Huis en Thuis" in page
    assert "Bij de activiteiten die u hier ziet, staan:" in page
    assert "Wie meedoet, is hier nog niet ingevuld." not in page
    own = Client().get(f"/activiteit/{activity.pk}/").content.decode()
    assert "Niet gezegd wie het trekt; wel wie meedoet." in own
    activity.delete()
    assert "Wie meedoet, is hier nog niet ingevuld." in Client().get("/alliantie/de-hoogte/").content.decode()
