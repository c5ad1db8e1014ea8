"""What a record points at and its reader may not see: not named, not taken away by who does not see it, nor lost."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import ForeignKey
from django.test import Client
from django.utils import timezone
from packed_html import packed
from people import sign_in
from web.conftest import Table
from web.programmes.forms_sent import filled

from toetssteen.kernel.errors import ToetssteenError
from toetssteen.web.accounts.models import Organisation
from toetssteen.web.alliances import selectors as alliance_selectors
from toetssteen.web.alliances.models import Alliance
from toetssteen.web.alliances.nature import Nature
from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.imports.apply import apply, undo
from toetssteen.web.imports.models import ImportRun
from toetssteen.web.imports.preview import preview
from toetssteen.web.programmes import selectors
from toetssteen.web.programmes.models import (
    Activity,
    Adoption,
    Commitment,
    Decision,
    Goal,
    Meeting,
    Plan,
    PlanKind,
    Remark,
    Stage,
    StatePromise,
    Target,
)
from toetssteen.web.programmes.plans import adoption as plans
from toetssteen.web.records import selectors as record_selectors
from toetssteen.web.records import services
from toetssteen.web.records.record import Record

CONCEPT, ALLIANCE, COUNCIL, PUBLIC = Visibility
UNSEEN_GOAL, SEAL = "een doel dat u niet mag zien", "zegelwoord"
NUMBER = "Dit eigen nummer heeft een andere activiteit al"


@pytest.fixture
def hidden(table: Table) -> dict[type[Record], Record]:
    """Concepts of the other organisation, that nobody of ours may see."""
    theirs = {"alliance": table.here, "owner": table.others, "name": SEAL}
    return {
        Goal: Goal.objects.create(**theirs),
        Plan: Plan.objects.create(**theirs, kind=PlanKind.AREA, stage=Stage.REVIEW),
        Meeting: Meeting.objects.create(**theirs, starts=timezone.now()),
        Activity: Activity.objects.create(**theirs),
    }


def ours(table: Table, sort: type[Record], visibility: Visibility = ALLIANCE, **more: object) -> Record:
    return sort.objects.create(**({"alliance": table.here, "owner": table.ours, "visibility": visibility} | more))


def as_(table: Table, who: str) -> Client:
    return sign_in(Client(), table.users[who])


def test_there_are_words_for_all_that_a_record_can_point_at() -> None:
    kinds = [kind for kind in apps.get_models() if issubclass(kind, Record) or kind is Adoption]
    linked = {f.related_model for kind in kinds for f in kind._meta.concrete_fields if isinstance(f, ForeignKey)}
    records = [kind for kind in linked if issubclass(kind, Record)]
    assert records
    assert not [kind for kind in records if kind.unseen_name == Record.unseen_name]


LINKS: dict[str, tuple[type[Record], str, type[Record], dict[str, object]]] = {
    "activiteit": (Activity, "goal", Goal, {"name": "x"}),
    "activiteit met plan": (Activity, "plan", Plan, {"name": "x"}),
    "doel": (Goal, "parent", Goal, {"name": "x"}),
    "plan": (Plan, "above", Plan, {"name": "x", "kind": PlanKind.IMPLEMENTATION}),
    "besluit": (Decision, "meeting", Meeting, {"name": "x", "day": date(2026, 1, 2)}),
    "besluit over activiteit": (Decision, "activity", Activity, {"name": "x", "day": date(2026, 1, 2)}),
    "afspraak": (Commitment, "meeting", Meeting, {"name": "x"}),
    "reactie": (Remark, "plan", Plan, {"name": "x", "text": "y"}),
    "streefwaarde": (Target, "goal", Goal, {"indicator": "inwoners"}),
}


@pytest.mark.parametrize("case", LINKS)
def test_saving_keeps_what_the_writer_does_not_see(table: Table, hidden: dict[type[Record], Record], case: str) -> None:
    kind, field, points_at, values = LINKS[case]
    if kind is Target:
        values = values | {"place": table.here.places.get()}
    record = ours(table, kind, **values, **{field: hidden[points_at]})
    client, address = as_(table, "partner"), f"/{case.split()[0]}/{record.pk}"
    page = client.get(f"{address}/wijzigen/").content.decode()
    words = str(points_at.unseen_name)
    assert words in page
    assert SEAL not in page
    sent = filled(page) | ({} if kind is Target else {"name": "anders"})
    assert sent[field] == ""
    response = client.post(f"{address}/wijzigen/", sent)
    assert response.status_code == 302, response.content.decode()
    assert client.get(response.headers["Location"]).status_code == 200
    record.refresh_from_db()
    assert (record.version, getattr(record, field)) == (2, hidden[points_at])
    # Somebody else writes something else at once: what both kept is no difference.
    conflict = client.post(f"{address}/wijzigen/", sent)
    assert conflict.status_code == 409
    history = client.get(f"{address}/geschiedenis/").content.decode()
    assert SEAL not in conflict.content.decode() + history


def test_who_chooses_something_else_replaces_it_and_history_says_no_name(
    table: Table, hidden: dict[type[Record], Record]
) -> None:
    record, open_one = ours(table, Activity, name="x", goal=hidden[Goal]), ours(table, Goal, name="Open doel")
    client = as_(table, "partner")
    address = f"/activiteit/{record.pk}"
    sent = filled(client.get(f"{address}/wijzigen/").content.decode())
    assert client.post(f"{address}/wijzigen/", sent | {"goal": hidden[Goal].pk}).status_code == 200
    stale = {**sent, "goal": open_one.pk, "seen": "0"}
    conflict = client.post(f"{address}/wijzigen/", stale)
    assert conflict.status_code == 409
    assert f"<td>{UNSEEN_GOAL}</td><td>Open doel</td>" in packed(conflict.content)
    assert client.post(f"{address}/wijzigen/", sent | {"goal": open_one.pk}).status_code == 302
    history = packed(client.get(f"{address}/geschiedenis/").content)
    assert f"<td>{UNSEEN_GOAL}</td><td>Open doel</td>" in history
    assert SEAL not in history
    assert SEAL in as_(table, "officer").get(f"{address}/geschiedenis/").content.decode()
    # Who sees the link may take it away.
    record.refresh_from_db()
    services.change(record, {"goal": None}, table.actor("partner"), record.version)
    assert Activity.objects.get(pk=record.pk).goal is None


def test_a_list_keeps_a_goal_that_its_owner_does_not_see(table: Table, hidden: dict[type[Record], Record]) -> None:
    record = ours(table, Activity, name="Sport", key="A1", goal=hidden[Goal])
    client, partner = as_(table, "partner"), table.actor("partner")
    sheet = client.get("/alliantie/de-hoogte/activiteiten.csv").content
    assert SEAL not in sheet.decode("utf-8-sig")
    assert SEAL in as_(table, "officer").get("/alliantie/de-hoogte/activiteiten.csv").content.decode("utf-8-sig")
    rows = [["eigen nummer", "naam", "wie doet het", "doel"], ["A1", "Sport voor iedereen", "Onze School", ""]]
    how = {"columns": {"key": ["eigen nummer"], "name": ["naam"], "owner": ["wie doet het"], "goal": ["doel"]}}
    run = ImportRun.objects.create(
        kind="activity", alliance=table.here, file="x", sheets=[{"name": "", "rows": rows}], mapping=how
    )
    [line] = preview(run, partner).changed
    assert [title for title, _now, _then in line.differs] == ["naam"]
    apply(run, partner)
    record.refresh_from_db()
    assert (record.name, record.goal) == ("Sport voor iedereen", hidden[Goal])


def test_a_plan_above_that_is_a_concept_stands_in_no_version(table: Table, client: Client) -> None:
    officer = table.actor("officer")
    above = ours(table, Plan, CONCEPT, name=SEAL, kind=PlanKind.AREA)
    plan = ours(table, Plan, PUBLIC, name="Uitvoering", kind=PlanKind.IMPLEMENTATION, above=above)
    version = plans.adopt(plan, date(2026, 1, 2), None, officer, 1)
    assert SEAL not in str(version.content)
    assert SEAL not in client.get(f"/plan/{plan.pk}/versie/1/").content.decode()
    services.change(above, {"visibility": PUBLIC}, officer, 1)
    version = plans.adopt(plan, date(2026, 1, 2), None, officer, 2)
    assert version.content["plan"]["above"] == SEAL


@pytest.mark.parametrize("kind", [Goal, Meeting, Decision, Commitment, Remark, Target])
def test_whether_something_is_here_is_asked_for_every_sort(
    table: Table, real_figures: None, kind: type[Record]
) -> None:
    example = Alliance.objects.create(key="voorbeeld-x", name="Voorbeeld", nature=Nature.EXAMPLE)
    fixed = {"alliance": example, "visibility": PUBLIC}
    plan = Plan.objects.create(**fixed, name="x", kind=PlanKind.AREA)
    more = {
        Meeting: {"starts": timezone.now()},
        Decision: {"day": date(2026, 1, 2)},
        Remark: {"plan": plan},
        Target: {"goal": Goal.objects.create(**fixed, name="x"), "place": table.here.places.get()},
    }
    made = kind.objects.create(**fixed, **more.get(kind, {}))
    assert not record_selectors.visible(kind, table.actor("officer")).filter(pk=made.pk).exists()
    Alliance.objects.exclude(pk=example.pk).update(nature=Nature.INVENTED)
    assert record_selectors.visible(kind, table.actor("visitor")).filter(pk=made.pk).exists()


@pytest.fixture
def real_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alliance_selectors, "_invented", lambda: False)


def test_mine_beside_real_figures(table: Table, real_figures: None) -> None:
    example = Alliance.objects.create(key="voorbeeld-x", name="Voorbeeld", nature=Nature.EXAMPLE)
    for alliance, name in ((example, SEAL), (table.here, "Van ons")):
        Commitment.objects.create(alliance=alliance, owner=table.ours, name=name, visibility=PUBLIC)
    page = as_(table, "partner everywhere").get("/mijn/").content.decode()
    assert "Van ons" in page
    assert SEAL not in page


@pytest.fixture
def taken(table: Table) -> Activity:
    """A concept of the others with a number."""
    return Activity.objects.create(alliance=table.here, owner=table.others, name=SEAL, key="A1")


def test_a_number_used_twice_is_said_and_what_was_typed_stays(table: Table, taken: Activity) -> None:
    client = as_(table, "partner")
    typed = {"name": "Lange tekst", "owner": table.ours.pk, "key": "A1", "visibility": 0, "status": "bezig"}
    own = ours(table, Activity, name="Eerder")
    for address, more in (
        ("/alliantie/de-hoogte/activiteiten/nieuw/", {}),
        (f"/activiteit/{own.pk}/wijzigen/", {"seen": 1}),
    ):
        response = client.post(address, typed | more)
        page = response.content.decode()
        assert response.status_code == 200
        assert NUMBER in page
        assert page.count(NUMBER) == 2  # above the form, and beside the field
        assert 'value="Lange tekst"' in page
        assert SEAL not in page
    with pytest.raises(ValidationError, match=NUMBER):
        services.add(
            Activity, {"alliance": table.here, "owner": table.ours, "name": "x", "key": "A1"}, table.actor("partner")
        )
    assert Activity.objects.count() == 2


def test_a_number_used_twice_in_a_list(table: Table, taken: Activity) -> None:
    client = as_(table, "partner")
    rows = [["nummer", "naam", "wie"], ["A1", "Sport", "Onze School"]]
    how = {"columns": {"key": ["nummer"], "name": ["naam"], "owner": ["wie"]}}
    run = ImportRun.objects.create(
        kind="activity",
        alliance=table.here,
        user=table.users["partner"],
        file="x",
        sheets=[{"name": "", "rows": rows}],
        mapping=how,
    )
    response = client.post(f"/alliantie/de-hoogte/overnemen/{run.pk}/", {"do": "apply"})
    assert response.status_code == 409
    assert f"Regel 2: {NUMBER}" in response.content.decode()
    assert SEAL not in response.content.decode()
    assert Activity.objects.count() == 1


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Something that somebody else does after a record was found in order, and before it is written."""

    def arrange(act: Callable[[], object]) -> None:
        looked = Activity.full_clean

        def full_clean(self: Activity, *arguments: object, **options: object) -> None:
            looked(self, *arguments, **options)
            monkeypatch.setattr(Activity, "full_clean", looked)
            act()

        monkeypatch.setattr(Activity, "full_clean", full_clean)

    return arrange


