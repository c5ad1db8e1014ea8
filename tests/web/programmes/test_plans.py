"""Plans: adopted as they are, frozen, for those who could see it; reactions while a plan lies open."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from people import sign_in
from web.conftest import Table

from toetssteen.kernel.errors import ToetssteenError
from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.programmes.models import Adoption, Goal, Plan, PlanKind, Remark, Stage
from toetssteen.web.programmes.plans import adoption as plans
from toetssteen.web.records import services


def made(table: Table, visibility: Visibility = Visibility.PUBLIC, **values: object) -> Plan:
    fixed = {"alliance": table.here, "owner": table.ours, "kind": PlanKind.IMPLEMENTATION, "name": "Uitvoering"}
    return Plan.objects.create(**(fixed | {"visibility": visibility} | values))


def test_what_is_adopted_does_not_change_any_more(table: Table, client) -> None:
    plan, officer = made(table), table.actor("officer")
    shown = table.activity(Visibility.PUBLIC, plan=plan, name="Openbaar werk")
    table.activity(Visibility.ALLIANCE, plan=plan, name="Nog stil werk")
    version = plans.adopt(plan, date(2026, 1, 2), None, officer, plan.version)
    assert [one["name"] for one in version.content["activities"]] == ["Openbaar werk"]
    services.change(shown, {"name": "Anders genoemd"}, officer, shown.version)
    plan.refresh_from_db()
    assert (plan.stage, plan.version) == (Stage.ADOPTED, 2)
    assert plan.history.first().history_change_reason == "Vastgesteld als versie 1"
    page = client.get(f"/plan/{plan.pk}/versie/1/").content.decode()
    assert "Openbaar werk" in page
    assert "Anders genoemd" not in page
    assert "Nog stil werk" not in page
    assert "Gewijzigd: activiteit “Anders genoemd”." in client.get(f"/plan/{plan.pk}/").content.decode()


def test_a_goal_that_readers_may_not_see_is_not_named_in_a_version(table: Table) -> None:
    plan = made(table)
    hidden = Goal.objects.create(alliance=table.here, name="Geheim doel", visibility=Visibility.ALLIANCE)
    Goal.objects.create(alliance=table.here, name="Open doel", visibility=Visibility.PUBLIC, parent=hidden)
    table.activity(Visibility.PUBLIC, plan=plan, goal=hidden)
    area = made(table, kind=PlanKind.AREA, name="Gebiedsplan")
    officer = table.actor("officer")
    for one in (plan, area):
        assert "Geheim doel" not in str(plans.adopt(one, date(2026, 1, 2), None, officer, 1).content)
    alliance_only = made(table, Visibility.ALLIANCE, kind=PlanKind.AREA, name="Ander plan")
    assert "Geheim doel" in str(plans.adopt(alliance_only, date(2026, 1, 2), None, officer, 1).content)


@pytest.mark.parametrize("who", ["partner", "stranger", "alderman", "auditor", "officer elsewhere", "nobody"])
def test_only_the_bureau_adopts(table: Table, client, who: str) -> None:
    plan = made(table)
    with pytest.raises(PermissionDenied):
        plans.adopt(plan, date(2026, 1, 2), None, table.actor(who), 1)
    sign_in(client, table.users[who])
    told = {"day": "2026-01-02", "seen": "1"}
    assert client.post(f"/plan/{plan.pk}/vaststellen/", told).status_code == 403
    assert not Adoption.objects.exists()


def test_a_concept_or_what_somebody_changed_is_not_adopted(table: Table, client) -> None:
    officer = table.actor("officer")
    concept = made(table, Visibility.CONCEPT)
    with pytest.raises(ToetssteenError, match="concept"):
        plans.adopt(concept, date(2026, 1, 2), None, officer, 1)
    plan = made(table)
    services.change(plan, {"about": "Nieuw."}, officer, 1)
    sign_in(client, table.users["officer"])
    told = {"day": "2026-01-02", "seen": "1"}
    assert "intussen gewijzigd" in client.post(f"/plan/{plan.pk}/vaststellen/", told).content.decode()
    later = {"day": (timezone.localdate() + timedelta(1)).isoformat(), "seen": "2"}
    assert "moet nog komen" in client.post(f"/plan/{plan.pk}/vaststellen/", later).content.decode()
    assert not Adoption.objects.exists()
    assert client.post(f"/plan/{plan.pk}/vaststellen/", {**told, "seen": "2"}).status_code == 302
    assert Adoption.objects.get().content["plan"]["about"] == "Nieuw."


def test_a_version_stays_for_whom_it_was_adopted(table: Table, client) -> None:
    plan = made(table, Visibility.ALLIANCE)
    plans.adopt(plan, date(2026, 1, 2), None, table.actor("officer"), 1)
    Plan.objects.update(visibility=Visibility.PUBLIC)
    assert client.get(f"/plan/{plan.pk}/").status_code == 200
    assert client.get(f"/plan/{plan.pk}/versie/1/").status_code == 404
    assert "versie/1" not in client.get(f"/plan/{plan.pk}/").content.decode()
    sign_in(client, table.users["stranger"])
    assert client.get(f"/plan/{plan.pk}/versie/1/").status_code == 200


def test_partners_react_while_a_plan_lies_open_and_the_bureau_answers(table: Table, client) -> None:
    today = timezone.localdate()
    plan = made(table, stage=Stage.REVIEW, react_until=today)
    late = made(table, name="Te laat", stage=Stage.REVIEW, react_until=today - timedelta(1))
    sign_in(client, table.users["partner"])
    told = {"plan": plan.pk, "name": "Speelplek", "text": "Die ontbreekt.", "owner": table.ours.pk, "visibility": 1}
    where = "/alliantie/de-hoogte/reacties/nieuw/"
    assert client.post(where, {**told, "plan": late.pk}).status_code == 200
    assert client.post(where, {**told, "answer": "Dat zeg ik zelf."}).status_code == 302
    remark = Remark.objects.get()
    assert (remark.owner, remark.answer) == (table.ours, "")
    sign_in(client, table.users["officer"])
    answered = {**told, "answer": "Er komt er een.", "seen": 1, "visibility": 3}
    assert client.post(f"/reactie/{remark.pk}/wijzigen/", answered).status_code == 302
    client.logout()
    assert "Er komt er een." in client.get(f"/plan/{plan.pk}/").content.decode()


def test_an_area_plan_hangs_under_nothing(table: Table, client) -> None:
    top = made(table, kind=PlanKind.AREA, name="Gebiedsplan")
    sign_in(client, table.users["officer"])
    told = {"name": "Nog een", "kind": "gebiedsplan", "above": top.pk, "stage": "schrijven", "visibility": 1}
    page = client.post("/alliantie/de-hoogte/plannen/nieuw/", {**told, "owner": table.ours.pk}).content.decode()
    assert "staat bovenaan" in page
    told = {**told, "above": "", "since": "2026-01-01", "until": "2020-01-01", "owner": table.ours.pk}
    assert "ligt voor het begin" in client.post("/alliantie/de-hoogte/plannen/nieuw/", told).content.decode()
    told = {**told, "until": "", "stage": "vastgesteld"}
    assert client.post("/alliantie/de-hoogte/plannen/nieuw/", told).status_code == 200
    assert Plan.objects.count() == 1


@pytest.mark.parametrize(("about", "chosen"), [("{own}", True), ("{other}", False), ("0", False), ("x", False)])
def test_the_link_from_a_plan_chooses_it_where_one_may(table: Table, client, about: str, chosen: bool) -> None:
    own, other = made(table, stage=Stage.REVIEW), made(table, stage=Stage.WRITING, name="Nog niet voorgelegd")
    sign_in(client, table.users["partner"])
    asked = about.format(own=own.pk, other=other.pk)
    page = client.get(f"/alliantie/de-hoogte/reacties/nieuw/?plan={asked}").content.decode()
    options = page[page.index('name="plan"') : page.index("</select>")]
    assert (f'<option value="{own.pk}" selected>' in options) == chosen
    assert f'<option value="{other.pk}"' not in options
