"""The weekly letter: who gets it, what stands in it, and what never does."""

import smtplib
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from people import sign_in
from web.conftest import WHO, Table

from toetssteen.web.accounts.models import User
from toetssteen.web.alliances.rules import Action, Visibility, may
from toetssteen.web.programmes.digest import letter
from toetssteen.web.programmes.models import Commitment, Decision, Finding, Meeting

SITE = "https://voorbeeld.nl"


@pytest.fixture(autouse=True)
def _no_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(tmp_path))


def text(table: Table, who: str) -> str:
    now = timezone.now()
    said = letter(table.actor(who), now - timedelta(7), now, SITE)
    return said.text if said else ""


@pytest.mark.parametrize("who", WHO)
def test_the_letter_names_what_its_reader_may_see_and_no_concept(table: Table, who: str) -> None:
    now = timezone.now()
    made = []
    for visibility in Visibility:
        fixed = {"alliance": table.here, "owner": table.ours, "visibility": visibility}
        tail = visibility.name
        made.append(table.activity(visibility, name=f"Activiteit {tail}"))
        made.append(Decision.objects.create(**fixed, name=f"Besluit {tail}", day=now.date()))
        made.append(Meeting.objects.create(**fixed, name=f"Overleg {tail}", starts=now + timedelta(3)))
    said, actor = text(table, who), table.actor(who)
    near = {assignment.area for assignment in actor.assignments} & {"", table.here.key}
    for one in made:
        expected = bool(near) and one.visibility > Visibility.CONCEPT and may(actor, Action.SEE, one.subject())
        assert (str(one) in said) == expected, one
    assert "CONCEPT" not in said


def test_promises_of_ones_own_organisation_and_findings_by_number_only(table: Table) -> None:
    fixed = {"alliance": table.here, "visibility": Visibility.ALLIANCE}
    today = timezone.localdate()
    Commitment.objects.create(**fixed, owner=table.ours, name="Bel de huurders", due=today + timedelta(3))
    Commitment.objects.create(**fixed, owner=table.ours, name="Veel later", due=today + timedelta(90))
    Commitment.objects.create(**fixed, owner=table.ours, name="Al klaar", due=today, done=today)
    Finding.objects.create(**fixed, name="Streng oordeel", text="Geheime zin", about=table.ours, offered=today)
    said = text(table, "partner")
    assert "Bel de huurders" in said
    assert f"{SITE}/alliantie/de-hoogte/afspraken/" in said
    assert "1 bevinding over uw organisatie wacht op u" in said
    for word in ("Veel later", "Al klaar", "Streng oordeel", "Geheime zin"):
        assert word not in said
    assert "Bel de huurders" not in text(table, "stranger")
    assert "bevinding" not in text(table, "stranger")


def test_nothing_to_say_is_no_letter(table: Table) -> None:
    assert text(table, "partner") == ""
    old = table.activity(Visibility.PUBLIC)
    type(old).objects.update(changed=timezone.now() - timedelta(9))
    assert text(table, "partner") == ""


def test_who_asks_gets_one_a_week(table: Table) -> None:
    client = sign_in(Client(), table.users["partner"])
    table.activity(Visibility.PUBLIC)
    call_command("digest", stdout=StringIO())
    assert mail.outbox == []
    client.post("/mijn/gegevens/", {"name": "Partner", "digest": "on"})
    user = User.objects.get(pk=table.users["partner"].pk)
    assert user.digest
    call_command("digest", "--site", SITE, stdout=StringIO())
    call_command("digest", stdout=StringIO())
    assert [(one.to, "Sport na school" in one.body) for one in mail.outbox] == [([user.email], True)]
    assert "Mijn gegevens" in mail.outbox[0].body
    User.objects.update(digested=timezone.now() - timedelta(8))
    call_command("digest", stdout=StringIO())
    assert len(mail.outbox) == 2
    client.post("/mijn/gegevens/", {"name": "Partner"})
    User.objects.update(digested=None)
    call_command("digest", stdout=StringIO())
    assert len(mail.outbox) == 2


def test_who_may_not_sign_in_gets_nothing_and_one_failure_does_not_stop_the_others(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    table.activity(Visibility.PUBLIC)
    names = ("partner", "officer", "alderman")
    User.objects.filter(pk__in=[table.users[n].pk for n in names]).update(digest=True)
    User.objects.filter(pk=table.users["alderman"].pk).update(is_active=False)
    send = EmailMessage.send

    def refuse(self: EmailMessage, fail_silently: bool = False) -> int:
        if self.to == [table.users["partner"].email]:
            raise smtplib.SMTPServerDisconnected
        return send(self, fail_silently)

    monkeypatch.setattr(EmailMessage, "send", refuse)
    with pytest.raises(CommandError, match="1 niet verstuurd"):
        call_command("digest", stdout=StringIO())
    assert [one.to for one in mail.outbox] == [[table.users["officer"].email]]
    monkeypatch.setattr(EmailMessage, "send", send)
    call_command("digest", stdout=StringIO())
    assert [one.to for one in mail.outbox][1:] == [[table.users["partner"].email]]


def test_one_meeting_for_ones_own_calendar(table: Table) -> None:
    fixed = {"alliance": table.here, "owner": table.ours, "starts": timezone.now() + timedelta(3)}
    shown = Meeting.objects.create(**fixed, name="Open avond", visibility=Visibility.PUBLIC)
    hidden = Meeting.objects.create(**fixed, name="Stil overleg", visibility=Visibility.ALLIANCE)
    response = Client().get(f"/vergadering/{shown.pk}.ics")
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    [event] = Calendar.from_ical(response.content).walk("VEVENT")
    assert event["summary"] == "Open avond"
    assert Client().get(f"/vergadering/{hidden.pk}.ics").status_code == 404
    assert f"/vergadering/{shown.pk}.ics" in Client().get(f"/vergadering/{shown.pk}/").content.decode()
