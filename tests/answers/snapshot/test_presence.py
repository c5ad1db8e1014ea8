"""Which figures there are in which year, and what is known of those that are not."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from warehouse.conftest import Workshop

from toetssteen.answers.snapshot.atlas import Atlas
from toetssteen.answers.snapshot.presence import Presence, YearPresence, presence
from toetssteen.kernel.areas import Level
from toetssteen.kernel.country_checks import CountryBounds, CountryChecks
from toetssteen.warehouse import build as building
from toetssteen.warehouse.opening import open_snapshot


def of(atlas: Atlas, indicator: str, year: int) -> YearPresence:
    found = presence(atlas)
    row = next(one for one in found.rows if one.indicator.id == indicator)
    return row.years[found.years.index(year)]


def test_what_is_there_is_counted_by_level(atlas: Atlas) -> None:
    people = of(atlas, "inwoners", 2019)
    assert people.state is Presence.THERE
    assert people.counts == {Level.BUURT: 6, Level.WIJK: 4, Level.GEMEENTE: 2}
    assert (people.count(None), people.count(Level.WIJK), people.count(Level.LAND)) == (12, 4, 0)
    income = of(atlas, "laag_inkomen", 2020)
    assert (income.at(None), income.at(Level.WIJK), income.at(Level.BUURT)) == (
        Presence.THERE,
        Presence.THERE,
        Presence.NOTHING,
    )
    assert of(atlas, "rapportcijfer", 2019).state is Presence.NOTHING
    assert "vocht_en_schimmel" not in [row.indicator.id for row in presence(atlas).rows], "wanted has no year"


@pytest.fixture
def refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Atlas]:
    workshop = Workshop(tmp_path)
    monkeypatch.setattr(building, "read", workshop.read)
    monkeypatch.setattr(building, "read_outlines", workshop.outlines)
    rules = CountryChecks(bounds=(CountryBounds("laag_inkomen", 90, 91, "proef", first=2020, last=2020),))
    workshop.known = replace(workshop.known, country_checks=rules)
    snapshot = open_snapshot(workshop.shelf.folder / workshop.build())
    yield Atlas(snapshot)
    snapshot.reader.close()


def test_what_a_check_kept_out_is_refused(refused: Atlas) -> None:
    assert of(refused, "laag_inkomen", 2020).state is Presence.REFUSED
    assert of(refused, "laag_inkomen", 2019).state is Presence.THERE


@pytest.mark.parametrize(
    ("indicator", "year", "level", "state"),
    [
        ("koopwoningen", 2024, None, Presence.THERE),
        ("koopwoningen", 2022, Level.WIJK, Presence.THERE),
        ("koopwoningen", 2022, Level.BUURT, Presence.EXPECTED),  # in the table of the publisher, not in the file here
        ("koopwoningen", 2022, Level.LAND, Presence.NOTHING),
        ("laag_inkomen", 2024, None, Presence.UNPUBLISHED),
        ("laag_inkomen", 2018, None, Presence.EXPECTED),
        ("laag_inkomen", 2014, None, Presence.UNKNOWN),
        ("woningen", 2024, Level.BUURT, Presence.EXPECTED),
        ("hbo_of_wo", 2015, None, Presence.NOTHING),
        ("inwoners", 2026, None, Presence.EXPECTED),
    ],
)
def test_what_is_known_of_a_year(
    real_snapshot: Atlas, indicator: str, year: int, level: Level | None, state: Presence
) -> None:
    assert of(real_snapshot, indicator, year).at(level) is state


def test_breaks_are_those_of_the_definition(real_snapshot: Atlas) -> None:
    found = presence(real_snapshot)
    breaks = {row.indicator.id: row.breaks for row in found.rows}
    assert breaks["leegstand"] == {2014, 2024}
    assert breaks["inwoners"] == frozenset()
    assert found.years[-1] == 2026
