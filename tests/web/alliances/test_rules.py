"""Every role, every action, every state: as the table says; and as the database is asked."""

import pytest
from web.conftest import WHO, Table

from toetssteen.web.alliances.rules import Action, Visibility, may, may_show
from toetssteen.web.programmes.models import Activity
from toetssteen.web.records import selectors as record_selectors

EVERYBODY = ["visitor", *WHO]
CONCEPT, ALLIANCE, COUNCIL, PUBLIC = Visibility
OWN = {"partner", "partner everywhere"}
# Who sees an activity of our organisation in our alliance, by its state.
SEES = {
    CONCEPT: OWN | {"officer"},
    ALLIANCE: OWN | {"officer", "stranger", "analyst", "alderman", "auditor"},
    COUNCIL: OWN | {"officer", "stranger", "analyst", "alderman", "auditor", "council"},
    PUBLIC: set(EVERYBODY),
}
DOES = {
    Action.SEE: set(EVERYBODY),
    Action.EDIT: OWN | {"officer"},
    Action.PUBLISH: {"officer"},
    Action.RESTORE: {"officer"},
    Action.HISTORY: OWN | {"officer", "alderman", "auditor"},
    Action.REMOVE: OWN | {"officer"},
}


@pytest.mark.parametrize("state", list(Visibility))
def test_every_role_and_action(table: Table, state: Visibility) -> None:
    subject = table.activity(state).subject()
    for role in EVERYBODY:
        for action in Action:
            expected = role in SEES[state] and role in DOES[action]
            if action is Action.REMOVE and state is not CONCEPT:
                expected = False
            assert may(table.actor(role), action, subject) == expected, (role, action, state.name)


def test_the_database_gives_what_the_rules_allow(table: Table) -> None:
    """The twin: for everybody and every state, in both alliances, of both organisations and of none."""
    records = [
        table.activity(state, alliance=alliance, owner=owner)
        for state in Visibility
        for alliance in (table.here, table.there)
        for owner in (table.ours, table.others, None)
    ]
    for role in EVERYBODY:
        actor = table.actor(role)
        allowed = {r.pk for r in records if may(actor, Action.SEE, r.subject())}
        assert set(record_selectors.visible(Activity, actor).values_list("pk", flat=True)) == allowed, role


def test_a_partner_shows_its_own_to_the_alliance_and_no_wider(table: Table) -> None:
    concept = table.activity().subject()
    public = table.activity(PUBLIC).subject()
    partner, officer, stranger = (table.actor(w) for w in ("partner", "officer", "stranger"))
    assert [may_show(partner, concept, to) for to in Visibility] == [True, True, False, False]
    # What the bureau made public, a partner does not take back on its own.
    assert [may_show(partner, public, to) for to in Visibility] == [False, False, False, True]
    assert [may_show(stranger, concept, to) for to in Visibility] == [True, False, False, False]
    assert all(may_show(officer, concept, to) for to in Visibility)


def test_a_role_that_ended_or_has_not_begun_is_none(table: Table) -> None:
    from datetime import timedelta

    from django.utils import timezone

    grant = table.users["officer"].grants.get()
    subject = table.activity().subject()
    today = timezone.localdate()
    for since, until in ((today + timedelta(1), None), (today - timedelta(9), today - timedelta(1))):
        grant.since, grant.until = since, until
        grant.save()
        assert not may(table.actor("officer"), Action.SEE, subject)
    table.users["partner"].is_active = False
    assert not may(table.actor("partner"), Action.SEE, subject)
