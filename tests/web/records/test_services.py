"""Changing: all or nothing, by whoever may, never over somebody else's work."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from web.conftest import Table

from toetssteen.web.alliances.models import PlaceName
from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.programmes.models import Activity, Goal
from toetssteen.web.records import services
from toetssteen.web.records.differences import between, texts
from toetssteen.web.records.readers import reader


def values(table: Table, **more: object) -> dict[str, object]:
    return {"alliance": table.here, "owner": table.ours, "name": "Sport na school", **more}


def test_a_new_record_is_one_state_in_its_history_places_and_all(table: Table) -> None:
    place = table.here.places.get()
    made = services.add(
        Activity, values(table, places=[place], partners=[table.others]), table.actor("partner"), uuid4()
    )
    state = made.history.get()
    assert (state.history_type, state.history_user) == ("+", table.users["partner"])
    assert [row.placename for row in state.places.all()] == [place]
    assert [row.organisation for row in state.partners.all()] == [table.others]


def test_a_form_sent_twice_makes_one_record(table: Table) -> None:
    entry = uuid4()
    first, second = (services.add(Activity, values(table), table.actor("partner"), entry) for _ in range(2))
    assert first == second
    assert Activity.objects.count() == 1
    with pytest.raises(PermissionDenied):
        services.add(Activity, values(table), table.actor("stranger"), entry)


@pytest.mark.parametrize(
    "who", ["visitor", "nobody", "stranger", "council", "auditor", "analyst", "administrator", "officer elsewhere"]
)
def test_who_may_not_adds_and_changes_nothing(table: Table, who: str, caplog: pytest.LogCaptureFixture) -> None:
    record = table.activity(Visibility.PUBLIC)
    with pytest.raises(PermissionDenied):
        services.add(Activity, values(table), table.actor(who), uuid4())
    with pytest.raises(PermissionDenied):
        services.change(record, {"name": "Anders"}, table.actor(who), 1)
    with pytest.raises(PermissionDenied):
        services.remove(record, table.actor(who), 1)
    assert Activity.objects.get().name == "Sport na school"
    assert "refused" in caplog.text


def test_a_partner_cannot_publish_nor_give_away_what_is_its_own(table: Table) -> None:
    partner = table.actor("partner")
    with pytest.raises(PermissionDenied):
        services.add(Activity, values(table, visibility=Visibility.PUBLIC), partner, uuid4())
    record = table.activity()
    for change in ({"visibility": Visibility.COUNCIL}, {"owner": table.others}, {"alliance": table.there}):
        with pytest.raises(PermissionDenied):
            services.change(record, change, partner, 1)
    assert not Activity.objects.exclude(visibility=Visibility.CONCEPT).exists()


def test_the_second_writer_is_told_and_nothing_is_lost(table: Table) -> None:
    record = table.activity()
    services.change(record, {"name": "Van de eerste"}, table.actor("partner"), 1)
    with pytest.raises(services.ConflictError) as told:
        services.change(record, {"name": "Van de tweede"}, table.actor("officer"), 1)
    assert told.value.current.name == "Van de eerste"
    services.change(record, {"name": "Van de tweede"}, table.actor("officer"), 2)
    names = [state.name for state in Activity.objects.get().history.all()]
    assert names[:2] == ["Van de tweede", "Van de eerste"]


def test_a_wrong_value_changes_nothing_at_all(table: Table) -> None:
    record = table.activity(start="2026-01-01")
    record.places.add(table.here.places.get())
    with pytest.raises(ValidationError, match="Het einde ligt voor het begin"):
        services.change(record, {"name": "Anders", "end": "2025-01-01", "places": []}, table.actor("officer"), 1)
    kept = Activity.objects.get()
    assert (kept.name, kept.version, kept.places.count()) == ("Sport na school", 1, 1)


def test_an_earlier_state_comes_back_whole_and_stays_as_visible_as_it_is(table: Table) -> None:
    officer = table.actor("officer")
    place = table.here.places.get()
    record = services.add(Activity, values(table, places=[place], visibility=Visibility.PUBLIC), officer, uuid4())
    first = record.history.get()
    other = PlaceName.objects.create(code="selwerd", name="Selwerd")
    change = {"name": "Anders", "places": [other], "visibility": Visibility.CONCEPT}
    services.change(record, change, officer, 1)
    with pytest.raises(PermissionDenied):
        services.restore(Activity.objects.get(), first.history_id, table.actor("partner"), 2)
    back = services.restore(Activity.objects.get(), first.history_id, officer, 2)
    assert (back.name, back.visibility, list(back.places.all())) == ("Sport na school", Visibility.CONCEPT, [place])
    assert back.history.first().history_change_reason == "Teruggezet naar een eerdere versie"


def test_differences_are_in_words(table: Table) -> None:
    officer = table.actor("officer")
    record = services.add(Activity, values(table, places=[table.here.places.get()]), officer, uuid4())
    services.change(record, {"status": "bezig", "places": [], "end": "2027-07-01"}, officer, 1)
    after, before = record.history.all()
    who = reader(officer)
    found = {
        d.label: (d.before, d.after)
        for d in between(Activity, texts(before, Activity, who), texts(after, Activity, who))
    }
    assert found == {"stand": ("niet bekend", "bezig"), "waar": ("De Hoogte", ""), "einde": ("", "1 juli 2027")}


def test_no_goal_hangs_under_itself(table: Table) -> None:
    officer = table.actor("officer")
    top = services.add(Goal, values(table, name="Top"), officer, uuid4())
    middle = services.add(Goal, values(table, name="Midden", parent=top), officer, uuid4())
    low = services.add(Goal, values(table, name="Onder", parent=middle), officer, uuid4())
    for parent in (top, middle, low):
        with pytest.raises(ValidationError, match="niet onder zichzelf"):
            services.change(top, {"parent": parent}, officer, 1)
    assert Goal.objects.get(pk=top.pk).parent is None


def test_only_a_concept_can_be_removed_and_nothing_that_hangs_on_it(table: Table) -> None:
    officer = table.actor("officer")
    with pytest.raises(PermissionDenied):
        services.remove(table.activity(Visibility.PUBLIC), officer, 1)
    goal = services.add(Goal, values(table, name="Doel"), officer, uuid4())
    record = table.activity(goal=goal)
    with pytest.raises(services.ToetssteenError, match="hangt nog iets"):
        services.remove(goal, officer, 1)
    services.remove(record, officer, 1)
    assert Activity.history.filter(id=record.pk, history_type="-").get().history_user == table.users["officer"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    names=st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40), min_size=1, max_size=5
    )
)
def test_any_row_of_changes_can_be_walked_back(table: Table, names: list[str]) -> None:
    """Whatever is typed, every state is in the history, and going back to the first gives the first."""
    names = [name.strip() or "x" for name in names]
    officer = table.actor("officer")
    record = services.add(Activity, values(table, name="Eerst"), officer, uuid4())
    for seen, name in enumerate(names, start=1):
        record = services.change(record, {"name": name}, officer, seen)
    states = list(record.history.order_by("history_id"))
    assert [s.name for s in states] == ["Eerst", *names]
    assert services.restore(record, states[0].history_id, officer, record.version).name == "Eerst"