def test_two_who_use_a_number_at_one_moment(table: Table, late: Callable[[Callable[[], object]], None]) -> None:
    values = {"alliance": table.here, "owner": table.ours, "name": "x", "key": "A1"}
    late(lambda: Activity.objects.create(**{**values, "owner": table.others, "name": SEAL}))
    with pytest.raises(ValidationError, match=NUMBER):
        services.add(Activity, values, table.actor("partner"))
    # The other one is written in the same transaction here, and so goes back with it.
    assert not Activity.objects.exists()
    assert not Activity.history.exists()


def test_one_form_sent_twice_at_one_moment(table: Table, late: Callable[[Callable[[], object]], None]) -> None:
    partner, entry = table.actor("partner"), Activity().entry
    values = {"alliance": table.here, "owner": table.ours, "name": "x"}
    late(lambda: services.add(Activity, values, partner, entry))
    assert services.add(Activity, values, partner, entry) == Activity.objects.get()


def test_going_back_to_a_number_that_somebody_has_by_now(table: Table) -> None:
    officer = table.actor("officer")
    rows = [["nummer", "naam", "wie"], ["A2", "Sport na school", "Onze School"]]
    how = {"columns": {"key": ["nummer"], "name": ["naam"], "owner": ["wie"]}}
    table.activity(name="Sport na school")
    run = ImportRun.objects.create(
        kind="activity", alliance=table.here, file="x", sheets=[{"name": "", "rows": rows}], mapping=how
    )
    Activity.objects.update(key="A1")
    state = Activity.history.get()
    state.key = "A1"
    state.save()
    run.done = [[Activity.objects.get().pk, state.history_id, 1]]
    run.applied = timezone.now()
    run.save()
    Activity.objects.update(key="")
    table.activity(name=SEAL, key="A1")
    with pytest.raises(ToetssteenError, match=NUMBER):
        undo(run, officer)


