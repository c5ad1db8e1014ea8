"""A finding about a partner is that partner's to read first."""

from datetime import timedelta

import pytest
from django.utils import timezone
from people import sign_in
from web.conftest import WHO, Table

from toetssteen.web.alliances.rules import Action, Visibility, may
from toetssteen.web.programmes.models import Finding
from toetssteen.web.programmes.models.finding import DAYS_FIRST
from toetssteen.web.records import selectors as record_selectors
from toetssteen.web.records import services

EVERYBODY = ["visitor", *WHO]
ABOUT = {"stranger"}
WROTE = {"partner", "partner everywhere", "officer"}


def made(table: Table, visibility: Visibility, **values: object) -> Finding:
    """About the stranger's organisation, written down by ours."""
    fixed = {"alliance": table.here, "owner": table.ours, "about": table.others, "name": "Te laat begonnen"}
    days = {"offered": timezone.localdate()} if visibility > Visibility.CONCEPT else {}
    return Finding.objects.create(**(fixed | days | {"visibility": visibility} | values))


@pytest.mark.parametrize("visibility", list(Visibility))
def test_the_one_it_is_about_sees_it_first(table: Table, visibility: Visibility) -> None:
    one = made(table, visibility)
    expected = WROTE | (ABOUT if visibility > Visibility.CONCEPT else set())
    seen = {who for who in EVERYBODY if may(table.actor(who), Action.SEE, one.subject())}
    assert seen == expected


def test_when_it_is_read_or_late_others_see_it_as_well(table: Table) -> None:
    today = timezone.localdate()
    early = made(table, Visibility.PUBLIC, offered=today - timedelta(DAYS_FIRST - 1))
    late = made(table, Visibility.PUBLIC, offered=today - timedelta(DAYS_FIRST))
    read = made(table, Visibility.PUBLIC, read=today)
    visitor = table.actor("visitor")
    assert [may(visitor, Action.SEE, one.subject()) for one in (early, late, read)] == [False, True, True]


def test_the_database_gives_what_the_rules_allow(table: Table) -> None:
    today = timezone.localdate()
    states = [{}, {"read": today}, {"offered": today - timedelta(20)}]
    records = [
        made(table, visibility, **state, owner=owner, about=about, alliance=alliance)
        for visibility in Visibility
        for state in states
        for owner, about in ((table.ours, table.others), (table.others, table.ours), (None, table.ours))
        for alliance in (table.here, table.there)
    ]
    for who in EVERYBODY:
        actor = table.actor(who)
        allowed = {one.pk for one in records if may(actor, Action.SEE, one.subject())}
        assert set(record_selectors.visible(Finding, actor).values_list("pk", flat=True)) == allowed, who


def test_it_is_submitted_when_it_is_shown_and_that_day_stays(table: Table) -> None:
    officer = table.actor("officer")
    values = {"alliance": table.here, "owner": table.ours, "about": table.others, "name": "Iets"}
    one = services.add(Finding, {**values, "visibility": Visibility.CONCEPT}, officer)
    assert one.offered is None
    one = services.change(one, {"visibility": Visibility.ALLIANCE}, officer, 1)
    assert one.offered == timezone.localdate()
    Finding.objects.update(offered=timezone.localdate() - timedelta(3))
    one = services.change(one, {"name": "Iets anders"}, officer, 2)
    assert one.offered == timezone.localdate() - timedelta(3)


def test_reading_and_answering(table: Table, client) -> None:
    one = made(table, Visibility.PUBLIC)
    where = f"/bevinding/{one.pk}/"
    assert client.get(where).status_code == 404
    assert client.post(f"{where}gelezen/", {"reply": "Vals"}).status_code == 404
    sign_in(client, table.users["officer"])
    assert client.post(f"{where}gelezen/", {"reply": "Vals"}).status_code == 403
    sign_in(client, table.users["stranger"])
    assert "Te lezen" in client.get("/mijn/").content.decode()
    assert client.post(f"{where}gelezen/", {"reply": "Wij wachtten op de gemeente."}).status_code == 302
    client.post(f"{where}gelezen/", {"reply": ""})
    one.refresh_from_db()
    assert (one.read, one.reply) == (timezone.localdate(), "Wij wachtten op de gemeente.")
    assert one.history.first().history_user == table.users["stranger"]
    client.logout()
    assert "Wij wachtten op de gemeente." in client.get(where).content.decode()


def test_going_back_to_an_earlier_text_does_not_unread_it(table: Table) -> None:
    officer = table.actor("officer")
    values = {"alliance": table.here, "owner": table.ours, "about": table.others, "name": "Eerst"}
    one = services.add(Finding, {**values, "visibility": Visibility.PUBLIC}, officer)
    first = one.history.first().history_id
    one = services.change(one, {"name": "Later"}, officer, 1)
    Finding.objects.update(read=timezone.localdate())
    one.refresh_from_db()
    one = services.restore(one, first, officer, 2)
    assert (one.name, one.read) == ("Eerst", timezone.localdate())
