"""How long what is about people is kept: each table judged, each rule carried out, over history and after a restore."""

import os
import time
from dataclasses import replace
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice
from people import person, sign_in

from toetssteen.kernel.errors import DefinitionError
from toetssteen.kernel.home import Home
from toetssteen.web.accounts.history import written_by
from toetssteen.web.accounts.models import Attempt, Grant, User
from toetssteen.web.accounts.privacy import forgetting, retention
from toetssteen.web.accounts.privacy.personal_data import shipped as judged
from toetssteen.web.accounts.privacy.retention import (
    Retention,
    RetentionRule,
    RuleOutcome,
    carry_out,
    in_force,
    load,
    shipped,
)
from toetssteen.web.accounts.roles import Actor
from toetssteen.web.alliances.models import Alliance
from toetssteen.web.imports.models import ImportRun
from toetssteen.web.programmes.models import Activity
from toetssteen.web.records.kinds import kinds

LONG_AGO = timezone.now() - timedelta(800)


@pytest.fixture(autouse=True)
def _var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(tmp_path))


def everybody(rules: Retention) -> list[str]:
    return [*rules.people.tables, *(r.table for r in rules.tables), *(s.table for s in rules.stays)]


def test_every_table_with_personal_fields_is_judged_and_every_rule_is_about_one() -> None:
    personal = {name for name, table in judged().items() if table.personal}
    tables = set(everybody(in_force()))
    assert personal - tables == set()
    of_history = {name for name in tables - personal if name.split(".")[1].startswith("Historical")}
    assert tables - personal - of_history == set()
    assert {name.replace("Historical", "") for name in of_history} <= personal


def test_every_rule_names_fields_that_are_there_and_clears_personal_ones_only() -> None:
    for rule in in_force().tables:
        model = apps.get_model(rule.table)
        assert model._meta.get_field(rule.counted_from).get_internal_type() in {"DateField", "DateTimeField"}
        if rule.do == "clear":
            assert rule.fields
            assert set(rule.fields) <= judged()[rule.table.replace("Historical", "")].personal.keys()
    assert all(one.why for one in shipped().stays)


def test_every_personal_text_of_a_table_with_history_leaves_the_history_too() -> None:
    cleared = {(r.table, field) for r in in_force().tables for field in r.fields}
    for name, table in judged().items():
        app, model = name.split(".")
        history = f"{app}.Historical{model}"
        if (
            app == "programmes"
            and table.personal
            and history.lower() in {m._meta.label.lower() for m in apps.get_models()}
        ):
            assert {(history, field) for field in table.personal} <= cleared


def test_a_record_kind_says_how_long_and_on_which_ground_its_fields_about_people_are_kept() -> None:
    for kind in kinds():
        about_people = judged()[kind.model._meta.label]
        assert {field for term in kind.retention for field in term.fields} == about_people.personal.keys()
        assert all(term.ground == about_people.ground for term in kind.retention)


def test_a_rule_of_the_file_goes_before_that_of_a_record_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    """A municipality follows its own selection list."""
    own = RetentionRule("programmes.Activity", "clear", 365, "end", ("contact",))
    rules = shipped()
    monkeypatch.setattr(retention, "shipped", lambda: replace(rules, tables=(*rules.tables, own)))
    (rule,) = (one for one in in_force().tables if one.table == "programmes.Activity")
    assert rule == own
    (of_history,) = (one for one in in_force().tables if one.table == "programmes.HistoricalActivity")
    assert (of_history.days, of_history.counted_from) == (730, "history_date")


def rows(done: list[RuleOutcome], table: str) -> int:
    return sum(outcome.rows for outcome in done if outcome.table == table)


def run(now: datetime | None = None) -> list[RuleOutcome]:
    return carry_out(in_force(), now or timezone.now())