def test_undoing_a_list_names_nothing_that_went_out_of_sight(table: Table) -> None:
    one = ours(table, Activity, CONCEPT, name=SEAL)
    run = ImportRun.objects.create(
        kind="activity", alliance=table.here, file="x", sheets=[], done=[[one.pk, None, 1]], applied=timezone.now()
    )
    Activity.objects.update(owner=table.others, version=2)
    with pytest.raises(ToetssteenError, match="“een activiteit” is daarna nog gewijzigd"):
        undo(run, table.actor("partner"))


def test_only_what_everybody_sees_changes_the_stamp_of_public_pages(table: Table) -> None:
    officer, now = table.actor("officer"), timezone.now()
    fixed = {"alliance": table.here, "owner": table.ours}
    records = [
        kind.objects.create(**fixed, name="x", visibility=visibility, **more)
        for visibility in Visibility
        for kind, more in ((Activity, {}), (Meeting, {"starts": now}), (Decision, {"day": now.date()}))
    ]
    assert re.fullmatch(r"-[0-9a-f]{16}", selectors.stamp())
    for one in records:
        before = selectors.stamp()
        services.change(one, {"name": "y"}, officer, 1)
        assert (selectors.stamp() != before) == (one.visibility == PUBLIC), one.visibility
    before = selectors.stamp()
    table.activity(COUNCIL)
    assert selectors.stamp() == before
    services.change(records[-3], {"visibility": COUNCIL}, officer, 2)
    assert selectors.stamp() != before


