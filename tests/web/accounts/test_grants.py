"""What the database itself refuses of roles."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from people import organisation, person

from toetssteen.web.accounts.models import Grant

pytestmark = pytest.mark.django_db


def refused(**values: object) -> bool:
    try:
        with transaction.atomic():
            Grant.objects.create(**values)
    except IntegrityError:
        return True
    return False


def test_a_role_is_given_once_with_and_without_an_organisation() -> None:
    user, ours = person(), organisation()
    for more in ({}, {"organisation": ours}):
        assert not refused(user=user, role="programmabureau", area="de-hoogte", **more)
        assert refused(user=user, role="programmabureau", area="de-hoogte", **more)
        assert not refused(user=user, role="programmabureau", area="selwerd", **more)


def test_a_partner_has_an_organisation_and_a_role_ends_after_it_starts() -> None:
    user = person()
    assert refused(user=user, role="partner")
    assert refused(user=user, role="raad", since=date(2026, 2, 1), until=date(2026, 1, 1))
