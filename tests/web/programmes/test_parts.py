"""Steps and outputs: saved together, by who may, never over somebody else's; small counts of people stay inside."""

import dataclasses
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from packed_html import packed
from people import sign_in
from web.conftest import Table

from toetssteen.analysis.disclosure import LEAST_COUNT, LEAST_PEOPLE, SuppressedCount
from toetssteen.web.accounts.roles import VISITOR
from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.programmes.activities import counts
from toetssteen.web.programmes.api import rows as api_rows
from toetssteen.web.programmes.models import Activity, Milestone, Output


def rows(*found: dict[str, object], seen: int = 1, before: int = 0) -> dict[str, object]:
    """A form as the browser sends it."""
    told = {"seen": seen, "rij-TOTAL_FORMS": len(found), "rij-INITIAL_FORMS": before}
    return told | {f"rij-{i}-{name}": value for i, row in enumerate(found) for name, value in row.items()}


def test_steps_are_kept_changed_and_taken_away_with_history(table: Table, client) -> None:
    one = table.activity(Visibility.PUBLIC)
    where = f"/activiteit/{one.pk}/stappen/"
    sign_in(client, table.users["partner"])
    assert client.get(where).status_code == 200
    first, second = {"name": "Begin", "due": "2026-03-01"}, {"name": "Einde", "due": "2026-09-01"}
    assert client.post(where, rows(first, second)).status_code == 302
    begin, end = Milestone.objects.all()
    again = rows(
        {**first, "id": begin.pk, "done": "2026-03-02"}, {**second, "id": end.pk, "DELETE": "on"}, seen=2, before=2
    )
    assert client.post(where, again).status_code == 302
    assert list(Milestone.objects.values_list("name", "done")) == [("Begin", date(2026, 3, 2))]
    assert {h.history_user for h in Milestone.history.all()} == {table.users["partner"]}
    assert Milestone.history.count() == 4
    assert "Gewijzigd: stappen" in client.get(f"/activiteit/{one.pk}/geschiedenis/").content.decode()
    client.logout()
    assert "2 maart 2026" in client.get(f"/activiteit/{one.pk}/").content.decode()


def test_the_second_writer_is_told_and_loses_nothing(table: Table, client) -> None:
    one = table.activity(Visibility.PUBLIC)
    where = f"/activiteit/{one.pk}/stappen/"
    sign_in(client, table.users["officer"])
    Activity.objects.update(version=2)
    response = client.post(where, rows({"name": "Mijn stap", "due": "2026-03-01"}))
    assert response.status_code == 409
    assert "Mijn stap" in response.content.decode()
    assert not Milestone.objects.exists()
    assert client.post(where, rows({"name": "Mijn stap", "due": "2026-03-01"}, seen=2)).status_code == 302
    assert Milestone.objects.count() == 1


@pytest.mark.parametrize("page", ["stappen", "prestaties"])
@pytest.mark.parametrize(("who", "status"), [("stranger", 403), ("alderman", 403), ("council", 404), ("nobody", 404)])
def test_who_may_not_change_it_does_not(table: Table, client, page: str, who: str, status: int) -> None:
    one = table.activity(Visibility.ALLIANCE)
    sign_in(client, table.users[who])
    told = {"name": "Vals", "due": "2026-03-01", "unit": "x", "year": 2026}
    assert client.post(f"/activiteit/{one.pk}/{page}/", rows(told)).status_code == status
    assert not Milestone.objects.exists()
    assert not Output.objects.exists()


def test_a_row_of_another_activity_is_not_reached(table: Table, client) -> None:
    theirs = Milestone.objects.create(activity=table.activity(owner=table.others), name="Hun stap", due="2026-01-01")
    mine = table.activity(Visibility.PUBLIC)
    sign_in(client, table.users["partner"])
    told = rows({"id": theirs.pk, "name": "Gekaapt", "due": "2026-03-01"}, before=1)
    client.post(f"/activiteit/{mine.pk}/stappen/", told)
    client.post(f"/activiteit/{mine.pk}/stappen/", rows({"id": theirs.pk, "DELETE": "on"}, before=1, seen=mine.version))
    theirs.refresh_from_db()
    assert (theirs.name, theirs.activity.owner) == ("Hun stap", table.others)


def test_outputs_per_year_and_what_leaves_of_people(table: Table, client) -> None:
    one = table.activity(Visibility.PUBLIC, group="jongeren", group_size=7)
    where = f"/activiteit/{one.pk}/prestaties/"
    sign_in(client, table.users["officer"])
    homes = {"name": "Huizen", "unit": "woningen", "year": 2026, "planned": "1.250", "dwellings": "nieuw"}
    few = {"name": "Deelnemers", "unit": "mensen", "year": 2026, "planned": "4", "people": "on"}
    assert "is geen getal" in client.post(where, rows({**homes, "planned": "veel"})).content.decode()
    assert "kleiner dan 0" in client.post(where, rows({**homes, "planned": "-3"})).content.decode()
    assert not Output.objects.exists()
    assert client.post(where, rows({**homes, "by": table.others.pk}, few)).status_code == 302
    page = packed(client.get(f"/activiteit/{one.pk}/").content)
    assert "te klein" not in page
    assert ">7<" in page
    client.logout()
    page = packed(client.get(f"/activiteit/{one.pk}/").content)
    assert "1.250" in page
    assert "Huis en Thuis" in page
    assert page.count("te klein") >= 2
    assert ">7<" not in page
    assert ">4<" not in page


@given(st.integers(0, 500), st.floats(0, 1e6) | st.just(float("nan")))
def test_a_count_leaves_only_when_it_and_its_area_are_large_enough(count: int, people: float) -> None:
    may = count >= LEAST_COUNT and not np.isnan(people) and people >= LEAST_PEOPLE
    for_everybody = counts.count_for_reader(count, people, inside=False)
    assert for_everybody == (count if may else SuppressedCount())
    assert counts.count_text(for_everybody) == (str(count) if may else "te klein")
    assert counts.count_number(for_everybody) == (count if may else None)
    assert counts.is_suppressed(for_everybody) != may
    assert counts.count_for_reader(count, people, inside=True) == count
    assert counts.count_for_reader(None, people, inside=False) is None
    assert counts.count_text(None) == ""


def test_a_suppressed_count_holds_no_number() -> None:
    assert dataclasses.fields(SuppressedCount) == ()
    with pytest.raises(TypeError):
        int(SuppressedCount())  # type: ignore[call-overload]


def test_without_figures_the_area_is_unknown(table: Table) -> None:
    assert np.isnan(counts.inhabitants(table.here.places.all()))


def test_machines_get_the_numbers_of_outputs(table: Table) -> None:
    one = table.activity(Visibility.PUBLIC)
    Output.objects.create(activity=one, name="Huizen", unit="woningen", year=2026, planned=1250)
    (output,) = api_rows.activity(VISITOR, one.pk)["prestaties"]
    assert (output["gepland"], output["gerealiseerd"]) == (1250, None)
