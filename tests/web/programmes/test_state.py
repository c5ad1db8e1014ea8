"""What the State promised: the matrix, the gaps and the waiting, derived from the list."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from people import sign_in
from web.conftest import Table

from toetssteen.web.alliances.rules import Visibility
from toetssteen.web.programmes.models import Firmness, StatePromise
from toetssteen.web.programmes.state import matrix as state_matrix

DEPARTMENTS, TOPICS = ("Wonen", "Onderwijs", "recht"), ("wonen", "jeugd", "veiligheid")
TODAY = date(2026, 11, 24)
promises = st.lists(
    st.builds(
        StatePromise,
        department=st.sampled_from(DEPARTMENTS),
        domain=st.sampled_from(TOPICS),
        name=st.text("ab", max_size=3),
        substance=st.sampled_from(Firmness),
        programme=st.sampled_from(Firmness),
        finance=st.sampled_from(Firmness),
        day=st.none() | st.dates(date(2000, 1, 1), date(2030, 1, 1)),
        post_until=st.none() | st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    ),
    max_size=12,
)


def known(one: StatePromise, part: str) -> int:
    """Slow and plain: what ran according to a paper of more than a year ago was agreed; more is not known."""
    firm = getattr(one, part)
    return 3 if firm == 4 and one.day is not None and one.day < date(2025, 11, 24) else firm


def least_known(one: StatePromise) -> int:
    return min(known(one, part) for part in state_matrix.PARTS)


@given(promises)
def test_the_matrix_says_what_the_list_says(found: list[StatePromise]) -> None:
    for department, topic in product(DEPARTMENTS, TOPICS):
        cell = [one for one in found if (one.department, one.domain) == (department, topic)]
        for part in state_matrix.PARTS:
            expected = sorted(known(one, part) for one in cell)[-1:] or [None]
            assert state_matrix.firmest(state_matrix.of(found, department, topic), part, TODAY) == expected[0]
        weakest = sorted(least_known(one) for one in cell)[-1:] or [None]
        assert state_matrix.whole(state_matrix.of(found, department, topic), TODAY) == weakest[0]
    told = {one.domain for one in found if one.substance or one.programme or one.finance}
    assert state_matrix.gaps(found, TOPICS) == [topic for topic in TOPICS if topic not in told]


@given(promises)
def test_who_waits_longest_stands_in_front(found: list[StatePromise]) -> None:
    waiting = state_matrix.waiting(found, TODAY)
    assert len(waiting) == sum(least_known(one) < 4 for one in found)
    days = [one.days for one in waiting if one.days is not None]
    assert days == sorted(days, reverse=True)
    assert all(one.days is None for one in waiting[len(days) :])
    for one in waiting:
        least = least_known(one.promise)
        assert one.lacking
        assert all(known(one.promise, part) == least for part in one.lacking)
        assert one.gone == (one.promise.post_until is not None and one.promise.post_until < TODAY)


def promise(table: Table, **values: object) -> StatePromise:
    fixed = {"alliance": table.here, "department": "Ministerie van Wonen", "domain": "wonen", "name": "Huizen"}
    return StatePromise.objects.create(**(fixed | {"visibility": Visibility.PUBLIC} | values))


def test_the_pages_tell_it_and_hide_what_is_not_public(table: Table, client) -> None:
    promise(table, substance=3, programme=2, finance=0, day=timezone.localdate() - timedelta(90))
    promise(table, name="Nog geheim", visibility=Visibility.ALLIANCE, department="Ministerie van Recht")
    page = client.get("/alliantie/de-hoogte/rijk/").content.decode()
    assert "Er staat 1 toezegging van 1 ministerie." in page
    assert "Geld: niets, al 90 dagen." in page
    assert "Veiligheid" in page
    for address in ("/alliantie/de-hoogte/rijk/", "/rijk/"):
        assert "Nog geheim" not in client.get(address).content.decode()
        assert "Huizen" in client.get(address).content.decode()
    sign_in(client, table.users["stranger"])
    assert "Er staan 2 toezeggingen van 2 ministeries." in client.get("/rijk/").content.decode()


def test_announced_money_is_no_money_and_no_agreement(table: Table, client) -> None:
    for finance in (0, 1, 1, 2, 3):
        promise(table, name=f"Huizen {finance}", substance=4, programme=4, finance=finance)
    page = client.get("/rijk/").content.decode()
    assert (
        "Het geld: bij 1 afgesproken; bij 3 aangekondigd of uitgewerkt, nog niet afgesproken; bij 1 staat er niets"
        in page
    )
    assert "nog niets afgesproken" not in page
    key = page.split('class="key"')[1]
    assert all(f">{words}<" in key for words in ("aangekondigd", "uitgewerkt", "afgesproken", "loopt"))


@pytest.mark.parametrize(
    ("days", "words"),
    [(1, "al 1 dag."), (90, "al 90 dagen."), (392, "al 12 maanden."), (729, "al 23 maanden."), (1100, "al 3 jaar.")],
)
def test_a_wait_is_said_in_the_unit_that_fits(table: Table, client, days: int, words: str) -> None:
    promise(table, substance=3, programme=2, finance=0, day=timezone.localdate() - timedelta(days))
    assert f"Geld: niets, {words}" in client.get("/alliantie/de-hoogte/rijk/").content.decode()


def test_a_promise_is_kept_and_changed(table: Table, client) -> None:
    sign_in(client, table.users["officer"])
    told = {
        "name": "Een loket", "department": "Ministerie van Sociale Zaken", "domain": "inkomen", "substance": 1,
        "programme": 0, "finance": 0, "owner": table.ours.pk, "visibility": 3, "day": "2025-03-01",
    }  # fmt: skip
    assert client.post("/alliantie/de-hoogte/toezeggingen/nieuw/", {**told, "domain": "bevolking"}).status_code == 200
    response = client.post("/alliantie/de-hoogte/toezeggingen/nieuw/", told)
    assert response.headers["Location"] == "/alliantie/de-hoogte/rijk/"
    kept = StatePromise.objects.get()
    client.post(f"/toezegging/{kept.pk}/wijzigen/", {**told, "finance": 3, "seen": 1})
    assert "afgesproken" in client.get(f"/toezegging/{kept.pk}/geschiedenis/").content.decode()