def test_a_form_does_not_name_who_stands_in_a_concept_only(table: Table) -> None:
    secret = Organisation.objects.create(key="geheim", name="Geheime partner")
    table.activity().partners.add(secret)
    address = "/alliantie/de-hoogte/activiteiten/nieuw/"
    assert "Geheime partner" not in as_(table, "stranger").get(address).content.decode()
    assert "Geheime partner" in as_(table, "partner").get(address).content.decode()
    assert selectors.parties(table.actor("stranger"), table.here) == set()


def test_the_log_holds_no_title(table: Table, caplog: pytest.LogCaptureFixture) -> None:
    made = services.add(
        Activity, {"alliance": table.here, "owner": table.ours, "name": SEAL}, table.actor("partner"), Activity().entry
    )
    with pytest.raises(PermissionDenied):
        services.add(Activity, {}, table.actor("stranger"), made.entry)
    assert f"may not repeat activity {made.pk}" in caplog.text
    assert SEAL not in caplog.text


def test_what_is_not_public_is_not_denied(table: Table, client: Client) -> None:
    fixed = {"alliance": table.here, "department": "Ministerie van Wonen"}
    StatePromise.objects.create(
        **fixed, domain="wonen", name="Huizen", substance=4, programme=4, finance=4, visibility=PUBLIC
    )
    StatePromise.objects.create(**fixed, domain="veiligheid", name="Agenten", substance=1, visibility=COUNCIL)
    page = client.get("/alliantie/de-hoogte/rijk/").content.decode()
    assert "Waarover niets openbaar is toegezegd" in page
    assert "Alle toezeggingen die hier staan, lopen." in page
    assert "Een puntje: niets openbaar." in page
    for denial in ("niets is toegezegd", "niets toegezegd", "Alles wat is toegezegd"):
        assert denial not in page
    StatePromise.objects.filter(visibility=PUBLIC).delete()
    for address in ("/alliantie/de-hoogte/rijk/", "/rijk/"):
        assert "Er staan hier geen toezeggingen van het Rijk die u mag zien." in client.get(address).content.decode()
    table.activity(COUNCIL)
    assert "geen eigen activiteiten die u mag zien" in client.get("/organisatie/onze-school/").content.decode()


def test_a_remark_after_its_plan_went_out_of_sight_leads_somewhere(table: Table) -> None:
    plan = ours(table, Plan, ALLIANCE, name=SEAL, owner=table.others, kind=PlanKind.AREA, stage=Stage.REVIEW)
    remark = ours(table, Remark, plan=plan, name="Speelplek", text="Die ontbreekt.")
    Plan.objects.update(visibility=CONCEPT, react_until=timezone.localdate() - timedelta(1))
    page = as_(table, "partner").get(f"/reactie/{remark.pk}/geschiedenis/").content.decode()
    assert f"/plan/{plan.pk}/" not in page
    assert 'href="/alliantie/de-hoogte/"' in page
