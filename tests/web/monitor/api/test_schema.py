"""The API attacked from its own description: whatever is asked, the answer is as described."""

from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.generation import GenerationMode

from toetssteen.web.wsgi import application

DESCRIBED = schemathesis.openapi.from_wsgi("/v1/openapi.json", application)
OPERATIONS = {found.ok().label: found.ok() for found in DESCRIBED.get_all_operations()}
QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much]


@pytest.fixture(autouse=True)
def open_database(db: None) -> Iterator[None]:
    """The test's own connection stays open; Django would close it after each answer, as its own test client knows."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def attack(label: str, examples: int) -> None:
    """Questions as described and questions that are not; every check that schemathesis has."""
    operation = OPERATIONS[label]
    asked = bool(operation.definition.raw.get("parameters"))
    for mode in (GenerationMode.POSITIVE, *([GenerationMode.NEGATIVE] if asked else [])):

        @settings(max_examples=examples, deadline=None, suppress_health_check=QUIET)
        @given(case=operation.as_strategy(generation_mode=mode))
        def run(case: schemathesis.Case) -> None:
            # In process nobody unpacks what is sent compressed.
            case.call_and_validate(headers={"Accept-Encoding": "identity"})

        run()


def test_everything_that_can_be_asked_is_described() -> None:
    assert len(OPERATIONS) == 27
    assert "GET /v1/plekken/{code}/cijfers/{cijfer}" in OPERATIONS


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize("label", OPERATIONS)
def test_every_answer_is_as_described(label: str) -> None:
    attack(label, 8)


@pytest.mark.long
@pytest.mark.usefixtures("served")
@pytest.mark.parametrize("label", OPERATIONS)
def test_every_answer_is_as_described_at_length(label: str) -> None:
    attack(label, 300)
