"""The page about the figures is for who reads it: no commands of administrators, and every list has an end or a way on."""

from dataclasses import replace

import pytest
from django.test import Client
from web.monitor.reading import seen

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.coverage import coverage
from toetssteen.kernel.cells import Note
from toetssteen.web.monitor.about.context import MOST_NOTES, about_page
from toetssteen.web.monitor.downloads import tables

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("served")]


@pytest.mark.parametrize("address", ["/over-de-cijfers/", "/", "/wijzigingen/", "/privacy/"])
def test_no_command_of_an_administrator_stands_on_a_page(client: Client, address: str) -> None:
    assert "start.py" not in client.get(address).content.decode()


def test_a_word_of_ours_is_explained_at_first_use(client: Client) -> None:
    words = seen(client.get("/over-de-cijfers/").content).words
    assert "noemen wij een momentopname" in words
    assert " vakken" not in words


def test_what_does_not_fit_the_page_stands_in_a_file(atlas: Atlas) -> None:
    page = about_page(atlas, coverage(atlas))
    assert [table.id for table in tables.about(page)] == ["bronnen", "verwacht"]
    notes = tuple(Note(f"bestand-{at}.csv", "Een vreemde code.", at) for at in range(MOST_NOTES + 3))
    full = replace(page, manifest=replace(page.manifest, notes=notes), more_notes=3)
    *_others, found = tables.about(full)
    assert found.id == "inlezen"
    assert len(found.rows) == MOST_NOTES + 3
    assert found.rows[-1].cells == (str(MOST_NOTES + 2), "Een vreemde code.")
