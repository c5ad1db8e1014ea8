"""A list that comes again: what people typed here meanwhile stays, unless somebody ticks it; a blank takes nothing away."""

from datetime import date

import pytest
from django.test import Client
from people import sign_in
from web.conftest import Table

from toetssteen.web.alliances.models import PlaceName
from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.imports.apply import apply, undo
from toetssteen.web.imports.mapping import ColumnMapping
from toetssteen.web.imports.models import ImportRun
from toetssteen.web.imports.preview import preview
from toetssteen.web.programmes.models import Activity
from toetssteen.web.records import services

WHERE = "/alliantie/de-hoogte/overnemen/"
COLUMNS = {
    "nr": "key", "naam": "name", "wie": "owner", "met": "partners", "waar": "places", "begin": "start", "eind": "end",
    "stand": "status", "geld": "money", "zien": "visibility", "doel": "goal", "bron": "source",
}  # fmt: skip
FULL = {
    "nr": "1", "naam": "Sport", "wie": "Onze School", "met": "Huis en Thuis", "waar": "De Hoogte", "begin": "2026",
    "eind": "doorlopend", "stand": "bezig", "geld": "1.000 euro", "zien": "alliantie", "bron": "brief",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _no_figures(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOETSSTEEN_VAR", str(tmp_path))


def brought(table: Table, *rows: dict[str, str], **choices: object) -> ImportRun:
    """A list of the officer with these rows, as it is after reading the file."""
    titles = list(dict.fromkeys(title for row in rows for title in row))
    sheets = [{"name": "", "rows": [titles, *([row.get(title, "") for title in titles] for row in rows)]}]
    mapping = ColumnMapping(columns={COLUMNS[title]: [title] for title in titles}, **choices)
    user = table.users["officer"]
    return ImportRun.objects.create(
        kind="activity", alliance=table.here, user=user, file="mei.csv", sheets=sheets, mapping=mapping.stored()
    )


def taken(table: Table, *rows: dict[str, str], **choices: object) -> ImportRun:
    return apply(brought(table, *rows, **choices), table.actor("officer"))


def typed(table: Table, **values: object) -> Activity:
    """What the partner types on the page of the activity."""
    activity = Activity.objects.get(key="1")
    return services.change(activity, values, table.actor("partner"), activity.version)


def said(activity: Activity) -> dict[str, object]:
    plain = {
        f.name: getattr(activity, f.attname)
        for f in activity._meta.concrete_fields
        if f.name not in ("version", "changed")
    }
    return plain | {name: set(getattr(activity, name).values_list("pk", flat=True)) for name in ("places", "partners")}


def test_a_blank_takes_nothing_away(table: Table) -> None:
    taken(table, FULL)
    before = said(Activity.objects.get())
    assert all(before[name] for name in ("places", "partners", "money", "status", "start", "source", "visibility"))
    known = {"nr": "1", "naam": "Sport", "wie": "Onze School"}
    every = [dict.fromkeys(FULL, blank) for blank in ("", " ", "\u00a0")]
    # Where a word is looked for, these say nothing either; in a text of its own they are what somebody wrote.
    words = [dict.fromkeys(("met", "waar", "begin", "eind", "stand"), blank) for blank in ("-", "n.v.t.", "onbekend")]
    for silent in (*every, *words):
        second = brought(table, {**silent, **known})
        outcome = preview(second, table.actor("officer"))
        assert (outcome.same, outcome.changed, outcome.conflicting, outcome.unknown) == (1, [], [], []), silent
        apply(second, table.actor("officer"))
        assert said(Activity.objects.get()) == before, silent


def test_what_was_typed_here_stays_and_is_marked(table: Table) -> None:
    taken(table, FULL)
    typed(table, money="2.000 euro", end=date(2027, 6, 30), end_precision="dag")
    second = brought(table, {**FULL, "geld": "3.000 euro", "eind": "2028", "bron": "nota"})
    outcome = preview(second, table.actor("officer"))
    [row] = outcome.changed
    assert row.differs == [("bron", "brief", "nota")]
    assert [(one.title, one.now, one.then, one.who, one.ticked) for one in row.conflicts] == [
        ("einde", "30 juni 2027", "2028", "Partner", False),
        ("geld", "2.000 euro", "3.000 euro", "Partner", False),
    ]
    page = sign_in(Client(), table.users["officer"]).get(f"{WHERE}{second.pk}/").content.decode()
    assert "door Partner" in page
    assert "Hier gewijzigd en anders in uw lijst: 2 cellen." in page
    apply(second, table.actor("officer"))
    one = Activity.objects.get()
    assert (one.money, one.end, one.end_precision, one.source) == ("2.000 euro", date(2027, 6, 30), "dag", "nota")
    # It was not taken from the list, so it still is of here when the third list comes.
    third = preview(brought(table, FULL), table.actor("officer"))
    assert [one.title for one in third.conflicting[0].conflicts] == ["einde", "geld"]


def test_what_is_ticked_is_taken_over_and_goes_back_exactly(table: Table) -> None:
    taken(table, FULL)
    typed(table, money="2.000 euro", contact="balie")
    typed(table, name="Sport en spel")
    before = said(Activity.objects.get())
    second = brought(table, {**FULL, "geld": "3.000 euro", "naam": "Sporten"})
    client = sign_in(Client(), table.users["officer"])
    where = f"{WHERE}{second.pk}/"
    conflicts = client.get(where).context["conflicts"]
    own = {one.field: one.value for _line, one in conflicts}
    assert set(own) == {"money", "name"}
    sent = {"do": "apply", "over-shown": "1", "over": own["money"]}
    assert client.post(where, sent).status_code == 302
    one = Activity.objects.get()
    assert (one.money, one.name, one.contact) == ("3.000 euro", "Sport en spel", "balie")
    assert client.post(where, {"do": "undo"}).status_code == 302
    assert said(Activity.objects.get()) == before
    # What was taken back was never written: it is still the partner's.
    again = preview(brought(table, {**FULL, "geld": "4.000 euro"}), table.actor("officer"))
    assert {one.field: one.who for one in again.conflicting[0].conflicts} == {"money": "Partner", "name": "Partner"}


def test_all_of_it_can_be_taken_at_once(table: Table) -> None:
    taken(table, FULL)
    typed(table, money="2.000 euro", source="ander")
    second = brought(table, FULL)
    client = sign_in(Client(), table.users["officer"])
    client.post(f"{WHERE}{second.pk}/", {"do": "apply", "over-shown": "1", "over-all": "1"})
    activity = Activity.objects.get()
    assert (activity.money, activity.source) == ("1.000 euro", "brief")
    # The list wrote it last: the next list may.
    third = preview(brought(table, {**FULL, "geld": "5 euro"}), table.actor("officer"))
    assert (third.conflicting, third.changed[0].differs) == ([], [("geld", "1.000 euro", "5 euro")])


def test_a_tick_holds_for_what_was_seen_only(table: Table) -> None:
    """Somebody types again between looking and taking over: that was not what was ticked."""
    taken(table, FULL)
    typed(table, money="2.000 euro")
    second = brought(table, FULL)
    client = sign_in(Client(), table.users["officer"])
    where = f"{WHERE}{second.pk}/"
    [(_line, cell)] = client.get(where).context["conflicts"]
    typed(table, money="9.000 euro")
    client.post(where, {"do": "apply", "over-shown": "1", "over": cell.value})
    assert Activity.objects.get().money == "9.000 euro"


def test_what_a_person_entered_here_is_not_overwritten_by_the_first_list(table: Table) -> None:
    values = {"alliance": table.here, "owner": table.ours, "name": "Sport", "key": "1", "money": "2.000 euro"}
    services.add(Activity, values, table.actor("officer"))
    run = taken(table, FULL)
    activity = Activity.objects.get()
    assert activity.money == "2.000 euro"
    # What nobody had said is filled in.
    assert (activity.status, activity.source, activity.visibility) == ("bezig", "brief", Visibility.ALLIANCE)
    undo(run, table.actor("officer"))
    activity.refresh_from_db()
    assert (activity.money, activity.status, activity.source) == ("2.000 euro", "onbekend", "")


def test_who_may_not_read_the_history_is_not_told_who(table: Table) -> None:
    taken(table, FULL)
    typed(table, money="2.000 euro")
    run = brought(table, FULL)
    run.user = table.users["stranger"]
    run.save()
    [row] = preview(run, table.actor("stranger")).conflicting
    assert [(one.now, one.who) for one in row.conflicts] == [("2.000 euro", "")]


def test_places_and_partners_changed_here_stay_whole(table: Table) -> None:
    taken(table, FULL)
    other = PlaceName.objects.create(code="elders", name="Elders")
    typed(table, places=[other])
    taken(table, {**FULL, "met": ""})
    assert [place.code for place in Activity.objects.get().places.all()] == ["elders"]
    assert Activity.objects.get().partners.get() == table.others


def test_the_questions_do_not_grow_with_the_rows(table: Table, django_assert_max_num_queries) -> None:
    rows = [{**FULL, "nr": str(number), "naam": f"A{number}"} for number in range(1, 41)]
    taken(table, *rows)
    for activity in Activity.objects.all():
        services.change(activity, {"money": "anders"}, table.actor("partner"), activity.version)
    run = brought(table, *rows)
    with django_assert_max_num_queries(140):
        assert len(preview(run, table.actor("officer")).conflicting) == 40
