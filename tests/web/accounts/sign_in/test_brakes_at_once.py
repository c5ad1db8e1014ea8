"""Attempts at the same moment are counted one after the other: none slips past a limit."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import RequestFactory

from toetssteen.web.accounts.models import Attempt
from toetssteen.web.accounts.sign_in.brakes import Brake, TooManyAttemptsError, take

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
AT_ONCE = 24
QUARTER = timedelta(minutes=15)


def from_place(number: int) -> HttpRequest:
    return RequestFactory().post("/inloggen/", REMOTE_ADDR=f"192.0.2.{number}")


def taken_at_once(brake: Brake, attempts: list[tuple[HttpRequest, str]]) -> int:
    """How many of these attempts, each in a thread and a connection of its own, were allowed."""
    begin = threading.Barrier(len(attempts))
    allowed, failures = [], []

    def attempt(request: HttpRequest, account: str) -> None:
        try:
            # The connection is there before all begin.
            connection.ensure_connection()
            begin.wait(timeout=30)
            take(brake, request, account)
            allowed.append(account)
        except TooManyAttemptsError:
            pass
        except Exception as problem:
            failures.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt, args=given) for given in attempts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert failures == []
    assert not any(thread.is_alive() for thread in threads)
    return len(allowed)


@pytest.mark.parametrize(
    "brake",
    [
        Brake("password", QUARTER, together=5),
        Brake("password", QUARTER, account=5),
        Brake("password", QUARTER, place=5),
        Brake("password", QUARTER, together=5, account=7, place=9),
    ],
    ids=["together", "account", "place", "all"],
)
def test_as_many_are_allowed_as_the_limit_says(brake: Brake) -> None:
    assert taken_at_once(brake, [(from_place(1), "jo@example.org")] * AT_ONCE) == 5
    assert Attempt.objects.count() == 5


def test_one_account_from_many_places_and_one_place_over_many_accounts() -> None:
    by_account = Brake("app", QUARTER, account=5)
    assert taken_at_once(by_account, [(from_place(n), "jo@example.org") for n in range(AT_ONCE)]) == 5
    by_place = Brake("paper", QUARTER, place=5)
    assert taken_at_once(by_place, [(from_place(1), f"jo{n}@example.org") for n in range(AT_ONCE)]) == 5


def test_crossed_accounts_and_places_do_not_wait_for_each_other_for_ever() -> None:
    brake = Brake("password", QUARTER, together=100, account=100, place=100)
    crossed = [(from_place(n % 4), f"jo{(n * 3) % 5}@example.org") for n in range(AT_ONCE)]
    assert taken_at_once(brake, crossed) == AT_ONCE
    assert Attempt.objects.count() == AT_ONCE