def long_here(name: str = "Jo", role: str = "", until: datetime | None = None) -> User:
    """Somebody of whom nothing changed for 800 days."""
    user = person(name, role)
    User.objects.filter(pk=user.pk).update(joined=LONG_AGO)
    User.history.update(history_date=LONG_AGO)
    Grant.objects.filter(user=user).update(since=LONG_AGO.date(), until=until and until.date())
    Grant.history.update(history_date=LONG_AGO)
    user.refresh_from_db()
    return user


def forgotten(user: User) -> bool:
    user.refresh_from_db()
    return user.email == f"{user.pk}@vergeten.invalid"


def test_who_has_had_no_role_for_a_year_is_forgotten_and_nobody_else(db: None) -> None:
    without = long_here("Zonder")
    ended = long_here("Beeindigd", "programmabureau", timezone.now() - timedelta(400))
    lately = long_here("Kort", "programmabureau", timezone.now() - timedelta(300))
    working = long_here("Werkt", "programmabureau")
    new = person("Nieuw")
    back = long_here("Terug")
    User.objects.filter(pk=back.pk).update(last_login=timezone.now())
    assert rows(run(), "accounts.User") == 2
    assert [forgotten(user) for user in (without, ended, lately, working, new, back)] == [True, True] + [False] * 4
    assert run()[0].rows == 0


def test_the_name_leaves_the_history_and_what_was_done_stays(db: None) -> None:
    gone, chief = long_here("Jolanda"), person("Baas", "beheerder")
    gone.name = "Jolanda van Dam"
    gone.save()
    alliance = Alliance(key="hier", name="Hier")
    with written_by(Actor(gone.pk)):
        alliance.save()
    TOTPDevice.objects.create(user=gone, name="app")
    Grant.objects.create(user=gone, role="analist")
    client = sign_in(Client(), chief)
    page = client.post(f"/beheer/mensen/{gone.pk}/weghalen/").content.decode()
    assert "Zet eerst een vinkje" in page
    assert not forgotten(gone)
    assert client.post(f"/beheer/mensen/{gone.pk}/weghalen/", {"sure": "1"}).status_code == 302
    assert forgotten(gone)
    assert alliance.history.get().history_user == gone
    texts = [str(row) for model in apps.get_models() for row in model._default_manager.values()]
    assert not [text for text in texts if "Jolanda" in text or "jolanda@" in text]
    assert not TOTPDevice.objects.filter(user=gone).exists()
    assert not Grant.history.filter(user_id=gone.pk).exists()
    assert not gone.has_usable_password()
    assert "vergeten.invalid" not in client.get("/beheer/mensen/").content.decode()


def test_only_an_administrator_forgets_and_never_the_last_or_oneself(db: None) -> None:
    gone, chief = person("Jo"), person("Baas", "beheerder")
    officer = person("Bureau", "programmabureau")
    assert sign_in(Client(), officer).post(f"/beheer/mensen/{gone.pk}/weghalen/", {"sure": "1"}).status_code == 403
    page = sign_in(Client(), chief).post(f"/beheer/mensen/{chief.pk}/weghalen/", {"sure": "1"}).content.decode()
    assert "Uzelf weghalen kan niet" in page
    assert not forgotten(gone)
    assert not forgotten(chief)
    assert not Home.find().forgotten.exists()


@pytest.mark.django_db(transaction=True)
def test_a_backup_brings_nobody_back() -> None:
    gone, chief = person("Jo", "analist"), person("Baas", "beheerder")
    before = User.objects.filter(pk=gone.pk).values().get()
    history = list(User.history.filter(id=gone.pk).values())
    sign_in(Client(), chief).post(f"/beheer/mensen/{gone.pk}/weghalen/", {"sure": "1"})
    assert forgotten(gone)
    notes = [path.name for path in Home.find().forgotten.iterdir()]
    assert len(notes) == 1
    assert "Jo" not in notes[0]
    # What putting a backup back does.
    User.objects.filter(pk=gone.pk).update(**before)
    for row in history:
        User.history.filter(history_id=row["history_id"]).update(**row)
    assert not forgotten(gone)
    assert rows(run(), "accounts.User") == 1
    assert forgotten(gone)
    assert not User.history.filter(email="jo@example.org").exists()
    # Another person who gets the same number in an empty database is somebody else.
    assert not forgetting.was_forgotten(User(pk=gone.pk, email="x@example.org", joined=timezone.now()))


