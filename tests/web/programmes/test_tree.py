"""The goal tree holds every goal once, whatever somebody may see of it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from web.conftest import Table

from toetssteen.web.alliances.models import Alliance
from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.programmes.goals.tree import Branch, tree
from toetssteen.web.programmes.models import Goal


def listed(branches: list[Branch]) -> list[int]:
    return [pk for branch in branches for pk in (branch.goal.pk, *listed(branch.below))]


@given(parents=st.lists(st.integers(0, 30), max_size=12), seen=st.sets(st.integers(0, 11)))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_goal_that_is_seen_stands_in_it_once(parents: list[int], seen: set[int]) -> None:
    goals = []
    alliance = Alliance(key="x")
    for i, parent in enumerate(parents):
        # Under an earlier one, or on top.
        goals.append(Goal(pk=i + 1, parent_id=parent + 1 if parent < i else None, name=str(i), alliance=alliance))
    shown = [goal for i, goal in enumerate(goals) if i in seen]
    assert sorted(listed(tree(shown, []))) == [goal.pk for goal in shown]


@pytest.mark.parametrize("who", ["visitor", "officer"])
def test_the_page_shows_what_one_may_see_of_it(table: Table, client, who: str) -> None:
    from people import sign_in

    top = Goal.objects.create(alliance=table.here, name="Een geheim doel")
    Goal.objects.create(alliance=table.here, name="Een open doel", parent=top, visibility=Visibility.PUBLIC)
    if who == "officer":
        sign_in(client, table.users["officer"])
    page = client.get("/alliantie/de-hoogte/").content.decode()
    assert "Een open doel" in page
    assert ("Een geheim doel" in page) == (who == "officer")


def test_a_goal_is_made_moved_and_never_under_itself(table: Table, client) -> None:
    from people import sign_in

    sign_in(client, table.users["officer"])
    base = {"level": "doel", "owner": table.ours.pk, "visibility": 3, "order": 0}
    where = "/alliantie/de-hoogte/doelen/nieuw/"
    assert client.post(where, {**base, "name": "Boven"}).headers["Location"].startswith("/doel/")
    top = Goal.objects.get()
    client.post(where, {**base, "name": "Onder", "parent": top.pk})
    low = Goal.objects.get(name="Onder")
    assert low.parent == top
    page = client.post(
        f"/doel/{top.pk}/wijzigen/", {**base, "name": "Boven", "parent": low.pk, "seen": 1}
    ).content.decode()
    assert "kan niet onder zichzelf hangen" in page
    assert client.post(f"/doel/{low.pk}/wijzigen/", {**base, "name": "Anders", "seen": 1}).status_code == 302
    assert "Onder" in client.get(f"/doel/{low.pk}/geschiedenis/").content.decode()
    assert "Anders" in client.get("/alliantie/de-hoogte/").content.decode()
    client.logout()
    assert client.get(f"/doel/{low.pk}/wijzigen/").status_code == 302