def test_lists_contacts_and_attempts_go_when_due_in_the_history_too(db: None) -> None:
    alliance = Alliance.objects.create(key="hier", name="Hier", contact="Piet, 050")
    old = ImportRun.objects.create(
        kind="activity", alliance=alliance, file="a.csv", sheets=[{"name": "", "rows": [["Piet"]]}], done=[[1, None, 1]]
    )
    new = ImportRun.objects.create(
        kind="activity", alliance=alliance, file="b.csv", sheets=[{"name": "", "rows": [["Piet"]]}]
    )
    ImportRun.objects.filter(pk=old.pk).update(created=LONG_AGO)
    done = Activity.objects.create(alliance=alliance, name="Klaar", end=LONG_AGO.date(), contact="Piet, 050")
    busy = Activity.objects.create(alliance=alliance, name="Loopt", contact="Piet, 050")
    Activity.history.filter(id=busy.pk).update(history_date=LONG_AGO)
    Attempt.objects.create(what="password", account="x", place="y", at=LONG_AGO)
    versions = Activity.history.count()
    outcomes = run()
    for row in (old, new, done, busy):
        row.refresh_from_db()
    assert (old.sheets, new.sheets, old.done) == ([], [{"name": "", "rows": [["Piet"]]}], [[1, None, 1]])
    assert (done.contact, busy.contact) == ("", "Piet, 050")
    assert set(Activity.history.values_list("contact", flat=True)) == {""}
    assert Activity.history.count() == versions
    assert alliance.contact == "Piet, 050"
    assert rows(outcomes, "accounts.Attempt") == 1
    assert not Attempt.objects.exists()
    assert all(row.rows == 0 for row in run())


def test_the_command_looks_without_changing_and_says_what_it_did(db: None) -> None:
    gone = long_here("Zonder")
    output = StringIO()
    call_command("retention", "--look", stdout=output)
    assert "accounts.User: 1 mensen vergeten" in output.getvalue()
    assert "Er is niets veranderd" in output.getvalue()
    assert not forgotten(gone)
    assert not Home.find().forgotten.exists()
    call_command("retention", stdout=StringIO())
    assert forgotten(gone)
    output = StringIO()
    call_command("retention", stdout=output)
    assert output.getvalue() == "Niets is lang genoeg bewaard om weg te gaan.\n"


def test_a_rule_with_a_typing_error_is_refused(tmp_path: Path) -> None:
    (tmp_path / "retention.yaml").write_text("people: {days: 1, tables: []}\ntables: [{tabel: x}]\nstays: []\n")
    with pytest.raises(DefinitionError, match="tabel"):
        load(tmp_path / "retention.yaml")


def test_letters_that_were_put_down_as_files_go_after_a_week(tmp_path: Path, db: None) -> None:
    mail = tmp_path / "mail"
    mail.mkdir()
    for name, days in (("oud.log", 8), ("nieuw.log", 6)):
        (mail / name).write_text("Kies een wachtwoord: https://...")
        moment = time.time() - days * 86_400
        os.utime(mail / name, (moment, moment))
    out = StringIO()
    call_command("retention", look=True, stdout=out)
    assert "var/mail: 1 weggehaald" in out.getvalue()
    assert len(list(mail.iterdir())) == 2, "only looked"
    call_command("retention", stdout=out)
    assert [p.name for p in mail.iterdir()] == ["nieuw.log"]
    call_command("retention", stdout=out)
    assert [p.name for p in mail.iterdir()] == ["nieuw.log"]
